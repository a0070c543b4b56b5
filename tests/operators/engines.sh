#!/bin/bash
# The README's page "Beyond one machine": the parts of --split, worked on by
# engines that are there already, give the lines of the whole.
#
# Usage: engines.sh parallel|slurm TCPLINE PCAPS

set -u
engine=$1 tcpline=$(realpath "$2") pcaps=$(realpath "$3")
here=$(dirname "$(realpath "$0")")
readme=$here/../../README.md
# shellcheck source=tests/live/common.sh
. "$here/../live/common.sh"

if [ "$engine" = slurm ] && [ "${INSIDE:-}" != yes ]; then
    need munged slurmctld slurmd sbatch srun unshare ip
    [ "$(id -u)" -eq 0 ] || skip "only root can be a whole cluster"
    unshare --net --uts --pid --mount --fork true 2>/dev/null ||
        skip "namespaces are not allowed here"
    INSIDE=yes exec unshare --net --uts --pid --mount --fork --kill-child \
        --mount-proc bash "$0" "$@"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
PATH=$folder/bin:$PATH
mkdir bin
ln -s "$tcpline" bin/tcpline
for name in live-nginx http-8080 duplicate-ack live-ssh icmp fragments; do
    echo "-r $pcaps/$name.pcap"
done | xargs tcpline -w big.pcap 2>merge.err || exit 1

# One node that is all of the cluster.
start_cluster() {
    hostname one
    ip link set lo up
    ip addr add 10.9.9.1/32 dev lo
    echo "10.9.9.1 one" >hosts
    mount --bind hosts /etc/hosts || skip "no name of its own"
    mkdir -m 755 munge state spool
    head -c 1024 /dev/urandom >munge/key
    chmod 600 munge/key
    munged --force --key-file "$folder/munge/key" --num-threads 1 \
        --socket "$folder/munge/socket" --pid-file "$folder/munge/pid" \
        --log-file "$folder/munge/log" --seed-file "$folder/munge/seed" ||
        skip "munged does not start"
    printf "%s\n" CgroupPlugin=cgroup/v1 CgroupAutomount=no \
        IgnoreSystemd=yes >cgroup.conf
    cat >slurm.conf <<END
ClusterName=one
SlurmctldHost=one
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MpiDefault=none
NodeName=one NodeAddr=10.9.9.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=one Default=YES MaxTime=5 State=UP OverSubscribe=FORCE:4
END
    export SLURM_CONF=$folder/slurm.conf
    timeout 10 slurmctld
    timeout 10 slurmd
    until_true 8 sh -c 'timeout 2 sinfo -h -o %t | grep -q idle' ||
        skip "Slurm does not run here: $(tail -n 2 ./*.log)"
}

run_slurm() {
    start_cluster
    # As the README has it.
    cat >part.sh <<'END'
#!/bin/sh
#SBATCH --array=1-8
srun tcpline -n --json -r part-$SLURM_ARRAY_TASK_ID.pcap \
    >part-$SLURM_ARRAY_TASK_ID.ndjson
END
    while IFS= read -r line; do
        grep -qF -- "$line" "$readme" && continue
        echo "FAILED: the README has no line '$line'"
        exit 1
    done <part.sh
    timeout 120 sbatch --wait part.sh
}

run_parallel() {
    need parallel
    # As the README has it.
    parallel --will-cite tcpline -n --json -r '{}' '>' '{.}.ndjson' \
        ::: part-*.pcap 2>parallel.err
}

# Numbers of packets and of connections count from 1 in each part; all else of
# a packet stays.
plain() {
    sed -E 's/"(number|stream|acks_frame|rto_frame|duplicate_ack_frame|of)":[0-9]+,?//g' \
        "$@" | sort
}

tcpline -r big.pcap --split 8 -w 'part-%d.pcap' 2>split.err || exit 1
tcpline -n --json -r big.pcap >big.ndjson 2>/dev/null
"run_$engine" || exit 1
plain big.ndjson >whole.txt
plain part-*.ndjson >union.txt
if ! diff whole.txt union.txt >difference; then
    echo "FAILED: the union of the parts is not the whole"
    head -n 5 difference | cut -c 1-300
    exit 1
fi
echo "ok: $(wc -l <union.txt) lines by $engine"
[ -s union.txt ]
