/*
 * wpan_kit.c - numbers, addresses and octets of IEEE 802.15.4.
 */
#include "wpan_kit.h"

uint16_t wpan_u16(struct printer *pr, uint32_t off)
{
    const uint16_t n = printer_u16(pr, off);

    return (uint16_t)(n << 8 | n >> 8);
}

void wpan_put_long(struct printer *pr, uint32_t off)
{
    for (uint32_t i = 8; i-- > 0;)
        text_printf(pr->out, "%02x%s", printer_u8(pr, off + i),
                    i > 0 ? ":" : "");
}

void wpan_put_octets(struct printer *pr, uint32_t off, uint32_t n,
                     const char *between)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        text_printf(pr->out, "%02x%s", printer_u8(pr, off + i), between);
}

bool wpan_left(struct wpan *w, uint32_t n, const char *complaint)
{
    if (n <= w->end - w->at)
        return true;
    text_printf(w->pr->out, "[ERROR: %s]", complaint);
    return false;
}

void wpan_put_rest(const struct wpan *w)
{
    const struct payload_style *style = w->pr->style;

    if (w->at >= w->end || style->quiet || style->hex_follows)
        return;
    printer_hex_ascii(w->pr, "\n\t", w->at, w->end - w->at);
    if (w->end > w->pr->cap)
        printer_cut(w->pr);
}
