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

/*
 * All zero when there is none yet; it stays where it is. Times are in
 * microseconds.
 */
struct rtts {
    uint32_t *store; /* the values, or the counts of the classes */
    uint32_t n, least;
    uint32_t few[RTTS_FEW]; /* the store of the first values */
};

void rtts_add(struct rtts *r, uint32_t us);
void rtts_clear(struct rtts *r);

/* The value below which `percent` of them lie; 0 when there is none. */
uint32_t rtts_at(const struct rtts *r, unsigned percent);

#endif
