#!/bin/bash
# A million segments as fast as they go. Nothing here is timed: what is looked
# at is that every packet is accounted for, and that memory has its bound.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpreplay tcpdump python3
here=$(dirname "$(realpath "$0")")
make_scratch
make_network

python3 "$here/segments.py" thousand.pcap 1000 50
python3 "$here/segments.py" connections.pcap 200000 200000

flood() { # flood FILE LOOPS
    there tcpreplay -q --topspeed --preload-pcap --loop="$2" -i there0 "$1" \
        >/dev/null 2>&1
}

# number NAME WORDS: of a closing line.
number() {
    sed -n "s/^\([0-9]*\) packets\{0,1\} $2\$/\1/p" "$1.err"
}

accounted() { # accounted NAME
    same "$1: all arrived" 1000000 "$(number "$1" 'received by filter')"
    same "$1: captured and dropped are all" 1000000 \
        "$(($(captured "$1") + $(number "$1" 'dropped by kernel')))"
}

# A buffer that holds them all: none may be dropped.
start all -n -B 262144 -i here0 'tcp port 80'
flood thousand.pcap 1000
stop
accounted all
same "all: none dropped" 0 "$(number all 'dropped by kernel')"
same "all: a line for each" 1000000 "$(grep -c ' IP 10' all.out)"
rm -f all.out

# The default buffer.
start plain -n -i here0 'tcp port 80'
flood thousand.pcap 1000
stop
accounted plain
same "plain: a line for each captured" "$(captured plain)" \
    "$(grep -c ' IP 10' plain.out)"
echo "plain: $(number plain 'dropped by kernel') dropped"
rm -f plain.out

# Into rotating files.
start files -i here0 -w files.pcap -C 20 'tcp port 80'
flood thousand.pcap 1000
stop
accounted files
same "files: all captured are in one of them" "$(captured files)" \
    "$(packets files.pcap*)"
rm -f files.pcap*

# A buffer that cannot hold them: the loss is told, and loudly.
start drops -n -vvv -XX -B 64 -i here0 'tcp port 80'
kill -STOP $pid
flood thousand.pcap 20
kill -CONT $pid
stop
check "drops: there are some" test "$(number drops 'dropped by kernel')" -gt 0
same "drops: captured and dropped are all" 20000 \
    "$(($(captured drops) + $(number drops 'dropped by kernel')))"
check "drops: a warning" grep -q '^tcpline: WARNING: the kernel dropped' \
    drops.err

# More connections than are to be remembered.
memory() { # memory LIMIT: KiB of its own at the end, in $own
    start "limit$1" -n -B 65536 --max-connections "$1" -i here0 'tcp port 80'
    flood connections.pcap 1
    until_true 30 gives 200000 grep -c 'Flags \[\.\]' "limit$1.out"
    own=$(sed -n 's/^RssAnon:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/$pid/status)
    stop
}
memory 1000
bounded=$own
memory 200000
check "connections: 1000 take less memory than 200000 ($bounded, $own KiB)" \
    test "$bounded" -lt "$((own - 4096))"

finish
