/*
 * rsvp_route.c - the hops of a path, as it shall go or has gone.
 */
#include "codes.h"
#include "rsvp_object.h"
#include "rsvp_writers.h"

enum { PREFIX4 = 1, LABEL = 3, LOOSE = 0x80, FULL = 8 };

static const struct code_name types[] = {
    {0, "Reserved"},
    {PREFIX4, "IPv4 prefix"},
    {2, "IPv6 prefix"},
    {LABEL, "Label"},
    {32, "Autonomous system number"},
    {64, "MPLS label switched path termination"},
};

/* False, with words, where the hop cannot be. */
static bool put_prefix4(const struct rsvp_object *o, uint32_t off, uint8_t len)
{
    static const struct code_name protections[] = {
        {0x01, "Local protection available"},
        {0x02, "Local protection in use"},
        {0x04, "Bandwidth protection"},
        {0x08, "Node protection"},
    };
    struct text *out = o->pr->out;

    if (len != FULL) {
        TEXT_LIT(out, " ERROR: length != 8");
        return false;
    }
    const uint8_t bits = rsvp_u8(o, off + 6);
    if (bits != 32) {
        text_printf(out, " ERROR: Prefix length %u != 32", bits);
        return false;
    }
    text_printf(out, ", %s, ", rsvp_u8(o, off) & LOOSE ? "Loose" : "Strict");
    rsvp_put_addr4(o, off + 2);
    TEXT_LIT(out, "/32, Flags: [");
    CODE_PUT_BITS_OR(out, protections, rsvp_u8(o, off + 7), ", ", "none");
    text_char(out, ']');
    return true;
}

static bool put_label(const struct rsvp_object *o, uint32_t off, uint8_t len)
{
    struct text *out = o->pr->out;

    if (len != FULL) {
        TEXT_LIT(out, " ERROR: length != 8");
        return false;
    }
    const uint8_t flags = rsvp_u8(o, off + 2);
    const uint8_t ctype = rsvp_u8(o, off + 3);
    text_printf(out, ", Flags: [%s] (", flags & 1 ? "Global" : "none");
    text_hex_alt(out, flags);
    text_printf(out, "), Class-Type: %s (%u), %u",
                rsvp_ctype_name(o->class, ctype), ctype, rsvp_u32(o, off + 4));
    return true;
}

enum rsvp_end rsvp_put_route(const struct rsvp_object *o)
{
    struct text *out = o->pr->out;

    for (uint32_t off = 0; o->value.len - off >= 4 && printer_ok(o->pr);) {
        const uint8_t type = rsvp_u8(o, off) & (uint8_t)~LOOSE;
        const uint8_t len = rsvp_u8(o, off + 1);
        bool good = true;

        rsvp_line(o, 2);
        TEXT_LIT(out, "Subobject Type: ");
        CODE_PUT(out, types, type, "Unknown %u");
        text_printf(out, ", length %u", len);
        if (len == 0) {
            rsvp_line(o, 2);
            TEXT_LIT(out, "ERROR: zero length ERO subtype");
            break;
        }
        if (len > o->value.len - off) {
            rsvp_line(o, 2);
            TEXT_LIT(out, "ERROR: ERO subobject length > object length");
            break;
        }
        if (type == PREFIX4)
            good = put_prefix4(o, off, len);
        else if (type == LABEL)
            good = put_label(o, off, len);
        if (!good)
            return RSVP_INVALID;
        off += len;
    }
    return RSVP_DONE;
}
