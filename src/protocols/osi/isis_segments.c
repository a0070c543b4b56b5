/*
 * isis_segments.c - which labels an IS keeps for segment routing.
 */
#include "isis_segments.h"

#include "codes.h"

static void put_first_segment(struct printer *pr, uint32_t off, uint8_t len)
{
    if (len == 3)
        text_printf(pr->out, ", SID value %u", printer_u24(pr, off));
    else if (len == 4)
        text_printf(pr->out, ", SID value %u", printer_u32(pr, off));
    else
        text_printf(pr->out, ", Unknown SID length%u", len);
}

void isis_put_segments(struct printer *pr, struct span v)
{
    enum { HEAD = 4, SUB_HEAD = 2, LEAST = 5, FIRST_SEGMENT = 1 };
    static const struct code_name flags[] = {{0x80, "ipv4"}, {0x40, "ipv6"}};

    if (!printer_need(pr, v.off, HEAD))
        return;
    TEXT_LIT(pr->out, ", Flags [");
    CODE_PUT_BITS_OR(pr->out, flags, printer_u8(pr, v.off), ", ", "None");
    text_printf(pr->out, "], Range %u", printer_u24(pr, v.off + 1));
    /* The oracle counts on below zero, in eight bits, where the length is too
     * small. */
    span_skip(&v, HEAD);
    v.len &= UINT8_MAX;
    while (v.len >= LEAST && printer_need(pr, v.off, SUB_HEAD)) {
        const uint8_t type = printer_u8(pr, v.off);
        const uint8_t len = printer_u8(pr, v.off + 1);
        span_skip(&v, SUB_HEAD);
        if (len > v.len)
            return;
        if (type != FIRST_SEGMENT)
            printer_hex(pr, "\n\t\t  ", v.off, len);
        else
            put_first_segment(pr, v.off, len);
        span_skip(&v, len);
    }
}
