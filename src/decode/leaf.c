/*
 * leaf.c - the bytes of a leaf: their place, and what announced them, is all
 * that decoding knows.
 */
#include "walk.h"
#include "wpan_tap.h"

uint16_t walk_announced_by(const struct tl_layer *l, uint8_t proto)
{
    switch (l->kind) {
    case TL_ETHER:
        return l->ether.type;
    case TL_VLAN:
        return l->vlan.type;
    case TL_SLL:
    case TL_SLL2:
        return l->sll.protocol;
    case TL_NULL:
        return (uint16_t)l->null.family;
    case TL_LLC:
        return l->llc.dsap;
    case TL_SNAP:
        return l->snap.type;
    case TL_PPP:
    case TL_PPP_ESCAPED:
        return l->ppp.proto;
    case TL_PPP_SERIAL:
        return l->hdlc.proto;
    case TL_IPOIB:
    case TL_AP1394:
    case TL_SYMANTEC:
        return l->typed.type;
    case TL_BRCM:
    case TL_DSA:
    case TL_EDSA:
        return l->switch_tag.type;
    case TL_MACSEC:
        return l->macsec.type;
    case TL_ARISTA:
        return l->arista.type;
    case TL_FRELAY:
        return (l->frelay.marks & TL_FR_ETHERTYPE) != 0 ? l->frelay.ethertype
                                                        : l->frelay.nlpid;
    case TL_GENEVE:
        return l->geneve.type;
    case TL_GRE:
        return l->gre.type;
    case TL_CHDLC:
        return l->chdlc.protocol;
    case TL_OSI:
        return l->osi.nlpid;
    case TL_TCP:
    case TL_UDP:
        return 0;
    default:
        return proto;
    }
}

/*
 * With that of the datagram in it, if it is one of AppleTalk's. Of a datagram
 * too short for a header the oracle hides as many octets as it has, counted
 * from the frame's first.
 */
static uint32_t localtalk_header(const struct bytes *frame)
{
    enum { HDR = 3, TYPE = 2, SHORT_DDP = 1, DDP = 2 };

    if (frame->cap < HDR)
        return HDR;
    const uint8_t type = frame->p[TYPE];
    const uint32_t rest = frame->len - HDR;
    const uint32_t ddp = type == SHORT_DDP ? 5 : type == DDP ? 13 : 0;

    return rest > 0 && rest < ddp ? rest : HDR + ddp;
}

/* Some headers, cut, hide nothing. */
static uint32_t whole_or_none(const struct bytes *frame, uint32_t hdr_len)
{
    return frame->cap < hdr_len ? 0 : hdr_len;
}

/* What a leaf that is a link layer has as its header, hidden in dumps. */
static uint32_t link_header(const struct bytes *frame, enum tl_leaf leaf)
{
    enum { VSOCK_HDR = 32, HCI_DIRECTION = 4 };
    enum { USB_HDR = 48, USB_MMAPPED_HDR = 64 };
    /* An answer of "yes" that the oracle takes for a length. */
    enum { WPAN_HIDDEN = 1 };

    if (leaf == LEAF_vsock)
        return VSOCK_HDR;
    if (leaf == LEAF_bluetooth)
        return whole_or_none(frame, HCI_DIRECTION);
    if (leaf == LEAF_usb)
        return whole_or_none(frame, USB_HDR);
    if (leaf == LEAF_usb_mmapped)
        return whole_or_none(frame, USB_MMAPPED_HDR);
    if (leaf == LEAF_wpan)
        return WPAN_HIDDEN;
    if (leaf == LEAF_wpan_tap) {
        const uint32_t tap = wpan_tap_header(frame->p, frame->cap);
        return tap == 0 ? 0 : tap + WPAN_HIDDEN;
    }
    return leaf == LEAF_localtalk ? localtalk_header(frame) : 0;
}

void decode_leaf(struct walk *w, struct tl_layer *l)
{
    l->leaf = (struct tl_leaf_layer){
        .id = (uint16_t)next_leaf(w->next),
        .announced = l > w->pkt->layers ? walk_announced_by(l - 1, w->proto)
                                        : (uint16_t)0,
    };
    const uint32_t hidden = link_header(&w->rest, (enum tl_leaf)l->leaf.id);
    walk_count(w, hidden < w->rest.cap ? hidden : w->rest.cap);
    w->next = TL_NONE;
}
