/*
 * json_analysis.c - the "analysis" object of a segment, and "tls".
 */
#include "json_usual.h"

/* Copied by a fixed length, which is a few stores. */
struct flag_key {
    char member[39]; /* ",\"key\":true" */
    uint8_t len;
};

#define FLAG(key)                                                              \
    {                                                                          \
        ",\"" key "\":true", sizeof(",\"" key "\":true") - 1                   \
    }

/* In the order of enum tl_verdict_flag. */
static const struct flag_key flag_keys[TL_VERDICT_COUNT] = {
    FLAG("zero_window_probe_ack"), FLAG("zero_window"),
    FLAG("zero_window_probe"),     FLAG("duplicate_ack"),
    FLAG("keep_alive_ack"),        FLAG("keep_alive"),
    FLAG("window_full"),           FLAG("window_update"),
    FLAG("ack_lost_segment"),      FLAG("lost_segment"),
    FLAG("out_of_order"),          FLAG("spurious_retransmission"),
    FLAG("fast_retransmission"),   FLAG("retransmission"),
    FLAG("reused_ports"),
};

#define DUP ",\"analysis\":{\"duplicate_ack\":true"
#define RTT ",\"initial_rtt\":"
#define NUM ",\"duplicate_ack_num\":"

static_assert((int)JSON_DUP_RTT == sizeof(DUP) - 1 &&
                  (int)JSON_RTT_LEN == sizeof(RTT "0.123456789") - 1 &&
                  (int)JSON_DUP_RTT + (int)JSON_RTT_LEN + (int)sizeof(NUM) -
                          1 ==
                      (int)JSON_DUP_LEN,
              "what is kept of a duplicate ACK stands where it is looked for");

/* Once in this connection, and once more. */
__attribute__((noinline)) static char *
write_rtt(char *at, struct json_side *side, int64_t rtt)
{
    at = json_seconds(DIGITS_LIT(at, RTT), rtt);
    if (side == NULL || rtt < 0 || rtt >= TL_BILLION)
        return at;
    if (side->rtt == -rtt) {
        char *text = DIGITS_LIT(side->dup_text, DUP);
        text = digits_mem(text, at - JSON_RTT_LEN, JSON_RTT_LEN);
        (void)DIGITS_LIT(text, NUM);
    }
    side->rtt = side->rtt == -rtt ? rtt : -rtt;
    return at;
}

/* The connection's: it is the same in all of its records. */
static inline char *put_rtt(char *at, struct json_side *side, int64_t rtt)
{
    if (side == NULL || side->rtt != rtt || rtt < 0)
        return write_rtt(at, side, rtt);
    memcpy(at, side->dup_text + JSON_DUP_RTT, JSON_PREPARED);
    return at + JSON_RTT_LEN;
}

char *json_put_analysis(char *at, const struct tl_verdict *v,
                        struct json_side *side)
{
    at = DIGITS_LIT(at, ",\"analysis\":");
    char *const open = at;
    for (unsigned rest = v->flags; rest != 0; rest &= rest - 1) {
        const struct flag_key *f = &flag_keys[__builtin_ctz(rest)];
        memcpy(at, f->member, sizeof(f->member));
        at += f->len;
    }
    if (v->acks_frame != 0)
        at = digits_count(JSON_KEY(at, "acks_frame"), v->acks_frame);
    if (v->ack_rtt != 0)
        at = json_seconds(JSON_KEY(at, "ack_rtt"), v->ack_rtt);
    if (v->initial_rtt != 0)
        at = put_rtt(at, side, v->initial_rtt);
    if (v->bytes_in_flight != 0)
        at = JSON_U32(at, "bytes_in_flight", v->bytes_in_flight);
    if (v->push_bytes_sent != 0)
        at = JSON_U32(at, "push_bytes_sent", v->push_bytes_sent);
    if (v->rto != 0) {
        at = json_seconds(JSON_KEY(at, "rto"), v->rto);
        at = digits_u64(JSON_KEY(at, "rto_frame"), v->rto_frame);
    }
    if (v->duplicate_ack_num != 0)
        at = usual_duplicate(DIGITS_LIT(at, NUM), v);
    return json_close(open, at);
}

static void put_client_hello(const struct tls_peek *tls, struct text *out)
{
    TEXT_LIT(out, ",\"handshake\":{\"type\":1");
    if (tls->sni.p != NULL) {
        TEXT_LIT(out, ",\"extensions_server_name\":");
        json_string(out, tls->sni.p, tls->sni.len);
    }
    for (unsigned i = 0; i < tls->n_alpn; i++) {
        text_str(out, i == 0 ? ",\"extensions_alpn_str\":[" : ",");
        json_string(out, tls->alpn[i].p, tls->alpn[i].len);
    }
    if (tls->n_alpn > 0)
        text_char(out, ']');
    text_char(out, '}');
}

void json_put_tls(const struct tls_peek *tls, struct text *out)
{
    TEXT_LIT(out, ",\"tls\":{\"record\":{\"content_type\":");
    text_u32(out, tls->content_type);
    TEXT_LIT(out, ",\"version\":");
    text_u32(out, tls->version);
    TEXT_LIT(out, ",\"length\":");
    text_u32(out, tls->length);
    text_char(out, '}');
    if (tls->client_hello)
        put_client_hello(tls, out);
    text_char(out, '}');
}
