/*
 * sink.h - whole records out.
 *
 * Records are appended to the sink's text; sink_record() after each of them
 * decides whether it is time to write. Nothing else in the program writes
 * packets' text.
 */
#ifndef TCPLINE_SINK_SINK_H
#define TCPLINE_SINK_SINK_H

#include <stdbool.h>

#include "err.h"
#include "text.h"

enum sink_mode {
    SINK_BLOCKS,  /* when a large block is full */
    SINK_PACKETS, /* after every record: -U */
    SINK_LINES,   /* the same: -l, terminals */
};

enum { SINK_EXIT_CODE = 14 }; /* what a failed write ends the program with */

struct sink {
    int fd;
    enum sink_mode mode;
    struct text text;
    size_t whole; /* bytes of it that are whole records */
};

/* False when there is no memory. `fd` stays the caller's. */
bool sink_init(struct sink *s, int fd, enum sink_mode mode);
void sink_free(struct sink *s);

/* How many columns its terminal has; 0 where it is none. */
unsigned sink_width(const struct sink *s);

/*
 * After each record. False with `e` filled when its writing failed, or when
 * memory has run out: then the record, which may lack something, is dropped.
 */
bool sink_record(struct sink *s, struct err *e);

/* Writes what is pending: at the end, and when a live capture is idle. */
bool sink_flush(struct sink *s, struct err *e);

#endif
