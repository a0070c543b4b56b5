# shellcheck shell=bash
# lib.sh - a network of two hosts, made for one test and gone with it.
#
# A test sources this file first. It then runs again inside namespaces of its
# own (network, mounts, processes): nothing it does is seen outside, and
# whatever it leaves behind ends with it. Here is veth "here0", 10.9.0.1 and
# fd00:9::1; the other end, "there0", is 10.9.0.2 and fd00:9::2 behind
# `there COMMAND`.
#
# $TCPLINE is the program under test. Exit 77 means: not possible here.

set -u

# shellcheck source=tests/live/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${LIVE_INSIDE:-}" != yes ]; then
    : "${TCPLINE:?}"
    need unshare nsenter ip ping
    [ "$(id -u)" -eq 0 ] || skip "only root can make the network namespaces"
    unshare --net --mount --pid --fork true 2>/dev/null ||
        skip "namespaces are not allowed here"
    export LIVE_INSIDE=yes
    exec unshare --net --mount --pid --fork --kill-child --mount-proc \
        bash "$0" "$@"
fi

failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# check WHAT COMMAND...: the command must succeed.
check() {
    local what=$1
    shift
    if "$@" >/dev/null; then
        echo "ok: $what"
    else
        fail "$what"
    fi
}

same() { # same WHAT EXPECTED GOT
    if [ "$2" = "$3" ]; then
        echo "ok: $1"
    else
        fail "$1: expected '$2', got '$3'"
    fi
}

finish() {
    [ "$failures" -eq 0 ]
    exit
}

there() {
    nsenter --net --target "$there_pid" "$@"
}

make_network() {
    unshare --net sleep infinity &
    there_pid=$!
    # shellcheck disable=SC2016
    until_true 5 sh -c '[ "$(readlink /proc/'$there_pid'/ns/net)" != \
        "$(readlink /proc/self/ns/net)" ]' || skip "no second namespace"
    ip link add here0 type veth peer name there0 netns "$there_pid" ||
        skip "this kernel has no veth"
    ip addr add 10.9.0.1/24 dev here0
    there ip addr add 10.9.0.2/24 dev there0
    ip addr add fd00:9::1/64 dev here0 nodad
    there ip addr add fd00:9::2/64 dev there0 nodad
    ip link set lo up
    there ip link set lo up
    ip link set here0 up
    there ip link set there0 up
    until_true 5 ping -c 1 -W 1 10.9.0.2 || skip "no traffic between namespaces"
}

# The working directory: a file system of the test's own, open to everybody.
make_scratch() {
    scratch=$(mktemp -d)
    mount -t tmpfs -o mode=1777,size=512m scratch "$scratch" ||
        skip "no file system can be mounted here"
    cp "$TCPLINE" "$scratch/tcpline"
    TCPLINE=$scratch/tcpline
    chmod 755 "$scratch/tcpline"
    cd "$scratch" || exit 1
}

# start NAME ARGUMENTS...: a capture in the background, its output in
# NAME.out and NAME.err, its process in $pid; returns when it listens.
start() {
    local name=$1
    shift
    "$TCPLINE" "$@" >"$name.out" 2>"$name.err" &
    pid=$!
    until_true 10 grep -q 'listening on' "$name.err" ||
        fail "$name does not start: $(cat "$name.err")"
    sleep 0.1 # from the announcement to the sandbox
}

# stop_by SIGNAL: ends $pid, its exit status in $status.
stop_by() {
    kill -"$1" "$pid" 2>/dev/null
    wait "$pid"
    # shellcheck disable=SC2034 # the tests look at it
    status=$?
}

stop() {
    stop_by INT
}

# captured NAME: the number of packets its closing lines claim.
captured() {
    sed -n 's/^\([0-9]*\) packets\{0,1\} captured$/\1/p' "$1.err"
}

# packets FILE...: how many packets are in savefiles, by another program.
packets() {
    local n=0 file one
    for file in "$@"; do
        one=$(tcpdump -r "$file" --count 2>/dev/null | sed 's/ .*//')
        n=$((n + ${one:-0}))
    done
    echo "$n"
}

# pings COUNT: twice as many packets, at a hundred requests a second.
pings() {
    ping -q -i 0.01 -c "$1" -s "${2:-56}" 10.9.0.2 >/dev/null
}
