/*
 * connection_words.c - what the table and the notes call the same.
 */
#include "connection_words.h"

static const char *const endings[TL_ENDING_COUNT] = {
    "open", "half", "closed", "reset", "refused", "unreached", "no-answer",
};

const char *connection_ending_name(enum tl_ending ending)
{
    return endings[ending];
}

const char *connection_opening_name(const struct tl_connection_sum *sum)
{
    if (!sum->syn)
        return "mid-stream";
    return sum->syn_ack ? "handshake" : "syn";
}

void connection_put_address(const struct tl_connection_sum *sum, int i,
                            struct text *out)
{
    if (sum->ip4)
        text_ip4(out, sum->addr[i]);
    else
        text_ip6(out, sum->addr[i]);
}
