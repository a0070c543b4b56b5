#!/bin/bash
# The package of the last commit: made twice alike, lintian's opinion, and its
# first minutes on a bare Debian.
# As root; skipped where something is missing.
# shellcheck disable=SC2016,SC2317 # functions called by another shell
set -u
cd "$1" || exit 1

skip() {
    echo "SKIPPED: $*"
    exit 77
}

for tool in debootstrap dpkg-buildpackage dh lintian apparmor_parser git ip; do
    command -v "$tool" >/dev/null || skip "there is no $tool here"
done
[ "$(id -u)" -eq 0 ] || skip "only root can make a system to install in"
git rev-parse -q --verify HEAD >/dev/null || skip "this is no clone"
unshare --mount --net true 2>/dev/null || skip "namespaces are not allowed"

failures=0

same() { # same WHAT EXPECTED GOT
    if [ "$2" = "$3" ]; then
        echo "ok: $1"
    else
        echo "FAILED: $1: expected '$2', got '$3'"
        failures=$((failures + 1))
    fi
}

scratch=$(mktemp -d)
bare=$scratch/bare
trap 'umount -q "$bare/proc"; rm -rf "$scratch"' EXIT

build() { # build FOLDER
    packaging/build-deb "$scratch/$1" >"$scratch/$1.log" 2>&1 || {
        tail -n 40 "$scratch/$1.log"
        exit 1
    }
}

build first
deb=$(echo "$scratch"/first/tcpline_*_*.deb)
# Somewhere else, later, by somebody of other habits.
(umask 002 && TZ=Pacific/Kiritimati LC_ALL=C.UTF-8 build second) || exit 1
same "reproducible" "$(sha256sum <"$deb")" \
    "$(sha256sum <"$scratch/second/${deb##*/}")"

# A first upload closes a bug of Debian's own list: there is none.
lintian --fail-on warning --suppress-tags initial-upload-closes-no-bugs \
    "$scratch"/first/*.changes
same "lintian" 0 $?
apparmor_parser -Q packaging/debian/usr.bin.tcpline 2>/dev/null
same "AppArmor profile" 0 $?

debootstrap --variant=minbase bookworm "$bare" >"$scratch/debootstrap.log" 2>&1 ||
    skip "debootstrap: $(tail -n 1 "$scratch/debootstrap.log")"
mount -t proc proc "$bare/proc"
cp "$deb" "$bare/tmp/"
cp pcaps/http-8080.pcap "$bare/tmp/"

inside() {
    chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C \
        DEBIAN_FRONTEND=noninteractive "$@"
}

inside sh -c "apt-get install -qq -y --no-install-recommends \
    /tmp/${deb##*/}" >"$scratch/install.log" 2>&1
same "installs" 0 $?
same "its user" tcpline "$(inside id -nu tcpline)"
for file in usr/bin/tcpline usr/share/man/man1/tcpline.1.gz \
    usr/share/tcpline/tcpline-json.schema.json \
    usr/share/tcpline/pcaps/http-8080.pcap \
    usr/share/bash-completion/completions/tcpline \
    etc/apparmor.d/usr.bin.tcpline; do
    same "has $file" yes "$([ -e "$bare/$file" ] && echo yes)"
done
same "reads a savefile" 21 "$(inside tcpline -nr /tmp/http-8080.pcap | wc -l)"

# captures WHAT COMMAND...: a ping of this host, seen by the command.
captures() {
    local what=$1
    shift
    : >"$scratch/err"
    timeout 20 "$@" >"$scratch/out" 2>"$scratch/err" &
    for _ in $(seq 100); do
        grep -q 'listening on' "$scratch/err" && break
        sleep 0.1
    done
    sleep 0.3
    ping -c 2 127.0.0.1 >/dev/null
    wait
    same "$what" 2 "$(grep -c 'ICMP echo request' "$scratch/out")"
}

live_tests() {
    ip link set lo up
    captures "captures as root" chroot "$bare" tcpline -i lo -n -c 4 icmp
    same "no warning about users" 0 "$(grep -c WARNING "$scratch/err")"
    captures "captures into a file" chroot "$bare" sh -c \
        'tcpline -i lo -c 4 -w /tmp/x.pcap icmp && tcpline -nr /tmp/x.pcap'
    same "whose file it is" tcpline "$(inside stat -c %U /tmp/x.pcap)"
    setcap cap_net_raw,cap_net_admin=ep "$bare/usr/bin/tcpline" || return
    captures "captures as a user with capabilities" \
        chroot --userspec=65534:65534 "$bare" tcpline -i lo -n -c 4 icmp
}

export -f live_tests captures same inside
export scratch bare failures
unshare --net bash -c 'live_tests; exit "$failures"'
failures=$?

inside apt-get purge -qq -y tcpline >/dev/null 2>&1
same "goes without a trace" "" \
    "$(inside find /usr/bin /usr/share /etc/apparmor.d -name '*tcpline*' \
        2>/dev/null)"
[ "$failures" -eq 0 ] || echo "$failures failed"
exit "$((failures > 0))"
