/*
 * history_short.c - the short way through a connection, for what most segments
 * are.
 */
#include "history_short.h"

#include "history_ids.h"
#include "history_parts.h"
#include "seq.h"

/*
 * What was lost is repaired, and no sign of a loss is left. Who does not
 * recover has resent nothing since, and who had no sign of late had nothing
 * SACKed.
 */
static bool is_over(const struct trouble *tr)
{
    return !tr->recovering && tr->owed_ids == 0 && tr->doubted == 0 &&
           tr->sign_last == 0;
}

/* All of it came by or was repaired, and nobody waits for a window. */
static bool is_calm(struct history_side *s)
{
    return s->has_edge && s->has_acked && s->window != 0 &&
           (!s->troubled || is_over(s->more->trouble)) &&
           ranges_settle(&s->sent, s->acked, s->edge);
}

void history_settle(struct history *h)
{
    h->calm = h->established && !h->closes && is_calm(&h->side[0]) &&
              is_calm(&h->side[1]);
}

bool history_goes_on(const struct history_table *t, const struct segment *seg,
                     struct flow flow, struct history_at *at)
{
    if (!seg->plain || !history_is_usual(seg))
        return false;
    struct history *h = history_of(t, flow.id);
    if (h == NULL)
        return false;
    *at =
        (struct history_at){h, &h->side[flow.reverse], &h->side[!flow.reverse]};
    return history_goes_on_at(seg, at);
}

/*
 * A side at ease has no seldom shares, and nothing that is doubted: its time
 * went to the path, the application or the receiver.
 */
__attribute__((always_inline)) static inline void
add_split(struct history_side *s, const struct time_split *split)
{
    const bool to_path = split->rest_to == TL_SHARE_PATH;
    int64_t path = to_path ? split->path + split->rest : split->path;

    if (split->rest_to == SPLIT_UNDECIDED)
        s->undecided += split->rest;
    else if (split->rest_to == TL_SHARE_RECEIVER)
        s->receiver += split->rest;
    else if (!to_path)
        s->application += split->rest;
    if (split->undecided_was < TL_SHARE_COUNT) {
        if (split->undecided_was == TL_SHARE_PATH)
            path += s->undecided;
        else
            s->application += s->undecided;
        s->undecided = 0;
    }
    if (path == 0)
        return;
    s->path += path;
    if (s->windowed && path > 0)
        history_hold_path(&s->more->windows, path);
}

void history_go_on(const struct segment *seg, const struct transit *way,
                   const struct history_at *at,
                   const struct time_split split[2])
{
    struct history_side *mine = at->mine, *theirs = at->theirs;

    at->connection->last_time = seg->time;
    add_split(mine, &split[0]);
    add_split(theirs, &split[1]);
    if (split[0].pace != 0 && mine->windowed)
        mine->more->windows.pace = split[0].pace;
    mine->segments++;
    history_learn_ids(mine, seg, way);
    if (seg->ack != theirs->acked)
        history_go_on_ack(mine, theirs, seg);
    history_note_window(mine, seg, history_window(mine, seg));
    history_note_least_window(mine, seg);
    history_offer_window(mine, theirs, seg, way);
    if (seg->len != 0)
        history_go_on_bytes(mine, theirs, seg, way);
    else
        history_remember_seqless(mine, seg, way);
    if (mine->windowed && mine->filled)
        history_note_filling(mine, theirs, seg->time);
}
