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

/* Right behind the addresses, where alone the oracle looks for MACsec. */
static bool is_untagged(const struct walk *w)
{
    const uint8_t kind = w->pkt->layers[w->pkt->n_layers - 1].kind;

    return kind == TL_ETHER || kind == TL_BRCM || kind == TL_DSA ||
           kind == TL_EDSA || kind == TL_ARISTA;
}

void walk_next_ethertype(struct walk *w, uint16_t type)
{
    w->next = next_of_ethertype(type);
    if (w->next != TL_UNDECODED)
        return;
    if (type <= MAX_8023_LENGTH) {
        if (type < w->rest.len)
            bytes_limit(&w->rest, type);
        w->next = TL_LLC;
        return;
    }
    w->next = next_of_ether_tag(type);
    if (w->next == TL_MACSEC && !is_untagged(w))
        w->next = TL_UNDECODED;
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

bool walk_in_cooked(const struct walk *w, const struct tl_layer *l)
{
    while (l > w->pkt->layers &&
           (l->kind == TL_VLAN || l->kind == TL_LLC || l->kind == TL_SNAP))
        l--;
    return l->kind == TL_SLL || l->kind == TL_SLL2;
}

void decode_vlan(struct walk *w, struct tl_layer *l)
{
    if (w->rest.len < VLAN_TAG || bytes_have(&w->rest, VLAN_TAG) != RD_OK) {
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
        w->next = next_of_cooked(l->vlan.type);
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
    w->next = next_of_cooked(l->sll.protocol);
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
    w->next = next_of_cooked(l->sll.protocol);
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
    w->next = next_of_loopback_family(family);
}

/* The IP version alone decides, whatever the link-layer header type says. */
void decode_raw(struct walk *w, struct tl_layer *l)
{
    if (bytes_have(&w->rest, 1) != RD_OK) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    walk_next_ip_version(w, l);
}
