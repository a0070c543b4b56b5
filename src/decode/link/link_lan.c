/*
 * link_lan.c - local networks other than Ethernet: IP over InfiniBand
 * (RFC 4391), Apple's IP over IEEE 1394, ARCNET (RFC 1201, RFC 1051).
 */
#include "walk.h"

enum {
    IPOIB_HDR = 44,
    AP1394_HDR = 18,
    ARCNET_HDR = 3,
    ARCNET_LONG = 6,
    ARCNET_EXTENDED = 10,
    ARCNET_LINUX_SHORT = 5,
    ARCNET_LINUX_HDR = 8,
};

void decode_ipoib(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, IPOIB_HDR) != RD_OK) {
        walk_cut(w, l);
        return;
    }
    l->typed.type = load_be16(w->rest.p + 40);
    walk_past(w, IPOIB_HDR);
    w->next = next_of_ethertype(l->typed.type);
}

void decode_ap1394(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, AP1394_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->typed = (struct tl_typed_link){w->rest.p, load_be16(w->rest.p + 16)};
    walk_past(w, AP1394_HDR);
    w->next = next_of_ethertype(l->typed.type);
}

enum {
    ARC_IP_OLD = 0xf0, /* RFC 1051: no fragmentation header */
    ARC_ARP_OLD = 0xf1,
    ARC_DIAGNOSE = 0x80,
};

static bool arcnet_has_phds(uint8_t type)
{
    return type != ARC_IP_OLD && type != ARC_ARP_OLD && type != ARC_DIAGNOSE;
}

/* RFC 1201: a first 0xff stands before an extended header. */
static bool arcnet_phds(struct walk *w, struct tl_layer *l)
{
    struct tl_arcnet *arc = &l->arcnet;
    const uint8_t *p = w->rest.p;
    uint32_t at = ARCNET_HDR;

    arc->has_phds = true;
    if (w->rest.cap < ARCNET_LONG)
        return false;
    arc->extended = p[at] == 0xff;
    if (arc->extended) {
        if (w->rest.cap < ARCNET_EXTENDED)
            return false;
        at += 4;
    }
    arc->flag = p[at];
    arc->seq = load_be16(p + at + 1);
    walk_past(w, at + 3);
    return true;
}

void decode_arcnet(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, ARCNET_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->arcnet = (struct tl_arcnet){.src = p[0], .dst = p[1], .type = p[2]};
    if (!arcnet_has_phds(p[2])) {
        walk_past(w, ARCNET_HDR);
    } else if (!arcnet_phds(w, l)) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    /* Later fragments: an even, nonzero split flag. */
    if (l->arcnet.flag != 0 && (l->arcnet.flag & 1) == 0)
        w->next = TL_NONE;
    else
        w->next = next_of_arcnet(p[2]);
}

/* Linux hands fragments reassembled, in a header of its own shape. */
void decode_arcnet_linux(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    uint32_t hdr_len = ARCNET_LINUX_HDR;

    if (bytes_have(&w->rest, ARCNET_LINUX_SHORT) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    if (!arcnet_has_phds(p[4]))
        hdr_len = ARCNET_LINUX_SHORT;
    if (bytes_have(&w->rest, hdr_len) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->arcnet = (struct tl_arcnet){
        .src = p[0], .dst = p[1], .flag = p[2], .type = p[4]};
    walk_past(w, hdr_len);
    w->next = next_of_arcnet(p[4]);
}
