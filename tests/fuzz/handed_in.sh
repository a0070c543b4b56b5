#!/bin/sh
# handed_in.sh FOLDER: builds the targets with build.sh, in both ways in which
# an engine may be given, and lets each run some of its seeds. The second way
# links what the first has compiled.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$1
rm -rf "$folder"
mkdir -p "$folder"

try() { # try NAME ENGINE
    out=$folder/$1
    CC=clang CXX=clang++ CFLAGS=-O0 CXXFLAGS=-O0 LIB_FUZZING_ENGINE=$2 \
        WORK=$folder/work OUT=$out "$here/build.sh" >"$out.log" 2>&1 || {
        tail -n 20 "$out.log"
        exit 1
    }
    for zip in "$out"/*_seed_corpus.zip; do
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
    [ "$(find "$out" -name '*_seed_corpus.zip' | wc -l)" -ge 11 ]
}

clang -c "$here/replay.c" -o "$folder/replay.o"
try object "$folder/replay.o"
try flag -fsanitize=fuzzer
