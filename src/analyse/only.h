/*
 * only.h - which segments --only lets through.
 */
#ifndef TCPLINE_ANALYSE_ONLY_H
#define TCPLINE_ANALYSE_ONLY_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "segment.h"
#include "tcpline/diagnosis.h"
#include "tcpline/verdict.h"

struct only {
    uint16_t verdicts;  /* of enum tl_verdict_flag */
    uint16_t tcp_flags; /* of enum tl_tcp_flag */
    uint16_t events;    /* bits by number of enum tl_event, ... */
    uint8_t causes;     /* ... enum tl_cause ... */
    uint8_t triggers;   /* ... and enum tl_trigger, of a retransmission */

    /* What its names need: Wireshark's words, the diagnosis, or either. */
    bool needs_verdicts, needs_events, needs_either;
};

/*
 * Reads "retransmission,zero-window,rst"; `any` is every verdict or event,
 * `trouble` all but window updates and keep-alives, `none` lets nothing
 * through. Names are Wireshark's fields and the diagnosis' events, with
 * hyphens or underscores; a beginning will do that no other name has. False
 * with `e` filled for a name that is none.
 */
bool only_parse(struct only *only, const char *list, struct err *e);

/* The i-th name, for lists of them; NULL behind the last. */
const char *only_name(size_t i);

/*
 * Whether a segment has one of them; `d` may be NULL. A hidden verdict does
 * not count.
 */
bool only_matches(const struct only *only, const struct segment *seg,
                  const struct tl_verdict *v, const struct tl_diagnosis *d);

#endif
