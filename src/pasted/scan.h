/*
 * scan.h - reading a line of text from its front, in bounds.
 *
 * A scan that fails leaves the place where it is. When the text ended while it
 * still fitted, `short_of` is set: more text may make it fit, which is how a
 * wrapped line is told from one that says something else.
 */
#ifndef TCPLINE_PASTED_SCAN_H
#define TCPLINE_PASTED_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scan {
    const char *at;
    const char *end;
    bool short_of;
};

/* Some of a text, not ended by a zero byte. */
struct span {
    const char *at;
    size_t len;
};

static inline size_t scan_left(const struct scan *s)
{
    return (size_t)(s->end - s->at);
}

static inline bool scan_over(const struct scan *s)
{
    return s->at == s->end;
}

/* Just these characters. */
bool scan_text(struct scan *s, const char *text);

/* Blanks: any number of them, at least one. */
void scan_blanks(struct scan *s);
bool scan_gap(struct scan *s);

/* Decimal and hexadecimal digits, at least one, that fit. */
bool scan_u32(struct scan *s, uint32_t *out);
bool scan_most(struct scan *s, uint32_t most, uint32_t *out);
bool scan_hex(struct scan *s, uint32_t *out);

/* As text and then number: scan_text() and scan_u32(), or neither. */
bool scan_field(struct scan *s, const char *text, uint32_t *out);

/* Pairs of hexadecimal digits, `most` of them: how many bytes at `out`. */
size_t scan_bytes(struct scan *s, uint8_t *out, size_t most);

/* What goes up to the next blank; false at a blank and at the end. */
bool scan_word(struct scan *s, struct span *out);

/* Goes behind the next `text`, wherever it is. */
bool scan_past(struct scan *s, const char *text);

bool span_is(struct span span, const char *text);

#endif
