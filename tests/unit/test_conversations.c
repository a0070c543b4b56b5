/*
 * test_conversations.c - rows of connections: sums, words, order.
 */

#include "conversations.h"
#include "unit_main.h"

static const uint8_t hosts[2][4] = {{192, 0, 2, 1}, {192, 0, 2, 2}};
static struct conversations *table;

static void setup(void)
{
    table = conversations_new();
    ck_assert_ptr_nonnull(table);
}

static void teardown(void)
{
    conversations_free(table);
}

static void add(uint32_t stream, int from, uint16_t tcp_flags, uint32_t len,
                uint16_t verdict)
{
    const struct segment seg = {
        .ip4 = true,
        .src = hosts[from],
        .dst = hosts[!from],
        .sport = from == 0 ? 40000 : 80,
        .dport = from == 0 ? 80 : 40000,
        .flags = tcp_flags,
        .len = len,
        .len_known = true,
        .time = 1000,
    };
    const struct tl_verdict v = {.stream = stream, .flags = verdict};

    conversations_add(table, &seg, &v, 0);
}

START_TEST(sums_each_way)
{
    add(0, 0, TL_SYN, 0, 0);
    add(0, 1, TL_SYN | TL_ACK, 0, 0);
    add(0, 0, TL_ACK, 10, 0);
    add(0, 0, TL_ACK, 10, TL_V_RETRANSMISSION);
    add(0, 1, TL_ACK, 0, TL_V_DUPLICATE_ACK);
    add(0, 1, TL_ACK, 7, TL_V_LOST_SEGMENT | TL_V_ZERO_WINDOW);
    const struct conversation *row = conversations_table(table).rows[0];
    ck_assert_uint_eq(row->side[0].port, 40000);
    ck_assert_uint_eq(row->side[0].segments, 3);
    ck_assert_uint_eq(row->side[0].bytes, 20);
    ck_assert_uint_eq(row->side[0].retransmissions, 1);
    ck_assert_uint_eq(row->side[1].segments, 3);
    ck_assert_uint_eq(row->side[1].bytes, 7);
    ck_assert_uint_eq(row->side[1].duplicate_acks, 1);
    ck_assert_uint_eq(row->side[1].lost, 1);
    ck_assert_uint_eq(row->side[1].zero_windows, 1);
}
END_TEST

START_TEST(opened_and_closed)
{
    add(0, 0, TL_SYN, 0, 0);
    const struct conversation *row = conversations_table(table).rows[0];
    ck_assert_int_eq(conversation_opened(row), CONVERSATION_SYN);
    ck_assert_int_eq(conversation_closed(row), CONVERSATION_OPEN);
    add(0, 1, TL_SYN | TL_ACK, 0, 0);
    ck_assert_int_eq(conversation_opened(row), CONVERSATION_HANDSHAKE);
    add(0, 1, TL_FIN | TL_ACK, 0, 0);
    ck_assert_int_eq(conversation_closed(row), CONVERSATION_HALF);
    add(0, 0, TL_FIN | TL_ACK, 0, 0);
    ck_assert_int_eq(conversation_closed(row), CONVERSATION_ORDERLY);
    add(0, 0, TL_RST, 0, 0);
    ck_assert_int_eq(conversation_closed(row), CONVERSATION_RESET);
    add(1, 1, TL_ACK, 1, 0);
    row = conversations_table(table).rows[1];
    ck_assert_int_eq(conversation_opened(row), CONVERSATION_MID_STREAM);
    ck_assert_uint_eq(row->side[0].port, 80);
}
END_TEST

/* Rows of every count: none is lost, and what hurts more stands before. */
START_TEST(sorted)
{
    const uint32_t n = (uint32_t)_i;
    uint64_t seen = 0;
    uint32_t before = UINT32_MAX;

    for (uint32_t k = 0; k < n; k++)
        for (uint32_t r = 0; r <= k * 7 % 5; r++)
            add(k, 0, TL_ACK, 1, r > 0 ? TL_V_RETRANSMISSION : 0);
    const struct conversation_table all = conversations_table(table);
    ck_assert_uint_eq(all.count, n);
    ck_assert_uint_eq(all.unlisted, 0);
    for (uint32_t i = 0; i < n; i++) {
        const struct conversation *row = all.rows[i];
        ck_assert_uint_le(row->side[0].retransmissions, before);
        before = row->side[0].retransmissions;
        seen |= UINT64_C(1) << row->stream;
    }
    ck_assert_uint_eq(seen, (UINT64_C(1) << n) - 1);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("conversations");
    TCase *t = tcase_create("rows");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, sums_each_way);
    tcase_add_test(t, opened_and_closed);
    tcase_add_loop_test(t, sorted, 0, 40);
    suite_add_tcase(s, t);
    return s;
}
