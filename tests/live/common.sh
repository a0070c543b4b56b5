# shellcheck shell=bash
# What scripts that need programs, or wait, have in common.

skip() {
    echo "SKIPPED: $*"
    exit 77
}

need() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || skip "there is no $tool here"
    done
}

# until_true SECONDS COMMAND...: waits for something to become true.
until_true() {
    local tries=$(($1 * 20))
    shift
    while ! "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.05
    done
}

# gives TEXT COMMAND...: whether the command prints that now.
gives() {
    local text=$1
    shift
    [ "$("$@")" = "$text" ]
}
