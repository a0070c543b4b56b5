/*
 * connection_notes.c - what there is to say of a connection, in sentences.
 */
#include "connection_notes.h"

#include <inttypes.h>

#include "connection_words.h"
#include "diagnosis_words.h"

static const char begin_note[] = "    # ";

static int64_t duration(const struct tl_connection_sum *sum)
{
    return sum->last_time - sum->first_time;
}

/* Where clocks jump, a part may be longer than the whole, or below nothing. */
static unsigned percent(int64_t part, int64_t whole)
{
    if (part >= whole || whole <= 0)
        return whole > 0 ? 100 : 0;
    return part <= 0 ? 0 : (unsigned)((double)part * 100 / (double)whole + 0.5);
}

static void put_end(const struct tl_connection_sum *sum, int i,
                    struct text *out)
{
    connection_put_address(sum, i, out);
    text_char(out, '.');
    text_u32(out, sum->port[i]);
}

/* The side whose data the connection was about. */
static int main_side(const struct tl_connection_sum *sum)
{
    return sum->side[1].bytes > sum->side[0].bytes;
}

static enum tl_share largest_share(const struct tl_sender_sum *s)
{
    int best = TL_SHARE_OPENING;

    for (int i = 1; i < TL_SHARE_COUNT; i++)
        if (s->share[i] > s->share[best])
            best = i;
    return (enum tl_share)best;
}

static void put_detail(const struct tl_connection_sum *sum, int side,
                       enum tl_share share, struct text *out)
{
    const struct tl_sender_sum *s = &sum->side[side], *r = &sum->side[!side];

    switch (share) {
    case TL_SHARE_RECEIVER:
        text_printf(out, "; least window %" PRIu32 " bytes at frame %" PRIu64,
                    r->least_window, r->least_window_frame);
        return;
    case TL_SHARE_RECOVERY:
    case TL_SHARE_STALLED:
        text_printf(
            out, "; %" PRIu32 " segment%s sent again, %" PRIu32 " by a timer",
            s->retransmissions, s->retransmissions == 1 ? "" : "s",
            s->trigger[TL_TRIGGER_TIMER] + s->trigger[TL_TRIGGER_SYN_TIMER] +
                s->trigger[TL_TRIGGER_TAIL_PROBE]);
        return;
    case TL_SHARE_PATH:
        if (s->rtts == 0 && r->rtts == 0)
            return;
        TEXT_LIT(out, "; round trip ");
        diagnosis_put_span(out,
                           ((int64_t)s->rtt_median + r->rtt_median) * 1000);
        return;
    default:
        return;
    }
}

static void put_unopened(const struct tl_connection_sum *sum,
                         enum tl_ending ending, struct text *out)
{
    switch (ending) {
    case TL_ENDING_REFUSED:
        TEXT_LIT(out, "refused after ");
        diagnosis_put_span(out, duration(sum));
        return;
    case TL_ENDING_UNREACHABLE:
        TEXT_LIT(out, "unreachable: answered by ICMP");
        return;
    default:
        text_printf(out, "no answer to %" PRIu32 " SYN%s in ",
                    sum->side[0].retransmissions + 1,
                    sum->side[0].retransmissions == 0 ? "" : "s");
        diagnosis_put_span(out, duration(sum));
        return;
    }
}

/*
 * Windows and acknowledgements of what was sent are the other side's: without
 * them one wait is like another.
 */
static bool is_one_sided(const struct tl_connection_sum *sum)
{
    return sum->side[0].segments == 0 || sum->side[1].segments == 0;
}

/* Then its verdict is how it ended. */
static bool is_unopened(const struct tl_connection_sum *sum)
{
    return tl_ending_of(sum) >= TL_ENDING_REFUSED;
}

void connection_verdict(const struct tl_connection_sum *sum, struct text *out)
{
    static const char *const what[TL_SHARE_COUNT] = {
        "opening took",
        "the application had nothing to send",
        "limited by the receiver's window",
        "repairing losses",
        "waiting for timers",
        "limited by the path",
        "closing took",
    };
    const enum tl_ending ending = tl_ending_of(sum);
    const int side = main_side(sum);
    const enum tl_share share = largest_share(&sum->side[side]);

    if (is_unopened(sum)) {
        put_unopened(sum, ending, out);
        return;
    }
    if (is_one_sided(sum)) {
        TEXT_LIT(out, "one direction only, which does not tell what held it "
                      "back for ");
        diagnosis_put_span(out, duration(sum));
        return;
    }
    text_str(out, what[share]);
    text_char(out, ' ');
    text_u32(out, percent(sum->side[side].share[share], duration(sum)));
    TEXT_LIT(out, "% of ");
    diagnosis_put_span(out, duration(sum));
    put_detail(sum, side, share, out);
}

static void put_place(const struct tl_connection_sum *sum, struct text *out)
{
    static const char *const places[] = {"", ", captured at the first",
                                         ", captured between them",
                                         ", captured at the second"};

    text_str(out, places[sum->place]);
}

static void put_count(struct text *out, uint32_t n, const char *what)
{
    if (n == 0)
        return;
    TEXT_LIT(out, ", ");
    text_u32(out, n);
    text_str(out, what);
}

static void put_causes(const struct tl_sender_sum *s, struct text *out)
{
    put_count(out, s->retransmissions, " sent again");
    put_count(out, s->cause[TL_CAUSE_LOST_BEFORE], " lost before this point");
    put_count(out, s->cause[TL_CAUSE_LOST_AFTER], " lost after this point");
    put_count(out, s->cause[TL_CAUSE_UNNECESSARY], " unnecessary");
    put_count(out, s->cause[TL_CAUSE_UNKNOWN], " not known why");
    put_count(out, s->trigger[TL_TRIGGER_FAST], " fast");
    put_count(out,
              s->trigger[TL_TRIGGER_TIMER] + s->trigger[TL_TRIGGER_SYN_TIMER],
              " by a timer");
    put_count(out, s->trigger[TL_TRIGGER_TAIL_PROBE], " by a tail loss probe");
}

static void put_path(const struct tl_sender_sum *s, struct text *out)
{
    put_count(out, s->reordered, " reordered");
    if (s->reordered != 0) {
        TEXT_LIT(out, " (at most ");
        diagnosis_put_span(out, s->latest);
        TEXT_LIT(out, " late)");
    }
    put_count(out, s->duplicates, " duplicates");
    put_count(out, s->captured_twice, " captured twice");
    if (s->unseen != 0)
        text_printf(out, ", %" PRIu64 " bytes not captured", s->unseen);
    put_count(out, s->forgotten, " times too much in flight to remember");
}

static void put_round_trips(const struct tl_sender_sum *s, struct text *out)
{
    if (s->rtts == 0) {
        TEXT_LIT(out, "; round trip from here not known");
        return;
    }
    TEXT_LIT(out, "; round trip from here ");
    diagnosis_put_round_trips(out, s);
    TEXT_LIT(out, " ms");
}

static void put_shares(const struct tl_sender_sum *s, int64_t whole,
                       struct text *out)
{
    const char *between = "; ";

    for (unsigned i = 0; i < TL_SHARE_COUNT; i++) {
        const unsigned part = percent(s->share[i], whole);
        if (part == 0)
            continue;
        text_str(out, between);
        text_str(out, diagnosis_share_name(i));
        text_char(out, ' ');
        text_u32(out, part);
        text_char(out, '%');
        between = ", ";
    }
}

static void put_side(const struct tl_connection_sum *sum, int i,
                     struct text *out)
{
    const struct tl_sender_sum *s = &sum->side[i];

    text_str(out, begin_note);
    put_end(sum, i, out);
    TEXT_LIT(out, " sent ");
    text_u64(out, s->bytes);
    TEXT_LIT(out, " bytes in ");
    text_u32(out, s->segments);
    text_str(out, s->segments == 1 ? " segment" : " segments");
    put_causes(s, out);
    put_path(s, out);
    if (s->window_closed > 0) {
        TEXT_LIT(out, ", window closed for ");
        diagnosis_put_span(out, s->window_closed);
    }
    put_round_trips(s, out);
    if (s->bytes != 0 && !is_one_sided(sum))
        put_shares(s, duration(sum), out);
    text_char(out, '\n');
}

void connection_notes(const struct tl_connection_sum *sum, struct text *out)
{
    text_str(out, begin_note);
    put_end(sum, 0, out);
    TEXT_LIT(out, " > ");
    put_end(sum, 1, out);
    TEXT_LIT(out, ": ");
    connection_verdict(sum, out);
    if (!is_unopened(sum)) {
        TEXT_LIT(out, "; ");
        text_str(out, connection_ending_name(tl_ending_of(sum)));
    }
    put_place(sum, out);
    text_char(out, '\n');
    put_side(sum, 0, out);
    put_side(sum, 1, out);
}
