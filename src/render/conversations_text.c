/*
 * conversations_text.c - the table of --conversations.
 */
#include "conversations_text.h"

#include <inttypes.h>

#include "codes.h"
#include "tcpline/stamp.h"

enum { END_WIDTH = 22 };

static const struct code_name opened_words[] = {
    {CONVERSATION_HANDSHAKE, "handshake"},
    {CONVERSATION_SYN, "syn"},
    {CONVERSATION_MID_STREAM, "mid-stream"},
};

static const struct code_name closed_words[] = {
    {CONVERSATION_OPEN, "open"},
    {CONVERSATION_HALF, "half"},
    {CONVERSATION_ORDERLY, "orderly"},
    {CONVERSATION_RESET, "reset"},
};

const char *conversation_opened_word(const struct conversation *row)
{
    return CODE_NAME(opened_words, conversation_opened(row), "");
}

const char *conversation_closed_word(const struct conversation *row)
{
    return CODE_NAME(closed_words, conversation_closed(row), "");
}

void conversation_put_address(struct text *out, const struct conversation *row,
                              const struct conversation_side *side)
{
    if (row->ip4)
        text_ip4(out, side->addr);
    else
        text_ip6(out, side->addr);
}

/* "192.0.2.1.49152", as on the lines, padded. */
static void put_end(struct text *out, const struct conversation *row,
                    const struct conversation_side *side)
{
    const size_t from = text_len(out);

    conversation_put_address(out, row, side);
    text_char(out, '.');
    text_u32(out, side->port);
    const size_t used = text_len(out) - from;
    text_fill(out, ' ', used < END_WIDTH ? END_WIDTH - used : 0);
    text_char(out, ' ');
}

static void put_row(const struct conversation *row, int64_t start,
                    struct text *out)
{
    const struct conversation_side *a = &row->side[0], *b = &row->side[1];
    const int64_t lasted = tl_since(row->last_time, row->first_time);

    text_printf(out, "%8" PRIu32 " ", row->stream);
    put_end(out, row, a);
    put_end(out, row, b);
    text_printf(out,
                "%7" PRIu32 " %12" PRIu64 " %7" PRIu32 " %12" PRIu64
                " %12.6f %12.6f ",
                a->segments, a->bytes, b->segments, b->bytes,
                (double)start / TL_BILLION, (double)lasted / TL_BILLION);
    if (row->initial_rtt != 0)
        text_printf(out, "%9.3f ", (double)row->initial_rtt / 1e6);
    else
        text_printf(out, "%9s ", "-");
    text_printf(out, "%6" PRIu64 " %6" PRIu64 " %7" PRIu64 " %6" PRIu64,
                (uint64_t)a->retransmissions + b->retransmissions,
                (uint64_t)a->lost + b->lost,
                (uint64_t)a->duplicate_acks + b->duplicate_acks,
                (uint64_t)a->zero_windows + b->zero_windows);
    text_printf(out, "  %-10s  %s\n", conversation_opened_word(row),
                conversation_closed_word(row));
}

static void put_heading(struct text *out)
{
    text_printf(out, "%8s %-22s %-22s %7s %12s %7s %12s %12s %12s %9s ",
                "stream", "a", "b", "a segs", "a bytes", "b segs", "b bytes",
                "start s", "lasted s", "iRTT ms");
    text_printf(out, "%6s %6s %7s %6s  %-10s  %s\n", "retr", "lost", "dup ack",
                "zero w", "opened", "closed");
}

void conversations_text(const struct conversation_table *table,
                        struct text *out)
{
    put_heading(out);
    for (uint32_t i = 0; i < table->count; i++) {
        const struct conversation *row = table->rows[i];
        put_row(row, tl_since(row->first_time, table->began), out);
    }
    if (table->unlisted == 0)
        return;
    text_u64(out, table->unlisted);
    TEXT_LIT(out, " more connections are not listed\n");
}
