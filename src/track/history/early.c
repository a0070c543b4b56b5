/*
 * early.c - the first segments of a connection, as they came.
 */
#include "early.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "sent_order.h"

enum {
    ECN = 0xc0, /* RFC 3168: ECE and CWR, which no rule asks for */
    KEPT_FLAGS = ECN | TL_PSH | TL_FIN, /* the others follow */
    US = 1000,
};

static_assert((KEPT_FLAGS &
               (EARLY_REVERSE | EARLY_STAMPED | EARLY_BEHIND | EARLY_LEN)) == 0,
              "flags and marks lie in one byte");
static_assert(offsetof(struct early, room) == EARLY_HEAD_BYTES, "its place");
static_assert(sizeof(struct early) == EARLY_BLOCK_BYTES, "one block");

static bool has_mark(const struct early *e, unsigned mark, bool reverse)
{
    return (e->log.block.marks & mark << reverse) != 0;
}

static void set_mark(struct early *e, unsigned mark, bool reverse, bool set)
{
    const unsigned others = e->log.block.marks & ~(mark << reverse);

    e->log.block.marks = (uint16_t)(others | (set ? mark : 0U) << reverse);
}

static bool is_fine(const struct early *e)
{
    return has_mark(e, EARLY_FINE, false);
}

static bool put_time(const struct early *e, int64_t time, uint32_t *after)
{
    const uint64_t ns = (uint64_t)time - (uint64_t)e->first_time;
    const uint64_t units = is_fine(e) ? ns : ns / US;

    *after = (uint32_t)units;
    return time >= e->first_time && units <= UINT32_MAX &&
           (is_fine(e) || units * US == ns);
}

/* Of one side: by their time stamps it was sent later than the last. */
static bool in_order(const struct early *e, bool reverse,
                     const struct transit *way)
{
    return has_mark(e, EARLY_STAMPS, reverse) == way->has_ts &&
           (int32_t)(way->ts - e->log.ts[reverse]) >= 0;
}

/* False when it cannot be told again as it is. */
static bool put(struct pool *blocks, struct early *e, const struct segment *seg,
                const struct transit *way, bool reverse)
{
    const unsigned marks = (seg->flags & KEPT_FLAGS) |
                           (reverse ? EARLY_REVERSE : 0U) |
                           (way->has_ts ? EARLY_STAMPED : 0U) |
                           (in_order(e, reverse, way) ? 0U : EARLY_BEHIND) |
                           (seg->len != 0 ? EARLY_LEN : 0U);
    struct early_entry entry = {
        .kept = {.marks = (uint8_t)marks,
                 .id = way->id,
                 .checksum = way->checksum,
                 .window = seg->window},
        .frame = (uint32_t)seg->frame - e->first_frame,
        .ts = way->ts,
        .echo = way->echo,
        .len = (uint16_t)seg->len,
    };

    if (!put_time(e, seg->time, &entry.after) ||
        !early_log_put(blocks, &e->log, &entry))
        return false;
    set_mark(e, EARLY_STAMPS, reverse, way->has_ts);
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
    set_mark(e, EARLY_SCALES, reverse, seg->has_window_shift);
    set_mark(e, EARLY_SACKS, reverse, way->sack_permitted);
}

/* Whether all there is to know of it has its place. */
static bool has_place(const struct segment *seg, const struct transit *way)
{
    return seg->len_known && seg->len <= UINT16_MAX && seg->n_sack == 0 &&
           seg->flags <= UINT8_MAX && !way->quoted;
}

static bool is_usual(const struct segment *seg, const struct transit *way)
{
    return has_place(seg, way) && seg->window != 0;
}

bool early_may_begin(const struct segment *seg, const struct transit *way)
{
    return is_usual(seg, way) && (seg->flags & ~(unsigned)ECN) == TL_SYN &&
           seg->len == 0 && seg->ack == 0;
}

void early_begin(struct early *e, const struct segment *seg,
                 const struct transit *way, bool reverse, uint32_t number)
{
    memset(e, 0, EARLY_HEAD_BYTES);
    e->first_time = seg->time;
    e->first_frame = (uint32_t)seg->frame;
    e->number = number;
    set_mark(e, EARLY_IP4, false, seg->ip4);
    set_mark(e, EARLY_FINE, false, seg->time % US != 0);
    put_syn(e, seg, way, reverse);
    (void)put(NULL, e, seg, way, reverse); /* there is room for it */
}

/* A handshake's two are in the first block, which has room for them. */
static bool is_answered(const struct early *e)
{
    return e->log.block.n > 1;
}

/* The side that has sent the SYN, if no other segment has come. */
static bool opener(const struct pool *blocks, const struct early *e)
{
    struct early_walk walk = {.block = &e->log.block};
    struct early_kept first;

    return early_log_peek(blocks, &walk, &first) &&
           (first.marks & EARLY_REVERSE) != 0;
}

/* The answer to the SYN, and the second segment. */
static bool is_answer(const struct pool *blocks, const struct early *e,
                      const struct segment *seg, bool reverse)
{
    return !is_answered(e) && opener(blocks, e) != reverse && seg->len == 0 &&
           (seg->flags & ~(unsigned)ECN) == (TL_SYN | TL_ACK) &&
           seg->ack == e->isn[!reverse] + 1;
}

static uint32_t edge_of(const struct early *e, bool side)
{
    return e->isn[side] + 1 + e->sent[side] + has_mark(e, EARLY_CLOSED, side);
}

static bool takes_numbers(const struct segment *seg)
{
    return seg->len != 0 || (seg->flags & TL_FIN) != 0;
}

/* By its id packets between the two may be missing. */
static unsigned skips_ids(uint16_t from, uint16_t to)
{
    enum { LEAST = 2 };

    return (uint16_t)(to - from - LEAST) <= IDS_FAR - LEAST;
}

/* What the packets of one side were, seen from one that comes behind them. */
struct past {
    unsigned n;
    unsigned same;  /* one has its checksum */
    unsigned skips; /* by its id, some behind one of them are missing */
    unsigned
        behind;     /* one was sent before what came before it: by stamps ... */
    unsigned back;  /* ... or by ids; of the first two these say nothing yet */
    unsigned far;   /* one has an id that is not a little higher */
    unsigned jumps; /* so many ids are not the next one behind one packet */
    bool data;      /* the last may have been several packets */
    uint16_t id;    /* of the last */
};

/*
 * Without a branch for each: whose segment comes when nobody can predict.
 */
static struct past past_of(const struct pool *blocks, const struct early *e,
                           const struct transit *way, bool reverse)
{
    enum { LITTLE = 64 };
    struct early_walk walk = {.block = &e->log.block};
    struct past p = {0};
    struct early_kept s;

    while (early_log_peek(blocks, &walk, &s)) {
        const unsigned mine = ((s.marks & EARLY_REVERSE) != 0) == reverse;
        const unsigned later = mine & (p.n != 0);
        const uint16_t step = (uint16_t)(s.id - p.id);
        p.same |= mine & (s.checksum == way->checksum);
        p.skips |= mine & skips_ids(s.id, way->id);
        p.behind |= later & ((s.marks & EARLY_BEHIND) != 0);
        p.back |= mine & (p.n > 1) & (step > INT16_MAX);
        p.far |= later & ((uint16_t)(step - 1) >= LITTLE);
        p.jumps += later & (step != 1) & !p.data;
        p.data = mine != 0 ? (s.marks & EARLY_LEN) != 0 : p.data;
        p.id = mine != 0 ? s.id : p.id;
        p.n += mine;
    }
    return p;
}

/*
 * Whether ids surely count no packets of this connection, see
 * ids_count_packets(): they go on, but others' are between.
 */
static bool shares_ids(const struct past *p)
{
    const unsigned exact = p->n - 1 - p->jumps; /* at most */

    return p->far == 0 && p->n > 1 &&
           (p->jumps > exact || (p->n > 2 && exact < 2));
}

/*
 * Whether none is missing in front of a packet, by its id. That is reckoned
 * from the one sent last: of two the second, while ids have not yet shown how
 * they go on, and the last where its id is one less.
 */
static bool follows_ids(const struct past *p, uint16_t id)
{
    if (id == 0 || p->skips == 0)
        return true;
    return p->behind == 0 &&
           ((id == (uint16_t)(p->id + 1) && p->back == 0) ||
            (p->n <= 2 && skips_ids(p->id, id) == 0) || shares_ids(p));
}

/*
 * Whether none before it of its side may be the same packet, by its checksum;
 * and, of one with data or a FIN, none is missing in front of it.
 */
static bool stands_alone(const struct pool *blocks, const struct early *e,
                         const struct segment *seg, const struct transit *way,
                         bool reverse)
{
    const struct past p = past_of(blocks, e, way, reverse);

    return p.same == 0 && (!takes_numbers(seg) || follows_ids(&p, way->id));
}

/* Behind a handshake, at the edge of its side, and as that came. */
static bool is_next(const struct pool *blocks, const struct early *e,
                    const struct segment *seg, const struct transit *way,
                    bool reverse)
{
    return is_answered(e) && seg->seq == edge_of(e, reverse) &&
           is_same_way(&way->way, &e->way[reverse]) &&
           stands_alone(blocks, e, seg, way, reverse);
}

/* Behind a FIN there are no data; a single byte may be a probe. */
static bool has_usual_data(const struct early *e, const struct segment *seg,
                           bool reverse)
{
    return seg->len != 1 && seg->len + e->sent[reverse] <= UINT16_MAX &&
           (!has_mark(e, EARLY_CLOSED, reverse) || !takes_numbers(seg));
}

/*
 * It acknowledges all the other side has sent: with such an ACK there is
 * nothing to be a duplicate of.
 */
static bool goes_on(const struct pool *blocks, const struct early *e,
                    const struct segment *seg, const struct transit *way,
                    bool reverse)
{
    return (seg->flags & ~(unsigned)(ECN | TL_PSH | TL_FIN)) == TL_ACK &&
           seg->ack == edge_of(e, !reverse) &&
           has_usual_data(e, seg, reverse) &&
           is_next(blocks, e, seg, way, reverse);
}

/* The answer where nobody listens (RFC 9293 section 3.5.2). */
static bool is_refusal(const struct pool *blocks, const struct early *e,
                       const struct segment *seg, bool reverse)
{
    return !is_answered(e) && opener(blocks, e) != reverse &&
           (seg->flags & TL_ACK) != 0 && seg->seq == 0 &&
           seg->ack == e->isn[!reverse] + 1;
}

/* The end, where nothing is missing: an ACK acknowledges all there is. */
static bool is_reset(const struct pool *blocks, const struct early *e,
                     const struct segment *seg, const struct transit *way,
                     bool reverse)
{
    if (!has_place(seg, way) || (seg->flags & TL_RST) == 0 ||
        (seg->flags & ~(unsigned)(TL_RST | TL_ACK)) != 0 || seg->len != 0)
        return false;
    if (is_refusal(blocks, e, seg, reverse))
        return true;
    const bool acks = (seg->flags & TL_ACK) != 0;
    return seg->ack == (acks ? edge_of(e, !reverse) : 0) &&
           is_next(blocks, e, seg, way, reverse);
}

static bool add_reset(struct pool *blocks, struct early *e,
                      const struct segment *seg, const struct transit *way,
                      bool reverse)
{
    e->way[reverse] = way->way;
    if (!put(blocks, e, seg, way, reverse))
        return false;
    set_mark(e, EARLY_RESET, false, true);
    set_mark(e, EARLY_RESET_ACK, false, (seg->flags & TL_ACK) != 0);
    return true;
}

bool early_add(struct pool *blocks, struct early *e, const struct segment *seg,
               const struct transit *way, bool reverse)
{
    if (has_mark(e, EARLY_RESET, false))
        return false;
    if (is_reset(blocks, e, seg, way, reverse))
        return add_reset(blocks, e, seg, way, reverse);
    if (!is_usual(seg, way))
        return false;
    if (is_answer(blocks, e, seg, reverse)) {
        put_syn(e, seg, way, reverse);
        return put(blocks, e, seg, way, reverse);
    }
    if (!goes_on(blocks, e, seg, way, reverse) ||
        !put(blocks, e, seg, way, reverse))
        return false;
    e->sent[reverse] = (uint16_t)(e->sent[reverse] + seg->len);
    if ((seg->flags & TL_FIN) != 0)
        set_mark(e, EARLY_CLOSED, reverse, true);
    return true;
}

static unsigned flags_of(const struct early_reader *r,
                         const struct early_kept *kept)
{
    const struct early *e = r->of;
    const unsigned syn = r->n < 2 ? TL_SYN : 0;
    const unsigned ack = r->n == 0 ? 0 : TL_ACK;

    if (has_mark(e, EARLY_RESET, false) && early_log_is_last(&r->walk))
        return TL_RST | (has_mark(e, EARLY_RESET_ACK, false) ? TL_ACK : 0U);
    return (kept->marks & KEPT_FLAGS) | syn | ack;
}

static void read_segment(const struct early_reader *r,
                         const struct early_entry *s, bool reverse,
                         struct segment *seg)
{
    const struct early *e = r->of;
    const unsigned flags = flags_of(r, &s->kept);
    const bool syn = (flags & TL_SYN) != 0;

    *seg = (struct segment){
        .ip4 = has_mark(e, EARLY_IP4, false),
        .time = e->first_time + (int64_t)s->after * (is_fine(e) ? 1 : US),
        .frame = e->first_frame + s->frame,
        .seq = syn ? e->isn[reverse] : r->edge[reverse],
        .ack = (flags & TL_ACK) != 0 ? r->edge[!reverse] : 0,
        .len = s->len,
        .window = s->kept.window,
        .flags = (uint16_t)flags,
        .len_known = true,
        .has_window_shift = syn && has_mark(e, EARLY_SCALES, reverse),
        .window_shift = syn ? e->shift[reverse] : 0,
    };
}

static void read_way(const struct early_reader *r, const struct early_entry *s,
                     const struct segment *seg, bool reverse,
                     struct transit *way)
{
    const struct early *e = r->of;
    const bool syn = (seg->flags & TL_SYN) != 0;

    *way = (struct transit){
        .ts = s->ts,
        .echo = s->echo,
        .id = s->kept.id,
        .checksum = s->kept.checksum,
        .mss = syn ? e->mss[reverse] : 0,
        .numbers = transit_numbers(seg),
        .has_ts = (s->kept.marks & EARLY_STAMPED) != 0,
        .sack_permitted = syn && has_mark(e, EARLY_SACKS, reverse),
        .way = e->way[reverse],
    };
}

bool early_next(struct early_reader *r, struct segment *seg,
                struct transit *way, bool *reverse)
{
    struct early_entry entry;

    if (r->walk.block == NULL)
        r->walk.block = &r->of->log.block;
    if (!early_log_next(r->blocks, &r->walk, &entry))
        return false;
    *reverse = (entry.kept.marks & EARLY_REVERSE) != 0;
    read_segment(r, &entry, *reverse, seg);
    read_way(r, &entry, seg, *reverse, way);
    r->edge[*reverse] =
        seg->seq + seg->len + ((seg->flags & (TL_SYN | TL_FIN)) != 0);
    r->n++;
    return true;
}

int64_t early_waited(const struct pool *blocks, const struct early *e)
{
    struct early_reader reader = {.of = e, .blocks = blocks};
    struct segment seg = {.time = e->first_time};
    struct transit way;
    bool reverse;

    if (e->log.block.n != 2 || !has_mark(e, EARLY_RESET, false))
        return 0;
    while (early_next(&reader, &seg, &way, &reverse))
        continue;
    return seg.time - e->first_time;
}
