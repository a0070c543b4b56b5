/*
 * conversations_text.h - the table of --conversations, as text or as JSON.
 */
#ifndef TCPLINE_RENDER_CONVERSATIONS_TEXT_H
#define TCPLINE_RENDER_CONVERSATIONS_TEXT_H

#include "json.h"
#include "tcpline/conversation.h"
#include "text.h"

/* The names of the columns. */
void conversations_put_heading(struct text *out);

/* A line; it began so many nanoseconds into the capture. */
void conversations_put_row(const struct conversation *row, int64_t start,
                           struct text *out);

/* The same as an object on a line of its own. */
void conversations_put_json(const struct conversation *row, struct json *j,
                            struct text *out);

#endif
