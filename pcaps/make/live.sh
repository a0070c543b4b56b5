#!/bin/bash
# Records the live captures: live.sh [DIRECTORY [SCENE...]], as root.
#
# Real programs talk between network namespaces made here and removed at the
# end; nothing leaves them. Without arguments every scene is recorded into the
# folder above this one. A scene that this kernel cannot play is skipped with
# its reason, and the capture that is there stays.
#
# Debian packages: curl ethtool iperf3 iproute2 nftables nginx-light
# openssh-client openssh-server procps python3 redis-server redis-tools socat
# tcpdump

set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/..}
shift $(($# > 0 ? 1 : 0))
work=$(mktemp -d)
a=tlp-a-$$ # the client
b=tlp-b-$$ # the server
r=tlp-r-$$ # a router between them, where a scene wants one
started=()

SCENES=(nginx nginx_ipv6 refused redis ssh iperf3 socat out_of_band zero_window
    keep_alive abort fast_open md5 mptcp vxlan any any_cooked_v1 ecn loss
    reorder)

in_a() { ip netns exec "$a" "$@"; }
in_b() { ip netns exec "$b" "$@"; }
in_r() { ip netns exec "$r" "$@"; }
skip() { echo "skipped: $*"; }

# Ends every process started by `start`, newest first.
stop_started() {
    local i
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do
        kill "${started[i]}" 2>"$work/kill" || true
        wait "${started[i]}" 2>"$work/kill" || true
    done
    started=()
}

start() {
    "$@" >>"$work/log" 2>&1 &
    started+=($!)
}

cleanup() {
    stop_started
    remove_net
    rm -rf "$work"
}

remove_net() {
    local ns
    for ns in "$a" "$b" "$r"; do
        ip netns del "$ns" 2>"$work/del" || true
    done
}

# Segments as they would be on a wire: no offload, checksums filled in.
plain() {
    ip netns exec "$1" ethtool -K "$2" tx off rx off tso off gso off gro off \
        >"$work/ethtool" 2>&1 || true
    ip -n "$1" link set "$2" up
}

quiet_namespace() {
    ip netns add "$1"
    ip netns exec "$1" sysctl -qw net.ipv6.conf.all.accept_dad=0 \
        net.ipv6.conf.default.accept_dad=0 net.ipv4.tcp_fastopen=3 \
        net.mptcp.enabled=1 2>"$work/sysctl" || true
    ip -n "$1" link set lo up
}

# a (192.0.2.1, 2001:db8::1) -- b (192.0.2.2, 2001:db8::2)
direct_net() {
    quiet_namespace "$a"
    quiet_namespace "$b"
    ip -n "$a" link add eth0 address 02:00:00:00:00:01 type veth \
        peer name eth0 netns "$b" address 02:00:00:00:00:02
    ip -n "$a" addr add 192.0.2.1/24 dev eth0
    ip -n "$b" addr add 192.0.2.2/24 dev eth0
    ip -n "$a" addr add 2001:db8::1/64 dev eth0 nodad
    ip -n "$b" addr add 2001:db8::2/64 dev eth0 nodad
    plain "$a" eth0
    plain "$b" eth0
}

# a -- r -- b: the same addresses, a router between that can lose packets.
routed_net() {
    local ns
    for ns in "$a" "$b" "$r"; do quiet_namespace "$ns"; done
    in_r sysctl -qw net.ipv4.ip_forward=1
    ip -n "$a" link add eth0 type veth peer name toa netns "$r"
    ip -n "$b" link add eth0 type veth peer name tob netns "$r"
    ip -n "$a" addr add 192.0.2.1/32 dev eth0
    ip -n "$b" addr add 192.0.2.2/32 dev eth0
    plain "$a" eth0
    plain "$b" eth0
    plain "$r" toa
    plain "$r" tob
    ip -n "$a" route add default dev eth0
    ip -n "$b" route add default dev eth0
    ip -n "$r" route add 192.0.2.1/32 dev toa
    ip -n "$r" route add 192.0.2.2/32 dev tob
    in_r sysctl -qw net.ipv4.conf.toa.proxy_arp=1 net.ipv4.conf.tob.proxy_arp=1
}

# record NAMESPACE FILE TCPDUMP-ARGUMENTS...: returns once it is listening.
record() {
    local ns=$1 file=$2
    shift 2
    ip netns exec "$ns" tcpdump -n -U --immediate-mode -Z root \
        -w "$work/$file" "$@" 2>"$work/tcpdump" &
    started+=($!)
    wait_for "tcpdump to listen" grep -q "listening on" "$work/tcpdump"
    rm "$work/tcpdump"
}

# wait_for WHAT COMMAND...: tries for five seconds.
wait_for() {
    local what=$1 i
    shift
    for ((i = 0; i < 100; i++)); do
        if "$@" >"$work/wait" 2>&1; then return 0; fi
        sleep 0.05
    done
    echo "gave up waiting for $what" >&2
    cat "$work/log" >&2
    return 1
}

listening() { ip netns exec "$1" ss -Hlnt "sport = $2" | grep -q LISTEN; }

# Keeps the captures recorded in this scene.
keep() {
    local file
    sleep 0.3
    stop_started
    for file in "$@"; do
        cp "$work/$file" "$out/$file"
        chmod 644 "$out/$file"
        echo "$file: $(stat -c %s "$out/$file") bytes"
    done
}

# play SCENE FILE TCPDUMP-ARGUMENTS...: both ends by ends.py, recorded at a.
play() {
    local name=$1 file=$2
    shift 2
    record "$a" "$file" -i eth0 "$@" tcp
    start ip netns exec "$b" python3 "$here/ends.py" server "$name"
    if ! wait_for "$name's server" listening "$b" 12345; then
        skip "$file: the kernel refuses what $name asks for"
        return 1
    fi
    in_a timeout 20 python3 "$here/ends.py" client "$name"
    keep "$file"
}

start_nginx() {
    mkdir -p "$work/www"
    printf 'a small page\n' >"$work/www/index.html"
    cat >"$work/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $work/nginx.pid;
error_log $work/nginx.err;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path $work/body;
    proxy_temp_path $work/proxy;
    fastcgi_temp_path $work/fastcgi;
    uwsgi_temp_path $work/uwsgi;
    scgi_temp_path $work/scgi;
    server { listen 80; listen [::]:80; root $work/www; }
}
CONF
    chmod 755 "$work" "$work/www"
    start ip netns exec "$b" nginx -c "$work/nginx.conf"
    wait_for nginx listening "$b" 80
}

scene_nginx() {
    direct_net
    start_nginx
    record "$a" live-nginx.pcap -i eth0 tcp
    in_a curl -s http://192.0.2.2/ http://192.0.2.2/missing >"$work/got"
    keep live-nginx.pcap
}

scene_nginx_ipv6() {
    direct_net
    start_nginx
    record "$a" live-nginx-ipv6.pcap -i eth0 tcp
    in_a curl -s -o "$work/got" 'http://[2001:db8::2]/'
    keep live-nginx-ipv6.pcap
}

scene_refused() {
    direct_net
    record "$a" live-refused.pcap -i eth0 tcp or icmp or icmp6
    in_a curl -s http://192.0.2.2:81/ || true
    in_a curl -s 'http://[2001:db8::2]:81/' || true
    in_b nft -f - <<'NFT'
table inet t {
    chain c {
        type filter hook input priority 0
        tcp dport 82 reject
    }
}
NFT
    in_a curl -s http://192.0.2.2:82/ || true
    in_a curl -s 'http://[2001:db8::2]:82/' || true
    keep live-refused.pcap
}

scene_redis() {
    direct_net
    start ip netns exec "$b" redis-server --bind 192.0.2.2 --save '' \
        --protected-mode no --dir "$work"
    wait_for redis listening "$b" 6379
    record "$a" live-redis.pcap -i eth0 tcp
    local line
    for line in "SET fruit apple" "GET fruit" "GET missing" "INCR fruit" \
        "RPUSH list one two three" "LRANGE list 0 -1"; do
        # shellcheck disable=SC2086 # a command and its words
        in_a redis-cli -h 192.0.2.2 $line >"$work/got"
    done
    printf 'PING\r\nECHO piped\r\n' |
        in_a redis-cli -h 192.0.2.2 --pipe >"$work/got"
    keep live-redis.pcap
}

scene_ssh() {
    direct_net
    ssh-keygen -q -t ed25519 -N '' -f "$work/key"
    ssh-keygen -q -t ed25519 -N '' -f "$work/host"
    chmod 755 "$work"
    mkdir -p /run/sshd
    start ip netns exec "$b" /usr/sbin/sshd -D -f /dev/null -h "$work/host" \
        -o "AuthorizedKeysFile=$work/key.pub" -o StrictModes=no \
        -o "PidFile=$work/sshd.pid"
    wait_for sshd listening "$b" 22
    record "$a" live-ssh.pcap -s 110 -i eth0 tcp
    in_a ssh -F /dev/null -i "$work/key" -o StrictHostKeyChecking=no \
        -o "UserKnownHostsFile=$work/known" 192.0.2.2 true 2>>"$work/log" ||
        echo "ssh: no login, the key exchange is recorded all the same"
    keep live-ssh.pcap
}

scene_iperf3() {
    direct_net
    start ip netns exec "$b" iperf3 -s -1
    wait_for iperf3 listening "$b" 5201
    record "$a" live-iperf3.pcap -s 86 -i eth0 tcp
    in_a iperf3 -c 192.0.2.2 -n 150K >"$work/got"
    keep live-iperf3.pcap
}

scene_socat() {
    direct_net
    start ip netns exec "$b" socat TCP-LISTEN:12345 EXEC:sort
    wait_for socat listening "$b" 12345
    record "$a" live-half-close.pcap -i eth0 tcp
    printf 'pear\nfig\napple\n' | in_a socat -t 5 - TCP:192.0.2.2:12345 \
        >"$work/got"
    keep live-half-close.pcap
}

scene_out_of_band() { direct_net && play out-of-band live-urgent.pcap; }
scene_zero_window() {
    direct_net && play zero-window live-zero-window.pcap -s 90
}
scene_keep_alive() { direct_net && play keep-alive live-keep-alive.pcap; }
scene_abort() { direct_net && play abort live-abort.pcap; }
scene_fast_open() { direct_net && play fast-open live-fast-open.pcap; }
scene_md5() { direct_net && play md5 live-md5.pcap; }

scene_mptcp() {
    direct_net
    ip -n "$a" addr add 192.0.2.11/24 dev eth0
    if ! ip -n "$a" mptcp endpoint add 192.0.2.11 dev eth0 subflow; then
        skip "live-mptcp.pcap: no MPTCP in this kernel"
        return
    fi
    ip -n "$a" mptcp limits set subflow 2 add_addr_accepted 2
    ip -n "$b" mptcp limits set subflow 2 add_addr_accepted 2
    play mptcp live-mptcp.pcap
}

scene_vxlan() {
    direct_net
    local ns n=0
    for ns in "$a" "$b"; do
        n=$((n + 1))
        if ! ip -n "$ns" link add vx0 address "02:00:00:00:01:0$n" type vxlan \
            id 42 dstport 4789 \
            local "192.0.2.$n" remote "192.0.2.$((3 - n))"; then
            skip "live-vxlan.pcap: no VXLAN in this kernel"
            return
        fi
        ip -n "$ns" addr add "198.51.100.$n/24" dev vx0
        plain "$ns" vx0
    done
    start_nginx
    record "$a" live-vxlan.pcap -i eth0 udp port 4789
    in_a curl -s -o "$work/got" http://198.51.100.2/
    keep live-vxlan.pcap
}

# Traffic over eth0 and over lo, seen by one capture.
any_traffic() {
    in_b curl -s -o "$work/got" http://127.0.0.1/
    in_a curl -s -o "$work/got" http://192.0.2.2/
}

scene_any() {
    direct_net
    start_nginx
    record "$b" live-any.pcap -i any tcp
    any_traffic
    keep live-any.pcap
}

scene_any_cooked_v1() {
    direct_net
    start_nginx
    record "$b" live-any-cooked-v1.pcap -i any -y LINUX_SLL tcp
    any_traffic
    keep live-any-cooked-v1.pcap
}

scene_ecn() {
    direct_net
    in_a sysctl -qw net.ipv4.tcp_ecn=1
    start_nginx
    record "$a" live-ecn.pcap -i eth0 tcp
    in_a curl -s -o "$work/got" http://192.0.2.2/
    keep live-ecn.pcap
}

# Every ninth large segment is lost: the sender's side shows what is sent
# again, the receiver's side what is missing.
scene_loss() {
    routed_net
    in_r nft -f - <<'NFT'
table inet t {
    chain c {
        type filter hook forward priority 0
        meta length > 1000 numgen inc mod 9 5 drop
    }
}
NFT
    record "$b" live-loss-receiver.pcap -s 90 -i eth0 tcp
    play bulk live-loss-sender.pcap -s 90
    keep live-loss-receiver.pcap
}

# A TUN device at each end: raw IP, late, overtaken and doubled.
scene_reorder() {
    quiet_namespace "$a"
    quiet_namespace "$b"
    start python3 "$here/forward.py" "$a" "$b" 12
    wait_for "tun0" ip -n "$b" link show tun0
    local ns n=0
    for ns in "$a" "$b"; do
        n=$((n + 1))
        ip -n "$ns" addr add "192.0.2.$n" peer "192.0.2.$((3 - n))" dev tun0
        ip -n "$ns" link set tun0 up
    done
    record "$b" live-reorder.pcap -s 76 -i tun0 tcp
    start ip netns exec "$b" python3 "$here/ends.py" server bulk
    wait_for "bulk's server" listening "$b" 12345
    in_a timeout 20 python3 "$here/ends.py" client bulk
    keep live-reorder.pcap
}

trap cleanup EXIT
[ "$(id -u)" = 0 ] || { echo "needs root, for the namespaces" >&2; exit 1; }
for tool in curl ethtool iperf3 ip nft nginx python3 redis-server socat ssh \
    sysctl tcpdump /usr/sbin/sshd; do
    command -v "$tool" >"$work/tool" || {
        echo "$tool is missing, see the packages above" >&2
        exit 1
    }
done
[ $# -gt 0 ] || set -- "${SCENES[@]}"
for scene in "$@"; do
    "scene_$scene" || echo "failed: $scene"
    stop_started
    remove_net
done
