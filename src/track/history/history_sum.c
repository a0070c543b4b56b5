/*
 * history_sum.c - all there is to say of a connection.
 */
#include <string.h>

#include "history_parts.h"

/* How long its window was closed until now. */
static int64_t window_closed(const struct history *h, const struct trouble *tr)
{
    return tr->window_closed +
           (tr->shut_since != 0 ? h->last_time - tr->shut_since : 0);
}

static void sum_side(const struct history *h, const struct history_side *s,
                     const struct trouble *tr, struct tl_sender_sum *out)
{
    *out = (struct tl_sender_sum){
        .bytes = s->bytes,
        .resent = tr->resent,
        .unseen = tr->unseen,
        .window_closed = window_closed(h, tr),
        .latest = tr->latest,
        .segments = s->segments,
        .retransmissions = tr->retransmissions,
        .reordered = tr->reordered,
        .duplicates = tr->duplicates,
        .captured_twice = tr->captured_twice,
        .revised = tr->revised,
        .least_window = s->least_window,
        .least_window_frame = s->least_window_frame,
        .rtts = s->rtts.n,
        .rtt_least = s->rtts.least,
        .rtt_median = rtts_at(&s->rtts, 50),
        .rtt_95 = rtts_at(&s->rtts, 95),
        .forgotten = s->sent.forgotten,
        .fin = s->fin,
    };
    out->share[TL_SHARE_OPENING] = s->opening;
    out->share[TL_SHARE_APPLICATION] = s->application;
    out->share[TL_SHARE_RECEIVER] = s->receiver;
    memcpy(out->share + SHARE_SELDOM, tr->share, sizeof(tr->share));
    out->share[TL_SHARE_PATH] = s->path;
    out->share[TL_SHARE_CLOSING] = s->closing;
    out->share[s->pushed && s->partial ? TL_SHARE_APPLICATION
                                       : TL_SHARE_PATH] += s->undecided;
    out->share[TL_SHARE_PATH] += tr->doubted;
    memcpy(out->trigger, tr->by_trigger, sizeof(out->trigger));
    memcpy(out->cause, tr->by_cause, sizeof(out->cause));
}

void history_sum(const struct history *h, const struct trouble *first,
                 const struct trouble *second, struct tl_connection_sum *sum)
{
    const int a = h->opener;

    *sum = (struct tl_connection_sum){
        .ip4 = h->ip4,
        .syn = h->syn,
        .syn_ack = h->syn_ack,
        .established = h->established,
        .reset = h->reset,
        .unreachable = h->unreachable,
        .server_name = h->server_name,
        .reset_by = h->reset_by ^ h->opener,
        .closed_by = h->fin_by ^ h->opener,
        .first_time = h->first_time,
        .last_time = h->last_time,
        .number = h->number,
    };
    sum_side(h, &h->side[a], a == 0 ? first : second, &sum->side[0]);
    sum_side(h, &h->side[!a], a == 0 ? second : first, &sum->side[1]);
}

static int64_t lost_by(const struct history *h, const struct trouble *tr)
{
    int64_t lost = window_closed(h, tr);

    for (int i = 0; i < SHARES_SELDOM; i++)
        lost += tr->share[i];
    return lost;
}

struct history_glance history_glance_of(const struct history *h,
                                        const struct trouble *first,
                                        const struct trouble *second)
{
    const struct history_side *a = &h->side[0], *b = &h->side[1];

    return (struct history_glance){
        .first_time = h->first_time,
        .waited = h->syn && !h->syn_ack ? h->last_time - h->first_time : 0,
        .lost = lost_by(h, first) + lost_by(h, second),
        .bytes = a->bytes + b->bytes,
        .unseen = first->unseen + second->unseen,
        .resent = first->retransmissions + second->retransmissions,
    };
}

void history_sum_swap_ends(struct tl_connection_sum *sum)
{
    uint8_t addr[16];
    const uint16_t port = sum->port[0];

    memcpy(addr, sum->addr[0], sizeof(addr));
    memcpy(sum->addr[0], sum->addr[1], sizeof(addr));
    memcpy(sum->addr[1], addr, sizeof(addr));
    sum->port[0] = sum->port[1];
    sum->port[1] = port;
}
