/*
 * live_report.c - the counts of a live capture, on standard error.
 */
#include "live_report.h"

#include <inttypes.h>
#include <stdio.h>

#include "complain.h"
#include "live.h"

/* "1 packet", "2 packets" */
static void put_count(uint64_t n, const char *what)
{
    (void)fprintf(stderr, "%" PRIu64 " packet%s %s", n, n == 1 ? "" : "s",
                  what);
}

static void put_counts(uint64_t captured, const struct live_counts *n,
                       const char *between)
{
    put_count(captured, "captured");
    (void)fputs(between, stderr);
    put_count(n->received, "received by filter");
    (void)fputs(between, stderr);
    put_count(n->dropped, "dropped by kernel");
    if (n->if_dropped > 0) {
        (void)fputs(between, stderr);
        put_count(n->if_dropped, "dropped by interface");
    }
    (void)fputc('\n', stderr);
}

void live_report_end(uint64_t captured, const struct live_counts *n)
{
    put_counts(captured, n, "\n");
    if (n->dropped > 0)
        complain("WARNING: the kernel dropped %" PRIu64 " of %" PRIu64
                 " packets (%.3g%%): what is above is not complete. -B with a "
                 "larger buffer, -n, or -w and reading later may keep up.",
                 n->dropped, n->received,
                 100.0 * (double)n->dropped / (double)n->received);
}

void live_report_of(const char *interface, uint64_t captured,
                    const struct live_counts *n)
{
    (void)fprintf(stderr, "%s: ", interface);
    put_counts(captured, n, ", ");
}

void live_report_now(uint64_t captured, const struct live_counts *n)
{
    complain_start();
    put_counts(captured, n, ", ");
}
