/*
 * json_plain.c - a segment right in IPv4 right in Ethernet, as most are.
 *
 * What of its record was not kept of others (json_usual.h): written by those
 * who write any packet (json_headers.c, json_tcp.c), and kept when it comes for
 * the second time.
 */
#include "json_usual.h"

#include "protocols.h"

static char *put_protocols(char *at, uint16_t leaf)
{
    const char *name = NULL;

    at = DIGITS_LIT(at, ",\"protocols\":\"eth:ethertype:ip:tcp");
    if (leaf != USUAL_NO_LEAF)
        name = protocol_of((enum tl_leaf)leaf)->name;
    if (name == NULL)
        return at;
    *at++ = ':';
    return digits_mem(at, name, strlen(name));
}

char *json_write_front(char *at, const struct json *j, struct json_front *f,
                       const struct tl_packet *pkt)
{
    const struct usual_front_key k = usual_front_key(pkt);
    const struct tl_ip4 *ip = &pkt->layers[USUAL_IP].ip4;
    const bool seen = f->key[0] == k.part[0] && f->key[1] == ~k.part[1];
    char *const from = at;

    at = digits_u32(DIGITS_LIT(at, "\",\"len\":"), pkt->raw.wire_len);
    at = JSON_U32(at, "cap_len", pkt->raw.cap_len);
    at = put_protocols(at, (uint16_t)k.part[3]);
    at = json_put_plain_front(at, j, &pkt->layers[USUAL_ETHER].ether, ip);
    at = JSON_KEY(digits_u16(at, ip->total_len), "id");
    memcpy(f->key, k.part, sizeof(f->key));
    f->len = seen ? json_keep(f->text, JSON_FRONT_MOST, from, at) : 0;
    if (f->len == 0)
        f->key[1] = ~f->key[1];
    return at;
}

char *json_write_ip(char *at, const struct json *j, struct json_ip *p,
                    const struct tl_ip4 *ip)
{
    const uint64_t key = usual_ip_key(ip);
    const bool seen = p->key == ~key;
    char *const from = at;

    at = json_put_ip4_back(digits_u16(at, ip->id), j, ip);
    at = digits_u16(at, ip->checksum);
    p->len = seen ? json_keep(p->text, JSON_IP_MOST, from, at) : 0;
    p->key = p->len > 0 ? key : ~key;
    return at;
}

char *json_write_ends(char *at, struct json_side *side, const struct tl_ip4 *ip,
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

char *json_write_seq(char *at, struct json_side *side,
                     const struct segment *seg, const struct tl_verdict *v)
{
    char *const from = at;

    at = usual_numbers(at, seg, v);
    side->seq_len = json_keep(side->seq_text, JSON_SEQ_MOST, from, at);
    side->seq = v->seq;
    side->next_seq = v->next_seq;
    side->completeness1 = side->seq_len > 0 ? v->completeness + 1U : 0;
    return at;
}

char *json_write_ack(char *at, struct json_side *side,
                     const struct segment *seg, const struct tl_verdict *v)
{
    char *const from = at;

    at = usual_acked(at, seg, v);
    side->ack_len = json_keep(side->ack_text, JSON_ACK_MOST, from, at);
    return at;
}

char *json_write_window(char *at, const struct json *j, struct json_window *w,
                        const struct segment *seg, const struct tl_verdict *v)
{
    const uint64_t key = usual_window_key(seg, v);
    const bool seen = w->key == key && w->shift == JSON_NO_SHIFT;
    char *const from = at;

    at = JSON_KEY(json_put_window(at, j, seg, v), "checksum");
    w->len = seen ? json_keep(w->text, JSON_WINDOW_MOST, from, at) : 0;
    w->key = key;
    w->shift = w->len > 0 ? (uint8_t)v->window_shift : JSON_NO_SHIFT;
    return at;
}

char *json_write_rest(char *at, const struct json *j,
                      const struct tl_judgement *now)
{
    return JSON_KEY(json_put_rest(at, j, now), "time_relative");
}

char *json_write_stamps(char *at, const struct json *j, struct json_stamps *s,
                        const struct tl_judgement *now)
{
    const uint64_t key = usual_stamps_key(now->seg);
    const bool seen = s->key == key;
    char *const from = at;

    at = json_write_rest(at, j, now);
    s->len = seen ? json_keep(s->text, JSON_STAMPS_MOST, from, at) : 0;
    s->key = key;
    return at;
}
