/*
 * test_shortage.c - the tables when memory runs out: what was said before is
 * what is always said, the shortage is noted, and nothing is lost of what the
 * tables had, nor kept when they are freed.
 *
 * The linker sends every allocation of the rooms through the functions below
 * (--wrap), of which the n-th fails, or all from there on.
 */
#include <pcap/dlt.h>
#include <stdio.h>
#include <string.h>

#include "conn.h"
#include "decode.h"
#include "flow_table_parts.h"
#include "hex_bytes.h"
#include "hex_packet.h"
#include "judge.h"
#include "ranges.h"
#include "rtts.h"
#include "shortage.h"
#include "tangle.h"
#include "unit_main.h"

/* The linker's names. */
// NOLINTBEGIN(bugprone-reserved-identifier)
void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void *__real_aligned_alloc(size_t align, size_t n);
void __real_free(void *p);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void *__wrap_aligned_alloc(size_t align, size_t n);
void __wrap_free(void *p);
char *__wrap_strdup(const char *s);
char *__wrap_strndup(const char *s, size_t n);
// NOLINTEND(bugprone-reserved-identifier)

/* Which allocation fails, counted from 1; 0: none. */
static struct {
    unsigned long nth, seen;
    bool from_there_on;
    bool failed;
    long live; /* allocations not yet freed */
} memory;

static void make_fail(unsigned long nth, bool from_there_on)
{
    memory.nth = nth;
    memory.seen = 0;
    memory.from_there_on = from_there_on;
    memory.failed = false;
    shortage_noted = false;
}

static void let_succeed(void)
{
    memory.nth = 0;
}

static bool fails(void)
{
    if (memory.nth == 0)
        return false;
    memory.seen++;
    const bool now = memory.from_there_on ? memory.seen >= memory.nth
                                          : memory.seen == memory.nth;
    memory.failed |= now;
    return now;
}

static void *counted(void *p)
{
    memory.live += p != NULL;
    return p;
}

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : counted(__real_malloc(n));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *p, size_t n)
{
    if (fails())
        return NULL;
    return p == NULL ? counted(__real_malloc(n)) : __real_realloc(p, n);
}

void *__wrap_aligned_alloc(size_t align, size_t n)
{
    return fails() ? NULL : counted(__real_aligned_alloc(align, n));
}

void __wrap_free(void *p)
{
    memory.live -= p != NULL;
    __real_free(p);
}

static char *copy_of(const char *s, size_t len)
{
    char *copy = __wrap_malloc(len + 1);

    if (copy != NULL) {
        memcpy(copy, s, len);
        copy[len] = '\0';
    }
    return copy;
}

char *__wrap_strndup(const char *s, size_t n)
{
    return copy_of(s, strnlen(s, n));
}

char *__wrap_strdup(const char *s)
{
    return copy_of(s, strlen(s));
}

/* All tables there are, bounded or not. */
struct tables {
    struct conn_table *conns;
    struct judge judge;
};

static const struct judge_wants all = {
    .verdicts = true,
    .diagnosis = true,
    .connections = true,
    .tls = true,
    .explanation = true,
};

static bool tables_make(struct tables *t, uint32_t bound)
{
    struct judge_wants wants = all;

    wants.apart = bound;
    *t = (struct tables){.conns = conn_table_new(bound)};
    return t->conns != NULL &&
           judge_init(&t->judge, &wants, conn_table_flows(t->conns));
}

static void tables_free(struct tables *t)
{
    judge_free(&t->judge);
    conn_table_free(t->conns);
}

/* Whichever allocation fails, there is nothing, and nothing is left over. */
START_TEST(all_tables_or_none)
{
    const uint32_t bound = _i == 0 ? 0 : 4;
    struct tables t;
    unsigned long n = 0;
    bool made;

    do {
        const long before = memory.live;
        make_fail(++n, false);
        made = tables_make(&t, bound);
        let_succeed();
        tables_free(&t);
        ck_assert_int_eq(memory.live, before);
        ck_assert(made != memory.failed);
    } while (!made);
    ck_assert_uint_gt(n, 8);
}
END_TEST

/* What is said of a record, and whether memory was short by then. */
struct said {
    uint16_t flags;
    uint8_t event, roles;
    bool short_of;
};

enum { SAID_MAX = 1024 };

struct run {
    struct tables t;
    struct said said[SAID_MAX];
    unsigned n;
    unsigned sums;
    uint64_t ms;
};

enum { CLIENT, SERVER };
enum { DATA = TL_ACK | TL_PSH };

static void see_hex(struct run *r, const char *hex)
{
    static struct tl_packet pkt;
    struct record rec = {.pkt = &pkt};

    hex_packet(&pkt, DLT_RAW, hex, r->n + 1,
               tl_stamp(1700000000 + (int64_t)(r->ms / 1000),
                        (int64_t)(r->ms % 1000) * 1000000));
    conn_track(r->t.conns, &pkt, false, &rec.step);
    judge_expect(&r->t.judge, &rec.step.flow, 1);
    judge_record(&r->t.judge, &rec);
    struct said *now = &r->said[r->n++];
    if (rec.judged != NULL)
        now->flags = rec.judged->verdict.flags;
    if (rec.diagnosis != NULL)
        now->event = (uint8_t)rec.diagnosis->event;
    if (rec.explanation != NULL)
        now->roles = rec.explanation->roles;
    now->short_of = shortage_seen();
}

/* A segment, 10 ms after the one before; `net` tells connections apart. */
static void see(struct run *r, unsigned net, int from, uint32_t seq,
                uint32_t ack, unsigned flags, unsigned window,
                const char *payload)
{
    char hex[1200], hosts[2][80];
    uint8_t bytes[512];
    const unsigned len = (unsigned)hex_bytes(payload, bytes);
    static const char *const ports[] = {"0401 0050", "0050 0401"};

    r->ms += 10;
    snprintf(hosts[0], sizeof(hosts[0]), "c0000201 c63364%02x", net);
    snprintf(hosts[1], sizeof(hosts[1]), "c63364%02x c0000201", net);
    snprintf(hex, sizeof(hex),
             "4500 %04x %04x 0000 4006 0000 %s %s %08x %08x 50%02x %04x 0000 "
             "0000 %s",
             40 + len, r->n & 0xffffU, hosts[from], ports[from], seq, ack,
             flags, window, payload);
    see_hex(r, hex);
}

/* A ClientHello that asks for a.test. */
static const char hello[] =
    "160301 003e 010000 3a 0303 "
    "0000000000000000000000000000000000000000000000000000000000000000 "
    "00 0002 1301 01 00 000f 0000 000b 0009 00 0006 612e74657374";

static void open_connection(struct run *r, unsigned net, uint32_t isn)
{
    see(r, net, CLIENT, isn, 0, TL_SYN, 512, "");
    see(r, net, SERVER, 5000, isn + 1, TL_SYN | TL_ACK, 512, "");
    see(r, net, CLIENT, isn + 1, 5001, TL_ACK, 512, "");
}

/* Bytes that come out of order, twice, and that nobody has room for. */
static void see_trouble(struct run *r, unsigned net, uint32_t seq)
{
    see(r, net, CLIENT, seq + 8, 5001, DATA, 512, "61626364");
    see(r, net, CLIENT, seq + 4, 5001, DATA, 512, "61626364");
    see(r, net, SERVER, 5001, seq, TL_ACK, 512, "");
    r->ms += 300;
    see(r, net, CLIENT, seq, 5001, DATA, 512, "61626364");
    see(r, net, CLIENT, seq + 2, 5001, DATA, 512, "6364616263646162");
    see(r, net, SERVER, 5001, seq + 6, TL_ACK, 0, "");
    see(r, net, CLIENT, seq + 12, 5001, DATA, 512, "65");
    see(r, net, SERVER, 5001, seq + 12, TL_ACK, 0, "");
    see(r, net, SERVER, 5001, seq + 13, TL_ACK, 512, "");
}

/* A segment in two pieces, and one over IPv6. */
static void see_other_forms(struct run *r)
{
    see_hex(r, "4500 0034 0007 2000 4006 0000 c0000201 c6336402 0401 07d0 "
               "000003e8 000007d0 5018 0200 0000 0000 "
               "6162636461626364 61626364");
    see_hex(r, "4500 0017 0007 0004 4006 0000 c0000201 c6336402 656667");
    see_hex(r, "60000000 0018 06 40 20010db8000000000000000000000001 "
               "20010db8000000000000000000000002 0401 0050 000003e8 00000000 "
               "5018 0200 0000 0000 61626364");
}

static void count_sum(void *ctx, const struct tl_connection_sum *sum)
{
    struct run *r = ctx;

    (void)sum;
    r->sums++;
}

/* One connection after the other, of which the first is opened again. */
static void play(struct run *r)
{
    enum { ROUNDS = 40 }; /* more round trips than are kept each */
    uint32_t seq = 1001;

    /* The answer comes twice, with other numbers, and bytes between. */
    open_connection(r, 9, 1000);
    see(r, 9, SERVER, 5001, 1001, DATA, 512, "61626364");
    see(r, 9, SERVER, 70000, 1001, TL_SYN | TL_ACK, 512, "");
    open_connection(r, 1, 1000);
    see(r, 1, CLIENT, seq, 5001, DATA, 512, hello);
    seq += 67;
    for (int i = 0; i < ROUNDS; i++, seq += 4) {
        see(r, 1, CLIENT, seq, 5001, DATA, 512, "61626364");
        see(r, 1, SERVER, 5001, seq + 4, TL_ACK, 512, "");
    }
    see_trouble(r, 1, seq);
    open_connection(r, 1, 900000);
    see_trouble(r, 1, 900001);
    for (unsigned net = 2; net < 9; net++) {
        open_connection(r, net, 1000);
        see_trouble(r, net, 1001);
    }
    see_other_forms(r);
    examiner_each(&r->t.judge.examiner, count_sum, r);
}

/* Plays it all while the n-th allocation fails. */
static void run_short(struct run *r, uint32_t bound, unsigned long nth,
                      bool from_there_on)
{
    const long before = memory.live;

    *r = (struct run){0};
    make_fail(0, false);
    ck_assert(tables_make(&r->t, bound));
    make_fail(nth, from_there_on);
    play(r);
    let_succeed();
    tables_free(&r->t);
    ck_assert_int_eq(memory.live, before);
}

static void expect_the_same_before(const struct run *whole, const struct run *r)
{
    ck_assert_uint_eq(r->n, whole->n);
    for (unsigned i = 0; i < r->n && !r->said[i].short_of; i++) {
        ck_assert_uint_eq(r->said[i].flags, whole->said[i].flags);
        ck_assert_uint_eq(r->said[i].event, whole->said[i].event);
        ck_assert_uint_eq(r->said[i].roles, whole->said[i].roles);
    }
}

/* No allocation fails in silence, and none spoils what came before. */
START_TEST(no_shortage_goes_by_unsaid)
{
    const bool from_there_on = _i % 2 != 0;
    const uint32_t bound = _i < 2 ? 0 : 4;
    static struct run whole, r;
    unsigned long n = 0;

    run_short(&whole, bound, 0, false);
    ck_assert(!shortage_seen());
    ck_assert_uint_eq(whole.sums, 12);
    do {
        run_short(&r, bound, ++n, from_there_on);
        ck_assert_msg(shortage_seen() == memory.failed,
                      "allocation %lu failed unsaid", n);
        expect_the_same_before(&whole, &r);
        ck_assert_uint_le(r.sums, whole.sums);
    } while (memory.failed);
    ck_assert_uint_gt(n, 30);
    ck_assert_uint_eq(r.sums, whole.sums);
}
END_TEST

static uint32_t id_of(struct flow_table *t, bool ip4, uint32_t i)
{
    static const uint8_t peer[16] = {198, 51, 100, 2};
    uint8_t addr[16] = {[15] = 1};

    memcpy(addr, &i, sizeof(i));
    return flow_of_ends(t, ip4, (struct flow_end){addr, 1025},
                        (struct flow_end){peer, 2000})
        .id;
}

/*
 * An index that cannot grow, a bound that cannot be kept: no entry is made,
 * those that are there stay, and the next one is made when there is memory.
 */
START_TEST(a_table_that_cannot_grow)
{
    enum { FULL = INDEX_LINES * INDEX_SLOTS / 8 * 5 };
    enum { LIMIT = 400, NEARLY = LIMIT - LIMIT / 4 };
    const bool ip4 = _i != 1;
    const uint32_t some = _i == 2 ? NEARLY : FULL;
    struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);

    if (_i == 2)
        flow_table_limit(t, LIMIT);
    for (uint32_t i = 0; i < some; i++)
        ck_assert_uint_eq(id_of(t, ip4, i), i + 1);
    make_fail(1, true);
    const uint32_t id = id_of(t, ip4, some);
    let_succeed();
    ck_assert(memory.failed);
    ck_assert(shortage_seen());
    ck_assert_uint_eq(id, 0);
    ck_assert_uint_eq(flow_table_count(t), some);
    for (uint32_t i = 0; i <= some; i++)
        ck_assert_uint_eq(id_of(t, ip4, i), i + 1);
    /* Addresses of IPv6 that found no entry have given back their place. */
    ck_assert_uint_eq(t->wide.used, ip4 ? 0 : some + 1);
    ck_assert_uint_eq(flow_table_forgotten(t), 0);
    flow_table_free(t);
}
END_TEST

/*
 * Adds many; what there is no memory for there is the next time. No checks, as
 * they need memory themselves.
 */
enum { INDEXED = 20000 };

static uint32_t fill(struct flow_index *ix)
{
    for (uint32_t i = 1; i <= INDEXED; i++) {
        const uint32_t tag = i * 2654435769U;
        if (!flow_index_reserve(ix, tag) && !flow_index_reserve(ix, tag))
            return i;
        flow_index_add(ix, tag, i);
    }
    return INDEXED;
}

/* Each time another part of it: nothing of what it had is lost. */
START_TEST(an_index_that_cannot_grow)
{
    enum { LEAST = 8 };
    const long live = memory.live;
    unsigned long n = 0;
    bool failed;

    do {
        struct flow_index ix;

        make_fail(++n, false);
        const uint32_t filled = flow_index_init(&ix) ? fill(&ix) : 0;
        failed = memory.failed;
        let_succeed();
        ck_assert(filled == 0 || filled == INDEXED);
        for (uint32_t i = 1; i <= filled; i++)
            ck_assert_uint_eq(flow_index_likely(&ix, i * 2654435769U), i);
        flow_index_release(&ix);
        ck_assert_int_eq(memory.live, live);
    } while (failed);
    ck_assert_uint_gt(n, LEAST);
}
END_TEST

START_TEST(no_chunk_for_entries)
{
    for (unsigned long n = 1; n <= 2; n++) {
        struct flow_table *t = flow_table_new(sizeof(uint32_t), 0);
        make_fail(n, false);
        const uint32_t id = id_of(t, true, 7);
        let_succeed();
        ck_assert_uint_eq(id, 0);
        ck_assert(shortage_seen());
        ck_assert_uint_eq(id_of(t, true, 7), 1);
        flow_table_free(t);
    }
}
END_TEST

/* A pool gives out no more numbers than there are. */
START_TEST(no_number_is_left)
{
    struct pool p;

    pool_init(&p, sizeof(uint32_t));
    p.used = UINT32_MAX;
    make_fail(0, false);
    ck_assert_uint_eq(pool_get(&p), 0);
    ck_assert(shortage_seen());
    pool_release(&p);
}
END_TEST

/* A start that cannot be moved to what was acknowledged stays where it is. */
START_TEST(no_start_is_left)
{
    enum { MANY = POOL_CHUNK_MASK + 1 };
    struct tangle_store s;
    struct acked acked = {0};
    uint32_t tangle = 0;

    tangle_store_init(&s, 1);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert(tangle_add(&s, &tangle, i * 10, i * 10 + 15,
                             (struct sighting){i + 1, 0}));
    make_fail(1, true);
    tangle_ack(&s, &tangle, 14, &acked);
    let_succeed();
    ck_assert(shortage_seen());
    ck_assert_uint_eq(acked.removed, 0);
    ck_assert_uint_eq(tangle_lowest_start(&s, tangle, 0), 0);
    tangle_ack(&s, &tangle, 14, &acked);
    ck_assert_uint_eq(tangle_lowest_start(&s, tangle, 0), 14);
    tangle_ack(&s, &tangle, 25, &acked);
    ck_assert_uint_eq(acked.removed, 2);
    ck_assert(acked.exact);
    ck_assert_uint_eq(acked.segment.frame, 2);
    tangle_clear(&s, &tangle);
    tangle_store_release(&s);
}
END_TEST

/* Round trips count on; those that have no room leave what is known. */
START_TEST(round_trips_without_room)
{
    enum { MANY = 200 };
    struct rtts r = {0};

    for (uint32_t i = 0; i < MANY; i++) {
        make_fail(_i == 0 ? 0 : 1, true);
        rtts_add(&r, 1 + i % 10);
        let_succeed();
    }
    ck_assert_uint_eq(r.n, _i == 0 ? MANY : RTTS_FEW);
    ck_assert_uint_eq(r.least, 1);
    ck_assert_uint_eq(rtts_at(&r, 50), _i == 0 ? 5 : 2);
    ck_assert_uint_eq(rtts_at(&r, 100), _i == 0 ? 10 : 4);
    rtts_clear(&r);
}
END_TEST

static bool append(struct ranges *r, uint32_t start)
{
    return ranges_append(r, &(struct range){.start = start}, 0);
}

/* A row that cannot be cut keeps what it has. */
START_TEST(ranges_without_room)
{
    static const struct range_past past;
    struct ranges r = {0};
    unsigned long n = 0;

    for (bool put = false; !put;) {
        ck_assert(append(&r, 1000));
        ck_assert(append(&r, 1100));
        make_fail(++n, true);
        put = ranges_put(&r, &(struct range){.start = 1010, .copied = true},
                         &past, 1020, 1200);
        let_succeed();
        ck_assert(put != memory.failed);
        const struct range *found = ranges_find(&r, 1015, 1200);
        ck_assert_ptr_nonnull(found);
        ck_assert_int_eq(found->copied, put);
        ck_assert_uint_eq(ranges_find(&r, 1150, 1200)->start, 1100);
        ck_assert(!ranges_find(&r, 1150, 1200)->copied);
        ranges_clear(&r);
    }
    ck_assert_uint_gt(n, 2);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("shortage");
    TCase *tc = tcase_create("memory");

    tcase_add_loop_test(tc, all_tables_or_none, 0, 2);
    tcase_add_loop_test(tc, no_shortage_goes_by_unsaid, 0, 4);
    tcase_add_loop_test(tc, a_table_that_cannot_grow, 0, 3);
    tcase_add_test(tc, an_index_that_cannot_grow);
    tcase_add_test(tc, no_chunk_for_entries);
    tcase_add_test(tc, no_number_is_left);
    tcase_add_test(tc, no_start_is_left);
    tcase_add_loop_test(tc, round_trips_without_room, 0, 2);
    tcase_add_test(tc, ranges_without_room);
    suite_add_tcase(s, tc);
    return s;
}
