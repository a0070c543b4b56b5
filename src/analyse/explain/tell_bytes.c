/*
 * tell_bytes.c - what a segment does with the bytes it carries: new ones,
 * ones that went by before, ones that are missing before them.
 */
#include "explain_parts.h"
#include "seq.h"
#include "tcpline/stamp.h"

static void note(const struct telling *t, enum tl_note n)
{
    tl_note_add(t->e, n);
}

static uint32_t end_of(const struct telling *t)
{
    return t->seg->seq + t->seg->len;
}

static bool has_evidence(const struct telling *t, uint32_t bits)
{
    return (t->s->d->evidence & bits) != 0;
}

/*
 * From the end of the bytes that the line has shown of this end. The line does
 * not show where a segment without bytes stands, so then no number is said;
 * and beyond the largest window (RFC 7323 section 2.3) it is no gap.
 */
static void tell_gap(const struct telling *t)
{
    const uint32_t due = t->mine->next;
    const bool shown = t->seg->len > 0 || telling_has(t, TL_FIN);

    if ((t->s->v->flags & TL_V_LOST_SEGMENT) == 0 || !t->mine->has_next ||
        !telling_has(t, TL_ACK) || !seq_above(t->seg->seq, due) ||
        t->seg->seq - due > UINT32_C(1) << 30)
        return;
    t->e->due = due;
    t->e->due_is_first = t->mine->next_of_syn;
    t->e->missing_bytes = t->seg->seq - due;
    note(t, shown ? TL_NOTE_GAP : TL_NOTE_GAP_UNSHOWN);
}

static void name_frame(const struct telling *t, uint64_t frame, int64_t span)
{
    t->e->frame = frame;
    t->e->span = span;
}

/* Every byte of it has been sent before, by what was seen. */
static bool is_old_wholly(const struct telling *t)
{
    return t->mine->has_next && !seq_above(end_of(t), t->mine->next);
}

static bool is_acked(const struct telling *t)
{
    return t->theirs->has_ack && !seq_above(end_of(t), t->theirs->ack);
}

static bool is_acked_partly(const struct telling *t)
{
    return t->theirs->has_ack && seq_above(t->theirs->ack, t->seg->seq);
}

/* The ACKs that ask for just these bytes, as the verdict counted them. */
static bool is_asked_for(const struct telling *t)
{
    return t->s->d->trigger == TL_TRIGGER_FAST && t->theirs->has_ack &&
           t->theirs->ack == t->seg->seq && t->mine->dup_acks >= 2;
}

/* The frame that carried all of them first, and how long ago. */
static void name_first(const struct telling *t)
{
    const struct ends_side *mine = t->mine;

    if (mine->n_sent > 0 && mine->sent_seq == t->seg->seq &&
        mine->sent_end == end_of(t))
        name_frame(t, mine->first_frame,
                   tl_since(t->seg->time, mine->first_time));
    else
        name_frame(t, t->s->d->of, t->s->d->after);
}

static void tell_fast(const struct telling *t)
{
    t->e->duplicate_acks = t->mine->dup_acks;
    t->e->ack_frame = t->mine->dup_ack_frame;
    note(t, TL_NOTE_FAST);
}

static void tell_again(const struct telling *t)
{
    name_first(t);
    if (is_acked(t)) {
        t->e->ack_frame = t->theirs->ack_frame;
        note(t, TL_NOTE_SPURIOUS);
    } else if (is_asked_for(t)) {
        tell_fast(t);
    } else if (t->e->frame == 0 || !t->s->d->of_all) {
        note(t, TL_NOTE_AGAIN);
    } else if (is_acked_partly(t) || has_evidence(t, TL_E_SACKED_BEFORE)) {
        note(t, TL_NOTE_AGAIN_FRAME);
    } else {
        note(t, TL_NOTE_UNACKED);
    }
}

/* Within a tenth, each wait twice the one before. */
static bool doubles(int64_t wait, int64_t next)
{
    return wait > 0 && next / 18 >= wait / 10 && next / 22 <= wait / 10;
}

/* No timer is spoken of before its waits have doubled twice. */
static void tell_backoff(const struct telling *t)
{
    const struct ends_side *mine = t->mine;
    struct tl_explanation *e = t->e;
    enum { WAITS = 3 };

    if (mine->n_sent < WAITS || mine->sent_seq != t->seg->seq ||
        mine->sent_end != end_of(t))
        return;
    const unsigned from = mine->n_sent - WAITS;
    for (unsigned i = 0; i < WAITS; i++) {
        const int64_t next =
            i + 1 < WAITS ? mine->sent_time[from + i + 1] : t->seg->time;
        e->wait_frame[i] = mine->sent_frame[from + i];
        e->wait[i] = tl_since(next, mine->sent_time[from + i]);
    }
    e->wait_frame[WAITS] = t->seg->frame;
    if (!doubles(e->wait[0], e->wait[1]) || !doubles(e->wait[1], e->wait[2]))
        return;
    e->n_waits = WAITS;
    note(t, TL_NOTE_BACKOFF);
}

/* The last bytes alone, and others before them outstanding (RFC 8985). */
static bool is_tail_probe(const struct telling *t)
{
    return t->s->d->trigger == TL_TRIGGER_TAIL_PROBE && t->theirs->has_ack &&
           seq_above(t->seg->seq, t->theirs->ack);
}

static void tell_retransmission(const struct telling *t)
{
    if (!t->mine->has_next || !seq_below(t->seg->seq, t->mine->next)) {
        note(t, TL_NOTE_SENDS); /* a tail that nobody saw, at best */
        return;
    }
    if (!is_old_wholly(t)) {
        note(t, TL_NOTE_SENDS);
        note(t, TL_NOTE_PARTLY_AGAIN);
        return;
    }
    if (has_evidence(t, TL_E_SEEN_BEFORE))
        tell_again(t);
    else if (is_asked_for(t) &&
             (t->s->v->flags & TL_V_FAST_RETRANSMISSION) != 0)
        tell_fast(t);
    else
        note(t, t->e->certain ? TL_NOTE_FILLS_GAP : TL_NOTE_LATE_OR_LOST);
    if (is_tail_probe(t))
        note(t, TL_NOTE_TAIL_PROBE);
    tell_backoff(t);
}

static void tell_copy(const struct telling *t)
{
    const struct tl_diagnosis *d = t->s->d;

    name_frame(t, d->of, d->after);
    note(t, d->captured_twice ? TL_NOTE_CAPTURED_TWICE : TL_NOTE_COPY);
}

static void tell_late(const struct telling *t)
{
    const struct tl_diagnosis *d = t->s->d;

    name_frame(t, d->of, d->after);
    note(t, d->certain && d->of != 0 ? TL_NOTE_LATE : TL_NOTE_LATE_OR_LOST);
}

static void tell_data(const struct telling *t)
{
    switch (t->s->d->event) {
    case TL_EVENT_RETRANSMISSION:
        tell_retransmission(t);
        return;
    case TL_EVENT_REORDERED:
    case TL_EVENT_LATE:
        tell_late(t);
        return;
    case TL_EVENT_DUPLICATE:
        note(t, is_old_wholly(t) ? TL_NOTE_AGAIN : TL_NOTE_SENDS);
        return;
    default:
        note(t, TL_NOTE_SENDS);
    }
}

/* What the first bytes of a kind are told by. */
static void tell_about_bytes(const struct telling *t)
{
    if (t->s->tls)
        note(t, TL_NOTE_TLS);
    if (end_of(t) < t->seg->seq && end_of(t) != 0)
        note(t, TL_NOTE_WRAPS);
    if (telling_has(t, TL_FIN) == 0)
        note(t, TL_NOTE_ENDS_BEFORE);
    if (telling_has(t, TL_PSH))
        note(t, TL_NOTE_PUSH);
    if (telling_has(t, TL_URG))
        note(t, TL_NOTE_URGENT);
    /* Without a handshake nobody knows how large a window is. */
    if ((t->s->v->flags & TL_V_WINDOW_FULL) != 0 && telling_shaken(t))
        note(t, TL_NOTE_WINDOW_FULL);
}

void tell_bytes(const struct telling *t)
{
    const unsigned event = t->s->d->event;

    if (telling_has(t, TL_RST))
        return;
    if (telling_copy(t)) {
        tell_copy(t);
        return;
    }
    if (telling_has(t, TL_SYN)) {
        tell_backoff(t);
        return;
    }
    tell_gap(t);
    if (event == TL_EVENT_KEEP_ALIVE)
        note(t, TL_NOTE_KEEP_ALIVE);
    else if (event == TL_EVENT_WINDOW_PROBE)
        note(t, TL_NOTE_PROBE);
    else if (t->seg->len > 0)
        tell_data(t);
    if (t->seg->len > 0 && event != TL_EVENT_KEEP_ALIVE)
        tell_about_bytes(t);
}
