/*
 * babel.c - the Babel routing protocol (RFC 8966), with its extensions for
 * authentication (RFC 7298, RFC 8967), source-specific routing (RFC 9079),
 * diversity and round trip times.
 *
 * Elements are checked before they are read, so most cuts are marks.
 */
#include <string.h>

#include "babel_kit.h"
#include "count.h"
#include "protocol.h"

enum {
    HDR = 4,
    MAGIC = 42,
    VERSION = 2,
    UPDATE_LEN = 10,
};

static const char *const words[] = {
    "pad1",
    "padN",
    "ack-req",
    "ack",
    "hello",
    "ihu",
    "router-id",
    "nh",
    "update",
    "route-request",
    "seqno-request",
    "tspc",
    "hmac",
    "ss-update",
    "ss-request",
    "ss-mh-request",
    "mac",
    "pc",
    "challenge_request",
    "challenge_reply",
};

static void put_interval(struct text *out, uint16_t centiseconds)
{
    if (centiseconds == 0)
        TEXT_LIT(out, "0.0s (bogus)");
    else
        text_printf(out, "%u.%02us", centiseconds / 100U, centiseconds % 100U);
}

static void put_update_interval(struct text *out, uint16_t centiseconds)
{
    if (centiseconds == UINT16_MAX)
        TEXT_LIT(out, "infinity");
    else
        put_interval(out, centiseconds);
}

static void put_id(struct printer *pr, uint32_t off)
{
    if (printer_need(pr, off, 8))
        text_mac(pr->out, pr->base + off, 8);
}

static struct span behind(struct span value, uint32_t n)
{
    span_skip(&value, n);
    return value;
}

static bool put_ack_request(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\tAcknowledgment Request ");
    if (v.len < 6)
        return babel_invalid(pr);
    text_printf(pr->out, "%04x ", printer_u16(pr, v.off + 2));
    put_interval(pr->out, printer_u16(pr, v.off + 4));
    return true;
}

static bool put_ack(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\tAcknowledgment ");
    if (v.len < 2)
        return babel_invalid(pr);
    text_printf(pr->out, "%04x", printer_u16(pr, v.off));
    return true;
}

static bool put_hello(struct printer *pr, struct span v)
{
    enum { UNICAST = 0x8000 };

    TEXT_LIT(pr->out, "\n\tHello ");
    if (v.len < 6)
        return babel_invalid(pr);
    const uint16_t interval = printer_u16(pr, v.off + 4);
    if ((printer_u16(pr, v.off) & UNICAST) != 0)
        TEXT_LIT(pr->out, "(Unicast) ");
    text_printf(pr->out, "seqno %u ", printer_u16(pr, v.off + 2));
    if (interval == 0) {
        TEXT_LIT(pr->out, "unscheduled");
    } else {
        TEXT_LIT(pr->out, "interval ");
        text_printf(pr->out, "%u.%02us", interval / 100U, interval % 100U);
    }
    babel_put_subs(pr, HELLO, behind(v, 6));
    return true;
}

static bool put_ihu(struct printer *pr, struct span v)
{
    uint8_t addr[16];

    TEXT_LIT(pr->out, "\n\tIHU ");
    if (v.len < 6)
        return babel_invalid(pr);
    const uint8_t ae = printer_u8(pr, v.off);
    const int n = babel_read_addr(pr, ae, behind(v, 6), addr);
    if (n < 0) {
        printer_mark(pr);
        return true;
    }
    babel_put_addr(pr, ae, addr);
    text_printf(pr->out, " rxcost %u interval ", printer_u16(pr, v.off + 2));
    put_interval(pr->out, printer_u16(pr, v.off + 4));
    babel_put_subs(pr, IHU, behind(v, 6 + (uint32_t)n));
    return true;
}

static bool put_router_id(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\tRouter Id");
    if (v.len < 10)
        return babel_invalid(pr);
    text_char(pr->out, ' ');
    put_id(pr, v.off + 2);
    return true;
}

static bool put_next_hop(struct printer *pr, struct span v)
{
    uint8_t addr[16];

    TEXT_LIT(pr->out, "\n\tNext Hop");
    if (v.len < 2)
        return babel_invalid(pr);
    const uint8_t ae = printer_u8(pr, v.off);
    if (babel_read_addr(pr, ae, behind(v, 2), addr) < 0)
        return babel_invalid(pr);
    text_char(pr->out, ' ');
    if (ae == AE_ANY)
        TEXT_LIT(pr->out, "invalid AE 0");
    else
        babel_put_addr(pr, ae, addr);
    return true;
}

/* Which of its uses an update has beside that of a route. */
static void put_update_flags(struct text *out, uint8_t flags)
{
    enum { PREFIX = 0x80, ID = 0x40 };

    if ((flags & PREFIX) != 0)
        TEXT_LIT(out, "/prefix");
    if ((flags & ID) != 0)
        TEXT_LIT(out, "/id");
    if ((flags & ~(PREFIX | ID)) != 0)
        TEXT_LIT(out, "/unknown");
}

static void put_metric(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, " metric %u seqno %u interval ",
                printer_u16(pr, off + 4), printer_u16(pr, off + 2));
    put_update_interval(pr->out, printer_u16(pr, off));
}

static bool put_update(struct babel *b, struct span v)
{
    enum { SETS_DEFAULT = 0x80 };
    struct printer *pr = b->pr;
    struct babel_prefix p;

    TEXT_LIT(pr->out, "\n\tUpdate");
    if (v.len < UPDATE_LEN)
        return babel_invalid(pr);
    p.ae = printer_u8(pr, v.off);
    p.bits = printer_u8(pr, v.off + 2);
    const uint8_t flags = printer_u8(pr, v.off + 1);
    const int n = babel_read_prefix(b, &p, printer_u8(pr, v.off + 3),
                                    behind(v, UPDATE_LEN));
    if (n < 0)
        return babel_invalid(pr);
    put_update_flags(pr->out, flags);
    text_char(pr->out, ' ');
    if (p.ae == AE_ANY)
        TEXT_LIT(pr->out, "any");
    else
        babel_put_prefix(pr, &p);
    put_metric(pr, v.off + 4);
    if ((flags & SETS_DEFAULT) != 0 && p.ae == AE_IP4)
        memcpy(b->default4, p.addr, 4);
    else if ((flags & SETS_DEFAULT) != 0)
        memcpy(b->default6, p.addr, 16);
    babel_put_subs(pr, UPDATE, behind(v, UPDATE_LEN + (uint32_t)n));
    return true;
}

static bool put_route_request(struct babel *b, struct span v)
{
    struct printer *pr = b->pr;
    struct babel_prefix p;

    TEXT_LIT(pr->out, "\n\tRoute Request ");
    if (v.len < 2)
        return babel_invalid(pr);
    p.ae = printer_u8(pr, v.off);
    p.bits = printer_u8(pr, v.off + 1);
    if (babel_read_prefix(b, &p, 0, behind(v, 2)) < 0)
        return babel_invalid(pr);
    TEXT_LIT(pr->out, "for ");
    if (p.ae == AE_ANY)
        TEXT_LIT(pr->out, "any");
    else
        babel_put_prefix(pr, &p);
    return true;
}

/* What tells a request for a sequence number from others. */
static void put_request_end(struct printer *pr, struct span v, uint32_t id)
{
    text_printf(pr->out, " seqno %u id ", printer_u16(pr, v.off + 2));
    put_id(pr, v.off + id);
}

static bool put_seqno_request(struct babel *b, struct span v)
{
    enum { ID = 6, FIXED = 14 };
    struct printer *pr = b->pr;
    struct babel_prefix p;

    TEXT_LIT(pr->out, "\n\tSeqno Request ");
    if (v.len < FIXED)
        return babel_invalid(pr);
    p.ae = printer_u8(pr, v.off);
    p.bits = printer_u8(pr, v.off + 1);
    if (babel_read_prefix(b, &p, 0, behind(v, FIXED)) < 0)
        return babel_invalid(pr);
    text_printf(pr->out, "(%u hops) for ", printer_u8(pr, v.off + 4));
    if (p.ae == AE_ANY)
        TEXT_LIT(pr->out, "invalid AE 0");
    else
        babel_put_prefix(pr, &p);
    put_request_end(pr, v, ID);
    return true;
}

static bool put_tspc(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\tTS/PC ");
    if (v.len < 6)
        return babel_invalid(pr);
    text_printf(pr->out, "timestamp %u packetcounter %u",
                printer_u32(pr, v.off + 2), printer_u16(pr, v.off));
    return true;
}

static bool put_hmac(struct printer *pr, struct span v)
{
    enum { KEY = 2, SHORTEST = 18 };

    TEXT_LIT(pr->out, "\n\tHMAC ");
    if (v.len < SHORTEST)
        return babel_invalid(pr);
    text_printf(pr->out, "key-id %u digest-%u ", printer_u16(pr, v.off),
                v.len - KEY);
    for (uint32_t i = KEY; i < v.len && printer_ok(pr); i++)
        text_printf(pr->out, "%02X", printer_u8(pr, v.off + i));
    return true;
}

static bool put_ss_update(struct babel *b, struct span v)
{
    struct printer *pr = b->pr;
    struct babel_prefix source, destination;

    TEXT_LIT(pr->out, "\n\tSS-Update");
    if (v.len < UPDATE_LEN)
        return babel_invalid(pr);
    source.ae = destination.ae = printer_u8(pr, v.off);
    source.bits = printer_u8(pr, v.off + 1);
    destination.bits = printer_u8(pr, v.off + 2);
    struct span rest = behind(v, UPDATE_LEN);
    int n = babel_read_prefix(b, &destination, printer_u8(pr, v.off + 3), rest);
    if (n < 0)
        return babel_invalid(pr);
    span_skip(&rest, (uint32_t)n);
    n = babel_read_prefix(b, &source, 0, rest);
    if (n < 0)
        return babel_invalid(pr);
    text_char(pr->out, ' ');
    babel_put_prefix(pr, &destination);
    TEXT_LIT(pr->out, " from ");
    babel_put_prefix(pr, &source);
    put_metric(pr, v.off + 4);
    babel_put_subs(pr, SS_UPDATE, behind(rest, (uint32_t)n));
    return true;
}

enum { NO_HOPS = -1 };

/* Destination and source, in `rest`: their octets and the words for them. */
static bool put_pair(struct babel *b, struct babel_prefix p[2],
                     struct span rest, int hops)
{
    for (int i = 0; i < 2; i++) {
        const int n = babel_read_prefix(b, &p[i], 0, rest);
        if (n < 0)
            return false;
        span_skip(&rest, (uint32_t)n);
    }
    if (hops >= 0)
        text_printf(b->pr->out, "(%d hops) ", hops);
    TEXT_LIT(b->pr->out, "for ");
    if (hops < 0 && p[0].ae == AE_ANY) {
        TEXT_LIT(b->pr->out, "any");
        return true;
    }
    text_char(b->pr->out, '(');
    babel_put_prefix(b->pr, &p[0]);
    TEXT_LIT(b->pr->out, ", ");
    babel_put_prefix(b->pr, &p[1]);
    text_char(b->pr->out, ')');
    return true;
}

static bool put_ss_request(struct babel *b, struct span v)
{
    struct printer *pr = b->pr;
    struct babel_prefix p[2];

    TEXT_LIT(pr->out, "\n\tSS-Request ");
    if (v.len < 3)
        return babel_invalid(pr);
    p[0].ae = p[1].ae = printer_u8(pr, v.off);
    p[0].bits = printer_u8(pr, v.off + 1);
    p[1].bits = printer_u8(pr, v.off + 2);
    return put_pair(b, p, behind(v, 3), NO_HOPS) || babel_invalid(pr);
}

static bool put_ss_mh_request(struct babel *b, struct span v)
{
    enum { ID = 6, FIXED = 14 };
    struct printer *pr = b->pr;
    struct babel_prefix p[2];

    TEXT_LIT(pr->out, "\n\tSS-MH-Request ");
    if (v.len < FIXED)
        return babel_invalid(pr);
    p[0].ae = p[1].ae = printer_u8(pr, v.off);
    p[0].bits = printer_u8(pr, v.off + 1);
    p[1].bits = printer_u8(pr, v.off + 5);
    if (!put_pair(b, p, behind(v, FIXED), printer_u8(pr, v.off + 4)))
        return babel_invalid(pr);
    put_request_end(pr, v, ID);
    return true;
}

static bool put_pc(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "\n\tPC");
    if (v.len < 4)
        return babel_invalid(pr);
    text_printf(pr->out, " value %u index len %u", printer_u32(pr, v.off),
                v.len - 4);
    return true;
}

static bool put_lengths(struct printer *pr, const char *what, uint32_t len)
{
    text_printf(pr->out, "\n\t%s len %u", what, len);
    return true;
}

/* False when the packet ends with this element. */
static bool put_element(struct babel *b, uint8_t type, struct span v)
{
    switch (type) {
    case PADN:
        text_printf(b->pr->out, "\n\tPad %u", v.len + 2);
        return true;
    case ACK_REQUEST:
        return put_ack_request(b->pr, v);
    case ACK:
        return put_ack(b->pr, v);
    case HELLO:
        return put_hello(b->pr, v);
    case IHU:
        return put_ihu(b->pr, v);
    case ROUTER_ID:
        return put_router_id(b->pr, v);
    case NEXT_HOP:
        return put_next_hop(b->pr, v);
    case UPDATE:
        return put_update(b, v);
    case ROUTE_REQUEST:
        return put_route_request(b, v);
    case SEQNO_REQUEST:
        return put_seqno_request(b, v);
    case TSPC:
        return put_tspc(b->pr, v);
    case HMAC:
        return put_hmac(b->pr, v);
    case SS_UPDATE:
        return put_ss_update(b, v);
    case SS_REQUEST:
        return put_ss_request(b, v);
    case SS_MH_REQUEST:
        return put_ss_mh_request(b, v);
    case MAC:
        return put_lengths(b->pr, "MAC", v.len);
    case PC:
        return put_pc(b->pr, v);
    case CHALLENGE_REQUEST:
        return put_lengths(b->pr, "Challenge Request", v.len);
    case CHALLENGE_REPLY:
        return put_lengths(b->pr, "Challenge Reply", v.len);
    default:
        text_printf(b->pr->out, "\n\tUnknown message type %u", type);
        return true;
    }
}

/* Without -v: what it is. */
static bool put_word(struct printer *pr, uint8_t type, struct span v)
{
    text_char(pr->out, ' ');
    text_str(pr->out, type < COUNT_OF(words) ? words[type] : "unknown");
    if (type != UPDATE)
        return true;
    if (v.len < UPDATE_LEN)
        return babel_invalid(pr);
    put_update_flags(pr->out, printer_u8(pr, v.off + 1));
    return true;
}

static bool put_elements(struct babel *b, struct span list)
{
    struct printer *pr = b->pr;
    const bool verbose = pr->style->verbose > 0;

    while (list.len > 0) {
        const uint8_t type = printer_u8(pr, list.off);
        if (!printer_ok(pr))
            return false;
        if (type == PAD1) {
            text_str(pr->out, verbose ? "\n\tPad 1" : " pad1");
            span_skip(&list, 1);
            continue;
        }
        if (list.len < 2)
            return babel_invalid(pr);
        if (!printer_has(pr, list.off, 2)) {
            printer_mark(pr);
            return false;
        }
        const struct span v = {list.off + 2, printer_u8(pr, list.off + 1)};
        if (v.len > list.len - 2)
            return babel_invalid(pr);
        if (!printer_has(pr, v.off, v.len)) {
            printer_mark(pr);
            return false;
        }
        if (!(verbose ? put_element(b, type, v) : put_word(pr, type, v)))
            return false;
        span_skip(&list, v.len + 2);
    }
    return true;
}

static bool print_babel_body(struct babel *b)
{
    struct printer *pr = b->pr;

    if (!printer_has(pr, 0, HDR)) {
        printer_mark(pr);
        return true;
    }
    if (printer_u8(pr, 0) != MAGIC) {
        TEXT_LIT(pr->out, " invalid header");
        return true;
    }
    text_printf(pr->out, " %u", printer_u8(pr, 1));
    if (printer_u8(pr, 1) != VERSION) {
        TEXT_LIT(pr->out, " unknown version");
        return true;
    }
    const struct span body = {HDR, printer_u16(pr, 2)};
    text_printf(pr->out, " (%u)", body.len);
    if (body.len > pr->len - HDR)
        return babel_invalid(pr);
    if (!put_elements(b, body))
        return true;
    const struct span trailer = {HDR + body.len, pr->len - HDR - body.len};
    if (trailer.len == 0)
        return true;
    text_str(pr->out, pr->style->verbose > 0 ? "\n\t----" : " |");
    put_elements(b, trailer);
    return true;
}

static bool print_babel(struct printer *pr)
{
    struct babel b = {.pr = pr};

    pr->label = "babel";
    TEXT_LIT(pr->out, "babel");
    print_babel_body(&b);
    return true;
}

const struct protocol protocol_babel = {"babel", print_babel};
