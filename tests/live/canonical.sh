#!/bin/bash
# --canonical and --diff of real exchanges: two runs of curl with nginx print
# the same, and what differs in one of them is all that differs.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need curl ss
make_scratch
make_network
nginx=$(command -v nginx || echo /usr/sbin/nginx)
[ -x "$nginx" ] || skip "there is no nginx here"

mkdir -p site logs
head -c 300000 /dev/zero | tr '\0' x >site/blob
echo hello >site/index.html
chmod -R a+rX .
cat >nginx.conf <<END
daemon off;
pid $scratch/nginx.pid;
error_log $scratch/nginx.log;
events {}
http {
    access_log off;
    client_body_temp_path $scratch/logs;
    proxy_temp_path $scratch/logs;
    fastcgi_temp_path $scratch/logs;
    uwsgi_temp_path $scratch/logs;
    scgi_temp_path $scratch/logs;
    server { listen 80; root $scratch/site; }
}
END
there "$nginx" -c "$scratch/nginx.conf" 2>nginx.err &
until_true 10 curl -s -o out http://10.9.0.2/ || fail "nginx: $(cat nginx.err)"

exchange() { # exchange NAME ARGUMENT...: one run of curl, in NAME.pcap
    local name=$1
    shift
    start "$name" -w "$name.pcap" -i here0 tcp port 80
    curl -s "$@" >/dev/null || fail "curl $*"
    until_true 5 sh -c "ss -Htn state established '( dport = :80 )' |
        grep -q . && exit 1 || exit 0"
    sleep 0.5
    stop
}

exchange first http://10.9.0.2/ http://10.9.0.2/missing
sleep 1.1 # another Date, other ports, numbers and stamps
exchange second http://10.9.0.2/ http://10.9.0.2/missing
exchange other -H 'X-More: 1' http://10.9.0.2/ http://10.9.0.2/missing
for name in first second other; do
    "$TCPLINE" --canonical -n -r "$name.pcap" >"$name.txt" 2>/dev/null
    check "$name: requests" grep -q 'GET /missing' "$name.txt"
done
check "two runs are alike" diff first.txt second.txt
"$TCPLINE" --diff first.pcap second.pcap >same.diff 2>/dev/null
same "--diff of two runs: exit status" 0 $?
same "--diff of two runs: nothing" 0 "$(wc -c <same.diff)"
"$TCPLINE" --diff first.pcap other.pcap >other.diff 2>/dev/null
same "--diff of another request: exit status" 1 $?
same "--diff of another request: the requests" 4 \
    "$(grep -c '^[-+] .*GET' other.diff)"
same "--diff of another request: nothing else" 4 \
    "$(grep -c '^[-+] ' other.diff)"

# A large answer comes in other segments every time, but in the same order.
exchange large1 http://10.9.0.2/blob
exchange large2 http://10.9.0.2/blob
"$TCPLINE" --diff large1.pcap large2.pcap >large.diff 2>/dev/null
same "--diff of a large answer: exit status" 0 $?
finish
