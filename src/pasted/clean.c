/*
 * clean.c - entities, tags, escapes and odd blanks, one character at a time.
 */
#include "clean.h"

#include <string.h>
#include <strings.h>

#include "count.h"
#include "scan.h"

static const struct {
    const char *name;
    char is;
} entities[] = {
    {"&gt;", '>'},   {"&lt;", '<'},    {"&amp;", '&'},  {"&quot;", '"'},
    {"&nbsp;", ' '}, {"&apos;", '\''}, {"&#160;", ' '},
};

/* "&#62;", "&#x3e;" of ASCII. */
static bool scan_numeric(struct scan *s, char *out)
{
    const char *from = s->at;
    uint32_t code = 0;

    if (scan_text(s, "&#") &&
        (scan_text(s, "x") ? scan_hex(s, &code) : scan_u32(s, &code)) &&
        scan_text(s, ";") && code >= ' ' && code < 0x7f) {
        *out = (char)code;
        return true;
    }
    s->at = from;
    return false;
}

static bool scan_entity(struct scan *s, char *out)
{
    for (size_t i = 0; i < COUNT_OF(entities); i++) {
        if (scan_text(s, entities[i].name)) {
            *out = entities[i].is;
            return true;
        }
    }
    return scan_numeric(s, out);
}

/* Not every word in angle brackets: 3.x puts TCP options there. */
static bool skip_tag(struct scan *s)
{
    static const char *const names[] = {
        "br", "p", "pre",  "code", "span", "div",    "td", "tr",
        "b",  "i", "font", "li",   "em",   "strong", "tt", "a",
    };
    const char *at = s->at + 1, *close;

    if (*s->at != '<' || (close = memchr(s->at, '>', scan_left(s))) == NULL)
        return false;
    if (*at == '/')
        at++;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const size_t n = strlen(names[i]);

        if ((size_t)(close - at) >= n && strncasecmp(at, names[i], n) == 0 &&
            (at[n] == '>' || at[n] == ' ' || at[n] == '/')) {
            s->at = close + 1;
            return true;
        }
    }
    return false;
}

/* ECMA-48's control sequences: what colours a terminal. */
static bool skip_escape(struct scan *s)
{
    const char *at = s->at;

    if (scan_left(s) < 2 || at[0] != 0x1b || at[1] != '[')
        return false;
    at += 2;
    while (at < s->end && *at >= 0x20 && *at < 0x40)
        at++;
    s->at = at < s->end ? at + 1 : at;
    return true;
}

/* No-break, ideographic and zero-width blanks, the byte order mark. */
static bool scan_odd_blank(struct scan *s)
{
    static const char *const odd[] = {"\xc2\xa0", "\xe3\x80\x80",
                                      "\xe2\x80\x8b", "\xef\xbb\xbf"};

    for (size_t i = 0; i < COUNT_OF(odd); i++)
        if (scan_text(s, odd[i]))
            return true;
    return false;
}

size_t clean_line(char *line, size_t n)
{
    struct scan s = {line, line + n, false};
    char *to = line;

    while (!scan_over(&s)) {
        char c;

        if (skip_tag(&s) || skip_escape(&s))
            continue;
        if (!scan_entity(&s, &c)) {
            c = ' ';
            if (!scan_odd_blank(&s))
                c = *s.at++;
        }
        *to++ = (unsigned char)c < ' ' || c == 0x7f ? ' ' : c;
    }
    return (size_t)(to - line);
}
