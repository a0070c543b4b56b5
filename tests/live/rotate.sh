#!/bin/bash
# -w with -C, -G, -W, -z in every combination the manual describes.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need tcpdump
make_scratch
make_network

# Size: a file is full when it has grown past a million bytes.
start size -i here0 -w size.pcap -C 1 icmp
ping -f -q -s 1400 -c 1000 10.9.0.2 >/dev/null
stop
same "size: exit status" 0 "$status"
same "size: files" "size.pcap size.pcap1 size.pcap2" "$(echo size.pcap*)"
same "size: every packet is in a file" "$(captured size)" \
    "$(packets size.pcap*)"
check "size: files are just past the limit" \
    test "$(stat -c %s size.pcap)" -gt 1000000 \
    -a "$(stat -c %s size.pcap)" -lt 1002000

# Size and number: a ring, with names that sort.
start ring -i here0 -w ring. -C 1 -W 11 icmp
ping -f -q -s 8000 -c 1000 10.9.0.2 >/dev/null
stop
same "ring: files" 11 "$(find . -name 'ring.[0-9][0-9]' | wc -l)"
same "ring: no other name" 11 "$(find . -name 'ring.[0-9]*' | wc -l)"

# Time passes when no packet comes, and the last file gets its -z too.
cat >note.sh <<'EOF'
#!/bin/sh
echo "$# $1 $(id -u)" >>done.txt
EOF
chmod 755 note.sh
start idle -i here0 -w 'idle-%s.pcap' -G 1 -z ./note.sh 'udp port 9'
sleep 2.5
stop
until_true 5 sh -c '[ $(wc -l <done.txt) -ge 3 ]'
count=$(find . -name 'idle-*.pcap' | wc -l)
check "time: a file a second without packets" test "$count" -ge 3
same "time: -z ran on every file" "$count" "$(wc -l <done.txt)"
same "time: -z got the file's name" "$(ls idle-*.pcap)" \
    "$(cut -d' ' -f2 done.txt | sort)"
check "time: -z does not run as root" \
    sh -c '! grep -q " 0$" done.txt || ! id tcpdump'

# Time and number: ends by itself when there are enough files.
start limit -i here0 -w 'limit-%s.pcap' -G 1 -W 2 'udp port 9'
wait $pid
same "limit: exit status" 0 $?
same "limit: files" 2 "$(find . -name 'limit-*.pcap' | wc -l)"
check "limit: message" grep -q '^Maximum file limit reached: 2$' limit.err

# Time with packets: nothing is lost between two files.
start flow -i here0 -w 'flow-%s.pcap' -G 1 icmp
ping -q -i 0.002 -c 1000 10.9.0.2 >/dev/null
stop
same "flow: every packet is in a file" "$(captured flow)" \
    "$(packets flow-*.pcap)"

# Time and size: numbers after the time's name.
start both -i here0 -w 'both-%s.' -G 60 -C 1 icmp
ping -f -q -s 1400 -c 1000 10.9.0.2 >/dev/null
stop
same "both: files" 3 "$(find . -name 'both-*' | wc -l)"
same "both: every packet is in a file" "$(captured both)" \
    "$(packets both-*)"

# -z with a command that is missing: said, and the capture goes on.
start missing -i here0 -w missing.pcap -G 1 -z no-such-command icmp
pings 120
stop
same "missing: exit status" 0 "$status"
check "missing: message" \
    grep -q 'execlp(no-such-command, missing.pcap) failed' missing.err

# --print shows what it saves.
start print -n -i here0 -w print.pcap --print icmp
pings 5
stop
same "print: lines" 10 "$(grep -c ICMP print.out)"
same "print: packets" 10 "$(packets print.pcap)"

# -w - to a pipe, -U so that it comes at once.
start pipe -i here0 -U -w - icmp
pings 5
until_true 5 test "$(packets pipe.out)" -eq 10
same "-w -: packets" 10 "$(packets pipe.out)"
stop

# Directories whose name is the time's.
mkdir sub && chmod 777 sub
start sub -i here0 -w 'sub/%Y.pcap' -G 3600 icmp
pings 5
stop
same "sub: packets" 10 "$(packets "sub/$(date +%Y).pcap")"

finish
