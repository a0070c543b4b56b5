/*
 * segment.h - a TCP segment as the analysis sees it.
 *
 * The line follows tcpdump; the analysis follows Wireshark, which reads the
 * same header under other rules: a segment is as long as the wire carried it,
 * options move on by their declared length, and 16 captured bytes are enough
 * to take part.
 */
#ifndef TCPLINE_DECODE_SEGMENT_H
#define TCPLINE_DECODE_SEGMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "bytes.h"
#include "fragment.h"
#include "tcpline/packet.h"

enum {
    SEGMENT_MIN_CAP = 16,
    SEGMENT_HEADER = 20,
    SEGMENT_FLAGS = 12,
    SEGMENT_SACK_BLOCKS = 4, /* a header has room for no more */
    SEGMENT_PLAIN_IP = 1,    /* the layer behind Ethernet, see plain_tcp */
};

struct sack_block {
    uint32_t left, right;
};

struct segment {
    const uint8_t *src, *dst; /* addresses of the IP layer around it */
    bool ip4;
    const uint8_t *hdr; /* its first hdr_cap bytes, options included */
    int64_t time;       /* nanoseconds since 1970 */
    uint64_t frame;
    /* Not in the order of struct tl_tcp: what is copied would be copied by one
       load, which waits for the stores that decoding made one by one. */
    uint32_t ack, seq;
    uint32_t len; /* of the payload; valid when len_known */
    uint16_t dport, sport;
    uint16_t flags; /* twelve bits: the three reserved ones and AE on top */
    uint16_t window;
    uint8_t hdr_len; /* as declared, which may be below 20 */
    uint8_t hdr_cap; /* captured bytes of it, at least SEGMENT_MIN_CAP */
    /* These are the same in nearly every segment: one store. */
    bool len_known; /* false when quoted, cut apart or contradictory */
    bool options_cut;
    bool plain;      /* all its header is there, time stamps its only option */
    bool sack_short; /* a SACK option without one whole block */
    bool has_window_shift;
    uint8_t n_sack;
    uint8_t window_shift; /* at most 14 */
    struct sack_block sack[SEGMENT_SACK_BLOCKS];
};

/*
 * The segment of `pkt`, at `time`. False when there is none that counts. Of
 * fragments only a first one has, if it was cut: it cannot be put together.
 */
bool segment_of(const struct tl_packet *pkt, int64_t time, struct segment *out);

/*
 * Whether what decoding has read of `pkt` is all there is to its segment, as
 * it is of nearly every packet: segment_of_plain() answers what segment_of()
 * would.
 */
static inline bool segment_is_plain(const struct tl_packet *pkt)
{
    const struct tl_tcp *tcp = &pkt->tcp;

    return pkt->plain_tcp && tcp->end == TL_TCP_WHOLE &&
           (tcp->usual_options || tcp->hdr_len == SEGMENT_HEADER);
}

/* Of a packet that is plain; inline, for who needs few of its fields. */
static inline void segment_of_plain(const struct tl_packet *pkt, int64_t time,
                                    struct segment *out)
{
    enum { LONGEST = 60 };
    const struct tl_tcp *tcp = &pkt->tcp;
    const struct tl_layer *ip = &pkt->layers[SEGMENT_PLAIN_IP];

    out->ip4 = ip->kind == TL_IPV4;
    out->src = out->ip4 ? ip->ip4.src : ip->ip6.src;
    out->dst = out->ip4 ? ip->ip4.dst : ip->ip6.dst;
    out->hdr = tcp->hdr;
    out->time = time;
    out->frame = pkt->raw.number;
    out->seq = tcp->seq;
    out->ack = tcp->ack;
    out->len = tcp->data_len;
    out->sport = tcp->sport;
    out->dport = tcp->dport;
    /* As sent: of the two fields one load would be made, which waits. */
    out->flags = load_be16(tcp->hdr + SEGMENT_FLAGS) & 0x0fff;
    out->window = tcp->window;
    out->hdr_len = tcp->hdr_len;
    out->hdr_cap = (uint8_t)(tcp->seg_cap < LONGEST ? tcp->seg_cap : LONGEST);
    out->len_known = true;
    out->options_cut = false;
    out->plain = true;
    out->sack_short = false;
    out->has_window_shift = false;
    out->n_sack = 0;
}

/*
 * The segment of which `pkt` carries the last missing fragment: `len` bytes
 * with this header, of which as much as fits is at `hdr`.
 */
bool segment_of_fragments(const struct tl_packet *pkt, int64_t time,
                          const struct fragment *last, const uint8_t *hdr,
                          uint32_t len, struct segment *out);

/*
 * Reads the header at `hdr`, of which `cap` bytes are captured, of a segment
 * of `seg_len` bytes. Fills all but the addresses, time and frame.
 */
bool segment_read(const uint8_t *hdr, uint32_t cap, uint32_t seg_len,
                  struct segment *out);

/* One option as Wireshark walks them; `data` has `len` - 2 bytes. */
struct segment_option {
    uint8_t kind;
    uint8_t len;
    const uint8_t *data;
};

/* The option at `*at` (20 at first), moving it on; false at the end. */
bool segment_option_next(const struct segment *s, uint32_t *at,
                         struct segment_option *out);

#endif
