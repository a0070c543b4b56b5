/*
 * json.c - a packet as one JSON object: frame, link and IP.
 */
#include "json.h"

#include "bytes.h"
#include "json_layers.h"
#include "json_parts.h"
#include "json_piece.h"
#include "json_write.h"
#include "notes.h"

/*
 * Room for everything but strings of the packet's own: TL_MAX_LAYERS VLAN
 * tags are what may add up.
 */
enum {
    RECORD_ROOM = 128 * TL_MAX_LAYERS,
    SECONDS_A_DAY = 86400,
    PROTOCOLS_MOST = 48, /* of those that are written only once */
};

static char *put_padded(char *at, unsigned v, unsigned width)
{
    for (unsigned i = width; i-- > 0; v /= 10)
        at[i] = (char)('0' + v % 10);
    return at + width;
}

/*
 * "2023-11-14" of a day counted from 1970-01-01, by the proleptic Gregorian
 * calendar: years are counted from March, so that the leap day is their last.
 */
static char *put_day(char *at, int64_t day)
{
    const int64_t from_march_0 = day + 719468;
    const int64_t era =
        (from_march_0 >= 0 ? from_march_0 : from_march_0 - 146096) / 146097;
    const unsigned in_era = (unsigned)(from_march_0 - era * 146097);
    const unsigned year_of_era =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const unsigned in_year =
        in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned m = (5 * in_year + 2) / 153;
    const int64_t year = (int64_t)year_of_era + era * 400 + (m >= 10);

    if (year < 0)
        *at++ = '-';
    at = put_padded(at, (unsigned)(year < 0 ? -year : year), 4);
    *at++ = '-';
    at = put_padded(at, m < 10 ? m + 3 : m - 9, 2);
    *at++ = '-';
    return put_padded(at, in_year - (153 * m + 2) / 5 + 1, 2);
}

/* Of a packet, but for the nanoseconds. */
static void set_times(struct json *j, int64_t sec)
{
    const uint64_t size = sec < 0 ? 0 - (uint64_t)sec : (uint64_t)sec;
    char *at =
        digits_mem(DIGITS_LIT(j->times, ",\"time\":\""), j->date, j->date_len);

    *at++ = '.';
    j->times_len = (unsigned)(at - j->times);
    at = DIGITS_LIT(j->epoch, "Z\",\"time_epoch\":\"");
    if (sec < 0)
        *at++ = '-';
    at = digits_u64(at, size);
    *at++ = '.';
    j->epoch_len = (unsigned)(at - j->epoch);
}

/* Years of five digits do not come in savefiles: seconds are 32 bits wide. */
static void set_date(struct json *j, int64_t sec)
{
    int64_t day = sec / SECONDS_A_DAY;
    int64_t rest = sec % SECONDS_A_DAY;

    if (rest < 0) {
        rest += SECONDS_A_DAY;
        day--;
    }
    char *at = put_day(j->date, day);
    *at++ = 'T';
    at = put_padded(at, (unsigned)rest / 3600, 2);
    *at++ = ':';
    at = put_padded(at, (unsigned)rest / 60 % 60, 2);
    *at++ = ':';
    at = put_padded(at, (unsigned)rest % 60, 2);
    j->date_len = (unsigned)(at - j->date);
    j->date_sec = sec;
    j->have_date = true;
    set_times(j, sec);
}

/* A time stamp with its nanoseconds within the second. */
struct moment {
    int64_t sec;
    uint32_t nanosec;
};

static struct moment moment_of(int64_t sec, int64_t nanosec)
{
    int64_t rest = nanosec % TL_BILLION;

    /* At the end of 64-bit seconds a second goes round: dates do as well. */
    sec = (int64_t)((uint64_t)sec + (uint64_t)(nanosec / TL_BILLION));
    if (rest < 0) {
        rest += TL_BILLION;
        sec = (int64_t)((uint64_t)sec - 1);
    }
    return (struct moment){sec, (uint32_t)rest};
}

static void know_date(struct json *j, int64_t sec)
{
    if (!j->have_date || j->date_sec != sec)
        set_date(j, sec);
}

char *json_put_date(struct json *j, char *at, int64_t ns)
{
    const struct moment t = moment_of(0, ns);

    know_date(j, t.sec);
    at = digits_mem(at, j->date, j->date_len);
    *at++ = '.';
    at = digits_nine(at, t.nanosec);
    *at++ = 'Z';
    return at;
}

/* Copied by a fixed length, which is a few stores; RECORD_ROOM has room. */
static char *put_prepared(char *at, const char *text, size_t size, unsigned len)
{
    memcpy(at, text, size);
    return at + len;
}

static char *put_times(struct json *j, char *at, const struct record *rec)
{
    const struct tl_stamp when = rec->pkt->raw.time;
    const struct moment t = moment_of(when.sec, tl_stamp_part(when));

    know_date(j, t.sec);
    at = put_prepared(at, j->times, sizeof(j->times), j->times_len);
    at = digits_nine(at, t.nanosec);
    at = put_prepared(at, j->epoch, sizeof(j->epoch), j->epoch_len);
    /* Made twice: what was just written piece by piece is slow to read. */
    at = digits_nine(at, t.nanosec);
    *at++ = '"';
    return at;
}

static char *put_direction(char *at, unsigned packet_type)
{
    enum { TO_US = 0, FROM_US = 4 };

    if (packet_type == FROM_US)
        return DIGITS_LIT(at, ",\"direction\":\"out\"");
    return packet_type == TO_US ? DIGITS_LIT(at, ",\"direction\":\"in\"") : at;
}

/* What the capture, or a cooked header, says of interface and direction. */
static char *put_interface(char *at, const struct tl_packet *pkt)
{
    const struct tl_layer *l = &pkt->layers[0];
    const struct tl_via *via = pkt->raw.via;

    if (via != NULL)
        return put_direction(JSON_U32(at, "interface_id", via->ifindex),
                             via->packet_type);
    if (pkt->n_layers == 0 || l->end != TL_WHOLE ||
        (l->kind != TL_SLL && l->kind != TL_SLL2))
        return at;
    if (l->kind == TL_SLL2)
        at = JSON_U32(at, "interface_id", l->sll.ifindex);
    return put_direction(at, l->sll.packet_type);
}

/* The protocols are those of the layers' kinds, but for leaves. */
static bool kinds_of(const struct tl_packet *pkt, uint64_t *kinds)
{
    *kinds = 0;
    if (pkt->n_layers > sizeof(*kinds))
        return false;
    for (unsigned i = 0; i < pkt->n_layers; i++) {
        if (pkt->layers[i].kind == TL_LEAF)
            return false;
        *kinds = *kinds << 8 | pkt->layers[i].kind;
    }
    return true;
}

static void write_protocols(struct json_piece *p, const struct tl_packet *pkt,
                            struct text *out)
{
    const size_t from = text_len(out);

    json_put_protocols(pkt, out);
    const size_t n = text_len(out) - from;
    if (p == NULL || n > PROTOCOLS_MOST)
        return;
    memcpy(p->text, out->start + from, n);
    json_piece_ends(p, p->text + n);
}

static char *put_protocols(const struct json *j, char *at,
                           const struct tl_packet *pkt, struct text *out)
{
    struct json_piece *p = NULL;
    uint64_t kinds;

    if (kinds_of(pkt, &kinds))
        p = json_piece_of(&j->pieces->protocols, kinds, 0);
    if (p != NULL && p->len > 0)
        return json_piece_put(at, p, PROTOCOLS_MOST);
    out->at = at;
    write_protocols(p, pkt, out);
    return out->at;
}

static char *put_frame(struct json *j, char *at, const struct record *rec,
                       struct text *out)
{
    const struct tl_raw *raw = &rec->pkt->raw;

    at = DIGITS_LIT(at, ",\"frame\":");
    char *const open = at;
    at = digits_u64(JSON_KEY(at, "number"), raw->number);
    at = put_times(j, at, rec);
    at = JSON_U32(at, "len", raw->wire_len);
    at = JSON_U32(at, "cap_len", raw->cap_len);
    at = DIGITS_LIT(at, ",\"protocols\":\"");
    at = put_protocols(j, at, rec->pkt, out);
    *at++ = '"';
    at = put_interface(at, rec->pkt);
    return json_close(open, at);
}

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

static uint64_t load_mac(const uint8_t *p)
{
    return (uint64_t)load_be32(p) << 16 | load_be16(p + 4);
}

static char *put_ether(const struct json *j, char *at,
                       const struct tl_ether *eth)
{
    enum { MOST = 80 };
    struct json_piece *p =
        json_piece_of(&j->pieces->ether, load_mac(eth->dst) << 16 | eth->type,
                      load_mac(eth->src));

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

static char *put_ip4_front(const struct json *j, char *at,
                           const struct tl_ip4 *ip)
{
    enum { MOST = 96 };
    const uint64_t key =
        (uint64_t)ip->version << 16 | (uint64_t)ip->hdr_len << 8 | ip->tos;
    struct json_piece *p = json_piece_of(&j->pieces->ip4_front, key, 0);

    if (p->len == 0)
        json_piece_ends(p, write_ip4_front(p->text, ip));
    return json_piece_put(at, p, MOST);
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

static char *put_ip4_back(const struct json *j, char *at,
                          const struct tl_ip4 *ip)
{
    enum { MOST = 112 };
    const uint64_t key =
        (uint64_t)ip->frag << 16 | (uint64_t)ip->ttl << 8 | ip->proto;
    struct json_piece *p = json_piece_of(&j->pieces->ip4_back, key, 0);

    if (p->len == 0)
        json_piece_ends(p, write_ip4_back(p->text, ip));
    return json_piece_put(at, p, MOST);
}

static char *write_ip4_addrs(char *at, const struct tl_ip4 *ip)
{
    at = digits_ip4(DIGITS_LIT(at, ",\"src\":\""), ip->src);
    at = digits_ip4(DIGITS_LIT(at, "\",\"dst\":\""), ip->dst);
    return DIGITS_LIT(at, "\"}");
}

static char *put_ip4_addrs(const struct json *j, char *at,
                           const struct tl_ip4 *ip)
{
    enum { MOST = 64 };
    uint32_t src, dst;

    memcpy(&src, ip->src, sizeof(src));
    memcpy(&dst, ip->dst, sizeof(dst));
    struct json_piece *p = json_piece_of(&j->pieces->ip4_addrs, src, dst);
    if (p->len == 0)
        json_piece_ends(p, write_ip4_addrs(p->text, ip));
    return json_piece_put(at, p, MOST);
}

static char *put_ip4(const struct json *j, char *at, const struct tl_ip4 *ip)
{
    at = digits_u32(put_ip4_front(j, at, ip), ip->total_len);
    at = JSON_U32(at, "id", ip->id);
    at = digits_u32(put_ip4_back(j, at, ip), ip->checksum);
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

/* The IP header around the segment; without one, the innermost. */
static const struct tl_layer *ip_layer(const struct tl_packet *pkt)
{
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

/* The names of what --explain says. */
static void put_notes(const struct tl_explanation *e, struct text *out)
{
    const char *before = ",\"explain\":[\"";

    for (enum tl_note note = 0; note < TL_NOTES; note++) {
        if (!tl_note_has(e, note))
            continue;
        text_str(out, before);
        text_str(out, note_name(note));
        before = "\",\"";
    }
    if (before[0] == '"')
        TEXT_LIT(out, "\"]");
}

void json_record(struct json *j, const struct record *rec,
                 const struct text *info, struct text *out)
{
    const struct tl_packet *inner =
        rec->judged != NULL ? rec->judged->found_in : rec->pkt;
    const struct tl_layer *ip = ip_layer(inner);
    char *at = text_reserve(out, RECORD_ROOM);

    if (at == NULL)
        return;
    const size_t open = text_len(out);
    at = put_frame(j, at, rec, out);
    at = put_link(j, at, rec->pkt);
    if (ip != NULL)
        at = ip->kind == TL_IPV4 ? put_ip4(j, at, &ip->ip4)
                                 : put_ip6(at, out, &ip->ip6);
    out->at = json_put_tcp(at, j, rec);
    json_put_layers(j->layers, rec, ip, out);
    if (rec->tls != NULL)
        json_put_tls(rec->tls, out);
    if (rec->explanation != NULL)
        put_notes(rec->explanation, out);
    if (text_len(info) > 0) {
        TEXT_LIT(out, ",\"info\":");
        json_string(out, info->start, text_len(info));
    }
    out->start[open] = '{';
    TEXT_LIT(out, "}\n");
}
