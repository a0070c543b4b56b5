/*
 * diagnosis_words.h - the diagnosis in words: on the line, and as the values
 * JSON has.
 */
#ifndef TCPLINE_RENDER_DIAGNOSIS_WORDS_H
#define TCPLINE_RENDER_DIAGNOSIS_WORDS_H

#include "tcpline/diagnosis.h"
#include "text.h"

/* "retransmission", "lost_before", "tail_probe", "sender", "application" */
const char *diagnosis_event_name(unsigned event);
const char *diagnosis_cause_name(unsigned cause);
const char *diagnosis_trigger_name(unsigned trigger);
const char *diagnosis_place_name(unsigned place);
const char *diagnosis_share_name(unsigned share);

/* One bit of enum tl_evidence, by its number. */
const char *diagnosis_evidence_name(unsigned bit);

/* "21 ms", "4.2 ms", "0.03 ms", "1.20 s" */
void diagnosis_put_span(struct text *out, int64_t ns);

/* Least, median and 95th percentile in milliseconds: "0.091/0.100/0.120" */
void diagnosis_put_round_trips(struct text *out, const struct tl_sender_sum *s);

/*
 * " {retransmission of #12 after 21 ms: fast; lost before this point}".
 * Nothing for a normal segment. `evidence` adds what proves it.
 */
void diagnosis_suffix(struct text *out, const struct tl_diagnosis *d,
                      bool evidence);

#endif
