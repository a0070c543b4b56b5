/*
 * isis_segments.h - what an IS is capable of in segment routing.
 */
#ifndef TCPLINE_PROTOCOLS_ISIS_SEGMENTS_H
#define TCPLINE_PROTOCOLS_ISIS_SEGMENTS_H

#include "printer.h"
#include "span.h"

/* RFC 8667 section 3.1, the value; it reads on where that is too short. */
void isis_put_segments(struct printer *pr, struct span v);

#endif
