/*
 * tcp_text.c - the TCP part of a line (FORMAT.md, "The TCP line").
 */
#include "bytes.h"
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

static void put_flags_alone(struct line *line, uint8_t flags)
{
    char *at = text_reserve(line->out, 32);

    if (at != NULL)
        line->out->at = put_flags(at, flags);
}

static char *put_checksum(char *at, const struct tl_packet *pkt)
{
    const struct checksum_verdict v = checksum_tcp(pkt);

    if (v.state == CHECKSUM_UNKNOWN)
        return at;
    at = digits_hex16(DIGITS_LIT(at, ", cksum 0x"), v.stored);
    if (v.state == CHECKSUM_GOOD)
        return DIGITS_LIT(at, " (correct)");
    at = digits_hex16(DIGITS_LIT(at, " (incorrect -> 0x"), v.expected);
    *at++ = ')';
    return at;
}

/*
 * Two nops and a timestamp, as RFC 7323 appendix A recommends: what most
 * segments carry, in one comparison.
 */
static bool has_usual_options(const struct tl_tcp *tcp)
{
    enum { LAYOUT = 0x0101080a, HDR_LEN = 32 };

    return tcp->hdr_len == HDR_LEN && tcp->seg_cap >= HDR_LEN &&
           load_be32(tcp->hdr + 20) == LAYOUT;
}

static char *put_usual_options(char *at, const struct tl_tcp *tcp)
{
    at = DIGITS_LIT(at, ", options [nop,nop,TS val ");
    at = digits_u32(at, load_be32(tcp->hdr + 24));
    at = DIGITS_LIT(at, " ecr ");
    at = digits_u32(at, load_be32(tcp->hdr + 28));
    *at++ = ']';
    return at;
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

static char *put_numbers(char *at, const struct line *line,
                         const struct tl_tcp *tcp)
{
    const struct conn_step base = bases(line);

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
    return at;
}

static char *put_length(char *at, uint32_t len)
{
    return digits_u32(DIGITS_LIT(at, ", length "), len);
}

/* What a whole header shows, in room for all of it but unusual options. */
static bool put_fields(struct line *line, const struct tl_tcp *tcp,
                       enum part_end *how)
{
    enum { ROOM = 320 };
    char *at = text_reserve(line->out, ROOM);

    *how = PART_END;
    if (at == NULL)
        return false;
    at = put_flags(at, tcp->flags);
    if (line->style.verbose > 0 && !line->style.no_checksums)
        at = put_checksum(at, line->pkt);
    at = put_numbers(at, line, tcp);
    if (has_usual_options(tcp)) {
        at = put_usual_options(at, tcp);
    } else if (tcp->n_options > 0) {
        line->out->at = at;
        if (put_tcp_options(line, how))
            return false;
        at = text_reserve(line->out, ROOM);
        if (at == NULL)
            return false;
    }
    line->out->at = put_length(at, tcp->data_len);
    return true;
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
    if (tcp->end == TL_TCP_HLEN_LONG) {
        put_flags_alone(line, tcp->flags);
        put_hlen_long(line, tcp);
        return PART_END;
    }
    if (!put_fields(line, tcp, &how))
        return how;
    if (tcp->data_len == 0)
        return PART_END;
    return put_tcp_payload(line);
}
