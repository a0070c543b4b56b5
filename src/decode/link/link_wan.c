/*
 * link_wan.c - serial lines: Cisco HDLC with SLARP, frame relay (Q.922,
 * RFC 2427) with its fragmentation (FRF.15, FRF.16), SLIP, and the network
 * layer protocol identifiers (ISO 9577) some of them use.
 */
#include "llc.h"
#include "q922.h"
#include "walk.h"

enum {
    CHDLC_HDR = 4,
    SLARP_MIN = 14,
    SLARP_UPTIME = 18,
    FRELAY_MIN = 4,
    FRELAY_UI = 0x03,
    FRF_HDR = 2,
    FRF_MIN = 4,
    FRF_BEGIN = 0x80,
    FRF_CONTROL = 0x20,
    FRF16_CONTROL = 0xe0,
    SLIP_HDR = 16,
    ETHERTYPE_OSI = 0xfefe,
};

void decode_chdlc(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    const enum rd why = bytes_have(&w->rest, CHDLC_HDR);
    if (why == RD_NOT_PRESENT) {
        walk_cut(w, l);
        return;
    }
    if (why != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->chdlc = (struct tl_chdlc){p[0], load_be16(p + 2), false};
    walk_past(w, CHDLC_HDR);
    w->next = next_of_chdlc(l->chdlc.protocol);
    if (w->next != TL_OSI)
        return;
    if (w->rest.len < 2)
        walk_skip_cut(w);
    w->link_part = 0;
    l->chdlc.cut_inside = bytes_have(&w->rest, 2) != RD_OK;
    if (l->chdlc.cut_inside) {
        walk_end(w, l, w->rest.len < 2 ? TL_CUT_SEEN : TL_CUT_NEEDED);
        return;
    }
    /* RFC 1547 pads; the padding is told by the identifier behind it. */
    if (w->rest.p[1] >= NLPID_CLNP && w->rest.p[1] <= NLPID_ISIS)
        bytes_advance(&w->rest, 1);
}

static void read_slarp(struct tl_slarp *slarp, const struct bytes *b)
{
    const uint8_t *p = b->p;

    *slarp = (struct tl_slarp){
        .code = load_be32(p),
        .addr = p + 4,
        .mine = load_be32(p + 4),
        .yours = load_be32(p + 8),
        .reliability = load_be16(p + 12),
        .has_uptime = b->len >= SLARP_UPTIME,
    };
    slarp->uptime_cut = slarp->has_uptime && b->cap < SLARP_UPTIME;
    if (slarp->has_uptime && !slarp->uptime_cut)
        slarp->uptime = load_be32(p + 14);
}

void decode_slarp(struct walk *w, struct tl_layer *l)
{
    w->link_part = 0;
    w->next = TL_NONE;
    if (bytes_have(&w->rest, SLARP_MIN) != RD_OK)
        l->end = TL_CUT_SEEN;
    else
        read_slarp(&l->slarp, &w->rest);
}

/* Behind an ethertype comes an octet of padding, as on Cisco's lines. */
static bool skip_osi_padding(struct walk *w, struct tl_layer *l)
{
    if (l == w->pkt->layers || l[-1].kind == TL_CHDLC ||
        walk_announced_by(l - 1, 0) != ETHERTYPE_OSI)
        return true;
    if (bytes_have(&w->rest, 1) != RD_OK) {
        walk_end(w, l, TL_CUT_SEEN);
        return false;
    }
    bytes_advance(&w->rest, 1);
    l->off++;
    l->cap--;
    l->len--;
    return true;
}

/* ISO 9577: the first byte names the protocol; OSI's own begin with it. */
void decode_osi(struct walk *w, struct tl_layer *l)
{
    w->link_part = 0;
    if (!skip_osi_padding(w, l))
        return;
    if (bytes_have(&w->rest, 1) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->osi.nlpid = w->rest.p[0];
    w->next = next_of_osi(l->osi.nlpid);
    if (w->next != TL_NONE &&
        (l->osi.nlpid < NLPID_CLNP || l->osi.nlpid > NLPID_ISIS))
        bytes_advance(&w->rest, 1);
}

/* Behind another header nobody asks for four bytes before reading. */
static bool is_too_short(const struct walk *w, const struct tl_layer *l)
{
    return w->rest.cap < FRELAY_MIN && walk_is_outermost(w, l);
}

/*
 * Cisco puts an ethertype where RFC 2427 has the control byte; not in
 * signalling, of which the circuit is number zero.
 */
static bool frelay_ethertype(struct walk *w, struct tl_layer *l)
{
    struct tl_frelay *fr = &l->frelay;
    const uint8_t *p = w->rest.p;
    const uint32_t n = fr->addr_len + 2U;

    if (p[fr->addr_len] == FRELAY_UI || fr->dlci == 0 || w->rest.cap < n)
        return false;
    fr->ethertype = load_be16(p + fr->addr_len);
    w->next = next_of_ethertype(fr->ethertype);
    if (w->next == TL_UNDECODED || w->next == TL_VLAN) {
        fr->marks |= TL_FR_ETHERTYPE_ODD;
        return false;
    }
    fr->marks |= TL_FR_ETHERTYPE;
    walk_past(w, n);
    return true;
}

/* Control, pad and NLPID, the forms RFC 2427 section 3 has. */
static bool frelay_nlpid(struct walk *w, struct tl_layer *l)
{
    struct tl_frelay *fr = &l->frelay;
    const uint8_t *p = w->rest.p;
    uint32_t at = fr->addr_len + 1U;

    fr->control = p[fr->addr_len];
    if (fr->control != FRELAY_UI && fr->dlci != 0)
        fr->marks |= TL_FR_NOT_UI;
    if (w->rest.cap <= at)
        return false;
    const bool pad = p[at] == 0;
    if (pad && fr->addr_len != 3)
        fr->marks |= TL_FR_PAD;
    if (!pad && fr->addr_len == 3)
        fr->marks |= TL_FR_NO_PAD;
    at += pad;
    if (w->rest.cap <= at)
        return false;
    fr->nlpid = p[at];
    walk_past(w, at + 1);
    return true;
}

void decode_frelay(struct walk *w, struct tl_layer *l)
{
    struct tl_frelay *fr = &l->frelay;

    *fr = (struct tl_frelay){.address = w->rest.p};
    if (is_too_short(w, l)) {
        walk_cut(w, l);
        return;
    }
    fr->addr_len = q922_length(&w->rest);
    if (fr->addr_len == 0) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap <= fr->addr_len) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    fr->dlci = q922_dlci(fr->address, fr->addr_len);
    if (frelay_ethertype(w, l))
        return;
    if (!frelay_nlpid(w, l)) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    w->link_part = 0;
    w->next = next_of_nlpid(fr->nlpid);
    if (w->next == TL_OSI) { /* the identifier is part of what it names */
        w->rest.p--;
        w->rest.cap++;
        w->rest.len++;
    }
}

static void read_frf(struct tl_fragment_link *frf, const uint8_t *p)
{
    frf->flags = p[0] & 0xe1;
    frf->message = p[2];
    frf->seq = (uint16_t)((p[0] & 0x1e) << 7 | p[1]);
}

/* FRF.15: the fragment itself is not shown. */
void decode_frf15(struct walk *w, struct tl_layer *l)
{
    w->next = TL_NONE;
    if (bytes_have(&w->rest, FRF_HDR) != RD_OK) {
        l->end = w->rest.len < FRF_HDR ? TL_CUT_SEEN : TL_CUT_NEEDED;
        return;
    }
    l->frf.flags = w->rest.p[0] & 0xe1;
    l->frf.seq = (uint16_t)((w->rest.p[0] & 0x1e) << 7 | w->rest.p[1]);
}

/* FRF.16: first fragments hold a frame relay header. */
void decode_mfr(struct walk *w, struct tl_layer *l)
{
    if (w->rest.cap < FRF_MIN) {
        walk_cut(w, l);
        if (w->rest.cap >= FRF_HDR && w->rest.len < FRF_MIN)
            l->end = TL_BAD;
        return;
    }
    read_frf(&l->frf, w->rest.p);
    w->next = TL_NONE;
    if ((w->rest.p[0] & FRF16_CONTROL) == FRF16_CONTROL && w->rest.p[1] == 0) {
        walk_past(w, FRF_HDR + 1);
        w->next = next_of_mfr_control();
    } else if ((l->frf.flags & (FRF_BEGIN | FRF_CONTROL)) == FRF_BEGIN) {
        walk_past(w, FRF_HDR);
        w->link_part = 0;
        w->next = TL_FRELAY;
    }
}

void decode_slip(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, SLIP_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->slip.hdr = w->rest.p;
    if (bytes_have(&w->rest, SLIP_HDR + 1) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    walk_past(w, SLIP_HDR);
    walk_next_ip_version(w, l);
}

/* BSD/OS: the header says nothing the line shows. */
void decode_slip_bsdos(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, SLIP_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    walk_past(w, SLIP_HDR);
    w->next = TL_IPV4;
}
