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

# A ring of one file has no number.
start single -i here0 -w single. -C 1 -W 1 icmp
ping -f -q -s 8000 -c 200 10.9.0.2 >/dev/null
stop
same "single: files" 1 "$(find . -name 'single.*' ! -name '*.out' \
    ! -name '*.err' | wc -l)"

# Size and number: a ring, with names that sort.
start ring -i here0 -w ring. -C 1 -W 11 icmp
ping -f -q -s 8000 -c 1000 10.9.0.2 >/dev/null
stop
same "ring: files" 11 "$(find . -name 'ring.[0-9][0-9]' | wc -l)"
same "ring: no other name" 11 "$(find . -name 'ring.[0-9]*' | wc -l)"

# An idle capture makes no empty files; -z runs on all but the last.
cat >note.sh <<'EOF'
#!/bin/sh
echo "$# $1 $(id -u)" >>done.txt
EOF
chmod 755 note.sh
rm -f done.txt
start idle -i here0 -w 'idle-%s.pcap' -G 1 -z ./note.sh icmp
sleep 2.5
pings 1
sleep 1.2
pings 1
sleep 0.3
stop
until_true 5 sh -c '[ $(wc -l <done.txt) -ge 2 ]'
same "time: a file for each time there were packets" 3 \
    "$(find . -name 'idle-*.pcap' | wc -l)"
same "time: -z ran on all but the last, with its name" \
    "$(find . -name 'idle-*.pcap' -printf '%f\n' | sort | head -n 2)" \
    "$(cut -d' ' -f2 done.txt | sort)"
check "time: -z does not run as root" \
    sh -c '! grep -q " 0$" done.txt || ! id tcpdump'

# Time and number: ends by itself when the last file's time is over.
rm -f done.txt
start limit -i here0 -w 'limit-%s.pcap' -G 1 -W 1 -z ./note.sh 'udp port 9'
wait $pid
same "limit: exit status" 0 $?
same "limit: files" 1 "$(find . -name 'limit-*.pcap' | wc -l)"
check "limit: message" grep -q '^Maximum file limit reached: 1$' limit.err
until_true 5 sh -c '[ $(wc -l <done.txt) -ge 1 ]'
same "limit: -z runs on the last that -W allows" limit- \
    "$(cut -d' ' -f2 done.txt | cut -c 1-6)"

# The same to standard output: so many seconds into a pipe.
start piped -i here0 -w - -G 3 -W 1 icmp
pings 5
wait $pid
same "pipe: exit status" 0 $?
same "pipe: packets" 10 "$(packets piped.out)"
check "pipe: message" grep -q '^Maximum file limit reached: 1$' piped.err

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

# A name is no option of the command, and the command has no capabilities.
cat >caps.sh <<'EOF'
#!/bin/sh
echo "$1 $(sed -n 's/^Cap[PEB][a-z]*:\t0*//p' /proc/self/status | tr -d '\n')" \
    >>caps.txt
EOF
chmod 755 caps.sh
for user in tcpdump root; do
    id "$user" >/dev/null 2>&1 || continue
    rm -f caps.txt -- -dash.pcap
    start dash -Z "$user" -i here0 -w -dash.pcap -G 1 -z ./caps.sh icmp
    pings 120
    stop
    until_true 5 test -s caps.txt
    same "dash, $user: an operand, and no capabilities" "./-dash.pcap" \
        "$(head -n 1 caps.txt | sed 's/ $//')"
    rm -f -- -dash.pcap
done

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
until_true 5 gives 10 packets pipe.out
same "-w -: packets" 10 "$(packets pipe.out)"
stop

# Directories whose name is the time's.
mkdir sub && chmod 777 sub
start sub -i here0 -w 'sub/%Y.pcap' -G 3600 icmp
pings 5
stop
same "sub: packets" 10 "$(packets "sub/$(date +%Y).pcap")"

finish
