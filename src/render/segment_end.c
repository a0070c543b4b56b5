/*
 * segment_end.c - one end of a segment, as the line names it.
 */
#include "segment_end.h"

#include "render.h"
#include "segment.h"

void put_segment_end(struct line *line, const struct segment *seg, bool source,
                     struct text *out)
{
    const uint8_t *addr = source ? seg->src : seg->dst;

    line->out = out;
    if (seg->ip4)
        put_addr4(line, addr);
    else
        put_addr6(line, addr);
    text_char(out, '.');
    put_port(line, false, source ? seg->sport : seg->dport);
}
