/*
 * nd_options.h - the options of neighbour discovery, which other messages
 * have as well. Private to the ICMPv6 leaves.
 */
#ifndef TCPLINE_PROTOCOLS_ND_OPTIONS_H
#define TCPLINE_PROTOCOLS_ND_OPTIONS_H

#include "codes.h"
#include "printer.h"

enum { ND_HEADER = 8, ND_ADDR = 16 };

/* RFC 4191: the preference of a route or of a router. */
const char *nd_preference_name(uint8_t flags);

/* "Flags [onlink, auto]": the rows of `names` set in `flags`, or "none". */
void nd_put_flags(struct text *out, const struct code_name *names, size_t rows,
                  uint8_t flags);
#define ND_PUT_FLAGS(out, names, flags)                                        \
    nd_put_flags((out), (names), COUNT_OF(names), (flags))

/* With -v the length stands in front of a message that has options. */
void nd_put_length(struct printer *pr);

/* With -v: the options from `first` to the end of the message, one a line. */
void nd_put_options(struct printer *pr, uint32_t first);

#endif
