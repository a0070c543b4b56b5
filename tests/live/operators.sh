#!/bin/bash
# The options of operators on a device: --duration, and a capture around a
# command that is expected to go some way.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
make_scratch
make_network

# Silence does not keep it; what comes in time is there.
"$TCPLINE" -n -i here0 --duration 1s 'udp port 9' >silent.out 2>silent.err
same "--duration in silence: exit status" 0 $?
same "--duration in silence: counts" "0 packets captured" \
    "$(sed -n '/captured$/p' silent.err)"
start duration -n -i here0 --duration 3s icmp
pings 3
wait "$pid"
same "--duration: exit status" 0 $?
same "--duration: lines" 6 "$(grep -c ICMP duration.out)"

around() { # around NAME OPTION...: standard output and error in NAME.*
    local name=$1
    shift
    timeout 30 "$TCPLINE" -n -i here0 "$@" >"$name.out" 2>"$name.err"
    status=$?
}

around held --expect 'packets==4' icmp -- ping -q -c 2 -i 0.2 10.9.0.2
same "around a command: exit status" 0 "$status"
check "around a command: its output" grep -q '2 packets transmitted' held.out
check "around a command: what held" grep -q 'as expected: packets==4: 4' held.err
same "around a command: no lines" 0 "$(grep -c 'IP 10.9' held.out)"
around printed --print --expect 'packets==4' icmp -- \
    ping -q -c 2 -i 0.2 10.9.0.2
same "--print: lines" 4 "$(grep -c 'IP 10.9' printed.out)"
around broke --expect 'packets==5' icmp -- ping -q -c 2 -i 0.2 10.9.0.2
same "not as expected: exit status" 3 "$status"
around failed --expect 'packets>=0' -- sh -c 'exit 7'
same "the command's own failure" 7 "$status"
around both --expect 'packets==99999' -- sh -c 'exit 7'
same "goes before ours" 7 "$status"
around signalled --expect 'packets>=0' -- sh -c 'kill -TERM $$'
same "a signal, as a shell has it" 143 "$status"
( # not by timeout(1), which ignores no hangup
    trap '' HUP
    "$TCPLINE" -n -i here0 --expect 'packets>=0' -- \
        sh -c 'kill -HUP $$; exit 5' >hung.out 2>hung.err
)
same "a hangup that is ignored, as nohup(1) has it" 5 $?
around hung --expect 'packets>=0' -- sh -c 'kill -HUP $$; exit 5'
same "a hangup" 129 "$status"
around early --duration 1 --expect 'packets>=0' -- sh -c 'sleep 2; exit 6'
same "a capture that ends before the command" 6 "$status"
around few -c 1 --expect 'packets==1' icmp -- \
    sh -c 'ping -q -c 2 -i 0.2 10.9.0.2; echo whole'
check "-c ends the capture, not the command" grep -q whole few.out
around missing --expect 'packets>=0' -- ./no-such-command
same "no such command" 127 "$status"
around words --fail-on rst -w words.pcap icmp and host 10.9.0.2 -- \
    ping -q -c 1 10.9.0.2
same "a filter of many words: exit status" 0 "$status"
same "a filter of many words: packets" 2 \
    "$("$TCPLINE" --count -r words.pcap 2>/dev/null | sed 's/ .*//')"
same "runs as who started it" "$(id -u)" \
    "$("$TCPLINE" -i here0 --fail-on rst -- id -u 2>/dev/null)"

# A refused connection, as it is told of the capture.
around refused --expect 'refused==1' --expect 'syn==1' tcp -- \
    bash -c 'true 2>/dev/null >/dev/tcp/10.9.0.2/9; true'
same "refused" 0 "$status"

# Without an expectation what stands behind "--" is the filter's, as ever.
timeout -s INT 2 "$TCPLINE" -n -i here0 -- icmp >/dev/null 2>filter.err
check "-- without --expect" grep -q 'packets captured' filter.err

finish
