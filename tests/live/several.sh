#!/bin/bash
# Several -i: packets of all, by time, each line with its interface and
# direction as those of -i any have them; what was dropped, of each.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
make_scratch
make_network
ip link add here1 type veth peer name there1 netns "$there_pid"
ip addr add 10.9.1.1/24 dev here1
there ip addr add 10.9.1.2/24 dev there1
ip link set here1 up
there ip link set there1 up
until_true 5 ping -c 1 -W 1 10.9.1.2 || skip "no traffic on a second pair"

traffic() {
    ping -q -c 20 -i 0.01 10.9.0.2
    ping -q -c 20 -i 0.01 10.9.1.2 &
    there ping -q -c 20 -i 0.01 10.9.0.1
    wait $!
    ping -q -c 2 -b 10.9.1.255
    true
} >/dev/null 2>&1

# Two programs see the same, one of all interfaces through the kernel's eyes.
start any -n -tt --nano -i any 'icmp'
any=$pid
start several -n -tt --nano -i here0 -i here1 'icmp'
traffic
sleep 0.3
stop
same "exit status" 0 "$status"
pid=$any
stop
grep "^1" any.out | sort >any.sorted
grep "^1" several.out | sort >several.sorted
check "the lines of -i any" diff any.sorted several.sorted
check "two interfaces" grep -q ' here1 Out ' several.out
check "both ways" grep -q ' here0 In  ' several.out
check "broadcast" grep -q ' here1 Out IP 10.9.1.1 > 10.9.1.255' several.out
grep "^1" several.out | cut -d" " -f1 >stamps.out
check "by time" sort -c stamps.out
same "both are announced" 2 "$(grep -c '^.*listening on here' several.err)"
same "captured" "$(grep -c IP several.out)" "$(captured several)"
for one in here0 here1; do
    same "counts of $one" "$(grep -c " $one " several.out)" \
        "$(sed -n "s/^$one: \([0-9]*\) packets captured, .* received by \
filter, 0 packets dropped by kernel\$/\1/p" several.err)"
done

# What is written is what was captured, and of one link type.
start written -w written.pcap --print -n -tt -i here0 -i here1 icmp
traffic
sleep 0.5
stop
same "-w: packets" "$(grep -c IP written.out)" "$(packets written.pcap)"
"$TCPLINE" -n -tt -r written.pcap >read.out 2>/dev/null
sed 's/ here[01] ...//' written.out >plain.out
check "-w: the lines, without the columns" diff read.out plain.out
"$TCPLINE" -n -c 4 --json -i here0 -i here1 icmp >json.out 2>json.err &
pid=$!
until_true 10 grep -q 'listening on here1' json.err
sleep 0.3
pings 4
wait "$pid"
same "-c" 4 "$(wc -l <json.out)"
same "--json: directions" "in out" \
    "$(grep -o '"direction":"[a-z]*"' json.out | cut -d'"' -f4 | sort -u |
        tr '\n' ' ' | sed 's/ $//')"
same "--json: interfaces" "$(ip -o link show here0 | cut -d: -f1)" \
    "$(grep -o '"interface_id":[0-9]*' json.out | cut -d: -f2 | sort -u)"
start inwards -n -Q in -i here0 -i here1 icmp
pings 10
sleep 0.3
stop
same "-Q in" 10 "$(grep -c 'here0 In ' inwards.out)"
same "-Q in: nothing else" 10 "$(grep -c IP inwards.out)"

# Link types that differ: each line has its own; a file has one.
if ip tuntap add dev tun9 mode tun 2>/dev/null; then
    ip addr add 10.9.9.1/24 dev tun9
    ip link set tun9 up
    start mixed -n -i here0 -i tun9 icmp
    pings 3
    ping -q -c 1 -W 1 10.9.9.2 >/dev/null
    sleep 0.3
    stop
    check "another link type" grep -q 'link-type RAW' mixed.err
    same "lines of one" 6 "$(grep -c ' here0 ' mixed.out)"
    "$TCPLINE" -i here0 -i tun9 -w mixed.pcap 2>refused.err
    same "-w: exit status" 1 $?
    check "-w: which" grep -q -- '-i tun9: its link type' refused.err
fi

refused() { # refused WHAT WORDS ARGUMENT...
    local what=$1 words=$2
    shift 2
    "$TCPLINE" "$@" 2>refused.err
    same "$what: exit status" 1 $?
    check "$what: says so" grep -q -- "$words" refused.err
}
refused "twice" '-i here0 was given twice' -i here0 -i here1 -i here0
refused "any" '-i any is all interfaces' -i here0 -i any
refused "none" 'no9: No such device' -i here0 -i no9
refused "-f" '-f can not be used with several -i' -f -i here0 -i here1
refused "broadcast" 'netmask' -i here0 -i here1 ip broadcast

# Nothing is lost between two interfaces that are busy at the same time.
start busy -w busy.pcap -s 96 -i here0 -i here1 udp port 9
flood() {
    python3 -c "
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for n in range(20000):
    s.sendto(b'%08d' % n, ('$1', 9))"
}
flood 10.9.0.2 &
flood 10.9.1.2
wait $!
sleep 1
stop
dropped=$(sed -n 's/^\([0-9]*\) packets dropped by kernel$/\1/p' busy.err)
same "busy: packets" 40000 $(($(packets busy.pcap) + dropped))
tcpdump -tt -n -r busy.pcap 2>/dev/null | cut -d' ' -f1 >busy.out
check "busy: by time" sort -c busy.out
finish
