/*
 * link_tag.c - Ethernet as switches hand it to their processor: Broadcom and
 * Marvell tags, and Hilscher's netANALYZER header.
 */
#include <pcap/dlt.h>

#include "walk.h"

enum {
    ETHER_ADDRS = 12,
    ETHER_TYPE = 2,
    BRCM_TAG = 4,
    DSA_TAG = 4,
    EDSA_TAG = 8,
    NETANALYZER_HDR = 4,
    NETANALYZER_PREAMBLE = 8,
};

/* The tag stands where the ethertype was, and that behind it. */
static void decode_tagged(struct walk *w, struct tl_layer *l, uint8_t tag_len)
{
    const uint8_t *p = w->rest.p;
    const uint32_t type_at = ETHER_ADDRS + (uint32_t)tag_len;

    if (w->rest.len < w->rest.cap) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap < type_at + ETHER_TYPE) {
        walk_cut(w, l);
        return;
    }
    l->switch_tag = (struct tl_switch_tag){
        .dst = p,
        .src = p + 6,
        .type = load_be16(p + type_at),
        .tag = p + ETHER_ADDRS,
    };
    walk_past(w, type_at + ETHER_TYPE);
    walk_next_ethertype(w, l->switch_tag.type);
}

void decode_brcm(struct walk *w, struct tl_layer *l)
{
    decode_tagged(w, l, BRCM_TAG);
}

void decode_dsa(struct walk *w, struct tl_layer *l)
{
    decode_tagged(w, l, DSA_TAG);
}

void decode_edsa(struct walk *w, struct tl_layer *l)
{
    decode_tagged(w, l, EDSA_TAG);
}

/* Bytes of the stamp whose format is in `format`; 0 when nobody knows. */
static uint32_t stamp_length(uint8_t format)
{
    switch (format >> 4) {
    case TL_ARISTA_64_BIT:
        return 8;
    case TL_ARISTA_48_BIT:
        return 6;
    default:
        return 0;
    }
}

/* Not understood, it is shown whole as bytes. */
void decode_arista(struct walk *w, struct tl_layer *l)
{
    enum { SUBTYPE = 2, HEAD = 4, FORMAT = 3 };
    const struct bytes *b = &w->rest;

    l->arista.type = TL_ARISTA_TYPE;
    w->next = TL_UNDECODED;
    if (b->cap < SUBTYPE) {
        walk_cut(w, l);
        return;
    }
    if (load_be16(b->p) != TL_ARISTA_STAMP)
        return;
    if (b->cap < HEAD) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    const uint32_t n = stamp_length(b->p[FORMAT]);
    if (n == 0)
        return;
    if (b->cap < HEAD + n + ETHER_TYPE) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->arista.type = load_be16(b->p + HEAD + n);
    walk_past(w, HEAD + n + ETHER_TYPE);
    walk_next_ethertype(w, l->arista.type);
}

static void skip_to_ether(struct walk *w, struct tl_layer *l, uint32_t n)
{
    if (w->rest.cap < n) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->typed.hdr = w->rest.p;
    walk_past(w, n);
    w->next = TL_ETHER;
}

/* The tag before the frame. */
void decode_brcm_prepend(struct walk *w, struct tl_layer *l)
{
    skip_to_ether(w, l, BRCM_TAG);
}

void decode_netanalyzer(struct walk *w, struct tl_layer *l)
{
    skip_to_ether(w, l, NETANALYZER_HDR);
}

void decode_netanalyzer_preamble(struct walk *w, struct tl_layer *l)
{
    skip_to_ether(w, l, NETANALYZER_HDR + NETANALYZER_PREAMBLE);
}
