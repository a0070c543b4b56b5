/*
 * udp.c - UDP (RFC 768), whose ports tell what it carries.
 */
#include "walk.h"

enum { UDP_PORTS = 4, UDP_LENGTH_END = 6, UDP_HDR = 8 };

/* RFC 2675 section 4: too long for the length field, which is then 0. */
static bool is_jumbo(const struct tl_layer *l, uint16_t len)
{
    return len == 0 && l->len > UINT16_MAX;
}

static enum tl_udp_fault header_fault(const struct walk *w,
                                      const struct tl_layer *l)
{
    if (w->rest.cap < UDP_PORTS)
        return TL_UDP_NO_PORTS;
    if (l->len < UDP_HDR)
        return TL_UDP_IP_SHORT;
    if (w->rest.cap < UDP_LENGTH_END)
        return TL_UDP_NO_HEADER;
    const uint16_t len = load_be16(w->rest.p + 4);
    if (len < UDP_HDR && !is_jumbo(l, len))
        return TL_UDP_LEN_SHORT;
    return w->rest.cap < UDP_HDR ? TL_UDP_NO_HEADER : TL_UDP_FINE;
}

static uint32_t next_of_payload(const struct walk *w, const struct tl_udp *udp)
{
    enum { RPC_DIRECTION = 4, RPC_LEAST = 8, LLAP_HDR = 3, LLAP_DDP = 2 };
    const enum tl_packet_type type = w->pkt->raw.type;

    if (type == TL_TYPE_BY_PORT && w->rest.cap >= RPC_LEAST) {
        const uint32_t next = next_of_sunrpc(
            udp->sport, udp->dport, load_be32(w->rest.p + RPC_DIRECTION));
        if (next != TL_NONE)
            return next;
    }
    const uint32_t next = next_of_udp(type, udp->sport, udp->dport);
    if (type == TL_TYPE_BY_PORT && w->rest.cap >= LLAP_HDR &&
        w->rest.p[LLAP_HDR - 1] == LLAP_DDP)
        return next_of_atalk_in_udp(next, udp->sport, udp->dport);
    return next;
}

void decode_udp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    struct tl_udp *udp = &l->udp;

    *udp = (struct tl_udp){.fault = header_fault(w, l)};
    w->next = TL_NONE;
    if (udp->fault == TL_UDP_NO_PORTS) {
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    udp->sport = load_be16(p);
    udp->dport = load_be16(p + 2);
    if (w->rest.cap >= UDP_LENGTH_END)
        udp->udp_len = load_be16(p + 4);
    if (is_jumbo(l, (uint16_t)udp->udp_len))
        udp->udp_len = l->len;
    if (udp->fault != TL_UDP_FINE) {
        walk_end(w, l, udp->fault == TL_UDP_NO_HEADER ? TL_CUT_SEEN : TL_BAD);
        return;
    }
    udp->checksum = load_be16(p + 6);
    /* The length field tells tunnels their length, but limits no reading. */
    bytes_advance(&w->rest, UDP_HDR);
    if (udp->udp_len < l->len)
        w->rest.len = udp->udp_len - (uint32_t)UDP_HDR;
    w->next = next_of_payload(w, udp);
}
