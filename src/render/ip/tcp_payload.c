/*
 * tcp_payload.c - what follows "length N": the text of a reset, or the
 * payload printer that the ports choose.
 */
#include "render.h"

enum { RST_TEXT_MAX = 30 };

/* RFC 9293 section 3.5.3: a reset may carry text that explains it. */
static enum part_end put_rst_text(struct line *line)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;
    const uint32_t cap = tl_tcp_data_cap(tcp);
    uint32_t n = tcp->data_len;

    TEXT_LIT(line->out, " [");
    if (cap < tcp->data_len)
        text_char(line->out, '!');
    TEXT_LIT(line->out, "RST");
    if (n > RST_TEXT_MAX) {
        n = RST_TEXT_MAX;
        text_char(line->out, '+');
    }
    text_char(line->out, ' ');
    for (uint32_t i = 0; i < n && i < cap; i++)
        text_visible(line->out, tcp->hdr[tcp->hdr_len + i]);
    text_char(line->out, ']');
    return PART_END;
}

enum part_end put_tcp_payload(struct line *line, const struct tl_layer *l)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;
    const struct tl_layer *ip = part_ip(line, l);
    const bool v4 = ip->kind == TL_IPV4;

    /* The header may end in option padding that was not captured. */
    if (tcp->hdr_len > tcp->seg_cap) {
        TEXT_LIT(line->out, " [remaining caplen(");
        text_u32(line->out, tcp->seg_cap);
        TEXT_LIT(line->out, ") < header length(");
        text_u32(line->out, tcp->hdr_len);
        TEXT_LIT(line->out, ")]");
        return part_mark(line, PART_CUT);
    }
    if ((tcp->flags & TL_RST) != 0 && line->style.verbose > 0)
        return put_rst_text(line);
    struct printer pr = {
        .base = tcp->hdr + tcp->hdr_len,
        .cap = tl_tcp_data_cap(tcp),
        .len = tcp->data_len,
        .out = line->out,
        .style = &line->payload_style,
        .host = &line->host,
        .label = line->label,
        .sport = tcp->sport,
        .dport = tcp->dport,
        .src_addr = v4 ? ip->ip4.src : ip->ip6.src,
        .dst_addr = v4 ? ip->ip4.dst : ip->ip6.dst,
        .addr_len = v4 ? 4 : 16,
        .nfs = line->nfs,
    };
    const enum payload_end end = payload_print_tcp(&pr, line->style.payload);
    line->label = pr.label; /* a packet around this one may need it */
    return end == PAYLOAD_CUT ? PART_CUT : PART_END;
}
