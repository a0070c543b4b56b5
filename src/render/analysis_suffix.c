/*
 * analysis_suffix.c - what --analyze adds behind the tcpdump line.
 */
#include "analysis_suffix.h"

#include "codes.h"
#include "digits.h"
#include "json_write.h"

static const struct code_name tags[] = {
    {TL_V_ZERO_WINDOW_PROBE_ACK, "ZeroWindowProbeAck"},
    {TL_V_ZERO_WINDOW, "ZeroWindow"},
    {TL_V_ZERO_WINDOW_PROBE, "ZeroWindowProbe"},
    {TL_V_DUPLICATE_ACK, "Dup ACK "},
    {TL_V_KEEP_ALIVE_ACK, "Keep-Alive ACK"},
    {TL_V_KEEP_ALIVE, "Keep-Alive"},
    {TL_V_WINDOW_FULL, "Window Full"},
    {TL_V_WINDOW_UPDATE, "Window Update"},
    {TL_V_ACK_LOST_SEGMENT, "ACKed unseen segment"},
    {TL_V_LOST_SEGMENT, "Previous segment not captured"},
    {TL_V_OUT_OF_ORDER, "Out-Of-Order"},
    {TL_V_SPURIOUS_RETRANSMISSION, "Spurious Retransmission"},
    {TL_V_FAST_RETRANSMISSION, "Fast Retransmission"},
    {TL_V_RETRANSMISSION, "Retransmission"},
    {TL_V_REUSED_PORTS, "Port numbers reused"},
};

void analysis_words(struct text *out, const struct tl_verdict *v,
                    const char *first, const char *between)
{
    const char *before = first;
    unsigned rest = v->flags;

    if (rest & (TL_V_FAST_RETRANSMISSION | TL_V_SPURIOUS_RETRANSMISSION))
        rest &= ~(unsigned)TL_V_RETRANSMISSION;
    for (; rest != 0; rest &= rest - 1) {
        const unsigned flag = rest & (~rest + 1); /* the lowest */
        text_str(out, before);
        text_str(out, CODE_NAME(tags, flag, ""));
        if (flag == TL_V_DUPLICATE_ACK) {
            text_u64(out, v->duplicate_ack_frame);
            text_char(out, '#');
            text_u32(out, v->duplicate_ack_num);
        }
        before = between;
    }
}

static void put_seconds(struct text *out, int64_t ns)
{
    char *at = text_reserve(out, 40);

    if (at != NULL)
        out->at = json_seconds(at, ns);
    TEXT_LIT(out, " s");
}

/* The first piece opens the brace, further ones follow a comma. */
static void put_piece(struct text *out, bool *open, const char *words)
{
    text_str(out, *open ? ", " : " {");
    text_str(out, words);
    *open = true;
}

static void put_evidence(struct text *out, const struct tl_verdict *v)
{
    bool open = false;

    if (v->rto != 0) {
        put_piece(out, &open, "RTO ");
        put_seconds(out, v->rto);
        TEXT_LIT(out, " since frame ");
        text_u64(out, v->rto_frame);
    }
    if (v->acks_frame != 0) {
        put_piece(out, &open, "ACK of frame ");
        text_u64(out, v->acks_frame);
        if (v->ack_rtt != 0) {
            TEXT_LIT(out, " after ");
            put_seconds(out, v->ack_rtt);
        }
    }
    if (v->initial_rtt != 0) {
        put_piece(out, &open, "iRTT ");
        put_seconds(out, v->initial_rtt);
    }
    if (v->bytes_in_flight != 0) {
        put_piece(out, &open, "in flight ");
        text_u32(out, v->bytes_in_flight);
    }
    if (open)
        text_char(out, '}');
}

/* Names come from the packet: nothing of them may move the terminal. */
static void put_name(struct text *out, const struct tls_name *name)
{
    for (unsigned i = 0; i < name->len; i++)
        text_visible(out, (uint8_t)name->p[i]);
}

static void put_tls(struct text *out, const struct tls_peek *tls)
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

void analysis_suffix(struct text *out, const struct tl_verdict *v,
                     bool evidence, const struct tls_peek *tls)
{
    if (v->judged == TL_JUDGED_WHOLLY) {
        if (v->flags != 0) {
            analysis_words(out, v, " [TCP ", "] [TCP ");
            text_char(out, ']');
        }
        if (evidence && v->has_record)
            put_evidence(out, v);
    }
    if (evidence && tls != NULL)
        put_tls(out, tls);
}
