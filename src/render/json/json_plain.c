/*
 * json_plain.c - a segment right in IPv4 right in Ethernet, as most are.
 *
 * In: its record, and what was kept of others. Nearly all of it stands in the
 * record of another one of the same side, or of the same length: so it is
 * copied in few long pieces, each of a fixed length, and what is formatted are
 * the numbers that differ. What is not kept is written by those who write any
 * packet (json_headers.c, json_tcp.c).
 */
#include "bytes.h"
#include "json_diagnosis.h"
#include "json_parts.h"
#include "json_piece.h"
#include "json_write.h"
#include "protocols.h"
#include "segment.h"

/* The layers, and where the bytes of a frame are that are keys. */
enum { ETHER, IP, TCP, PAYLOAD };
enum { AT_IP = 14, AT_ID = AT_IP + 4, AT_SRC = AT_IP + 12 };
/* ... and of a segment. */
enum {
    WITH_STAMPS = 32,
    AT_FLAGS = 12,
    AT_CHECKSUM = 16,
    AT_URGENT = 18,
    AT_STAMPS = 24
};
enum { NO_LEAF = 0xffff };

bool json_is_plain(const struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;

    return json_usually(pkt->plain_tcp && pkt->layers[IP].kind == TL_IPV4 &&
                        (json_usually(pkt->n_layers == PAYLOAD) ||
                         (pkt->n_layers == PAYLOAD + 1 &&
                          pkt->layers[PAYLOAD].kind == TL_LEAF)) &&
                        pkt->raw.via == NULL && rec->judged != NULL &&
                        rec->judged->found_in == pkt);
}

static char *put_protocols(char *at, uint16_t leaf)
{
    const char *name = NULL;

    at = DIGITS_LIT(at, ",\"protocols\":\"eth:ethertype:ip:tcp");
    if (leaf != NO_LEAF)
        name = protocol_of((enum tl_leaf)leaf)->name;
    if (name == NULL)
        return at;
    *at++ = ':';
    return digits_mem(at, name, strlen(name));
}

struct front_key {
    uint64_t part[4];
};

static inline struct front_key front_key(const struct tl_packet *pkt)
{
    const uint8_t *p = pkt->layers[ETHER].ether.dst;
    const uint64_t leaf =
        pkt->n_layers == PAYLOAD ? NO_LEAF : pkt->layers[PAYLOAD].leaf.id;

    return (struct front_key){{
        load_host64(p),
        load_host64(p + 8),
        (uint64_t)pkt->raw.wire_len << 32 | pkt->raw.cap_len,
        (uint64_t)pkt->layers[IP].ip4.total_len << 16 | leaf,
    }};
}

__attribute__((noinline)) static char *write_front(char *at,
                                                   const struct json *j,
                                                   struct json_front *f,
                                                   const struct tl_packet *pkt)
{
    const struct front_key k = front_key(pkt);
    const struct tl_ip4 *ip = &pkt->layers[IP].ip4;
    const bool seen = f->key[0] == k.part[0] && f->key[1] == ~k.part[1];
    char *const from = at;

    at = digits_u32(DIGITS_LIT(at, "\",\"len\":"), pkt->raw.wire_len);
    at = JSON_U32(at, "cap_len", pkt->raw.cap_len);
    at = put_protocols(at, (uint16_t)k.part[3]);
    at = json_put_plain_front(at, j, &pkt->layers[ETHER].ether, ip);
    at = JSON_KEY(digits_u16(at, ip->total_len), "id");
    memcpy(f->key, k.part, sizeof(f->key));
    f->len = seen ? json_keep(f->text, JSON_FRONT_MOST, from, at) : 0;
    if (f->len == 0)
        f->key[1] = ~f->key[1];
    return at;
}

/* From the end of "time_epoch" to the value of "ip.id". */
static inline char *put_front(char *at, const struct json *j,
                              const struct tl_packet *pkt)
{
    const struct front_key k = front_key(pkt);
    struct json_front *f =
        j->fronts + json_place(k.part[0] + k.part[2], k.part[1] + k.part[3],
                               JSON_PIECE_SHIFT);

    const uint64_t differ = (f->key[0] ^ k.part[0]) | (f->key[1] ^ k.part[1]) |
                            (f->key[2] ^ k.part[2]) | (f->key[3] ^ k.part[3]);

    if (json_usually(differ == 0))
        return json_kept_put(at, f->text, f->len, JSON_FRONT_MOST);
    return write_front(at, j, f, pkt);
}

/* What was kept of the segment's side. */
static inline struct json_side *side_of(const struct json *j,
                                        const struct tl_verdict *v)
{
    enum { LAST = (1 << JSON_SIDES_SHIFT) - 1 };

    return j->sides + ((v->stream * 2 + v->from_first) & LAST);
}

/* The bytes of IPv4's header from "id" to "checksum". */
static inline uint64_t ip_key(const struct tl_ip4 *ip)
{
    return load_host64(ip->src - (AT_SRC - AT_ID));
}

__attribute__((noinline)) static char *write_ip(char *at, const struct json *j,
                                                struct json_ip *p,
                                                const struct tl_ip4 *ip)
{
    const uint64_t key = ip_key(ip);
    const bool seen = p->key == ~key;
    char *const from = at;

    at = json_put_ip4_back(digits_u16(at, ip->id), j, ip);
    at = digits_u16(at, ip->checksum);
    p->len = seen ? json_keep(p->text, JSON_IP_MOST, from, at) : 0;
    p->key = p->len > 0 ? key : ~key;
    return at;
}

/* From the value of "id" to that of "checksum". */
static inline char *put_ip(char *at, const struct json *j,
                           const struct tl_ip4 *ip)
{
    struct json_ip *p = j->ips + json_place(ip_key(ip), 0, JSON_PIECE_SHIFT);

    if (json_usually(p->key == ip_key(ip)))
        return json_kept_put(at, p->text, p->len, JSON_IP_MOST);
    return write_ip(at, j, p, ip);
}

__attribute__((noinline)) static char *
write_ends(char *at, struct json_side *side, const struct tl_ip4 *ip,
           const struct tl_judgement *now)
{
    const uint64_t addrs = load_host64(ip->src);
    const uint32_t ports = load_host32(now->seg->hdr);
    const bool seen =
        side->addrs == addrs && side->ports == ports && side->stream1 == 0;
    char *const from = at;

    at = json_put_connection(json_put_ip4_addrs(at, ip), now);
    side->ends_len =
        seen ? json_keep(side->ends_text, JSON_ENDS_MOST, from, at) : 0;
    side->addrs = addrs;
    side->ports = ports;
    side->stream1 = side->ends_len > 0 ? now->verdict.stream + 1 : 0;
    return at;
}

/* From "ip.src" to the value of "tcp.completeness". */
static inline char *put_ends(char *at, struct json_side *side,
                             const struct tl_ip4 *ip,
                             const struct tl_judgement *now)
{
    const uint64_t differ = (side->addrs ^ load_host64(ip->src)) |
                            (side->ports ^ load_host32(now->seg->hdr)) |
                            (side->stream1 ^ (now->verdict.stream + 1));

    if (json_usually(differ == 0) && json_usually(side->stream1 != 0))
        return json_kept_put(at, side->ends_text, side->ends_len,
                             JSON_ENDS_MOST);
    return write_ends(at, side, ip, now);
}

__attribute__((noinline)) static char *write_seq(char *at,
                                                 struct json_side *side,
                                                 const struct segment *seg,
                                                 const struct tl_verdict *v)
{
    const bool seen = side->seq_raw == seg->seq && side->completeness1 == 0;
    char *const from = at;

    at = json_put_seq(at, seg, v);
    side->seq_len =
        seen ? json_keep(side->seq_text, JSON_SEQ_MOST, from, at) : 0;
    side->seq_raw = seg->seq;
    side->seq = v->seq;
    side->len = v->len;
    side->next_seq = v->next_seq;
    side->completeness1 = side->seq_len > 0 ? v->completeness + 1U : 0;
    return at;
}

/* From the value of "completeness" to that of "nxtseq". */
static inline char *put_seq(char *at, struct json_side *side,
                            const struct segment *seg,
                            const struct tl_verdict *v)
{
    const uint32_t differ = (side->seq_raw ^ seg->seq) | (side->seq ^ v->seq) |
                            (side->len ^ v->len) |
                            (side->next_seq ^ v->next_seq) |
                            (side->completeness1 ^ (v->completeness + 1U));

    if (json_usually(differ == 0))
        return json_kept_put(at, side->seq_text, side->seq_len, JSON_SEQ_MOST);
    return write_seq(at, side, seg, v);
}

__attribute__((noinline)) static char *write_ack(char *at,
                                                 struct json_side *side,
                                                 const struct segment *seg,
                                                 const struct tl_verdict *v)
{
    const bool seen = side->ack_raw == seg->ack && side->ack == v->ack;
    char *const from = at;

    at = json_put_ack(at, seg, v);
    side->ack_len =
        seen ? json_keep(side->ack_text, JSON_ACK_MOST, from, at) : 0;
    side->ack_raw = seg->ack;
    side->ack = v->ack;
    return at;
}

/* "ack" and "ack_raw". */
static inline char *put_ack(char *at, struct json_side *side,
                            const struct segment *seg,
                            const struct tl_verdict *v)
{
    const uint32_t differ = (side->ack_raw ^ seg->ack) | (side->ack ^ v->ack);

    if (json_usually(differ == 0) && json_usually(side->ack_len > 0))
        return json_kept_put(at, side->ack_text, side->ack_len, JSON_ACK_MOST);
    return write_ack(at, side, seg, v);
}

/* Header length, flags and window, as they are, and the scaled window. */
static inline uint64_t window_key(const struct segment *seg,
                                  const struct tl_verdict *v)
{
    return (uint64_t)v->window << 32 | load_host32(seg->hdr + AT_FLAGS);
}

__attribute__((noinline)) static char *
write_window(char *at, const struct json *j, struct json_window *w,
             const struct segment *seg, const struct tl_verdict *v)
{
    const uint64_t key = window_key(seg, v);
    const bool seen = w->key == key && w->shift == JSON_NO_SHIFT;
    char *const from = at;

    at = JSON_KEY(json_put_window(at, j, seg, v), "checksum");
    w->len = seen ? json_keep(w->text, JSON_WINDOW_MOST, from, at) : 0;
    w->key = key;
    w->shift = w->len > 0 ? (uint8_t)v->window_shift : JSON_NO_SHIFT;
    return at;
}

/* From "hdr_len" to the value of "checksum". */
static inline char *put_window(char *at, const struct json *j,
                               const struct segment *seg,
                               const struct tl_verdict *v)
{
    const uint64_t key = window_key(seg, v);
    struct json_window *w = j->windows + json_place(key, 0, JSON_PIECE_SHIFT);
    const uint64_t differ =
        (w->key ^ key) | (uint64_t)(w->shift ^ (uint8_t)v->window_shift);

    if (json_usually(differ == 0))
        return json_kept_put(at, w->text, w->len, JSON_WINDOW_MOST);
    return write_window(at, j, w, seg, v);
}

__attribute__((noinline)) static char *
write_rest(char *at, const struct json *j, const struct tl_judgement *now)
{
    return JSON_KEY(json_put_rest(at, j, now), "time_relative");
}

__attribute__((noinline)) static char *
write_stamps(char *at, const struct json *j, struct json_stamps *s,
             const struct tl_judgement *now)
{
    const uint64_t key = load_host64(now->seg->hdr + AT_STAMPS);
    const bool seen = s->key == key;
    char *const from = at;

    at = write_rest(at, j, now);
    s->len = seen ? json_keep(s->text, JSON_STAMPS_MOST, from, at) : 0;
    s->key = key;
    return at;
}

/* From "checksum_status" to the value of "time_relative". */
static inline char *put_stamps(char *at, const struct json *j,
                               const struct tl_judgement *now)
{
    const uint32_t unusual = j->verify_checksums | !now->seg->plain |
                             (uint32_t)(now->seg->hdr_len ^ WITH_STAMPS);

    if (!json_usually(unusual == 0) ||
        !json_usually(load_be16(now->seg->hdr + AT_URGENT) == 0))
        return write_rest(at, j, now);
    const uint64_t key = load_host64(now->seg->hdr + AT_STAMPS);
    struct json_stamps *s = j->stamps + json_place(key, 0, JSON_PIECE_SHIFT);
    if (json_usually(s->key == key) && json_usually(s->len > 0))
        return json_kept_put(at, s->text, s->len, JSON_STAMPS_MOST);
    return write_stamps(at, j, s, now);
}

/* Of one that is there wholly, from the value of "completeness". */
static inline char *put_whole(char *at, const struct json *j,
                              struct json_side *side,
                              const struct tl_judgement *now)
{
    const struct segment *seg = now->seg;
    const struct tl_verdict *v = &now->verdict;

    at = put_seq(at, side, seg, v);
    at = put_ack(at, side, seg, v);
    at = put_window(at, j, seg, v);
    at = digits_u16(at, load_be16(seg->hdr + AT_CHECKSUM));
    at = put_stamps(at, j, now);
    at = json_span(at, v->time_relative);
    at = json_seconds(JSON_KEY(at, "time_delta"), v->time_delta);
    return json_usually(v->has_record) ? json_put_plain_analysis(at, v, side)
                                       : at;
}

char *json_put_plain(char *at, const struct json *j, const struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;
    const struct tl_ip4 *ip = &pkt->layers[IP].ip4;
    const struct tl_judgement *now = rec->judged;
    struct json_side *side = side_of(j, &now->verdict);

    at = put_front(at, j, pkt);
    at = put_ip(at, j, ip);
    at = put_ends(at, side, ip, now);
    if (!json_usually(now->verdict.judged == TL_JUDGED_WHOLLY) ||
        !json_usually(now->verdict.len_known))
        return json_put_segment(at, j, rec);
    at = put_whole(at, j, side, now);
    if (rec->diagnosis != NULL)
        at = json_put_diagnosis(at, rec->diagnosis);
    *at++ = '}';
    return at;
}
