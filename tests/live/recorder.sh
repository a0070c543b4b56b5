#!/bin/bash
# The flight recorder beside real connections: of two hundred, three are reset.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need python3
make_scratch
make_network
chmod 777 .

cat >traffic.py <<'END'
import socket
import struct
import sys

RESET = {17, 99, 180}


def serve():
    listener = socket.create_server(("10.9.0.2", 7000), backlog=64)
    print("ready", flush=True)
    while True:
        conn = listener.accept()[0]
        number = int(conn.recv(16) or b"-1")
        if number < 0:
            return
        conn.sendall(b"x" * 3000)
        if number in RESET:
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            struct.pack("ii", 1, 0))
        else:
            conn.recv(1)
        conn.close()


def calls():
    ports = []
    for number in range(200):
        conn = socket.create_connection(("10.9.0.2", 7000))
        port = conn.getsockname()[1]
        conn.sendall(b"%d" % number)
        got = 0
        try:
            while got < 3000:
                got += len(conn.recv(4096)) or 3000
            if number in RESET:
                conn.recv(1)
        except ConnectionResetError:
            pass
        if number in RESET:
            ports.append(port)
        conn.close()
    print(*sorted(ports))
    socket.create_connection(("10.9.0.2", 7000)).sendall(b"-1")


serve() if sys.argv[1] == "serve" else calls()
END

serve() {
    there python3 traffic.py serve >served &
    until_true 5 grep -q ready served
}

serve
start recorder -i here0 --on rst --record-before 30s --record-after 1s \
    -w 'reset-%c.pcap' tcp
ports=$(python3 traffic.py calls)
sleep 1.5
stop
same "exit status" 0 "$status"
same "three files, of these connections" "$ports" \
    "$(for f in reset-*; do echo "$f"; done |
        sed 's/^reset-10\.9\.0\.1\.\([0-9]*\)-10\.9\.0\.2\.7000\.pcap$/\1/' |
        sort -n | paste -sd' ')"
for f in reset-*; do
    same "$f: its lead-up is whole" "1 SYN, 1 RST, 3000 bytes" "$(
        "$TCPLINE" -nr "$f" 2>/dev/null | awk '
            /Flags \[S\]/ { s++ }
            /Flags \[R/ { r++ }
            / > 10\.9\.0\.1\./ { n += $NF }
            END { print s " SYN, " r " RST, " n " bytes" }')"
done
same "told of each" 3 "$(grep -c ': recorded reset-' recorder.err)"

# Killed at once, what was written can be read.
rm -f reset-*
serve
start killed -i here0 --on rst --record-before 30s --record-after 60s \
    -w 'reset-%c.pcap' tcp
python3 traffic.py calls >/dev/null
sleep 0.5
kill -9 "$pid"
wait "$pid" 2>/dev/null
for f in reset-*; do
    check "$f can be read after kill -9" "$TCPLINE" --count -r "$f"
done
same "three of them" 3 "$(echo reset-* | wc -w)"

# A program for each.
rm -f reset-*
serve
start program -i here0 --on rst --record-after 1s -w 'reset-%c.pcap' \
    -z gzip tcp
python3 traffic.py calls >/dev/null
sleep 1.5
stop
# shellcheck disable=SC2317 # until_true calls it
compressed() {
    [ "$(echo reset-*.gz | wc -w)" -eq 3 ]
}
until_true 5 compressed
same "-z: three compressed files" 3 "$(echo reset-*.gz | wc -w)"

finish
