#!/bin/sh
# picture.sh FOLDER TCPLINE: whether the picture is what its script draws.
set -eu
python3 "$1/picture.py" "$2" | diff -u "$1/ladder.svg" - || {
    echo "man/picture.py TCPLINE >man/ladder.svg makes it again"
    exit 1
}
