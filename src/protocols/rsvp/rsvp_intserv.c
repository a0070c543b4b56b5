/*
 * rsvp_intserv.c - what a flow wants and what the path has, in the words of
 * integrated services.
 */
#include "codes.h"
#include "rsvp_writers.h"

enum {
    HOPS = 4,
    PATH_BANDWIDTH = 6,
    LATENCY = 8,
    MTU = 10,
    TOKEN_BUCKET = 127,
    GUARANTEED = 130,
    TOTAL_C = 133,
    TOTAL_D = 134,
    PARTIAL_C = 135,
    PARTIAL_D = 136,
};

static const struct code_name services[] = {
    {1, "Default/Global Information"},
    {2, "Guaranteed Service"},
    {5, "Controlled Load"},
};

static const struct code_name parameters[] = {
    {HOPS, "IS hop cnt"},
    {PATH_BANDWIDTH, "Path b/w estimate"},
    {LATENCY, "Minimum path latency"},
    {MTU, "Composed MTU"},
    {TOKEN_BUCKET, "Token Bucket TSpec"},
    {GUARANTEED, "Guaranteed Service RSpec"},
    {TOTAL_C, "End-to-end composed value for C"},
    {TOTAL_D, "End-to-end composed value for D"},
    {PARTIAL_C, "Since-last-reshaping point composed C"},
    {PARTIAL_D, "Since-last-reshaping point composed D"},
};

/* RFC 2215 section 3.6 */
static void put_token_bucket(const struct rsvp_object *o, uint32_t off)
{
    struct text *out = o->pr->out;

    TEXT_LIT(out, "\n\t\tToken Bucket Rate: ");
    rsvp_put_rate(o, off);
    TEXT_LIT(out, "\n\t\tToken Bucket Size: ");
    rsvp_put_float(o, off + 4);
    TEXT_LIT(out, " bytes\n\t\tPeak Data Rate: ");
    rsvp_put_rate(o, off + 8);
    text_printf(out,
                "\n\t\tMinimum Policed Unit: %u bytes"
                "\n\t\tMaximum Packet Size: %u bytes",
                rsvp_u32(o, off + 12), rsvp_u32(o, off + 16));
}

/* A parameter of one word. */
static void put_word(const struct rsvp_object *o, uint8_t id, uint32_t off)
{
    struct text *out = o->pr->out;
    const uint32_t value = rsvp_u32(o, off);

    switch (id) {
    case HOPS:
        text_printf(out, "\n\t\tIS hop count: %u", value);
        break;
    case PATH_BANDWIDTH:
        TEXT_LIT(out, "\n\t\tPath b/w estimate: ");
        rsvp_put_rate(o, off);
        break;
    case LATENCY:
        text_printf(out, "\n\t\tMinimum path latency: %u", value);
        break;
    case MTU:
        text_printf(out, "\n\t\tComposed MTU: %u bytes", value);
        break;
    default:
        text_printf(out, "\n\t\tValue: %u", value);
        break;
    }
}

static void put_parameter(const struct rsvp_object *o, uint8_t id, uint32_t off,
                          uint32_t len)
{
    struct text *out = o->pr->out;

    if (CODE_NAME(parameters, id, NULL) == NULL) {
        if (o->pr->style->verbose <= 1)
            printer_hex(o->pr, "\n\t\t", o->value.off + off, len);
    } else if (id == TOKEN_BUCKET) {
        if (len == 20)
            put_token_bucket(o, off);
    } else if (id == GUARANTEED) {
        if (len != 8)
            return;
        TEXT_LIT(out, "\n\t\tRate: ");
        rsvp_put_rate(o, off);
        text_printf(out, "\n\t\tSlack Term: %u", rsvp_u32(o, off + 4));
    } else if (len == 4) {
        put_word(o, id, off);
    }
}

/* The octets of the parameter at `off`; 0 where it does not fit. */
static uint32_t take_parameter(const struct rsvp_object *o, uint32_t off)
{
    enum { HEAD = 4 };
    const uint32_t left = o->value.len - off;

    if (left < HEAD)
        return 0;
    const uint8_t id = rsvp_u8(o, off);
    const uint32_t len = rsvp_u16(o, off + 2) * 4U;
    text_printf(o->pr->out,
                "\n\t      Parameter ID: %s (%u), length: %u, Flags: [0x%02x]",
                CODE_NAME(parameters, id, "unknown"), id, len,
                rsvp_u8(o, off + 1));
    if (len + HEAD > left)
        return 0;
    put_parameter(o, id, off + HEAD, len);
    return len + HEAD;
}

enum rsvp_end rsvp_put_intserv(const struct rsvp_object *o)
{
    struct text *out = o->pr->out;
    uint32_t off = 4;

    rsvp_line(o, 2);
    text_printf(out, "Msg-Version: %u, length: %u", rsvp_u8(o, 0) >> 4,
                rsvp_u16(o, 2) * 4U);
    while (o->value.len - off >= 4 && printer_ok(o->pr)) {
        const uint8_t service = rsvp_u8(o, off);
        uint32_t left = rsvp_u16(o, off + 2) * 4U;
        rsvp_line(o, 2);
        text_printf(out,
                    "Service Type: %s (%u), break bit %sset, "
                    "Service length: %u",
                    CODE_NAME(services, service, "unknown"), service,
                    rsvp_u8(o, off + 1) & 0x80 ? "" : "not ", left);
        off += 4;
        while (left >= 4 && printer_ok(o->pr)) {
            const uint32_t used = take_parameter(o, off);
            if (used == 0)
                break;
            off += used;
            left -= used; /* as the oracle has it, beyond zero */
        }
    }
    return RSVP_DONE;
}
