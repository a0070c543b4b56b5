/*
 * test_conn.c - relative numbers as tcpdump keeps them (FORMAT.md, "Relative
 * numbers"), and the flow table under them.
 */
#include "conn.h"
#include "flow_index.h"
#include "flow_table.h"
#include "part_of.h"
#include "standing.h"
#include "unit_main.h"

#include <string.h>

static const uint8_t low[4] = {192, 0, 2, 1}, high[4] = {198, 51, 100, 2};

static struct tl_packet pkt;
static struct conn_table *conns;
static struct conn_step step;

static void setup(void)
{
    conns = conn_table_new(0);
    ck_assert_ptr_nonnull(conns);
}

static void teardown(void)
{
    conn_table_free(conns);
}

static void make(const uint8_t *src, const uint8_t *dst, uint16_t sport,
                 uint16_t dport)
{
    static uint8_t addrs[8], ports[4];

    memcpy(addrs, src, 4);
    memcpy(addrs + 4, dst, 4);
    ports[0] = (uint8_t)(sport >> 8);
    ports[1] = (uint8_t)sport;
    ports[2] = (uint8_t)(dport >> 8);
    ports[3] = (uint8_t)dport;
    memset(&pkt, 0, sizeof(pkt));
    pkt.raw.cap_len = pkt.raw.wire_len = 40;
    pkt.n_layers = 2;
    pkt.layers[0].kind = TL_IPV4;
    pkt.layers[0].ip4.src = addrs;
    pkt.layers[0].ip4.dst = addrs + 4;
    pkt.layers[1].kind = TL_TCP;
    pkt.layers[1].ip = 0;
    pkt.tcp_layer = 1;
    pkt.tcp.end = TL_TCP_WHOLE;
    pkt.tcp.hdr = ports;
    pkt.tcp.sport = sport;
    pkt.tcp.dport = dport;
}

/* One segment, client 192.0.2.1.1025 unless `back`; answers (seq, ack) shown */
static void segment(bool back, uint8_t flags, uint32_t seq, uint32_t ack)
{
    if (back)
        make(high, low, 2000, 1025);
    else
        make(low, high, 1025, 2000);
    pkt.tcp.flags = flags;
    pkt.tcp.seq = seq;
    pkt.tcp.ack = ack;
    conn_track(conns, &pkt, false, &step);
}

static void expect(uint32_t seq, uint32_t ack)
{
    ck_assert_uint_eq((uint32_t)(pkt.tcp.seq - step.seq_base), seq);
    ck_assert_uint_eq((uint32_t)(pkt.tcp.ack - step.ack_base), ack);
}

START_TEST(handshake)
{
    segment(false, TL_SYN, 100, 0);
    expect(100, 0);
    segment(true, TL_SYN | TL_ACK, 900, 101);
    expect(900, 101);
    segment(false, TL_ACK, 101, 901);
    expect(1, 1);
    segment(false, TL_ACK | TL_PSH, 101, 901);
    expect(1, 1);
    segment(true, TL_ACK, 901, 104);
    expect(1, 4);
}
END_TEST

START_TEST(mid_stream)
{
    segment(false, TL_ACK, 1000, 5);
    expect(1000, 5);
    ck_assert_uint_eq(step.sack_base, 4);
    segment(false, TL_ACK, 1003, 5);
    expect(3, 1);
    segment(true, TL_ACK, 5, 1003);
    expect(1, 3);
}
END_TEST

START_TEST(without_ack_takes_no_part)
{
    segment(false, TL_ACK, 1000, 5);
    segment(false, TL_RST, 1003, 7);
    expect(1003, 7);
    segment(false, TL_ACK, 1003, 5);
    expect(3, 1);
}
END_TEST

START_TEST(syn_starts_anew)
{
    segment(true, TL_SYN | TL_ACK, 900, 101);
    segment(true, TL_SYN | TL_ACK, 5000, 7001);
    expect(5000, 7001);
    segment(false, TL_ACK, 7001, 5001);
    expect(1, 1);
}
END_TEST

/* Both ends the same: always "forward", so the two bases run together. */
START_TEST(land)
{
    for (uint32_t i = 0; i < 2; i++) {
        make(low, low, 7, 7);
        pkt.tcp.flags = TL_ACK;
        pkt.tcp.seq = 100 + 10 * i;
        pkt.tcp.ack = 50;
        conn_track(conns, &pkt, false, &step);
    }
    expect(10, 1);
}
END_TEST

START_TEST(quoted_only_when_asked)
{
    make(low, high, 1025, 2000);
    pkt.layers[1].depth = 1;
    pkt.tcp.flags = TL_ACK;
    pkt.tcp.seq = 777;
    pkt.tcp.ack = 888;
    conn_track(conns, &pkt, false, &step);
    segment(false, TL_ACK, 777, 889);
    expect(777, 889);
}
END_TEST

/* Meets connection `i`. Answers whether it was known, by what it left. */
static bool meet(struct flow_table *t, uint32_t i)
{
    uint8_t src[4];

    memcpy(src, &i, sizeof(src));
    const struct flow flow = flow_of_ends(t, true, (struct flow_end){src, 1025},
                                          (struct flow_end){high, 2000});
    ck_assert_uint_ne(flow.id, 0);
    uint32_t *left = flow_table_value(t, flow.id);
    if (*left == 0) {
        *left = i + 1;
        return false;
    }
    ck_assert_uint_eq(*left, i + 1);
    return true;
}

/* More entries than several doublings of the index; each keeps its value. */
START_TEST(table_grows)
{
    enum { MANY = 100000 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);

    for (uint32_t i = 0; i < MANY; i++)
        ck_assert(!meet(t, i));
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert(meet(t, i));
    ck_assert_uint_eq(flow_table_count(t), MANY);
    flow_table_free(t);
}
END_TEST

/* With a bound the one silent longest goes, and only that one. */
START_TEST(table_forgets_the_oldest)
{
    enum { BOUND = 1000 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), BOUND);

    for (uint32_t i = 0; i < BOUND; i++)
        ck_assert(!meet(t, i));
    /* Touch the first; then the second is the oldest. */
    for (uint32_t i = 0; i < BOUND / 2; i++) {
        ck_assert(meet(t, 0));
        ck_assert(!meet(t, BOUND + i));
    }
    ck_assert_uint_eq(flow_table_count(t), BOUND);
    ck_assert_uint_eq(flow_table_forgotten(t), BOUND / 2);
    for (uint32_t i = BOUND / 2 + 1; i < BOUND + BOUND / 2; i++)
        ck_assert(meet(t, i));
    flow_table_free(t);
}
END_TEST

/* What has passed goes before the others, the last eighth of it spared. */
START_TEST(table_forgets_what_has_passed)
{
    enum { BOUND = 800, SPARED = BOUND / 8, PASSED = BOUND / 2 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), BOUND);

    for (uint32_t i = 0; i < BOUND; i++) {
        ck_assert(!meet(t, i));
        flow_table_pass(t, i + 1, i >= BOUND - PASSED);
    }
    for (uint32_t i = BOUND; i < BOUND + PASSED - SPARED; i++)
        ck_assert(!meet(t, i));
    ck_assert_uint_eq(flow_table_forgotten(t), 0);
    for (uint32_t i = 0; i < BOUND - PASSED; i++)
        ck_assert(meet(t, i));
    /* The first of the others, silent longest, is next. */
    ck_assert(meet(t, BOUND - 1));
    ck_assert(!meet(t, 2 * BOUND));
    ck_assert_uint_eq(flow_table_forgotten(t), 1);
    ck_assert(!meet(t, BOUND));
    flow_table_free(t);
}
END_TEST

/* One that has passed may come to life again. */
START_TEST(table_keeps_what_has_not_passed_after_all)
{
    enum { BOUND = 16 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), BOUND);

    for (uint32_t i = 0; i < BOUND; i++) {
        ck_assert(!meet(t, i));
        flow_table_pass(t, i + 1, true);
    }
    flow_table_pass(t, 1, false);
    for (uint32_t i = BOUND; i < 3 * BOUND; i++) {
        ck_assert(!meet(t, i));
        ck_assert(meet(t, 0));
    }
    flow_table_free(t);
}
END_TEST

static bool passed(struct standing *s, unsigned flags, bool reverse)
{
    const struct segment seg = {.flags = (uint16_t)flags};

    return standing_passed(s, &seg, reverse);
}

START_TEST(what_has_passed)
{
    struct standing s = {0};

    ck_assert(passed(&s, TL_SYN, true)); /* nobody has answered yet */
    ck_assert(passed(&s, TL_SYN, true));
    ck_assert(!passed(&s, TL_SYN | TL_ACK, false));
    ck_assert(!passed(&s, TL_ACK, true));
    ck_assert(!passed(&s, TL_FIN | TL_ACK, true));
    ck_assert(!passed(&s, TL_ACK, false));
    ck_assert(!passed(&s, TL_FIN | TL_ACK, true)); /* the same once more */
    ck_assert(passed(&s, TL_FIN | TL_ACK, false));
    ck_assert(passed(&s, TL_ACK, true));
    ck_assert(passed(&s, TL_SYN, false)); /* the same ends, the other way */
    ck_assert(!passed(&s, TL_SYN | TL_ACK, true));
    ck_assert(passed(&s, TL_RST, false));
    ck_assert(passed(&s, TL_ACK, true));
    s = (struct standing){0};
    ck_assert(!passed(&s, TL_ACK, false)); /* it was open before */
    s = (struct standing){0};
    ck_assert(passed(&s, TL_SYN, false));
    ck_assert(!passed(&s, TL_SYN, true)); /* both at once */
    s = (struct standing){0};
    ck_assert(passed(&s, TL_SYN, false));
    ck_assert(passed(&s, TL_RST | TL_ACK, true));
}
END_TEST

/* Whether the one entry of `t` was made for a connection just now. */
static bool is_made(struct flow_table *t, struct flow_end from,
                    struct flow_end to)
{
    const struct flow flow = flow_of_ends(t, true, from, to);
    uint32_t *left = flow_table_value(t, flow.id);
    const bool made = *left == 0;

    ck_assert_uint_eq(flow.id, 1);
    *left = 1;
    return made;
}

/* What was found last may have been given up for another since. */
START_TEST(a_guess_is_checked)
{
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 1);
    const struct flow_end end = {low, 1025}, peer = {high, 2000};
    const struct flow_end others[] = {{low, 1026}, {high, 1025}};

    for (size_t i = 0; i < COUNT_OF(others); i++) {
        (void)is_made(t, end, peer);
        ck_assert(!is_made(t, end, peer));
        ck_assert(is_made(t, others[i], peer));
        ck_assert(is_made(t, end, peer));
        ck_assert(!is_made(t, peer, end));
    }
    ck_assert_uint_eq(flow_table_forgotten(t), 4);
    flow_table_free(t);
}
END_TEST

/* The same over IPv6. */
static bool meet_wide(struct flow_table *t, uint8_t wide[16], uint32_t i)
{
    static const uint8_t peer[16] = {0x20, 0x01, 0x0d, 0xb8, [15] = 2};

    memcpy(wide, &i, sizeof(i));
    const struct flow flow = flow_of_ends(
        t, false, (struct flow_end){wide, 1025}, (struct flow_end){peer, 2000});
    ck_assert_uint_ne(flow.id, 0);
    uint32_t *left = flow_table_value(t, flow.id);
    const bool known = *left != 0;
    if (known)
        ck_assert_uint_eq(*left, i + 1);
    *left = i + 1;
    return known;
}

/* Addresses of IPv6 have a place of their own, and give it back. */
START_TEST(wide_keys_come_back)
{
    enum { BOUND = 100, MANY = 1000 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), BOUND);
    uint8_t wide[16] = {[15] = 1}, addr[2][16];
    uint16_t port[2];
    struct flow_key back;

    for (uint32_t i = 0; i < MANY; i++)
        ck_assert(!meet_wide(t, wide, i));
    for (uint32_t i = MANY - BOUND; i < MANY; i++)
        ck_assert(meet_wide(t, wide, i));
    flow_table_key(t, 1, &back);
    flow_key_ends(&back, addr, port);
    const uint32_t first = MANY - BOUND;
    memcpy(wide, &first, sizeof(first));
    ck_assert_mem_eq(addr[0], wide, sizeof(wide));
    ck_assert_uint_eq(addr[1][0], 0x20);
    ck_assert_uint_eq(port[1], 2000);
    flow_table_free(t);
}
END_TEST

START_TEST(both_directions_share_a_key)
{
    struct flow_key there, back;
    bool reverse;

    make(low, high, 1025, 2000);
    flow_key_of(&pkt, &there, &reverse);
    ck_assert(!reverse);
    make(high, low, 2000, 1025);
    flow_key_of(&pkt, &back, &reverse);
    ck_assert(reverse);
    ck_assert_mem_eq(&there, &back, sizeof(there));
}
END_TEST

/* Both directions of a connection, and its fragments, stay together. */
START_TEST(both_directions_are_in_one_part)
{
    enum { PARTS = 5, MANY = 400 };
    struct parter *parter = calloc(1, sizeof(*parter));
    unsigned sizes[PARTS] = {0};

    for (unsigned i = 0; i < MANY; i++) {
        make(low, high, (uint16_t)(1025 + i), 2000);
        const unsigned there = part_of(parter, &pkt, PARTS);
        ck_assert_uint_lt(there, PARTS);
        sizes[there]++;
        make(high, low, 2000, (uint16_t)(1025 + i));
        ck_assert_uint_eq(part_of(parter, &pkt, PARTS), there);
        pkt.layers[0].ip4.id = (uint16_t)i;
        pkt.layers[0].ip4.frag = TL_IP4_MF;
        ck_assert_uint_eq(part_of(parter, &pkt, PARTS), there);
        pkt.tcp_layer = TL_NO_LAYER;
        pkt.n_layers = 1;
        pkt.layers[0].ip4.frag = 185;
        ck_assert_uint_eq(part_of(parter, &pkt, PARTS), there);
    }
    for (int i = 0; i < PARTS; i++)
        ck_assert_uint_gt(sizes[i], 0);
    pkt.n_layers = 0;
    ck_assert_uint_eq(part_of(parter, &pkt, PARTS), 0);
    free(parter);
}
END_TEST

static void put_ends(uint32_t i, uint8_t addrs[8], uint8_t ports[4])
{
    for (int n = 0; n < 4; n++) {
        addrs[n] = (uint8_t)(i >> 8 * n);
        addrs[4 + n] = (uint8_t)n;
        ports[n] = (uint8_t)(n + 1);
    }
}

/* What is found of `n` packets when they come next; `flows` has room for all.
 */
static void look_for(struct flow_table *t, const struct glance *soon, size_t n,
                     struct flow *flows)
{
    size_t found = flow_table_expect(t, soon, n, flows);

    for (int i = 1; i < FLOW_STEPS; i++) {
        ck_assert_uint_eq(found, 0); /* nobody comes yet */
        found = flow_table_expect(t, NULL, 0, flows);
    }
    ck_assert_uint_eq(found, n);
    for (int i = 1; i < FLOW_STEPS; i++)
        ck_assert_uint_eq(flow_table_expect(t, NULL, 0, NULL), 0);
}

/* What is known is found in either direction, and nothing is made. */
START_TEST(expects_what_it_knows)
{
    enum { MANY = 20000 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);
    uint8_t addrs[2][8], ports[4];
    struct flow flows[2];

    for (uint32_t i = 1; i <= MANY; i++) {
        put_ends(i, addrs[0], ports);
        ck_assert_uint_eq(flow_of_ends(t, true,
                                       (struct flow_end){addrs[0], 0x102},
                                       (struct flow_end){addrs[0] + 4, 0x304})
                              .id,
                          i);
    }
    ck_assert(flow_table_is_large(t));
    for (uint32_t i = 1; i <= MANY; i++) {
        const uint8_t back[4] = {3, 4, 1, 2};
        put_ends(i, addrs[0], ports);
        memcpy(addrs[1], addrs[0] + 4, 4);
        memcpy(addrs[1] + 4, addrs[0], 4);
        const struct glance soon[] = {{addrs[0], ports}, {addrs[1], back}};
        look_for(t, soon, 2, flows);
        ck_assert_uint_eq(flows[0].id, i);
        ck_assert_uint_eq(flows[1].id, i);
        ck_assert(flows[0].reverse != flows[1].reverse);
    }
    put_ends(MANY + 1, addrs[0], ports);
    look_for(t, &(struct glance){addrs[0], ports}, 1, flows);
    ck_assert_uint_eq(flows[0].id, 0);
    ck_assert_uint_eq(flow_table_count(t), MANY);
    flow_table_free(t);
}
END_TEST

/* Says that `n` packets come next, and lets them come. */
static void announce(struct flow_table *t, const struct glance *soon, size_t n)
{
    struct flow flows[FLOW_AHEAD];

    (void)flow_table_expect(t, soon, n, flows);
    for (int i = 1; i < FLOW_STEPS; i++)
        (void)flow_table_expect(t, NULL, 0, flows);
}

static struct flow flow_between(struct flow_table *t, const uint8_t *src,
                                const uint8_t *dst, uint16_t sport,
                                uint16_t dport)
{
    make(src, dst, sport, dport);
    return flow_of_packet(t, &pkt);
}

/*
 * Packets that were looked for have the entries they would have had: known
 * ones, new ones, one that a packet before has made meanwhile, one behind some
 * that nobody asks for, and one that was never looked for.
 */
START_TEST(what_was_expected_comes)
{
    enum { MANY = 9000, KNOWN = 4321 };
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);
    static const uint8_t there[4] = {4, 1, 7, 0xd0}, back[4] = {7, 0xd0, 4, 1};
    uint8_t known[8], fresh[8] = {1, 2, 3, 4}, returned[8];

    for (uint32_t i = 0; i < MANY; i++)
        ck_assert(!meet(t, i));
    memcpy(known, &(uint32_t){KNOWN}, 4);
    memcpy(known + 4, high, 4);
    memcpy(fresh + 4, high, 4);
    memcpy(returned, high, 4);
    memcpy(returned + 4, fresh, 4);
    const struct glance soon[] = {
        {known, there}, {fresh, there}, {returned, back}, {known, there},
        {known, back},  {known, there}, {fresh, there},
    };
    announce(t, soon, COUNT_OF(soon));
    struct flow flow = flow_between(t, known, high, 1025, 2000);
    ck_assert_uint_eq(flow.id, KNOWN + 1);
    ck_assert(!flow.reverse);
    flow = flow_between(t, fresh, high, 1025, 2000);
    ck_assert_uint_eq(flow.id, MANY + 1);
    ck_assert(!flow.reverse);
    flow = flow_between(t, high, fresh, 2000, 1025);
    ck_assert_uint_eq(flow.id, MANY + 1);
    ck_assert(flow.reverse);
    flow = flow_between(t, low, high, 1025, 2000);
    ck_assert_uint_eq(flow.id, MANY + 2);
    flow = flow_between(t, fresh, high, 1025, 2000);
    ck_assert_uint_eq(flow.id, MANY + 1);
    flow = flow_between(t, known, high, 1025, 2000); /* it is behind */
    ck_assert_uint_eq(flow.id, KNOWN + 1);
    ck_assert_uint_eq(flow_table_count(t), MANY + 2);
    flow_table_free(t);
}
END_TEST

/* The same in each run, many of the same connections close together. */
static uint32_t some_connection(uint32_t n)
{
    const uint32_t mixed = n * 2654435769U >> 12;

    return n % 5 == 0 ? n : n % 3 == 0 ? n / 16 : mixed % 30000;
}

struct announced {
    uint8_t addrs[8], ports[4];
    bool back;
};

static struct glance announced_make(uint32_t n, struct announced *a)
{
    const uint32_t i = some_connection(n);

    a->back = (n & 2) != 0;
    memcpy(a->addrs + (a->back ? 4 : 0), &i, sizeof(i));
    memcpy(a->addrs + (a->back ? 0 : 4), high, sizeof(high));
    memcpy(a->ports, a->back ? "\7\xd0\4\1" : "\4\1\7\xd0", 4);
    return (struct glance){a->addrs, a->ports};
}

/*
 * Looking ahead changes nothing: the same packets get the same entries where
 * nobody does, some announced and not asked for, some the other way round.
 */
START_TEST(looking_ahead_changes_nothing)
{
    enum { MANY = 60000 };
    struct flow_table *ahead = flow_table_new(sizeof(uint32_t), 0);
    struct flow_table *plain = flow_table_new(sizeof(uint32_t), 0);
    struct flow flows[FLOW_AHEAD];
    static struct announced packets[MANY + FLOW_STEPS * FLOW_AHEAD];
    uint32_t seen = 0;

    for (uint32_t n = 0; n < MANY; n++) {
        struct glance soon[FLOW_AHEAD];
        if (n % FLOW_AHEAD == 0)
            for (; seen < n + FLOW_STEPS * FLOW_AHEAD; seen += FLOW_AHEAD) {
                size_t told = 0;
                for (uint32_t i = seen; i < seen + FLOW_AHEAD; i++) {
                    soon[told] = announced_make(i, &packets[i]);
                    told += i % 7 != 0;
                }
                (void)flow_table_expect(ahead, soon, told, flows);
            }
        if (n % 4 == 3)
            continue;
        const struct announced *a = &packets[n];
        make(a->addrs, a->addrs + 4, a->back ? 2000 : 1025,
             a->back ? 1025 : 2000);
        const struct flow one = flow_of_packet(ahead, &pkt);
        const struct flow other = flow_of_packet(plain, &pkt);
        ck_assert_uint_eq(one.id, other.id);
        ck_assert(one.reverse == other.reverse);
    }
    ck_assert_uint_eq(flow_table_count(ahead), flow_table_count(plain));
    flow_table_free(ahead);
    flow_table_free(plain);
}
END_TEST

/*
 * While a part of the index is split what is expected is found in either half.
 */
START_TEST(expects_while_it_grows)
{
    enum {
        MOVING = 100,
        PART = INDEX_LINES * INDEX_SLOTS * 5 / 8,
        FULL = PART > MOVING / 2 ? PART - MOVING / 2 : 0,
    };
    const uint32_t full = FULL;
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);
    static const uint8_t ports[4] = {4, 1, 7, 0xd0}; /* 1025, 2000 */
    uint8_t addrs[8];
    struct flow found;

    memcpy(addrs + 4, high, sizeof(high));
    for (uint32_t i = 0; i < full; i++)
        ck_assert(!meet(t, i));
    for (uint32_t n = full; n < full + MOVING; n++) {
        ck_assert(!meet(t, n));
        for (uint32_t i = n % 11; i <= n; i += 11) {
            memcpy(addrs, &i, sizeof(i));
            found = (struct flow){0};
            look_for(t, &(struct glance){addrs, ports}, 1, &found);
            ck_assert_uint_eq(found.id, i + 1);
            ck_assert(!found.reverse);
        }
    }
    flow_table_free(t);
}
END_TEST

/* A limit changes nothing before it is reached, then the silent ones go. */
START_TEST(limited_table_becomes_bounded)
{
    static const uint32_t limits[] = {5000, 800}; /* the second: as it grows */
    const uint32_t limit = limits[_i];
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);

    flow_table_limit(t, limit);
    for (uint32_t i = 0; i < limit; i++)
        ck_assert(!meet(t, i));
    ck_assert_uint_eq(flow_table_count(t), limit);
    ck_assert_uint_eq(flow_table_forgotten(t), 0);
    for (uint32_t i = limit; i < limit + 100; i++) {
        ck_assert(meet(t, 0)); /* it stays in use */
        ck_assert(!meet(t, i));
    }
    ck_assert_uint_eq(flow_table_count(t), limit);
    ck_assert_uint_eq(flow_table_forgotten(t), 100);
    for (uint32_t i = 101; i < limit + 100; i++)
        ck_assert(meet(t, i));
    ck_assert(meet(t, 0));
    ck_assert(!meet(t, 1));
    flow_table_free(t);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("conn");
    TCase *tc = tcase_create("numbers");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, handshake);
    tcase_add_test(tc, mid_stream);
    tcase_add_test(tc, without_ack_takes_no_part);
    tcase_add_test(tc, syn_starts_anew);
    tcase_add_test(tc, land);
    tcase_add_test(tc, quoted_only_when_asked);
    suite_add_tcase(s, tc);

    tc = tcase_create("table");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, table_grows);
    tcase_add_test(tc, table_forgets_the_oldest);
    tcase_add_test(tc, table_forgets_what_has_passed);
    tcase_add_test(tc, table_keeps_what_has_not_passed_after_all);
    tcase_add_test(tc, what_has_passed);
    tcase_add_loop_test(tc, limited_table_becomes_bounded, 0, 2);
    tcase_add_test(tc, expects_while_it_grows);
    tcase_add_test(tc, expects_what_it_knows);
    tcase_add_test(tc, what_was_expected_comes);
    tcase_add_test(tc, looking_ahead_changes_nothing);
    tcase_add_test(tc, both_directions_share_a_key);
    tcase_add_test(tc, both_directions_are_in_one_part);
    tcase_add_test(tc, wide_keys_come_back);
    tcase_add_test(tc, a_guess_is_checked);
    suite_add_tcase(s, tc);
    return s;
}
