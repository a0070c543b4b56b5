/*
 * udp_text.c - the UDP part of a line. Tunnels write their own.
 */
#include "checksum.h"
#include "next.h"
#include "render.h"

static enum part_end put_no_ports(struct line *line, const struct tl_layer *l)
{
    if (!line->addresses_shown)
        put_ip_pair(line, part_ip(line, l));
    return part_mark(line, PART_END);
}

static bool is_typed(const struct line *line)
{
    return line->pkt->raw.type != TL_TYPE_BY_PORT;
}

/* IPv6 has its checksum judged at -v, IPv4 at -vv. */
static void put_checksum(struct line *line, const struct tl_layer *l)
{
    const bool in_ip4 = part_ip(line, l)->kind == TL_IPV4;

    /* With -T the oracle goes straight to the payload. */
    if (is_typed(line) || line->style.no_checksums ||
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

static void put_udp_length(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 8 };

    if (l->udp.udp_len > l->len && !checksum_is_partial(line->pkt, l)) {
        text_printf(line->out, "UDP, bad length %u > %u", l->udp.udp_len - HDR,
                    l->len - HDR);
    } else {
        TEXT_LIT(line->out, "UDP, length ");
        text_u32(line->out, l->udp.udp_len - HDR);
    }
}

/* What the oracle says of UDP before a leaf. */
enum udp_lead {
    UDP_LEAD_FULL,    /* the ports, and with -v the checksum */
    UDP_LEAD_PORTS,   /* no remark about the checksum */
    UDP_LEAD_NOTHING, /* the leaf writes the ends itself */
};

static enum udp_lead lead_of(const struct tl_layer *next)
{
    static const enum udp_lead leads[LEAF_COUNT] = {
        [LEAF_nfs_udp] = UDP_LEAD_PORTS,
        [LEAF_sunrpc] = UDP_LEAD_NOTHING,
    };

    return next->kind == TL_LEAF ? leads[next->leaf.id] : UDP_LEAD_FULL;
}

void put_udp_unclaimed(struct line *line, const struct tl_layer *leaf)
{
    if (lead_of(leaf) != UDP_LEAD_FULL)
        put_checksum(line, leaf - 1);
    put_udp_length(line, leaf - 1);
}

/* Whether the line goes on behind the ports: -T beats -q. */
static bool is_followed(const struct line *line, const struct tl_layer *next)
{
    return (line->style.quiet == 0 || is_typed(line)) && next->kind != TL_NONE;
}

static enum part_end put_body(struct line *line, const struct tl_layer *l)
{
    const struct tl_layer *next = part_following(line, l);
    const bool followed = is_followed(line, next);
    const enum udp_lead lead = followed ? lead_of(next) : UDP_LEAD_FULL;

    if (lead != UDP_LEAD_NOTHING)
        put_port_pair(line, l, true, l->udp.sport, l->udp.dport);
    if (lead == UDP_LEAD_FULL)
        put_checksum(line, l);
    if (followed)
        return PART_NEXT;
    put_udp_length(line, l);
    return PART_END;
}

bool put_plain_datagram(struct line *line, const struct tl_layer *ip,
                        enum part_end *end)
{
    const struct tl_layer *l = ip + 1, *next = part_following(line, l);
    const bool followed = is_followed(line, next);

    if (!ip_shows_ends(line, ip) || l->udp.fault != TL_UDP_FINE ||
        next_mutes_udp(line->pkt->raw.type) ||
        (followed && lead_of(next) != UDP_LEAD_FULL))
        return false;
    line->label = "udp";
    *end = followed ? PART_NEXT : PART_END;
    char *at = text_reserve(line->out, ENDS_ROOM);
    if (at == NULL)
        return true;
    at = put_version(at, line, ip);
    line->last_part = (size_t)(at - line->out->start);
    line->out->at = put_ends(at, line, ip, l->udp.sport, l->udp.dport);
    if (!followed)
        put_udp_length(line, l);
    line->last_end = text_len(line->out);
    return true;
}

enum part_end part_udp(struct line *line, const struct tl_layer *l)
{
    const struct tl_udp *udp = &l->udp;

    line->label = "udp";
    if (udp->fault == TL_UDP_NO_PORTS)
        return put_no_ports(line, l);
    if (udp->fault == TL_UDP_FINE) {
        if (next_mutes_udp(line->pkt->raw.type))
            return PART_END;
        return put_body(line, l);
    }
    put_port_pair(line, l, true, udp->sport, udp->dport);
    switch (udp->fault) {
    case TL_UDP_IP_SHORT:
        text_printf(line->out, "truncated-udp %u", l->len);
        return PART_END;
    case TL_UDP_LEN_SHORT:
        text_printf(line->out, "truncated-udplength %u", udp->udp_len);
        return PART_END;
    default:
        return part_mark(line, PART_END);
    }
}
