/*
 * paint.c - strokes of colour, and putting them on.
 */
#include "paint.h"

static const char *const sequences[PAINT_COUNT] = {
    [PAINT_FAINT] = "\033[2m",      [PAINT_FIRST] = "\033[36m",
    [PAINT_OTHER] = "\033[33m",     [PAINT_BOLD] = "\033[1m",
    [PAINT_OPEN] = "\033[1;32m",    [PAINT_CLOSE] = "\033[1;35m",
    [PAINT_ALARM] = "\033[1;31m",   [PAINT_CARE] = "\033[1;33m",
    [PAINT_CALM] = "\033[34m",      [PAINT_WRONG] = "\033[31m",
    [PAINT_LINK] = "\033[34m",      [PAINT_IP] = "\033[35m",
    [PAINT_TRANSPORT] = "\033[32m",
};

void strokes_add(struct strokes *s, size_t from, size_t to, enum paint paint)
{
    const size_t end = s->count > 0 ? s->row[s->count - 1].to : 0;

    if (paint != PAINT_PLAIN && from >= end && to > from &&
        s->count < STROKES_MAX)
        s->row[s->count++] = (struct stroke){from, to, paint};
}

void strokes_put(const struct strokes *s, const char *text, size_t n,
                 struct text *out)
{
    size_t at = 0;

    for (size_t i = 0; i < s->count; i++) {
        const struct stroke *row = &s->row[i];
        text_put(out, text + at, row->from - at);
        text_str(out, sequences[row->paint]);
        text_put(out, text + row->from, row->to - row->from);
        TEXT_LIT(out, "\033[0m");
        at = row->to;
    }
    text_put(out, text + at, n - at);
}
