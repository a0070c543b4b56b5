/*
 * analyse_words.h - the verdict on a segment that goes on, where nothing but
 * its words are asked for. Inline, as stream_short.h is.
 */
#ifndef TCPLINE_ANALYSE_ANALYSE_WORDS_H
#define TCPLINE_ANALYSE_ANALYSE_WORDS_H

#include "rules_short.h"

/*
 * Of what analyse_short() fills in, only `judged`, `flags` and what duplicate
 * ACKs repeat. Answers the flags.
 */
static inline uint16_t analyse_words(const struct segment *seg,
                                     const struct stream_side *mine,
                                     const struct stream_side *theirs,
                                     struct tl_verdict *v)
{
    const uint16_t flags = rules_short(seg, mine, theirs, v);

    v->judged = TL_JUDGED_WHOLLY;
    v->flags = flags;
    return flags;
}

#endif
