"""tshark over many captures, made ready once where stand_by.c is built.

Each capture is read by a process of its own, as ever; but that process is a
copy of one that has just got ready. Without $TSHARK_STAND_BY, the name of the
library that stand_by.c becomes, tshark is started for each.
"""
import os
import subprocess
import tempfile


class Tshark:
    """tshark with these arguments and this folder of configuration."""

    def __init__(self, arguments, config):
        self.arguments = list(arguments)
        self.environment = dict(os.environ, WIRESHARK_CONFIG_DIR=config)
        self.folder = tempfile.TemporaryDirectory(prefix="tshark-")
        self.out = os.path.join(self.folder.name, "out")
        self.server = None

    def read(self, path):
        """(exit status, negative for a signal; the output, an open file)."""
        library = os.environ.get("TSHARK_STAND_BY")
        if not library:
            with open(self.out, "wb") as out:
                status = self._run(str(path), stdout=out).wait()
            return status, open(self.out, "rb")
        if self.server is None:
            name = os.path.join(self.folder.name, "capture.pcap")
            open(name, "wb").close()
            self.environment.update(LD_PRELOAD=library, STAND_BY=name)
            self.server = self._run(name, stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE)
        self.server.stdin.write(os.fsencode(os.path.abspath(path)) + b"\n" +
                                os.fsencode(self.out) + b"\n")
        self.server.stdin.flush()
        status = self.server.stdout.readline()
        if not status:
            raise SystemExit(f"tshark's end came before it had read {path}")
        return os.waitstatus_to_exitcode(int(status)), open(self.out, "rb")

    def _run(self, path, **more):
        return subprocess.Popen(["tshark", "-n", "-r", path, *self.arguments],
                                stderr=subprocess.DEVNULL,
                                env=self.environment, **more)
