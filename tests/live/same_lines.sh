#!/bin/bash
# Real traffic, captured by tcpdump and tcpline at once, compared byte by byte.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpdump curl socat iperf3
make_scratch
make_network

nginx=$(command -v nginx || echo /usr/sbin/nginx)
[ -x "$nginx" ] || skip "there is no nginx here"

serve_web() {
    mkdir -p web/logs
    head -c 300000 /dev/urandom >web/blob
    echo '<p>hello</p>' >web/index.html
    cat >web/nginx.conf <<EOF
daemon off;
worker_processes 1;
error_log stderr;
pid $scratch/web/nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path $scratch/web/body;
    proxy_temp_path $scratch/web/proxy;
    fastcgi_temp_path $scratch/web/fastcgi;
    uwsgi_temp_path $scratch/web/uwsgi;
    scgi_temp_path $scratch/web/scgi;
    server {
        listen 80;
        listen [::]:80;
        root $scratch/web;
    }
}
EOF
    there "$nginx" -c "$scratch/web/nginx.conf" >nginx.log 2>&1 &
    until_true 5 curl -s -o /dev/null http://10.9.0.2/ || fail "nginx: $(cat nginx.log)"
}

traffic() {
    curl -s http://10.9.0.2/ http://10.9.0.2/missing >/dev/null
    curl -s 'http://[fd00:9::2]/blob' >/dev/null
    curl -s http://10.9.0.2:81/ # refused
    there socat -u TCP-LISTEN:7001,reuseaddr - >/dev/null &
    until_true 5 sh -c 'echo socat | socat -u - TCP:10.9.0.2:7001'
    there timeout 2 socat -u UDP-RECV:9999,reuseaddr - >/dev/null &
    echo datagram | socat -u - UDP:10.9.0.2:9999
    there iperf3 -s -1 >/dev/null &
    sleep 0.3
    iperf3 -c 10.9.0.2 -n 1M -b 40M >/dev/null
    ping -q -c 3 -i 0.1 -s 3000 10.9.0.2 >/dev/null
    ping -q -c 3 -i 0.1 fd00:9::2 >/dev/null
}

loopback_traffic() {
    socat -u TCP6-LISTEN:7003,bind=::1 - >/dev/null &
    until_true 5 sh -c 'echo socat | socat -u - TCP6:[::1]:7003'
    ping -q -c 3 -i 0.1 127.0.0.1 >/dev/null
}

# records FILE: one line each, sorted: two sockets need not agree in which
# order packets passed that two processors handled at the same time.
records() {
    grep -v '^$' "$1" |
        awk '/^[^[:space:]]/ && NR > 1 { printf "\n" } { printf "%s\\n", $0 }
            END { print "" }' | sort
}

# Each capture has a clock reading of its own for a packet, so -t (twice makes
# -tt, which is why no other time option is compared here).
#
# both NAME DEVICE OPTION...: one burst of traffic, two captures of it.
both() {
    local name=$1 device=$2
    shift 2
    tcpdump -B 16384 -i "$device" -t "$@" "$filter" >"$name.want" 2>"$name.terr" &
    local other=$!
    start "$name" -B 16384 -i "$device" -t "$@" "$filter"
    until_true 5 grep -q 'listening on' "$name.terr"
    "$burst"
    sleep 1.2 # tcpdump looks at its buffer once a second
    kill -INT $other
    wait $other
    stop
    check "$name: tcpdump saw everything" \
        grep -q '^0 packets dropped by kernel' "$name.terr"
    check "$name: there was traffic" test "$(wc -l <"$name.want")" -gt "$least"
    records "$name.want" >want.txt
    records "$name.out" >got.txt
    if cmp -s want.txt got.txt; then
        echo "ok: $name: $(wc -l <want.txt) records are the same"
    else
        fail "$name: records differ"
        diff want.txt got.txt | head -n 6
    fi
    same "$name: what is said at the start" \
        "$(sed -n '1,/listening/{s/^tcpdump:/tcpline:/;p}' "$name.terr")" \
        "$(sed -n '1,/listening/p' "$name.err" | grep -v sandbox:)"
}

serve_web
burst=traffic
least=30
# No neighbour discovery, which comes when it likes.
filter='tcp or udp or icmp or (ip6 proto 58 and (ip6[40] = 128 or ip6[40] = 129))'
both plain here0 -n
both verbose here0 -n -vvv -e
both dumps here0 -n -XX
both absolute here0 -n -S -q
both snapped here0 -n -s 70 -v
both nano here0 -n --nano
both any any -n -e
both any1 any -n -e -y LINUX_SLL
both in here0 -n -Q in
both out here0 -n -Q out
both out-verbose here0 -n -Q out -v
burst=loopback_traffic
least=8
both loopback lo -n
burst=traffic

# Saved by both: the same packets.
tcpdump -B 16384 -i here0 -w want.pcap "$filter" 2>want.err &
other=$!
start save -B 16384 -i here0 -w got.pcap "$filter"
until_true 5 grep -q 'listening on' want.err
traffic
sleep 1.2
kill -INT $other
wait $other
stop
check "saved: the headers are the same" cmp -n 24 want.pcap got.pcap
tcpdump -t -n -S -XX -r want.pcap 2>/dev/null | records /dev/stdin >want.txt
tcpdump -t -n -S -XX -r got.pcap 2>/dev/null | records /dev/stdin >got.txt
check "saved: the packets are the same" cmp want.txt got.txt

# The time is now, in every form.
now=$(date +%s)
start time -n -tt -i here0 icmp
pings 1
stop
seen=$(sed -n '1s/\..*//p' time.out)
check "time stamps are of now" test "$((seen - now))" -le 5 -a "$((seen - now))" -ge 0

# A device without Ethernet: raw IP from a tun, and the loopback.
if ip tuntap add tun9 mode tun 2>/dev/null; then
    ip addr add 10.99.0.1/24 dev tun9
    ip link set tun9 up
    socat -u OPEN:/dev/null OPEN:/dev/null
    check "tun: listed as raw IP" sh -c "$TCPLINE -i tun9 -L 2>&1 | grep -q 'RAW (Raw IP)'"
    ip tuntap del tun9 mode tun
fi

# The lists are tcpdump's.
for list in -D "-L -i here0" "-L -i any" "-J -i here0" "-L -i lo"; do
    # shellcheck disable=SC2086
    same "list $list" "$(tcpdump $list 2>&1)" "$("$TCPLINE" $list 2>&1)"
done

# Numbers of the list name devices.
number=$(tcpdump -D | sed -n 's/^\([0-9]*\)\.here0 .*/\1/p')
start number -n -i "$number" icmp
pings 2
stop
check "a number names the device" grep -q 'listening on here0,' number.err
same "a number names the device: packets" 4 "$(captured number)"

# Without -i: the first of the list.
start default -n icmp
first=$(tcpdump -D | sed -n 's/^1\.\([^ ]*\) .*/\1/p')
stop
check "the default device is the first" \
    grep -q "listening on $first," default.err

finish
