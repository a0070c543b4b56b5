/*
 * rsvp_kit.c - lines and rates of RSVP's objects.
 */
#include "rsvp_kit.h"

#include <string.h>

void rsvp_line(const struct rsvp_object *o, unsigned more)
{
    TEXT_LIT(o->pr->out, "\n\t");
    text_fill(o->pr->out, ' ', o->indent + more);
}

static float float_at(const struct rsvp_object *o, uint32_t off)
{
    const uint32_t bits = rsvp_u32(o, off);
    float value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The two differ where a product is too large for a float. */
void rsvp_put_rate(const struct rsvp_object *o, uint32_t off)
{
    text_printf(o->pr->out, "%.10g Mbps", (double)(float_at(o, off) / 125000));
}

void rsvp_put_bandwidth(const struct rsvp_object *o, uint32_t off)
{
    text_printf(o->pr->out, "%.10g Mbps",
                (double)(float_at(o, off) * 8 / 1000000));
}

void rsvp_put_float(const struct rsvp_object *o, uint32_t off)
{
    text_printf(o->pr->out, "%.10g", (double)float_at(o, off));
}
