/*
 * json_write.h - members of JSON objects, written at a pointer. Private to
 * render.
 *
 * Every member begins with its comma. An object is opened at the place the
 * first comma falls on and closed by json_close(), which puts the brace over
 * that comma; so nobody counts members. Keys are literals, and whoever
 * reserved the room counted them.
 */
#ifndef TCPLINE_RENDER_JSON_WRITE_H
#define TCPLINE_RENDER_JSON_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "digits.h"
#include "tcpline/stamp.h"
#include "text.h"

#define JSON_KEY(at, key) DIGITS_LIT((at), ",\"" key "\":")
#define JSON_U32(at, key, v) digits_u32(JSON_KEY(at, key), (v))
#define JSON_BOOL(at, key, v)                                                  \
    ((v) ? DIGITS_LIT((at), ",\"" key "\":true")                               \
         : DIGITS_LIT((at), ",\"" key "\":false"))
#define JSON_TRUE(at, key) DIGITS_LIT((at), ",\"" key "\":true")

/* Ends the object whose members began at `open`; an empty one is "{}". */
static inline char *json_close(char *open, char *at)
{
    if (at == open)
        *at++ = '{';
    else
        *open = '{';
    *at++ = '}';
    return at;
}

enum { JSON_SECONDS_MAX = 40, JSON_DATE_MAX = 64 };

/* json_seconds() of any time. */
char *json_long_seconds(char *at, int64_t ns);

/* Nanoseconds as seconds with nine decimals, "-0.000500000". */
static inline char *json_seconds(char *at, int64_t ns)
{
    if ((uint64_t)ns >= TL_BILLION)
        return json_long_seconds(at, ns);
    return digits_nine(DIGITS_LIT(at, "0."), (uint32_t)ns);
}

/* The same of what is mostly below 1000 seconds, but seldom below one. */
static inline char *json_span(char *at, int64_t ns)
{
    if ((uint64_t)ns >= (uint64_t)DIGITS_SHORT * TL_BILLION)
        return json_long_seconds(at, ns);
    const uint32_t sec = (uint32_t)((uint64_t)ns / TL_BILLION);
    at = digits_one_short(at, sec);
    *at++ = '.';
    return digits_nine(at,
                       (uint32_t)((uint64_t)ns - sec * (uint64_t)TL_BILLION));
}

/* Lower-case hexadecimal, in quotes. */
char *json_hex(char *at, const uint8_t *p, uint32_t n);

/*
 * Any bytes as a JSON string: what is not UTF-8 becomes U+FFFD, one for each
 * byte. Makes its own room.
 */
void json_string(struct text *out, const char *s, size_t n);

#endif
