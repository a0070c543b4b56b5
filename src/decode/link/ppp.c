/*
 * ppp.c - PPP (RFC 1661), with or without its HDLC-like framing (RFC 1662),
 * and PPPoE (RFC 2516).
 */
#include "walk.h"

enum {
    PPPOE_HDR = 6,
    PPP_LINK_HDR = 4,
    PPP_FRAMING = 2,
    PPP_CONTROL = 3,
    PPP_ALL = 0xff,
    PPP_FLAG = 0x7e,
    CHDLC_UNICAST = 0x0f,
    CHDLC_MULTICAST = 0x8f,
};

/*
 * The framing is an address and a control byte. Some capturing programs put
 * the direction into the address byte: 0 in, 1 out.
 */
static bool is_framing(const uint8_t *p)
{
    return p[1] == PPP_CONTROL && (p[0] == PPP_ALL || p[0] <= 1);
}

/* By an ethertype, which the oracle follows up with a colon. */
static bool is_announced(const struct walk *w, const struct tl_layer *l)
{
    if (walk_is_outermost(w, l))
        return false;
    switch (l[-1].kind) {
    case TL_PPPOE:
    case TL_GRE:
    case TL_L2TP:
    case TL_JUNIPER_PPP:
    case TL_JUNIPER_MLPPP:
    case TL_JUNIPER_ATM2:
    case TL_OSI:
        return false;
    case TL_FRELAY:
        return (l[-1].frelay.marks & TL_FR_ETHERTYPE) != 0;
    default:
        return true;
    }
}

/*
 * As a link layer PPP counts for four bytes in dumps, whatever its header
 * really has, but behind a PPPoE link header for what it has.
 */
static bool start_link(struct walk *w, struct tl_layer *l)
{
    if (walk_is_outermost(w, l)) {
        if (w->rest.cap < PPP_LINK_HDR) {
            walk_cut(w, l);
            return false;
        }
        walk_count(w, PPP_LINK_HDR);
        w->link_part = 0;
    } else if (l[-1].kind != TL_PPPOE) {
        w->link_part = 0;
    }
    return true;
}

/* A protocol that is a flag and the first byte of a frame yet to unescape. */
static void next_if_escaped(struct walk *w, uint16_t proto)
{
    if (proto >> 8 != PPP_FLAG || w->pkt->raw.side == NULL)
        return;
    /* All that was captured, whatever PPPoE announces; but if it does. */
    w->next = w->rest.len > 0 ? TL_PPP_ESCAPED : TL_NONE;
    w->rest.p--;
    w->rest.cap++;
    w->rest.len = w->rest.cap;
}

void decode_ppp(struct walk *w, struct tl_layer *l)
{
    struct tl_ppp *ppp = &l->ppp;

    *ppp = (struct tl_ppp){
        .direction = PPP_ALL,
        .announced = is_announced(w, l),
    };
    if (!start_link(w, l))
        return;
    if (w->rest.len < 2 || w->rest.cap < 2) {
        walk_end(w, l, w->rest.len < 2 ? TL_CUT_SEEN : TL_CUT_NEEDED);
        return;
    }
    if (is_framing(w->rest.p)) {
        ppp->direction = w->rest.p[0];
        walk_past(w, PPP_FRAMING);
    }
    const uint32_t width = w->rest.cap > 0 && (w->rest.p[0] & 1) != 0 ? 1 : 2;
    if (w->rest.cap < width) {
        walk_end(w, l, w->rest.len < width ? TL_CUT_SEEN : TL_CUT_NEEDED);
        return;
    }
    ppp->proto = width == 1 ? w->rest.p[0] : load_be16(w->rest.p);
    walk_past(w, width);
    w->link_part = 0;
    w->next = next_of_ppp(ppp->proto);
    next_if_escaped(w, ppp->proto);
}

/* RFC 1662 section 4.2; an escape at the very end escapes nothing. */
static uint32_t unescape(const struct bytes *b, uint8_t *out)
{
    enum { ESCAPE = 0x7d, FLIP = 0x20 };
    uint32_t n = 0;

    for (uint32_t i = 0; i < b->cap; i++) {
        if (b->p[i] != ESCAPE)
            out[n++] = b->p[i];
        else if (++i < b->cap)
            out[n++] = b->p[i] ^ FLIP;
    }
    return n;
}

/* How long the header there is, and whose protocol follows; 0: it is cut. */
static uint32_t escaped_header(struct tl_ppp *ppp, const uint8_t *p, uint32_t n)
{
    enum { IP = 0x21, IP6 = 0x57 };
    const bool framed = n >= PPP_FRAMING && p[0] == PPP_ALL && is_framing(p);

    if (n > 0 && (p[0] == IP || p[0] == IP6)) {
        ppp->proto = p[0];
        return 1;
    }
    const uint32_t len = framed ? PPP_LINK_HDR : PPP_FRAMING;
    if (n < len)
        return 0;
    ppp->proto = load_be16(p + len - 2);
    return len;
}

/* A frame of an asynchronous line, the flag at its beginning left out. */
void decode_ppp_escaped(struct walk *w, struct tl_layer *l)
{
    uint8_t *out = walk_unpack(w, w->rest.cap);

    l->ppp = (struct tl_ppp){.direction = PPP_ALL};
    if (out == NULL) {
        w->next = TL_NONE;
        return;
    }
    const uint32_t n = unescape(&w->rest, out);
    const uint32_t hdr_len = escaped_header(&l->ppp, out, n);
    if (hdr_len == 0) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    if (l->ppp.proto >> 8 == PPP_FLAG) {
        walk_end(w, l, TL_BAD);
        return;
    }
    walk_enter(w, out, n);
    bytes_advance(&w->rest, hdr_len);
    w->next = next_of_ppp(l->ppp.proto);
}

void decode_pppoe(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (!walk_is_outermost(w, l))
        w->link_part = 0;
    if (w->rest.cap < PPPOE_HDR || w->rest.len < PPPOE_HDR) {
        walk_end(w, l, w->rest.len < PPPOE_HDR ? TL_BAD : TL_CUT_NEEDED);
        return;
    }
    l->pppoe = (struct tl_pppoe){
        .version = p[0] >> 4,
        .type = p[0] & 15,
        .code = p[1],
        .session = load_be16(p + 2),
        .length = load_be16(p + 4),
    };
    walk_past(w, PPPOE_HDR);
    if (l->pppoe.length < w->rest.len)
        w->rest.len = l->pppoe.length;
    w->next = next_of_pppoe(l->pppoe.code);
}

/* A serial line: PPP in HDLC framing, or Cisco HDLC, told by the address. */
void decode_ppp_serial(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < PPP_FRAMING) {
        walk_cut(w, l);
        return;
    }
    l->hdlc = (struct tl_hdlc){.address = p[0], .control = p[1]};
    if (p[0] == CHDLC_UNICAST || p[0] == CHDLC_MULTICAST) {
        w->next = TL_CHDLC;
        return;
    }
    if (w->rest.cap < PPP_LINK_HDR) {
        walk_cut(w, l);
        return;
    }
    if (p[0] != PPP_ALL) {
        walk_past(w, PPP_FRAMING);
        walk_end(w, l, TL_BAD);
        return;
    }
    l->hdlc.proto = load_be16(p + PPP_FRAMING);
    walk_past(w, PPP_LINK_HDR);
    w->link_part = 0;
    w->next = next_of_ppp(l->hdlc.proto);
    next_if_escaped(w, l->hdlc.proto);
}

/* The oracle has no printer for it in this build, and shows nothing. */
void decode_ppp_bsdos(struct walk *w, struct tl_layer *l)
{
    (void)l;
    w->next = TL_NONE;
}
