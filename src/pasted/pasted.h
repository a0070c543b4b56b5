/*
 * pasted.h - packets from tcpdump's text: --read-text.
 *
 * In: bytes of a text, from anywhere and in any state. Out: one packet for each
 * line that tells of a TCP segment, with the headers it tells of and no
 * payload; or the packet itself where its bytes stand below the line (-x).
 *
 * Lines are gathered by the thousand before the first comes out, because what
 * a number counts from shows only in a later line. Whatever the text says,
 * memory is bounded.
 */
#ifndef TCPLINE_PASTED_H
#define TCPLINE_PASTED_H

#include <sys/types.h>

#include "tcpline/retold.h"

struct pasted;

/* As read(2). */
typedef ssize_t pasted_source(void *source, void *to, size_t size);

/*
 * Reads the services database: before the walls. Times without a zone are
 * local, or of UTC. NULL without memory.
 */
struct pasted *pasted_new(bool utc);
void pasted_free(struct pasted *p);

/* Reads as much as says what the packets are like. False without memory. */
bool pasted_begin(struct pasted *p, pasted_source *more, void *source);

/* Whether packets have an Ethernet header, as -e shows; else they are bare. */
bool pasted_has_link(const struct pasted *p);

/* All of it is good until the next call. */
struct pasted_packet {
    const uint8_t *data;
    uint32_t cap_len, wire_len;
    int64_t sec;
    uint32_t ns;
    const struct tl_retold *retold; /* NULL: the packet's own bytes */
};

/* False at the end of the text. */
bool pasted_next(struct pasted *p, struct pasted_packet *out);

struct pasted_counts {
    uint64_t segments;
    uint64_t others; /* lines that are none */
    uint64_t quoted; /* lines that stood there before */
    bool uncounted;  /* numbers of some are not as they were on the wire */
    bool bare;       /* IP headers of some are not in the text ... */
    bool quiet;      /* ... and of some nothing but ports and lengths: -q */
    int read_error;  /* an errno, or 0 */
};

struct pasted_counts pasted_counts(const struct pasted *p);

/* What the text calls an address or a port, NULL for its number. */
const char *pasted_host_name(const void *p, bool v6, const uint8_t *addr);
const char *pasted_port_name(const void *p, uint16_t port);

#endif
