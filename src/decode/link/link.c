/*
 * link.c - the link layers without tunnels: Ethernet (IEEE 802.3), VLAN tags
 * (802.1Q, 802.1ad), Linux cooked capture v1 and v2, BSD loopback, raw IP.
 */
#include "walk.h"

enum {
    ETHER_HDR = 14,
    VLAN_TAG = 4,
    SLL_HDR = 16,
    SLL2_HDR = 20,
    NULL_HDR = 4,
    MAX_8023_LENGTH = 1500,
};

/* IEEE 802.1Q, 802.1ad and their predecessors. */
static bool is_vlan_type(uint16_t type)
{
    return type == 0x8100 || type == 0x88a8 || type == 0x9100 || type == 0x9200;
}

/* Right behind the addresses, where alone the oracle looks for MACsec. */
static bool is_untagged(const struct walk *w)
{
    return w->pkt->layers[w->pkt->n_layers - 1].kind == TL_ETHER;
}

void walk_next_ethertype(struct walk *w, uint16_t type)
{
    enum { JUMBO_LLC = 0x8870, MACSEC = 0x88e5 };

    w->next = kind_of_ethertype(type);
    if (w->next != TL_UNDECODED)
        return;
    if (type <= MAX_8023_LENGTH) {
        if (type < w->rest.len)
            bytes_limit(&w->rest, type);
        w->next = TL_LLC;
    } else if (type == JUMBO_LLC) {
        w->next = TL_LLC;
    } else if (type == MACSEC && is_untagged(w)) {
        w->next = TL_MACSEC;
    } else if (is_vlan_type(type)) {
        w->next = TL_VLAN;
    }
}

void decode_ether(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.len < w->rest.cap) {
        walk_end(w, l, TL_BAD);
        return;
    }
    if (bytes_have(&w->rest, ETHER_HDR) != RD_OK) {
        walk_skip_cut(w);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->ether = (struct tl_ether){p, p + 6, load_be16(p + 12)};
    walk_past(w, ETHER_HDR);
    walk_next_ethertype(w, l->ether.type);
}

/*
 * What is no ethertype in a cooked header is a code of Linux's. The oracle
 * follows only the plain tag there.
 */
static enum tl_kind kind_of_cooked(uint16_t protocol)
{
    enum { COOKED_8022 = 4, DOT1Q = 0x8100 };

    if (protocol == COOKED_8022)
        return TL_LLC;
    if (protocol == DOT1Q)
        return TL_VLAN;
    return kind_of_ethertype(protocol);
}

bool walk_in_cooked(const struct walk *w, const struct tl_layer *l)
{
    while (l > w->pkt->layers &&
           (l->kind == TL_VLAN || l->kind == TL_LLC || l->kind == TL_SNAP))
        l--;
    return l->kind == TL_SLL || l->kind == TL_SLL2;
}

void decode_vlan(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, VLAN_TAG) != RD_OK) {
        walk_skip_cut(w);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->vlan.tci = load_be16(w->rest.p);
    l->vlan.type = load_be16(w->rest.p + 2);
    walk_past(w, VLAN_TAG);
    if (!walk_in_cooked(w, l))
        walk_next_ethertype(w, l->vlan.type);
    else if (l->vlan.type <= MAX_8023_LENGTH)
        w->next = TL_LLC;
    else
        w->next = kind_of_cooked(l->vlan.type);
}

/* https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html */
void decode_sll(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, SLL_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->sll = (struct tl_sll){
        .packet_type = load_be16(p),
        .arphrd = load_be16(p + 2),
        .addr_len = load_be16(p + 4),
        .addr = p + 6,
        .protocol = load_be16(p + 14),
    };
    walk_past(w, SLL_HDR);
    w->next = kind_of_cooked(l->sll.protocol);
}

/* https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html */
void decode_sll2(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (bytes_have(&w->rest, SLL2_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    l->sll = (struct tl_sll){
        .protocol = load_be16(p),
        .ifindex = load_be32(p + 4),
        .arphrd = load_be16(p + 8),
        .packet_type = p[10],
        .addr_len = p[11],
        .addr = p + 12,
    };
    walk_past(w, SLL2_HDR);
    w->next = kind_of_cooked(l->sll.protocol);
}

/*
 * The family is in the byte order of the host that wrote the file (OpenBSD's
 * variant: network order). Families fit 16 bits, so the order shows.
 */
void decode_null(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, NULL_HDR) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    uint32_t family = load_le32(w->rest.p);
    if ((family & 0xffff0000) != 0)
        family = load_be32(w->rest.p);
    l->null.family = family;
    walk_past(w, NULL_HDR);
    switch (family) {
    case 2: /* AF_INET everywhere */
        w->next = TL_IPV4;
        break;
    case 24: /* AF_INET6 of NetBSD, FreeBSD and Darwin */
    case 28:
    case 30:
        w->next = TL_IPV6;
        break;
    default:
        w->next = TL_UNDECODED;
    }
}

/* The IP version alone decides, whatever the link-layer header type says. */
void decode_raw(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, 1) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    switch (w->rest.p[0] >> 4) {
    case 4:
        w->next = TL_IPV4;
        break;
    case 6:
        w->next = TL_IPV6;
        break;
    default:
        walk_end(w, l, TL_BAD);
    }
}
