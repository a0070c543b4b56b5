/*
 * stream_side.c - what is remembered of one side of a connection.
 */
#include "stream_side.h"

void side_store_init(struct side_store *s)
{
    *s = (struct side_store){0};
    pool_init(&s->more, sizeof(struct side_more));
    outstanding_store_init(&s->out);
}

void side_store_release(struct side_store *s)
{
    pool_release(&s->more);
    outstanding_store_release(&s->out);
}

struct side_more *side_make_more(struct side_store *s, struct stream_side *d)
{
    if (d->more == 0)
        d->more = pool_get(&s->more);
    return side_more(s, d);
}

void side_clear(struct side_store *s, struct stream_side *d)
{
    struct side_more *more = side_more(s, d);

    d->state &= (uint8_t)~SIDE_SENT;
    if (more == NULL)
        return;
    outstanding_clear(&s->out, &more->out);
    pool_put(&s->more, d->more);
    d->more = 0;
}

static void add_apart(struct side_store *s, struct stream_side *d,
                      const struct outstanding_segment *seg)
{
    struct side_more *more = side_make_more(s, d);

    if (more == NULL || !outstanding_add(&s->out, &more->out, d->base, seg))
        s->unremembered++;
}

void side_settle(struct side_store *s, struct stream_side *d)
{
    if ((d->state & SIDE_SENT) == 0)
        return;
    const struct outstanding_segment seg = {d->sent, d->next,
                                            side_sent_seen(d)};
    d->state &= (uint8_t)~SIDE_SENT;
    add_apart(s, d, &seg);
}

void side_rebase(struct side_store *s, struct stream_side *d)
{
    side_settle(s, d);
    struct side_more *more = side_more(s, d);
    if (more != NULL)
        outstanding_rebase(&s->out, &more->out);
}

uint32_t side_count(const struct side_store *s, const struct stream_side *d)
{
    const struct outstanding *out = side_apart(s, d);
    const bool sent = (d->state & SIDE_SENT) != 0;
    return (out != NULL ? out->count : 0) + sent;
}

bool side_oldest(const struct side_store *s, const struct stream_side *d,
                 struct sighting *oldest)
{
    const struct outstanding *out = side_apart(s, d);
    const bool sent = (d->state & SIDE_SENT) != 0;

    if (out != NULL)
        *oldest = outstanding_oldest(&s->out, out);
    if (sent && (out == NULL || sighting_older(side_sent_seen(d), *oldest)))
        *oldest = side_sent_seen(d);
    return out != NULL || sent;
}

uint32_t side_span(const struct side_store *s, const struct stream_side *d)
{
    const struct outstanding *out = side_apart(s, d);

    if (out == NULL)
        return d->next - d->sent;
    struct outstanding_reach reach = outstanding_reach(&s->out, out, d->base);
    if ((d->state & SIDE_SENT) != 0) {
        const uint32_t low = d->sent - d->base, high = d->next - d->base;
        reach.low = low < reach.low ? low : reach.low;
        reach.high = high > reach.high ? high : reach.high;
    }
    return reach.high - reach.low;
}

void side_send(struct side_store *s, struct stream_side *d,
               const struct outstanding_segment *seg, bool advances)
{
    side_settle(s, d);
    if (side_count(s, d) >= OUTSTANDING_MAX) {
        s->unremembered++;
        return;
    }
    const struct outstanding *out = side_apart(s, d);
    if (advances && outstanding_continues(&s->out, out, d->base, seg)) {
        d->sent = seg->start;
        d->state |= SIDE_SENT;
    } else {
        add_apart(s, d, seg);
    }
}

struct acked side_ack(struct side_store *s, struct stream_side *d, uint32_t ack)
{
    struct outstanding *out = side_apart(s, d);
    struct acked acked = {0};

    if (out != NULL)
        acked = outstanding_ack(&s->out, out, ack);
    if ((d->state & SIDE_SENT) != 0)
        side_ack_sent(d, ack, &acked);
    return acked;
}

void side_expect(const struct side_store *s, const struct stream_side *d)
{
    const struct side_more *more = side_more(s, d);

    if (more != NULL)
        outstanding_expect(&s->out, &more->out);
}
