/*
 * tell_opening.c - what the segments of a handshake are for.
 */
#include "explain_parts.h"
#include "tcpline/stamp.h"

/* RFC 3168 section 6.1.1; with AE they mean something else (RFC 9768). */
enum { AE = 0x100, ECN_SETUP = TL_ECE | TL_CWR };

/* Option kinds: RFC 9293 section 3.2, RFC 7323, RFC 2018. */
enum { MSS = 2, SCALE = 3, SACK_PERMITTED = 4, TIME_STAMPS = 8 };
enum { MOST_SHIFT = 14 };

static void note(const struct telling *t, enum tl_note n)
{
    tl_note_add(t->e, n);
}

static void tell_offers(const struct telling *t)
{
    const struct tl_tcp *tcp = &t->s->pkt->tcp;
    struct tl_offers *o = &t->e->offers;

    for (unsigned i = 0; i < tcp->n_options; i++) {
        const struct tl_tcp_option *opt = &tcp->options[i];
        if (opt->end != TL_OPTION_WHOLE)
            break;
        if (opt->kind == MSS && opt->data_cap == 2)
            o->mss = (uint16_t)(opt->data[0] << 8 | opt->data[1]);
        else if (opt->kind == SCALE && opt->data_cap == 1)
            o->factor =
                (uint16_t)(1 << (opt->data[0] < MOST_SHIFT ? opt->data[0]
                                                           : MOST_SHIFT));
        else if (opt->kind == SACK_PERMITTED)
            o->sack = true;
        else if (opt->kind == TIME_STAMPS)
            o->time_stamps = true;
    }
    if (o->mss != 0 || o->factor != 0 || o->sack || o->time_stamps)
        note(t, TL_NOTE_OFFERS);
}

/* The same SYN, with or without ACK, as the end has sent before. */
static bool is_again(const struct telling *t)
{
    return t->mine->has_isn && t->mine->isn == t->seg->seq &&
           (telling_has(t, TL_ACK) ? t->mine->syn_ack : t->mine->syn);
}

static void tell_again(const struct telling *t)
{
    const bool answered = t->theirs->segments > 0;

    t->e->frame = t->mine->syn_frame;
    t->e->span = tl_since(t->seg->time, t->mine->syn_time);
    if (telling_has(t, TL_ACK))
        note(t, TL_NOTE_SYN_ACK_AGAIN);
    else
        note(t, answered ? TL_NOTE_SYN_AGAIN : TL_NOTE_SYN_UNANSWERED);
}

static void tell_syn(const struct telling *t)
{
    const bool crosses = t->theirs->syn && !t->theirs->has_ack;

    if ((t->s->v->flags & TL_V_REUSED_PORTS) != 0)
        note(t, TL_NOTE_REUSED);
    note(t, crosses ? TL_NOTE_SYN_BOTH : TL_NOTE_SYN);
    if (t->seg->len > 0)
        note(t, TL_NOTE_SYN_DATA);
    note(t, TL_NOTE_ISN);
    if ((t->seg->flags & (AE | ECN_SETUP)) == ECN_SETUP)
        note(t, TL_NOTE_ECN_OFFER);
}

static void tell_syn_ack(const struct telling *t)
{
    const struct ends_side *theirs = t->theirs;
    const uint32_t beyond = t->seg->ack - theirs->isn - 1;

    if (!theirs->syn) {
        if (theirs->segments == 0)
            note(t, TL_NOTE_SYN_ACK_ALONE);
    } else if (t->mine->syn) {
        if (beyond == 0)
            note(t, TL_NOTE_SYN_ACK_BOTH);
    } else if (beyond == 0) {
        note(t, TL_NOTE_SYN_ACK);
    } else if (beyond == theirs->syn_len) {
        t->e->frame = theirs->syn_frame;
        note(t, TL_NOTE_SYN_ACK_DATA);
    }
    note(t, TL_NOTE_ISN);
    if (theirs->offers_ecn && (t->seg->flags & (AE | ECN_SETUP)) == TL_ECE)
        note(t, TL_NOTE_ECN_AGREED);
}

static void tell_handshake(const struct telling *t)
{
    const unsigned odd =
        TL_FIN | TL_RST | TL_URG | (t->seg->len == 0 ? TL_PSH : 0U);

    if ((t->seg->flags & odd) != 0 || telling_copy(t))
        return; /* a copy is no other sending */
    if (is_again(t)) {
        tell_again(t);
        return;
    }
    if (telling_has(t, TL_ACK))
        tell_syn_ack(t);
    else
        tell_syn(t);
    tell_offers(t);
}

/* The first number of the peer's that is acknowledged, by its own SYN. */
/* tcpdump's numbers count from what the answer to the SYN acknowledges. */
static void tell_count(const struct telling *t)
{
    const struct ends_side *mine = t->mine, *theirs = t->theirs;
    const uint32_t first = mine->isn + 1 + mine->syn_len;

    t->e->counts_behind_data =
        (mine->syn && mine->syn_len > 0 && theirs->syn_ack &&
         theirs->syn_ack_ack == first) ||
        (theirs->syn && theirs->syn_len > 0 && mine->syn_ack &&
         mine->syn_ack_ack == theirs->isn + 1 + theirs->syn_len);
    if (t->e->counts_behind_data)
        note(t, TL_NOTE_COUNT_BEHIND_DATA);
}

static void tell_third(const struct telling *t)
{
    const struct ends_side *mine = t->mine, *theirs = t->theirs;
    const struct segment *seg = t->seg;

    if ((seg->flags & (TL_ACK | TL_RST | TL_FIN)) != TL_ACK || mine->has_ack ||
        !theirs->syn_ack || seg->ack != theirs->isn + 1)
        return;
    if ((seg->flags & ~ECN_SETUP) == TL_ACK && seg->len == 0 && mine->syn &&
        !theirs->syn && seg->seq == mine->isn + 1)
        note(t, TL_NOTE_OPEN);
    note(t, TL_NOTE_COUNT_FROM);
    note(t, TL_NOTE_FIRST_ACK);
}

/* RFC 7323 section 2.2: both have to offer it; and no SYN is ever scaled. */
static void tell_scale(const struct telling *t)
{
    const struct ends_side *mine = t->mine, *theirs = t->theirs;

    if (t->seg->window == 0 || telling_has(t, TL_RST))
        return;
    if (mine->has_factor && theirs->has_factor && mine->factor > 0 &&
        t->s->v->window_shift == (int)mine->factor && telling_shaken(t)) {
        t->e->factor = UINT32_C(1) << mine->factor;
        t->e->scaled = (uint32_t)t->seg->window << mine->factor;
        note(t, TL_NOTE_SCALE);
    } else if (!telling_shaken(t) &&
               t->s->v->window_shift == TL_SCALE_UNKNOWN) {
        note(t, TL_NOTE_SCALE_UNKNOWN);
    }
}

void tell_opening(const struct telling *t)
{
    if (telling_has(t, TL_SYN)) {
        tell_handshake(t);
        return;
    }
    tell_third(t);
    tell_count(t);
    tell_scale(t);
}
