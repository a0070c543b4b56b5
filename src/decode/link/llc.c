/*
 * llc.c - logical link control (IEEE 802.2) and SNAP (RFC 1042), as they
 * follow an Ethernet length field and many other link headers.
 */
#include "llc.h"

#include "walk.h"

enum { LLC_SHORT = 3, LLC_LONG = 4, SNAP_HDR = 5 };
enum { BRIDGED_PAD = 2, BRIDGED_FDDI_PAD = 1 };

/* What is there of a cut LLC header is shown as bytes. */
static void cut_llc(struct walk *w, struct tl_layer *l)
{
    walk_skip_cut(w);
    l->end = TL_CUT_SEEN;
    w->next = TL_UNDECODED;
}

/* What is captured may go on behind a length that was declared. */
static bool has(const struct bytes *rest, uint32_t n)
{
    return n <= rest->cap && n <= rest->len;
}

/* What nobody knows counts as header, except behind a cooked one. */
static void count_unknown(struct walk *w, const struct tl_layer *l, uint32_t n)
{
    if (!walk_in_cooked(w, l))
        walk_count(w, n);
    else if (l->kind == TL_SNAP)
        w->pkt->link_hdr_len = l[-1].off;
}

void decode_llc(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    /* MACsec's short length may end before what was captured does. */
    bytes_limit(&w->rest, w->rest.len);
    l->cap = w->rest.cap;
    if (!has(&w->rest, LLC_SHORT)) {
        cut_llc(w, l);
        return;
    }
    const bool unnumbered = (p[2] & LLC_UNNUMBERED) == LLC_UNNUMBERED;
    if (!unnumbered && !has(&w->rest, LLC_LONG)) {
        cut_llc(w, l);
        return;
    }
    if (p[0] == LLC_NOVELL_RAW && p[1] == LLC_NOVELL_RAW) {
        l->llc = (struct tl_llc){.dsap = p[0], .ssap = p[1]};
        w->next = next_of_novell_raw();
        return;
    }
    l->llc = (struct tl_llc){
        .dsap = p[0],
        .ssap = p[1],
        .control = unnumbered ? p[2] : load_le16(p + 2),
    };
    const uint32_t hdr_len = unnumbered ? LLC_SHORT : LLC_LONG;
    w->next = next_of_llc(p[0], p[1], l->llc.control);
    if (w->next == TL_UNDECODED && (p[2] & LLC_UNNUMBERED) == LLC_SUPERVISORY)
        walk_count(w, hdr_len); /* a kind that is known wherever it is */
    else if (w->next == TL_UNDECODED)
        count_unknown(w, l, hdr_len);
    else
        walk_past(w, hdr_len);
}

/*
 * Unknown bytes are shown from the LLC header on, or from the frame relay
 * header.
 */
static uint32_t shown_from(const struct tl_layer *snap)
{
    const enum tl_kind under = snap[-1].kind;

    return under == TL_LLC || under == TL_FRELAY ? snap[-1].off : snap->off;
}

/*
 * What stands before a bridged frame (RFC 2684 section 5.2): behind LLC two
 * bytes, however many it should be, and another one before FDDI's.
 */
static uint32_t bridged_pad(uint32_t next, bool behind_llc)
{
    const uint32_t of_fddi = next == TL_FDDI ? BRIDGED_FDDI_PAD : 0;

    return behind_llc ? BRIDGED_PAD + of_fddi : of_fddi;
}

void decode_snap(struct walk *w, struct tl_layer *l)
{
    if (w->rest.cap < SNAP_HDR) {
        if (w->link_part != 0)
            walk_count(w, SNAP_HDR);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    const uint32_t oui = load_be24(w->rest.p);
    const uint16_t type = load_be16(w->rest.p + 3);
    l->snap = (struct tl_snap){oui, type};
    w->next = next_of_snap(oui, type);
    if (w->next == TL_UNDECODED) {
        const uint32_t before = (uint32_t)(l->off - shown_from(l));
        count_unknown(w, l, SNAP_HDR);
        w->rest.p -= before;
        w->rest.cap += before;
        w->rest.len += before;
        return;
    }
    walk_past(w, SNAP_HDR);
    if (w->next != TL_ETHER && w->next != TL_TOKEN_RING && w->next != TL_FDDI)
        return;
    w->link_part = 0;
    const uint32_t pad = bridged_pad(w->next, l[-1].kind == TL_LLC);
    if (w->rest.cap < pad)
        walk_end(w, l, TL_CUT_SEEN);
    else
        bytes_advance(&w->rest, pad);
}
