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
    for try in stat open create socket connect execve ptrace fork code; do
        run "$try" "$@"
        grep -q 'probe: trying' err || fail "$name: $try was not tried: $(cat err)"
        # Where files may be created, the wall of paths refuses instead.
        if [ "$try" = stat ]; then # the C library itself asks
            same "$name: $try is refused" 98 "$status"
        elif [ "$try" = create ] && grep -q 'probe: refused' err; then
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

# Whoever reads the list of files does not read packets, and the other way
# round; whoever decompresses does neither.
tries "-V" -n -V list

# helper PROCESS TRY MODE...: the try fails there, and the run ends unharmed by
# what the process would have sent.
helper() {
    local where=$1 try=$2
    shift 2
    TCPLINE_PROBE_IN=$where run "$try" "$@"
    grep -q 'probe: trying' err || fail "$where: $try was not tried: $(cat err)"
    check "$where: $try gets nowhere" sh -c '! grep -q "probe: loose" err'
    same "$where: $try: the run's exit status" 1 "$status"
    same "$where: $try: no line" 0 "$(wc -l <out)"
}

# Whoever looks whether a file is small and plain gets nowhere either; what it
# does not answer costs only time.
for try in stat open create socket connect execve ptrace fork code; do
    TCPLINE_PROBE_IN=looker run "$try" -n -r capture.pcap
    grep -q 'probe: trying' err || fail "looker: $try was not tried: $(cat err)"
    check "looker: $try gets nowhere" sh -c '! grep -q "probe: loose" err'
    same "looker: $try: the run's exit status" 0 "$status"
    same "looker: $try: lines" 21 "$(wc -l <out)"
done

gzip -k capture.pcap
for try in open create socket connect execve ptrace fork code; do
    helper unpacker "$try" -n -r capture.pcap.gz
done
for try in create socket connect execve ptrace fork code; do
    helper opener "$try" -n -V list
done
for try in open create socket connect execve ptrace fork code; do
    helper filer "$try" -n -r capture.pcap -w helped.pcap -C 1
done
# With the Landlock of Debian 12's first kernel the calls must do it alone.
touch /tmp/tcpline-probe-victim
for version in 9 2; do
    export TCPLINE_PROBE_LANDLOCK=$version
    for try in create execve ptrace fork code packets typing terminal \
        truncate signal kill limit; do
        helper resolver "$try" -n -r capture.pcap host localhost
    done
    for try in create truncate typing; do
        helper opener "$try" -n -V list
    done
done
# Without any, files are made one by one or not at all, and one line says so.
export TCPLINE_PROBE_LANDLOCK=0
run none -n -r capture.pcap -w one.pcap
same "no Landlock, one file" 0 "$status"
run none -n -r capture.pcap -w several.pcap -C 1
same "no Landlock, -C: exit status" 1 "$status"
same "no Landlock, -C: what is said" \
    "1 probe: sandbox: this kernel has no Landlock to confine the files being \
opened; --sandbox=off runs without" "$(wc -l <err) $(cat err)"
unset TCPLINE_PROBE_LANDLOCK
rm -f /tmp/tcpline-probe-victim

# Decompressing has a limit of memory, which says so and can be moved.
if command -v xz >/dev/null; then
    xz -7 -k capture.pcap # its window alone takes 16 MiB
    "$TCPLINE" -n --unpack-memory 8 -r capture.pcap.xz >out 2>err
    same "too much memory: exit status" 1 $?
    check "too much memory: message" grep -q \
        'decompressing it needs more than 8 MiB of memory; --unpack-memory' err
    "$TCPLINE" -n --unpack-memory 64 -r capture.pcap.xz >out 2>err
    same "enough memory: exit status" 0 $?
    check "enough memory: lines" test -s out
fi

# As little as tcpdump needs: twenty megabytes of addresses, six descriptors.
prlimit --as=20480000 --nofile=6 "$TCPLINE" -Z root -n -r capture.pcap \
    >out 2>err 3>&- 4>&- 5>&-
same "little room: exit status" 0 $?
same "little room: complaints" "" "$(grep -v '^reading from' err)"

# A device's filter is read and compiled behind walls as well.
echo 'icmp and host 10.9.0.2' >filter
if command -v strace >/dev/null; then
    strace -f -y -o trace -e trace=read,pread64,readv,mmap,seccomp,execve \
        "$TCPLINE" -n -i here0 -c 1 -F filter >out 2>err &
    pid=$!
    until_true 10 grep -q 'listening on' err
    pings 2
    wait $pid
    same "live -F: lines" 1 "$(wc -l <out)"
    check "live -F: the file was read" grep -q "read([0-9]*<$scratch/filter" trace
    same "live -F: not before a wall" "" "$(awk -v file="<$scratch/filter>" '
        /SECCOMP_SET_MODE_FILTER, 0, \{/ { walled[$1] = 1 }
        index($0, file) && !walled[$1] { print }' trace)"
fi

# What was inherited is not kept.
"$TCPLINE" -n -r <(sleep 1; cat capture.pcap) >out 2>err 7<raw.pcap 8<list &
pid=$!
sleep 0.5
same "inherited descriptors" "" "$(find /proc/$pid/fd -lname '*raw.pcap' \
    -o -lname '*list')"
wait $pid
same "inherited descriptors: exit status" 0 $?

# No byte of a file is read before the last wall of the process that reads it.
if command -v strace >/dev/null; then
    printf 'tcp\n' >filter
    printf '%s\n' capture.pcap capture.pcap.gz >both
    for mode in "-r capture.pcap" "-r capture.pcap.gz" "-r -" \
        "-r capture.pcap -F filter" "-d -F filter" "-d -i here0 -F filter" \
        "-V both" "-V both -w out.pcap"; do
        # shellcheck disable=SC2086 # the modes are words
        strace -f -y -o trace -e trace=read,pread64,readv,mmap,seccomp \
            "$TCPLINE" -n $mode >out 2>err <capture.pcap
        check "strace $mode: files were read" grep -q \
            "read([0-9]*<$scratch/" trace
        same "strace $mode: none before a wall" "" "$(awk -v dir="<$scratch/" '
            /SECCOMP_SET_MODE_FILTER, 0, \{/ { walled[$1] = 1 }
            index($0, dir) && !/tcpline/ && !walled[$1] { print }' trace)"
    done
else
    echo "no strace: the order of reading was not looked at"
fi

# What a filter asks for by name is asked for before, for every link type.
printf '%s\n' capture.pcap raw.pcap capture.pcap >list
run nothing -n -V list 'port http or host localhost'
same "-V with names in the filter" 0 "$status"
same "-V with names in the filter: files read" 3 "$(grep -c 'reading from' err)"

# Off is off: the same hook then has nothing to wait for.
run open --sandbox=off -n -r capture.pcap
same "--sandbox=off: exit status" 0 "$status"
check "--sandbox=off: lines" test -s out

# -vv says what is in force, -v only on a terminal: scripts read what -v says.
"$TCPLINE" -v -n -r capture.pcap 2>err >/dev/null
check "-v says nothing of it" sh -c '! grep -q sandbox: err'
"$TCPLINE" -vv -n -r capture.pcap 2>err >/dev/null
check "-vv names both walls" grep -q \
    '^tcpline: sandbox: seccomp ([0-9]* system calls), landlock' err
"$TCPLINE" --sandbox=off -vv -n -r capture.pcap 2>err >/dev/null
check "-vv says when it is off" grep -q '^tcpline: sandbox: off$' err

finish
