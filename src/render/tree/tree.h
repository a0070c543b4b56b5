/*
 * tree.h - what the parts of a tree share: rows of four columns. Private to
 * render.
 *
 *     0022  cc 5e                    source port        52318
 *
 * The place in the frame and the bytes there, the name, the value; a row of
 * other bits of the same bytes leaves the first two out, a deduced one has
 * none.
 */
#ifndef TCPLINE_RENDER_TREE_H
#define TCPLINE_RENDER_TREE_H

#include "field.h"
#include "line.h"

struct tree {
    struct line *line;
    struct line_style style; /* the user's; the line above has its own */
    struct text rows;        /* of the block at hand, until its size is known */
    uint32_t row_off, row_len; /* of the last row; none is 0 bytes long */
    uint32_t done;             /* bytes of the frame that have been shown */
    bool is_left_out;          /* -q: this block is not shown */
    struct text *out;
};

/* "  IPv4, 20 bytes" and a newline. */
void tree_title(struct tree *t, const char *title, uint32_t len);

/* A field; `filter` NULL: it is called `name` in any case. */
void tree_row(struct tree *t, const struct field_scene *s,
              const struct field_row *row, struct text *out);

/* A row of what is deduced, up to its value, which the caller appends. */
void tree_deduced(struct tree *t, const char *name, const char *filter);

/* Bytes that no field stands for, as rows of sixteen. */
void tree_bytes(struct tree *t, const uint8_t *p, uint32_t off, uint32_t len);

/* The payload: what is behind the headers. */
void tree_payload(struct tree *t, const struct field_scene *s);

/* The block "Connection", for a segment of the packet's own. */
void tree_connection(struct tree *t, const struct record *rec);

/* --tree=boxes: the header of the packet's TCP segment as its RFC draws it. */
void tree_boxes(const struct record *rec, bool absolute, struct text *out);

#endif
