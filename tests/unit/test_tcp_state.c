/*
 * test_tcp_state.c - the transitions of RFC 9293 section 3.3.2, figure 5, and
 * conversations whose ends must go through its states.
 */
#include "ends.h"
#include "flow_table.h"
#include "tcp_state.h"
#include "unit_main.h"

enum {
    U = TL_STATE_UNKNOWN,
    CLOSED = TL_STATE_CLOSED,
    LISTEN = TL_STATE_LISTEN,
    SENT = TL_STATE_SYN_SENT,
    RCVD = TL_STATE_SYN_RECEIVED,
    ESTAB = TL_STATE_ESTABLISHED,
    FIN1 = TL_STATE_FIN_WAIT_1,
    FIN2 = TL_STATE_FIN_WAIT_2,
    CWAIT = TL_STATE_CLOSE_WAIT,
    CLOSING = TL_STATE_CLOSING,
    LAST = TL_STATE_LAST_ACK,
    TIME = TL_STATE_TIME_WAIT,
};

/* A row for each event, a column for each state; from the figure, by hand. */
static const uint8_t diagram[TCP_EVENT_COUNT][TL_STATE_COUNT] = {
    /* clang-format off */
    /*                          U     CLOSED  LISTEN  SENT    RCVD    ESTAB   FIN1     FIN2    CWAIT   CLOSING LAST    TIME */
    [TCP_SENDS_SYN]         = { SENT, SENT,   SENT,   SENT,   RCVD,   ESTAB,  FIN1,    FIN2,   CWAIT,  CLOSING, LAST,   TIME },
    [TCP_SENDS_SYN_ACK]     = { RCVD, RCVD,   RCVD,   RCVD,   RCVD,   ESTAB,  FIN1,    FIN2,   CWAIT,  CLOSING, LAST,   TIME },
    [TCP_SENDS_FIN]         = { U,    CLOSED, LISTEN, SENT,   FIN1,   FIN1,   FIN1,    FIN2,   LAST,   CLOSING, LAST,   TIME },
    [TCP_SENDS_RST]         = { U,    CLOSED, LISTEN, CLOSED, CLOSED, CLOSED, CLOSED,  CLOSED, CLOSED, CLOSED,  CLOSED, CLOSED },
    [TCP_GETS_SYN]          = { U,    CLOSED, LISTEN, RCVD,   RCVD,   ESTAB,  FIN1,    FIN2,   CWAIT,  CLOSING, LAST,   TIME },
    [TCP_GETS_ACK_OF_SYN]   = { U,    CLOSED, LISTEN, SENT,   ESTAB,  ESTAB,  FIN1,    FIN2,   CWAIT,  CLOSING, LAST,   TIME },
    [TCP_GETS_FIN]          = { U,    CLOSED, LISTEN, SENT,   RCVD,   CWAIT,  CLOSING, TIME,   CWAIT,  CLOSING, LAST,   TIME },
    [TCP_GETS_ACK_OF_FIN]   = { U,    CLOSED, LISTEN, SENT,   RCVD,   ESTAB,  FIN2,    FIN2,   CWAIT,  TIME,    CLOSED, TIME },
    [TCP_GETS_RST]          = { U,    CLOSED, LISTEN, CLOSED, CLOSED, CLOSED, CLOSED,  CLOSED, CLOSED, CLOSED,  CLOSED, CLOSED },
    [TCP_GETS_RST_LISTENING]= { U,    CLOSED, LISTEN, CLOSED, LISTEN, CLOSED, CLOSED,  CLOSED, CLOSED, CLOSED,  CLOSED, CLOSED },
    /* clang-format on */
};

START_TEST(every_transition_is_the_diagrams)
{
    for (unsigned event = 0; event < TCP_EVENT_COUNT; event++)
        for (unsigned state = 0; state < TL_STATE_COUNT; state++)
            ck_assert_msg(
                tcp_state_after(state, event) == diagram[event][state],
                "event %u in state %u leads to %u, not %u", event, state,
                tcp_state_after(state, event), diagram[event][state]);
}
END_TEST

/* One segment, and the states behind it. */
struct act {
    bool by_b;
    uint16_t flags;
    uint32_t seq, ack, len;
    uint8_t a, b; /* enum tl_state */
    bool a_on_arrival, b_on_arrival;
};

enum {
    S = TL_SYN,
    A = TL_ACK,
    F = TL_FIN,
    R = TL_RST,
    LONGEST = 10,
};

struct story {
    const char *what;
    struct act acts[LONGEST];
};

/* clang-format off */
#define OPENED                                                                 \
    {false, S, 100, 0, 0, SENT, U, false, false},                              \
    {true, S | A, 500, 101, 0, SENT, RCVD, false, false},                      \
    {false, A, 101, 501, 0, ESTAB, ESTAB, false, true}

static const struct story stories[] = {
    {"four segments close",
     {OPENED,
      {false, F | A, 101, 501, 0, FIN1, CWAIT, false, true},
      {true, A, 501, 102, 0, FIN2, CWAIT, true, false},
      {true, F | A, 501, 102, 0, TIME, LAST, true, false},
      {false, A, 102, 502, 0, TIME, CLOSED, false, true}}},
    {"three segments close",
     {OPENED,
      {true, F | A, 501, 101, 0, CWAIT, FIN1, true, false},
      {false, F | A, 101, 502, 0, LAST, TIME, false, true},
      {true, A, 502, 102, 0, CLOSED, TIME, true, false}}},
    {"FINs cross",
     {OPENED,
      {false, F | A, 101, 501, 0, FIN1, CWAIT, false, true},
      {true, F | A, 501, 101, 0, CLOSING, FIN1, true, false},
      {false, A, 102, 502, 0, CLOSING, TIME, false, true},
      {true, A, 502, 102, 0, TIME, TIME, true, true}}},
    {"SYNs cross",
     {{false, S, 100, 0, 0, SENT, U, false, false},
      {true, S, 500, 0, 0, SENT, SENT, false, false},
      {false, S | A, 100, 501, 0, RCVD, SENT, false, false},
      {true, S | A, 500, 101, 0, ESTAB, RCVD, true, false},
      {false, A, 101, 501, 0, ESTAB, ESTAB, true, true}}},
    {"a SYN is refused",
     {{false, S, 100, 0, 0, SENT, U, false, false},
      {true, R | A, 0, 101, 0, CLOSED, U, true, false}}},
    {"somebody looks for open ports",
     {{false, S, 100, 0, 0, SENT, U, false, false},
      {true, S | A, 500, 101, 0, SENT, RCVD, false, false},
      {false, R, 101, 0, 0, CLOSED, LISTEN, false, true}}},
    {"a reset of the number that is awaited",
     {OPENED,
      {true, R | A, 501, 101, 0, CLOSED, CLOSED, true, false}}},
    {"a reset of any other number means nothing",
     {OPENED,
      {true, R | A, 777, 101, 0, ESTAB, ESTAB, false, true}}},
    {"a half-closed connection goes on",
     {OPENED,
      {false, F | A, 101, 501, 0, FIN1, CWAIT, false, true},
      {true, A, 501, 102, 30, FIN2, CWAIT, true, false},
      {false, A, 102, 531, 0, FIN2, CWAIT, false, false},
      {true, F | A, 531, 102, 0, TIME, LAST, true, false}}},
    {"found open, and both have sent bytes",
     {{false, A, 101, 501, 10, U, U, false, false},
      {true, A, 501, 111, 10, U, U, false, false},
      {false, F | A, 111, 511, 0, FIN1, CWAIT, false, true}}},
    {"found open, and the other end may have closed before",
     {{false, A, 101, 501, 10, U, U, false, false},
      {true, A, 501, 111, 0, U, U, false, false},
      {false, F | A, 111, 501, 0, U, U, false, false}}},
    {"found open, and the end that was silent closes last",
     {{false, A, 101, 501, 10, U, U, false, false},
      {true, A, 501, 111, 0, U, U, false, false},
      {false, F | A, 111, 501, 0, U, U, false, false},
      {true, F | A, 501, 112, 0, U, LAST, false, false}}},
    {"the FIN acknowledges what was never captured",
     {OPENED,
      {false, F | A, 101, 701, 0, U, U, false, false}}},
};
/* clang-format on */

START_TEST(ends_go_through_the_states)
{
    const struct story *story = &stories[_i];
    static const uint8_t addr[2][4] = {{192, 0, 2, 1}, {192, 0, 2, 2}};
    const struct tl_verdict v = {0};
    const struct tl_diagnosis d = {0};
    struct flow_table *flows = flow_table_new(1, 0);
    struct ends_table *t = ends_table_new(flows);
    struct ends_step step;
    struct tl_end_state sender, receiver;

    ck_assert_ptr_nonnull(t);
    for (unsigned i = 0; i < LONGEST && story->acts[i].flags != 0; i++) {
        const struct act *act = &story->acts[i];
        const struct segment seg = {
            .src = addr[act->by_b],
            .dst = addr[!act->by_b],
            .ip4 = true,
            .frame = i + 1,
            .seq = act->seq,
            .ack = act->ack,
            .len = act->len,
            .sport = act->by_b ? 80 : 49152,
            .dport = act->by_b ? 49152 : 80,
            .flags = act->flags,
            .len_known = true,
        };
        const struct flow flow =
            flow_of_ends(flows, true, (struct flow_end){seg.src, seg.sport},
                         (struct flow_end){seg.dst, seg.dport});
        ck_assert(ends_open(t, &seg, flow, &step));
        ends_advance(&step, &seg, &v, &d, false);
        (void)ends_states(&step, &seg, &sender, &receiver);
        const struct tl_end_state *a = act->by_b ? &receiver : &sender;
        const struct tl_end_state *b = act->by_b ? &sender : &receiver;
        ck_assert_msg(a->state == act->a && a->on_arrival == act->a_on_arrival,
                      "%s: segment %u leaves A in %u%s", story->what, i + 1,
                      a->state, a->on_arrival ? " on arrival" : "");
        ck_assert_msg(b->state == act->b && b->on_arrival == act->b_on_arrival,
                      "%s: segment %u leaves B in %u%s", story->what, i + 1,
                      b->state, b->on_arrival ? " on arrival" : "");
    }
    ends_table_free(t);
    flow_table_free(flows);
}
END_TEST

/* Of a SYN whose options are cut the factor is what it was, known or not. */
START_TEST(cut_options_tell_no_factor)
{
    static const uint8_t addr[2][4] = {{192, 0, 2, 1}, {192, 0, 2, 2}};
    const struct tl_verdict v = {0};
    const struct tl_diagnosis d = {0};
    struct flow_table *flows = flow_table_new(1, 0);
    struct ends_table *t = ends_table_new(flows);
    struct ends_step step;

    for (int i = 0; i < 3; i++) {
        const struct segment syn = {
            .src = addr[0],
            .dst = addr[1],
            .ip4 = true,
            .frame = (uint64_t)i + 1,
            .seq = 100,
            .sport = 49152,
            .dport = 80,
            .flags = S,
            .len_known = true,
            .options_cut = i != 1,
            .has_window_shift = i == 1,
            .window_shift = i == 1 ? 7 : 0,
        };
        const struct flow flow =
            flow_of_ends(flows, true, (struct flow_end){syn.src, syn.sport},
                         (struct flow_end){syn.dst, syn.dport});
        ck_assert(ends_open(t, &syn, flow, &step));
        ends_advance(&step, &syn, &v, &d, false);
        ck_assert(step.mine->syn);
        ck_assert_int_eq(step.mine->has_factor, i > 0);
        ck_assert_uint_eq(step.mine->factor, i > 0 ? 7 : 0);
    }
    ends_table_free(t);
    flow_table_free(flows);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("tcp_state");
    TCase *tc = tcase_create("states");

    tcase_add_test(tc, every_transition_is_the_diagrams);
    tcase_add_loop_test(tc, ends_go_through_the_states, 0, COUNT_OF(stories));
    tcase_add_test(tc, cut_options_tell_no_factor);
    suite_add_tcase(s, tc);
    return s;
}
