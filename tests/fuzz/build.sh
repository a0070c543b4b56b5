#!/bin/sh
# build.sh: the fuzz targets as OSS-Fuzz wants them, into $OUT: programs,
# dictionaries, options, zipped seeds, and the libraries they are linked with.
#
# Taken from the environment, as OSS-Fuzz has them: CC, CXX, CFLAGS, CXXFLAGS,
# LIB_FUZZING_ENGINE (an archive, an object or a flag; replay.c is one that
# only runs files), WORK, OUT. Needed are cmake, pkg-config, python3 and what
# scripts/install-packages calls "build".
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=${WORK:?}/tcpline
: "${OUT:?}" "${LIB_FUZZING_ENGINE:?}"

cmake -S "$here/../.." -B "$build" -DCMAKE_BUILD_TYPE=None -DTCPLINE_FUZZ=ON \
    -DBUILD_TESTING=OFF -DTCPLINE_NLS=OFF
cmake --build "$build" --parallel "$(nproc)" --target fuzz_targets
"$here/seed.py" "$build/seeds"

mkdir -p "$OUT/lib"
for program in "$build"/tests/fuzz/fuzz_*; do
    if [ ! -f "$program" ] || [ ! -x "$program" ]; then
        continue
    fi
    name=$(basename "$program")
    dictionary=$here/${name#fuzz_}.dict
    [ -f "$dictionary" ] || dictionary=$here/packets.dict
    cp "$program" "$OUT/$name"
    cp "$dictionary" "$OUT/$name.dict"
    printf '[libfuzzer]\nclose_fd_mask = 2\nentropic = 0\n' >"$OUT/$name.options"
    (cd "$build/seeds/${name#fuzz_}" &&
        cmake -E tar cf "$OUT/${name}_seed_corpus.zip" --format=zip .)
    # The machine that runs them has a C library, and not much more.
    ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
        grep -v -E '/(libc|libm|libdl|librt|libpthread|ld-linux.*)\.so' |
        while read -r library; do cp "$library" "$OUT/lib"; done
done
