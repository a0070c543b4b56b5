/*
 * tell_acks.c - what an acknowledgement tells the other end, and its window.
 */
#include "explain_parts.h"
#include "seq.h"

static void note(const struct telling *t, enum tl_note n)
{
    tl_note_add(t->e, n);
}

static bool verdict_has(const struct telling *t, unsigned flags)
{
    return (t->s->v->flags & flags) != 0;
}

/* It covers the peer's FIN, of which tell_closing() speaks. */
static bool covers_fin(const struct telling *t)
{
    return t->theirs->has_fin && t->seg->ack == t->theirs->fin + 1;
}

/* Something that was sent in this capture: more than the SYN. */
static bool covers_bytes(const struct telling *t)
{
    const struct ends_side *theirs = t->theirs;

    return theirs->has_low && seq_above(t->seg->ack, theirs->low) &&
           theirs->has_next && !seq_above(t->seg->ack, theirs->next);
}

static void tell_progress(const struct telling *t)
{
    const struct ends_side *mine = t->mine;
    const uint32_t ack = t->seg->ack;

    if ((mine->has_ack && !seq_above(ack, mine->ack)) || covers_fin(t))
        return;
    if (covers_bytes(t)) {
        t->e->acks_frame = t->s->v->acks_frame;
        t->e->ack_span = t->s->v->ack_rtt;
        note(t, t->e->acks_frame != 0 && t->e->ack_span > 0 ? TL_NOTE_HAS_AFTER
                                                            : TL_NOTE_HAS);
    } else if (t->theirs->has_next && seq_above(ack, t->theirs->next)) {
        note(t, TL_NOTE_HAS_UNSEEN);
    }
}

/* RFC 2883: the first block lies below the ACK, or within the next one. */
static bool begins_with_dsack(const struct segment *seg)
{
    if (seg->n_sack == 0)
        return false;
    const struct sack_block *b = &seg->sack[0];
    return !seq_above(b->right, seg->ack) ||
           (seg->n_sack > 1 && !seq_below(b->left, seg->sack[1].left) &&
            !seq_above(b->right, seg->sack[1].right));
}

/* The block that names what came last: RFC 2018 section 4. */
static void tell_sack(const struct telling *t)
{
    const struct segment *seg = t->seg;

    if (seg->n_sack == 0 || !seq_above(seg->sack[0].right, seg->sack[0].left))
        return;
    t->e->sack_left = seg->sack[0].left;
    t->e->sack_right = seg->sack[0].right;
    /* A SYN and a FIN take a number, but are no bytes. */
    if (t->theirs->has_fin && t->e->sack_right == t->theirs->fin + 1)
        t->e->sack_right--;
    if (t->e->sack_left == t->e->sack_right ||
        (t->theirs->has_isn && t->e->sack_left == t->theirs->isn))
        return;
    if (begins_with_dsack(seg))
        note(t, TL_NOTE_DSACK);
    else if (seq_above(seg->sack[0].left, seg->ack))
        note(t, TL_NOTE_SACK);
}

static void tell_duplicate(const struct telling *t)
{
    const struct ends_side *theirs = t->theirs;

    if (!verdict_has(t, TL_V_DUPLICATE_ACK) ||
        t->s->v->duplicate_ack_frame == 0 || covers_fin(t) || telling_copy(t))
        return;
    t->e->ack_frame = t->s->v->duplicate_ack_frame;
    t->e->duplicate_acks = t->s->v->duplicate_ack_num;
    note(t, TL_NOTE_DUPLICATE_ACK);
    if (!theirs->has_low || !theirs->last_fresh)
        return;
    if (!begins_with_dsack(t->seg) && seq_above(theirs->last_seq, t->seg->ack))
        note(t, TL_NOTE_BEHIND_GAP);
    else if (!seq_above(theirs->last_end, t->seg->ack))
        note(t, TL_NOTE_NOTHING_NEW);
}

static void tell_window(const struct telling *t)
{
    const bool was_closed = t->mine->segments > 0 && t->mine->window == 0;

    t->e->scaled = t->s->v->window;
    if (verdict_has(t, TL_V_ZERO_WINDOW))
        note(t, was_closed ? TL_NOTE_STILL_ZERO : TL_NOTE_ZERO_WINDOW);
    else if (verdict_has(t, TL_V_WINDOW_UPDATE))
        note(t, was_closed ? TL_NOTE_WINDOW_OPENS : TL_NOTE_WINDOW_UPDATE);
    if (verdict_has(t, TL_V_KEEP_ALIVE_ACK))
        note(t, TL_NOTE_KEEP_ALIVE_ACK);
}

void tell_acks(const struct telling *t)
{
    if (!telling_has(t, TL_ACK) || telling_has(t, TL_SYN | TL_RST))
        return;
    tell_progress(t);
    tell_duplicate(t);
    tell_sack(t);
    if (t->s->d->event == TL_EVENT_REVISION && t->s->d->of != 0) {
        t->e->mark_frame = t->s->d->of;
        note(t, TL_NOTE_REVISION);
    }
    tell_window(t);
}

/* Classic ECN, of which both ends have said in their SYNs that they do it. */
static bool has_ecn(const struct telling *t)
{
    return (t->mine->offers_ecn && t->theirs->agrees_ecn) ||
           (t->theirs->offers_ecn && t->mine->agrees_ecn);
}

static void tell_echo(const struct telling *t)
{
    const bool ece = telling_has(t, TL_ECE);

    if (ece && !t->mine->ece && t->theirs->ce_frame != 0) {
        t->e->mark_frame = t->theirs->ce_frame;
        note(t, TL_NOTE_ECE);
    } else if (!ece && t->mine->ece && t->theirs->cwr_frame != 0 &&
               t->theirs->cwr_frame > t->mine->ece_began) {
        t->e->mark_frame = t->theirs->cwr_frame;
        note(t, TL_NOTE_ECE_ENDS);
    }
    if (telling_has(t, TL_CWR) && t->theirs->ece_frame != 0) {
        t->e->cwr_mark_frame = t->theirs->ece_frame;
        note(t, TL_NOTE_CWR);
    }
}

void tell_congestion(const struct telling *t)
{
    if (telling_has(t, TL_SYN | TL_RST))
        return;
    if (explain_congested(t->s->pkt))
        note(t, TL_NOTE_CE);
    if (has_ecn(t))
        tell_echo(t);
}
