/*
 * ladder.h - what a ladder is drawn with. Private to render.
 */
#ifndef TCPLINE_RENDER_LADDER_H
#define TCPLINE_RENDER_LADDER_H

#include <stdbool.h>
#include <stdint.h>

/* Each is one column wide: ASCII, or UTF-8's box drawing. */
struct ladder_glyphs {
    const char *rail, *stroke, *to_left, *to_right;
};

struct ladder_glyphs ladder_glyphs_of(bool utf8);

enum { LADDER_SECONDS = 40 };

/*
 * Writes "1.000700" (nine digits with `nanoseconds`) of a time in
 * nanoseconds at `at`, which has LADDER_SECONDS of room; answers its end.
 */
char *ladder_seconds(char *at, int64_t ns, bool nanoseconds);

#endif
