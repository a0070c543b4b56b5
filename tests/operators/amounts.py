"""--duration, --skip, --sample, --time, --utc over savefiles.

Usage: amounts.py TCPLINE
"""
import re

from kit import PCAPS, finish, lines, refused, run, same

CAPTURE = PCAPS / "http-8080.pcap"


def stamps(*args):
    return [float(line.split()[0]) for line in lines("-tt", "-r", CAPTURE,
                                                     *args)]


def main():
    every = lines("-r", CAPTURE)
    times = stamps()

    # By the packets' clock; a packet at the very end still belongs to it.
    for span, seconds in [("1", 1), ("4s", 4), ("5013ms", 5.013), ("1m", 60),
                          ("2h", 7200), ("1d", 86400)]:
        same(f"--duration {span}",
             sum(t - times[0] <= seconds + 5e-7 for t in times),
             len(stamps("--duration", span)))
    for wrong in ("0", "", "x", "5x", "-1", "1.5", "99999999999999999999",
                  "999999999999h"):
        refused(f"--duration '{wrong}'", "invalid time", "-r", CAPTURE,
                f"--duration={wrong}")

    # Numbers stay relative to what was skipped: it was looked at.
    same("--skip", every[5:], lines("-r", CAPTURE, "--skip", "5"))
    same("--skip all", [], lines("-r", CAPTURE, "--skip", "100"))
    same("--skip, -c", every[5:7], lines("-r", CAPTURE, "--skip", "5",
                                         "-c", "2"))
    same("--skip, --count", ["16 packets"],
         lines("-r", CAPTURE, "--skip", "5", "--count"))
    same("--sample", every[2::3], lines("-r", CAPTURE, "--sample", "3"))
    same("--sample, -c counts what is captured", every[2:9:3],
         lines("-r", CAPTURE, "--sample", "3", "-c", "9"))
    same("--skip, --sample", every[5 + 2::3],
         lines("-r", CAPTURE, "--skip", "5", "--sample", "3"))
    for option in ("--skip", "--sample"):
        for wrong in ("0", "-3", "x", "3x", ""):
            refused(f"{option} '{wrong}'", "invalid number of packets", "-r",
                    CAPTURE, f"{option}={wrong}")

    # The forms of -t by name, and one more.
    for form, letters in [("clock", []), ("none", ["-t"]), ("epoch", ["-tt"]),
                          ("delta", ["-ttt"]), ("date", ["-tttt"]),
                          ("elapsed", ["-ttttt"])]:
        same(f"--time={form}", lines("-r", CAPTURE, *letters),
             lines("-r", CAPTURE, "--time", form))
    iso = lines("-r", CAPTURE, "--time=iso8601", "--utc")
    same("--time=iso8601",
         [line.replace(" ", "T", 1).replace(" ", "Z ", 1)
          for line in lines("-r", CAPTURE, "-tttt")], iso)
    nine = lines("-r", CAPTURE, "--time=iso8601", "--nano")[0]
    same("--time=iso8601 --nano", True,
         re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z ", nine)
         is not None)
    refused("--time=never", "unknown form of time", "-r", CAPTURE,
            "--time=never")
    same("an abbreviation of tcpdump's stays ambiguous", 1,
         run("--tim=date", "-r", CAPTURE).returncode)


main()
finish()
