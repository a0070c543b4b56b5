/*
 * paint_line.c - where tcpdump's line and the ladder take colours. The words
 * are found in the finished text: forms need not know of colours.
 */
#include <string.h>

#include "codes.h"
#include "paint.h"
#include "tcpline/record.h"

static const size_t NOWHERE = (size_t)-1;

/* Characters `at` to `end` of a record. */
struct span_of_text {
    const char *text;
    size_t at, end;
};

/* Where `words` begin at or behind s->at, or NOWHERE. */
static size_t find(const struct span_of_text *s, const char *words)
{
    const size_t n = strlen(words);
    const char *hit = s->at < s->end
                          ? memmem(s->text + s->at, s->end - s->at, words, n)
                          : NULL;

    return hit != NULL ? (size_t)(hit - s->text) : NOWHERE;
}

static size_t find_char(const struct span_of_text *s, char c)
{
    const char words[] = {c, '\0'};

    return find(s, words);
}

/* The stamp, a number of -# before it, and the blank behind. */
static size_t stamp_end(const struct span_of_text *s)
{
    size_t i = s->at, end = s->at;

    for (; i < s->end && strchr("0123456789:.- ", s->text[i]) != NULL; i++)
        if (s->text[i] == ' ')
            end = i + 1;
    return end;
}

static void paint_flags(const struct span_of_text *flags, struct strokes *out)
{
    for (size_t i = flags->at; i < flags->end; i++) {
        switch (flags->text[i]) {
        case 'S':
            strokes_add(out, i, i + 1, PAINT_OPEN);
            break;
        case 'F':
            strokes_add(out, i, i + 1, PAINT_CLOSE);
            break;
        case 'R':
        case 'U':
            strokes_add(out, i, i + 1, PAINT_ALARM);
            break;
        case 'P':
            strokes_add(out, i, i + 1, PAINT_BOLD);
            break;
        default:
            break;
        }
    }
}

/* "129:193" behind ", seq ": a single number carries no data. */
static void paint_seq(struct span_of_text *s, struct strokes *out)
{
    static const char word[] = ", seq ";
    const size_t seq = find(s, word);

    if (seq != s->at)
        return;
    const size_t from = seq + sizeof(word) - 1;
    size_t to = from;
    bool data = false;
    for (; to < s->end && strchr("0123456789:", s->text[to]) != NULL; to++)
        data |= s->text[to] == ':';
    if (data)
        strokes_add(out, from, to, PAINT_BOLD);
    s->at = to;
}

/* Both ends, flags and numbers of a segment; s->at moves behind them. */
static void paint_segment(struct span_of_text *s, bool from_first,
                          struct strokes *out)
{
    static const char flags_word[] = ": Flags [";
    const size_t flags = find(s, flags_word);

    if (flags == NOWHERE)
        return;
    size_t arrow = flags;
    while (arrow > s->at && memcmp(s->text + arrow, " > ", 3) != 0)
        arrow--;
    size_t src = arrow;
    while (src > s->at && s->text[src - 1] != ' ')
        src--;
    strokes_add(out, src, arrow, from_first ? PAINT_FIRST : PAINT_OTHER);
    strokes_add(out, arrow + 3, flags, from_first ? PAINT_OTHER : PAINT_FIRST);
    s->at = flags + sizeof(flags_word) - 1;
    const size_t close = find_char(s, ']');
    if (close == NOWHERE)
        return;
    paint_flags(&(struct span_of_text){s->text, s->at, close}, out);
    s->at = close + 1;
}

static enum paint paint_of(const char *words, size_t n)
{
    static const struct code_name kinds[] = {
        {PAINT_ALARM, "Previous segment"}, {PAINT_ALARM, "Retransmission"},
        {PAINT_ALARM, "Out-Of-Order"},     {PAINT_ALARM, "unseen"},
        {PAINT_CARE, "Dup ACK"},           {PAINT_CARE, "Window Full"},
        {PAINT_CARE, "ZeroWindow"},
    };

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (memmem(words, n, kinds[i].name, strlen(kinds[i].name)) != NULL)
            return (enum paint)kinds[i].code;
    return PAINT_CALM;
}

/* What is in brackets or parentheses, and has a colour of its own. */
static void paint_brackets(struct span_of_text *s, struct strokes *out)
{
    static const struct {
        const char *begins;
        char ends;
        enum paint paint;
    } kinds[] = {
        {"options [", ']', PAINT_FAINT}, {"(incorrect", ')', PAINT_WRONG},
        {"[bad ", ']', PAINT_WRONG},     {"[|", ']', PAINT_WRONG},
        {"[TCP ", ']', PAINT_COUNT},     {"{retransmission", '}', PAINT_CARE},
        {"{reordered", '}', PAINT_CARE}, {"{duplicate", '}', PAINT_CARE},
    };

    for (; s->at < s->end; s->at++) {
        for (size_t i = 0; i < COUNT_OF(kinds); i++) {
            const size_t n = strlen(kinds[i].begins);
            if (s->end - s->at < n ||
                memcmp(s->text + s->at, kinds[i].begins, n) != 0)
                continue;
            const size_t from = s->at;
            const size_t close = find_char(s, kinds[i].ends);
            if (close == NOWHERE)
                return;
            strokes_add(out, from, close + 1,
                        kinds[i].paint == PAINT_COUNT
                            ? paint_of(s->text + from, close - from)
                            : kinds[i].paint);
            s->at = close;
            break;
        }
    }
}

/* Rows of a dump. */
static void paint_dump(struct span_of_text *s, struct strokes *out)
{
    size_t row;

    while ((row = find(s, "\n\t0x")) != NOWHERE) {
        s->at = row + 1;
        const size_t end = find_char(s, '\n');
        strokes_add(out, row + 2, end != NOWHERE ? end : s->end, PAINT_FAINT);
        if (end == NOWHERE)
            return;
        s->at = end;
    }
}

/* The first row, and the second one of -v, which begins with blanks. */
static size_t words_end(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] == '\n' &&
            (n - i < 5 || memcmp(text + i + 1, "    ", 4) != 0))
            return i;
    return n;
}

void paint_line(const char *text, size_t n, const struct record *rec,
                bool has_time, struct strokes *out)
{
    struct span_of_text s = {text, 0, words_end(text, n)};

    if (has_time) {
        s.at = stamp_end(&s);
        strokes_add(out, 0, s.at, PAINT_FAINT);
    }
    if (rec->pkt->tcp_layer != TL_NO_LAYER) {
        paint_segment(
            &s, rec->judged == NULL || rec->judged->verdict.from_first, out);
        const size_t sum = find(&s, "(incorrect");
        if (sum == NOWHERE)
            paint_seq(&s, out);
    }
    paint_brackets(&s, out);
    s.at = s.end;
    s.end = n;
    paint_dump(&s, out);
}

/* One row of a ladder: an arrow, a remark, or neither. */
static void paint_row(const struct span_of_text *s, enum paint arrow,
                      struct strokes *out)
{
    const struct span_of_text row = *s;
    const size_t remark = find(&row, "! ");
    const size_t missing = find(&row, "not captured ");
    struct span_of_text at = row;

    while (at.at < at.end && at.text[at.at] != '|' &&
           (unsigned char)at.text[at.at] < 0x80)
        at.at++;
    const size_t rail = at.at;
    if (remark != NOWHERE) {
        strokes_add(out, remark, row.end,
                    paint_of(row.text + remark, row.end - remark));
    } else if (missing != NOWHERE) {
        strokes_add(out, rail, row.end, PAINT_ALARM);
    } else if (rail < row.end) {
        strokes_add(out, row.at, rail, PAINT_FAINT);
        strokes_add(out, rail, row.end, arrow);
    } else {
        strokes_add(out, row.at, row.end, PAINT_FAINT);
    }
}

void paint_ladder(const char *text, size_t n, const struct record *rec,
                  struct strokes *out)
{
    struct span_of_text s = {text, 0, n};
    const bool first = rec->judged != NULL && rec->judged->verdict.from_first;

    while (s.at < n) {
        const size_t newline = find_char(&s, '\n');
        const struct span_of_text row = {text, s.at,
                                         newline != NOWHERE ? newline : n};
        paint_row(&row, first ? PAINT_FIRST : PAINT_OTHER, out);
        if (newline == NOWHERE)
            return;
        s.at = newline + 1;
    }
}
