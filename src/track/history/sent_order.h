/*
 * sent_order.h - which of two transmissions of one host was sent first.
 */
#ifndef TCPLINE_TRACK_SENT_ORDER_H
#define TCPLINE_TRACK_SENT_ORDER_H

#include <stdbool.h>
#include <stdint.h>

enum sent_order { SENT_UNKNOWN, SENT_BEFORE, SENT_AFTER };

/*
 * RFC 3522's idea, from outside: a time stamp says when a segment was sent.
 * Equal ones say nothing: the clock may tick in 1 ms or in 500. 0: there was
 * none, or headers are cut before it, as those of SYNs are first.
 */
static inline enum sent_order sent_order_by_time_stamp(uint32_t a, uint32_t b)
{
    if (a == b || a == 0 || b == 0)
        return SENT_UNKNOWN;
    return (int32_t)(a - b) < 0 ? SENT_BEFORE : SENT_AFTER;
}

/* Where ids count up, which the caller knows. No id is 0. */
static inline enum sent_order sent_order_by_id(uint16_t a, uint16_t b)
{
    if (a == b || a == 0 || b == 0)
        return SENT_UNKNOWN;
    return (int16_t)(uint16_t)(a - b) < 0 ? SENT_BEFORE : SENT_AFTER;
}

/* So many ids further on say nothing of missing packets. */
enum { IDS_FAR = 100 };

/* How the IP ids of one host go on, learnt from packet to packet. */
struct id_habit {
    uint8_t exact;  /* one more for each packet */
    uint8_t near;   /* a few more or less */
    uint8_t far;    /* anything */
    uint8_t absent; /* 0, or always the same */
};

/* Whether a larger id was sent later. */
static inline bool ids_count(const struct id_habit *h)
{
    const int good = h->exact + h->near;
    return good >= 2 && h->far * 8 <= good && h->absent <= good;
}

/* Whether a missing id is a missing packet. */
static inline bool ids_count_packets(const struct id_habit *h)
{
    return ids_count(h) && h->exact >= 2 && h->near <= h->exact &&
           h->far * 16 <= h->exact;
}

/* Whether equal ids say more than that the host has but one. */
static inline bool ids_tell_apart(const struct id_habit *h)
{
    return h->absent <= h->exact + h->near + h->far;
}

#endif
