/*
 * segment.c - a TCP segment as the analysis sees it.
 */
#include "segment.h"

#include "bytes.h"

enum {
    OPT_EOL = 0,
    OPT_NOP = 1,
    OPT_WINDOW_SCALE = 3, /* RFC 7323 */
    OPT_SACK = 5,         /* RFC 2018 */
    MAX_SHIFT = 14,
    SACK_BLOCK = 8,
};

bool segment_option_next(const struct segment *s, uint32_t *at,
                         struct segment_option *out)
{
    const uint32_t end = s->hdr_len < s->hdr_cap ? s->hdr_len : s->hdr_cap;

    if (*at >= end)
        return false;
    out->kind = s->hdr[*at];
    out->data = s->hdr + *at + 2;
    out->len = 1;
    if (out->kind == OPT_EOL || out->kind == OPT_NOP) {
        *at = out->kind == OPT_EOL ? end : *at + 1;
        return true;
    }
    if (*at + 1 >= end)
        return false;
    out->len = s->hdr[*at + 1];
    if (out->len < 2 || *at + out->len > end)
        return false;
    *at += out->len;
    return true;
}

static void read_sack(struct segment *s, const struct segment_option *opt)
{
    const uint8_t *p = opt->data;

    s->sack_short |= opt->len - 2 < SACK_BLOCK;
    for (int left = opt->len - 2; left >= SACK_BLOCK; left -= SACK_BLOCK) {
        if (s->n_sack == SEGMENT_SACK_BLOCKS)
            return;
        s->sack[s->n_sack++] =
            (struct sack_block){load_be32(p), load_be32(p + 4)};
        p += SACK_BLOCK;
    }
}

/* No options, or two NOPs and the time stamps, as most segments have them. */
static bool is_plain(const struct segment *s)
{
    enum { USUAL = 32 };

    if (s->hdr_len > s->hdr_cap)
        return false;
    return s->hdr_len == USUAL
               ? load_be32(s->hdr + SEGMENT_HEADER) == 0x0101080a
               : s->hdr_len == SEGMENT_HEADER;
}

static void read_options(struct segment *s)
{
    struct segment_option opt;
    uint32_t at = SEGMENT_HEADER;

    while (segment_option_next(s, &at, &opt)) {
        if (opt.kind == OPT_WINDOW_SCALE && opt.len == 3) {
            s->has_window_shift = true;
            s->window_shift = opt.data[0] > MAX_SHIFT ? MAX_SHIFT : opt.data[0];
        } else if (opt.kind == OPT_SACK) {
            read_sack(s, &opt);
        }
    }
}

static inline bool read_header(const uint8_t *hdr, uint32_t cap,
                               uint32_t seg_len, struct segment *out)
{
    if (cap < SEGMENT_MIN_CAP)
        return false;
    out->hdr = hdr;
    out->sport = load_be16(hdr);
    out->dport = load_be16(hdr + 2);
    out->seq = load_be32(hdr + 4);
    out->ack = load_be32(hdr + 8);
    out->hdr_len = (uint8_t)((hdr[12] >> 4) * 4);
    out->flags = load_be16(hdr + SEGMENT_FLAGS) & 0x0fff;
    out->window = load_be16(hdr + 14);
    out->hdr_cap = (uint8_t)(cap < 60 ? cap : 60);
    out->len_known = out->hdr_len <= seg_len;
    out->len = seg_len - out->hdr_len;
    out->options_cut = out->hdr_len > out->hdr_cap;
    out->has_window_shift = false;
    out->sack_short = false;
    out->n_sack = 0;
    out->plain = is_plain(out);
    if (out->hdr_len > SEGMENT_HEADER && !out->plain)
        read_options(out);
    return true;
}

bool segment_read(const uint8_t *hdr, uint32_t cap, uint32_t seg_len,
                  struct segment *out)
{
    return read_header(hdr, cap, seg_len, out);
}

/*
 * Of the ICMP messages that quote a packet, these make Wireshark look into
 * the connection it belongs to; a redirect does not.
 */
static bool quote_counts(const struct tl_packet *pkt, const struct tl_layer *ip)
{
    const struct tl_layer *icmp = ip - 1;

    if (ip == pkt->layers)
        return false;
    if (icmp->kind == TL_ICMP6)
        return icmp->icmp.type >= 1 && icmp->icmp.type <= 4;
    return icmp->kind == TL_ICMP &&
           (icmp->icmp.type == 3 || icmp->icmp.type == 4 ||
            icmp->icmp.type == 11 || icmp->icmp.type == 12);
}

static void set_place(struct segment *s, const struct tl_packet *pkt,
                      int64_t time, const struct tl_layer *ip)
{
    s->ip4 = ip->kind == TL_IPV4;
    s->src = s->ip4 ? ip->ip4.src : ip->ip6.src;
    s->dst = s->ip4 ? ip->ip4.dst : ip->ip6.dst;
    s->time = time;
    s->frame = pkt->raw.number;
}

/*
 * A total length of 0 is how a host's own capture sees what its network
 * adapter is yet to cut into segments: all that the carrier has.
 */
__attribute__((noinline)) static bool
segment_of_offload(const struct tl_packet *pkt, int64_t time,
                   struct segment *out)
{
    enum { PROTO_TCP = 6 };

    if (pkt->n_layers == 0)
        return false;
    const struct tl_layer *l = &pkt->layers[pkt->n_layers - 1];
    const struct tl_ip4 *ip = &l->ip4;
    if (l->kind != TL_IPV4 || l->depth != 0 || ip->fault != TL_IP4_TOTAL_LEN ||
        ip->total_len != 0 || ip->proto != PROTO_TCP ||
        (ip->frag & ~TL_IP4_DF) != 0 || l->cap < ip->hdr_len)
        return false;
    if (!segment_read(tl_layer_bytes(pkt, l) + ip->hdr_len,
                      l->cap - ip->hdr_len, l->len - ip->hdr_len, out))
        return false;
    set_place(out, pkt, time, l);
    return true;
}

/*
 * Of the layer `l`, which an ICMP error quotes or fragments carry. Apart, so
 * that what is usual needs no room for it.
 */
__attribute__((noinline)) static bool
segment_of_odd(const struct tl_packet *pkt, int64_t time,
               const struct tl_layer *l, struct segment *out)
{
    const struct tl_tcp *tcp = &pkt->tcp;
    const struct tl_layer *ip = &pkt->layers[l->ip];
    const bool quoted = l->depth != 0;
    struct fragment piece;

    const uint32_t missing =
        ip->kind == TL_IPV4 ? ip->ip4.missing : ip->ip6.missing;
    if (quoted && !quote_counts(pkt, ip))
        return false;
    const bool in_pieces = !quoted && fragment_of(pkt, &piece);
    if (in_pieces && !piece.cut)
        return false;
    if (!segment_read(tcp->hdr, tcp->seg_cap,
                      tcp->seg_len > missing ? tcp->seg_len - missing : 0, out))
        return false;
    out->len_known = out->len_known && !quoted && !in_pieces;
    set_place(out, pkt, time, ip);
    return true;
}

/* Whole and no fragment: right behind IPv6's header there is no other one. */
static bool is_usual(const struct tl_layer *l, const struct tl_layer *ip)
{
    if (l->depth != 0)
        return false;
    return ip->kind == TL_IPV4
               ? ip->ip4.missing == 0 &&
                     (ip->ip4.frag & (TL_IP4_MF | TL_IP4_OFFSET)) == 0
               : ip == l - 1 && ip->ip6.missing == 0;
}

bool segment_of(const struct tl_packet *pkt, int64_t time, struct segment *out)
{
    if (pkt->tcp_layer == TL_NO_LAYER)
        return segment_of_offload(pkt, time, out);
    const struct tl_tcp *tcp = &pkt->tcp;
    const struct tl_layer *l = &pkt->layers[pkt->tcp_layer];
    const struct tl_layer *ip = &pkt->layers[l->ip];

    if (!is_usual(l, ip))
        return segment_of_odd(pkt, time, l, out);
    if (!read_header(tcp->hdr, tcp->seg_cap, tcp->seg_len, out))
        return false;
    set_place(out, pkt, time, ip);
    return true;
}

bool segment_of_fragments(const struct tl_packet *pkt, int64_t time,
                          const struct fragment *last, const uint8_t *hdr,
                          uint32_t len, struct segment *out)
{
    enum { LONGEST_HEADER = 60 };

    if (!segment_read(hdr, len < LONGEST_HEADER ? len : LONGEST_HEADER, len,
                      out))
        return false;
    out->ip4 = last->ip4;
    out->src = last->src;
    out->dst = last->dst;
    out->time = time;
    out->frame = pkt->raw.number;
    return true;
}
