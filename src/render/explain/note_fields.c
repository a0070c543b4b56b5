/*
 * note_fields.c - what stands in the braces of a sentence. Numbers are those
 * of the line: relative to what it counts from, or raw with -S.
 */
#include "note_fields.h"

#include <string.h>

#include "count.h"
#include "segment_end.h"
#include "tls.h"

typedef void field_fn(const struct note_facts *f, struct text *out);

static void put_seq(const struct note_facts *f, uint32_t raw, struct text *out)
{
    const bool whole = f->absolute || (f->seg->flags & TL_SYN) != 0;

    text_u32(out, whole ? raw : raw - f->rec->step.seq_base);
}

static void put_ack(const struct note_facts *f, uint32_t raw, struct text *out)
{
    const bool whole = f->absolute || (f->seg->flags & TL_SYN) != 0;

    text_u32(out, whole ? raw : raw - f->rec->step.ack_base);
}

static void put_sack(const struct note_facts *f, uint32_t raw, struct text *out)
{
    text_u32(out, f->absolute ? raw : raw - f->rec->step.sack_base);
}

/* "4.1 ms", "1.400 s": a few digits, however long. */
static void put_span(int64_t ns, struct text *out)
{
    enum { US = 1000, TENTH = 100 * US, SECOND = 1000000000 };
    const uint64_t n = ns > 0 ? (uint64_t)ns : 0;

    if (n >= SECOND) {
        const uint64_t ms = (n + 500 * US) / (1000 * US);
        text_u64(out, ms / 1000);
        text_char(out, '.');
        text_dec_pad(out, ms % 1000, 3, '0');
        TEXT_LIT(out, " s");
    } else if (n >= TENTH) {
        const uint64_t tenths = (n + TENTH / 2) / TENTH;
        text_u64(out, tenths / 10);
        text_char(out, '.');
        text_dec_pad(out, tenths % 10, 1, '0');
        TEXT_LIT(out, " ms");
    } else {
        const uint64_t us = (n + US / 2) / US;
        text_u64(out, us / 1000);
        text_char(out, '.');
        text_dec_pad(out, us % 1000, 3, '0');
        TEXT_LIT(out, " ms");
    }
}

static void put_end_name(const struct note_facts *f, bool sender,
                         enum note_word client, enum note_word server,
                         struct text *out)
{
    const bool is_client = sender == (f->e->roles == TL_CLIENT_SENDS);

    if (f->e->roles == TL_ROLES_UNKNOWN)
        put_segment_end(f->line, f->seg, sender, out);
    else
        text_str(out, f->wording->word[is_client ? client : server]);
}

static void put_sender(const struct note_facts *f, struct text *out)
{
    put_end_name(f, true, WORD_THE_CLIENT, WORD_THE_SERVER, out);
}

static void put_peer(const struct note_facts *f, struct text *out)
{
    put_end_name(f, false, WORD_THE_CLIENT, WORD_THE_SERVER, out);
}

static void put_sender_begins(const struct note_facts *f, struct text *out)
{
    put_end_name(f, true, WORD_THE_CLIENT_BEGINS, WORD_THE_SERVER_BEGINS, out);
}

static void put_peer_begins(const struct note_facts *f, struct text *out)
{
    put_end_name(f, false, WORD_THE_CLIENT_BEGINS, WORD_THE_SERVER_BEGINS, out);
}

static void put_end_of_state(const struct note_facts *f, struct text *out)
{
    put_end_name(f, f->of_sender, WORD_CLIENT, WORD_SERVER, out);
}

static void put_source(const struct note_facts *f, struct text *out)
{
    put_segment_end(f->line, f->seg, true, out);
}

static void put_destination(const struct note_facts *f, struct text *out)
{
    put_segment_end(f->line, f->seg, false, out);
}

static void put_first(const struct note_facts *f, struct text *out)
{
    put_seq(f, f->seg->seq, out);
}

static void put_before(const struct note_facts *f, struct text *out)
{
    put_seq(f, f->seg->seq - 1, out);
}

static void put_last(const struct note_facts *f, struct text *out)
{
    put_seq(f, f->seg->seq + f->seg->len - 1, out);
}

/* Also the number of a FIN. */
static void put_end(const struct note_facts *f, struct text *out)
{
    put_seq(f, f->seg->seq + f->seg->len, out);
}

static void put_due(const struct note_facts *f, struct text *out)
{
    put_seq(f, f->e->due, out);
}

static void put_urgent(const struct note_facts *f, struct text *out)
{
    put_seq(f, f->seg->seq + f->rec->pkt->tcp.urgent, out);
}

static void put_the_ack(const struct note_facts *f, struct text *out)
{
    put_ack(f, f->seg->ack, out);
}

static void put_up_to(const struct note_facts *f, struct text *out)
{
    put_ack(f, f->seg->ack - 1, out);
}

static void put_left(const struct note_facts *f, struct text *out)
{
    put_sack(f, f->e->sack_left, out);
}

static void put_right(const struct note_facts *f, struct text *out)
{
    put_sack(f, f->e->sack_right - 1, out);
}

static void put_the_span(const struct note_facts *f, struct text *out)
{
    put_span(f->e->span, out);
}

static void put_ack_span(const struct note_facts *f, struct text *out)
{
    put_span(f->e->ack_span, out);
}

static void put_waits(const struct note_facts *f, struct text *out)
{
    for (unsigned i = 0; i < f->e->n_waits; i++) {
        if (i > 0)
            text_str(out, f->wording->word[WORD_BETWEEN]);
        put_span(f->e->wait[i], out);
    }
}

static void put_frames(const struct note_facts *f, struct text *out)
{
    for (unsigned i = 0; i <= f->e->n_waits; i++) {
        if (i > 0)
            text_str(out, f->wording->word[WORD_BETWEEN]);
        text_u64(out, f->e->wait_frame[i]);
    }
}

static void put_offers(const struct note_facts *f, struct text *out)
{
    const struct tl_offers *o = &f->e->offers;
    const struct {
        bool has;
        enum note_word word;
    } items[] = {
        {o->mss != 0, WORD_OFFER_MSS},
        {o->factor != 0, WORD_OFFER_SCALE},
        {o->sack, WORD_OFFER_SACK},
        {o->time_stamps, WORD_OFFER_TIME_STAMPS},
    };
    bool begun = false;

    for (size_t i = 0; i < COUNT_OF(items); i++) {
        if (!items[i].has)
            continue;
        if (begun)
            text_str(out, f->wording->word[WORD_BETWEEN]);
        note_fill(f, f->wording->word[items[i].word], out);
        begun = true;
    }
}

static void put_record_type(const struct note_facts *f, struct text *out)
{
    const unsigned type = f->rec->tls->content_type - TLS_CHANGE_CIPHER_SPEC;

    text_str(out, f->wording->word[WORD_TLS_CHANGE_CIPHER_SPEC + type]);
}

static void put_record_len(const struct note_facts *f, struct text *out)
{
    text_u32(out, f->rec->tls->length);
}

static void put_ttl(const struct note_facts *f, struct text *out)
{
    const struct tl_packet *pkt = f->rec->pkt;

    text_u32(out, pkt->layers[pkt->layers[pkt->tcp_layer].ip].ip4.ttl);
}

/* The state in the words of RFC 9293. */
static const char *state_name(unsigned state)
{
    static const char *const names[TL_STATE_COUNT] = {
        "",           "CLOSED",       "LISTEN",
        "SYN-SENT",   "SYN-RECEIVED", "ESTABLISHED",
        "FIN-WAIT-1", "FIN-WAIT-2",   "CLOSE-WAIT",
        "CLOSING",    "LAST-ACK",     "TIME-WAIT",
    };

    return names[state];
}

static void put_state(const struct note_facts *f, struct text *out)
{
    const struct tl_end_state *s =
        f->of_sender ? &f->e->sender : &f->e->receiver;

    text_str(out, state_name(s->state));
}

/* Numbers that are said as they are. */
#define PLAIN_FIELD(name, value)                                               \
    static void put_##name(const struct note_facts *f, struct text *out)       \
    {                                                                          \
        text_u64(out, (value));                                                \
    }

PLAIN_FIELD(isn, f->e->isn)
PLAIN_FIELD(peer_isn, f->e->peer_isn)
PLAIN_FIELD(raw_ack, f->seg->ack)
PLAIN_FIELD(len, f->seg->len)
PLAIN_FIELD(win, f->seg->window)
PLAIN_FIELD(urg, f->rec->pkt->tcp.urgent)
PLAIN_FIELD(factor, f->e->factor)
PLAIN_FIELD(scaled, f->e->scaled)
PLAIN_FIELD(mss, f->e->offers.mss)
PLAIN_FIELD(offered_factor, f->e->offers.factor)
PLAIN_FIELD(count, f->e->duplicate_acks)
PLAIN_FIELD(frame, f->e->frame)
PLAIN_FIELD(ack_frame, f->e->ack_frame)
PLAIN_FIELD(acks_frame, f->e->acks_frame)
PLAIN_FIELD(mark_frame, f->e->mark_frame)
PLAIN_FIELD(cwr_mark_frame, f->e->cwr_mark_frame)
PLAIN_FIELD(fin_frame, f->e->fin_frame)

static const struct {
    const char *name;
    field_fn *put;
} fields[] = {
    {"Sender", put_sender_begins},
    {"sender", put_sender},
    {"Peer", put_peer_begins},
    {"peer", put_peer},
    {"source", put_source},
    {"destination", put_destination},
    {"first", put_first},
    {"last", put_last},
    {"end", put_end},
    {"fin", put_end},
    {"before", put_before},
    {"due", put_due},
    {"urgent", put_urgent},
    {"ack", put_the_ack},
    {"up_to", put_up_to},
    {"left", put_left},
    {"right", put_right},
    {"span", put_the_span},
    {"ack_span", put_ack_span},
    {"waits", put_waits},
    {"frames", put_frames},
    {"offers", put_offers},
    {"record", put_record_type},
    {"record_len", put_record_len},
    {"ttl", put_ttl},
    {"state", put_state},
    {"end_name", put_end_of_state},
    {"isn", put_isn},
    {"peer_isn", put_peer_isn},
    {"raw_ack", put_raw_ack},
    {"len", put_len},
    {"win", put_win},
    {"urg", put_urg},
    {"factor", put_factor},
    {"scaled", put_scaled},
    {"mss", put_mss},
    {"offered_factor", put_offered_factor},
    {"count", put_count},
    {"frame", put_frame},
    {"ack_frame", put_ack_frame},
    {"acks_frame", put_acks_frame},
    {"mark_frame", put_mark_frame},
    {"cwr_mark_frame", put_cwr_mark_frame},
    {"fin_frame", put_fin_frame},
};

static field_fn *find_field(const char *name, size_t n)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (strlen(fields[i].name) == n && memcmp(fields[i].name, name, n) == 0)
            return fields[i].put;
    return NULL;
}

/* A letter of Chinese or Japanese; their marks have blanks of their own. */
static bool is_letter(const char *at)
{
    static const char *const marks[] = {"\u3001", "\u3002", "\uff08",
                                        "\uff09", "\uff0c", "\uff1a"};

    if ((uint8_t)*at < 0xe0)
        return false;
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return false;
    return true;
}

/*
 * These languages write no blanks between words, but an address in the place
 * of "the client" wants them.
 */
static void put_field(const struct note_facts *f, field_fn *put,
                      const char *behind, struct text *out)
{
    enum { LETTER = 3 };
    const bool is_name = put == put_sender || put == put_peer ||
                         put == put_sender_begins || put == put_peer_begins;
    const bool is_address = is_name && f->e->roles == TL_ROLES_UNKNOWN;

    if (is_address && text_len(out) >= LETTER && is_letter(out->at - LETTER))
        text_char(out, ' ');
    put(f, out);
    if (is_address && is_letter(behind))
        text_char(out, ' ');
}

void note_fill(const struct note_facts *f, const char *sentence,
               struct text *out)
{
    for (const char *at = sentence;;) {
        const char *open = strchr(at, '{');
        const char *close = open != NULL ? strchr(open, '}') : NULL;
        if (close == NULL) {
            text_str(out, at);
            return;
        }
        text_put(out, at, (size_t)(open - at));
        field_fn *put = find_field(open + 1, (size_t)(close - open - 1));
        if (put != NULL)
            put_field(f, put, close + 1, out);
        at = close + 1;
    }
}

enum note_form note_form_of(const struct note_facts *f, enum tl_note note)
{
    switch (note) {
    case TL_NOTE_LOST_BEFORE:
    case TL_NOTE_LOST_AFTER:
    case TL_NOTE_UNNECESSARY:
        return f->e->certain ? NOTE_PLAIN : NOTE_LIKELY;
    case TL_NOTE_GAP:
        return f->e->missing_bytes == 1 ? NOTE_OF_ONE : NOTE_PLAIN;
    case TL_NOTE_SACK:
    case TL_NOTE_DSACK:
        return f->e->sack_right - f->e->sack_left == 1 ? NOTE_OF_ONE
                                                       : NOTE_PLAIN;
    default:
        return f->seg->len == 1 ? NOTE_OF_ONE : NOTE_PLAIN;
    }
}

/* The client first; without one, whoever was seen first. */
static bool sender_comes_first(const struct note_facts *f)
{
    return f->e->roles == TL_ROLES_UNKNOWN ? f->rec->judged->verdict.from_first
                                           : f->e->roles == TL_CLIENT_SENDS;
}

void note_states(const struct note_facts *f, struct text *out)
{
    struct note_facts which = *f;
    const size_t before = text_len(out);

    if (!f->e->states_change)
        return;
    for (unsigned i = 0; i < 2; i++) {
        which.of_sender = sender_comes_first(f) == (i == 0);
        const struct tl_end_state *s =
            which.of_sender ? &f->e->sender : &f->e->receiver;
        if (s->state == TL_STATE_UNKNOWN)
            continue;
        text_str(out, text_len(out) == before ? "["
                                              : f->wording->word[WORD_BETWEEN]);
        note_fill(&which,
                  f->wording->word[s->on_arrival ? WORD_STATE_ON_ARRIVAL
                                                 : WORD_STATE],
                  out);
    }
    if (text_len(out) > before)
        text_char(out, ']');
}
