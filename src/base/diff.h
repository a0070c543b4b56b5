/*
 * diff.h - how one list of lines becomes another, as unified diff.
 *
 * Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the
 * shortest script, in time that grows with how much differs. Where that is
 * more than DIFF_MOST lines, what is left is taken for replaced.
 */
#ifndef TCPLINE_BASE_DIFF_H
#define TCPLINE_BASE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

enum { DIFF_MOST = 4096 };

struct diff_side {
    const char *name; /* for the heading */
    const char *bytes;
    size_t size;
};

/*
 * Appends the differences with three lines around them; nothing when there are
 * none. False when there is no memory.
 */
bool diff_unified(const struct diff_side *a, const struct diff_side *b,
                  struct text *out);

#endif
