/*
 * evidence.h - the single rules of the diagnosis, each by its evidence.
 * Private to analyse, and to its tests.
 *
 * "Sender" is the side that sent the segment, "receiver" the other one; what
 * is known of both is as it was before the segment.
 */
#ifndef TCPLINE_ANALYSE_EVIDENCE_H
#define TCPLINE_ANALYSE_EVIDENCE_H

#include "diagnose.h"
#include "history_short.h"

/* All that a rule may ask. */
struct facts {
    const struct segment *seg;
    const struct transit *way;
    const struct history_step *step;
    enum tl_place place;
};

/* --- copies: one transmission, seen twice ------------------------------- */

/* Bits of enum tl_evidence that prove it, 0 when nothing does. */
uint32_t copy_by_same_id(const struct facts *f, const struct range *seen);
uint32_t copy_by_same_first_id(const struct facts *f, const struct range *seen);
uint32_t copy_by_id_of_newest(const struct facts *f);
uint32_t copy_by_no_time_to_resend(const struct facts *f,
                                   const struct range *seen);
/*
 * The late original of a repair that has come, by what the path has done
 * before: where neither id nor stamp tells it from a copy of the repair.
 */
bool is_late_original_by_habit(const struct facts *f, const struct range *seen);

/* It was repaired before, and more came late so far than came twice. */
bool path_rather_delays_than_copies(const struct facts *f);

uint32_t copy_of_recent(const struct facts *f, const struct recent *seen);

/* Whether its id says which transmission it is. */
static inline bool tells_by_id(const struct facts *f)
{
    return f->way->id != 0 && ids_tell_apart(&f->step->mine->ids);
}

/* What differs between two sightings, in bits of enum tl_evidence. */
uint32_t way_differs(const struct way *a, const struct way *b);

/* --- order: what was sent before what ------------------------------------ */

/* Of the segment and a range (a hole: what showed it), with its evidence. */
enum sent_order order_of(const struct facts *f, const struct range *than,
                         uint32_t *evidence);

/* Of what fills a hole: no byte of data has overtaken it. */
bool overtaken_by_no_byte(const struct facts *f, const struct range *hole);

/* --- feedback: what the sender can have known ----------------------------- */

/* An ACK or SACK told it after `since`, and there was time to answer. */
bool feedback_reached_sender(const struct facts *f, int64_t since);

/* It was silent long enough for its timer, or a probe of the tail. */
bool timer_can_have_fired(const struct facts *f, int64_t since);

/* The same of bytes that come again, which may have been late on their way. */
bool timer_can_have_resent(const struct facts *f, int64_t since);

/* Of the segment and a range (a hole: what showed it): one answers no other. */
bool was_sent_within_a_tick_of(const struct facts *f, const struct range *than);

/* By an answer or its timer, of what happened `since`. */
bool can_have_been_told(const struct facts *f, int64_t since);

/* The same of the hole that it fills; but its echo may say that it had not. */
bool can_have_heard_of(const struct facts *f, const struct range *hole);

/* As far as the sender of the segment knows. */
bool window_is_closed(const struct facts *f);

/* The whole round trip and the timer of the sender, in ns; 0 not known. */
int64_t round_trip_of(const struct history_side *a,
                      const struct history_side *b);
int64_t round_trip(const struct history_step *step);
int64_t timer_of(const struct history_step *step);
int64_t timer_of_sides(const struct history_side *sender,
                       const struct history_side *receiver);

/* --- bytes the receiver had ------------------------------------------------
 */

bool acked_before(const struct facts *f);
bool sacked_before(const struct facts *f);

/* A SACK option that begins with a DSACK (RFC 2883 section 4). */
bool has_dsack(const struct segment *seg);

/*
 * The first SYN-ACK of a side that has sent a SYN (RFC 9293 section 3.5): it
 * has the number of the SYN, but was not sent for the loss of that.
 */
bool answers_crossing_syn(const struct facts *f, const struct range *seen);

/* --- tails: lost with nothing behind them -----------------------------------
 */

/*
 * How many packets of the sender are missing between the one it sent last
 * and this, that the missing bytes do not explain. 0 where its ids do not
 * count packets, or where acknowledgements may be missing.
 */
unsigned missing_packets(const struct facts *f);

/* Packets that as many bytes take; none where their size is not known. */
static inline unsigned packets_in(uint32_t bytes, uint32_t mss)
{
    return mss == 0 ? 0 : (bytes + mss - 1) / mss;
}

/* As many packets as the window offered takes, from this one on. */
unsigned room_for_packets(const struct facts *f);

/* Earlier repairs by its timer that the silence before it has room for. */
unsigned repairs_lost_by_silence(const struct facts *f);

/* Without SACK it repairs but the first hole (RFC 6582). */
bool repairs_one_by_one(const struct facts *f);

/* By something else than silence. */
bool was_told_of_holes(const struct facts *f);

/*
 * Of so many missing packets, those that are no needless repairs of what came
 * late; and what is known of these behind the segment.
 */
unsigned besides_repairs_of_late(const struct facts *f, unsigned missing);
struct late_fills late_fills_after(const struct facts *f);

/* Before the timer there may have been a probe of the tail. */
bool probe_may_miss(const struct facts *f, const struct tl_diagnosis *d);

/* By the ids, what the hole before it lacks went out just before it. */
bool hole_was_sent_now(const struct facts *f);

/* Nothing is left to repair, as far as is known here. */
bool all_has_come_by(const struct facts *f);

/* It was sent before the one that was sent last of those seen. */
bool came_late(const struct facts *f);

/* Bytes of old, that were sent about when the newest were. */
bool sent_again_lately(const struct facts *f);

/* The sender was silent for as long as its timer, with so many missing. */
bool silence_is_a_timers(const struct facts *f, unsigned missing);

/* No timer of a system in use is shorter, but for slack. */
enum { LEAST_SILENCE = 180 * 1000 * 1000 };

/* All was acknowledged, but not pushed; and then silence like a timer's. */
bool timer_cut_short_what_was_written(const struct facts *f);

/* What is missing may be a repair: the sender knew of a hole in time. */
bool repair_may_miss(const struct facts *f);

/* The last new bytes went by at least a round trip ago, or were resent. */
bool tail_is_old(const struct facts *f);

/* The packet that the sender sent last, of those seen, had new bytes. */
bool newest_was_new(const struct facts *f);

/* Bytes in holes of a side below `end` that nobody has acknowledged. */
uint32_t hole_bytes(const struct history_side *s, uint32_t end);

/*
 * Lost packets whose bytes have not come again: of the ones known of, those
 * left before a segment of new bytes, `missing_bytes` above the edge; of a
 * tail of which it is the first, those behind it. And those known of after a
 * segment of old bytes: the finding has its event, and what was known before.
 */
unsigned owed_here(const struct facts *f, uint32_t missing_bytes);
unsigned owed_behind(const struct facts *f, unsigned missing, unsigned owed);
void settle_owed(const struct facts *f, struct finding *out);

/* --- triggers
 * ----------------------------------------------------------------- */

enum tl_trigger trigger_of(const struct facts *f, uint32_t *evidence);

/* --- time
 * ------------------------------------------------------------------------ */

void split_time(const struct facts *f, const struct tl_diagnosis *d,
                struct time_split out[2]);

/* The same of a segment that goes on in a calm connection. */
void split_calmly(const struct segment *seg, const struct transit *way,
                  const struct history_at *at, struct time_split out[2]);

/*
 * What of a stall went before the timer can have been set: all that came by was
 * acknowledged and the end of something, and what the timer sent again had not
 * come by before.
 */
int64_t idle_before_lost_tail(const struct facts *f, int64_t stall);

#endif
