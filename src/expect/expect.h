/*
 * expect.h - what a capture is expected to show: "rst==0", "rtt_p95<20ms".
 *
 * In: expectations as text, then judged records and, at the end, the sums of
 * connections. Out: which of them held, and what was seen instead. Pure: no
 * output, no clock, no memory beyond the struct.
 *
 * A figure of connections (a round trip, say) must be as expected in each
 * connection that has it; the one farthest from what is expected is kept.
 */
#ifndef TCPLINE_EXPECT_H
#define TCPLINE_EXPECT_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "only.h"
#include "tcpline/diagnosis.h"
#include "tcpline/record.h"

enum {
    EXPECT_MOST = 64,
    EXPECT_TEXT = 64, /* bytes of one expectation, as it is written again */
};

enum expect_operator {
    EXPECT_LESS,
    EXPECT_AT_MOST,
    EXPECT_EQUAL,
    EXPECT_DIFFERENT,
    EXPECT_AT_LEAST,
    EXPECT_MORE,
};

enum expect_unit { EXPECT_COUNT, EXPECT_BYTES, EXPECT_NANOSECONDS };

struct expect_figure; /* of connections */

struct expectation {
    char text[EXPECT_TEXT];
    struct only only;                   /* which segments are counted ... */
    const struct expect_figure *figure; /* ... unless it is one of these */
    bool counts_packets;
    enum expect_operator is;
    enum expect_unit unit;
    int64_t limit;

    /* What was seen. */
    int64_t value;
    bool has_value;
    uint64_t frame;      /* that broke it, or 0 */
    uint32_t connection; /* that has the value; valid with of_connection */
    bool of_connection;
};

struct expectations {
    struct expectation one[EXPECT_MOST];
    unsigned count;
    bool needs_verdicts, needs_events, needs_either, needs_connections;
};

/* "NAME OP NUMBER[UNIT]". False with `e` filled. */
bool expect_parse(struct expectations *all, const char *text, struct err *e);

/* "zero-window,rst": none of them. */
bool expect_parse_none(struct expectations *all, const char *list,
                       struct err *e);

/*
 * Where a name means Wireshark's word and an event of the diagnosis alike:
 * which of them is counted.
 */
void expect_choose(struct expectations *all, bool events);

void expect_record(struct expectations *all, const struct record *rec);
void expect_connection(struct expectations *all,
                       const struct tl_connection_sum *sum);

/* Of one that has seen everything. */
bool expect_held(const struct expectation *x);
bool expect_all_held(const struct expectations *all);

#endif
