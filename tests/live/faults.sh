#!/bin/bash
# What goes wrong around a capture, and that nothing is lost unnamed.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpdump tcpreplay mkfifo
make_scratch
make_network

# lost NAME: how many packets the capture says are in no file.
lost() {
    sed -n 's/.*: \([0-9]*\) captured packets could not be written$/\1/p' \
        "$1.err"
}

# --- A disk that is full: two ways to write, one answer ---
mkdir small
mount -t tmpfs -o size=64k,mode=1777 small small
for how in "" -U; do
    start "full$how" -i here0 $how -w small/full.pcap icmp
    pings 60 1000
    wait $pid
    same "full disk $how: exit status" 14 $?
    check "full disk $how: message" grep -q \
        '^tcpline: Unable to write output: No space left on device$' "full$how.err"
    saved=$(packets small/full.pcap)
    check "full disk $how: the file is readable" test "$saved" -gt 0
    check "full disk $how: it ends with a whole packet" \
        sh -c '! tcpdump -r small/full.pcap 2>&1 | grep -q truncated'
    same "full disk $how: every packet is there or named" \
        "$(captured "full$how")" "$((saved + $(lost "full$how")))"
    rm -f small/full.pcap
done

# The same while rotating: the files before are whole.
start fullring -i here0 -w small/ring -C 1 icmp
pings 60 1000
wait $pid
same "full disk, rotating: exit status" 14 $?
same "full disk, rotating: every packet is there or named" \
    "$(captured fullring)" "$(($(packets small/ring*) + $(lost fullring)))"
umount small

# Text to a full disk.
"$TCPLINE" -n -l -i here0 icmp >/dev/full 2>devfull.err &
pid=$!
until_true 5 grep -q listening devfull.err
pings 3
wait $pid
same "full device: exit status" 14 $?
check "full device: message" grep -q \
    'Unable to write output: No space left on device' devfull.err

# --- A quota, which the shell calls a file size limit ---
(
    ulimit -f 16
    exec "$TCPLINE" -i here0 -U -w quota.pcap icmp 2>quota.err
) &
pid=$!
until_true 5 grep -q listening quota.err
sleep 0.2
pings 30 1000
wait $pid
same "quota: exit status" 14 $?
check "quota: message" grep -q 'Unable to write output: File too large' quota.err
same "quota: every packet is there or named" "$(captured quota)" \
    "$(($(packets quota.pcap) + $(lost quota)))"

# --- The reader of the output goes away ---
mkfifo lines
"$TCPLINE" -n -l -i here0 icmp >lines 2>closed.err &
pid=$!
head -n 1 <lines >/dev/null &
until_true 5 grep -q listening closed.err
pings 20
wait $pid
status=$?
check "closed pipe: it ends" test "$status" -ne 127
same "closed pipe: exit status" 14 "$status"
check "closed pipe: message" grep -q 'Unable to write output: Broken pipe' \
    closed.err

mkfifo bytes
"$TCPLINE" -U -w - -i here0 icmp >bytes 2>closedw.err &
pid=$!
head -c 24 <bytes >/dev/null &
until_true 5 grep -q listening closedw.err
pings 20
until_true 5 sh -c "! kill -0 $pid"
check "closed pipe of -w: it ends" grep -q 'packets\{0,1\} captured' closedw.err

# Started without standard output: what is sent must not be the lines.
"$TCPLINE" -n -l -i here0 icmp >&- 2>nostdout.err &
pid=$!
until_true 5 grep -q listening nostdout.err
before=$(cat /sys/class/net/here0/statistics/tx_packets)
pings 5
wait $pid
same "no standard output: exit status" 14 $?
sent=$(($(cat /sys/class/net/here0/statistics/tx_packets) - before))
check "no standard output: nothing is sent but the pings ($sent)" \
    test "$sent" -le 8

# --- The interface goes down, comes back, and is removed ---
start down -n -i here0 icmp
pings 2
ip link set here0 down
sleep 0.3
check "down: the capture goes on" kill -0 $pid
ip link set here0 up
until_true 5 ping -c 1 -W 1 10.9.0.2
until_true 5 grep -q 'seq 1,.*length 64' down.out
stop
same "down: exit status" 0 "$status"
check "down: packets of before and after" test "$(captured down)" -ge 6

ip link add gone0 type veth peer name gone1
ip link set gone0 up
start gone -n -i gone0 -w gone.pcap
ip link del gone0
until_true 5 sh -c "! kill -0 $pid"
wait $pid
same "removed: exit status" 1 $?
check "removed: message" grep -q \
    '^tcpline: pcap_loop: The interface disappeared$' gone.err
check "removed: closing lines" grep -q 'packets captured' gone.err
check "removed: the file is readable" tcpdump -r gone.pcap

start any -n -e -i any icmp
ip link add gone0 type veth peer name gone1
ip link set gone0 up
ip link del gone0
pings 2
ip link add late0 type veth peer name late1
ip addr add 10.77.0.1/24 dev late0
ip link set late0 up
ip link set late1 up
ip neigh add 10.77.0.2 lladdr 02:00:00:00:00:02 dev late0
ping -q -c 1 -W 1 10.77.0.2 >/dev/null
until_true 5 grep -q '10.77.0.2' any.out
stop
check "any: the name of an interface that came later" \
    grep -q ' late0 .*10.77.0.1 > 10.77.0.2' any.out
same "removed under any: exit status" 0 "$status"
same "removed under any: packets" 4 "$(grep -c '10.9.0.2' any.out)"

# --- Who may not, does not ---
setpriv --reuid=65534 --regid=65534 --clear-groups \
    "$TCPLINE" -i here0 >user.out 2>user.err
same "a user without rights: exit status" 1 $?
same "a user without rights: message" \
    "tcpline: here0: You don't have permission to perform this capture on that device/(socket: Operation not permitted)" \
    "$(paste -sd/ user.err)"

"$TCPLINE" -i nosuch0 2>nosuch.err
same "no such device: exit status" 1 $?
same "no such device: message" \
    "tcpline: nosuch0: No such device exists/(No such device exists)" \
    "$(paste -sd/ nosuch.err)"

# --- Files the user it becomes cannot make ---
mkdir root-only
if id tcpdump >/dev/null 2>&1; then
    "$TCPLINE" -i here0 -w root-only/x -C 1 -Z tcpdump 2>dir.err
    same "foreign directory: exit status" 1 $?
    check "foreign directory: message" grep -q \
        '^tcpline: root-only/x: Permission denied$' dir.err
fi

# --- Killed in the middle ---
for file in $(seq 1 5); do
    start "kill$file" -i here0 -w "kill$file.pcap" icmp
    ping -f -q -s 1400 -c 20000 10.9.0.2 >/dev/null &
    flood=$!
    sleep "1.$file"
    kill -9 $pid
    wait $pid 2>/dev/null
    check "kill -9, $file: readable to its end" \
        sh -c "! tcpdump -n -r kill$file.pcap 2>&1 | grep -q truncated"
    check "kill -9, $file: packets are there" \
        test "$(packets "kill$file.pcap")" -gt 0
    kill $flood 2>/dev/null
    wait $flood 2>/dev/null
done

# Nothing waits in the kernel: what was captured is in the file.
start quiet -i here0 -w quiet.pcap icmp
pings 5
sleep 0.4
kill -9 $pid
same "kill -9 when quiet: nothing is missing" 10 "$(packets quiet.pcap)"

finish
