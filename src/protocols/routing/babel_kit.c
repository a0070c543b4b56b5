/*
 * babel_kit.c - addresses, prefixes and sub-elements of Babel.
 */
#include "babel_kit.h"

#include <string.h>

#include "count.h"

bool babel_invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
    return false;
}

/* The octets of an address in `value`, or -1. */
int babel_read_addr(struct printer *pr, uint8_t ae, struct span value,
                    uint8_t addr[16])
{
    static const uint8_t lengths[] = {0, 4, 16, 8};

    memset(addr, 0, 16);
    if (ae >= COUNT_OF(lengths) || value.len < lengths[ae])
        return -1;
    const uint8_t n = lengths[ae];
    if (n > 0 && !printer_need(pr, value.off, n))
        return -1;
    if (ae == AE_LINK_LOCAL) {
        addr[0] = 0xfe;
        addr[1] = 0x80;
        memcpy(addr + 8, pr->base + value.off, n);
    } else if (n > 0) {
        memcpy(addr, pr->base + value.off, n);
    }
    return n;
}

void babel_put_addr(struct printer *pr, uint8_t ae, const uint8_t addr[16])
{
    if (ae == AE_ANY)
        TEXT_LIT(pr->out, "any");
    else if (ae == AE_IP4)
        text_ip4(pr->out, addr);
    else
        text_ip6(pr->out, addr);
}

static bool is_mapped(const uint8_t addr[16])
{
    static const uint8_t head[12] = {[10] = 0xff, [11] = 0xff};

    return memcmp(addr, head, sizeof head) == 0;
}

/* What the default gives of a prefix, and how many octets that are. */
static uint32_t fill_default(const struct babel *b, struct babel_prefix *p,
                             uint8_t omitted)
{
    if (p->ae == AE_IP4)
        memcpy(p->addr, b->default4, omitted);
    else
        memcpy(p->addr, b->default6, omitted);
    return omitted;
}

/*
 * The prefix in `value`: of its octets the first `omitted` are those of the
 * default. Answers how many octets it took, or -1.
 */
int babel_read_prefix(const struct babel *b, struct babel_prefix *p,
                      uint8_t omitted, struct span value)
{
    static const uint8_t most[] = {128, 32, 128, 128};
    uint32_t at = 0;
    uint32_t octets;

    memset(p->addr, 0, sizeof p->addr);
    if (p->ae >= COUNT_OF(most) || p->bits > most[p->ae])
        return -1;
    octets = (p->bits + 7U) / 8;
    if (p->ae == AE_ANY)
        return 0;
    if (p->ae == AE_LINK_LOCAL) {
        p->addr[0] = 0xfe;
        p->addr[1] = 0x80;
        at = 8;
    } else if (omitted > most[p->ae] / 8) {
        return -1;
    } else {
        at = fill_default(b, p, omitted);
    }
    const uint32_t n = octets > at ? octets - at : 0;
    if (n > value.len || (n > 0 && !printer_need(b->pr, value.off, n)))
        return -1;
    if (n > 0)
        memcpy(p->addr + at, b->pr->base + value.off, n);
    return (int)n;
}

void babel_put_prefix(struct printer *pr, const struct babel_prefix *p)
{
    enum { MAPPED = 96 };

    if (p->ae == AE_IP4) {
        text_ip4(pr->out, p->addr);
        text_printf(pr->out, "/%u", p->bits);
    } else if (p->bits >= MAPPED && is_mapped(p->addr)) {
        text_ip4(pr->out, p->addr + 12);
        text_printf(pr->out, "/%u", p->bits - MAPPED);
    } else {
        text_ip6(pr->out, p->addr);
        text_printf(pr->out, "/%u", p->bits);
    }
}

static void put_diversity(struct printer *pr, struct span value, bool bogus)
{
    enum { RESERVED = 0, ALL = 255 };

    if (value.len == 0) {
        TEXT_LIT(pr->out, " sub-diversity empty");
        return;
    }
    TEXT_LIT(pr->out, " sub-diversity ");
    for (uint32_t i = 0; i < value.len && printer_ok(pr); i++) {
        const uint8_t channel = printer_u8(pr, value.off + i);
        if (i > 0)
            text_char(pr->out, '-');
        if (channel == RESERVED)
            TEXT_LIT(pr->out, "reserved");
        else if (channel == ALL)
            TEXT_LIT(pr->out, "all");
        else
            text_u32(pr->out, channel);
    }
    if (bogus)
        TEXT_LIT(pr->out, " (bogus)");
}

static void put_seconds(struct printer *pr, uint32_t off)
{
    const uint32_t us = printer_u32(pr, off);

    text_printf(pr->out, "%u.%06us", us / 1000000, us % 1000000);
}

/* Microseconds: one's own, in an answer also the one of the question. */
static bool put_timestamp(struct printer *pr, uint8_t type, struct span value)
{
    TEXT_LIT(pr->out, " sub-timestamp");
    if (type != HELLO && type != IHU) {
        TEXT_LIT(pr->out, " (bogus)");
        return true;
    }
    if (value.len < (type == HELLO ? 4 : 8))
        return babel_invalid(pr);
    text_char(pr->out, ' ');
    put_seconds(pr, value.off);
    if (type == IHU) {
        text_char(pr->out, '|');
        put_seconds(pr, value.off + 4);
    }
    return true;
}

static bool put_sub(struct printer *pr, uint8_t type, uint8_t sub,
                    struct span value)
{
    enum { DIVERSITY = 2, TIMESTAMP = 3 };

    switch (sub) {
    case PADN:
        TEXT_LIT(pr->out, " sub-padn");
        return true;
    case DIVERSITY:
        put_diversity(pr, value, type != UPDATE && type != SS_UPDATE);
        return true;
    case TIMESTAMP:
        return put_timestamp(pr, type, value);
    default:
        text_printf(pr->out, " sub-unknown-0x%02x", sub);
        return true;
    }
}

/* The elements inside of an element. */
void babel_put_subs(struct printer *pr, uint8_t type, struct span list)
{
    enum { MANDATORY = 0x80 };

    while (list.len > 0 && printer_ok(pr)) {
        const uint8_t sub = printer_u8(pr, list.off);
        if (sub == PAD1) {
            TEXT_LIT(pr->out, " sub-pad1");
            span_skip(&list, 1);
            continue;
        }
        if ((sub & MANDATORY) != 0)
            TEXT_LIT(pr->out, " (M)");
        if (list.len < 2) {
            babel_invalid(pr);
            return;
        }
        const uint8_t len = printer_u8(pr, list.off + 1);
        span_skip(&list, 2);
        if (len > list.len) {
            babel_invalid(pr);
            return;
        }
        if (!put_sub(pr, type, sub, (struct span){list.off, len}))
            return;
        span_skip(&list, len);
    }
}
