/*
 * conversation.h - what there is to say of a connection at the end: the
 * contract between track and render.
 */
#ifndef TCPLINE_CONVERSATION_H
#define TCPLINE_CONVERSATION_H

#include <stdbool.h>
#include <stdint.h>

/* What one side has sent. */
struct conversation_side {
    uint8_t addr[16]; /* IPv4 in the first four bytes */
    uint16_t port;
    bool fin;
    uint32_t segments;
    uint32_t retransmissions, lost, duplicate_acks, zero_windows;
    uint64_t bytes; /* payload, repeats included */
};

enum conversation_opened {
    CONVERSATION_HANDSHAKE, /* SYN and its answer were seen */
    CONVERSATION_SYN,       /* only the SYN */
    CONVERSATION_MID_STREAM,
};

enum conversation_closed {
    CONVERSATION_OPEN,
    CONVERSATION_HALF,    /* one side has sent a FIN */
    CONVERSATION_ORDERLY, /* both have */
    CONVERSATION_RESET,
};

struct conversation {
    struct conversation_side side[2]; /* the sender of the first segment, and
                                         the other one */
    int64_t first_time, last_time;
    int64_t initial_rtt; /* 0 not known */
    uint32_t stream;
    bool ip4;
    bool syn, syn_ack, reset;
};

/* All of them, those in trouble first; good until the next packet. */
struct conversation_table {
    const struct conversation *const *rows;
    uint32_t count;
    uint64_t unlisted; /* connections there was no room for */
    int64_t began;     /* the first segment of all, in ns since 1970 */
};

static inline enum conversation_opened
conversation_opened(const struct conversation *row)
{
    if (!row->syn)
        return CONVERSATION_MID_STREAM;
    return row->syn_ack ? CONVERSATION_HANDSHAKE : CONVERSATION_SYN;
}

static inline enum conversation_closed
conversation_closed(const struct conversation *row)
{
    if (row->reset)
        return CONVERSATION_RESET;
    if (row->side[0].fin && row->side[1].fin)
        return CONVERSATION_ORDERLY;
    return row->side[0].fin || row->side[1].fin ? CONVERSATION_HALF
                                                : CONVERSATION_OPEN;
}

#endif
