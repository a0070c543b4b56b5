/*
 * analysis_suffix.c - what --analyze adds behind the tcpdump line.
 */
#include "analysis_suffix.h"

#include "codes.h"
#include "digits.h"
#include "segment.h"
#include "tls.h"

/* Copied by a fixed length, which is a few stores. */
struct tag {
    char words[31];
    uint8_t len;
};

#define TAG(words)                                                             \
    {                                                                          \
        words, sizeof(words) - 1                                               \
    }

/* In the order of enum tl_verdict_flag. */
static const struct tag tags[TL_VERDICT_COUNT] = {
    TAG("ZeroWindowProbeAck"),   TAG("ZeroWindow"),
    TAG("ZeroWindowProbe"),      TAG("Dup ACK "),
    TAG("Keep-Alive ACK"),       TAG("Keep-Alive"),
    TAG("Window Full"),          TAG("Window Update"),
    TAG("ACKed unseen segment"), TAG("Previous segment not captured"),
    TAG("Out-Of-Order"),         TAG("Spurious Retransmission"),
    TAG("Fast Retransmission"),  TAG("Retransmission"),
    TAG("Port numbers reused"),
};

enum {
    AROUND = 8, /* more than what stands around a word */
    WORDS_ROOM = TL_VERDICT_COUNT * (AROUND + sizeof(struct tag)) + 64,
};

/* The verdicts that are shown, as bits of enum tl_verdict_flag. */
static unsigned shown(const struct tl_verdict *v)
{
    unsigned flags = v->flags;

    if (flags & (TL_V_FAST_RETRANSMISSION | TL_V_SPURIOUS_RETRANSMISSION))
        flags &= ~(unsigned)TL_V_RETRANSMISSION;
    return flags;
}

/* The words of the lowest bit of `flags`. */
static char *put_tag(char *at, const struct tl_verdict *v, unsigned flags)
{
    const struct tag *tag = &tags[__builtin_ctz(flags)];

    memcpy(at, tag->words, sizeof(tag->words));
    at += tag->len;
    if ((flags & (~flags + 1)) != TL_V_DUPLICATE_ACK)
        return at;
    at = digits_u64(at, v->duplicate_ack_frame);
    *at++ = '#';
    return digits_u32(at, v->duplicate_ack_num);
}

void analysis_words(struct text *out, const struct tl_verdict *v)
{
    const char *const open = text_reserve(out, WORDS_ROOM);
    char *at = out->at;

    if (open == NULL)
        return;
    for (unsigned rest = shown(v); rest != 0; rest &= rest - 1) {
        if (at != open)
            at = DIGITS_LIT(at, ", ");
        at = put_tag(at, v, rest);
    }
    out->at = at;
}

/* " [TCP Out-Of-Order] [TCP Window Full]" */
__attribute__((noinline)) static void put_tags(struct text *out,
                                               const struct tl_verdict *v)
{
    char *at = text_reserve(out, WORDS_ROOM);

    if (at == NULL)
        return;
    for (unsigned rest = shown(v); rest != 0; rest &= rest - 1) {
        at = put_tag(DIGITS_LIT(at, " [TCP "), v, rest);
        *at++ = ']';
    }
    out->at = at;
}

/* " [TCP Dup ACK 12#3]", which many segments have and nothing else. */
static void put_duplicate(struct text *out, uint32_t frame, uint32_t number)
{
    enum { WORDS = 16 };
    char *at = text_reserve(out, WORDS + 2 * DIGITS_U32_MAX + DIGITS_SLACK);

    if (at == NULL)
        return;
    at = digits_u32(DIGITS_LIT(at, " [TCP Dup ACK "), frame);
    *at++ = '#';
    at = digits_u32(at, number);
    *at++ = ']';
    out->at = at;
}

/* "200 ms", "4.2 ms", "0.058 ms": as many digits as there are. */
static void put_milliseconds(struct text *out, int64_t ns)
{
    enum { NS = 1000000 };
    uint32_t part = (uint32_t)(ns % NS);
    unsigned digits = 6;

    text_i64(out, ns / NS);
    while (part != 0 && part % 10 == 0) {
        part /= 10;
        digits--;
    }
    if (part != 0) {
        text_char(out, '.');
        text_dec_pad(out, part, digits, '0');
    }
    TEXT_LIT(out, " ms");
}

/* The first piece opens the brace, further ones follow a comma. */
static void put_piece(struct text *out, bool *open, const char *words)
{
    text_str(out, *open ? ", " : " {");
    text_str(out, words);
    *open = true;
}

/* What a verdict is about, in the numbers of the line. */
static void put_subject(struct text *out, bool *open, const struct record *rec,
                        bool absolute)
{
    const struct tl_verdict *v = &rec->judged->verdict;
    const struct segment *seg = rec->judged->seg;
    const struct conn_step base = absolute ? (struct conn_step){0} : rec->step;

    if ((v->flags & TL_V_LOST_SEGMENT) != 0 && v->expected != 0) {
        put_piece(out, open, "expected ");
        text_u32(out, v->expected - base.seq_base);
        TEXT_LIT(out, ", ");
        text_u32(out, seg->seq - v->expected);
        TEXT_LIT(out, " bytes missing");
    }
    if ((v->flags & TL_V_DUPLICATE_ACK) != 0) {
        put_piece(out, open, "awaits ");
        text_u32(out, seg->ack - base.ack_base);
    }
    if (v->closed_frame != 0) {
        put_piece(out, open, "since frame ");
        text_u64(out, v->closed_frame);
    }
}

/* All that the window takes is on its way. */
static void put_in_flight(struct text *out, bool *open,
                          const struct tl_verdict *v)
{
    if (v->bytes_in_flight == 0)
        return;
    put_piece(out, open, "in flight ");
    text_u32(out, v->bytes_in_flight);
    if ((v->flags & TL_V_WINDOW_FULL) != 0) {
        TEXT_LIT(out, " of ");
        text_u32(out, v->bytes_in_flight);
        TEXT_LIT(out, " bytes");
    }
}

/* Apart, so that words alone need no room for it. */
__attribute__((noinline)) static void
put_evidence(struct text *out, const struct record *rec, bool absolute)
{
    const struct tl_verdict *v = &rec->judged->verdict;
    bool open = false;

    put_subject(out, &open, rec, absolute);
    if (v->rto != 0) {
        put_piece(out, &open, "RTO ");
        put_milliseconds(out, v->rto);
        TEXT_LIT(out, " since frame ");
        text_u64(out, v->rto_frame);
    }
    if (v->acks_frame != 0) {
        put_piece(out, &open, "ACK of frame ");
        text_u64(out, v->acks_frame);
        if (v->ack_rtt != 0) {
            TEXT_LIT(out, " after ");
            put_milliseconds(out, v->ack_rtt);
        }
    }
    if (v->initial_rtt != 0) {
        put_piece(out, &open, "iRTT ");
        put_milliseconds(out, v->initial_rtt);
    }
    put_in_flight(out, &open, v);
    if (open)
        text_char(out, '}');
}

/* Names come from the packet: nothing of them may move the terminal. */
static void put_name(struct text *out, const struct tls_name *name)
{
    for (unsigned i = 0; i < name->len; i++)
        text_visible(out, (uint8_t)name->p[i]);
}

__attribute__((noinline)) static void put_tls(struct text *out,
                                              const struct tls_peek *tls)
{
    static const struct code_name types[] = {
        {TLS_CHANGE_CIPHER_SPEC, "ChangeCipherSpec"},
        {TLS_ALERT, "Alert"},
        {TLS_HANDSHAKE, "Handshake"},
        {TLS_APPLICATION_DATA, "ApplicationData"},
        {TLS_HEARTBEAT, "Heartbeat"},
    };

    TEXT_LIT(out, " {TLS ");
    text_str(out, CODE_NAME(types, tls->content_type, ""));
    TEXT_LIT(out, ", version 0x");
    text_hex_pad(out, tls->version, 4);
    TEXT_LIT(out, ", length ");
    text_u32(out, tls->length);
    if (tls->sni.p != NULL) {
        TEXT_LIT(out, ", SNI ");
        put_name(out, &tls->sni);
    }
    for (unsigned i = 0; i < tls->n_alpn; i++) {
        text_str(out, i == 0 ? ", ALPN " : " ");
        put_name(out, &tls->alpn[i]);
    }
    text_char(out, '}');
}

void analysis_words_suffix(struct text *out, const struct tl_verdict *v)
{
    if (v->judged != TL_JUDGED_WHOLLY)
        return;
    if (v->flags == TL_V_DUPLICATE_ACK && v->duplicate_ack_frame <= UINT32_MAX)
        put_duplicate(out, (uint32_t)v->duplicate_ack_frame,
                      v->duplicate_ack_num);
    else if (v->flags != 0)
        put_tags(out, v);
}

void analysis_suffix(struct text *out, const struct record *rec, bool absolute)
{
    const struct tl_verdict *v = &rec->judged->verdict;

    analysis_words_suffix(out, v);
    if (v->judged == TL_JUDGED_WHOLLY && v->has_record)
        put_evidence(out, rec, absolute);
    if (rec->tls != NULL)
        put_tls(out, rec->tls);
}
