/*
 * port_index.h - which row of a table of ports wins, without looking at the
 * rows: each port has its first row ready, once as a source and once as a
 * destination.
 */
#ifndef TCPLINE_DECODE_PORT_INDEX_H
#define TCPLINE_DECODE_PORT_INDEX_H

#include "next.h"

/* Ranks are places in the table, from 1; 0 is no row. */
struct port_rank {
    uint16_t as_source, as_destination;
    uint16_t as_both; /* first row that wants both ports */
};

enum { PORTS_PER_PAGE = 256, PORT_PAGES = 65536 / PORTS_PER_PAGE };

/*
 * Zeroed memory is an index that has not been filled. Ports nobody claims
 * share page 0, so that the index stays in the cache.
 */
struct port_index {
    bool filled;
    uint16_t n_pages;
    uint16_t page_of[PORT_PAGES];
    struct port_rank pages[PORT_PAGES + 1][PORTS_PER_PAGE];
};

/* The `next` of the first of `count` rows that fits, TL_NONE without. */
uint32_t port_index_find(struct port_index *index, const struct port_row *rows,
                         size_t count, uint16_t sport, uint16_t dport);

#endif
