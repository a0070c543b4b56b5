/*
 * udp_text.c - the UDP part of a line (format F). Tunnels write their own.
 */
#include "checksum.h"
#include "payload.h"
#include "render.h"

static enum part_end put_no_ports(struct line *line, const struct tl_layer *l)
{
    if (!line->addresses_shown)
        put_ip_pair(line, part_ip(line, l));
    return part_mark(line, PART_END);
}

/* IPv6 has its checksum judged at -v, IPv4 at -vv. */
static void put_checksum(struct line *line, const struct tl_layer *l)
{
    const bool in_ip4 = part_ip(line, l)->kind == TL_IPV4;

    /* With -T the oracle goes straight to the payload. */
    if (line->style.payload != PAYLOAD_TYPE_NONE || line->style.no_checksums ||
        line->style.verbose < (in_ip4 ? 2U : 1U))
        return;
    if (in_ip4 && l->udp.checksum == 0 && !checksum_is_partial(line->pkt, l)) {
        TEXT_LIT(line->out, "[no cksum] ");
        return;
    }
    const struct checksum_verdict v = checksum_udp(line->pkt, l);
    if (v.state == CHECKSUM_BAD)
        text_printf(line->out, "[bad udp cksum 0x%04x -> 0x%04x!] ", v.stored,
                    v.expected);
    else if (v.state == CHECKSUM_GOOD)
        TEXT_LIT(line->out, "[udp sum ok] ");
}

static void put_length(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 8 };

    if (l->udp.udp_len > l->len && !checksum_is_partial(line->pkt, l))
        text_printf(line->out, "UDP, bad length %u > %u", l->udp.udp_len - HDR,
                    l->len - HDR);
    else
        text_printf(line->out, "UDP, length %u", l->udp.udp_len - HDR);
}

/* PAYLOAD_NONE when nothing knows these ports. */
static enum payload_end put_payload(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 8 };
    const struct tl_layer *ip = part_ip(line, l);
    const bool v4 = ip->kind == TL_IPV4;
    const uint32_t len = l->udp.udp_len < l->len ? l->udp.udp_len : l->len;
    struct printer pr = {
        .base = tl_layer_bytes(line->pkt, l) + HDR,
        .cap = l->cap - HDR,
        .len = len - HDR,
        .out = line->out,
        .style = &line->payload_style,
        .host = &line->host,
        .label = line->label,
        .sport = l->udp.sport,
        .dport = l->udp.dport,
        .src_addr = v4 ? ip->ip4.src : ip->ip6.src,
        .dst_addr = v4 ? ip->ip4.dst : ip->ip6.dst,
        .addr_len = v4 ? 4 : 16,
    };
    const enum payload_end end = payload_print_udp(&pr, line->style.payload);

    line->label = pr.label;
    return end;
}

/* What stands behind the ports and the checksum. */
static enum part_end put_body(struct line *line, const struct tl_layer *l)
{
    if (line->style.quiet == 0 || line->style.payload != PAYLOAD_TYPE_NONE) {
        if (part_following(line, l)->kind != TL_NONE)
            return PART_NEXT;
        const enum payload_end end = put_payload(line, l);
        if (end != PAYLOAD_NONE)
            return end == PAYLOAD_CUT ? PART_CUT : PART_END;
    }
    put_length(line, l);
    return PART_END;
}

/* -T words that mean nothing to UDP leave not even the ports. */
static bool is_mute(enum payload_type type)
{
    return type == PAYLOAD_TYPE_RESP || type == PAYLOAD_TYPE_ZMTP1;
}

enum part_end part_udp(struct line *line, const struct tl_layer *l)
{
    const struct tl_udp *udp = &l->udp;

    line->label = "udp";
    if (udp->fault == TL_UDP_NO_PORTS)
        return put_no_ports(line, l);
    if (is_mute(line->style.payload) && udp->fault == TL_UDP_FINE)
        return PART_END;
    put_port_pair(line, l, true, udp->sport, udp->dport);
    switch (udp->fault) {
    case TL_UDP_IP_SHORT:
        text_printf(line->out, "truncated-udp %u", l->len);
        return PART_END;
    case TL_UDP_NO_HEADER:
        return part_mark(line, PART_END);
    case TL_UDP_LEN_SHORT:
        text_printf(line->out, "truncated-udplength %u", udp->udp_len);
        return PART_END;
    default:
        put_checksum(line, l);
        return put_body(line, l);
    }
}
