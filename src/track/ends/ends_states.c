/*
 * ends_states.c - the states of both ends: what a segment proves of the end
 * that sent it, and what it will do to the other one.
 */
#include "ends_states.h"

#include "seq.h"

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

/*
 * Nothing is taken for granted of an answer to a SYN before it is answered
 * itself: whoever only looks for open ports resets it.
 */
static void arrive(struct ends_side *side, enum tcp_event event)
{
    if (side->arriving != TL_STATE_SYN_SENT || event == TCP_GETS_RST)
        side->arriving = (uint8_t)tcp_state_after(side->arriving, event);
}

static void prove(struct ends_side *side, enum tcp_event event)
{
    side->proved = (uint8_t)tcp_state_after(side->proved, event);
}

/* The peer's SYN and FIN, and bytes whose segments acknowledged one's own. */
void ends_states_before(struct ends_side *mine, const struct ends_side *theirs,
                        const struct segment *seg)
{
    const uint32_t ack = seg->ack;

    if (!has(seg, TL_ACK) || has(seg, TL_RST))
        return;
    if (!theirs->has_isn && mine->proved == TL_STATE_SYN_SENT &&
        !has(seg, TL_SYN))
        mine->proved = TL_STATE_ESTABLISHED; /* the answer was not captured */
    if (theirs->has_isn && !mine->got_syn && seq_above(ack, theirs->isn)) {
        mine->got_syn = true;
        prove(mine, TCP_GETS_SYN);
    }
    if (theirs->has_told_syn && !mine->got_ack_of_syn &&
        !seq_below(ack, theirs->told_syn)) {
        mine->got_ack_of_syn = true;
        prove(mine, TCP_GETS_ACK_OF_SYN);
    }
    if (theirs->has_told_fin && !mine->got_ack_of_fin &&
        !seq_below(ack, theirs->told_fin)) {
        mine->got_ack_of_fin = true;
        prove(mine, TCP_GETS_ACK_OF_FIN);
    }
    if (theirs->has_fin && !mine->got_fin && seq_above(ack, theirs->fin)) {
        mine->got_fin = true;
        prove(mine, TCP_GETS_FIN);
    }
}

/*
 * A connection that was open before the capture began: whoever sends bytes
 * has not sent its FIN. The end of which a FIN comes is in ESTABLISHED if it
 * has seen none itself, by what it acknowledges.
 */
static void place_open(struct ends_side *mine, const struct ends_side *theirs,
                       const struct segment *seg)
{
    if (mine->proved != TL_STATE_UNKNOWN || mine->has_isn || mine->rst)
        return;
    if (has(seg, TL_ACK) && theirs->has_low && theirs->has_next &&
        !theirs->has_isn) {
        if (theirs->has_fin && seg->ack == theirs->fin + 1)
            mine->proved = TL_STATE_CLOSE_WAIT;
        else if (!seq_above(seg->ack, theirs->next) && theirs->has_low &&
                 (!theirs->has_fin || seg->ack == theirs->fin))
            mine->proved = TL_STATE_ESTABLISHED;
    }
}

/* The same of the one that gets a FIN: it sent bytes, and no FIN. */
static void place_receiver(struct ends_side *theirs)
{
    if (theirs->proved == TL_STATE_UNKNOWN && !theirs->has_isn &&
        !theirs->rst && theirs->has_low && !theirs->has_fin)
        theirs->proved = TL_STATE_ESTABLISHED;
}

/* A reset is taken where its number is the one awaited (RFC 9293, 3.10.7.4). */
static bool is_taken(const struct ends_side *mine,
                     const struct ends_side *theirs, const struct segment *seg)
{
    if (theirs->proved == TL_STATE_SYN_SENT)
        return has(seg, TL_ACK) && seq_above(seg->ack, theirs->isn);
    return (theirs->has_ack && seg->seq == theirs->ack) ||
           (mine->has_next && seg->seq == mine->next);
}

/* The state of `side` once all that `peer` has sent has arrived. */
static void settle(struct ends_side *side, const struct ends_side *peer)
{
    side->arriving = side->proved;
    if (peer->has_isn && !side->got_syn)
        arrive(side, TCP_GETS_SYN);
    if (side->has_isn && peer->has_ack && !side->got_ack_of_syn &&
        seq_above(peer->ack, side->isn))
        arrive(side, TCP_GETS_ACK_OF_SYN);
    if (side->has_fin && peer->has_ack && !side->got_ack_of_fin &&
        seq_above(peer->ack, side->fin))
        arrive(side, TCP_GETS_ACK_OF_FIN);
    if (peer->has_fin && !side->got_fin)
        arrive(side, TCP_GETS_FIN);
    if (peer->rst)
        arrive(side, side->passive ? TCP_GETS_RST_LISTENING : TCP_GETS_RST);
}

/*
 * Of what was acknowledged and not captured nobody knows whether it was the
 * last: then neither end is.
 */
static bool loses_track(struct ends_side *mine, struct ends_side *theirs)
{
    if (mine->has_ack && theirs->has_next &&
        !seq_above(mine->ack, theirs->next))
        return false;
    mine->proved = theirs->proved = TL_STATE_UNKNOWN;
    return true;
}

static void send(struct ends_side *mine, struct ends_side *theirs,
                 const struct segment *seg, bool fin_is_new)
{
    if (has(seg, TL_RST)) {
        mine->rst |= is_taken(mine, theirs, seg);
        if (mine->rst)
            prove(mine, TCP_SENDS_RST);
        return;
    }
    if (has(seg, TL_SYN))
        prove(mine, has(seg, TL_ACK) ? TCP_SENDS_SYN_ACK : TCP_SENDS_SYN);
    /* What is answered has been sent, if not seen. */
    if (has(seg, TL_SYN) && has(seg, TL_ACK) && !theirs->has_isn) {
        theirs->has_isn = true;
        theirs->isn = seg->ack - 1;
        prove(theirs, TCP_SENDS_SYN);
    }
    if (!fin_is_new)
        return;
    if (loses_track(mine, theirs))
        return;
    place_open(mine, theirs, seg);
    place_receiver(theirs);
    prove(mine, TCP_SENDS_FIN);
}

void ends_states_after(struct ends_side *mine, struct ends_side *theirs,
                       const struct segment *seg, bool fin_is_new)
{
    send(mine, theirs, seg, fin_is_new);
    settle(mine, theirs);
    settle(theirs, mine);
}

static struct tl_end_state state_of(const struct ends_side *side, bool did)
{
    if (did || side->proved == side->arriving)
        return (struct tl_end_state){.state = side->proved};
    return (struct tl_end_state){.state = side->arriving, .on_arrival = true};
}

bool ends_states(struct ends_step *step, const struct segment *seg,
                 struct tl_end_state *sender, struct tl_end_state *receiver)
{
    struct ends *ends = step->owned;
    struct ends_side *mine = &ends->side[step->mine - ends->side];
    struct ends_side *theirs = &ends->side[step->theirs - ends->side];

    *sender = state_of(mine, has(seg, TL_SYN | TL_FIN) ||
                                 (has(seg, TL_RST) && mine->rst));
    *receiver = state_of(theirs, false);
    const bool change =
        sender->state != mine->shown || receiver->state != theirs->shown;
    mine->shown = sender->state;
    theirs->shown = receiver->state;
    return change;
}
