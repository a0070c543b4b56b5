/*
 * record.h - what is known of a packet by the time it is shown: the contract
 * between the stages that find things out and the forms that show them.
 *
 * Each stage fills in its part: decoding the packet, tracking the step,
 * judging the rest. A form reads, and is free to leave out.
 */
#ifndef TCPLINE_RECORD_H
#define TCPLINE_RECORD_H

#include <stdint.h>

#include "conn.h"
#include "diagnosis.h"
#include "explanation.h"
#include "packet.h"
#include "verdict.h"

struct tls_peek;

/* Pointers are good until the next packet. */
struct record {
    const struct tl_packet *pkt;
    struct conn_step step;                /* what its numbers count from */
    const struct tl_judgement *judged;    /* NULL: nobody asked, or there is no
                                             segment that counts */
    const struct tl_diagnosis *diagnosis; /* NULL: as above */
    const struct tl_explanation *explanation; /* NULL: as above */
    const struct tls_peek *tls; /* NULL: nobody asked, or it is none */
    uint8_t complete; /* completeness of the segment's connection when the
                         capture ends; 0: not known */
};

#endif
