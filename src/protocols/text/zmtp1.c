/*
 * zmtp1.c - ZMTP 1.0, the wire format of ZeroMQ 2 (ZeroMQ RFC 13).
 *
 * A frame is a length, a byte of flags and a body; the length counts the
 * flags. It is one byte, or eight behind a byte of 0xff.
 */
#include "protocol.h"

enum { LONG_LENGTH = 0xff, FLAG_MORE = 1, BODY_SHOWN = 128 };

static void put_flag_names(struct text *out, uint8_t flags)
{
    TEXT_LIT(out, " (");
    for (unsigned bit = 0x80; bit > FLAG_MORE; bit >>= 1)
        text_str(out, (flags & bit) != 0 ? "MBZ|" : "-|");
    text_str(out, (flags & FLAG_MORE) != 0 ? "MORE)" : "-)");
}

static void put_body(struct printer *pr, uint32_t off, uint32_t bytes)
{
    if (pr->style->verbose < 2 && bytes > BODY_SHOWN)
        bytes = BODY_SHOWN;
    if (bytes == 0)
        return;
    text_printf(pr->out, ", first %u byte(s) of body:", bytes);
    printer_hex_ascii(pr, "\n\t ", off, bytes);
}

/* The flags and the body, `len` bytes in all; moves `*off` behind them. */
static void put_content(struct printer *pr, uint32_t *off, uint64_t len)
{
    const uint8_t flags = printer_u8(pr, *off);

    if (!printer_ok(pr))
        return;
    const uint32_t left = pr->cap - *off;
    const uint32_t captured = len < left ? (uint32_t)len : left;
    if (captured < len)
        text_printf(pr->out, " (%u captured)", captured);
    text_printf(pr->out, ", flags 0x%02x", flags);
    if (pr->style->verbose > 0) {
        put_flag_names(pr->out, flags);
        put_body(pr, *off + 1, captured - 1);
    }
    if (captured < len)
        printer_cut(pr);
    *off += captured;
}

static void put_frame(struct printer *pr, uint32_t *off)
{
    uint64_t len = printer_u8(pr, *off);
    const bool is_long = len == LONG_LENGTH;

    text_printf(pr->out, "\n\t frame flags+body %s length",
                is_long ? "(64-bit)" : " (8-bit)");
    if (is_long)
        len = printer_u64(pr, *off + 1);
    *off += is_long ? 9 : 1;
    text_char(pr->out, ' ');
    text_u64(pr->out, len);
    if (len > 0)
        put_content(pr, off, len);
}

static bool print_zmtp1(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "zmtp1";
    TEXT_LIT(pr->out, ": ZMTP/1.0");
    while (off < pr->cap && printer_ok(pr))
        put_frame(pr, &off);
    return true;
}

const struct protocol protocol_zmtp1 = {"zmtp", print_zmtp1};
