/*
 * tell_closing.c - who closes first, what a FIN's ACK says, and resets.
 */
#include "explain_parts.h"
#include "seq.h"

static void note(const struct telling *t, enum tl_note n)
{
    tl_note_add(t->e, n);
}

/* All that it acknowledges was captured, and no FIN was among it. */
static bool is_first(const struct telling *t)
{
    const struct ends_side *theirs = t->theirs;

    return telling_has(t, TL_ACK) && theirs->has_next &&
           (theirs->has_low || theirs->syn || theirs->syn_ack) &&
           !seq_above(t->seg->ack, theirs->next);
}

static void tell_second(const struct telling *t)
{
    const uint32_t fin = t->theirs->fin;
    const uint32_t ack = t->seg->ack;

    if (!telling_has(t, TL_ACK) || ack == fin + 1) {
        note(t, TL_NOTE_FIN_SECOND);
        if (telling_has(t, TL_ACK) &&
            !(t->mine->has_ack && t->mine->ack == fin + 1))
            note(t, TL_NOTE_FIN_THREE);
    } else if (ack == fin) {
        note(t, TL_NOTE_FIN_CROSSED);
    } else {
        note(t, TL_NOTE_FIN);
    }
}

static void tell_fin(const struct telling *t)
{
    if (t->mine->has_fin) {
        t->e->fin_frame = t->mine->fin_frame;
        note(t, TL_NOTE_FIN_AGAIN);
    } else if (t->theirs->has_fin) {
        tell_second(t);
    } else {
        note(t, is_first(t) ? TL_NOTE_FIN_FIRST : TL_NOTE_FIN);
    }
}

/* The first segment to cover the peer's FIN, and no FIN itself. */
static void tell_ack_of_fin(const struct telling *t)
{
    const struct ends_side *mine = t->mine, *theirs = t->theirs;
    const uint32_t own = mine->fin + 1;

    if (!telling_has(t, TL_ACK) || !theirs->has_fin ||
        t->seg->ack != theirs->fin + 1 ||
        (mine->has_ack && !seq_below(mine->ack, theirs->fin + 1)))
        return;
    if (!mine->has_fin) {
        note(t, TL_NOTE_FIN_ACKED);
    } else if (!theirs->has_ack || seq_below(theirs->ack, own)) {
        note(t, TL_NOTE_FIN_ACKED_CROSSED);
    } else if (!seq_below(theirs->fin_ack, own)) {
        note(t, TL_NOTE_CLOSED);
    } else {
        note(t, TL_NOTE_CLOSED_BOTH);
    }
}

/* RFC 9293 section 3.10.7.1: the number of a refused SYN, and one. */
static bool refuses(const struct telling *t)
{
    const struct ends_side *theirs = t->theirs;

    return telling_has(t, TL_ACK) && theirs->syn && !theirs->has_ack &&
           t->mine->segments == 0 &&
           (t->seg->ack == theirs->isn + 1 ||
            t->seg->ack == theirs->isn + 1 + theirs->syn_len);
}

void tell_closing(const struct telling *t)
{
    if (telling_has(t, TL_RST)) {
        note(t, refuses(t) ? TL_NOTE_REFUSED : TL_NOTE_RESET);
        return;
    }
    if (telling_has(t, TL_SYN) || telling_copy(t))
        return;
    if (telling_has(t, TL_FIN))
        tell_fin(t);
    else
        tell_ack_of_fin(t);
}
