/*
 * json_usual.h - the record of a usual packet: a segment right in IPv4 right
 * in Ethernet. Private to render.
 *
 * Nearly all of it stands in the record of another one of the same side, or of
 * the same length: so it is copied in few long pieces, each of a fixed length,
 * and what is formatted are the numbers that differ. What is not kept is
 * written by json_plain.c.
 *
 * All of it is inline: form_json.c compiles it for any processor, json_wide.c
 * for those with AVX2. Whose names begin with usual_ are private to this file.
 */
#ifndef TCPLINE_RENDER_JSON_USUAL_H
#define TCPLINE_RENDER_JSON_USUAL_H

#include "bytes.h"
#include "json_diagnosis.h"
#include "json_parts.h"
#include "json_piece.h"
#include "json_write.h"
#include "segment.h"

/* A form of JSON, as `ctx` of both of its ways. */
struct json_form {
    struct json json;
    struct line *line; /* asked for "info" */
    struct text info;
};

/* One record each; the second may only be called where there is AVX2. */
void json_record(void *ctx, const struct record *rec, struct text *out);
void json_record_wide(void *ctx, const struct record *rec, struct text *out);

/* What the line has behind "length N", into `info`. */
void json_find_info(struct json_form *f, const struct tl_packet *pkt);

/*
 * What is not kept: each is written, and what has come twice is kept. None of
 * them inlined, where it would take registers from what is usual.
 */
__attribute__((noinline)) char *json_write_number(struct json *j, char *at,
                                                  uint64_t number);
__attribute__((noinline)) char *json_write_times(struct json *j, char *at,
                                                 struct tl_stamp when);
__attribute__((noinline)) char *json_write_front(char *at, const struct json *j,
                                                 struct json_front *f,
                                                 const struct tl_packet *pkt);
__attribute__((noinline)) char *json_write_ip(char *at, const struct json *j,
                                              struct json_ip *p,
                                              const struct tl_ip4 *ip);
__attribute__((noinline)) char *json_write_ends(char *at,
                                                struct json_side *side,
                                                const struct tl_ip4 *ip,
                                                const struct tl_judgement *now);
__attribute__((noinline)) char *json_write_seq(char *at, struct json_side *side,
                                               const struct segment *seg,
                                               const struct tl_verdict *v);
__attribute__((noinline)) char *json_write_ack(char *at, struct json_side *side,
                                               const struct segment *seg,
                                               const struct tl_verdict *v);
__attribute__((noinline)) char *
json_write_window(char *at, const struct json *j, struct json_window *w,
                  const struct segment *seg, const struct tl_verdict *v);
__attribute__((noinline)) char *json_write_rest(char *at, const struct json *j,
                                                const struct tl_judgement *now);
__attribute__((noinline)) char *
json_write_stamps(char *at, const struct json *j, struct json_stamps *s,
                  const struct tl_judgement *now);

/* Of a packet that is not usual: what follows "time_epoch". */
__attribute__((noinline)) void json_put_any(const struct json *j, char *at,
                                            const struct record *rec,
                                            struct text *out);

/* What few have behind "tcp". */
__attribute__((noinline)) void json_put_rare(const struct record *rec,
                                             const struct text *info,
                                             struct text *out);

/* The layers, and where in a header is what decides on a piece. */
enum { USUAL_ETHER, USUAL_IP, USUAL_TCP, USUAL_PAYLOAD };
enum {
    USUAL_ID_TO_SRC = 8, /* from "id" to "checksum", all between */
    USUAL_AT_FLAGS = 12,
    USUAL_AT_CHECKSUM = 16,
    USUAL_AT_STAMPS = 24
};
enum { USUAL_NO_LEAF = 0xffff };

struct usual_front_key {
    uint64_t part[4];
};

static inline struct usual_front_key
usual_front_key(const struct tl_packet *pkt)
{
    const uint8_t *p = pkt->layers[USUAL_ETHER].ether.dst;
    const uint64_t leaf = pkt->n_layers == USUAL_PAYLOAD
                              ? USUAL_NO_LEAF
                              : pkt->layers[USUAL_PAYLOAD].leaf.id;

    return (struct usual_front_key){{
        load_host64(p),
        load_host64(p + 8),
        (uint64_t)pkt->raw.wire_len << 32 | pkt->raw.cap_len,
        (uint64_t)pkt->layers[USUAL_IP].ip4.total_len << 16 | leaf,
    }};
}

/* The bytes of IPv4's header from "id" to "checksum". */
static inline uint64_t usual_ip_key(const struct tl_ip4 *ip)
{
    return load_host64(ip->src - USUAL_ID_TO_SRC);
}

/* Header length, flags and window, as they are, and the scaled window. */
static inline uint64_t usual_window_key(const struct segment *seg,
                                        const struct tl_verdict *v)
{
    return (uint64_t)v->window << 32 | load_host32(seg->hdr + USUAL_AT_FLAGS);
}

static inline uint64_t usual_stamps_key(const struct segment *seg)
{
    return load_host64(seg->hdr + USUAL_AT_STAMPS);
}

/*
 * Room for everything but strings of the packet's own: TL_MAX_LAYERS VLAN
 * tags are what may add up.
 */
enum { USUAL_ROOM = 128 * TL_MAX_LAYERS };

/* A segment right in IPv4 right in Ethernet, of a connection. */
static inline bool usual_is(const struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;

    return json_usually(pkt->plain_tcp &&
                        pkt->layers[USUAL_IP].kind == TL_IPV4 &&
                        (json_usually(pkt->n_layers == USUAL_PAYLOAD) ||
                         (pkt->n_layers == USUAL_PAYLOAD + 1 &&
                          pkt->layers[USUAL_PAYLOAD].kind == TL_LEAF)) &&
                        pkt->raw.via == NULL && rec->judged != NULL &&
                        rec->judged->found_in == pkt);
}

/*
 * Of a usual one: that the line says nothing behind "length N", without asking
 * it. Nobody reads the payload, and of a plain header nothing is cut off; only
 * a reset's text, and words that were told in place of bytes, come without a
 * reader.
 */
static inline bool usual_is_mute(const struct tl_packet *pkt)
{
    return pkt->tcp.data_len == 0 ||
           (json_usually(pkt->n_layers == USUAL_PAYLOAD) &&
            json_usually((pkt->tcp.flags & TL_RST) == 0) &&
            json_usually(pkt->raw.retold == NULL) &&
            json_usually(segment_is_plain(pkt)));
}

/* It may have members behind "tcp". */
static inline bool usual_has_more(const struct record *rec, bool usual)
{
    return !usual || rec->tls != NULL || rec->explanation != NULL ||
           !usual_is_mute(rec->pkt);
}

/* A fixed length is a few stores; USUAL_ROOM has room for it. */
static inline char *usual_prepared(char *at, const char *text, unsigned len)
{
    return json_kept_put(at, text, len, JSON_PREPARED);
}

/* All but its last three digits stay the same for a thousand packets. */
static inline char *usual_number(struct json *j, char *at, uint64_t number)
{
    const uint64_t last = number - j->thousand;

    if (!json_usually(last < j->in_thousand))
        return json_write_number(j, at, number);
    at = usual_prepared(at, j->number, j->number_len);
    return digits_three(at, (uint32_t)last);
}

/* To the end of "time_epoch", without its quote. */
static inline char *usual_times(struct json *j, char *at, struct tl_stamp when)
{
    const uint64_t since = (uint64_t)when.ns - j->date_ns;

    if (!json_usually(since < j->in_second))
        return json_write_times(j, at, when);
    const uint32_t part = (uint32_t)since;
    at = usual_prepared(at, j->times, j->times_len);
    at = digits_nine(at, part);
    at = usual_prepared(at, j->epoch, j->epoch_len);
    /* Made twice: what was just written piece by piece is slow to read. */
    return digits_nine(at, part);
}

/* From the end of "time_epoch" to the value of "ip.id". */
static inline char *usual_front(char *at, const struct json *j,
                                const struct tl_packet *pkt)
{
    const struct usual_front_key k = usual_front_key(pkt);
    struct json_front *f =
        j->fronts + json_place(k.part[0] + k.part[2], k.part[1] + k.part[3],
                               JSON_PIECE_SHIFT);
    const uint64_t differ = (f->key[0] ^ k.part[0]) | (f->key[1] ^ k.part[1]) |
                            (f->key[2] ^ k.part[2]) | (f->key[3] ^ k.part[3]);

    if (json_usually(differ == 0))
        return json_kept_put(at, f->text, f->len, JSON_FRONT_MOST);
    return json_write_front(at, j, f, pkt);
}

/* From the value of "id" to that of "checksum". */
static inline char *usual_ip(char *at, const struct json *j,
                             const struct tl_ip4 *ip)
{
    const uint64_t key = usual_ip_key(ip);
    struct json_ip *p = j->ips + json_place(key, 0, JSON_PIECE_SHIFT);

    if (json_usually(p->key == key))
        return json_kept_put(at, p->text, p->len, JSON_IP_MOST);
    return json_write_ip(at, j, p, ip);
}

/* What was kept of the segment's side. */
static inline struct json_side *usual_side(const struct json *j,
                                           const struct tl_verdict *v)
{
    enum { LAST = (1 << JSON_SIDES_SHIFT) - 1 };

    return j->sides + ((v->stream * 2 + v->from_first) & LAST);
}

/* From "ip.src" to the value of "tcp.completeness". */
static inline char *usual_ends(char *at, struct json_side *side,
                               const struct tl_ip4 *ip,
                               const struct tl_judgement *now)
{
    const uint64_t differ = (side->addrs ^ load_host64(ip->src)) |
                            (side->ports ^ load_host32(now->seg->hdr)) |
                            (side->stream1 ^ (now->verdict.stream + 1));

    if (json_usually(differ == 0) && json_usually(side->stream1 != 0))
        return json_kept_put(at, side->ends_text, side->ends_len,
                             JSON_ENDS_MOST);
    return json_write_ends(at, side, ip, now);
}

/* From the value of "completeness" to that of "nxtseq", ... */
__attribute__((always_inline)) static inline char *
usual_numbers(char *at, const struct segment *seg, const struct tl_verdict *v)
{
    at = digits_one_short(at, v->completeness);
    at = digits_here(JSON_KEY(at, "seq"), v->seq);
    at = digits_here(JSON_KEY(at, "seq_raw"), seg->seq);
    at = digits_here(JSON_KEY(at, "len"), v->len);
    return digits_here(JSON_KEY(at, "nxtseq"), v->next_seq);
}

/* ... which a segment without payload may have said before. */
static inline char *usual_seq(char *at, struct json_side *side,
                              const struct segment *seg,
                              const struct tl_verdict *v)
{
    /* What carries something moves on: neither looked for nor kept. */
    if (v->len == 0) {
        const uint32_t differ = (side->seq_raw ^ seg->seq) |
                                (side->seq ^ v->seq) |
                                (side->next_seq ^ v->next_seq) |
                                (side->completeness1 ^ (v->completeness + 1U));
        if (json_usually(differ == 0))
            return json_kept_put(at, side->seq_text, side->seq_len,
                                 JSON_SEQ_MOST);
        if (side->seq_raw == seg->seq && side->completeness1 == 0)
            return json_write_seq(at, side, seg, v);
        side->seq_raw = seg->seq;
        side->completeness1 = 0;
    }
    return usual_numbers(at, seg, v);
}

/* "ack" and "ack_raw", ... */
__attribute__((always_inline)) static inline char *
usual_acked(char *at, const struct segment *seg, const struct tl_verdict *v)
{
    at = digits_here(JSON_KEY(at, "ack"), v->ack);
    return digits_here(JSON_KEY(at, "ack_raw"), seg->ack);
}

/* ... which many segments say again. */
static inline char *usual_ack(char *at, struct json_side *side,
                              const struct segment *seg,
                              const struct tl_verdict *v)
{
    const uint32_t differ = (side->ack_raw ^ seg->ack) | (side->ack ^ v->ack);

    if (json_usually(differ == 0) && json_usually(side->ack_len > 0))
        return json_kept_put(at, side->ack_text, side->ack_len, JSON_ACK_MOST);
    if (differ == 0) /* the second time */
        return json_write_ack(at, side, seg, v);
    side->ack_raw = seg->ack;
    side->ack = v->ack;
    side->ack_len = 0;
    return usual_acked(at, seg, v);
}

/* From "hdr_len" to the value of "checksum". */
static inline char *usual_window(char *at, const struct json *j,
                                 const struct segment *seg,
                                 const struct tl_verdict *v)
{
    const uint64_t key = usual_window_key(seg, v);
    struct json_window *w = j->windows + json_place(key, 0, JSON_PIECE_SHIFT);
    const uint64_t differ =
        (w->key ^ key) | (uint64_t)(w->shift ^ (uint8_t)v->window_shift);

    if (json_usually(differ == 0))
        return json_kept_put(at, w->text, w->len, JSON_WINDOW_MOST);
    return json_write_window(at, j, w, seg, v);
}

/* From "checksum_status" to the value of "time_relative". */
static inline char *usual_stamps(char *at, const struct json *j,
                                 const struct tl_judgement *now)
{
    const struct tl_tcp *tcp = &now->found_in->tcp;

    if (!json_usually(tcp->usual_options) || !json_usually(tcp->urgent == 0) ||
        !json_usually(!j->verify_checksums))
        return json_write_rest(at, j, now);
    const uint64_t key = usual_stamps_key(now->seg);
    struct json_stamps *s = j->stamps + json_place(key, 0, JSON_PIECE_SHIFT);
    if (json_usually(s->key == key) && json_usually(s->len > 0))
        return json_kept_put(at, s->text, s->len, JSON_STAMPS_MOST);
    return json_write_stamps(at, j, s, now);
}

/* From the value of "duplicate_ack_num". */
static inline char *usual_duplicate(char *at, const struct tl_verdict *v)
{
    at = digits_count(at, v->duplicate_ack_num);
    return digits_count(JSON_KEY(at, "duplicate_ack_frame"),
                        v->duplicate_ack_frame);
}

/* A duplicate ACK and nothing else, of a round trip that is kept. */
static inline bool usual_is_duplicate(const struct tl_verdict *v,
                                      const struct json_side *side)
{
    const uint64_t other = v->acks_frame | (uint64_t)v->ack_rtt |
                           (uint64_t)v->rto | v->bytes_in_flight |
                           v->push_bytes_sent |
                           (uint64_t)(v->initial_rtt ^ side->rtt);

    return json_usually(v->flags == TL_V_DUPLICATE_ACK) &&
           json_usually(other == 0) && json_usually(side->rtt > 0) &&
           json_usually(v->duplicate_ack_num != 0);
}

/*
 * No word of Wireshark's, only what a segment acknowledges and what is in
 * flight, of a round trip that is kept.
 */
static inline bool usual_is_proof(const struct tl_verdict *v,
                                  const struct json_side *side)
{
    return json_usually(side->rtt > 0) &&
           json_usually(v->initial_rtt == side->rtt) &&
           json_usually((v->rto | v->duplicate_ack_num) == 0) &&
           json_usually((uint64_t)v->ack_rtt < TL_BILLION) &&
           json_usually((v->acks_frame != 0) == (v->ack_rtt != 0));
}

__attribute__((always_inline)) static inline char *
usual_proof(char *at, const struct tl_verdict *v, const struct json_side *side)
{
    at = DIGITS_LIT(at, ",\"analysis\":{");
    if (v->ack_rtt != 0) {
        at = digits_count(DIGITS_LIT(at, "\"acks_frame\":"), v->acks_frame);
        at = DIGITS_LIT(at, ",\"ack_rtt\":0.");
        at = digits_nine(at, (uint32_t)v->ack_rtt);
        *at++ = ',';
    }
    json_copy_32(at, side->dup_text + JSON_DUP_RTT + 1); /* but its comma */
    at += JSON_RTT_LEN - 1;
    if (v->bytes_in_flight != 0)
        at = digits_here(JSON_KEY(at, "bytes_in_flight"), v->bytes_in_flight);
    if (v->push_bytes_sent != 0)
        at = digits_here(JSON_KEY(at, "push_bytes_sent"), v->push_bytes_sent);
    *at++ = '}';
    return at;
}

static inline char *usual_analysis(char *at, const struct tl_verdict *v,
                                   struct json_side *side)
{
    if (v->flags == 0 && usual_is_proof(v, side))
        return usual_proof(at, v, side);
    if (!usual_is_duplicate(v, side))
        return json_put_analysis(at, v, side);
    at = json_kept_put(at, side->dup_text, JSON_DUP_LEN, JSON_DUP_MOST);
    at = usual_duplicate(at, v);
    *at++ = '}';
    return at;
}

/* Of one that is there wholly, from the value of "completeness". */
__attribute__((always_inline)) static inline char *
usual_whole(char *at, const struct json *j, struct json_side *side,
            const struct tl_judgement *now)
{
    const struct segment *seg = now->seg;
    const struct tl_verdict *v = &now->verdict;

    at = usual_seq(at, side, seg, v);
    at = usual_ack(at, side, seg, v);
    at = usual_window(at, j, seg, v);
    at = digits_u16(at, load_be16(seg->hdr + USUAL_AT_CHECKSUM));
    at = usual_stamps(at, j, now);
    at = json_span(at, v->time_relative);
    at = json_seconds(JSON_KEY(at, "time_delta"), v->time_delta);
    return json_usually(v->has_record) ? usual_analysis(at, v, side) : at;
}

/* From the end of "time_epoch" to that of "tcp". */
__attribute__((always_inline)) static inline char *
usual_put(char *at, const struct json *j, const struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;
    const struct tl_ip4 *ip = &pkt->layers[USUAL_IP].ip4;
    const struct tl_judgement *now = rec->judged;
    struct json_side *side = usual_side(j, &now->verdict);

    at = usual_front(at, j, pkt);
    at = usual_ip(at, j, ip);
    at = usual_ends(at, side, ip, now);
    if (!json_usually(now->verdict.judged == TL_JUDGED_WHOLLY) ||
        !json_usually(now->verdict.len_known))
        return json_put_segment(at, j, rec);
    at = usual_whole(at, j, side, now);
    if (rec->diagnosis != NULL)
        at = json_put_diagnosis(at, rec->diagnosis);
    *at++ = '}';
    return at;
}

/*
 * Appends one object and its newline. `usual`: what usual_is() says; `info`:
 * NULL when usual_has_more() says there is nothing.
 */
__attribute__((always_inline)) static inline void
usual_object(struct json *j, const struct record *rec, bool usual,
             const struct text *info, struct text *out)
{
    char *at = text_reserve(out, USUAL_ROOM);

    if (at == NULL)
        return;
    at = usual_number(j, at, rec->pkt->raw.number);
    at = usual_times(j, at, rec->pkt->raw.time);
    if (json_usually(usual)) {
        out->at = at = usual_put(at, j, rec);
        if (json_usually(info == NULL)) {
            out->at = DIGITS_LIT(at, "}\n");
            return;
        }
    } else {
        json_put_any(j, at, rec, out);
    }
    json_put_rare(rec, info, out);
    TEXT_LIT(out, "}\n");
}

/* One record of any packet. */
__attribute__((always_inline)) static inline void
usual_record(struct json_form *f, const struct record *rec, struct text *out)
{
    const bool usual = usual_is(rec);
    const bool more = usual_has_more(rec, usual);

    if (more)
        json_find_info(f, rec->pkt);
    usual_object(&f->json, rec, usual, more ? &f->info : NULL, out);
}

#endif
