/*
 * link_host.c - link layers made up by operating systems: OpenBSD's packet
 * filter log and encapsulation interface, Linux netfilter log, Solaris IP
 * observability, Apple's PKTAP, per-packet information (PPI), Symantec's
 * firewall.
 */
#include "walk.h"

enum {
    PFLOG_HDR = 64,
    PFLOG_REAL_MIN = 45, /* what the oldest version with this layout has */
    ENC_HDR = 12,
    NFLOG_HDR = 4,
    NFLOG_TLV = 4,
    NFLOG_PAYLOAD = 9,
    IPNET_HDR = 24,
    SYMANTEC_HDR = 44,
    PKTAP_HDR = 108,
    PKTAP_FIXED = 12, /* length, record type, link type */
    PPI_HDR = 8,
    PPI_MAX_HDR = 65532,
};

static void read_pflog(struct tl_pflog *pf, const uint8_t *p)
{
    *pf = (struct tl_pflog){
        .hdr_len = p[0],
        .family = p[1],
        .action = p[2],
        .reason = p[3],
        .ifname = p + 4,
        .ruleset = p + 20,
        .rule = load_be32(p + 36),
        .subrule = load_be32(p + 40),
        .direction = p[60],
    };
}

/* The header states its length; it is padded to a multiple of four. */
void decode_pflog(struct walk *w, struct tl_layer *l)
{
    const struct bytes whole = w->rest;

    if (w->rest.cap == 0) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    const uint32_t hdr_len = (w->rest.p[0] + 3U) & ~3U;
    if (w->rest.p[0] < PFLOG_REAL_MIN) {
        walk_count(w, w->rest.p[0]);
        walk_end(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap < hdr_len) {
        walk_cut(w, l);
        return;
    }
    walk_past(w, hdr_len);
    if (whole.cap < PFLOG_HDR) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    read_pflog(&l->pflog, whole.p);
    w->next = next_of_bsd_family(l->pflog.family);
}

/*
 * The family is in host order, the rest in network order as far as the
 * oracle is concerned, unless the family tells that the hosts differ.
 */
void decode_enc(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, ENC_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    uint32_t family = load_le32(p);
    l->enc.flags = load_le32(p + 8);
    if ((family & 0xffff0000) != 0) {
        family = load_be32(p);
        l->enc.flags = load_be32(p + 8);
    }
    l->enc.spi = load_be32(p + 4);
    walk_past(w, ENC_HDR);
    w->next = next_of_bsd_family(family);
    if (w->next == TL_UNDECODED)
        w->next = TL_NONE; /* not even a hex dump */
}

/* Steps over the attributes up to the payload; false when they are broken. */
static bool nflog_find_payload(struct walk *w, struct tl_layer *l)
{
    while (w->rest.len > 0) {
        if (bytes_have(&w->rest, NFLOG_TLV) != RD_OK) {
            walk_end(w, l, TL_CUT_SEEN);
            return false;
        }
        const uint32_t aligned = (load_le16(w->rest.p) + 3U) & ~3U;
        if (aligned < NFLOG_TLV || w->rest.cap < aligned) {
            walk_end(w, l, TL_CUT_SEEN);
            return false;
        }
        if (load_le16(w->rest.p + 2) == NFLOG_PAYLOAD) {
            walk_past(w, NFLOG_TLV);
            return true;
        }
        walk_past(w, aligned);
    }
    return true;
}

void decode_nflog(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, NFLOG_HDR) != RD_OK) {
        walk_cut(w, l);
        return;
    }
    l->nflog = (struct tl_nflog){p[0], p[1], load_be16(p + 2)};
    walk_past(w, NFLOG_HDR);
    if (l->nflog.version != 0) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (!nflog_find_payload(w, l))
        return;
    w->next = next_of_linux_family(l->nflog.family);
}

/* https://www.tcpdump.org/linktypes/LINKTYPE_IPNET.html */
void decode_ipnet(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, IPNET_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->ipnet = (struct tl_ipnet){p[1], load_be32(p + 16), load_be32(p + 20)};
    walk_past(w, IPNET_HDR);
    w->next = next_of_solaris_family(l->ipnet.family);
}

void decode_symantec(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, SYMANTEC_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->typed.type = load_be16(w->rest.p + 6);
    walk_past(w, SYMANTEC_HDR);
    w->next = next_of_ethertype(l->typed.type);
}

/*
 * What a header naming a DLT_ carries. The oracle adds the inner header to
 * the skipped bytes twice: once itself, once by what the inner printer
 * returned.
 */
static void next_link(struct walk *w, uint32_t dlt)
{
    enum { COUNT_MAX = 1 << 16 };

    w->next = dlt <= INT32_MAX ? next_of_link_type((int)dlt) : TL_NONE;
    if (w->next == TL_NONE)
        w->next = TL_UNDECODED;
    if (w->link_part < COUNT_MAX)
        w->link_part *= 2;
}

/* https://www.tcpdump.org/linktypes/LINKTYPE_PKTAP.html, little-endian */
void decode_pktap(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    l->dlt = (struct tl_dlt_link){0};
    if (w->rest.len < PKTAP_HDR) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap < PKTAP_FIXED) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->dlt.hdr_len = load_le32(p);
    l->dlt.record = load_le32(p + 4);
    l->dlt.dlt = load_le32(p + 8);
    if (l->dlt.hdr_len < PKTAP_HDR || l->dlt.hdr_len > w->rest.len) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (w->rest.cap < l->dlt.hdr_len) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    walk_past(w, l->dlt.hdr_len);
    if (l->dlt.record == 1)
        next_link(w, l->dlt.dlt);
    else
        w->next = TL_NONE;
}

/* The PPI packet header, version 1.0.7; fields little-endian */
void decode_ppi(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, PPI_HDR) != RD_OK) {
        walk_cut(w, l);
        return;
    }
    l->dlt = (struct tl_dlt_link){
        .version = p[0],
        .hdr_len = load_le16(p + 2),
        .dlt = load_le32(p + 4),
    };
    if (l->dlt.hdr_len < PPI_HDR || l->dlt.hdr_len > PPI_MAX_HDR) {
        walk_cut(w, l);
        l->end = TL_BAD;
        return;
    }
    if (w->rest.cap < l->dlt.hdr_len) {
        walk_cut(w, l);
        return;
    }
    walk_past(w, l->dlt.hdr_len);
    next_link(w, l->dlt.dlt);
}
