#!/bin/bash
# Every signal a capture answers, and what it says at its end.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpdump
make_scratch
make_network

for signal in INT TERM HUP PIPE; do
    start "$signal" -n -i here0 icmp
    pings 5
    until_true 5 grep -q 'seq 5,' "$signal.out" || fail "$signal: no lines"
    stop_by "$signal"
    same "$signal: exit status" 0 "$status"
    same "$signal: packets" 10 "$(captured $signal)"
    same "$signal: lines" 10 "$(grep -c ICMP $signal.out)"
    same "$signal: an empty line ends the output" "" "$(tail -n 1 $signal.out)"
    # Received is also what comes between the socket's opening and its filter.
    same "$signal: closing lines" \
        "10 packets captured/1x packets received by filter/0 packets dropped by kernel" \
        "$(tail -n 3 $signal.err | paste -sd/ | sed 's,/1[0-9] ,/1x ,')"
done

# The empty line stands for the ^C on a terminal; not where packets go to a
# file, whatever else is printed.
for options in "" "--count" "-v --count --print" "-w sig.pcap" \
    "-w sig.pcap --print" "-w sig.pcap --count" "-w - --print -U"; do
    # shellcheck disable=SC2086 # they are words
    start empty -n -i here0 $options 'udp port 9'
    stop
    # shellcheck disable=SC2086
    timeout -s INT 1 tcpdump -Z root -n -i here0 $options 'udp port 9' \
        >oracle.out 2>oracle.err
    same "INT: '$options' ends the output as tcpdump does" \
        "$(od -c oracle.out)" "$(od -c empty.out)"
done

# Under nohup HUP is ignored, and stays so.
(trap '' HUP && exec "$TCPLINE" -n -i here0 icmp) >hup.out 2>hup.err &
pid=$!
until_true 5 grep -q listening hup.err
sleep 0.2
kill -HUP $pid
sleep 0.5
check "HUP stays ignored under nohup" kill -0 $pid
stop

# USR1 tells, and the capture goes on.
start usr1 -n -i here0 icmp
pings 3
until_true 5 grep -q 'seq 3,' usr1.out
kill -USR1 $pid
until_true 5 grep -q 'tcpline: 6 packets captured, [6-9] packets received by filter, 0 packets dropped by kernel' usr1.err ||
    fail "USR1: $(cat usr1.err)"
pings 1
stop
same "USR1: the capture went on" 8 "$(captured usr1)"

# USR2 writes out what -w has gathered.
start usr2 -i here0 -w usr2.pcap icmp
pings 3
kill -USR2 $pid
until_true 5 gives 6 packets usr2.pcap
same "USR2: the file is complete" 6 "$(packets usr2.pcap)"
stop
same "USR2: exit status" 0 "$status"

# -v -w counts aloud, once a second.
start got -v -i here0 -w got.pcap icmp
ping -q -i 0.2 -c 8 10.9.0.2 >/dev/null
stop
check "-v -w says Got N" grep -q "Got [0-9]*$(printf '\r')" got.err

# -c ends by itself, in the middle of a burst.
pings 100 &
"$TCPLINE" -n -i here0 -c 7 icmp >c.out 2>c.err
same "-c: exit status" 0 $?
same "-c: lines" 7 "$(wc -l <c.out)"
same "-c: packets" 7 "$(captured c)"

# A reader that does not read: the second signal ends it at once.
# shellcheck disable=SC2216 # that sleep does not read is the point
(
    "$TCPLINE" -n -l -i here0 icmp 2>stuck.err &
    echo $! >stuck.pid
    wait
) | sleep 30 &
until_true 5 grep -q listening stuck.err
ping -f -q -c 3000 10.9.0.2 >/dev/null
sleep 0.5
kill -INT "$(cat stuck.pid)"
sleep 0.5
kill -INT "$(cat stuck.pid)" 2>/dev/null
until_true 3 sh -c "! kill -0 $(cat stuck.pid)" || fail "stuck for ever"

# One signal is enough, also while the decompressor does nothing.
"$TCPLINE" -i here0 -w packed.pcap -c 200 icmp 2>/dev/null &
pid=$!
sleep 0.3
pings 100 1400
wait $pid
gzip -1 packed.pcap
mkfifo slow
(
    head -c 3000 packed.pcap.gz
    exec sleep 20
) >slow &
feeder=$!
"$TCPLINE" -n -r slow >slow.out 2>slow.err &
pid=$!
sleep 0.5
# shellcheck disable=SC2046 # one process or several
kill -STOP $(pgrep -P $pid)
kill -TERM $pid
until_true 3 sh -c "! kill -0 $pid" || fail "one SIGTERM is not enough"
kill -CONT $(pgrep -P $pid) 2>/dev/null
kill $feeder
wait $pid
check "the signal is named as the cause" grep -q 'Interrupted system call' \
    slow.err

finish
