/*
 * txtproto.h - the engine shared by the line-based protocols.
 *
 * Prints the name, and the first line of the payload (every line at -v) as
 * long as lines consist of printable ASCII and TAB.
 */
#ifndef TCPLINE_PROTOCOLS_TXTPROTO_H
#define TCPLINE_PROTOCOLS_TXTPROTO_H

#include "printer.h"

struct txtproto {
    const char *name;  /* "HTTP" */
    const char *label; /* "http" */
    /*
     * With methods, lines are shown only of a payload that opens with one of
     * them, or with a word and a three-digit status. NULL: of any payload.
     */
    const char *const *methods; /* NULL-terminated */
    bool in_datagrams;          /* nothing stands before the name */
};

void txtproto_print(struct printer *pr, const struct txtproto *proto);

#endif
