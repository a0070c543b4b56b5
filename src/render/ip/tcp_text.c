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

/* -q, or text that was made with it: nothing but the length is known. */
static bool is_quiet(const struct line *line)
{
    const struct tl_retold *told = line->pkt->raw.retold;

    return line->style.quiet != 0 || (told != NULL && told->no_numbers);
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

enum { FIELDS_ROOM = 320 }; /* all below, but for unusual options */

static char *put_front(char *at, const struct line *line,
                       const struct tl_tcp *tcp)
{
    at = put_flags(at, tcp->flags);
    if (line->style.verbose > 0 && !line->style.no_checksums)
        at = put_checksum(at, line->pkt);
    return put_numbers(at, line, tcp);
}

/* The text's own words for options whose bytes it does not have, or NULL. */
static const struct tl_retold *told_options(const struct line *line)
{
    const struct tl_retold *told = line->pkt->raw.retold;

    return told != NULL && !told->own_bytes && told->options_len > 0 ? told
                                                                     : NULL;
}

/* A whole header without options, or with the usual ones. */
static bool is_usual(const struct line *line)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;

    return tcp->end == TL_TCP_WHOLE &&
           (tcp->n_options == 0 || tcp->usual_options) &&
           told_options(line) == NULL;
}

static char *put_usual(char *at, const struct line *line,
                       const struct tl_tcp *tcp)
{
    at = put_front(at, line, tcp);
    if (tcp->n_options > 0)
        at = put_usual_options(at, tcp);
    return put_length(at, tcp->data_len);
}

static bool put_options(struct line *line, enum part_end *how)
{
    const struct tl_retold *told = told_options(line);

    if (told == NULL)
        return put_tcp_options(line, how);
    TEXT_LIT(line->out, ", options ");
    put_told_words(line->out, told->options, told->options_len);
    *how = PART_END;
    return told->ends_there;
}

/* False when the line ends with the options; `how` says in which way. */
static bool put_unusual(struct line *line, const struct tl_tcp *tcp,
                        enum part_end *how)
{
    char *at = text_reserve(line->out, FIELDS_ROOM);

    if (at != NULL)
        line->out->at = put_front(at, line, tcp);
    if (put_options(line, how))
        return false;
    at = text_reserve(line->out, FIELDS_ROOM);
    if (at != NULL)
        line->out->at = put_length(at, tcp->data_len);
    return true;
}

static bool put_fields(struct line *line, const struct tl_tcp *tcp,
                       enum part_end *how)
{
    if (!is_usual(line))
        return put_unusual(line, tcp, how);
    char *at = text_reserve(line->out, FIELDS_ROOM);
    if (at != NULL)
        line->out->at = put_usual(at, line, tcp);
    return true;
}

bool put_plain_segment(struct line *line, const struct tl_layer *ip,
                       enum part_end *end)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;

    if (!ip_shows_ends(line, ip) || !is_usual(line))
        return false;
    line->label = "tcp";
    *end = PART_END;
    char *at = text_reserve(line->out, ENDS_ROOM + FIELDS_ROOM);
    if (at == NULL)
        return true;
    at = put_version(at, line, ip);
    at = put_ends(at, line, ip, tcp->sport, tcp->dport);
    if (is_quiet(line)) {
        line->out->at = digits_u32(DIGITS_LIT(at, "tcp "), tcp->data_len);
        return true;
    }
    line->out->at = put_usual(at, line, tcp);
    if (tcp->data_len > 0)
        *end = put_tcp_payload(line);
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
    if (is_quiet(line))
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
