/*
 * tree_connection.c - the block of what is deduced from the segments before.
 */
#include "analysis_suffix.h"
#include "codes.h"
#include "ladder.h"
#include "tree.h"

/* Of struct tl_verdict's completeness. */
static const struct code_name seen[] = {
    {1, "SYN"},  {2, "SYN-ACK"}, {4, "ACK"},
    {8, "data"}, {16, "FIN"},    {32, "RST"},
};

static void put_seconds(struct tree *t, int64_t ns)
{
    char words[LADDER_SECONDS];
    const char *end = ladder_seconds(words, ns, t->style.nanoseconds);

    text_put(t->out, words, (size_t)(end - words));
    TEXT_LIT(t->out, " s");
}

static void put_time(struct tree *t, const char *name, const char *filter,
                     int64_t ns, const char *more)
{
    tree_deduced(t, name, filter);
    put_seconds(t, ns);
    text_str(t->out, more);
    text_char(t->out, '\n');
}

static void put_acknowledged(struct tree *t, const struct tl_verdict *v)
{
    if (v->acks_frame == 0)
        return;
    tree_deduced(t, "acknowledges", "tcp.analysis.acks_frame");
    text_printf(t->out, "frame %llu, ", (unsigned long long)v->acks_frame);
    put_seconds(t, v->ack_rtt);
    TEXT_LIT(t->out, " later\n");
}

static void put_flight(struct tree *t, const struct tl_verdict *v)
{
    if (v->bytes_in_flight != 0) {
        tree_deduced(t, "in flight", "tcp.analysis.bytes_in_flight");
        text_printf(t->out, "%u bytes sent, not yet acknowledged\n",
                    v->bytes_in_flight);
    }
    if (v->push_bytes_sent != 0) {
        tree_deduced(t, "since PSH", "tcp.analysis.push_bytes_sent");
        text_printf(t->out, "%u bytes\n", v->push_bytes_sent);
    }
}

/* --analyze: what the line says behind it, and what proves it. */
static void put_verdict(struct tree *t, const struct tl_verdict *v)
{
    if (!t->style.analysis || v->flags == 0)
        return;
    tree_deduced(t, "verdict", NULL);
    analysis_words(t->out, v);
    text_char(t->out, '\n');
    if (v->duplicate_ack_num != 0) {
        tree_deduced(t, "duplicate ACK", "tcp.analysis.duplicate_ack_num");
        text_printf(t->out, "%u, of frame %llu\n", v->duplicate_ack_num,
                    (unsigned long long)v->duplicate_ack_frame);
    }
    if (v->rto_frame != 0) {
        tree_deduced(t, "sent again", "tcp.analysis.rto_frame");
        text_printf(t->out, "frame %llu, ", (unsigned long long)v->rto_frame);
        put_seconds(t, v->rto);
        TEXT_LIT(t->out, " before\n");
    }
}

/* By the whole file: Wireshark's second pass has this for tcp.completeness. */
static void put_complete(struct tree *t, uint8_t complete)
{
    if (complete == 0)
        return;
    tree_deduced(t, "complete:", NULL);
    CODE_PUT_BITS(t->out, seen, complete, ", ");
    text_printf(t->out, " (%u)\n", complete);
}

void tree_connection(struct tree *t, const struct record *rec)
{
    const struct tl_judgement *j = rec->judged;

    if (j == NULL || j->verdict.judged == TL_NOT_JUDGED ||
        j->found_in != rec->pkt)
        return;
    const struct tl_verdict *v = &j->verdict;
    TEXT_LIT(t->out,
             "  Connection  [deduced from the segments before this one]\n");
    put_complete(t, rec->complete);
    tree_deduced(t, "stream", "tcp.stream");
    text_printf(t->out, "%u\n", v->stream);
    tree_deduced(t, "seen before it", "tcp.completeness");
    CODE_PUT_BITS_OR(t->out, seen, v->completeness, ", ", "nothing");
    text_char(t->out, '\n');
    put_time(t, "since its start", "tcp.time_relative", v->time_relative, "");
    put_time(t, "since the last", "tcp.time_delta", v->time_delta, "");
    if (v->initial_rtt != 0)
        put_time(t, "round trip", "tcp.analysis.initial_rtt", v->initial_rtt,
                 ", in the handshake");
    put_acknowledged(t, v);
    put_flight(t, v);
    put_verdict(t, v);
}
