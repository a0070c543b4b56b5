/*
 * ipsec_text.c - AH (RFC 4302) and ESP (RFC 4303).
 */
#include "render.h"

enum { AH_FIXED = 12, AH_MIN = 8 };

/* The check value, as far as it was captured; true when all of it was. */
static bool put_icv(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = tl_layer_bytes(line->pkt, l);
    const uint32_t len = l->ipsec.length * 4U + AH_MIN;
    const uint32_t end = len < l->cap ? len : l->cap;

    TEXT_LIT(line->out, ",icv=0x");
    if (end > AH_FIXED)
        text_hex_bytes(line->out, p + AH_FIXED, end - AH_FIXED);
    return len <= l->cap;
}

enum part_end part_ah(struct line *line, const struct tl_layer *l)
{
    const struct tl_ipsec *ah = &l->ipsec;

    line->label = "ah";
    if (l->cap == 0)
        return part_mark(line, PART_END);
    TEXT_LIT(line->out, "AH");
    if (l->cap < 2)
        return part_mark(line, PART_CUT);
    text_char(line->out, '(');
    if (line->style.verbose > 0)
        text_printf(line->out, "length=%u(%u-bytes),", ah->length,
                    ah->length * 4 + AH_MIN);
    if (ah->reserved != 0)
        text_printf(line->out, "reserved=0x%x[MustBeZero],", ah->reserved);
    if (l->cap < 8)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "spi=0x%08x,", ah->spi);
    if (l->cap < AH_FIXED)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "seq=0x%x", ah->seq);
    if (!put_icv(line, l))
        return part_mark(line, PART_CUT);
    TEXT_LIT(line->out, "): ");
    if (part_ip(line, l)->kind == TL_IPV6)
        line->label = "ip6";
    return PART_NEXT;
}

/* RFC 3948: a keepalive is one byte, IKE stands behind a word of zeros. */
enum part_end part_udp_encap(struct line *line, const struct tl_layer *l)
{
    line->label = "isakmp_rfc3948";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (l->len == 1) {
        TEXT_LIT(line->out, "isakmp-nat-keep-alive");
        return PART_END;
    }
    if (part_following(line, l)->kind == TL_ESP)
        TEXT_LIT(line->out, "UDP-encap: ");
    else
        TEXT_LIT(line->out, "NONESP-encap: ");
    return PART_NEXT;
}

static uint8_t proto_of(const struct tl_layer *ip)
{
    return ip->kind == TL_IPV4 ? ip->ip4.proto : ip->ip6.next_header;
}

enum part_end part_esp(struct line *line, const struct tl_layer *l)
{
    line->label = "esp";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    text_printf(line->out, "ESP(spi=0x%08x,seq=0x%x), length %u", l->ipsec.spi,
                l->ipsec.seq, l->len);
    if (l->ipsec.short_inside)
        return part_mark(line, PART_END);
    if (part_following(line, l)->kind == TL_NONE)
        return PART_END;
    TEXT_LIT(line->out, ": ");
    /* In UDP ports are named for the addresses, but only for UDP's own. */
    if (l->ipsec.next_header != proto_of(part_ip(line, l)))
        line->addresses_shown = true;
    return PART_NEXT;
}
