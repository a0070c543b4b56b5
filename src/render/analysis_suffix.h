/*
 * analysis_suffix.h - what --analyze adds behind the tcpdump line.
 */
#ifndef TCPLINE_RENDER_ANALYSIS_SUFFIX_H
#define TCPLINE_RENDER_ANALYSIS_SUFFIX_H

#include "tcpline/verdict.h"
#include "text.h"
#include "tls.h"

/*
 * " [TCP Retransmission]" and the like, in Wireshark's words and order.
 * `evidence` adds what proves them, in braces; `tls` (NULL: none) goes there
 * as well. A segment without verdict gets nothing, evidence apart.
 */
void analysis_suffix(struct text *out, const struct tl_verdict *v,
                     bool evidence, const struct tls_peek *tls);

/*
 * The verdicts alone, in Wireshark's words and order: `first` before the
 * first of them, `between` before each other one.
 */
void analysis_words(struct text *out, const struct tl_verdict *v,
                    const char *first, const char *between);

#endif
