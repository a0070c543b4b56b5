#!/bin/bash
# -i in every form: names, numbers of -D, and devices that are no interfaces.
# tcpdump stands beside it: what it says of a device is what is expected.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpdump
make_scratch
make_network

# number_of NAME: what -D calls it.
number_of() {
    "$TCPLINE" -D | sed -n "s/^\([0-9]*\)\.$1\( .*\)\{0,1\}\$/\1/p"
}

# says PROGRAM NAME ARGUMENTS...: what it writes on standard error around a
# second without packets, its name taken out.
says() {
    local program=$1 name=$2
    shift 2
    timeout --preserve-status -s INT 1 "$program" -Z root "$@" 'udp port 9' \
        >"$name.out" 2>"$name.err"
    echo "status $?"
    sed 's/^\(tcpdump\|tcpline\): //' "$name.err"
}

for device in here0 "$(number_of here0)" any "$(number_of any)"; do
    same "-i $device: as tcpdump" "$(says tcpdump o -n -i "$device")" \
        "$(says "$TCPLINE" t -n -i "$device")"
done

# A link type is chosen by the word "any", not by what a number stands for.
for device in any "$(number_of any)"; do
    start cooked -n -i "$device" -c 2 icmp
    pings 1
    wait "$pid"
    same "-i $device: exit status" 0 $?
    says tcpdump o -i "$device" >/dev/null
    same "-i $device: link type" "$(grep listening o.err)" \
        "$(grep listening cooked.err)"
done

# The code of -d knows no network, though the device has one.
same "-d: as without a network" \
    "$(tcpdump -Z root -i here0 -d ip broadcast)" \
    "$("$TCPLINE" -i here0 -d ip broadcast)"

# Netfilter's modules call an empty socket a failure.
for device in nflog nflog:5 nfqueue nfqueue:3; do
    "$TCPLINE" -D | grep -q "\.${device%:*} " || continue
    expected=$(timeout --preserve-status -s INT 1 tcpdump -Z root -n \
        -i "$device" 2>&1; echo "status $?")
    got=$(timeout --preserve-status -s INT 1 "$TCPLINE" -Z root -n \
        -i "$device" 2>&1; echo "status $?")
    same "-i $device: waits for packets" "${expected//tcpdump:/:}" \
        "${got//tcpline:/:}"
done

# What cannot be captured here is said as tcpdump says it.
for device in usbmon0 usbmon7 bluetooth0 netmap:here0 dag0 99 0 -1 1x ''; do
    expected=$(timeout -s INT 1 tcpdump -Z root -n -i "$device" 2>&1)
    status=$?
    got=$(timeout -s INT 1 "$TCPLINE" -Z root -n -i "$device" 2>&1)
    same "-i '$device': status" "$status" $?
    same "-i '$device': words" "${expected//tcpdump:/:}" "${got//tcpline:/:}"
done

# D-Bus can only be waited for: a signal must end the wait.
call_bus() {
    dbus-send --session --dest=org.freedesktop.DBus --print-reply \
        /org/freedesktop/DBus org.freedesktop.DBus.ListNames >/dev/null
}

bus_scene() {
    start bus -n -i dbus-session -v
    call_bus
    until_true 5 sh -c '[ "$(grep -c UNSUPPORTED bus.out)" -gt 4 ]' ||
        fail "D-Bus: no packet"
    kill -USR1 "$pid"
    until_true 5 grep -q 'packets received by filter,' bus.err ||
        fail "D-Bus: no answer to USR1"
    stop
    same "D-Bus: exit status" 0 "$status"
    check "D-Bus: packets were counted" test "$(captured bus)" -gt 2
    check "D-Bus: messages of any length" \
        grep -q 'snapshot length 134217728' bus.err
    finish
}

if command -v dbus-daemon >/dev/null && command -v dbus-send >/dev/null; then
    address=$(dbus-daemon --session --fork --print-address 2>/dev/null)
    if [ -n "$address" ]; then
        export DBUS_SESSION_BUS_ADDRESS=$address
        # libdbus keeps its connection's memory until the process ends.
        export ASAN_OPTIONS=detect_leaks=0
        bus_scene
    fi
fi

finish
