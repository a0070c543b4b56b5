/*
 * link_atm.c - ATM (RFC 2684 over SunATM and Linux devices) and the LANs that
 * go on with LLC: token ring (IEEE 802.5), FDDI, IP over Fibre Channel
 * (RFC 2625).
 */
#include <string.h>

#include "walk.h"

enum {
    LLC_TEST = 3,
    ATM_ADDRS = 16,
    ATM_LONG_HDR = 20,
    CLIP_TEST = 6,
    SUNATM_HDR = 4,
    SUNATM_LANE = 1,
    LANE_HDR = 2,
    TOKEN_RING_HDR = 14,
    RIF_CONTROL = 2,
    FDDI_HDR = 13,
    IPFC_HDR = 16,
};

/* The LLC headers the oracle accepts at the start of a cell's payload. */
static bool is_llc_start(const uint8_t *p)
{
    return p[0] == p[1] && p[2] == 3 &&
           (p[0] == 0xaa || p[0] == 0xfe || p[0] == 0x06);
}

/* Others have sixteen bytes the oracle shows, and four it does not. */
void decode_atm(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    l->typed.hdr = NULL;
    if (w->rest.cap < LLC_TEST) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    w->next = TL_LLC;
    if (is_llc_start(p))
        return;
    if (w->rest.cap >= ATM_ADDRS)
        l->typed.hdr = p;
    if (w->rest.cap < ATM_LONG_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    walk_past(w, ATM_LONG_HDR);
}

/* Classical IP over ATM (RFC 2225): SNAP, or IPv4 at once. */
void decode_clip(struct walk *w, struct tl_layer *l)
{
    static const uint8_t snap[CLIP_TEST] = {0xaa, 0xaa, 3, 0, 0, 0};

    if (w->rest.cap < CLIP_TEST) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    w->next = memcmp(w->rest.p, snap, CLIP_TEST) == 0 ? TL_LLC : TL_IPV4;
}

void decode_sunatm(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    l->atm = (struct tl_atm){.flags = w->rest.cap > 0 ? p[0] : 0};
    if (w->rest.cap < SUNATM_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->atm.vpi = p[1];
    l->atm.vci = load_be16(p + 2);
    walk_past(w, SUNATM_HDR);
    w->link_part = 0;
    w->next = next_of_atm_circuit(l->atm.vpi, l->atm.vci);
    if (w->next == TL_UNDECODED)
        w->next = (p[0] & 0x0f) == SUNATM_LANE ? TL_LANE : TL_LLC;
}

/* LAN emulation: who sent it, and the frame. */
void decode_lane(struct walk *w, struct tl_layer *l)
{
    if (w->rest.cap < LANE_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->atm.lecid = load_be16(w->rest.p);
    bytes_advance(&w->rest, LANE_HDR);
    w->next = TL_ETHER;
}

static void count_cut(struct walk *w, uint32_t n)
{
    if (w->link_part != 0)
        walk_count(w, n);
}

/* Source routing: what bridges a frame passed is behind the addresses. */
static bool read_route(struct walk *w, struct tl_layer *l)
{
    if (w->rest.cap < TOKEN_RING_HDR + RIF_CONTROL) {
        count_cut(w, TOKEN_RING_HDR);
        walk_end(w, l, TL_CUT_SEEN);
        return false;
    }
    const uint8_t *rif = w->rest.p + TOKEN_RING_HDR;
    const uint32_t n = rif[0] & 0x1f;
    if (w->rest.cap < TOKEN_RING_HDR + n) {
        count_cut(w, TOKEN_RING_HDR + n);
        walk_end(w, l, TL_CUT_SEEN);
        return false;
    }
    l->token.route = rif;
    l->token.route_segments =
        n > RIF_CONTROL ? (uint8_t)((n - RIF_CONTROL) / 2) : 0;
    walk_past(w, n);
    return true;
}

void decode_token_ring(struct walk *w, struct tl_layer *l)
{
    enum { GROUP = 0x80, FRAME_TYPE = 0xc0, LLC_FRAME = 0x40 };
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < TOKEN_RING_HDR) {
        walk_cut(w, l);
        return;
    }
    l->token = (struct tl_token_link){
        .dst = p + 2,
        .src = p + 8,
        .access = p[0],
        .control = p[1],
    };
    if ((l->token.src[0] & GROUP) != 0) {
        l->token.routed = true;
        if (!read_route(w, l))
            return;
    }
    walk_past(w, TOKEN_RING_HDR);
    w->next = (p[1] & FRAME_TYPE) == LLC_FRAME ? TL_LLC : TL_UNDECODED;
}

void decode_fddi(struct walk *w, struct tl_layer *l)
{
    enum { CLASS = 0xf0, LLC_FRAME = 0x50, STATION_MANAGEMENT = 0x40 };
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < FDDI_HDR) {
        walk_cut(w, l);
        return;
    }
    l->token = (struct tl_token_link){
        .dst = p + 1,
        .src = p + 7,
        .control = p[0],
    };
    walk_past(w, FDDI_HDR);
    switch (p[0] & CLASS) {
    case LLC_FRAME:
        w->next = TL_LLC;
        break;
    case STATION_MANAGEMENT:
        w->next = TL_NONE;
        break;
    default:
        w->next = TL_UNDECODED;
    }
}

/* Network addresses have a type in their first two bytes. */
void decode_ipfc(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < IPFC_HDR) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->token = (struct tl_token_link){.dst = p + 2, .src = p + 10};
    walk_past(w, IPFC_HDR);
    w->next = TL_LLC;
}
