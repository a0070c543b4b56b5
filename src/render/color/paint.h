/*
 * paint.h - colours on a finished record. Private to render.
 *
 * Only sequences that select a colour are put between characters that stand
 * there already: whoever takes them away has the record again. SGR 0, 1, 2
 * and 31 to 36, no background, so that the terminal's theme decides; every
 * colour repeats what a word says.
 */
#ifndef TCPLINE_RENDER_PAINT_H
#define TCPLINE_RENDER_PAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

enum paint {
    PAINT_FAINT,
    PAINT_FIRST, /* the end of a connection that was seen first ... */
    PAINT_OTHER, /* ... and the other one */
    PAINT_BOLD,
    PAINT_OPEN,  /* SYN */
    PAINT_CLOSE, /* FIN */
    PAINT_ALARM, /* RST, and what was lost or sent again */
    PAINT_CARE,
    PAINT_CALM,
    PAINT_LINK, /* bytes of a tree's headers: of the link ... */
    PAINT_IP,
    PAINT_TRANSPORT,
    PAINT_PLAIN, /* no colour */
    PAINT_WRONG, /* what the packet has wrong, or is cut */
    PAINT_COUNT,
};

/* Characters `from` to `to` of a record in one colour. */
struct stroke {
    size_t from, to;
    enum paint paint;
};

enum { STROKES_MAX = 512 }; /* a dump has one a row */

/* In the order of their places, none within another. */
struct strokes {
    size_t count;
    struct stroke row[STROKES_MAX];
};

/* Adds one behind the last; what has no room or comes too late is dropped. */
void strokes_add(struct strokes *s, size_t from, size_t to, enum paint paint);

/* Appends the `n` characters at `text` with their colours to `out`. */
void strokes_put(const struct strokes *s, const char *text, size_t n,
                 struct text *out);

struct record;

/* Where a tcpdump line takes colours; `has_time`: a stamp begins it. */
void paint_line(const char *text, size_t n, const struct record *rec,
                bool has_time, struct strokes *out);

/*
 * A record of --tree with its colours, appended to `out` row by row: it may
 * have more rows than there are strokes.
 */
void put_painted_tree(const char *text, size_t n, const struct record *rec,
                      bool has_time, struct text *out);

/* The same for the rows of a ladder. */
void paint_ladder(const char *text, size_t n, const struct record *rec,
                  struct strokes *out);

#endif
