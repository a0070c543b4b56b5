/*
 * mfr_control.c - the information elements of multilink frame relay's control
 * messages (FRF.16.1 section 4.2): shown with -v, behind the message's name.
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { IE_HDR = 2, MAGIC_LEN = 4, STAMP_LEN = 16 };

enum ie { IE_NONE, IE_BUNDLE_ID, IE_LINK_ID, IE_MAGIC, IE_STAMP = 5 };

static void put_magic(struct printer *pr, uint32_t off, uint32_t n)
{
    if (n == MAGIC_LEN)
        text_printf(pr->out, "0x%08x", printer_u32(pr, off));
    else
        text_printf(pr->out, "[IE data length %u != %u] (invalid)", n,
                    MAGIC_LEN);
}

/* What the oracle's own host keeps a time in, which no standard says. */
static void put_stamp(struct printer *pr, uint32_t off)
{
    const uint8_t *p = pr->base + off;

    if (printer_need(pr, off, STAMP_LEN))
        pr->host->time_stamp(pr->host->ctx, pr->out, (int64_t)load_le64(p),
                             (int64_t)load_le64(p + 8));
}

static void put_value(struct printer *pr, uint8_t type, uint32_t off,
                      uint32_t n)
{
    bool dump = pr->style->verbose > 1;

    switch (type) {
    case IE_BUNDLE_ID:
    case IE_LINK_ID:
        printer_string(pr, off, n);
        break;
    case IE_MAGIC:
        put_magic(pr, off, n);
        break;
    case IE_STAMP:
        if (n == STAMP_LEN)
            put_stamp(pr, off);
        else
            dump = true;
        break;
    default:
        dump = true;
    }
    if (dump)
        printer_hex(pr, "\n\t  ", off, n);
}

/* Elements without type or value end the walk. */
static bool print_mfr_control(struct printer *pr)
{
    static const struct code_name names[] = {
        {1, "Bundle ID"}, {2, "Link ID"},          {3, "Magic Number"},
        {5, "Timestamp"}, {6, "Vendor Extension"}, {7, "Cause"},
    };
    uint32_t off = 0;

    if (pr->style->verbose == 0)
        return true;
    while (printer_ok(pr) && pr->len > off + IE_HDR) {
        const uint8_t type = printer_u8(pr, off);
        const uint8_t length = printer_u8(pr, off + 1);
        if (!printer_need(pr, off, IE_HDR))
            break;
        text_printf(pr->out, "\n\tIE %s (%u), length %u: ",
                    CODE_NAME(names, type, "Unknown"), type, length);
        if (type == IE_NONE || length <= IE_HDR ||
            !printer_need(pr, off, length))
            break;
        put_value(pr, type, off + IE_HDR, length - (uint32_t)IE_HDR);
        off += length;
    }
    return true;
}

const struct protocol protocol_mfr_control = {.name = "mfr",
                                              .print = print_mfr_control};
