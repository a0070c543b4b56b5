/*
 * The short way through a connection against the long one: of random
 * conversations both say the same, segment by segment. Where only words are
 * asked for, it says the same words.
 */
#include "analyse.h"
#include "analyse_short.h"
#include "analyse_words.h"
#include "flow_table.h"
#include "stream_short.h"
#include "tcpline/stamp.h"
#include "unit_main.h"

enum { SEGMENTS = 3000, HOSTS = 2, FEW = 10, MS = 1000000 };

struct world {
    uint32_t rng;
    struct flow_table *flows;
    struct stream_table *streams;
    bool only_words;
    unsigned short_ways;
};

/* A generator of our own, so that a failing seed fails everywhere. */
static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 8) % below;
}

static const uint8_t hosts[HOSTS][4] = {{10, 0, 0, 1}, {10, 0, 0, 2}};
static const uint16_t ports[HOSTS] = {40000, 80};

static uint16_t draw_flags(uint32_t *rng)
{
    static const uint16_t rare[] = {TL_SYN, TL_SYN | TL_ACK, TL_FIN | TL_ACK,
                                    TL_RST, 0};

    if (draw(rng, FEW) == 0)
        return rare[draw(rng, sizeof(rare) / sizeof(rare[0]))];
    return draw(rng, 2) ? TL_ACK : TL_ACK | TL_PSH;
}

/* From `who`, who has sent up to next[who]; mostly what a host would send. */
static struct segment draw_segment(uint32_t *rng, uint32_t next[HOSTS])
{
    static const uint16_t windows[] = {0, 1, 500, 500, 500, 500, 65535};
    static const uint32_t lengths[] = {0, 0, 1, 2, 100, 100, 1460};
    const unsigned who = draw(rng, HOSTS);
    struct segment seg = {
        .src = hosts[who],
        .dst = hosts[!who],
        .ip4 = true,
        .sport = ports[who],
        .dport = ports[!who],
        .flags = draw_flags(rng),
        .seq = next[who],
        .ack = next[!who],
        .len = lengths[draw(rng, 7)],
        .window = windows[draw(rng, 7)],
        .hdr_len = SEGMENT_HEADER,
        .hdr_cap = SEGMENT_HEADER,
        .len_known = draw(rng, FEW * FEW) != 0,
        .plain = true,
    };

    if (draw(rng, FEW) == 0)
        seg.seq += draw(rng, 400) - 200;
    if (draw(rng, 4) == 0)
        seg.ack -= draw(rng, 300);
    if (draw(rng, FEW) == 0) {
        seg.plain = false;
        seg.n_sack = 1;
        seg.sack[0] = (struct sack_block){seg.ack + 1, seg.ack + 50};
    }
    next[who] = seg.seq + seg.len + ((seg.flags & (TL_SYN | TL_FIN)) != 0);
    return seg;
}

/* A segment that goes on. */
static struct tl_verdict judge_short(struct world *w, const struct segment *seg,
                                     const struct stream_at *at)
{
    struct stream_effect effect;
    struct tl_verdict v = {0};

    w->short_ways++;
    if (w->only_words) {
        const uint16_t flags = analyse_words(seg, at->mine, at->theirs, &v);
        stream_pass(w->streams, seg, at, flags);
        return v;
    }
    analyse_short(seg, at->stream, at->mine, at->theirs, &v);
    if (stream_has_effect(at->theirs, seg)) {
        stream_go_on(w->streams, seg, at, v.flags, &effect);
        analyse_short_after(seg, at->stream, &effect, &v);
    } else {
        stream_pass(w->streams, seg, at, v.flags);
        analyse_without(at->stream, &v);
    }
    return v;
}

static struct tl_verdict judge(struct world *w, const struct segment *seg)
{
    const struct flow flow = flow_of_ends(
        w->flows, seg->ip4, (struct flow_end){seg->src, seg->sport},
        (struct flow_end){seg->dst, seg->dport});
    struct stream_step step;
    struct stream_at at;
    struct tl_verdict v;
    bool unseen;

    if (stream_goes_on(w->streams, seg, flow, &at))
        return judge_short(w, seg, &at);
    ck_assert(stream_open(w->streams, seg, flow, &step));
    analyse_before(seg, &step, &v, &unseen);
    stream_advance(w->streams, seg, &step, v.flags, unseen);
    analyse_after(seg, step.stream, &step.effect, &v);
    return v;
}

static void check_numbers(const struct tl_verdict *a,
                          const struct tl_verdict *b)
{
    ck_assert_uint_eq(a->judged, b->judged);
    ck_assert_uint_eq(a->completeness, b->completeness);
    ck_assert_uint_eq(a->len_known, b->len_known);
    ck_assert_uint_eq(a->from_first, b->from_first);
    ck_assert_uint_eq(a->stream, b->stream);
    ck_assert_uint_eq(a->seq, b->seq);
    ck_assert_uint_eq(a->ack, b->ack);
    ck_assert_uint_eq(a->next_seq, b->next_seq);
    ck_assert_uint_eq(a->len, b->len);
    ck_assert_uint_eq(a->expected, b->expected);
    ck_assert_uint_eq(a->seq_base, b->seq_base);
    ck_assert_uint_eq(a->ack_base, b->ack_base);
    ck_assert_uint_eq(a->window, b->window);
    ck_assert_int_eq(a->window_shift, b->window_shift);
    ck_assert_int_eq(a->time_relative, b->time_relative);
    ck_assert_int_eq(a->time_delta, b->time_delta);
}

static void check_verdict(const struct tl_verdict *a,
                          const struct tl_verdict *b)
{
    ck_assert_uint_eq(a->flags, b->flags);
    ck_assert_uint_eq(a->has_record, b->has_record);
    ck_assert_uint_eq(a->duplicate_ack_num, b->duplicate_ack_num);
    ck_assert_uint_eq(a->duplicate_ack_frame, b->duplicate_ack_frame);
    ck_assert_uint_eq(a->bytes_in_flight, b->bytes_in_flight);
    ck_assert_uint_eq(a->push_bytes_sent, b->push_bytes_sent);
    ck_assert_uint_eq(a->rto_frame, b->rto_frame);
    ck_assert_uint_eq(a->acks_frame, b->acks_frame);
    ck_assert_uint_eq(a->closed_frame, b->closed_frame);
    ck_assert_int_eq(a->rto, b->rto);
    ck_assert_int_eq(a->ack_rtt, b->ack_rtt);
    ck_assert_int_eq(a->initial_rtt, b->initial_rtt);
}

static void check_words(const struct tl_verdict *a, const struct tl_verdict *b)
{
    ck_assert_uint_eq(a->judged, b->judged);
    ck_assert_uint_eq(a->flags, b->flags);
    if ((a->flags & TL_V_DUPLICATE_ACK) == 0)
        return;
    ck_assert_uint_eq(a->duplicate_ack_num, b->duplicate_ack_num);
    ck_assert_uint_eq(a->duplicate_ack_frame, b->duplicate_ack_frame);
}

static void world_open(struct world *w)
{
    w->flows = flow_table_new(0, 0);
    ck_assert_ptr_nonnull(w->flows);
    w->streams = stream_table_new(w->flows);
    ck_assert_ptr_nonnull(w->streams);
}

static void world_close(struct world *w)
{
    stream_table_free(w->streams);
    flow_table_free(w->flows);
}

START_TEST(the_same_both_ways)
{
    struct world quick = {0}, words = {.only_words = true}, slow = {0};
    uint32_t rng = (uint32_t)_i;
    uint32_t next[HOSTS] = {draw(&rng, 5000) - 2500, draw(&rng, 5000) - 2500};
    int64_t time = INT64_C(1700000000) * TL_BILLION;

    world_open(&quick);
    world_open(&words);
    world_open(&slow);
    for (uint64_t frame = 1; frame <= SEGMENTS; frame++) {
        struct segment seg = draw_segment(&rng, next);
        time += draw(&rng, 30) * (int64_t)MS;
        seg.time = time;
        seg.frame = frame;
        const struct tl_verdict a = judge(&quick, &seg);
        const struct tl_verdict w = judge(&words, &seg);
        seg.plain = false;
        const struct tl_verdict b = judge(&slow, &seg);
        check_numbers(&a, &b);
        check_verdict(&a, &b);
        check_words(&w, &b);
    }
    ck_assert_uint_eq(slow.short_ways, 0);
    ck_assert_uint_gt(quick.short_ways, SEGMENTS / FEW);
    ck_assert_uint_eq(words.short_ways, quick.short_ways);
    world_close(&quick);
    world_close(&words);
    world_close(&slow);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("stream_short");
    TCase *tc = tcase_create("stream_short");

    tcase_add_loop_test(tc, the_same_both_ways, 1, 9);
    suite_add_tcase(s, tc);
    return s;
}
