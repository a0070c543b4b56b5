/*
 * segment_scan.c - what stands behind the colon: flags, numbers, options and
 * length, in the words of tcpdump 4.x, of 3.x, and of -q.
 */
#include <string.h>

#include "told.h"

/* "S.", "none"; at least one letter. */
static bool scan_flags(struct scan *s, uint8_t *flags)
{
    static const char letters[] = "FSRP.UEW";
    const char *from = s->at, *letter;

    *flags = 0;
    if (scan_text(s, "none"))
        return true;
    while (!scan_over(s) && *s->at != '\0' &&
           (letter = strchr(letters, *s->at)) != NULL) {
        *flags |= (uint8_t)(1U << (letter - letters));
        s->at++;
    }
    return s->at > from;
}

/* ", cksum 0xd0b4 (correct)", "(incorrect -> 0x1234)" */
static bool scan_cksum(struct scan *s, struct told_segment *seg)
{
    uint32_t stored, expected;

    if (!scan_text(s, ", cksum 0x"))
        return true;
    if (!scan_hex(s, &stored) || !scan_text(s, " ("))
        return false;
    seg->stored = (uint16_t)stored;
    seg->cksum = TOLD_CORRECT;
    if (scan_text(s, "correct)"))
        return true;
    seg->cksum = TOLD_INCORRECT;
    (void)scan_text(s, "incorrect -> 0x");
    (void)scan_text(s, "incorrect (-> 0x");
    if (!scan_hex(s, &expected))
        return false;
    seg->expected = (uint16_t)expected;
    if (!scan_text(s, ")"))
        return false;
    (void)scan_text(s, ")"); /* 3.9 has two */
    return true;
}

/* "1:367", with "(366)" behind it in 3.x, or the first number alone. */
static bool scan_range(struct scan *s, struct told_segment *seg)
{
    if (!scan_u32(s, &seg->seq))
        return false;
    seg->has_seq = true;
    if (!scan_text(s, ":"))
        return true;
    if (!scan_u32(s, &seg->seq_end))
        return false;
    seg->has_end = true;
    if (!scan_field(s, "(", &seg->len))
        return true;
    seg->has_len = true;
    return scan_text(s, ")");
}

static bool scan_numbers(struct scan *s, struct told_segment *seg)
{
    if (scan_text(s, ", seq ") && !scan_range(s, seg))
        return false;
    (void)scan_field(s, ", ack ", &seg->ack);
    if (!scan_text(s, ", win ") || !scan_most(s, UINT16_MAX, &seg->win))
        return false;
    return !scan_text(s, ", urg ") || scan_most(s, UINT16_MAX, &seg->urg);
}

/* The range says how long it is, too: a length cut in two shows so. */
static enum told_state ending(struct scan *s, struct told_segment *seg)
{
    const uint32_t range = seg->seq_end - seg->seq;

    if (!seg->has_len)
        seg->len = seg->has_end ? range : 0;
    else if (seg->has_end && seg->len != range)
        return scan_over(s) ? TOLD_PART : TOLD_NOTHING;
    return TOLD_WHOLE;
}

static enum told_state failed(const struct scan *s)
{
    return s->short_of ? TOLD_PART : TOLD_NOTHING;
}

/* "[mss 1460,nop]" behind the word; what is bad ends the line. */
static bool scan_bracket(struct scan *s, struct told_segment *seg)
{
    static const char bad[] = "[bad opt]";
    const char *from = s->at - 1;
    struct scan rest = *s;

    if (scan_text(&rest, bad + 1) || scan_past(&rest, bad)) {
        (void)scan_text(&rest, "]");
        seg->cut = seg->inexact = true;
        *s = rest;
    } else if (!told_scan_options(s, ']', seg)) {
        return false;
    }
    seg->said = (struct span){from, (size_t)(s->at - from)};
    return true;
}

static enum told_state scan_new(struct scan *s, struct told_segment *seg)
{
    if (!scan_flags(s, &seg->flags) || !scan_text(s, "]") ||
        !scan_cksum(s, seg) || !scan_numbers(s, seg))
        return failed(s);
    if (scan_text(s, ", options [") && !scan_bracket(s, seg))
        return failed(s);
    if (seg->cut)
        return ending(s, seg);
    seg->has_len = scan_field(s, ", length ", &seg->len);
    return seg->has_len ? ending(s, seg) : failed(s);
}

/* What of 3.x stands behind the options: "(DF)", "[tos 0x10]", "(ttl 64)". */
static void skip_remarks(struct scan *s)
{
    for (;;) {
        const char *from = s->at;

        scan_blanks(s);
        if (!((scan_text(s, "(") && scan_past(s, ")")) ||
              (scan_text(s, "[") && scan_past(s, "]")))) {
            s->at = from;
            return;
        }
    }
}

/* "S, cksum 0x1234 (correct), 1:1(0)" of 3.9; "[tcp sum ok]" before it. */
static bool scan_old_front(struct scan *s, struct told_segment *seg)
{
    if (!scan_flags(s, &seg->flags) || !scan_cksum(s, seg))
        return false;
    (void)scan_text(s, ",");
    if (!scan_gap(s))
        return false;
    if (scan_text(s, "[tcp sum ok]") || scan_text(s, "[bad tcp cksum"))
        (void)(scan_past(s, "]") && scan_gap(s));
    return true;
}

static bool scan_old_numbers(struct scan *s, struct told_segment *seg)
{
    if (!scan_over(s) && *s->at >= '0' && *s->at <= '9' &&
        (!scan_range(s, seg) || !scan_gap(s)))
        return false;
    if (scan_field(s, "ack ", &seg->ack)) {
        seg->flags |= TOLD_ACK; /* it has no letter of its own there */
        if (!scan_gap(s))
            return false;
    }
    if (!scan_text(s, "win ") || !scan_most(s, UINT16_MAX, &seg->win))
        return false;
    return !scan_text(s, " urg ") || scan_most(s, UINT16_MAX, &seg->urg);
}

static enum told_state scan_old(struct scan *s, struct told_segment *seg)
{
    if (!scan_old_front(s, seg) || !scan_old_numbers(s, seg))
        return failed(s);
    const char *from = s->at;
    scan_blanks(s);
    if (!scan_text(s, "<"))
        s->at = from;
    else if (!told_scan_options(s, '>', seg))
        return failed(s);
    skip_remarks(s);
    return ending(s, seg);
}

enum told_state told_scan_segment(struct scan *s, struct told_segment *out)
{
    const char *from = s->at;

    *out = (struct told_segment){0};
    if (scan_text(s, "Flags ["))
        return scan_new(s, out);
    if (scan_text(s, "tcp ")) {
        out->quiet = true;
        return scan_u32(s, &out->len) ? TOLD_WHOLE : failed(s);
    }
    s->at = from;
    return scan_old(s, out);
}
