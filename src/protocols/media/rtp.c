/*
 * rtp.c - RTP (RFC 3550), its draft of version 1, and vat's protocol before
 * it.
 */
#include "printer.h"
#include "protocol.h"

enum {
    LEAST = 8,
    HDR = 12,
    VERSION_1 = 1,
    H261 = 31,
    OFF_SEQUENCE = 2,
    OFF_TIME = 4,
    OFF_SOURCE = 8,
};

/*
 * The payload behind a header: where it begins, and how long it was before
 * options were skipped.
 */
struct payload {
    uint32_t off, len;
};

/* Version 1: options stand in words; the last has its first bit set. */
static bool skip_options(struct printer *pr, struct payload *payload)
{
    enum { LAST = 0x80, WORD = 4 };
    uint8_t kind;

    do {
        const uint32_t option = printer_u32(pr, payload->off);
        const uint32_t len = option >> 16 & 0xff;
        kind = (uint8_t)(option >> 24);
        if (!printer_ok(pr))
            return false;
        if (len == 0 || len * WORD > payload->len) {
            TEXT_LIT(pr->out, " !opt");
            return false;
        }
        payload->off += len * WORD;
        payload->len -= len * WORD;
    } while ((kind & LAST) == 0);
    return true;
}

/* RFC 3550 section 5.3.1 */
static bool skip_extension(struct printer *pr, struct payload *payload)
{
    const uint32_t words = printer_u32(pr, payload->off) & 0xffff;
    const uint32_t len = 4 * (words + 1);

    if (!printer_ok(pr))
        return false;
    if (len > payload->len) {
        TEXT_LIT(pr->out, " !ext");
        return false;
    }
    payload->off += len;
    return true;
}

static void print_details(struct printer *pr, bool old, bool more, uint8_t type)
{
    struct payload payload = {old ? LEAST : HDR, pr->len - (old ? LEAST : HDR)};

    text_printf(pr->out, " %u", printer_u32(pr, OFF_SOURCE));
    if (more &&
        !(old ? skip_options(pr, &payload) : skip_extension(pr, &payload)))
        return;
    if (type == H261)
        text_printf(pr->out, " 0x%04x", printer_u32(pr, payload.off) >> 16);
}

static bool print_rtp(struct printer *pr)
{
    pr->label = "rtp";
    if (pr->len < LEAST) {
        text_printf(pr->out, "udp/rtp, length %u < %u", pr->len, LEAST);
        return true;
    }
    if (!printer_need(pr, 0, LEAST))
        return true;
    const uint8_t first = printer_u8(pr, 0), second = printer_u8(pr, 1);
    const bool old = first >> 6 == VERSION_1;
    if (!old && pr->len < HDR) {
        text_printf(pr->out, "udp/rtp, length %u < %u", pr->len, HDR);
        return true;
    }
    const bool more = old ? second & 0x80 : first & 0x10;
    const bool marker = old ? second & 0x40 : second & 0x80;
    const uint8_t type = second & (old ? 0x3f : 0x7f);
    text_printf(pr->out, "udp/rtp%s %u c%u %s%s %u %u", old ? "v1" : "",
                pr->len - (old ? LEAST : HDR), type, more ? "+" : "",
                marker ? "*" : "", printer_u16(pr, OFF_SEQUENCE),
                printer_u32(pr, OFF_TIME));
    if (pr->style->verbose > 0)
        print_details(pr, old, more, type);
    return true;
}

static bool print_vat(struct printer *pr)
{
    enum { CONTROL = 0xf060, NEW_TALK = 0x80, FORMAT = 0x1f, SITES = 0xf };

    pr->label = "vat";
    if (pr->len < 2) {
        text_printf(pr->out, "udp/va/vat, length %u < 2", pr->len);
        return true;
    }
    if (!printer_need(pr, 0, 2))
        return true;
    const uint16_t first = printer_u16(pr, 0);
    if (first & CONTROL) {
        text_printf(pr->out, "udp/vt %u %u / %u", pr->len, first & 0x3ff,
                    first >> 10);
        return true;
    }
    if (pr->len < LEAST) {
        text_printf(pr->out, "udp/vat, length %u < %u", pr->len, LEAST);
        return true;
    }
    if (!printer_need(pr, 0, LEAST))
        return true;
    text_printf(pr->out, "udp/vat %u c%u %u%s", pr->len - LEAST,
                printer_u16(pr, 2), printer_u32(pr, OFF_TIME),
                first & NEW_TALK ? "*" : "");
    if (first & FORMAT)
        text_printf(pr->out, " f%u", first & FORMAT);
    if (first >> 8 & SITES)
        text_printf(pr->out, " s%u", first >> 8 & SITES);
    return true;
}

const struct protocol protocol_rtp = {.name = "rtp", .print = print_rtp};
const struct protocol protocol_vat = {.name = "vat", .print = print_vat};
