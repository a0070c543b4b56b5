/*
 * The diagnosis' short way through a connection against its long one: of
 * random conversations both say and remember the same, segment by segment.
 */
#include "diagnose.h"
#include "flow_table.h"
#include "history_parts.h"
#include "tcpline/stamp.h"
#include "unit_main.h"

enum {
    CONVERSATIONS = 60,
    SEGMENTS = 120, /* of each */
    HOSTS = 2,
    FEW = 10,
    MSS = 1448,
    US = 1000,
    MS = 1000 * US,
};

struct world {
    struct flow_table *flows;
    struct history_table *table;
    unsigned short_ways, short_after_trouble;
};

/* One connection: what its hosts send next, and how they do it. */
struct talk {
    uint32_t rng;
    uint32_t next[HOSTS], acked[HOSTS];
    uint32_t sent; /* segments so far */
    uint16_t id[HOSTS], port;
    uint8_t id_step; /* 0: always the same; 9: any */
    uint8_t tick;    /* ms of the time stamps' clock; 0: there are none */
    uint8_t odd;     /* of a hundred segments; they are told apart below */
    int64_t time;
};

struct packet {
    struct segment seg;
    struct transit way;
};

/* A generator of our own, so that a failing seed fails everywhere. */
static uint32_t draw(struct talk *t, uint32_t below)
{
    t->rng = t->rng * 1664525U + 1013904223U;
    return (t->rng >> 8) % below;
}

static const uint8_t hosts[HOSTS][4] = {{10, 0, 0, 1}, {10, 0, 0, 2}};

static void begin_talk(struct talk *t, unsigned number)
{
    static const uint8_t id_steps[] = {0, 1, 1, 2, 9}, ticks[] = {0, 1, 1, 10};

    t->next[0] = draw(t, 5000) - 2500;
    t->next[1] = draw(t, 5000) - 2500;
    t->sent = 0;
    t->port = (uint16_t)(1024 + number);
    t->id[0] = (uint16_t)draw(t, 3);
    t->id[1] = (uint16_t)draw(t, 65536);
    t->id_step = id_steps[draw(t, 5)];
    t->tick = ticks[draw(t, 4)];
    t->odd = (uint8_t)(draw(t, 3) * 2);
}

static uint16_t next_id(struct talk *t, unsigned who)
{
    if (t->id_step == 9)
        return (uint16_t)draw(t, 65536);
    t->id[who] = (uint16_t)(t->id[who] + t->id_step);
    return t->id[who];
}

static void pass_time(struct talk *t)
{
    static const uint32_t most[] = {20, 300, 300, 50 * US, 400 * US};

    t->time += (int64_t)draw(t, most[draw(t, 5)]) * US;
    if (draw(t, 50) == 0)
        t->time -= draw(t, MS);
}

/* What the capture misses, or nobody gets: a hole, or a tail's ids. */
static void lose_some(struct talk *t, unsigned who)
{
    if (draw(t, 2) == 0) {
        t->next[who] += draw(t, MSS);
        return;
    }
    t->id[who] = (uint16_t)(t->id[who] + t->id_step * (1 + draw(t, 5)));
    t->time += (200 + draw(t, 300)) * (int64_t)MS;
}

/* A handshake, then what goes on: data and acknowledgements of both sides. */
static struct segment usual_segment(struct talk *t, unsigned who)
{
    static const uint16_t windows[] = {500, 500, 500, 501, 4000, 3};
    static const uint32_t lengths[] = {0, 0, 1, 100, MSS, MSS, 4 * MSS};
    struct segment seg = {
        .src = hosts[who],
        .dst = hosts[!who],
        .ip4 = true,
        .sport = who == 0 ? t->port : 80,
        .dport = who == 0 ? 80 : t->port,
        .seq = t->next[who],
        .ack = t->next[!who],
        .len = t->sent < 3 ? 0 : lengths[draw(t, 7)],
        .flags = t->sent == 0   ? TL_SYN
                 : t->sent == 1 ? TL_SYN | TL_ACK
                                : TL_ACK,
        .window = windows[draw(t, 6)],
        .hdr_len = SEGMENT_HEADER,
        .hdr_cap = SEGMENT_HEADER,
        .len_known = true,
        .plain = t->sent >= 2,
        .has_window_shift = t->sent < 2,
        .window_shift = 4,
    };

    if (draw(t, 2) != 0 && t->sent > 2)
        seg.flags |= TL_PSH;
    if (draw(t, 4) == 0 && t->sent > 2)
        seg.ack = t->acked[!who];
    return seg;
}

static void make_odd(struct talk *t, struct segment *seg)
{
    static const uint16_t rare[] = {TL_SYN, TL_SYN | TL_ACK, TL_FIN | TL_ACK,
                                    TL_RST, 0};

    switch (draw(t, 6)) {
    case 0:
        seg->seq += draw(t, 4000) - 3000;
        break;
    case 1:
        seg->ack += draw(t, 4000) - 3000;
        break;
    case 2:
        seg->window = 0;
        break;
    case 3:
        seg->flags = rare[draw(t, COUNT_OF(rare))];
        break;
    case 4:
        seg->len_known = false;
        break;
    default:
        seg->plain = false;
        seg->n_sack = 1;
        seg->sack[0] = (struct sack_block){seg->ack + 1, seg->ack + 50};
    }
}

static struct transit draw_way(struct talk *t, unsigned who,
                               const struct segment *seg)
{
    const uint32_t ms = (uint32_t)(t->time / MS);
    struct transit way = {
        .id = next_id(t, who),
        .checksum = (uint16_t)(seg->seq * 7 + seg->ack * 3 + seg->window),
        .mss = (seg->flags & TL_SYN) != 0 ? MSS + 12 : 0,
        .numbers = seg->len != 0 ? (uint16_t)(seg->ack * 5) : 0,
        .sack_permitted = true,
        .way = {.mac = draw(t, 4 * FEW) == 0, .ttl = 64},
    };

    if (t->tick != 0) {
        way.has_ts = true;
        way.ts = ms / t->tick;
        way.echo = (ms - draw(t, 30)) / t->tick;
    }
    return way;
}

static struct packet draw_packet(struct talk *t)
{
    const unsigned who = t->sent < 3 ? t->sent % 2 : draw(t, HOSTS);

    if (t->sent > 2 && draw(t, 200) < t->odd)
        lose_some(t, who);
    const bool odd = t->sent > 2 && draw(t, 100) < t->odd;
    struct packet p = {.seg = usual_segment(t, who)};

    pass_time(t);
    if (odd)
        make_odd(t, &p.seg);
    p.way = draw_way(t, who, &p.seg);
    p.seg.time = t->time;
    if (!odd) {
        t->next[who] = p.seg.seq + p.seg.len + (t->sent < 2);
        t->acked[!who] = p.seg.ack;
    }
    t->sent++;
    return p;
}

static struct tl_diagnosis judge(struct world *w, const struct segment *seg,
                                 const struct transit *way,
                                 const struct history **connection)
{
    const struct flow flow = flow_of_ends(
        w->flows, seg->ip4, (struct flow_end){seg->src, seg->sport},
        (struct flow_end){seg->dst, seg->dport});
    struct history_step step;
    struct time_split split[2];
    struct history_at at;
    struct finding f = {0};

    if (history_goes_on(w->table, seg, flow, &at) &&
        diagnose_short(seg, way, &at, split)) {
        w->short_ways++;
        w->short_after_trouble += at.mine->troubled || at.theirs->troubled;
        history_go_on(seg, way, &at, split);
        *connection = at.connection;
        return f.d;
    }
    ck_assert(history_open(w->table, seg, flow, &step));
    diagnose(seg, way, &step, &f);
    history_advance(w->table, seg, way, &step, &f);
    *connection = step.connection;
    return f.d;
}

static void check_diagnosis(const struct tl_diagnosis *a,
                            const struct tl_diagnosis *b)
{
    ck_assert_uint_eq(a->event, b->event);
    ck_assert_uint_eq(a->cause, b->cause);
    ck_assert_uint_eq(a->trigger, b->trigger);
    ck_assert_uint_eq(a->place, b->place);
    ck_assert_uint_eq(a->certain, b->certain);
    ck_assert_uint_eq(a->captured_twice, b->captured_twice);
    ck_assert_uint_eq(a->evidence, b->evidence);
    ck_assert_uint_eq(a->duplicate_acks, b->duplicate_acks);
    ck_assert_uint_eq(a->missing_bytes, b->missing_bytes);
    ck_assert_uint_eq(a->unseen_bytes, b->unseen_bytes);
    ck_assert_uint_eq(a->of, b->of);
    ck_assert_uint_eq(a->of_all, b->of_all);
    ck_assert_int_eq(a->after, b->after);
}

static void check_range(const struct range *a, const struct range *b)
{
    ck_assert_int_eq(a->time, b->time);
    ck_assert_uint_eq(a->start, b->start);
    ck_assert_uint_eq(a->frame, b->frame);
    ck_assert_uint_eq(a->ts, b->ts);
    ck_assert_uint_eq(a->id, b->id);
    ck_assert_uint_eq(a->checksum, b->checksum);
    ck_assert_uint_eq(a->numbers, b->numbers);
    ck_assert_uint_eq(a->copies, b->copies);
    ck_assert_uint_eq(a->kind, b->kind);
    ck_assert_uint_eq(a->cause, b->cause);
    ck_assert_mem_eq(&a->way, &b->way, sizeof(a->way));
}

static void check_sent(const struct ranges *a, const struct ranges *b)
{
    ck_assert_uint_eq(a->head, b->head);
    ck_assert_uint_eq(a->count, b->count);
    ck_assert_uint_eq(a->room, b->room);
    ck_assert_uint_eq(a->has_holes, b->has_holes);
    for (unsigned i = 0; i < a->count; i++)
        check_range(ranges_row(a) + a->head + i, ranges_row(b) + b->head + i);
}

static void check_offer(const struct offer *a, const struct offer *b)
{
    ck_assert_uint_eq(a->us, b->us);
    ck_assert_uint_eq(a->edge, b->edge);
    ck_assert_uint_eq(a->ts, b->ts);
}

static void check_windows(const struct windows *a, const struct windows *b)
{
    ck_assert_uint_eq(a->offers.n, b->offers.n);
    for (unsigned i = 0; i < HISTORY_OFFERS; i++) {
        check_offer(&a->offers.span[i].first, &b->offers.span[i].first);
        check_offer(&a->offers.span[i].last, &b->offers.span[i].last);
    }
    ck_assert_uint_eq(a->since_full, b->since_full);
    ck_assert_uint_eq(a->first_full, b->first_full);
    ck_assert_uint_eq(a->full_at, b->full_at);
    ck_assert_uint_eq(a->pace, b->pace);
    ck_assert_uint_eq(a->full_rounds, b->full_rounds);
}

static void check_ids(const struct history_side *a,
                      const struct history_side *b)
{
    ck_assert_mem_eq(&a->ids, &b->ids, sizeof(a->ids));
    ck_assert_int_eq(a->newest_time, b->newest_time);
    ck_assert_uint_eq(a->newest_frame, b->newest_frame);
    ck_assert_uint_eq(a->newest_ts, b->newest_ts);
    ck_assert_uint_eq(a->newest_id, b->newest_id);
    ck_assert_uint_eq(a->newest_packets, b->newest_packets);
    ck_assert_uint_eq(a->n_recent, b->n_recent);
    ck_assert_mem_eq(a->recent, b->recent, sizeof(a->recent));
}

static void check_times(const struct history_side *a,
                        const struct history_side *b)
{
    const struct rtts_smooth x = rtts_smoothed(&a->rtts);
    const struct rtts_smooth y = rtts_smoothed(&b->rtts);

    ck_assert_uint_eq(a->rtts.n, b->rtts.n);
    ck_assert_uint_eq(a->rtts.least, b->rtts.least);
    ck_assert_uint_eq(x.srtt, y.srtt);
    ck_assert_uint_eq(x.rttvar, y.rttvar);
    ck_assert_int_eq(a->data_time, b->data_time);
    ck_assert_int_eq(a->acked_time, b->acked_time);
    ck_assert_int_eq(a->undecided, b->undecided);
    ck_assert_int_eq(a->path, b->path);
    ck_assert_int_eq(a->application, b->application);
    ck_assert_int_eq(a->opening, b->opening);
    ck_assert_int_eq(a->receiver, b->receiver);
    ck_assert_int_eq(a->closing, b->closing);
}

static void check_side(const struct history_side *a,
                       const struct history_side *b)
{
    check_sent(&a->sent, &b->sent);
    check_ids(a, b);
    check_times(a, b);
    ck_assert_uint_eq(a->bytes, b->bytes);
    ck_assert_uint_eq(a->edge, b->edge);
    ck_assert_uint_eq(a->acked, b->acked);
    ck_assert_uint_eq(a->window, b->window);
    ck_assert_uint_eq(a->window_edge, b->window_edge);
    ck_assert_uint_eq(a->least_window, b->least_window);
    ck_assert_uint_eq(a->least_window_frame, b->least_window_frame);
    ck_assert_uint_eq(a->segments, b->segments);
    ck_assert_uint_eq(a->mss, b->mss);
    ck_assert_uint_eq(a->mss_told, b->mss_told);
    ck_assert_uint_eq(a->duplicate_acks, b->duplicate_acks);
    ck_assert_uint_eq(a->troubled, b->troubled);
    if (a->troubled)
        ck_assert_mem_eq(a->more->trouble, b->more->trouble,
                         sizeof(struct trouble));
    ck_assert_uint_eq(a->pushed, b->pushed);
    ck_assert_uint_eq(a->partial, b->partial);
    ck_assert_uint_eq(a->filled, b->filled);
    ck_assert_uint_eq(a->offered, b->offered);
    ck_assert_uint_eq(a->windowed, b->windowed);
    if (a->windowed)
        check_windows(&a->more->windows, &b->more->windows);
}

static void check_connection(const struct history *a, const struct history *b)
{
    ck_assert_int_eq(a->last_time, b->last_time);
    ck_assert_uint_eq(a->established, b->established);
    ck_assert_uint_eq(a->calm, b->calm);
    check_side(&a->side[0], &b->side[0]);
    check_side(&a->side[1], &b->side[1]);
}

static void world_open(struct world *w)
{
    w->flows = flow_table_new(0, 0);
    ck_assert_ptr_nonnull(w->flows);
    w->table = history_table_new(w->flows);
    ck_assert_ptr_nonnull(w->table);
}

static void world_close(struct world *w)
{
    history_table_free(w->table);
    flow_table_free(w->flows);
}

static void check_packet(struct world *quick, struct world *slow,
                         struct packet *p)
{
    const struct history *x, *y;

    const struct tl_diagnosis a = judge(quick, &p->seg, &p->way, &x);
    p->seg.plain = false;
    const struct tl_diagnosis b = judge(slow, &p->seg, &p->way, &y);
    check_diagnosis(&a, &b);
    /* What goes wrong stays wrong: not after each, which takes long. */
    if (p->seg.frame % FEW == 0)
        check_connection(x, y);
}

START_TEST(the_same_both_ways)
{
    struct world quick = {0}, slow = {0};
    struct talk talk = {.rng = (uint32_t)_i,
                        .time = INT64_C(1700000000) * TL_BILLION};
    uint64_t frame = 0;

    world_open(&quick);
    world_open(&slow);
    for (unsigned i = 0; i < CONVERSATIONS; i++) {
        begin_talk(&talk, i);
        while (talk.sent < SEGMENTS) {
            struct packet p = draw_packet(&talk);
            p.seg.frame = ++frame;
            check_packet(&quick, &slow, &p);
        }
    }
    ck_assert_uint_eq(slow.short_ways, 0);
    ck_assert_uint_gt(quick.short_ways, CONVERSATIONS * SEGMENTS / 5);
    ck_assert_uint_gt(quick.short_after_trouble, CONVERSATIONS * SEGMENTS / 50);
    world_close(&quick);
    world_close(&slow);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("history_short");
    TCase *tc = tcase_create("history_short");

    tcase_add_loop_test(tc, the_same_both_ways, 1, 9);
    suite_add_tcase(s, tc);
    return s;
}
