/*
 * told_drops.h - what a pcapng file says of packets it never got: how many the
 * interface and the system dropped, from its blocks of interface statistics,
 * which libpcap passes over.
 *
 * In: the bytes of a file in their order, in pieces of any size. Blocks and
 * options are those of draft-ietf-opsawg-pcapng.
 */
#ifndef TCPLINE_CAPTURE_TOLD_DROPS_H
#define TCPLINE_CAPTURE_TOLD_DROPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of further interfaces nothing is counted; of a block no more is looked at. */
enum { TOLD_DROPS_INTERFACES = 32, TOLD_DROPS_BLOCK = 1024 };

/* All zero but its block before the first byte. */
struct told_drops {
    uint64_t sections;                         /* of sections that are over */
    uint64_t interface[TOLD_DROPS_INTERFACES]; /* of this one, last told */
    size_t have;                               /* bytes of `block` */
    size_t need;                               /* 0: the head of one */
    uint32_t rest;                             /* of the block, behind those */
    uint32_t skip;                             /* bytes until the next block */
    bool begun, over, big_endian;
    uint8_t block[TOLD_DROPS_BLOCK];
};

/* A file that is no pcapng, or damaged, says nothing from there on. */
void told_drops_take(struct told_drops *t, const uint8_t *at, size_t n);

/* By all interfaces, as far as it has been read. */
uint64_t told_drops_sum(const struct told_drops *t);

#endif
