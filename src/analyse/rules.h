/*
 * rules.h - the rules by which one segment is judged. Private to analyse.
 */
#ifndef TCPLINE_ANALYSE_RULES_H
#define TCPLINE_ANALYSE_RULES_H

#include "segment.h"
#include "stream.h"
#include "tcpline/verdict.h"

/* For a segment whose length is known: adds flags and what proves them. */
void rules_apply(const struct segment *seg, const struct stream_step *step,
                 struct tl_verdict *v, bool *unseen);

/* The same for one that goes on (stream_short.h), which few of them fit. */
void rules_apply_short(const struct segment *seg,
                       const struct stream_side *mine,
                       const struct stream_side *theirs, struct tl_verdict *v);

/* The full number of an earlier frame, remembered by its low 32 bits. */
static inline uint64_t frame_before(const struct segment *seg, uint32_t low)
{
    return low == 0 ? 0 : seg->frame - (uint32_t)((uint32_t)seg->frame - low);
}

#endif
