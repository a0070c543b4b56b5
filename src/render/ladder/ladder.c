/*
 * ladder.c - glyphs and times of a ladder.
 */
#include "ladder.h"

#include "json_write.h"

struct ladder_glyphs ladder_glyphs_of(bool utf8)
{
    static const struct ladder_glyphs ascii = {"|", "-", "<", ">"};
    static const struct ladder_glyphs boxes = {"\u2502", "\u2500", "\u25c0",
                                               "\u25b6"};

    return utf8 ? boxes : ascii;
}

char *ladder_seconds(char *at, int64_t ns, bool nanoseconds)
{
    enum { BELOW_MICRO = 3 };
    char *end = json_seconds(at, ns);

    return nanoseconds ? end : end - BELOW_MICRO;
}
