/*
 * connection_words.h - names of a connection in the words of every form.
 */
#ifndef TCPLINE_RENDER_CONNECTION_WORDS_H
#define TCPLINE_RENDER_CONNECTION_WORDS_H

#include "tcpline/diagnosis.h"
#include "text.h"

/* "refused", "closed": in the words of every form. */
const char *connection_ending_name(enum tl_ending ending);

/* "handshake", "syn" or "mid-stream" */
const char *connection_opening_name(const struct tl_connection_sum *sum);

/* The address of side `i`. */
void connection_put_address(const struct tl_connection_sum *sum, int i,
                            struct text *out);

#endif
