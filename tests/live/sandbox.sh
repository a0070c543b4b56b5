#!/bin/bash
# A process taken over by what it read: in every mode, it gets nowhere.
#
# $PROBE is tcpline with a hook that tries one thing once the walls stand.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
: "${PROBE:?}"
make_scratch
make_network
cp "$PROBE" probe && chmod 755 probe
PROBE=$scratch/probe
capture=$1
cp "$capture" capture.pcap
cp "$2" raw.pcap # of another link type
printf '%s\n' capture.pcap capture.pcap >list

# run TRY MODE...: its exit status in $status. The braces keep to themselves
# what the shell says of a child that was killed.
run() {
    {
        TCPLINE_PROBE=$1 timeout 10 "$PROBE" "${@:2}" \
            >out 2>err <capture.pcap
    } 2>/dev/null
    status=$?
}

# tries NAME MODE...: every try must end the program by SIGSYS (128 + 31).
tries() {
    local name=$1 try
    shift
    for try in open create socket connect execve ptrace fork code; do
        run "$try" "$@"
        grep -q 'probe: trying' err || fail "$name: $try was not tried: $(cat err)"
        # Where files may be created, the wall of paths refuses instead.
        if [ "$try" = create ] && grep -q 'probe: refused' err; then
            echo "ok: $name: $try is refused"
        else
            same "$name: $try" 159 "$status"
        fi
    done
}

tries "-r -n" -n -r capture.pcap
tries "-r, names" -r capture.pcap
tries "-r -" -n -r -
tries "-r -w" -r capture.pcap -w out.pcap
tries "-r -w -" -r capture.pcap -w -
tries "live -n" -n -i here0 -c 1
tries "live, names" -i here0 -c 1
tries "live any" -n -i any -c 1
tries "live -w" -i here0 -c 1 -w out.pcap
tries "live, staying root" -n -Z root -i here0 -c 1
tries "live -w -C" -i here0 -c 1 -w out.pcap -C 1
tries "live -w -G -z" -i here0 -c 1 -w out.pcap -G 1 -z true

# With a list of files these may be read: the wall of paths stops the others.
for try in socket connect execve ptrace fork code; do
    run "$try" -n -V list
    same "-V: $try" 159 "$status"
done
run open -n -V list
same "-V: open of another file" 98 "$status"

# What a filter asks for by name is asked for before, for every link type.
printf '%s\n' capture.pcap raw.pcap capture.pcap >list
run nothing -n -V list 'port http or host localhost'
same "-V with names in the filter" 0 "$status"
same "-V with names in the filter: files read" 3 "$(grep -c 'reading from' err)"

# Off is off: the same hook then has nothing to wait for.
run open --sandbox=off -n -r capture.pcap
same "--sandbox=off: exit status" 0 "$status"
check "--sandbox=off: lines" test -s out

# -v says what is in force.
"$TCPLINE" -v -n -r capture.pcap 2>err >/dev/null
check "-v names both walls" grep -q \
    '^tcpline: sandbox: seccomp ([0-9]* system calls), landlock' err
"$TCPLINE" --sandbox=off -v -n -r capture.pcap 2>err >/dev/null
check "-v says when it is off" grep -q '^tcpline: sandbox: off$' err

finish
