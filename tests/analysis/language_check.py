#!/usr/bin/env python3
"""Who is answered in which language: language_check.py FOLDER

The locale and LANGUAGE choose as gettext has it, English where the charset is
not UTF-8 or there is no such locale or catalogue, and the strict sandbox does
not stand in the way. In every language the notes taken away leave the same
text, and no row of notes or ladder is wider than it may be.
"""
import ctypes
import locale
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TCPLINE = os.environ.get("TCPLINE", "build/release/src/tcpline")
NOTE = re.compile(rb"^    # .*\n", re.M)
ENGLISH, JAPANESE, CHINESE = "The client sends", "クライアントが", "客户端发送"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE", "COLUMNS")
libc = ctypes.CDLL(None)


def run(env, *options):
    inherited = {k: v for k, v in os.environ.items() if k not in VARIABLES}
    return subprocess.run([TCPLINE, "-n", *options], capture_output=True,
                          env=inherited | env, check=False).stdout


def columns(text):
    """By the C library's wcwidth, in UTF-8."""
    return sum(max(libc.wcwidth(ord(c)), 0) for c in text)


def make_locales(folder):
    """The real ones, where the machine can make them."""
    made = set()
    if shutil.which("localedef"):
        for name, charset in (("ja_JP", "UTF-8"), ("ja_JP", "EUC-JP"),
                              ("zh_CN", "UTF-8")):
            subprocess.run(["localedef", "-i", name, "-f", charset,
                            f"{folder}/{name}.{charset}"],
                           capture_output=True, check=False)
            if (pathlib.Path(folder) / f"{name}.{charset}").is_dir():
                made.add(f"{name}.{charset}")
    return made


def choices(folder, made):
    yield {"LC_ALL": "C"}, ENGLISH
    yield {"LC_ALL": "C", "LANGUAGE": "ja"}, ENGLISH
    yield {"LC_ALL": "xx_YY.UTF-8", "LANGUAGE": "ja"}, ENGLISH
    yield {"LC_ALL": "C.UTF-8"}, ENGLISH
    yield {"LC_ALL": "C.UTF-8", "LANGUAGE": "ja"}, JAPANESE
    yield {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN"}, CHINESE
    yield {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh"}, ENGLISH
    yield {"LC_ALL": "C.UTF-8", "LANGUAGE": "fr:zh_CN:ja"}, CHINESE
    at = {"LOCPATH": folder}
    if "ja_JP.UTF-8" in made:
        yield at | {"LC_ALL": "ja_JP.UTF-8"}, JAPANESE
        yield at | {"LANG": "ja_JP.UTF-8"}, JAPANESE
        yield at | {"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "C"}, ENGLISH
    if "zh_CN.UTF-8" in made:
        yield at | {"LC_ALL": "zh_CN.UTF-8"}, CHINESE
    if "ja_JP.EUC-JP" in made:
        yield at | {"LC_ALL": "ja_JP.EUC-JP"}, ENGLISH


def wrong_choices(captures):
    capture = str(captures / "http-8080.pcap")
    with tempfile.TemporaryDirectory() as folder:
        for env, want in choices(folder, make_locales(folder)):
            text = run(env, "--explain", "--sandbox=strict", "-r",
                       capture).decode(errors="replace")
            if want not in text:
                yield f"{env}: not in the language of {want!r}"


def wrong_rows(capture, language):
    env = {"LC_ALL": "C.UTF-8", "LANGUAGE": language}
    for options, width in (((), 80), (("--ladder=ascii",), 80),
                           (("--ladder=ascii", "-v"), 80)):
        words = (*options, "-r", str(capture))
        noted = run(env, "--explain=all", *words)
        if NOTE.sub(b"", noted) != run({"LC_ALL": "C"}, *words):
            yield f"{language}: without the notes it is another text"
        for row in NOTE.findall(noted):
            if columns(row.decode().rstrip("\n")) > width:
                yield f"{language}: too wide: {row.decode().rstrip()}"
    for wish, width in (("40", 60), ("100", 100), ("300", 120)):
        for row in NOTE.findall(run(env | {"COLUMNS": wish}, "--explain=all",
                                    "-r", str(capture))):
            if columns(row.decode().rstrip("\n")) > width:
                yield f"{language}: wider than {wish}: {row.decode().rstrip()}"


def main(folder):
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    captures = pathlib.Path(folder)
    bad = list(wrong_choices(captures))
    for language in ("en", "ja", "zh_CN"):
        for name in ("http-8080", "retransmission", "zero-window", "mid-stream",
                     "simultaneous-open", "live-reorder", "ecn", "fast-open"):
            bad += wrong_rows(captures / f"{name}.pcap", language)
    for line in bad[:20]:
        print(line)
    print(f"{len(bad)} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
