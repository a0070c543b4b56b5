/*
 * progress.h - how far a long reading of a savefile is, on standard error.
 *
 * On a terminal by itself, once it has taken a few seconds, where lines do not
 * show it anyway; to SIGUSR1 anywhere. Nothing is written into pipes or logs
 * that nobody asked for.
 */
#ifndef TCPLINE_PROGRESS_H
#define TCPLINE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "savefile.h"

/* How far the reading is, of all files that are read together. */
typedef struct savefile_position progress_where(const void *files);

struct progress {
    progress_where *where;
    const void *files;
    bool shows;      /* by itself */
    bool shown;      /* a line of it stands on the terminal */
    uint64_t calls;  /* of progress_packet() */
    int64_t began;   /* milliseconds of a clock that never jumps */
    int64_t next_at; /* when it is shown again */
};

/*
 * Before the walls, which terminals stand behind. `prints` tells that every
 * packet may become a line on standard output.
 */
struct progress progress_begin(bool prints);

/* Reading begins, and after the end of a file with the next of a list. */
void progress_read(struct progress *p, progress_where *where,
                   const void *files);

/* It is time to look at the clock, and at what signals wish. */
void progress_look(struct progress *p, uint64_t packets);

/* To be called for every packet; `packets` is how many there were so far. */
static inline void progress_packet(struct progress *p, uint64_t packets)
{
    enum { SELDOM = 2048 };

    if (++p->calls % SELDOM == 0)
        progress_look(p, packets);
}

/* The terminal's line is free again. */
void progress_end(struct progress *p);

#endif
