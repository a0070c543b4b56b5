/*
 * icmp_text.c - ICMP (RFC 792, RFC 950, RFC 1256).
 */
#include "icmp.h"

#include "bytes.h"
#include "checksum.h"
#include "codes.h"
#include "render.h"

enum { ICMP_HDR = 8, IP4_MIN_HDR = 20, QUOTED = ICMP_HDR + IP4_MIN_HDR };

/* How a message's text came out: its mark when the capture ended inside. */
enum message { MESSAGE_OK, MESSAGE_CUT_NEEDED, MESSAGE_CUT_SEEN };

static const uint8_t *quoted_dst(const struct line *line,
                                 const struct tl_layer *l)
{
    return line->pkt->raw.data + l->off + ICMP_HDR + 16;
}

/* Where the address goes stands a `%`. */
static const struct code_name unreachables[] = {
    {0, "net % unreachable"},
    {1, "host % unreachable"},
    {5, "% unreachable - source route failed"},
    {6, "net % unreachable - unknown"},
    {7, "host % unreachable - unknown"},
    {8, "% unreachable - source host isolated"},
    {9, "net % unreachable - admin prohibited"},
    {10, "host % unreachable - admin prohibited"},
    {11, "net % unreachable - tos prohibited"},
    {12, "host % unreachable - tos prohibited"},
    {13, "host % unreachable - admin prohibited filter"},
    {14, "host % unreachable - host precedence violation"},
    {15, "host % unreachable - precedence cutoff"},
};

static const struct code_name redirects[] = {
    {0, "redirect % to net "},
    {1, "redirect % to host "},
    {2, "redirect-tos % to net "},
    {3, "redirect-tos % to host "},
};

/* A format whose `%` stands for the address. */
static void put_about(struct line *line, const char *format,
                      const uint8_t *addr)
{
    const char *at = strchr(format, '%');

    text_put(line->out, format, (size_t)(at - format));
    put_addr4(line, addr);
    text_str(line->out, at + 1);
}

/* "A tcp port 80 unreachable": the port stands behind the quoted header. */
static enum message put_port_unreachable(struct line *line,
                                         const struct tl_layer *l)
{
    enum { PROTO = 9, TCP = 6, UDP = 17 };
    const uint8_t *quote = line->pkt->raw.data + l->off + ICMP_HDR;

    if (l->cap <= ICMP_HDR + PROTO)
        return MESSAGE_CUT_SEEN;
    const uint32_t hdr_len = (quote[0] & 15U) * 4;
    if (l->cap < QUOTED || l->cap < ICMP_HDR + hdr_len + 4)
        return MESSAGE_CUT_NEEDED;
    const uint8_t proto = quote[PROTO];
    const uint16_t port = load_be16(quote + hdr_len + 2);
    put_addr4(line, quoted_dst(line, l));
    if (proto == TCP || proto == UDP) {
        text_str(line->out, proto == TCP ? " tcp port " : " udp port ");
        put_port(line, proto == UDP, port);
    } else {
        text_printf(line->out, " protocol %u port %u", proto, port);
    }
    TEXT_LIT(line->out, " unreachable");
    return MESSAGE_OK;
}

static enum message put_unreachable(struct line *line, const struct tl_layer *l)
{
    enum { PROTOCOL = 2, PORT = 3, FRAGMENT = 4 };
    const uint8_t code = l->icmp.code;
    const char *format = CODE_NAME(unreachables, code, NULL);

    if (code == PORT)
        return put_port_unreachable(line, l);
    if (l->cap < QUOTED)
        return MESSAGE_CUT_NEEDED;
    const uint8_t *dst = quoted_dst(line, l);
    if (format != NULL) {
        put_about(line, format, dst);
        return MESSAGE_OK;
    }
    put_addr4(line, dst);
    if (code == PROTOCOL) {
        text_printf(line->out, " protocol %u unreachable",
                    line->pkt->raw.data[l->off + ICMP_HDR + 9]);
    } else if (code == FRAGMENT) {
        TEXT_LIT(line->out, " unreachable - need to frag");
        if (l->icmp.seq != 0)
            text_printf(line->out, " (mtu %u)", l->icmp.seq);
    } else {
        text_printf(line->out, " unreachable - #%u", code);
    }
    return MESSAGE_OK;
}

static enum message put_redirect(struct line *line, const struct tl_layer *l)
{
    const char *format = CODE_NAME(redirects, l->icmp.code, NULL);

    if (l->cap < QUOTED)
        return MESSAGE_CUT_NEEDED;
    if (format != NULL) {
        put_about(line, format, quoted_dst(line, l));
    } else {
        text_printf(line->out, "redirect-#%u ", l->icmp.code);
        put_about(line, "% to ", quoted_dst(line, l));
    }
    put_addr4(line, line->pkt->raw.data + l->off + 4);
    return MESSAGE_OK;
}

/* RFC 1256: lifetime as h:mm:ss, then the routers. */
static enum message put_router_advertisement(struct line *line,
                                             const struct tl_layer *l)
{
    const uint8_t *p = line->pkt->raw.data + l->off;

    if (l->cap < ICMP_HDR)
        return MESSAGE_CUT_SEEN;
    const uint32_t life = load_be16(p + 6);
    TEXT_LIT(line->out, "router advertisement lifetime ");
    if (life < 60)
        text_printf(line->out, "%u", life);
    else if (life < 60 * 60)
        text_printf(line->out, "%u:%02u", life / 60, life % 60);
    else
        text_printf(line->out, "%u:%02u:%02u", life / 3600, life % 3600 / 60,
                    life % 60);
    text_printf(line->out, " %u:", p[4]);
    if (p[5] != 2) {
        text_printf(line->out, " [size %u]", p[5]);
        return MESSAGE_OK;
    }
    for (uint32_t i = 0, at = ICMP_HDR; i < p[4]; i++, at += 8) {
        if (l->cap < at + 8)
            return MESSAGE_CUT_SEEN;
        TEXT_LIT(line->out, " {");
        put_addr4(line, p + at);
        text_printf(line->out, " %u}", load_be32(p + at + 4));
    }
    return MESSAGE_OK;
}

static enum message put_exceeded(struct line *line, const struct tl_layer *l)
{
    static const struct code_name codes[] = {
        {0, "time exceeded in-transit"}, {1, "ip reassembly time exceeded"}};

    if (l->cap < QUOTED)
        return MESSAGE_CUT_SEEN;
    CODE_PUT(line->out, codes, l->icmp.code, "time exceeded-#%u");
    return MESSAGE_OK;
}

static enum message put_parameter(struct line *line, const struct tl_layer *l)
{
    if (l->icmp.code != 0) {
        text_printf(line->out, "parameter problem - code %u", l->icmp.code);
        return MESSAGE_OK;
    }
    if (l->cap < 5)
        return MESSAGE_CUT_NEEDED;
    text_printf(line->out, "parameter problem - octet %u", l->icmp.word >> 24);
    return MESSAGE_OK;
}

/* Milliseconds since midnight. */
static void put_clock(struct line *line, const char *what, uint32_t ms)
{
    text_printf(line->out, "%s %02u:%02u:%02u.%03u", what, ms / 3600000,
                ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static enum message put_time_stamp(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = line->pkt->raw.data + l->off;

    if (l->icmp.type == ICMP_TIME_STAMP) {
        if (l->cap < ICMP_HDR)
            return MESSAGE_CUT_NEEDED;
        text_printf(line->out, "time stamp query id %u seq %u", l->icmp.id,
                    l->icmp.seq);
        return MESSAGE_OK;
    }
    if (l->cap < ICMP_HDR + 12)
        return MESSAGE_CUT_SEEN;
    text_printf(line->out, "time stamp reply id %u seq %u:", l->icmp.id,
                l->icmp.seq);
    put_clock(line, " org", load_be32(p + 8));
    put_clock(line, ", recv", load_be32(p + 12));
    put_clock(line, ", xmit", load_be32(p + 16));
    return MESSAGE_OK;
}

static enum message put_echo(struct line *line, const struct tl_layer *l)
{
    if (l->cap < ICMP_HDR)
        return MESSAGE_CUT_NEEDED;
    text_printf(line->out, "echo %s, id %u, seq %u",
                l->icmp.type == ICMP_ECHO ? "request" : "reply", l->icmp.id,
                l->icmp.seq);
    return MESSAGE_OK;
}

static enum message put_mask(struct line *line, const struct tl_layer *l)
{
    if (l->cap < ICMP_HDR + 4)
        return MESSAGE_CUT_NEEDED;
    text_printf(line->out, "address mask is 0x%08x",
                load_be32(line->pkt->raw.data + l->off + ICMP_HDR));
    return MESSAGE_OK;
}

/* Messages of which the type says all. */
static enum message put_plain(struct line *line, uint8_t type)
{
    static const struct code_name names[] = {
        {ICMP_QUENCH, "source quench"},
        {ICMP_ROUTER_SOLICITATION, "router solicitation"},
        {ICMP_INFORMATION, "information request"},
        {ICMP_INFORMATION_REPLY, "information reply"},
        {ICMP_MASK, "address mask request"},
    };

    CODE_PUT(line->out, names, type, "type-#%u");
    return MESSAGE_OK;
}

static enum message put_message(struct line *line, const struct tl_layer *l)
{
    switch (l->icmp.type) {
    case ICMP_ECHO:
    case ICMP_ECHO_REPLY:
        return put_echo(line, l);
    case ICMP_UNREACHABLE:
        return put_unreachable(line, l);
    case ICMP_REDIRECT:
        return put_redirect(line, l);
    case ICMP_ROUTER_ADVERTISEMENT:
        return put_router_advertisement(line, l);
    case ICMP_EXCEEDED:
        return put_exceeded(line, l);
    case ICMP_PARAMETER:
        return put_parameter(line, l);
    case ICMP_TIME_STAMP:
    case ICMP_TIME_STAMP_REPLY:
        return put_time_stamp(line, l);
    case ICMP_MASK_REPLY:
        return put_mask(line, l);
    default:
        return put_plain(line, l->icmp.type);
    }
}

static void put_checksum(struct line *line, const struct tl_layer *l)
{
    if (line->style.verbose == 0 || checksum_is_partial(line->pkt, l))
        return;
    const struct checksum_verdict v =
        checksum_bytes(line->pkt, l, 0, l->icmp.checksum);
    if (v.state == CHECKSUM_BAD)
        text_printf(line->out, " (wrong icmp cksum %x (->%x)!)", v.stored,
                    v.expected);
}

enum part_end part_icmp(struct line *line, const struct tl_layer *l)
{
    const size_t start = text_len(line->out);
    enum message how = MESSAGE_CUT_NEEDED;
    const bool shows_quote =
        line->style.verbose > 0 && icmp_quotes(l->icmp.type);

    line->label = "icmp";
    TEXT_LIT(line->out, "ICMP ");
    if (l->end == TL_WHOLE)
        how = put_message(line, l);
    if (how != MESSAGE_OK) {
        text_truncate(line->out, start);
        return part_mark(line, how == MESSAGE_CUT_NEEDED ? PART_CUT : PART_END);
    }
    text_printf(line->out, ", length %u", l->len);
    put_checksum(line, l);
    if (!shows_quote)
        return PART_END;
    TEXT_LIT(line->out, "\n\t");
    const struct tl_layer *quote = part_following(line, l);
    return quote->kind == TL_NONE || quote->cap == 0 ? part_mark(line, PART_CUT)
                                                     : PART_NEXT;
}
