/*
 * ppp.c - PPP (RFC 1661), with or without its HDLC-like framing (RFC 1662),
 * and PPPoE (RFC 2516).
 */
#include "walk.h"

enum { PPPOE_HDR = 6, PPP_FRAMING = 2, PPP_CONTROL = 3, PPP_ALL = 0xff };

/*
 * The framing is an address and a control byte. Some capturing programs put
 * the direction into the address byte: 0 in, 1 out.
 */
static bool is_framing(const uint8_t *p)
{
    return p[1] == PPP_CONTROL && (p[0] == PPP_ALL || p[0] <= 1);
}

void decode_ppp(struct walk *w, struct tl_layer *l)
{
    struct tl_ppp *ppp = &l->ppp;

    w->link_part = false;
    *ppp = (struct tl_ppp){
        .direction = PPP_ALL,
        .announced = l > w->pkt->layers && l[-1].kind != TL_PPPOE &&
                     l[-1].kind != TL_GRE && l[-1].kind != TL_L2TP,
    };
    if (w->rest.len < 2 || w->rest.cap < 2) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    if (is_framing(w->rest.p)) {
        ppp->direction = w->rest.p[0];
        bytes_advance(&w->rest, PPP_FRAMING);
    }
    const uint32_t width = w->rest.cap > 0 && (w->rest.p[0] & 1) != 0 ? 1 : 2;
    if (w->rest.cap < width) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    ppp->proto = width == 1 ? w->rest.p[0] : load_be16(w->rest.p);
    bytes_advance(&w->rest, width);
    w->next = kind_of_ppp_proto(ppp->proto);
}

void decode_pppoe(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    w->link_part = false;
    if (w->rest.cap < PPPOE_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->pppoe = (struct tl_pppoe){
        .version = p[0] >> 4,
        .type = p[0] & 15,
        .code = p[1],
        .session = load_be16(p + 2),
        .length = load_be16(p + 4),
    };
    bytes_advance(&w->rest, PPPOE_HDR);
    w->next = TL_NONE;
    if (l->pppoe.code == 0) {
        if (l->pppoe.length < w->rest.len)
            w->rest.len = l->pppoe.length;
        w->next = TL_PPP;
    }
}
