/*
 * rtts.h - least, median and 95th percentile of many round trips.
 *
 * Exact for the first few; from then on sixteen classes an octave, so that
 * an answer is within three percent and the memory has an end.
 */
#ifndef TCPLINE_TRACK_RTTS_H
#define TCPLINE_TRACK_RTTS_H

#include <stdint.h>

enum { RTTS_FEW = 4 };

/* RFC 6298's, of some round trips. */
struct rtts_smooth {
    uint32_t srtt, rttvar;
};

/* All zero when there is none yet. Times are in microseconds. */
struct rtts {
    uint32_t n, least;
    union {
        uint32_t few[RTTS_FEW]; /* the first values; of more than these ... */
        struct {
            uint32_t *store; /* ... the values, or the counts of classes */
            struct rtts_smooth smooth;
        };
    };
};

void rtts_add(struct rtts *r, uint32_t us);
void rtts_clear(struct rtts *r);

/* What a sender would make of them; all zero when there is none. */
struct rtts_smooth rtts_smoothed(const struct rtts *r);

/* Says that they are asked for soon. */
static inline void rtts_expect(const struct rtts *r)
{
    if (r->n > RTTS_FEW)
        __builtin_prefetch(r->store, 1);
}

/* The value below which `percent` of them lie; 0 when there is none. */
uint32_t rtts_at(const struct rtts *r, unsigned percent);

#endif
