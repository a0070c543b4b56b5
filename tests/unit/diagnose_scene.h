/*
 * diagnose_scene.h - a connection as a capture sees it, one segment after the
 * other, for tests of the diagnosis.
 *
 * A client (side A) opens, waits for the answer, and sends; times are in
 * milliseconds. `far` is how long the server takes to answer as seen here,
 * `near` the client: together the round trip.
 */
#ifndef TCPLINE_TESTS_DIAGNOSE_SCENE_H
#define TCPLINE_TESTS_DIAGNOSE_SCENE_H

#include <string.h>

#include "diagnose.h"
#include "flow_table.h"
#include "unit_main.h"

enum { MSS = 1000, CLIENT_ISN = 5000, SERVER_ISN = 9000 };
enum { DATA = TL_ACK, A = 0, B = 1 };

static struct flow_table *flows;
static struct history_table *table;
static double now;
static uint64_t frame;
static uint32_t stamps[2];
static uint16_t ids[2];
static bool with_stamps, with_ids, no_sack;
static uint16_t told_mss;        /* in both SYNs; 0: in none */
static uint16_t offered = 60000; /* the window of each segment */
static struct finding f;

static const uint8_t addr_a[4] = {192, 0, 2, 1}, addr_b[4] = {192, 0, 2, 2};

/* What is sent once and may be seen again, later or elsewhere. */
struct sent {
    struct segment seg;
    struct transit way;
};

static inline struct sent make(int side, uint32_t seq, uint32_t len,
                               unsigned flags, uint32_t ack)
{
    struct sent s = {
        .seg = {.src = side == A ? addr_a : addr_b,
                .dst = side == A ? addr_b : addr_a,
                .ip4 = true,
                .seq = seq,
                .ack = ack,
                .len = len,
                .sport = side == A ? 40000 : 80,
                .dport = side == A ? 80 : 40000,
                .window = offered,
                .flags = (uint16_t)flags,
                .hdr_len = 20,
                .hdr_cap = 20,
                .len_known = true},
        .way = {.ts = (uint32_t)(int64_t)now + stamps[side],
                .id = with_ids ? ++ids[side] : 0,
                .checksum =
                    (uint16_t)(seq * 7 + ack * 3 + len +
                               (with_stamps ? (unsigned)(int64_t)now : 0)),
                .numbers = (uint16_t)(flags * 31 + ack * 5),
                .has_ts = with_stamps,
                .mss = (flags & TL_SYN) != 0 ? told_mss : 0,
                .sack_permitted = !no_sack},
    };
    return s;
}

static inline struct tl_diagnosis see(struct sent s)
{
    struct history_step step;

    s.seg.time = (int64_t)(now * 1e6 + 0.5) + INT64_C(1000000000);
    s.seg.frame = ++frame;
    const struct flow flow = flow_of_ends(
        flows, s.seg.ip4, (struct flow_end){s.seg.src, s.seg.sport},
        (struct flow_end){s.seg.dst, s.seg.dport});
    ck_assert(history_open(table, &s.seg, flow, &step));
    diagnose(&s.seg, &s.way, &step, &f);
    history_advance(table, &s.seg, &s.way, &step, &f);
    return f.d;
}

/* Client data from byte `at` on, and the server's acknowledgement up to it. */
static inline struct sent data(unsigned at, unsigned len)
{
    return make(A, CLIENT_ISN + 1 + at, len, DATA, SERVER_ISN + 1);
}

static inline struct sent ack(unsigned at)
{
    return make(B, SERVER_ISN + 1, 0, TL_ACK, CLIENT_ISN + 1 + at);
}

static inline struct sent sack(unsigned at, unsigned left, unsigned right)
{
    struct sent s = ack(at);

    s.seg.n_sack = 1;
    s.seg.sack[0] =
        (struct sack_block){CLIENT_ISN + 1 + left, CLIENT_ISN + 1 + right};
    return s;
}

static inline void open_table(void)
{
    flows = flow_table_new(0, 0);
    ck_assert_ptr_nonnull(flows);
    table = history_table_new(flows);
    ck_assert_ptr_nonnull(table);
}

static inline void open_connection(double far, double near)
{
    open_table();
    frame = 0;
    now = 0;
    stamps[A] = 1000;
    stamps[B] = 77000;
    ids[A] = 100;
    ids[B] = 40000;
    see(make(A, CLIENT_ISN, 0, TL_SYN, 0));
    now += far;
    see(make(B, SERVER_ISN, 0, TL_SYN | TL_ACK, CLIENT_ISN + 1));
    now += near;
    see(make(A, CLIENT_ISN + 1, 0, TL_ACK, SERVER_ISN + 1));
}

static inline void at_receiver(bool use_stamps, bool use_ids)
{
    with_stamps = use_stamps;
    with_ids = use_ids;
    open_connection(0.1, 40);
}

static inline void at_sender(bool use_stamps, bool use_ids)
{
    with_stamps = use_stamps;
    with_ids = use_ids;
    open_connection(40, 0.1);
}

static inline void close_table(void)
{
    history_table_free(table);
    flow_table_free(flows);
    table = NULL;
}

static inline void setup(void)
{
    table = NULL;
    told_mss = 0;
    no_sack = false;
    offered = 60000;
}

#define IS(d, what) ck_assert_int_eq((d).event, TL_EVENT_##what)

static inline void see_data(unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++)
        see(data(i * MSS, MSS));
}

/* It does not come by. */
static inline void lose(unsigned at)
{
    (void)data(at * MSS, MSS);
}

/* The fifth and the seventh do not come by. */
static inline void see_two_holes(void)
{
    see_data(0, 4);
    lose(4);
    see_data(5, 6);
    lose(6);
    see_data(7, 8);
}

/* The fifth is missing: its sender is told so three times. */
static inline void sack_thrice(unsigned from, unsigned to)
{
    for (unsigned i = 0; i < 3; i++)
        see(sack(4 * MSS, from * MSS, to * MSS));
}

/* The fifth does not come by, of which its sender is told. */
static inline void see_hole(unsigned to)
{
    see_data(0, 4);
    lose(4);
    see_data(5, to);
    sack_thrice(5, to);
}

static inline void see_pushed(unsigned at)
{
    see(make(A, CLIENT_ISN + 1 + at * MSS, MSS, DATA | TL_PSH, SERVER_ISN + 1));
}

/* New data of the client at `at`: sent again, or not. */
static inline void expect(unsigned at, bool lost)
{
    if (lost)
        IS(see(data(at * MSS, MSS)), RETRANSMISSION);
    else
        IS(see(data(at * MSS, MSS)), NONE);
}

/* All before it is acknowledged, a round trip before it comes. */
static inline void expect_behind(unsigned at, bool lost)
{
    see(ack(at * MSS));
    now += 42;
    expect(at, lost);
}

/* Of the first connection. */
static inline struct tl_connection_sum sum_of_all(void)
{
    struct tl_connection_sum sum;

    ck_assert(history_table_sum(table, 0, 0, &sum));
    return sum;
}

#endif
