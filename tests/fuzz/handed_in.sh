#!/bin/sh
# handed_in.sh FOLDER: builds the targets with build.sh, in both ways in which
# an engine may be given, and lets each run some of its seeds.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$1
rm -rf "$folder"
mkdir -p "$folder"

try() { # try NAME ENGINE CFLAGS
    work=$folder/$1
    CC=clang CXX=clang++ CFLAGS=$3 CXXFLAGS=$3 LIB_FUZZING_ENGINE=$2 \
        WORK=$work OUT=$work/out "$here/build.sh" >"$work.log" 2>&1 || {
        tail -n 20 "$work.log"
        exit 1
    }
    for zip in "$work"/out/*_seed_corpus.zip; do
        target=${zip%_seed_corpus.zip}
        mkdir "$target.seeds"
        (cd "$target.seeds" && cmake -E tar xf "$zip")
        # shellcheck disable=SC2046 # names of ours, without blanks
        "$target" $(find "$target.seeds" -type f | head -n 40) \
            >/dev/null 2>"$target.err" || {
            echo "$1: $target"
            tail -n 20 "$target.err"
            exit 1
        }
        [ -s "$target.dict" ] && [ -s "$target.options" ]
    done
    [ "$(find "$work/out" -name '*_seed_corpus.zip' | wc -l)" -ge 11 ]
}

clang -c "$here/replay.c" -o "$folder/replay.o"
try object "$folder/replay.o" -O0
try flag -fsanitize=fuzzer "-O1 -fsanitize=fuzzer-no-link"
