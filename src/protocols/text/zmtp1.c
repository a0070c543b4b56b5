/*
 * zmtp1.c - ZMTP 1.0, the wire format of ZeroMQ 2 (ZeroMQ RFC 13).
 *
 * A frame is a length, a byte of flags and a body; the length counts the
 * flags. It is one byte, or eight behind a byte of 0xff.
 */
#include "zmtp1.h"

#include "protocol.h"

enum { LONG_LENGTH = 0xff, FLAG_MORE = 1, BODY_SHOWN = 128 };

static void put_flag_names(struct text *out, uint8_t flags)
{
    TEXT_LIT(out, " (");
    for (unsigned bit = 0x80; bit > FLAG_MORE; bit >>= 1)
        text_str(out, (flags & bit) != 0 ? "MBZ|" : "-|");
    text_str(out, (flags & FLAG_MORE) != 0 ? "MORE)" : "-)");
}

static uint32_t shown(const struct printer *pr, uint32_t bytes)
{
    return pr->style->verbose < 2 && bytes > BODY_SHOWN ? BODY_SHOWN : bytes;
}

static void put_body(struct printer *pr, uint32_t off, uint32_t bytes)
{
    bytes = shown(pr, bytes);
    if (bytes == 0)
        return;
    text_printf(pr->out, ", first %u byte(s) of body:", bytes);
    printer_hex_ascii(pr, "\n\t ", off, bytes);
}

/*
 * The flags and the body, `len` bytes in all, of which those before `end`
 * belong here; moves `*off` behind them.
 */
static void put_content(struct printer *pr, uint32_t *off, uint32_t end,
                        uint64_t len)
{
    const uint8_t flags = printer_u8(pr, *off);

    if (!printer_ok(pr))
        return;
    const uint32_t left = *off < end ? end - *off : 0;
    const uint32_t captured = len < left ? (uint32_t)len : left;
    if (captured < len)
        text_printf(pr->out, " (%u captured)", captured);
    text_printf(pr->out, ", flags 0x%02x", flags);
    if (pr->style->verbose > 0) {
        put_flag_names(pr->out, flags);
        put_body(pr, *off + 1, captured > 0 ? captured - 1 : 0);
    }
    if (len > pr->cap - *off)
        printer_cut(pr);
    else
        *off += (uint32_t)len;
}

static void put_frame(struct printer *pr, uint32_t *off, uint32_t end)
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
        put_content(pr, off, end, len);
}

/* What the datagrams before began. */
static void put_rest_of_frame(struct printer *pr, uint32_t off, uint32_t bytes)
{
    const uint32_t left = off < pr->cap ? pr->cap - off : 0;
    const uint32_t captured = bytes < left ? bytes : left;

    text_printf(pr->out, "\n\t frame intermediate part, %u bytes", bytes);
    if (captured < bytes)
        text_printf(pr->out, " (%u captured)", captured);
    if (captured < 2)
        return;
    text_printf(pr->out, ", first %u byte(s):", shown(pr, captured));
    printer_hex_ascii(pr, "\n\t ", off, shown(pr, captured));
}

/* A length too short for the offset wraps round, as the oracle's does. */
void zmtp1_put_datagram(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { NO_FRAME_BEGINS = 0xffff, OFFSET = 2 };
    const uint32_t end =
        off < pr->cap && len < pr->cap - off ? off + len : pr->cap;

    pr->label = "zmtp1";
    uint32_t rest = printer_u16(pr, off);
    if (!printer_ok(pr))
        return;
    text_printf(pr->out, "\n\t frame offset 0x%04x", rest);
    off += OFFSET;
    if (rest == NO_FRAME_BEGINS) {
        rest = len - OFFSET;
    } else if (OFFSET + rest > len) {
        TEXT_LIT(pr->out, " (exceeds datagram declared length)");
        printer_cut(pr);
        return;
    }
    if (rest > 0)
        put_rest_of_frame(pr, off, rest);
    if (off >= end || rest >= end - off)
        return;
    for (off += rest; off < end && printer_ok(pr);)
        put_frame(pr, &off, end);
}

static bool print_zmtp1(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "zmtp1";
    TEXT_LIT(pr->out, ": ZMTP/1.0");
    while (off < pr->cap && printer_ok(pr))
        put_frame(pr, &off, pr->cap);
    return true;
}

const struct protocol protocol_zmtp1 = {"zmtp", print_zmtp1};
