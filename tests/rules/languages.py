#!/usr/bin/env python3
"""Whether every language says all that the program does.

languages.py XGETTEXT MSGFMT SOURCE PO-FOLDER: the template has what the
source has; each catalogue has a translation of everything, with the same
names in braces, and ends a sentence where English does; and msgfmt finds no
fault with it.
"""
import pathlib
import re
import subprocess
import sys

ENTRY = re.compile(r'^((?:#.*\n)*)msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)',
                   re.M)


def text_of(quoted):
    return "".join(re.findall(r'"(.*)"', quoted))


def entries(text):
    """{english: (translation, comments)}, without the header."""
    found = {text_of(m[2]): (text_of(m[3]), m[1])
             for m in ENTRY.finditer(text + "\n")}
    found.pop("", None)
    return found


def faults(folder, wanted, msgfmt):
    template = entries((folder / "tcpline.pot").read_text())
    for english in sorted(set(wanted) ^ set(template)):
        yield f"tcpline.pot and the source differ: {english}"
    catalogues = sorted(folder.glob("*.po"))
    if len(catalogues) < 2:
        yield f"{folder} has too few languages"
    for catalogue in catalogues:
        checked = subprocess.run(
            [msgfmt, "--check", "-o", "/dev/null", catalogue],
            capture_output=True, text=True, check=False)
        if checked.returncode != 0:
            yield checked.stderr.strip()
        translated = entries(catalogue.read_text())
        for english in sorted(set(wanted) ^ set(translated)):
            yield f"{catalogue.name} and the source differ: {english}"
        for english, (text, comments) in translated.items():
            if not text or "fuzzy" in comments:
                yield f"{catalogue.name}: not translated: {english}"
            names = [set(re.findall(r"\{\w+\}", t)) for t in (english, text)]
            if names[0] != names[1]:
                yield f"{catalogue.name}: other names in braces: {text}"
            if len(english) > 2 and \
                    english.endswith(".") != text.endswith("。"):
                yield f"{catalogue.name}: ends in another way: {text}"


def main(xgettext, msgfmt, source, folder):
    extracted = subprocess.run(
        [xgettext, "--from-code=UTF-8", "--keyword=", "--keyword=N_",
         "--no-wrap", "-o", "-", source],
        capture_output=True, text=True, check=True).stdout
    wanted = entries(extracted)
    bad = list(faults(pathlib.Path(folder), wanted, msgfmt))
    for line in bad:
        print(line)
    print(f"{len(wanted)} texts, {len(bad)} faults")
    return 1 if bad or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
