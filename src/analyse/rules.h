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

#endif
