/*
 * early.c - the first segments of a connection, as they came.
 */
#include "early.h"

#include <string.h>

#include "sent_order.h"

enum {
    ECN = 0xc0, /* RFC 3168: ECE and CWR, which no rule asks for */
    US = 1000,
};

static bool has_bit(unsigned bits, unsigned i)
{
    return (bits >> i & 1U) != 0;
}

int64_t early_time(const struct early *e, unsigned i)
{
    return e->first_time + (int64_t)e->at[i].after * (e->fine ? 1 : US);
}

static bool put_time(const struct early *e, int64_t time, uint32_t *after)
{
    const uint64_t ns = (uint64_t)time - (uint64_t)e->first_time;
    const uint64_t units = e->fine ? ns : ns / US;

    *after = (uint32_t)units;
    return time >= e->first_time && units <= UINT32_MAX &&
           (e->fine || units * US == ns);
}

/* False when it cannot be told again as it is. */
static bool put(struct early *e, const struct segment *seg,
                const struct transit *way, bool reverse)
{
    const unsigned i = e->n;
    struct early_segment *s = &e->at[i];

    if (!put_time(e, seg->time, &s->after))
        return false;
    s->frame = (uint32_t)seg->frame;
    s->ts = way->ts;
    s->echo = way->echo;
    s->id = way->id;
    s->checksum = way->checksum;
    s->window = seg->window;
    s->len = (uint16_t)seg->len;
    e->flags[i] = (uint8_t)seg->flags;
    e->reversed |= (uint8_t)(reverse << i);
    e->stamped |= (uint8_t)(way->has_ts << i);
    e->n++;
    return true;
}

/* What only a SYN says. */
static void put_syn(struct early *e, const struct segment *seg,
                    const struct transit *way, bool reverse)
{
    e->isn[reverse] = seg->seq;
    e->way[reverse] = way->way;
    e->mss[reverse] = way->mss;
    e->shift[reverse] = seg->has_window_shift ? seg->window_shift : 0;
    e->scales = (e->scales | (unsigned)seg->has_window_shift << reverse) & 3U;
    e->sack_permitted =
        (e->sack_permitted | (unsigned)way->sack_permitted << reverse) & 3U;
}

/* Whether all there is to know of it has its place. */
static bool is_usual(const struct segment *seg, const struct transit *way)
{
    return seg->len_known && seg->len <= UINT16_MAX && seg->n_sack == 0 &&
           seg->flags <= UINT8_MAX && seg->window != 0 && !way->quoted;
}

bool early_may_begin(const struct segment *seg, const struct transit *way)
{
    return is_usual(seg, way) && (seg->flags & ~(unsigned)ECN) == TL_SYN &&
           seg->len == 0 && seg->ack == 0;
}

void early_begin(struct early *e, const struct segment *seg,
                 const struct transit *way, bool reverse, uint32_t number)
{
    e->first_time = seg->time;
    e->number = number;
    memset(e->sent, 0, sizeof(e->sent));
    e->n = e->reversed = e->stamped = 0;
    e->ip4 = seg->ip4;
    e->fine = seg->time % US != 0;
    e->scales = e->sack_permitted = 0;
    put_syn(e, seg, way, reverse);
    (void)put(e, seg, way, reverse);
}

/* The answer to the SYN, and the second segment. */
static bool is_answer(const struct early *e, const struct segment *seg,
                      bool reverse)
{
    return e->n == 1 && has_bit(e->reversed, 0) != reverse && seg->len == 0 &&
           (seg->flags & ~(unsigned)ECN) == (TL_SYN | TL_ACK) &&
           seg->ack == e->isn[!reverse] + 1;
}

static uint32_t edge_of(const struct early *e, unsigned side)
{
    return e->isn[side] + 1 + e->sent[side];
}

/* By its id packets between the two may be missing. */
static bool skips_ids(const struct early_segment *s, const struct transit *way)
{
    const unsigned step = (uint16_t)(way->id - s->id);

    return way->id != 0 && step > 1 && step <= IDS_FAR;
}

/* Of two of one side: by their time stamps the second was sent later. */
static bool in_order(const struct early *e, unsigned first, unsigned second)
{
    return has_bit(e->stamped, first) == has_bit(e->stamped, second) &&
           (int32_t)(e->at[second].ts - e->at[first].ts) >= 0;
}

/*
 * Whether none before it of its side may be the same packet, by its checksum;
 * and, of one with data, none is missing in front of it, by its id. That is
 * reckoned from the one sent last: of two the second, while ids have not yet
 * shown how they go on; else any of them may be it.
 */
static bool stands_alone(const struct early *e, const struct segment *seg,
                         const struct transit *way, bool reverse)
{
    unsigned n = 0, last = 0;
    bool skips = false, ordered = true;

    for (unsigned i = 0; i < e->n; i++) {
        if (has_bit(e->reversed, i) != reverse)
            continue;
        if (e->at[i].checksum == way->checksum)
            return false;
        skips |= skips_ids(&e->at[i], way);
        ordered &= n == 0 || in_order(e, last, i);
        last = i;
        n++;
    }
    return seg->len == 0 || !skips ||
           (n <= 2 && ordered && !skips_ids(&e->at[last], way));
}

/*
 * New data, or none, at the edge of its side, acknowledging all the other has
 * sent: with such an ACK there is nothing to be a duplicate of. A single byte
 * may be a probe.
 */
static bool goes_on(const struct early *e, const struct segment *seg,
                    const struct transit *way, bool reverse)
{
    return e->n >= 2 && e->n < EARLY_SEGMENTS &&
           (seg->flags & ~(unsigned)(ECN | TL_PSH)) == TL_ACK &&
           seg->seq == edge_of(e, reverse) &&
           seg->ack == edge_of(e, !reverse) && seg->len != 1 &&
           seg->len + e->sent[reverse] <= UINT16_MAX &&
           is_same_way(&way->way, &e->way[reverse]) &&
           stands_alone(e, seg, way, reverse);
}

bool early_add(struct early *e, const struct segment *seg,
               const struct transit *way, bool reverse)
{
    if (!is_usual(seg, way))
        return false;
    if (is_answer(e, seg, reverse)) {
        put_syn(e, seg, way, reverse);
        return put(e, seg, way, reverse);
    }
    if (!goes_on(e, seg, way, reverse) || !put(e, seg, way, reverse))
        return false;
    e->sent[reverse] = (uint16_t)(e->sent[reverse] + seg->len);
    return true;
}

static void read_segment(const struct early_reader *r, bool reverse,
                         struct segment *seg)
{
    const struct early *e = r->of;
    const struct early_segment *s = &e->at[r->at];
    const bool syn = (e->flags[r->at] & TL_SYN) != 0;

    *seg = (struct segment){
        .ip4 = e->ip4,
        .time = early_time(e, r->at),
        .frame = s->frame,
        .seq = syn ? e->isn[reverse] : r->edge[reverse],
        .ack = (e->flags[r->at] & TL_ACK) != 0 ? r->edge[!reverse] : 0,
        .len = s->len,
        .window = s->window,
        .flags = e->flags[r->at],
        .len_known = true,
        .has_window_shift = syn && has_bit(e->scales, reverse),
        .window_shift = syn ? e->shift[reverse] : 0,
    };
}

bool early_next(struct early_reader *r, struct segment *seg,
                struct transit *way, bool *reverse)
{
    const struct early *e = r->of;
    const struct early_segment *s = &e->at[r->at];

    if (r->at >= e->n)
        return false;
    *reverse = has_bit(e->reversed, r->at);
    read_segment(r, *reverse, seg);
    const bool syn = (seg->flags & TL_SYN) != 0;
    *way = (struct transit){
        .ts = s->ts,
        .echo = s->echo,
        .id = s->id,
        .checksum = s->checksum,
        .mss = syn ? e->mss[*reverse] : 0,
        .numbers = transit_numbers(seg),
        .has_ts = has_bit(e->stamped, r->at),
        .sack_permitted = syn && has_bit(e->sack_permitted, *reverse),
        .way = e->way[*reverse],
    };
    r->edge[*reverse] = seg->seq + seg->len + syn;
    r->at++;
    return true;
}
