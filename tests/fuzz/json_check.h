/*
 * json_check.h - whether bytes are one JSON value (RFC 8259), and no more.
 */
#ifndef TCPLINE_TESTS_JSON_CHECK_H
#define TCPLINE_TESTS_JSON_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "uncovered.h"

UNCOVERED_BEGIN

enum { JSON_DEEPEST = 256 };

struct json_check {
    const char *at, *end;
    unsigned depth;
};

static inline bool json_takes(struct json_check *j, char c)
{
    const bool there = j->at < j->end && *j->at == c;

    j->at += there;
    return there;
}

/* Bytes of the set; how many. */
static inline size_t json_span(struct json_check *j, const char *set)
{
    const char *start = j->at;

    while (j->at < j->end && *j->at != '\0' && strchr(set, *j->at) != NULL)
        j->at++;
    return (size_t)(j->at - start);
}

static inline bool json_escape(struct json_check *j)
{
    if (json_takes(j, 'u')) {
        const char *start = j->at;
        (void)json_span(j, "0123456789abcdefABCDEF");
        if (j->at - start > 4)
            j->at = start + 4;
        return j->at - start == 4;
    }
    const bool known = j->at < j->end && strchr("\"\\/bfnrt", *j->at) != NULL;
    j->at += known;
    return known;
}

/* What follows the first byte of a character that is not ASCII. */
static inline bool json_wide(struct json_check *j, uint8_t first)
{
    const int more = first >= 0xf0 && first < 0xf5   ? 3
                     : first >= 0xe0 && first < 0xf0 ? 2
                     : first >= 0xc2 && first < 0xe0 ? 1
                                                     : -1;

    for (int i = 0; i < more; i++, j->at++)
        if (j->at == j->end || ((uint8_t)*j->at & 0xc0) != 0x80)
            return false;
    return more > 0;
}

static inline bool json_string(struct json_check *j)
{
    if (!json_takes(j, '"'))
        return false;
    while (j->at < j->end) {
        const uint8_t c = (uint8_t)*j->at++;
        if (c == '"')
            return true;
        if (c < 0x20 || (c == '\\' && !json_escape(j)) ||
            (c >= 0x80 && !json_wide(j, c)))
            return false;
    }
    return false;
}

static inline bool json_number(struct json_check *j)
{
    (void)json_takes(j, '-');
    if (!json_takes(j, '0') && json_span(j, "0123456789") == 0)
        return false;
    if (json_takes(j, '.') && json_span(j, "0123456789") == 0)
        return false;
    if (!json_takes(j, 'e') && !json_takes(j, 'E'))
        return true;
    (void)(json_takes(j, '-') || json_takes(j, '+'));
    return json_span(j, "0123456789") > 0;
}

static inline bool json_word(struct json_check *j, const char *word)
{
    const size_t n = strlen(word);
    const bool there =
        (size_t)(j->end - j->at) >= n && memcmp(j->at, word, n) == 0;

    j->at += there ? n : 0;
    return there;
}

static inline bool json_value(struct json_check *j);

static inline bool json_members(struct json_check *j, char close, bool named)
{
    if (json_takes(j, close))
        return true;
    do {
        if (named && (!json_string(j) || !json_takes(j, ':')))
            return false;
        if (!json_value(j))
            return false;
    } while (json_takes(j, ','));
    return json_takes(j, close);
}

static inline bool json_value(struct json_check *j)
{
    bool ok = false;

    if (++j->depth > JSON_DEEPEST)
        return false;
    if (json_takes(j, '{'))
        ok = json_members(j, '}', true);
    else if (json_takes(j, '['))
        ok = json_members(j, ']', false);
    else if (j->at < j->end && *j->at == '"')
        ok = json_string(j);
    else
        ok = json_word(j, "true") || json_word(j, "false") ||
             json_word(j, "null") || json_number(j);
    j->depth--;
    return ok;
}

static inline bool json_is_one(const char *text, size_t n)
{
    struct json_check j = {text, text + n, 0};

    return json_value(&j) && j.at == j.end;
}

UNCOVERED_END

#endif
