/*
 * tcp_payload.c - what follows "length N" before any leaf: the text of a
 * reset, or why there is no payload.
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

void put_told_words(struct text *out, const char *words, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (words[i] == '\n' || words[i] == '\t')
            text_char(out, words[i]);
        else
            text_visible(out, (uint8_t)words[i]);
    }
}

enum part_end put_tcp_payload(struct line *line)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;
    const struct tl_retold *told = line->pkt->raw.retold;

    if (told != NULL && !told->own_bytes) {
        put_told_words(line->out, told->tail, told->tail_len);
        return PART_END;
    }

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
    return PART_NEXT;
}
