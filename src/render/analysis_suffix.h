/*
 * analysis_suffix.h - what --analyze adds behind the tcpdump line.
 */
#ifndef TCPLINE_RENDER_ANALYSIS_SUFFIX_H
#define TCPLINE_RENDER_ANALYSIS_SUFFIX_H

#include "tcpline/record.h"
#include "text.h"
#include "tls.h"

/*
 * " [TCP Retransmission]" and the like, in Wireshark's words and order. A
 * segment without verdict gets nothing.
 */
void analysis_words_suffix(struct text *out, const struct tl_verdict *v);

/*
 * The same and what proves them, in braces, and what a look into TLS has
 * shown. Sequence numbers are those of the line: counted, unless `absolute`.
 */
void analysis_suffix(struct text *out, const struct record *rec, bool absolute);

/* The verdicts alone, in Wireshark's words and order, with commas between. */
void analysis_words(struct text *out, const struct tl_verdict *v);

#endif
