/*
 * segment_end.h - one end of a segment, as the line names it. Private to
 * render.
 */
#ifndef TCPLINE_RENDER_SEGMENT_END_H
#define TCPLINE_RENDER_SEGMENT_END_H

#include <stdbool.h>

#include "text.h"

struct line;
struct segment;

/* Appends "192.0.2.1.49152": of its source, or of its destination. */
void put_segment_end(struct line *line, const struct segment *seg, bool source,
                     struct text *out);

#endif
