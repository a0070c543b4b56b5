/*
 * json_headers.c - the link's and IP's objects.
 */
#include "json_parts.h"
#include "json_piece.h"
#include "json_write.h"

static char *put_mac(char *at, const uint8_t *p)
{
    *at++ = '"';
    at = digits_mac(at, p);
    *at++ = '"';
    return at;
}

static char *write_ether(char *at, const struct tl_ether *eth)
{
    at = DIGITS_LIT(at, ",\"eth\":");
    char *const open = at;
    at = put_mac(JSON_KEY(at, "dst"), eth->dst);
    at = put_mac(JSON_KEY(at, "src"), eth->src);
    /* IEEE 802.3: up to 1500 it is a length. */
    if (eth->type <= 1500)
        at = JSON_U32(at, "len", eth->type);
    else
        at = JSON_U32(at, "type", eth->type);
    return json_close(open, at);
}

/* All of its bits, in any order. */
static uint64_t mac_key(const uint8_t *p)
{
    uint32_t first;
    uint16_t last;

    memcpy(&first, p, sizeof(first));
    memcpy(&last, p + sizeof(first), sizeof(last));
    return (uint64_t)last << 32 | first;
}

static char *put_ether(const struct json *j, char *at,
                       const struct tl_ether *eth)
{
    enum { MOST = 80 };
    struct json_piece *p =
        json_piece_of(&j->pieces->ether, mac_key(eth->dst) << 16 | eth->type,
                      mac_key(eth->src));

    if (p->len == 0)
        json_piece_ends(p, write_ether(p->text, eth));
    return json_piece_put(at, p, MOST);
}

static char *put_sll(char *at, const struct tl_sll *sll)
{
    at = DIGITS_LIT(at, ",\"sll\":");
    char *const open = at;
    at = JSON_U32(at, "pkttype", sll->packet_type);
    at = JSON_U32(at, "hatype", sll->arphrd);
    at = JSON_U32(at, "halen", sll->addr_len);
    at = json_hex(JSON_KEY(at, "src"), sll->addr,
                  sll->addr_len < 8 ? sll->addr_len : 8);
    at = JSON_U32(at, "etype", sll->protocol);
    return json_close(open, at);
}

static char *put_vlan(char *at, const struct tl_vlan *vlan)
{
    char *const open = at;

    at = JSON_U32(at, "priority", vlan->tci >> 13);
    at = JSON_U32(at, "dei", vlan->tci >> 12 & 1U);
    at = JSON_U32(at, "id", vlan->tci & 0xfff);
    at = JSON_U32(at, "etype", vlan->type);
    return json_close(open, at);
}

static bool is_vlan(const struct tl_layer *l)
{
    return l->kind == TL_VLAN && l->end == TL_WHOLE;
}

/* Outermost first. */
static char *put_vlans(char *at, const struct tl_packet *pkt, unsigned first)
{
    at = DIGITS_LIT(at, ",\"vlan\":");
    char *const open = at;
    for (unsigned i = first; i < pkt->n_layers; i++) {
        if (!is_vlan(&pkt->layers[i]))
            continue;
        *at++ = ',';
        at = put_vlan(at, &pkt->layers[i].vlan);
    }
    *open = '[';
    *at++ = ']';
    return at;
}

static char *put_link(const struct json *j, char *at,
                      const struct tl_packet *pkt)
{
    bool ether = false, vlan = false;

    for (unsigned i = 0; i < pkt->n_layers; i++) {
        const struct tl_layer *l = &pkt->layers[i];
        if (l->kind == TL_IPV4 || l->kind == TL_IPV6)
            break;
        if (l->end != TL_WHOLE)
            continue;
        if (l->kind == TL_ETHER && !ether)
            at = put_ether(j, at, &l->ether);
        else if (l->kind == TL_SLL || l->kind == TL_SLL2)
            at = put_sll(at, &l->sll);
        else if (l->kind == TL_VLAN && !vlan)
            at = put_vlans(at, pkt, i);
        ether |= l->kind == TL_ETHER;
        vlan |= l->kind == TL_VLAN;
    }
    return at;
}

/* Up to the value of "len". */
static char *write_ip4_front(char *at, const struct tl_ip4 *ip)
{
    at = digits_u32(DIGITS_LIT(at, ",\"ip\":{\"version\":"), ip->version);
    at = JSON_U32(at, "hdr_len", ip->hdr_len);
    at = JSON_U32(at, "dsfield", ip->tos);
    at = JSON_U32(at, "dsfield_dscp", ip->tos >> 2);
    at = JSON_U32(at, "dsfield_ecn", ip->tos & 3U);
    return JSON_KEY(at, "len");
}

/* As it was written for this key before. */
static inline char *put_ip4_part(char *at, struct json_piece_table *t,
                                 uint64_t key0, uint64_t key1,
                                 char *(*write)(char *, const struct tl_ip4 *),
                                 const struct tl_ip4 *ip)
{
    enum { MOST = 112 };
    struct json_piece *p = json_piece_of(t, key0, key1);

    if (p->len == 0)
        json_piece_ends(p, write(p->text, ip));
    return json_piece_put(at, p, MOST);
}

static char *put_ip4_front(const struct json *j, char *at,
                           const struct tl_ip4 *ip)
{
    const uint64_t key =
        (uint64_t)ip->version << 16 | (uint64_t)ip->hdr_len << 8 | ip->tos;

    return put_ip4_part(at, &j->pieces->ip4_front, key, 0, write_ip4_front, ip);
}

/* Up to the value of "checksum". */
static char *write_ip4_back(char *at, const struct tl_ip4 *ip)
{
    at = JSON_U32(at, "flags", ip->frag >> 13);
    at = JSON_BOOL(at, "flags_df", (ip->frag & TL_IP4_DF) != 0);
    at = JSON_BOOL(at, "flags_mf", (ip->frag & TL_IP4_MF) != 0);
    at = JSON_U32(at, "frag_offset", ip->frag & TL_IP4_OFFSET);
    at = JSON_U32(at, "ttl", ip->ttl);
    at = JSON_U32(at, "proto", ip->proto);
    return JSON_KEY(at, "checksum");
}

char *json_put_ip4_back(char *at, const struct json *j, const struct tl_ip4 *ip)
{
    const uint64_t key =
        (uint64_t)ip->frag << 16 | (uint64_t)ip->ttl << 8 | ip->proto;

    return put_ip4_part(at, &j->pieces->ip4_back, key, 0, write_ip4_back, ip);
}

char *json_put_ip4_addrs(char *at, const struct tl_ip4 *ip)
{
    at = digits_ip4(DIGITS_LIT(at, ",\"src\":\""), ip->src);
    at = digits_ip4(DIGITS_LIT(at, "\",\"dst\":\""), ip->dst);
    return DIGITS_LIT(at, "\"}");
}

static char *put_ip4_addrs(const struct json *j, char *at,
                           const struct tl_ip4 *ip)
{
    uint32_t src, dst;

    memcpy(&src, ip->src, sizeof(src));
    memcpy(&dst, ip->dst, sizeof(dst));
    return put_ip4_part(at, &j->pieces->ip4_addrs, src, dst, json_put_ip4_addrs,
                        ip);
}

/* From the value of "len" to that of "checksum". */
__attribute__((always_inline)) static inline char *
put_ip4_numbers(char *at, const struct json *j, const struct tl_ip4 *ip)
{
    at = digits_u16(at, ip->total_len);
    at = digits_u16(JSON_KEY(at, "id"), ip->id);
    return digits_u16(json_put_ip4_back(at, j, ip), ip->checksum);
}

static char *put_ip4(const struct json *j, char *at, const struct tl_ip4 *ip)
{
    at = put_ip4_numbers(put_ip4_front(j, at, ip), j, ip);
    return put_ip4_addrs(j, at, ip);
}

/* text_ip6() appends to a text; what is written so far goes there first. */
static char *put_ip6_addr(char *at, struct text *out, const uint8_t *addr)
{
    out->at = at;
    text_ip6(out, addr);
    return out->at;
}

static char *put_ip6(char *at, struct text *out, const struct tl_ip6 *ip)
{
    at = DIGITS_LIT(at, ",\"ipv6\":");
    char *const open = at;
    at = JSON_U32(at, "version", ip->version);
    at = JSON_U32(at, "tclass", ip->traffic_class);
    at = JSON_U32(at, "tclass_dscp", ip->traffic_class >> 2);
    at = JSON_U32(at, "tclass_ecn", ip->traffic_class & 3U);
    at = JSON_U32(at, "flow", ip->flow_label);
    at = JSON_U32(at, "plen", ip->payload_len);
    at = JSON_U32(at, "nxt", ip->next_header);
    at = JSON_U32(at, "hlim", ip->hop_limit);
    at = put_ip6_addr(DIGITS_LIT(at, ",\"src\":\""), out, ip->src);
    at = put_ip6_addr(DIGITS_LIT(at, "\",\"dst\":\""), out, ip->dst);
    *at++ = '"';
    return json_close(open, at);
}

const struct tl_layer *json_ip_layer(const struct record *rec)
{
    const struct tl_packet *pkt =
        rec->judged != NULL ? rec->judged->found_in : rec->pkt;
    unsigned i = pkt->n_layers;

    if (pkt->tcp_layer != TL_NO_LAYER)
        i = pkt->layers[pkt->tcp_layer].ip + 1U;
    while (i-- > 0) {
        const struct tl_layer *l = &pkt->layers[i];
        if ((l->kind == TL_IPV4 || l->kind == TL_IPV6) && l->end == TL_WHOLE)
            return l;
    }
    return NULL;
}

char *json_put_headers(char *at, const struct json *j, const struct record *rec,
                       const struct tl_layer *ip, struct text *out)
{
    at = put_link(j, at, rec->pkt);
    if (ip == NULL)
        return at;
    return ip->kind == TL_IPV4 ? put_ip4(j, at, &ip->ip4)
                               : put_ip6(at, out, &ip->ip6);
}

char *json_put_plain_front(char *at, const struct json *j,
                           const struct tl_ether *eth, const struct tl_ip4 *ip)
{
    enum { MOST = 176 };
    struct json_piece *p = json_piece_of(
        &j->pieces->plain_front, mac_key(eth->dst) << 16 | eth->type,
        mac_key(eth->src) << 16 | (uint64_t)ip->hdr_len << 8 | ip->tos);

    if (p->len == 0) {
        char *end = write_ether(DIGITS_LIT(p->text, "\"}"), eth);
        json_piece_ends(p, write_ip4_front(end, ip));
    }
    return json_piece_put(at, p, MOST);
}
