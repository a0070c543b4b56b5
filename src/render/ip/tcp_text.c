/*
 * tcp_text.c - the TCP part of a line (FORMAT.md, "The TCP line").
 */
#include "checksum.h"
#include "digits.h"
#include "render.h"
#include "tcp_flags.h"

static enum part_end put_short(struct line *line, const struct tl_layer *l)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;

    if (tcp->end == TL_TCP_NO_PORTS) {
        put_ip_src(line, part_ip(line, l));
        TEXT_LIT(line->out, " > ");
        put_ip_dst(line, part_ip(line, l));
        text_char(line->out, ':');
        return part_mark(line, PART_END);
    }
    put_port_pair(line, l, false, tcp->sport, tcp->dport);
    if (tcp->end == TL_TCP_NO_HEADER)
        return part_mark(line, PART_END);
    TEXT_LIT(line->out, " tcp ");
    text_u32(line->out, tcp->data_len);
    TEXT_LIT(line->out, " [bad hdr length ");
    text_u32(line->out, tcp->hdr_len);
    TEXT_LIT(line->out, " - too short, < 20]");
    return PART_END;
}

static void put_hlen_long(struct line *line, const struct tl_tcp *tcp)
{
    TEXT_LIT(line->out, " [bad hdr length ");
    text_u32(line->out, tcp->hdr_len);
    TEXT_LIT(line->out, " - too long, > ");
    text_u32(line->out, tcp->seg_len);
    text_char(line->out, ']');
}

static enum part_end put_quiet(struct line *line, const struct tl_tcp *tcp)
{
    TEXT_LIT(line->out, "tcp ");
    text_u32(line->out, tcp->data_len);
    if (tcp->end == TL_TCP_HLEN_LONG)
        put_hlen_long(line, tcp);
    return PART_END;
}

static char *put_flags(char *at, uint8_t flags)
{
    at = tcp_flags_put(DIGITS_LIT(at, "Flags ["), flags);
    *at++ = ']';
    return at;
}

static void put_checksum(struct line *line)
{
    const struct checksum_verdict v = checksum_tcp(line->pkt);

    if (v.state == CHECKSUM_UNKNOWN)
        return;
    char *at = text_reserve(line->out, 48);
    if (at == NULL)
        return;
    at = digits_hex16(DIGITS_LIT(at, ", cksum 0x"), v.stored);
    if (v.state == CHECKSUM_GOOD) {
        line->out->at = DIGITS_LIT(at, " (correct)");
        return;
    }
    at = digits_hex16(DIGITS_LIT(at, " (incorrect -> 0x"), v.expected);
    *at++ = ')';
    line->out->at = at;
}

/* Bases to count from; all zero with -S. */
static struct conn_step bases(const struct line *line)
{
    return line->style.absolute ? (struct conn_step){0} : *line->step;
}

static char *put_seq(char *at, const struct tl_tcp *tcp, uint32_t base,
                     bool always)
{
    const uint32_t seq = tcp->seq - base;

    if (tcp->data_len == 0 && !always &&
        (tcp->flags & (TL_SYN | TL_FIN | TL_RST)) == 0)
        return at;
    at = DIGITS_LIT(at, ", seq ");
    at = digits_u32(at, seq);
    if (tcp->data_len > 0) {
        *at++ = ':';
        at = digits_u32(at, seq + tcp->data_len);
    }
    return at;
}

static void put_numbers(struct line *line, const struct tl_tcp *tcp)
{
    const struct conn_step base = bases(line);
    char *at = text_reserve(line->out, 128);

    if (at == NULL)
        return;
    at = put_seq(at, tcp, base.seq_base, line->style.verbose > 1);
    if (tcp->flags & TL_ACK) {
        at = DIGITS_LIT(at, ", ack ");
        at = digits_u32(at, tcp->ack - base.ack_base);
    }
    at = DIGITS_LIT(at, ", win ");
    at = digits_u32(at, tcp->window);
    if (tcp->flags & TL_URG) {
        at = DIGITS_LIT(at, ", urg ");
        at = digits_u32(at, tcp->urgent);
    }
    line->out->at = at;
}

/* What a whole header shows in front of the options. */
static void put_fields(struct line *line, const struct tl_tcp *tcp)
{
    char *at = text_reserve(line->out, 32);

    if (at != NULL)
        line->out->at = put_flags(at, tcp->flags);
    if (tcp->end == TL_TCP_HLEN_LONG) {
        put_hlen_long(line, tcp);
        return;
    }
    if (line->style.verbose > 0 && !line->style.no_checksums)
        put_checksum(line);
    put_numbers(line, tcp);
}

static void put_length(struct text *out, uint32_t len)
{
    char *at = text_reserve(out, 32);

    if (at != NULL)
        out->at = digits_u32(DIGITS_LIT(at, ", length "), len);
}

enum part_end part_tcp(struct line *line, const struct tl_layer *l)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;
    enum part_end how;

    line->label = "tcp";
    if (tcp->end == TL_TCP_NO_PORTS || tcp->end == TL_TCP_NO_HEADER ||
        tcp->end == TL_TCP_HLEN_SHORT)
        return put_short(line, l);
    put_port_pair(line, l, false, tcp->sport, tcp->dport);
    if (line->style.quiet != 0)
        return put_quiet(line, tcp);
    put_fields(line, tcp);
    if (tcp->end == TL_TCP_HLEN_LONG)
        return PART_END;
    if (tcp->n_options > 0 && put_tcp_options(line, &how))
        return how;
    put_length(line->out, tcp->data_len);
    if (tcp->data_len == 0)
        return PART_END;
    return put_tcp_payload(line);
}
