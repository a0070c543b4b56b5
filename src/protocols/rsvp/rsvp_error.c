/*
 * rsvp_error.c - what went wrong: RSVP's errors and their values.
 */
#include "codes.h"
#include "rsvp_writers.h"

enum { ROUTING = 24, NOTIFY = 25, DIFFSERV_TE = 28, DIFFSERV_TE_OLD = 125 };

static const struct code_name errors[] = {
    {ROUTING, "Routing Problem"},
    {NOTIFY, "Notify Error"},
    {DIFFSERV_TE, "Diffserv TE Error"},
    {DIFFSERV_TE_OLD, "Diffserv TE Error (Old)"},
};

/* RFC 3209 section 4.5 */
static const struct code_name routing_values[] = {
    {1, "Bad EXPLICIT_ROUTE object"},
    {2, "Bad strict node"},
    {3, "Bad loose node"},
    {4, "Bad initial subobject"},
    {5, "No route available toward destination"},
    {6, "Unacceptable label value"},
    {7, "RRO indicated routing loops"},
    {8, "non-RSVP-capable router in the path"},
    {9, "MPLS label allocation failure"},
    {10, "Unsupported L3PID"},
};

/* RFC 4124 section 6.5 */
static const struct code_name diffserv_values[] = {
    {1, "Unexpected CT object"},
    {2, "Unsupported CT"},
    {3, "Invalid CT value"},
    {4, "CT/setup priority do not form a configured TE-Class"},
    {5, "CT/holding priority do not form a configured TE-Class"},
    {6, "CT/setup priority and CT/holding priority do not form a configured "
        "TE-Class"},
    {7, "Inconsistency between signaled PSC and signaled CT"},
    {8, "Inconsistency between signaled PHBs and signaled CT"},
};

static void put_value(struct text *out, uint8_t error, uint16_t value)
{
    const char *name;

    switch (error) {
    case ROUTING:
        name = CODE_NAME(routing_values, value, "unknown");
        break;
    case DIFFSERV_TE:
    case DIFFSERV_TE_OLD:
        name = CODE_NAME(diffserv_values, value, "unknown");
        break;
    default:
        text_printf(out, ", Unknown Error Value (%u)", value);
        return;
    }
    text_printf(out, ", Error Value: %s (%u)", name, value);
}

void rsvp_put_error(const struct rsvp_object *o, uint32_t at, bool with_value)
{
    struct text *out = o->pr->out;
    const uint8_t error = rsvp_u8(o, at + 1);

    text_printf(out, ", Flags: [0x%02x]", rsvp_u8(o, at));
    rsvp_line(o, 2);
    text_printf(out, "Error Code: %s (%u)", CODE_NAME(errors, error, "unknown"),
                error);
    if (with_value || error == ROUTING)
        put_value(out, error, rsvp_u16(o, at + 2));
}
