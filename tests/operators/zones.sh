#!/bin/sh
# --utc and --time=iso8601 in other zones than UTC: zones.sh TCPLINE CAPTURE
set -u
failures=0

stamp() { # stamp ZONE OPTION...: of the first line
    zone=$1
    shift
    TZ=$zone "$tcpline" -n -c 1 -r "$capture" "$@" 2>/dev/null | cut -d' ' -f1
}

same() {
    [ "$2" = "$3" ] && return
    echo "FAILED: $1: expected '$2', got '$3'"
    failures=$((failures + 1))
}

tcpline=$1
capture=$2
utc=$(stamp UTC0 --time=iso8601)
day=${utc%%T*}
same "Z" "$day" "$(echo "$utc" | sed -n 's/T.*Z$//p')"
same "east" "+05:30" "$(stamp IST-5:30 --time=iso8601 | tail -c 7)"
same "west" "-03:30" "$(stamp NST3:30 --time=iso8601 | tail -c 7)"
same "--utc wins" "$utc" "$(stamp IST-5:30 --time=iso8601 --utc)"
same "--utc and -t" "$(stamp UTC0)" "$(stamp IST-5:30 --utc)"
exit "$((failures > 0))"
