/*
 * conversations_text.h - the table of --conversations.
 */
#ifndef TCPLINE_RENDER_CONVERSATIONS_TEXT_H
#define TCPLINE_RENDER_CONVERSATIONS_TEXT_H

#include "tcpline/conversation.h"
#include "text.h"

/* Columns under their names, and how many connections they leave out. */
void conversations_text(const struct conversation_table *table,
                        struct text *out);

/* How a connection began and ended, in the words of every form. */
const char *conversation_opened_word(const struct conversation *row);
const char *conversation_closed_word(const struct conversation *row);

/* The address of a side, which is of `row`. */
void conversation_put_address(struct text *out, const struct conversation *row,
                              const struct conversation_side *side);

#endif
