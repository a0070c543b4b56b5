/*
 * rsvp_uni.c - lists inside of RSVP's objects: what a user asks an optical
 * network for (RFC 3476), and properties of a path.
 */
#include "afi.h"
#include "codes.h"
#include "rsvp_writers.h"

enum {
    SOURCE = 1,
    DESTINATION = 2,
    DIVERSITY = 3,
    EGRESS_LABEL = 4,
    SERVICE_LEVEL = 5,
};

static const struct code_name types[] = {
    {SOURCE, "Source TNA address"},   {DESTINATION, "Destination TNA address"},
    {DIVERSITY, "Diversity"},         {EGRESS_LABEL, "Egress label"},
    {SERVICE_LEVEL, "Service level"},
};

/* `len` octets at `off`. */
static enum rsvp_end put_address(const struct rsvp_object *o, uint8_t family,
                                 uint32_t off, uint32_t len)
{
    switch (family) {
    case AFI_IP4:
        if (len < 4)
            return RSVP_SUB_SHORT;
        rsvp_line(o, 4);
        TEXT_LIT(o->pr->out, "UNI IPv4 TNA address: ");
        rsvp_put_addr4(o, off);
        return RSVP_DONE;
    case AFI_IP6:
        if (len < 16)
            return RSVP_SUB_SHORT;
        rsvp_line(o, 4);
        TEXT_LIT(o->pr->out, "UNI IPv6 TNA address: ");
        rsvp_put_addr6(o, off);
        return RSVP_DONE;
    case AFI_NSAP:
        return RSVP_DUMP;
    default:
        return RSVP_DONE;
    }
}

static enum rsvp_end put_part(const struct rsvp_object *o, uint8_t type,
                              uint8_t family, uint32_t off, uint32_t len)
{
    struct text *out = o->pr->out;

    switch (type) {
    case SOURCE:
    case DESTINATION:
        return put_address(o, family, off, len);
    case EGRESS_LABEL:
        if (len < 12)
            return RSVP_SUB_SHORT;
        rsvp_line(o, 4);
        text_printf(out,
                    "U-bit: %x, Label type: %u, Logical port id: %u, Label: %u",
                    rsvp_u8(o, off) >> 7, rsvp_u8(o, off + 3),
                    rsvp_u32(o, off + 4), rsvp_u32(o, off + 8));
        return RSVP_DONE;
    case SERVICE_LEVEL:
        if (len < 4)
            return RSVP_SUB_SHORT;
        rsvp_line(o, 4);
        text_printf(out, "Service level: %u", rsvp_u8(o, off));
        return RSVP_DONE;
    default:
        return RSVP_DUMP;
    }
}

enum rsvp_end rsvp_put_uni(const struct rsvp_object *o)
{
    enum { HEAD = 4 };
    enum rsvp_end end = RSVP_DONE;

    for (uint32_t off = 0; off < o->value.len && printer_ok(o->pr);) {
        if (o->value.len - off < HEAD)
            return RSVP_INVALID;
        const uint32_t len = rsvp_u16(o, off);
        const uint8_t type = rsvp_u8(o, off + 2);
        const uint8_t family = rsvp_u8(o, off + 3);

        rsvp_line(o, 2);
        text_printf(o->pr->out,
                    "Subobject Type: %s (%u), AF: %s (%u), length: %u",
                    CODE_NAME(types, type, "Unknown"), type,
                    afi_name(family, "Unknown"), family, len);
        if (len < HEAD || len > o->value.len - off)
            return RSVP_INVALID;
        const enum rsvp_end one =
            put_part(o, type, family, off + HEAD, len - HEAD);
        if (one != RSVP_DONE && one != RSVP_DUMP)
            return one;
        if (one == RSVP_DUMP)
            end = one;
        off += len;
    }
    return end;
}

enum rsvp_end rsvp_put_properties(const struct rsvp_object *o)
{
    enum { HEAD = 2 };
    static const struct code_name names[] = {
        {0x01, "Cos"},        {0x02, "Metric 1"},  {0x04, "Metric 2"},
        {0x08, "CCC Status"}, {0x10, "Path Type"},
    };
    const uint16_t padding = rsvp_u16(o, 2);

    rsvp_line(o, 2);
    text_printf(o->pr->out, "TLV count: %u, padding bytes: %u", rsvp_u16(o, 0),
                padding);
    for (uint32_t off = 4;
         o->value.len - off >= (uint32_t)HEAD + padding && printer_ok(o->pr);) {
        const uint8_t type = rsvp_u8(o, off);
        const uint8_t len = rsvp_u8(o, off + 1);
        rsvp_line(o, 4);
        text_printf(o->pr->out, "%s TLV (0x%02x), length: %u",
                    CODE_NAME(names, type, "unknown"), type, len);
        if (len > o->value.len - off)
            return RSVP_SHORT;
        if (len < HEAD)
            return RSVP_TLV_SHORT;
        printer_hex(o->pr, "\n\t\t", o->value.off + off + HEAD, len - HEAD);
        off += len;
    }
    return RSVP_DONE;
}
