#!/bin/bash
# Opened as root; then nobody special any more.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
need setpriv
make_scratch
make_network

# field NAME: of /proc/PID/status.
field() {
    sed -n "s/^$1:[[:space:]]*//p" "/proc/$pid/status" | tr '\t' ' '
}

no_privileges() { # no_privileges WHAT
    same "$1: effective capabilities" 0000000000000000 "$(field CapEff)"
    same "$1: permitted capabilities" 0000000000000000 "$(field CapPrm)"
    same "$1: inheritable capabilities" 0000000000000000 "$(field CapInh)"
    same "$1: bounding capabilities" 0000000000000000 "$(field CapBnd)"
    same "$1: ambient capabilities" 0000000000000000 "$(field CapAmb)"
    same "$1: no new privileges" 1 "$(field NoNewPrivs)"
    [ "${SANDBOX:-yes}" = no ] || same "$1: seccomp filters" 2 "$(field Seccomp)"
}

# -Z: user, group and groups; the savefile belongs to the user.
start z -Z nobody -i here0 -w z.pcap icmp
uid=$(id -u nobody)
gid=$(id -g nobody)
same "-Z: user" "$uid $uid $uid $uid" "$(field Uid)"
same "-Z: group" "$gid $gid $gid $gid" "$(field Gid)"
same "-Z: no group of root's" "" \
    "$(field Groups | tr ' ' '\n' | grep -vx "$gid")"
no_privileges "-Z"
pings 2
stop
same "-Z: owner of the savefile" nobody "$(stat -c %U z.pcap)"
same "-Z: packets" 4 "$(captured z)"

# The user chosen at build time, or tcpdump's, or a warning. The namespace of
# mounts is our own: so is the list of users.
users=$(grep -v -e '^tcpline:' -e '^tcpdump:' /etc/passwd)
tcpline_user='tcpline:x:4711:4711::/:/usr/sbin/nologin'
tcpdump_user='tcpdump:x:4712:4712::/:/usr/sbin/nologin'
touch users
mount --bind users /etc/passwd
for known in "$tcpline_user" "$tcpdump_user" "" \
    "$tcpdump_user
$tcpline_user"; do
    printf '%s\n%s\n' "$users" "$known" >users
    case $known in
    *tcpline*) user=4711 ;;
    *tcpdump*) user=4712 ;;
    *) user=0 ;;
    esac
    start built -n -i here0 icmp
    same "default: user" "$user $user $user $user" "$(field Uid)"
    no_privileges "default"
    stop
    same "default: warned" "$((user == 0))" \
        "$(grep -c "WARNING: this system has neither a user" built.err)"
done

# Its groups are those of the group file, and nobody else is asked, where the
# name service says so; otherwise it is asked. Both say the same here.
printf '%s\n%s\n' "$users" "$tcpdump_user" >users
{
    grep -v -e '^one:' -e '^two:' -e '^three:' /etc/group
    printf '%s\n' one:x:4801:nobody,tcpdump two:x:4802:tcpdumper \
        three:x:4803:tcpdump,nobody own:x:4712:tcpdump
} >groups
mount --bind groups /etc/group
touch services
[ -e /etc/nsswitch.conf ] && mount --bind services /etc/nsswitch.conf
for service in "files" "files systemd" "files [NOTFOUND=continue] nowhere"; do
    printf 'passwd: files\ngroup: %s\n' "$service" >services
    start grouped -n -i here0 icmp
    same "groups by $service" "4712 4801 4803" \
        "$(field Groups | tr ' ' '\n' | sort -n | xargs)"
    stop
done
umount /etc/group
[ -e /etc/nsswitch.conf ] && umount /etc/nsswitch.conf
printf '%s\n%s\n' "$users" "$tcpline_user" >users

# Root that stays root still has no privileges.
start root -n -Z root -i here0 icmp
same "-Z root: user" "0 0 0 0" "$(field Uid)"
no_privileges "-Z root"
stop

# A savefile too: reading one needs none of it.
start first -U -i here0 -w first.pcap icmp
pings 2
stop
mkfifo fifo
{
    cat first.pcap
    sleep 5
} >fifo &
feeder=$!
"$TCPLINE" -n -l -r fifo >read.out 2>read.err &
pid=$!
until_true 5 test -s read.out
same "-r: user" "$user $user $user $user" "$(field Uid)"
no_privileges "-r"
kill "$feeder" "$pid"

# An unknown user is refused before anything else happens.
"$TCPLINE" -Z nosuchuser -i here0 2>nouser.err
same "-Z nosuchuser: exit status" 1 $?
same "-Z nosuchuser: message" "tcpline: Couldn't find user 'nosuchuser'" \
    "$(cat nouser.err)"

# A directory only the user can reach: opened before the user changes.
mkdir -p closed/open
chown nobody closed/open
chmod 700 closed
start deep -Z nobody -i here0 -w closed/open/x.pcap -C 1 icmp
ping -f -q -s 1400 -c 500 10.9.0.2 >/dev/null
stop
same "closed directory: exit status" 0 "$status"
check "closed directory: files after the first" test -s closed/open/x.pcap1
same "closed directory: owner" nobody "$(stat -c %U closed/open/x.pcap1)"

# Root that rotates in another's directory: what that needs has the process
# that creates the files, not the one that reads packets.
mkdir theirs
chown nobody theirs
chmod 755 theirs
start theirs -Z root -i here0 -w theirs/x.pcap -C 1 icmp
same "another's directory: capabilities" 0000000000000000 "$(field CapEff)"
ping -f -q -s 1400 -c 500 10.9.0.2 >/dev/null
stop
same "another's directory: exit status" 0 "$status"
check "another's directory: files" test -s theirs/x.pcap1

# File capabilities instead of root.
if command -v setcap >/dev/null && cp "$TCPLINE" capped &&
    setcap cap_net_raw,cap_net_admin+ep capped 2>/dev/null; then
    chmod 755 capped
    setpriv --reuid=65534 --regid=65534 --clear-groups \
        ./capped -n -i here0 -c 2 icmp >capped.out 2>capped.err &
    pid=$!
    until_true 5 grep -q listening capped.err
    sleep 0.2
    same "file capabilities: effective" 0000000000000000 "$(field CapEff)"
    same "file capabilities: permitted" 0000000000000000 "$(field CapPrm)"
    same "file capabilities: no new privileges" 1 "$(field NoNewPrivs)"
    pings 1
    wait $pid
    same "file capabilities: exit status" 0 $?
    same "file capabilities: lines" 2 "$(wc -l <capped.out)"
else
    echo "not tried: file capabilities cannot be set here"
fi

# In a user namespace, where the built-in user is not mapped.
if unshare --user --map-root-user --net true 2>/dev/null; then
    unshare --user --map-root-user --net sh -c \
        'ip link set lo up; ping -q -c 4 -i 0.3 127.0.0.1 >/dev/null &
        exec "$0" -n -i lo -c 2 icmp' "$TCPLINE" >userns.out 2>userns.err
    same "user namespace: exit status" 0 $?
    same "user namespace: lines" 2 "$(wc -l <userns.out)"
else
    echo "not tried: user namespaces are not allowed here"
fi

finish
