"""tshark as the oracle of the analysis, and verdict_dump beside it.

Both answer a list of rows, one per TCP frame, each a list of strings in the
order of FIELDS.
"""
import functools
import hashlib
import json
import os
import shutil
import subprocess
import tempfile

import stand_by

FLAGS = [
    "retransmission", "fast_retransmission", "spurious_retransmission",
    "out_of_order", "lost_segment", "ack_lost_segment", "duplicate_ack",
    "keep_alive", "keep_alive_ack", "zero_window", "zero_window_probe",
    "zero_window_probe_ack", "window_update", "window_full", "reused_ports",
]

FIELDS = [
    "frame.number", "tcp.stream", "tcp.completeness", "tcp.seq", "tcp.ack",
    "tcp.nxtseq", "tcp.len", "tcp.window_size", "tcp.window_size_scalefactor",
    "tcp.time_relative", "tcp.time_delta", "tcp.analysis",
] + ["tcp.analysis." + f for f in FLAGS] + [
    "tcp.analysis." + f for f in (
        "duplicate_ack_num", "duplicate_ack_frame", "rto", "rto_frame",
        "bytes_in_flight", "push_bytes_sent", "acks_frame", "ack_rtt",
        "initial_rtt")
]

# What stays on: link layers, tunnels, IP, TCP. Application dissectors write
# over the Info column and reach into TCP's state.
KEPT = set("""frame eth ethertype llc snap sll null raw vlan ieee8021ad ppp
    pppoe pppoes pppoed chdlc mpls gre vxlan geneve gtp erspan ip ipv6 icmp
    icmpv6 udp tcp data loop lapd fr wlan radiotap prism ipip pktap juniper
    pflog ip.frag ipv6.fraghdr ipv6.hopopts ipv6.dstopts ipv6.routing
    """.split())
KEPT_PREFIXES = ("tcp.options", "_ws", "ip.", "ipv6.", "ipv6")

_config = None


def available():
    return shutil.which("tshark") is not None


def config_dir():
    """A configuration in which nothing above TCP is dissected."""
    global _config
    given = os.environ.get("TCPLINE_TSHARK_CONFIG")
    if given:
        return given
    if _config is None:
        _config = tempfile.TemporaryDirectory(prefix="tshark-config-")
        out = subprocess.run(["tshark", "-G", "protocols"], check=True,
                             capture_output=True, text=True).stdout
        names = [line.split("\t")[2] for line in out.splitlines()]
        with open(os.path.join(_config.name, "disabled_protos"), "w") as f:
            for name in names:
                if name not in KEPT and not name.startswith(KEPT_PREFIXES):
                    f.write(name + "\n")
    return _config.name


def run_tshark(path, fields=FIELDS, extra=()):
    """tshark's lines for the TCP frames of `path`, None if it cannot read it.

    TCPLINE_TSHARK_CACHE names a folder to keep its answers in.
    """
    cache = os.environ.get("TCPLINE_TSHARK_CACHE")
    if not cache:
        return ask_tshark(path, fields, extra)
    with open(path, "rb") as f:
        digest = hashlib.sha256(f.read())
    digest.update(repr((fields, extra)).encode())
    kept = os.path.join(cache, digest.hexdigest())
    if not os.path.exists(kept):
        answer = ask_tshark(path, fields, extra)
        with open(kept, "w") as f:
            json.dump(answer, f)
    with open(kept) as f:
        return json.load(f)


@functools.cache
def tshark(fields, extra):
    args = ["-Y", "tcp", "-T", "fields", "-E", "separator=/t",
            "-E", "occurrence=a", "-E", "aggregator=,"]
    for field in fields:
        args += ["-e", field]
    return stand_by.Tshark([*args, *extra], config_dir())


def ask_tshark(path, fields, extra):
    status, out = tshark(tuple(fields), tuple(extra)).read(path)
    with out:
        text = out.read()
    if status != 0 and not text:
        return None
    # A flag stands once in the tree and once more as an expert item.
    return [["1" if cell == "1,1" and i > 1 else cell
             for i, cell in enumerate(line.split("\t"))]
            for line in text.decode("utf-8", "replace").splitlines()]


def run_ours(path):
    dump = os.environ.get("VERDICT_DUMP", "verdict_dump")
    run = subprocess.run([dump, path], capture_output=True, text=True)
    if run.returncode not in (0, 3):
        raise SystemExit("verdict_dump %s: exit %d\n%s"
                         % (path, run.returncode, run.stderr))
    if run.returncode == 3:
        return None
    return [line.split("\t") for line in run.stdout.splitlines()]
