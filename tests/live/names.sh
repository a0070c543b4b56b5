#!/bin/bash
# Names, and name servers that do not answer.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpdump python3
make_scratch
make_network

# Files of the test's own for the C library to read.
echo '10.9.0.1 here.example.net' >hosts
echo 'hosts: files dns' >nsswitch.conf
echo 'nameserver 10.9.0.2' >resolv.conf
mount --bind hosts /etc/hosts || skip "no file can be mounted over another"
mount --bind nsswitch.conf /etc/nsswitch.conf 2>/dev/null ||
    grep -q '^hosts:.*files.*dns' /etc/nsswitch.conf ||
    skip "the C library does not ask name servers here"
mount --bind resolv.conf /etc/resolv.conf || skip "no resolver to set up"

# A name server that answers every question for a name with "there.example",
# after as many seconds as it is told.
cat >server.py <<'EOF'
import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("10.9.0.2", 53))
while True:
    q, who = s.recvfrom(512)
    time.sleep(float(sys.argv[1]))
    name = b"\x05there\x07example\x00"
    s.sendto(q[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + q[12:]
             + b"\xc0\x0c\0\x0c\0\1\0\0\0\x3c\0" + bytes([len(name)]) + name,
             who)
EOF

serve() { # serve SECONDS: in $server
    nsenter --net --target "$there_pid" python3 server.py "$1" &
    server=$!
    until_true 5 there grep -q ':0035 ' /proc/self/net/udp
}

# The answer comes at once.
serve 0
start quick -i here0 icmp
ping -n -q -c 3 -i 0.3 10.9.0.2 >/dev/null
stop
check "names: of the hosts file and of a server" \
    grep -q 'IP here.example.net > there.example: ICMP' quick.out
same "names: none is missing" 6 "$(grep -c 'there.example' quick.out)"
same "names: the resolver's own packets aside" 6 "$(captured quick)"
kill $server
wait $server 2>/dev/null

# It comes late: the first lines have numbers, later ones the name.
serve 1
start late -i here0 icmp
ping -n -q -c 20 -i 0.1 10.9.0.2 >/dev/null
stop
check "late: at first numbers" grep -q '> 10.9.0.2: ICMP' late.out
check "late: then the name" grep -q '> there.example: ICMP' late.out
kill $server
wait $server 2>/dev/null

# It never comes, for thousands of addresses: nothing is lost and nothing
# waits for long.
cat >flood.py <<'EOF'
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(3000):
    s.sendto(b"x", ("10.9.%d.%d" % (1 + i // 250, 1 + i % 250), 9999))
EOF
ip route add 10.9.0.0/16 via 10.9.0.2
start never -l -i here0 'udp port 9999'
python3 flood.py
until_true 3 gives 3000 grep -c UDP never.out
same "never: every line is there within seconds" 3000 \
    "$(grep -c UDP never.out)"
stop
same "never: nothing is dropped" "0 packets dropped by kernel" \
    "$(grep 'dropped by kernel$' never.err)"

# The resolver is killed, as is who compiled the filter: numbers from then on,
# and the capture goes on.
start killed -i here0 icmp
pkill -9 -P "$pid"
pings 3
stop
same "killed: exit status" 0 "$status"
same "killed: packets" 6 "$(captured killed)"
same "killed: lines" 6 "$(grep -c ICMP killed.out)"

# Nobody is left when a capture ends.
# shellcheck disable=SC2317 # until_true calls it
nobody_left() {
    for helper in $helpers; do
        ! kill -0 "$helper" 2>/dev/null || return 1
    done
}
start gone -i here0 icmp
helpers=$(pgrep -P "$pid")
kill -9 "$pid"
wait "$pid" 2>/dev/null
until_true 3 nobody_left || fail "a helper outlives it"

finish
