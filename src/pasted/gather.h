/*
 * gather.h - lines of a text, one by one, to drafts of segments.
 */
#ifndef TCPLINE_PASTED_GATHER_H
#define TCPLINE_PASTED_GATHER_H

#include "calendar.h"
#include "draft.h"
#include "index.h"
#include "joined.h"
#include "pasted.h"
#include "text.h"

enum { GATHER_DRAFTS = 8192 };

struct gather {
    struct told_ends *ends;
    struct calendar calendar;
    struct index seen; /* hashes of lines that came by */
    struct pasted_counts counts;

    /* The line at hand, and what stands below it. */
    bool open;
    struct joined joined;
    struct text tail;
    struct text dump;
    int64_t skipped;
    bool apart;       /* other words, or a quotation, stand before it */
    bool interrupted; /* other words have come since it began */
    struct told_stamp last;

    /* The batch. */
    struct draft *drafts;
    size_t n;
    struct text words; /* tails and dumps */
};

/* False without memory; gather_free() also then. */
bool gather_init(struct gather *g, struct told_ends *ends);
void gather_free(struct gather *g);

/* The next line, `shown` bytes that are rewritten. One draft at the most. */
void gather_line(struct gather *g, char *text, size_t shown);

/* The text is over. */
void gather_end(struct gather *g);

/* A new batch begins; drafts of the last are over. */
void gather_forget(struct gather *g);

#endif
