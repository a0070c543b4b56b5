/*
 * ends.c - both ends of a connection: what a segment leaves behind in them.
 */
#include "ends.h"

#include <stdlib.h>

#include "ends_states.h"
#include "flow_table.h"
#include "pool.h"
#include "seq.h"

/* RFC 3168 section 6.1.1; with AE they mean something else (RFC 9768). */
enum { AE = 0x100 };

struct ends_table {
    struct pool ends; /* by the number of the flow */
};

static void forget(void *ctx, const struct flow_key *key, uint32_t id)
{
    struct ends_table *t = ctx;

    (void)key;
    if (pool_reach(&t->ends, id))
        *(struct ends *)pool_at(&t->ends, id) = (struct ends){0};
}

struct ends_table *ends_table_new(struct flow_table *flows)
{
    struct ends_table *t = calloc(1, sizeof(*t));

    if (t == NULL)
        return NULL;
    pool_init(&t->ends, sizeof(struct ends));
    pool_limit(&t->ends, flow_table_most(flows));
    flow_table_on_forget(flows, forget, t);
    return t;
}

void ends_table_free(struct ends_table *t)
{
    if (t == NULL)
        return;
    pool_release(&t->ends);
    free(t);
}

static bool has(const struct segment *seg, unsigned flags)
{
    return (seg->flags & flags) != 0;
}

static bool is_syn(const struct segment *seg)
{
    return (seg->flags & (TL_SYN | TL_ACK)) == TL_SYN;
}

/*
 * A SYN begins a connection, unless it was seen before or crosses the one of
 * the other end.
 */
static bool begins(const struct ends_side *mine, const struct ends_side *theirs,
                   const struct segment *seg)
{
    if (!is_syn(seg))
        return false;
    if (mine->segments == 0)
        return theirs->segments > 0 &&
               (!theirs->syn || theirs->has_ack || theirs->rst);
    return !mine->syn || mine->isn != seg->seq || mine->rst || theirs->rst;
}

bool ends_open(struct ends_table *t, const struct segment *seg,
               struct flow flow, struct ends_step *step)
{
    const bool reverse = flow.reverse;

    if (flow.id == 0 || !pool_reach(&t->ends, flow.id))
        return false;
    struct ends *ends = pool_at(&t->ends, flow.id);
    if (begins(&ends->side[reverse], &ends->side[!reverse], seg))
        *ends = (struct ends){0};
    *step = (struct ends_step){
        .mine = &ends->side[reverse],
        .theirs = &ends->side[!reverse],
        .owned = ends,
    };
    return true;
}

static void remember_syn(struct ends_side *mine, const struct segment *seg)
{
    if (!mine->has_isn || mine->isn != seg->seq) {
        mine->syn_frame = seg->frame;
        mine->syn_time = seg->time;
        mine->syn_len = seg->len;
    }
    mine->has_isn = true;
    mine->isn = seg->seq;
    mine->passive = has(seg, TL_ACK) && !mine->syn;
    const unsigned ecn = seg->flags & (AE | TL_ECE | TL_CWR);
    mine->offers_ecn = !has(seg, TL_ACK) && ecn == (TL_ECE | TL_CWR);
    mine->agrees_ecn = has(seg, TL_ACK) && ecn == TL_ECE;
    mine->syn |= !has(seg, TL_ACK);
    mine->syn_ack |= has(seg, TL_ACK);
    mine->syn_ack_ack = seg->ack;
    if (seg->options_cut)
        return;
    mine->has_factor = seg->has_window_shift;
    mine->factor = seg->window_shift;
}

/* Of bytes that are sent again and again: the last few times. */
static void remember_sending(struct ends_side *mine, const struct segment *seg,
                             const struct tl_diagnosis *d)
{
    if (d->event != TL_EVENT_RETRANSMISSION || d->of == 0)
        return;
    if (mine->n_sent == 0 || mine->sent_seq != seg->seq ||
        mine->sent_end != seg->seq + seg->len) {
        mine->sent_seq = seg->seq;
        mine->sent_end = seg->seq + seg->len;
        mine->n_sent = d->of_all;
        mine->first_frame = d->of_all ? d->of : seg->frame;
        mine->first_time =
            d->of_all ? tl_since(seg->time, d->after) : seg->time;
        mine->sent_frame[0] = mine->first_frame;
        mine->sent_time[0] = mine->first_time;
    }
    if (mine->n_sent == ENDS_SENDINGS) {
        for (int i = 1; i < ENDS_SENDINGS; i++) {
            mine->sent_frame[i - 1] = mine->sent_frame[i];
            mine->sent_time[i - 1] = mine->sent_time[i];
        }
        mine->n_sent--;
    }
    mine->sent_frame[mine->n_sent] = seg->frame;
    mine->sent_time[mine->n_sent] = seg->time;
    mine->n_sent++;
}

static void remember_bytes(struct ends_side *mine, const struct segment *seg)
{
    const uint32_t begin = seg->seq + has(seg, TL_SYN);
    const uint32_t end = begin + seg->len;

    if (has(seg, TL_RST))
        return;
    mine->last_fresh = seg->len > 0;
    if (seg->len > 0 || has(seg, TL_FIN)) {
        mine->last_seq = begin;
        mine->last_end = end;
        if (!mine->has_low)
            mine->low = begin;
        mine->has_low = true;
    }
    if (has(seg, TL_FIN) && !mine->has_fin) {
        mine->has_fin = true;
        mine->fin = end;
        mine->fin_frame = seg->frame;
        mine->fin_ack = seg->ack;
    }
    if (seg->len == 0 && !has(seg, TL_SYN | TL_FIN))
        return;
    if (!mine->has_next || seq_above(end + has(seg, TL_FIN), mine->next)) {
        mine->next = end + has(seg, TL_FIN);
        mine->next_of_syn = has(seg, TL_SYN);
    }
    mine->has_next = true;
}

static void remember_ack(struct ends_side *mine, struct ends_side *theirs,
                         const struct segment *seg)
{
    if (!has(seg, TL_ACK) || has(seg, TL_RST))
        return;
    if (!mine->has_ack || seq_above(seg->ack, mine->ack)) {
        mine->has_ack = true;
        mine->ack = seg->ack;
        mine->ack_frame = seg->frame;
        theirs->dup_acks = 0;
    }
    const uint32_t end = seg->seq + seg->len + has(seg, TL_SYN | TL_FIN);
    /* Numbers that were sent before may have been got with those. */
    if (end == seg->seq || (mine->has_next && !seq_above(end, mine->next)))
        return;
    if (theirs->has_isn && !mine->has_told_syn &&
        seq_above(seg->ack, theirs->isn)) {
        mine->has_told_syn = true;
        mine->told_syn = end;
    }
    if (theirs->has_fin && !mine->has_told_fin &&
        seq_above(seg->ack, theirs->fin)) {
        mine->has_told_fin = true;
        mine->told_fin = end;
    }
}

static void remember_congestion(struct ends_side *mine,
                                const struct segment *seg, bool congested)
{
    if (congested)
        mine->ce_frame = seg->frame;
    if (has(seg, TL_SYN))
        return;
    if (has(seg, TL_ECE) && !mine->ece)
        mine->ece_began = seg->frame;
    mine->ece = has(seg, TL_ECE);
    if (has(seg, TL_ECE))
        mine->ece_frame = seg->frame;
    if (has(seg, TL_CWR))
        mine->cwr_frame = seg->frame;
}

static struct ends_recent recent_of(const struct segment *seg)
{
    return (struct ends_recent){seg->frame, seg->seq,   seg->ack,
                                seg->len,   seg->flags, seg->window};
}

void ends_advance(struct ends_step *step, const struct segment *seg,
                  const struct tl_verdict *v, const struct tl_diagnosis *d,
                  bool congested)
{
    struct ends *ends = step->owned;
    struct ends_side *mine = &ends->side[step->mine - ends->side];
    struct ends_side *theirs = &ends->side[step->theirs - ends->side];
    const bool fin_is_new = has(seg, TL_FIN) && !mine->has_fin;

    if (has(seg, TL_SYN))
        remember_syn(mine, seg);
    remember_sending(mine, seg, d);
    ends_states_before(mine, theirs, seg);
    remember_ack(mine, theirs, seg);
    remember_bytes(mine, seg);
    remember_congestion(mine, seg, congested);
    ends_states_after(mine, theirs, seg, fin_is_new);
    if (v->duplicate_ack_num > 0) {
        theirs->dup_acks = v->duplicate_ack_num;
        theirs->dup_ack_frame = seg->frame;
    }
    mine->window = seg->window;
    mine->recent[mine->segments % ENDS_RECENT] = recent_of(seg);
    mine->segments++;
}

bool ends_same(const struct ends_side *mine, const struct segment *seg,
               uint64_t frame)
{
    for (int i = 0; i < ENDS_RECENT; i++) {
        const struct ends_recent *r = &mine->recent[i];
        if (r->frame == frame)
            return frame != 0 && r->seq == seg->seq && r->ack == seg->ack &&
                   r->len == seg->len && r->flags == seg->flags &&
                   r->window == seg->window;
    }
    return false;
}

enum tl_roles ends_roles(const struct ends_side *mine,
                         const struct ends_side *theirs)
{
    if (mine->syn && theirs->syn)
        return TL_ROLES_UNKNOWN;
    if (mine->syn || theirs->syn_ack)
        return TL_CLIENT_SENDS;
    if (theirs->syn || mine->syn_ack)
        return TL_SERVER_SENDS;
    return TL_ROLES_UNKNOWN;
}
