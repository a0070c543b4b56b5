/*
 * visible.c - escapes what is no plain text in a name.
 */
#include "visible.h"

#include <string.h>

#include "text.h"

char *visible_copy(const char *name, size_t n)
{
    const size_t len = strnlen(name, n);
    struct text t;

    if (!text_init(&t, len + 1))
        return NULL;
    text_visible_bytes(&t, name, len);
    text_char(&t, '\0');
    if (!text_failed(&t))
        return t.start;
    text_free(&t);
    return NULL;
}
