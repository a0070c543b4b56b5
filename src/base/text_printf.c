/*
 * text_printf.c - printf(3) into a text.
 *
 * The conversions nearly every format is made of are written right here; a
 * format that has any other goes to vsnprintf(3), at ten times the cost.
 */
#include <stdarg.h>
#include <stdio.h>

#include "text.h"

enum { FIRST_ROOM = 128 };

static void put_i32(struct text *t, int v)
{
    if (v < 0)
        text_char(t, '-');
    text_u32(t, v < 0 ? 0 - (uint32_t)v : (uint32_t)v);
}

static void put_u32(struct text *t, uint32_t v, unsigned width)
{
    if (width == 0)
        text_u32(t, v);
    else
        text_dec_pad(t, v, width, '0');
}

/* The conversion at `p`, behind its '%'; answers what follows, NULL if it is
 * none of the common ones. */
static const char *put_one(struct text *t, const char *p, va_list *args)
{
    unsigned width = 0;

    if (*p == '0')
        for (; *p >= '0' && *p <= '9'; p++)
            width = width * 10 + (unsigned)(*p - '0');
    if (p[0] == 'l' && p[1] == 'u') {
        text_dec_pad(t, va_arg(*args, unsigned long), width, '0');
        return p + 2;
    }
    switch (*p) {
    case 'u':
        put_u32(t, va_arg(*args, unsigned), width);
        return p + 1;
    case 'x':
        text_hex_pad(t, va_arg(*args, unsigned), width);
        return p + 1;
    default:
        break;
    }
    if (width != 0)
        return NULL;
    switch (*p) {
    case 's':
        text_str(t, va_arg(*args, const char *));
        return p + 1;
    case 'c':
        text_char(t, (char)va_arg(*args, int));
        return p + 1;
    case 'd':
        put_i32(t, va_arg(*args, int));
        return p + 1;
    case '%':
        text_char(t, '%');
        return p + 1;
    default:
        return NULL;
    }
}

static bool put_common(struct text *t, const char *format, va_list *args)
{
    const char *p = format;

    while (p != NULL && *p != '\0') {
        const char *const end = strchrnul(p, '%');

        text_put(t, p, (size_t)(end - p));
        p = *end == '\0' ? end : put_one(t, end + 1, args);
    }
    return p != NULL;
}

static void put_any(struct text *t, const char *format, va_list args)
{
    va_list again;

    if (!text_room(t, FIRST_ROOM))
        return;
    va_copy(again, args);
    const size_t room = (size_t)(t->end - t->at);
    const int n = vsnprintf(t->at, room, format, args);
    if (n > 0 && (size_t)n < room)
        t->at += n;
    else if (n > 0 && text_room(t, (size_t)n + 1))
        t->at += vsnprintf(t->at, (size_t)n + 1, format, again);
    va_end(again);
}

void text_printf(struct text *t, const char *format, ...)
{
    const size_t before = text_len(t);
    va_list args;

    va_start(args, format);
    const bool done = put_common(t, format, &args);
    va_end(args);
    if (done)
        return;
    text_truncate(t, before);
    va_start(args, format);
    put_any(t, format, args);
    va_end(args);
}
