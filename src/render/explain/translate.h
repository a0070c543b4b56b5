/*
 * translate.h - strings in the language of the user's locale. Private to
 * render.
 *
 * The C library opens catalogues, and modules that convert charsets, when it
 * is asked for the first string: all are asked for at once, while files can
 * be read, and none later. The locale is in force meanwhile for this thread
 * alone: what tcpdump's line looks like must not depend on it.
 */
#ifndef TCPLINE_RENDER_TRANSLATE_H
#define TCPLINE_RENDER_TRANSLATE_H

#include <locale.h>
#include <stdbool.h>

struct translation {
    bool wanted; /* a locale whose charset is UTF-8 */
    locale_t ours, before;
};

void translation_begin(struct translation *t);

/* The translation, or the string itself; good until the program ends. */
const char *translate(const struct translation *t, const char *english);

void translation_end(struct translation *t);

#endif
