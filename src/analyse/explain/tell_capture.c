/*
 * tell_capture.c - what the capture itself makes look odd, what --diagnose
 * found out, and the IP header.
 */
#include "checksum.h"
#include "explain_parts.h"

static void note(const struct telling *t, enum tl_note n)
{
    tl_note_add(t->e, n);
}

static uint16_t fold(uint64_t sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)sum;
}

/* The field has what a driver puts there for the network card to complete. */
static bool is_left_to_card(const struct tl_packet *pkt)
{
    enum { TCP = 6 };
    const struct tl_layer *l = &pkt->layers[pkt->tcp_layer];

    return checksum_tcp(pkt).state == CHECKSUM_BAD &&
           pkt->tcp.checksum ==
               fold(checksum_pseudo(pkt, l, TCP, pkt->tcp.seg_len));
}

static void tell_cause(const struct telling *t)
{
    const struct tl_diagnosis *d = t->s->d;

    if (d->event != TL_EVENT_RETRANSMISSION)
        return;
    if (d->cause == TL_CAUSE_LOST_BEFORE)
        note(t, TL_NOTE_LOST_BEFORE);
    else if (d->cause == TL_CAUSE_LOST_AFTER)
        note(t, TL_NOTE_LOST_AFTER);
    else if (d->cause == TL_CAUSE_UNNECESSARY)
        note(t, TL_NOTE_UNNECESSARY);
}

static void tell_ip(const struct telling *t)
{
    const struct tl_packet *pkt = t->s->pkt;
    const struct tl_layer *tcp = &pkt->layers[pkt->tcp_layer];

    if (tcp->ip == TL_NO_LAYER)
        return;
    const struct tl_layer *ip = &pkt->layers[tcp->ip];
    if (ip->kind != TL_IPV4)
        return;
    note(t, TL_NOTE_TTL);
    if ((ip->ip4.frag & TL_IP4_DF) != 0)
        note(t, TL_NOTE_DONT_FRAGMENT);
}

void tell_capture(const struct telling *t)
{
    enum { MANY = 20 };

    tell_cause(t);
    if (is_left_to_card(t->s->pkt))
        note(t, TL_NOTE_OFFLOAD);
    /* An ACK tells of something that the other end has sent. */
    if (t->mine->segments + 1 == MANY && t->theirs->segments == 0 &&
        telling_has(t, TL_ACK) && !telling_has(t, TL_SYN | TL_RST))
        note(t, TL_NOTE_ONE_DIRECTION);
    if (t->s->pkt->layers[0].kind == TL_SLL2)
        note(t, TL_NOTE_INTERFACE);
    tell_ip(t);
}
