/*
 * retold.h - what is known of a packet that was made from tcpdump's text, and
 * cannot stand in its bytes: the contract between the reader of text and the
 * stages behind it.
 *
 * A packet that was captured has none.
 */
#ifndef TCPLINE_RETOLD_H
#define TCPLINE_RETOLD_H

#include <stdbool.h>

#include "conn.h"

enum tl_retold_cksum {
    TL_RETOLD_UNCHECKED, /* the text says nothing of it */
    TL_RETOLD_CORRECT,
    TL_RETOLD_INCORRECT,
};

struct tl_retold {
    /* Its numbers count from `step` because the text begins in the middle. */
    bool has_step;
    struct conn_step step;
    bool no_numbers; /* -q: its flags and numbers are nobody's */
    bool unjudged;   /* what is not told would say what it is */
    bool own_bytes;  /* -x: they say all but the step themselves */
    enum tl_retold_cksum cksum;
    uint16_t expected; /* where it is incorrect */
    /* Options whose words do not hold their bytes, "[mss 1460,mptcp 12 ...]".
     */
    const char *options;
    uint32_t options_len;
    bool ends_there;   /* as where they are bad or cut */
    const char *tail;  /* what the text says behind the length ... */
    uint32_t tail_len; /* ... good until the next packet */
};

#endif
