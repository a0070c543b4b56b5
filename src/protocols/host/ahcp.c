/*
 * ahcp.c - the Ad-Hoc Configuration Protocol, version 1.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "utc.h"

enum { HDR = 24, BODY_HDR = 4, MAGIC = 43, VERSION = 1 };

static const struct code_name messages[] = {
    {0, "Discover"}, {1, "Offer"}, {2, "Request"},
    {3, "Ack"},      {4, "Nack"},  {5, "Release"},
};

/* What an option holds: a list of these, or nothing that is shown. */
enum form { OPAQUE, MARK, TIME, SECONDS, ADDR6, ADDR4, PREFIX6, PREFIX4 };

static const struct option {
    const char *name;
    enum form form;
} options[] = {
    {"Pad", MARK},
    {"Mandatory", MARK},
    {"Origin Time", TIME},
    {"Expires", SECONDS},
    {"My-IPv6-Address", ADDR6},
    {"My-IPv4-Address", ADDR4},
    {"IPv6 Prefix", PREFIX6},
    {"IPv4 Prefix", OPAQUE},
    {"IPv6 Address", ADDR6},
    {"IPv4 Address", ADDR4},
    {"IPv6 Prefix Delegation", PREFIX6},
    {"IPv4 Prefix Delegation", PREFIX4},
    {"Name Server", ADDR6},
    {"NTP Server", ADDR6},
};

static void invalid(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, " (invalid)");
    printer_need(pr, v.off, v.len);
}

static void put_item(struct printer *pr, enum form form, uint32_t off)
{
    if (form == ADDR4 || form == PREFIX4)
        printer_addr4(pr, off);
    else
        printer_addr6(pr, off);
    if (form == PREFIX4)
        text_printf(pr->out, "/%u", printer_u8(pr, off + 4));
    else if (form == PREFIX6)
        text_printf(pr->out, "/%u", printer_u8(pr, off + 16));
}

/* ": a, b", and what is left over of less than one more. */
static void put_list(struct printer *pr, enum form form, struct span v)
{
    static const uint8_t sizes[] = {
        [ADDR6] = 16, [ADDR4] = 4, [PREFIX6] = 17, [PREFIX4] = 5};
    const uint32_t size = sizes[form];
    const char *before = ": ";

    for (; v.len >= size && printer_need(pr, v.off, size);
         span_skip(&v, size)) {
        text_str(pr->out, before);
        put_item(pr, form, v.off);
        before = ", ";
    }
    if (v.len > 0 && printer_ok(pr))
        invalid(pr, v);
}

static void put_time(struct printer *pr, uint32_t t)
{
    utc_put_spaced(pr->out, t);
    TEXT_LIT(pr->out, " UTC");
}

static void put_value(struct printer *pr, enum form form, struct span v)
{
    switch (form) {
    case TIME:
    case SECONDS:
        if (v.len != 4) {
            invalid(pr, v);
            return;
        }
        const uint32_t t = printer_u32(pr, v.off);
        TEXT_LIT(pr->out, ": ");
        if (form == SECONDS)
            text_printf(pr->out, "%us", t);
        else
            put_time(pr, t);
        break;
    case OPAQUE:
        text_printf(pr->out, " (Length %u)", v.len);
        printer_need(pr, v.off, v.len);
        break;
    default:
        put_list(pr, form, v);
        break;
    }
}

static void put_options(struct printer *pr, struct span list)
{
    while (list.len > 0 && printer_ok(pr)) {
        const uint8_t type = printer_u8(pr, list.off);
        const struct option *o =
            type < COUNT_OF(options) ? &options[type] : NULL;

        if (!printer_ok(pr))
            return;
        TEXT_LIT(pr->out, "\n\t ");
        if (o != NULL)
            text_str(pr->out, o->name);
        else
            text_printf(pr->out, "Unknown-%u", type);
        span_skip(&list, 1);
        if (o != NULL && o->form == MARK)
            continue;
        if (list.len == 0) {
            invalid(pr, list);
            return;
        }
        const uint8_t len = printer_u8(pr, list.off);
        span_skip(&list, 1);
        if (len > list.len) {
            invalid(pr, list);
            return;
        }
        put_value(pr, o != NULL ? o->form : OPAQUE,
                  (struct span){list.off, len});
        span_skip(&list, len);
    }
}

static void put_id(struct printer *pr, const char *what, uint32_t off)
{
    if (!printer_need(pr, off, 8))
        return;
    text_str(pr->out, what);
    text_mac(pr->out, pr->base + off, 8);
}

static void put_message(struct printer *pr, uint8_t type, uint8_t zero,
                        uint16_t len)
{
    TEXT_LIT(pr->out, "\n\t");
    CODE_PUT(pr->out, messages, type, "Unknown-%u");
    if (zero != 0)
        text_printf(pr->out, ", MBZ %u", zero);
    text_printf(pr->out, ", Length %u", len);
}

static void put_body(struct printer *pr, struct span rest)
{
    if (rest.len < BODY_HDR) {
        invalid(pr, rest);
        return;
    }
    const uint8_t type = printer_u8(pr, rest.off);
    const uint16_t len = printer_u16(pr, rest.off + 2);
    if (pr->style->verbose > 0)
        put_message(pr, type, printer_u8(pr, rest.off + 1), len);
    span_skip(&rest, BODY_HDR);
    if (len > rest.len) {
        invalid(pr, rest);
        return;
    }
    if (pr->style->verbose > 1)
        put_options(pr, (struct span){rest.off, len});
    else
        printer_need(pr, rest.off, len);
}

static void put_header(struct printer *pr)
{
    text_printf(pr->out, "\n\tHopcount %u", printer_u8(pr, 2));
    text_printf(pr->out, ", Original Hopcount %u", printer_u8(pr, 3));
    text_printf(pr->out, ", Nonce 0x%08x", printer_u32(pr, 4));
    put_id(pr, ", Source Id ", 8);
    put_id(pr, ", Destination Id ", 16);
}

static bool print_ahcp(struct printer *pr)
{
    const struct span all = {0, pr->len};

    pr->label = "ahcp";
    TEXT_LIT(pr->out, "AHCP");
    if (pr->len < 2 || printer_u8(pr, 0) != MAGIC) {
        invalid(pr, all);
        return true;
    }
    const uint8_t version = printer_u8(pr, 1);
    text_printf(pr->out, " Version %u", version);
    if (version != VERSION) {
        TEXT_LIT(pr->out, " (unknown)");
        printer_need(pr, 0, pr->len);
        return true;
    }
    if (pr->len < HDR) {
        invalid(pr, all);
        return true;
    }
    if (pr->style->verbose > 0)
        put_header(pr);
    else
        printer_need(pr, 0, HDR);
    put_body(pr, (struct span){HDR, pr->len - HDR});
    return true;
}

const struct protocol protocol_ahcp = {"ahcp", print_ahcp};
