/*
 * notes.c - the sentences of --explain in English, and where the other
 * languages come from.
 */
#include "notes.h"

#include <stddef.h>

#include "count.h"
#include "translate.h"

/* Marks a string for xgettext; see po/. */
#define N_(s) s

struct note_row {
    const char *name; /* of --json */
    enum note_time time;
    const char *plain;
    enum note_form other_form;
    const char *other; /* NULL without */
};

#define NOTE(id, says, when, text)                                             \
    [TL_NOTE_##id] = {.name = (says), .time = NOTE_##when, .plain = (text)}
#define NOTE2(id, says, when, text, form, variant)                             \
    [TL_NOTE_##id] = {.name = (says),                                          \
                      .time = NOTE_##when,                                     \
                      .plain = (text),                                         \
                      .other_form = NOTE_##form,                               \
                      .other = (variant)}

/* clang-format off */
static const struct note_row rows[TL_NOTES] = {
    NOTE(REUSED, "reused", ALWAYS,
         N_("The same addresses and ports as an earlier connection: this is a "
            "new one.")),
    NOTE(SYN, "syn", ALWAYS,
         N_("Opens a connection, 1 of 3: {source} asks {destination}.")),
    NOTE(SYN_AGAIN, "syn_again", ALWAYS,
         N_("The SYN of frame {frame} again, {span} later. Something came from "
            "{peer} in between.")),
    NOTE(SYN_UNANSWERED, "syn_unanswered", ALWAYS,
         N_("The SYN of frame {frame} again: no answer was seen in the {span} "
            "since.")),
    NOTE(SYN_BOTH, "syn_both", ALWAYS,
         N_("{source} asks {destination}, too, and does not acknowledge its "
            "SYN: both ends open, as in a simultaneous open.")),
    NOTE(SYN_DATA, "syn_data", ALWAYS,
         N_("The SYN carries {len} bytes already, as with TCP Fast Open.")),
    NOTE(SYN_ACK, "syn_ack", ALWAYS,
         N_("Opens a connection, 2 of 3: {sender} agrees. ack {raw_ack} = "
            "{peer_isn} + 1: the SYN arrived.")),
    NOTE(SYN_ACK_DATA, "syn_ack_data", ALWAYS,
         N_("Opens a connection, 2 of 3: {sender} agrees. ack {raw_ack} counts "
            "the SYN of frame {frame} and the bytes it carried.")),
    NOTE(SYN_ACK_ALONE, "syn_ack_alone", ALWAYS,
         N_("Opens a connection, 2 of 3: {sender} agrees. The SYN it answers "
            "is not in this capture.")),
    NOTE(SYN_ACK_BOTH, "syn_ack_both", ALWAYS,
         N_("{Sender} answers the SYN of the other end. ack {raw_ack} = "
            "{peer_isn} + 1: it arrived.")),
    NOTE(SYN_ACK_AGAIN, "syn_ack_again", ALWAYS,
         N_("The answer of frame {frame} to the SYN again, {span} later.")),
    NOTE(ISN, "isn", ONCE,
         N_("seq {isn} is where {sender} begins to count: the SYN takes this "
            "number, the first byte the next.")),
    NOTE(OFFERS, "offers", ALWAYS, N_("Offers {offers}.")),
    NOTE(ECN_OFFER, "ecn_offer", ONCE,
         N_("ECE and CWR in a SYN offer ECN: routers may then mark packets "
            "instead of dropping them.")),
    NOTE(ECN_AGREED, "ecn_agreed", ALWAYS,
         N_("ECE in the answer agrees to ECN.")),
    NOTE(OPEN, "open", ALWAYS,
         N_("Opens a connection, 3 of 3: it is open for both ends once this "
            "arrives.")),
    NOTE(COUNT_FROM, "count_from", ONCE,
         N_("ack {ack} is {raw_ack} on the wire = {peer_isn} + 1. From here on "
            "numbers are counted from each SYN (-S: as sent): byte {ack} is "
            "awaited.")),
    NOTE(FIRST_ACK, "first_ack", ONCE,
         N_("ack {raw_ack} = {peer_isn} + 1: the first byte is awaited.")),
    NOTE(COUNT_BEHIND_DATA, "count_behind_data", ONCE,
         N_("Numbers of an end whose SYN carried bytes count from behind "
            "these.")),
    NOTE(ODD_COUNT, "odd_count", ONCE,
         N_("These numbers do not count from a SYN: the handshake is not whole "
            "in this capture. The first segment of a connection is then shown "
            "with the numbers of the wire, and the next ones count from it.")),
    NOTE(SCALE, "scale", ONCE,
         N_("win {win} counts for {win} x {factor} = {scaled} bytes, by the "
            "scale in the SYN of {sender}.")),
    NOTE(SCALE_UNKNOWN, "scale_unknown", ONCE,
         N_("win {win} may be scaled: the handshake, which tells, is not whole "
            "in this capture.")),
    NOTE2(GAP, "gap", ALWAYS,
         N_("Bytes {due} to {before} are missing before it: lost on the way "
            "here, overtaken, or not captured."),
         OF_ONE,
         N_("Byte {due} is missing before it: lost on the way here, "
            "overtaken, or not captured.")),
    NOTE(GAP_UNSHOWN, "gap_unshown", ALWAYS,
         N_("Bytes of {sender} are missing before it, by its own number, which "
            "the line does not show: lost on the way here, overtaken, or not "
            "captured.")),
    NOTE(COPY, "copy", ALWAYS,
         N_("The packet of frame {frame} a second time: a copy of it, not "
            "another sending.")),
    NOTE(CAPTURED_TWICE, "captured_twice", ALWAYS,
         N_("The packet of frame {frame} a second time: it was captured in two "
            "places.")),
    NOTE2(LATE, "late", ALWAYS,
         N_("Bytes {first} to {last} come late: they were sent before frame "
            "{frame}, which overtook them."),
         OF_ONE,
         N_("Byte {first} comes late: it was sent before frame {frame}, "
            "which overtook it.")),
    NOTE2(LATE_OR_LOST, "late_or_lost", ALWAYS,
         N_("Bytes {first} to {last} come behind later ones: overtaken on the "
            "way, or sent again."),
         OF_ONE,
         N_("Byte {first} comes behind later ones: overtaken on the way, or "
            "sent again.")),
    NOTE2(AGAIN, "again", ALWAYS,
         N_("Bytes {first} to {last} again: they came by before."),
         OF_ONE,
         N_("Byte {first} again: it came by before.")),
    NOTE2(FILLS_GAP, "fills_gap", ALWAYS,
         N_("Bytes {first} to {last}, missing until now: sent again."),
         OF_ONE,
         N_("Byte {first}, missing until now: sent again.")),
    NOTE2(AGAIN_FRAME, "again_frame", ALWAYS,
         N_("Bytes {first} to {last} again, {span} after frame {frame}."),
         OF_ONE,
         N_("Byte {first} again, {span} after frame {frame}.")),
    NOTE2(UNACKED, "unacked", ALWAYS,
         N_("Bytes {first} to {last} again: no ACK for them was seen in the "
            "{span} since frame {frame}."),
         OF_ONE,
         N_("Byte {first} again: no ACK for it was seen in the {span} since "
            "frame {frame}.")),
    NOTE(PARTLY_AGAIN, "partly_again", ALWAYS,
         N_("It begins before the end of what came by: part of it is sent "
            "again, or late.")),
    NOTE2(FAST, "fast", ALWAYS,
         N_("Bytes {first} to {last} again, after {count} duplicate ACKs (the "
            "last: frame {ack_frame}) and without waiting for the timer."),
         OF_ONE,
         N_("Byte {first} again, after {count} duplicate ACKs (the last: "
            "frame {ack_frame}) and without waiting for the timer.")),
    NOTE(BACKOFF, "backoff", ONCE,
         N_("Each wait is about twice the last ({waits}: frames {frames}): the "
            "retransmission timer backs off.")),
    NOTE(TAIL_PROBE, "tail_probe", ONCE,
         N_("The end is sent again although bytes before it are not "
            "acknowledged either: that is to draw an ACK before the timer runs "
            "out (tail loss probe).")),
    NOTE2(SPURIOUS, "spurious", ALWAYS,
         N_("Bytes {first} to {last} again, though frame {ack_frame} "
            "acknowledges them."),
         OF_ONE,
         N_("Byte {first} again, though frame {ack_frame} acknowledges "
            "it.")),
    NOTE(KEEP_ALIVE, "keep_alive", ALWAYS,
         N_("Nothing new: a number that is acknowledged already, to hear "
            "whether {peer} is still there (keep-alive).")),
    NOTE(PROBE, "window_probe", ALWAYS,
         N_("Asks whether the window of {peer} is still closed (window "
            "probe).")),
    NOTE2(SENDS, "sends", ALWAYS,
         N_("{Sender} sends its bytes {first} to {last}."),
         OF_ONE,
         N_("{Sender} sends its byte {first}.")),
    NOTE(TLS, "tls", ALWAYS,
         N_("Begins with a TLS record: {record}, {record_len} bytes.")),
    NOTE(WRAPS, "wraps", ONCE,
         N_("The sequence number passes its highest value here and goes on "
            "from zero; only -S shows it.")),
    NOTE(ENDS_BEFORE, "ends_before", ONCE,
         N_("seq {first}:{end} ends before {end}: the number the next byte "
            "will have, and the ack that answers it.")),
    NOTE(PUSH, "push", ONCE,
         N_("PSH asks the receiver not to hold this back. Not the program but "
            "the TCP of the sender sets it, as a rule when it has nothing more "
            "to send.")),
    NOTE(URGENT, "urgent", ALWAYS,
         N_("URG: what comes before number {urgent} = {first} + {urg} is "
            "urgent.")),
    NOTE(WINDOW_FULL, "window_full", ALWAYS,
         N_("This fills the window that {peer} offered: {sender} must wait for "
            "an ACK, or for more window.")),
    NOTE(HAS, "has", ALWAYS,
         N_("{Sender} has everything up to byte {up_to}.")),
    NOTE(HAS_AFTER, "has_after", ALWAYS,
         N_("{Sender} has everything up to byte {up_to} ({ack_span} after "
            "frame {acks_frame}).")),
    NOTE(HAS_UNSEEN, "has_unseen", ALWAYS,
         N_("ack {ack} acknowledges bytes that were never captured.")),
    NOTE(DUPLICATE_ACK, "duplicate_ack", ALWAYS,
         N_("{Sender} still waits for byte {ack}: the ACK of frame {ack_frame} "
            "again, number {count}.")),
    NOTE(BEHIND_GAP, "behind_gap", ONCE,
         N_("Every segment that arrives behind a gap is answered so; three "
            "such ACKs tell the sender what is lost.")),
    NOTE(NOTHING_NEW, "nothing_new", ONCE,
         N_("A segment that brings nothing new is answered so, too.")),
    NOTE2(SACK, "sack", ALWAYS,
         N_("It has bytes {left} to {right}, too, behind the gap (SACK)."),
         OF_ONE,
         N_("It has byte {left}, too, behind the gap (SACK).")),
    NOTE2(DSACK, "dsack", ALWAYS,
         N_("Bytes {left} to {right} have arrived twice, it says (D-SACK)."),
         OF_ONE,
         N_("Byte {left} has arrived twice, it says (D-SACK).")),
    NOTE(REVISION, "revision", ALWAYS,
         N_("So what frame {mark_frame} sent again was not needed.")),
    NOTE(KEEP_ALIVE_ACK, "keep_alive_ack", ALWAYS,
         N_("Answers the keep-alive: {sender} is still there.")),
    NOTE(ZERO_WINDOW, "zero_window", ALWAYS,
         N_("win {win}: {sender} has no room left, and {peer} must wait.")),
    NOTE(STILL_ZERO, "still_zero", ALWAYS,
         N_("win {win}: {sender} still has no room.")),
    NOTE(WINDOW_OPENS, "window_opens", ALWAYS,
         N_("win {win}: {sender} has room again, and {peer} may go on.")),
    NOTE(WINDOW_UPDATE, "window_update", ALWAYS,
         N_("Nothing new but the window: win {win}.")),
    NOTE(CE, "ce", ONCE,
         N_("CE: a router has marked this packet because of congestion, and "
            "not dropped it.")),
    NOTE(ECE, "ece", ALWAYS,
         N_("ECE tells {peer} that frame {mark_frame} came marked (CE).")),
    NOTE(CWR, "cwr", ALWAYS,
         N_("CWR: {sender} has reduced its congestion window. Frame "
            "{cwr_mark_frame} asked for that with ECE.")),
    NOTE(ECE_ENDS, "ece_ends", ALWAYS,
         N_("ECE is no longer set: frame {mark_frame} has brought CWR.")),
    NOTE(FIN_FIRST, "fin_first", ALWAYS,
         N_("{Sender} closes first (active close): no new data will come from "
            "it. Its FIN takes the number {fin}.")),
    NOTE(FIN, "fin", ALWAYS,
         N_("{Sender} closes: no new data will come from it. Its FIN takes the "
            "number {fin}.")),
    NOTE(FIN_SECOND, "fin_second", ALWAYS,
         N_("{Sender} closes, too: the other half.")),
    NOTE(FIN_THREE, "fin_three", ONCE,
         N_("It acknowledges the FIN of {peer} with its own, so the close "
            "takes three segments, not four.")),
    NOTE(FIN_CROSSED, "fin_crossed", ALWAYS,
         N_("{Sender} closes, too, before the FIN of frame {fin_frame} has "
            "reached it: ack {ack} does not count that (simultaneous close).")),
    NOTE(FIN_AGAIN, "fin_again", ALWAYS,
         N_("The FIN of frame {fin_frame} again.")),
    NOTE(FIN_ACKED, "fin_acked", ALWAYS,
         N_("ack {ack} counts the FIN: it arrived. {Sender} may still send.")),
    NOTE(FIN_ACKED_CROSSED, "fin_acked_crossed", ALWAYS,
         N_("ack {ack} counts the FIN of {peer}: it arrived. For its own FIN "
            "no ACK was seen yet.")),
    NOTE(CLOSED, "closed", ALWAYS,
         N_("The close is complete. {Sender} closed first, so it is the one "
            "that waits in TIME-WAIT.")),
    NOTE(CLOSED_BOTH, "closed_both", ALWAYS,
         N_("The close is complete. The FINs crossed, so both ends wait in "
            "TIME-WAIT.")),
    NOTE(REFUSED, "refused", ALWAYS,
         N_("Refuses the connection: the port is closed, or something answered "
            "for it.")),
    NOTE(RESET, "reset", ALWAYS,
         N_("RST: {sender} gives the connection up, or knows of none. {Peer} "
            "is to drop it at once, and does not answer.")),
    NOTE2(LOST_BEFORE, "lost_before", ALWAYS,
         N_("What was sent first was lost before it came by here."),
         LIKELY,
         N_("Probably what was sent first was lost before it came by "
            "here.")),
    NOTE2(LOST_AFTER, "lost_after", ALWAYS,
         N_("What was sent first came by here: it was lost on the rest of its "
            "way, or its ACK was."),
         LIKELY,
         N_("What was sent first came by here: probably it was lost on "
            "the rest of its way, or its ACK was.")),
    NOTE2(UNNECESSARY, "unnecessary", ALWAYS,
         N_("{Peer} had that already: it was not needed."),
         LIKELY,
         N_("Probably {peer} had that already, and it was not "
            "needed.")),
    NOTE(OFFLOAD, "offload", DETAIL,
         N_("The checksum holds the sum of the pseudo-header only: the packet "
            "was captured before the network card completed it (offload).")),
    NOTE(ONE_DIRECTION, "one_direction", ONCE,
         N_("Twenty segments of {sender} and none of {peer}: the other "
            "direction is not in this capture.")),
    NOTE(INTERFACE, "interface", ONCE,
         N_("The file has a number for the interface; its name is the one this "
            "machine has for that.")),
    NOTE(TTL, "ttl", DETAIL,
         N_("ttl {ttl}: so many routers may still pass it on; each takes one "
            "off.")),
    NOTE(DONT_FRAGMENT, "dont_fragment", DETAIL,
         N_("DF: no router may divide the packet; one that would have to drops "
            "it and reports that by ICMP.")),
};

static const char *const words[NOTE_WORDS] = {
    [WORD_CLIENT] = N_("client"),
    [WORD_SERVER] = N_("server"),
    [WORD_THE_CLIENT] = N_("the client"),
    [WORD_THE_SERVER] = N_("the server"),
    [WORD_THE_CLIENT_BEGINS] = N_("The client"),
    [WORD_THE_SERVER_BEGINS] = N_("The server"),
    [WORD_STATE] = N_("{end_name} {state}"),
    [WORD_STATE_ON_ARRIVAL] = N_("{end_name} {state} on arrival"),
    [WORD_BETWEEN] = N_(", "),
    [WORD_OFFER_MSS] = N_("segments of up to {mss} bytes"),
    [WORD_OFFER_SCALE] = N_("windows multiplied by {offered_factor}"),
    [WORD_OFFER_SACK] = N_("selective ACKs"),
    [WORD_OFFER_TIME_STAMPS] = N_("time stamps"),
    [WORD_TLS_CHANGE_CIPHER_SPEC] = N_("change cipher spec"),
    [WORD_TLS_ALERT] = N_("alert"),
    [WORD_TLS_HANDSHAKE] = N_("handshake"),
    [WORD_TLS_APPLICATION_DATA] = N_("application data"),
};
/* clang-format on */

const char *note_name(enum tl_note note)
{
    return rows[note].name;
}

enum note_time note_time_of(enum tl_note note)
{
    return rows[note].time;
}

void wording_load(struct wording *out)
{
    struct translation language;

    translation_begin(&language);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        out->plain[i] = translate(&language, rows[i].plain);
        out->other[i] =
            rows[i].other != NULL ? translate(&language, rows[i].other) : NULL;
    }
    for (size_t i = 0; i < COUNT_OF(words); i++)
        out->word[i] = translate(&language, words[i]);
    translation_end(&language);
}

const char *wording_note(const struct wording *w, enum tl_note note,
                         enum note_form form)
{
    return form != NOTE_PLAIN && rows[note].other_form == form ? w->other[note]
                                                               : w->plain[note];
}
