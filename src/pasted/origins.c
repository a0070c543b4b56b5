/*
 * origins.c - what each connection of a text counts from.
 */
#include "origins.h"

#include <stdlib.h>
#include <string.h>

#include "index.h"
#include "tcpline/stamp.h"

enum mode {
    UNMET,    /* no segment with ACK has come by */
    COUNTED,  /* from base[] */
    AS_IS,    /* never, though the first segment is there: -S */
    IN_MIDST, /* from what is not in the text; or never */
};

/* [0] is the end that sorts first. */
struct origin {
    enum mode mode;
    uint32_t base[2];
    uint32_t next[2]; /* number that end's next byte will have ... */
    bool closed[2];   /* that end's window is */
    bool has_next[2]; /* ... if that is known */
    /* The last ACK of each end, if nothing new has come for it since. */
    bool has_last[2];
    uint32_t last_ack[2], last_win[2];
    int64_t last_time[2];
};

struct origins {
    struct index connections; /* hash of the ends -> place, plus 1 */
    struct origin *all;
    uint32_t n;
    uint32_t room;
};

struct origins *origins_new(void)
{
    struct origins *o = calloc(1, sizeof(*o));

    if (o != NULL && !index_init(&o->connections)) {
        origins_free(o);
        return NULL;
    }
    return o;
}

void origins_free(struct origins *o)
{
    if (o == NULL)
        return;
    index_free(&o->connections);
    free(o->all);
    free(o);
}

static bool sorts_first(const struct end_place *a, const struct end_place *b)
{
    return memcmp(a, b, sizeof(*a)) < 0;
}

/* Which of its connection's ends sent it. */
static unsigned side_of(const struct draft *d)
{
    return sorts_first(&d->ends[0], &d->ends[1]) ? 0 : 1;
}

static struct origin *origin_of(struct origins *o, const struct draft *d,
                                uint32_t *place)
{
    const unsigned side = side_of(d);
    const struct end_place key[2] = {d->ends[side], d->ends[!side]};
    bool added;
    uint32_t *at = index_at(
        &o->connections, index_hash(&o->connections, key, sizeof(key)), &added);

    if (at == NULL)
        return NULL;
    if (added) {
        if (o->n == o->room) {
            const uint32_t room = o->room == 0 ? 64 : 2 * o->room;
            struct origin *more = reallocarray(o->all, room, sizeof(*more));
            if (more == NULL)
                return NULL;
            o->all = more;
            o->room = room;
        }
        o->all[o->n] = (struct origin){0};
        *at = o->n++;
    }
    *place = *at;
    return &o->all[*at];
}

/* Segments of one connection point to the one behind: last to first. */
static bool link_up(struct origins *o, struct draft *drafts, size_t n,
                    uint32_t *last)
{
    for (size_t i = n; i-- > 0;) {
        uint32_t place;

        if (origin_of(o, &drafts[i], &place) == NULL)
            return false;
        drafts[i].next = last[place];
        last[place] = (uint32_t)i;
    }
    return true;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
    const uint32_t d = a - b;
    return d < -d ? d : -d;
}

static bool acks(const struct draft *d)
{
    return (d->seg.flags & TOLD_ACK) != 0 && !d->seg.quiet;
}

static bool syns(const struct draft *d)
{
    return (d->seg.flags & TOLD_SYN) != 0;
}

/* The next segment of the connection that is counted, if any way. */
static const struct draft *next_counted(const struct draft *drafts,
                                        const struct draft *d)
{
    while (d->next != 0) {
        d = &drafts[d->next];
        if (syns(d))
            return NULL;
        if (acks(d))
            return d;
    }
    return NULL;
}

/* How far a segment's numbers are from what was expected, counted so. */
static uint64_t strangeness(const struct origin *o, const struct draft *d,
                            const uint32_t base[2])
{
    const unsigned mine = side_of(d), theirs = !mine;
    uint64_t sum = 0;

    if (d->seg.has_seq && o->has_next[mine])
        sum += distance(base[mine] + d->seg.seq, o->next[mine]);
    if (o->has_next[theirs])
        sum += distance(base[theirs] + d->seg.ack, o->next[theirs]);
    return sum;
}

static bool is_small(const struct draft *d)
{
    enum { SMALL = 1 << 20 };
    return d->seg.ack < SMALL && (!d->seg.has_seq || d->seg.seq < SMALL);
}

/*
 * After the segment that numbers would be counted from. Where the next ones do
 * not go on from anything that is known, their size must do: connections begin
 * at numbers of 32 bits.
 */
static bool goes_on_counted(const struct origin *o, const struct draft *drafts,
                            const struct draft *d)
{
    static const uint32_t zero[2];
    const struct draft *next = d;

    while ((next = next_counted(drafts, next)) != NULL) {
        const uint64_t counted = strangeness(o, next, o->base);
        const uint64_t plain = strangeness(o, next, zero);

        if (counted != plain)
            return counted < plain;
        if (!is_small(d))
            return is_small(next);
    }
    return syns(d) || !is_small(d);
}

static uint32_t length_of(const struct draft *d)
{
    return d->seg.len + ((d->seg.flags & TOLD_SYN) != 0) +
           ((d->seg.flags & TOLD_FIN) != 0);
}

static void advance(struct origin *o, unsigned side, uint32_t to)
{
    if (!o->has_next[side] || (int32_t)(to - o->next[side]) > 0)
        o->next[side] = to;
    o->has_next[side] = true;
}

/* What a bare ACK's own number must be: it is not in the text. */
static uint32_t guess_seq(const struct origin *o, const struct draft *drafts,
                          const struct draft *d)
{
    const unsigned mine = side_of(d);
    const struct draft *next = d;

    if (o->has_next[mine])
        return o->next[mine];
    while ((next = next_counted(drafts, next)) != NULL) {
        if (side_of(next) != mine)
            return next->seg.ack;
        if (next->seg.has_seq)
            return next->seg.seq;
    }
    return 1;
}

/* The segment that numbers are counted from, or the first that is there. */
static void begin(struct origin *o, const struct draft *drafts, struct draft *d)
{
    const unsigned mine = side_of(d), theirs = !mine;

    if (syns(d))
        o->has_next[0] = o->has_next[1] = false;
    d->seq = d->seg.has_seq ? d->seg.seq : guess_seq(o, drafts, d);
    d->ack = d->seg.ack;
    o->base[mine] = d->seq;
    o->base[theirs] = d->ack - 1;
    if (d->seg.has_seq)
        advance(o, mine, d->seq + length_of(d));
    advance(o, theirs, d->ack);
    if (goes_on_counted(o, drafts, d))
        o->mode = COUNTED;
    else
        o->mode = syns(d) ? AS_IS : IN_MIDST;
    if (!d->seg.has_seq && o->mode != COUNTED)
        d->seq = guess_seq(o, drafts, d);
}

static void go_on(struct origin *o, const struct draft *drafts, struct draft *d)
{
    const unsigned mine = side_of(d), theirs = !mine;
    const bool counted = o->mode == COUNTED;

    d->ack = d->seg.ack + (counted ? o->base[theirs] : 0);
    if (d->seg.has_seq)
        d->seq = d->seg.seq + (counted ? o->base[mine] : 0);
    else
        d->seq = guess_seq(o, drafts, d);
}

/* The edges of SACK blocks count as the acknowledgment does. */
static void settle_edges(const struct origin *o, struct draft *d)
{
    const uint32_t base = o->mode == COUNTED ? o->base[!side_of(d)] : 0;
    uint8_t *at = d->seg.options + d->seg.sack_at;

    for (unsigned i = 0; i < d->seg.n_edges; i++, at += 4) {
        const uint32_t v = (((uint32_t)at[0] << 24) | ((uint32_t)at[1] << 16) |
                            ((uint32_t)at[2] << 8) | at[3]) +
                           base;
        at[0] = (uint8_t)(v >> 24);
        at[1] = (uint8_t)(v >> 16);
        at[2] = (uint8_t)(v >> 8);
        at[3] = (uint8_t)v;
    }
}

/* -q: as if nothing were ever lost. */
static void settle_quiet(struct origin *o, struct draft *d)
{
    const unsigned mine = side_of(d);

    d->seg.flags = TOLD_ACK;
    d->seq = o->has_next[mine] ? o->next[mine] : 1;
    d->ack = o->has_next[!mine] ? o->next[!mine] : 1;
    advance(o, mine, d->seq + d->seg.len);
    d->retold.no_numbers = d->retold.unjudged = true;
}

static int64_t time_of(const struct told_stamp *stamp)
{
    return stamp->sec * TL_BILLION + stamp->ns;
}

/* When keep-alives are sent: after silence, or to a closed window. */
static bool may_be_keep_alive(const struct origin *o, const struct draft *d)
{
    const unsigned mine = side_of(d);

    return d->seg.n_edges == 0 && d->seg.win > 0 &&
           (o->closed[!mine] || d->stamp.kind == TOLD_NO_TIME ||
            time_of(&d->stamp) - o->last_time[mine] >= TL_BILLION);
}

/*
 * An ACK like the last, and nothing in between that it could answer: a
 * keep-alive, whose own number would show it, or a duplicate.
 */
static void look_for_bare(struct origin *o, struct draft *d)
{
    const unsigned mine = side_of(d);
    const bool bare = length_of(d) == 0 && (d->seg.flags & TOLD_RST) == 0;

    o->closed[mine] = d->seg.win == 0;
    if (!bare)
        o->has_last[!mine] = false;
    if (bare && !d->seg.has_seq)
        d->retold.unjudged = o->has_last[mine] && o->last_ack[mine] == d->ack &&
                             o->last_win[mine] == d->seg.win &&
                             may_be_keep_alive(o, d);
    o->last_time[mine] = time_of(&d->stamp);
    o->has_last[mine] = true;
    o->last_ack[mine] = d->ack;
    o->last_win[mine] = d->seg.win;
}

static void settle_one(struct origin *o, const struct draft *drafts,
                       struct draft *d)
{
    const unsigned mine = side_of(d);

    if (d->seg.quiet) {
        settle_quiet(o, d);
        return;
    }
    if (!acks(d)) { /* as it was on the wire */
        d->seq = d->seg.seq;
        if (syns(d) && o->mode == UNMET)
            advance(o, mine, d->seq + length_of(d));
        return;
    }
    if (o->mode == UNMET || syns(d))
        begin(o, drafts, d);
    else
        go_on(o, drafts, d);
    d->retold.has_step = o->mode == IN_MIDST;
    advance(o, mine, d->seq + length_of(d));
    advance(o, !mine, d->ack);
    settle_edges(o, d);
    look_for_bare(o, d);
}

bool origins_settle(struct origins *o, struct draft *drafts, size_t n)
{
    /* Places grow by one a draft at the most. */
    uint32_t *last = calloc(o->n + n + 1, sizeof(*last));
    const bool ok = last != NULL && link_up(o, drafts, n, last);
    uint32_t place;

    free(last);
    for (size_t i = 0; ok && i < n; i++)
        settle_one(origin_of(o, &drafts[i], &place), drafts, &drafts[i]);
    return ok;
}
