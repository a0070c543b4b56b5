/*
 * wrap.h - sentences in rows that a terminal has room for. Private to render.
 */
#ifndef TCPLINE_RENDER_WRAP_H
#define TCPLINE_RENDER_WRAP_H

#include <stddef.h>

#include "text.h"

/* How a row begins and ends. */
struct wrap_style {
    unsigned width;            /* in columns, at least 60 */
    const char *first, *more;  /* before the first row, before the others */
    const char *begin, *close; /* around every row: colours, or "" */
};

/*
 * Appends the `n` bytes of UTF-8 at `words` in rows: broken at blanks, and
 * between the wide characters of Chinese, Japanese and Korean, but not before
 * what closes a phrase nor behind what opens one.
 */
void wrap_put(const struct wrap_style *style, const char *words, size_t n,
              struct text *out);

#endif
