/*
 * connection_notes.h - what there is to say of a connection, in sentences.
 */
#ifndef TCPLINE_RENDER_CONNECTION_NOTES_H
#define TCPLINE_RENDER_CONNECTION_NOTES_H

#include "tcpline/diagnosis.h"
#include "text.h"

/*
 * One sentence on what took the time: "limited by the receiver's window 61%
 * of 12.4 s; least window 2920 bytes at frame 118".
 */
void connection_verdict(const struct tl_connection_sum *sum, struct text *out);

/*
 * Lines that begin with "    # ", so that who takes them away has tcpdump's
 * text again: the ends, both sides' counts, round trips, time, the sentence.
 */
void connection_notes(const struct tl_connection_sum *sum, struct text *out);

#endif
