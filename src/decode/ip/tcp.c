/*
 * tcp.c - the TCP header (RFC 9293 section 3.1).
 */
#include "walk.h"

enum { TCP_PORTS = 4, TCP_MIN_HDR = 20 };

static void read_fields(struct tl_tcp *tcp, const uint8_t *p)
{
    tcp->seq = load_be32(p + 4);
    tcp->ack = load_be32(p + 8);
    tcp->hdr_len = (uint8_t)((p[12] >> 4) * 4);
    tcp->reserved = p[12] & 15;
    tcp->flags = p[13];
    tcp->window = load_be16(p + 14);
    tcp->checksum = load_be16(p + 16);
    tcp->urgent = load_be16(p + 18);
    tcp->data_len = tcp->seg_len - tcp->hdr_len;
}

static enum tl_tcp_end header_end(const struct tl_tcp *tcp)
{
    if (tcp->hdr_len < TCP_MIN_HDR)
        return TL_TCP_HLEN_SHORT;
    if (tcp->hdr_len > tcp->seg_len)
        return TL_TCP_HLEN_LONG;
    return TL_TCP_WHOLE;
}

/* Apart: segments that carry nothing need no frame for it. */
__attribute__((noinline)) static void find_payload(struct walk *w,
                                                   const struct tl_tcp *tcp)
{
    bytes_advance(&w->rest, tcp->hdr_len);
    w->next = next_of_tcp(w->pkt->raw.type, tcp->sport, tcp->dport);
}

void decode_tcp(struct walk *w, struct tl_layer *l)
{
    struct tl_tcp *tcp = &w->pkt->tcp;

    (void)l;
    w->next = TL_NONE;
    w->pkt->tcp_layer = (uint8_t)(w->pkt->n_layers - 1);
    tcp->hdr = w->rest.p;
    tcp->seg_len = w->rest.len;
    tcp->seg_cap = w->rest.cap;
    tcp->n_options = 0;
    tcp->usual_options = false;
    tcp->end = TL_TCP_NO_PORTS;
    if (tcp->seg_cap < TCP_PORTS)
        return;
    tcp->sport = load_be16(tcp->hdr);
    tcp->dport = load_be16(tcp->hdr + 2);
    tcp->end = TL_TCP_NO_HEADER;
    if (tcp->seg_cap < TCP_MIN_HDR)
        return;
    read_fields(tcp, tcp->hdr);
    tcp->end = (uint8_t)header_end(tcp);
    if (tcp->end != TL_TCP_WHOLE)
        return;
    if (tcp->hdr_len > TCP_MIN_HDR)
        decode_tcp_options(tcp);
    if (tcp->data_len > 0 && tcp->hdr_len <= tcp->seg_cap)
        find_payload(w, tcp);
}
