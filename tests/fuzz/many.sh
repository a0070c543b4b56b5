#!/bin/sh
# many.sh FOLDER SECONDS [WORKERS]: fuzz_state in two tiers, for counts that
# a build with AddressSanitizer does not reach.
#
# The lean tier has all the target's own checks, assertions, traps where
# arithmetic or an index goes wrong, and guard pages behind packets and large
# blocks: it does some 30,000 small inputs a second on one processor, ten times
# as many as with sanitizers. So that nothing stays unseen that only those see,
# each input in which the workers saw something new is then run with Address-
# and UndefinedBehaviorSanitizer, and only so gets into FOLDER/corpus, with
# which the next run begins. What was found is in FOLDER/found; the last line
# says how many executions it took.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$1
seconds=$2
workers=${3:-1}
checks=bounds,signed-integer-overflow,shift,integer-divide-by-zero,bool,enum
checks=$checks,unreachable,return,vla-bound,float-cast-overflow
mkdir -p "$folder/corpus" "$folder/found"
folder=$(cd "$folder" && pwd)

build() { # build NAME CFLAGS CMAKE-ARGUMENTS...
    name=$1
    flags=$2
    shift 2
    if [ ! -f "$folder/$name/CMakeCache.txt" ]; then
        CC=clang CXX=clang++ CFLAGS="-O2 -g1 $flags" cmake -S "$here/../.." \
            -B "$folder/$name" -DCMAKE_BUILD_TYPE=None -DTCPLINE_FUZZ=ON \
            -DTCPLINE_NLS=OFF -DBUILD_TESTING=OFF "$@" >"$folder/$name.log"
    fi
    cmake --build "$folder/$name" --target fuzz_state \
        --parallel "$(nproc)" >>"$folder/$name.log"
}

run() { # run NAME ARGUMENTS...
    program=$folder/$1/tests/fuzz/fuzz_state
    shift
    "$program" -entropic=0 -timeout=20 -rss_limit_mb=1024 -close_fd_mask=1 \
        -print_final_stats=1 -artifact_prefix="$folder/found/" "$@"
}

# With an engine of its own the lean build takes no more of its flags than these.
(export LIB_FUZZING_ENGINE=-fsanitize=fuzzer &&
    build lean "-DFUZZ_LEAN \
-fsanitize-coverage=inline-8bit-counters,pc-table,trace-cmp \
-fsanitize=$checks -fsanitize-trap=$checks")
build full "" -DTCPLINE_SANITIZE=address,undefined
if [ -z "$(ls "$folder/corpus")" ]; then
    "$here/seed.py" "$folder/seeds"
    cp "$folder"/seeds/state/* "$folder/corpus"
fi

for worker in $(seq "$workers"); do
    mkdir -p "$folder/new.$worker"
    run lean -max_total_time="$seconds" -max_len=256 -reduce_inputs=0 \
        -reload=0 -dict="$here/packets.dict" "$folder/new.$worker" \
        "$folder/corpus" >/dev/null 2>"$folder/lean.$worker.log" &
done
wait

for new in "$folder"/new.*; do
    run full -merge=1 "$folder/corpus" "$new" >/dev/null 2>"$folder/full.log"
    rm -r "$new"
done
grep -h number_of_executed_units "$folder"/lean.*.log |
    awk '{ n += $2 } END { print n + 0, "executions" }'
ls "$folder/found"
