/*
 * survey.h - a look at a whole savefile before it is shown: what became of
 * each connection in the end, which no single packet can tell.
 *
 * Only for what can be read twice. Packets go through the same tracking as
 * later on, so that connections have the same numbers.
 */
#ifndef TCPLINE_SURVEY_H
#define TCPLINE_SURVEY_H

#include "setup.h"

struct survey;

/* NULL when there is no memory. Free with survey_free(). */
struct survey *survey_new(const struct setup *setup);
void survey_free(struct survey *s);

/* The next packet; its number is counted here. */
void survey_packet(struct survey *s, const struct tl_raw *raw);

/* Gives the tables back; what was found stays. */
void survey_end(struct survey *s);

/* The completeness of a connection (see verdict.h); 0 where not known. */
uint8_t survey_complete(const struct survey *s, uint32_t stream);

#endif
