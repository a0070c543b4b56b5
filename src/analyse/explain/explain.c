/*
 * explain.c - what there is to say to a learner about one TCP segment.
 */
#include "explain.h"

#include "explain_parts.h"

enum { ECN_BITS = 3, ECN_CE = 3 };

bool explain_congested(const struct tl_packet *pkt)
{
    const struct tl_layer *tcp = &pkt->layers[pkt->tcp_layer];

    if (tcp->ip == TL_NO_LAYER)
        return false;
    const struct tl_layer *ip = &pkt->layers[tcp->ip];
    return ip->kind == TL_IPV4   ? (ip->ip4.tos & ECN_BITS) == ECN_CE
           : ip->kind == TL_IPV6 ? (ip->ip6.traffic_class & ECN_BITS) == ECN_CE
                                 : false;
}

void explain(const struct subject *s, const struct ends_step *step,
             struct tl_explanation *e)
{
    const struct telling t = {s, s->seg, step->mine, step->theirs, e};

    *e = (struct tl_explanation){
        .certain = s->d->certain,
        .isn = (s->seg->flags & TL_SYN) != 0 ? s->seg->seq : step->mine->isn,
        .has_isn = (s->seg->flags & TL_SYN) != 0 || step->mine->has_isn,
        .peer_isn = step->theirs->isn,
        .has_peer_isn = step->theirs->has_isn,
        .fin_frame = step->theirs->fin_frame,
    };
    tell_opening(&t);
    tell_bytes(&t);
    tell_acks(&t);
    tell_congestion(&t);
    tell_closing(&t);
    tell_capture(&t);
}

void explain_states(const struct segment *seg, struct ends_step *step,
                    struct tl_explanation *e)
{
    e->states_change = ends_states(step, seg, &e->sender, &e->receiver);
    e->roles = (uint8_t)ends_roles(step->mine, step->theirs);
}
