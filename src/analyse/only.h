/*
 * only.h - which segments --only lets through.
 */
#ifndef TCPLINE_ANALYSE_ONLY_H
#define TCPLINE_ANALYSE_ONLY_H

#include <stdbool.h>

#include "err.h"
#include "segment.h"
#include "tcpline/verdict.h"

struct only {
    uint16_t verdicts;  /* of enum tl_verdict_flag */
    uint16_t tcp_flags; /* of enum tl_tcp_flag */
};

/*
 * Reads "retransmission,zero-window,rst"; `any` is every verdict,
 * `none` lets nothing through. Names are
 * Wireshark's fields, with hyphens or underscores. False with `e` filled for
 * a name that is none.
 */
bool only_parse(struct only *only, const char *list, struct err *e);

/* Whether a segment has one of them. A hidden verdict does not count. */
bool only_matches(const struct only *only, const struct segment *seg,
                  const struct tl_verdict *v);

#endif
