/*
 * icmp6_text.c - ICMPv6 (format F): RFC 4443, and the names of the rest.
 */
#include "icmp6.h"

#include "bytes.h"
#include "checksum.h"
#include "hexdump.h"

/* By type; NULL where the oracle has no name. */
static const char *const type_names[256] = {
    [1] = "destination unreachable",
    [2] = "packet too big",
    [3] = "time exceeded in-transit",
    [4] = "parameter problem",
    [128] = "echo request",
    [129] = "echo reply",
    [130] = "multicast listener query",
    [131] = "multicast listener report",
    [132] = "multicast listener done",
    [133] = "router solicitation",
    [134] = "router advertisement",
    [135] = "neighbor solicitation",
    [136] = "neighbor advertisement",
    [137] = "redirect",
    [138] = "router renumbering",
    [139] = "who-are-you request",
    [140] = "who-are-you reply",
    [141] = "inverse neighbor solicitation",
    [142] = "inverse neighbor advertisement",
    [143] = "multicast listener report v2",
    [144] = "ha discovery request",
    [145] = "ha discovery reply",
    [146] = "mobile router solicitation",
    [147] = "mobile router advertisement",
    [155] = "RPL",
    [200] = "mtrace response",
    [201] = "mtrace message",
};

/* The whole message, as hexadecimal: -vv is spared it. */
static void put_bytes(struct line *line, const struct tl_layer *l)
{
    if (line->style.verbose < 2)
        hexdump_hex(line->out, "\n\t", icmp6_at(line, l, 0), l->cap);
}

struct upper {
    uint8_t proto;
    uint32_t at; /* its header, from the quoted packet's start */
};

/* The transport of the quoted packet; false when it cannot be found. */
static bool find_upper(const uint8_t *quote, uint32_t cap, struct upper *out)
{
    enum { HOP = 0, ROUTING = 43, FRAGMENT = 44, AH = 51, DESTINATION = 60 };

    *out = (struct upper){quote[6], 40};
    while (out->at + 2 <= cap) {
        const uint8_t *p = quote + out->at;
        uint32_t len = 8;
        switch (out->proto) {
        case HOP:
        case ROUTING:
        case DESTINATION:
            len = (p[1] + 1U) * 8;
            break;
        case FRAGMENT:
            if ((load_be16(p + 2) & 0xfff8) != 0)
                return false;
            break;
        case AH:
            len = (p[1] + 2U) * 4;
            break;
        default:
            return out->at + 4 <= cap;
        }
        out->proto = p[0];
        out->at += len;
    }
    return false;
}

/* "A tcp port 80", or the mark that the oracle calls no cut. */
static enum icmp6_body put_port_unreachable(struct line *line,
                                            const struct tl_layer *l,
                                            enum part_end *how)
{
    enum { TCP = 6, UDP = 17 };
    const uint8_t *quote = icmp6_at(line, l, ICMP6_HDR);
    struct upper upper;

    TEXT_LIT(line->out, ", unreachable port");
    if (l->cap < ICMP6_HDR + 44 ||
        !find_upper(quote, l->cap - ICMP6_HDR, &upper) ||
        (upper.proto != TCP && upper.proto != UDP)) {
        *how = part_mark(line, PART_END);
        return ICMP6_HAS_LENGTH;
    }
    TEXT_LIT(line->out, ", ");
    put_addr6(line, quote + 24);
    text_str(line->out, upper.proto == TCP ? " tcp port " : " udp port ");
    put_port(line, upper.proto == UDP, load_be16(quote + upper.at + 2));
    return ICMP6_SHOWN;
}

static enum icmp6_body
put_unreachable(struct line *line, const struct tl_layer *l, enum part_end *how)
{
    enum { SCOPE = 2, PORT = 4, QUOTED = ICMP6_HDR + 40 };
    static const char *const texts[] = {
        ", unreachable route", ",  unreachable prohibited", ", beyond scope",
        ", unreachable address"};
    const uint8_t *quote = icmp6_at(line, l, ICMP6_HDR);
    const uint8_t code = l->icmp.code;

    if (code == PORT)
        return put_port_unreachable(line, l, how);
    if (code > PORT) {
        text_printf(line->out, ", unknown unreach code (%u)", code);
        put_bytes(line, l);
        return ICMP6_HAS_LENGTH;
    }
    text_str(line->out, texts[code]);
    if (l->cap < QUOTED)
        return ICMP6_CUT;
    text_char(line->out, ' ');
    put_addr6(line, quote + 24);
    if (code == SCOPE) {
        TEXT_LIT(line->out, ", source address ");
        put_addr6(line, quote + 8);
    }
    return ICMP6_SHOWN;
}

static enum icmp6_body put_exceeded(struct line *line, const struct tl_layer *l)
{
    enum { QUOTED = ICMP6_HDR + 40 };

    switch (l->icmp.code) {
    case 0:
        if (l->cap < QUOTED)
            return ICMP6_CUT;
        TEXT_LIT(line->out, " for ");
        put_addr6(line, icmp6_at(line, l, ICMP6_HDR + 24));
        break;
    case 1:
        TEXT_LIT(line->out, " (reassembly)");
        break;
    default:
        text_printf(line->out, ", unknown code (%u)", l->icmp.code);
    }
    return ICMP6_SHOWN;
}

static enum icmp6_body
put_parameter(struct line *line, const struct tl_layer *l, enum part_end *how)
{
    static const char *const texts[] = {"erroneous", "next header", "option",
                                        "incomplete header chain"};

    if (l->cap < ICMP6_HDR + 40) {
        *how = part_mark(line, PART_END);
        return ICMP6_HAS_LENGTH;
    }
    if (l->icmp.code < 4)
        text_printf(line->out, ", %s - octet %u", texts[l->icmp.code],
                    l->icmp.word);
    else
        text_printf(line->out, ", code-#%u", l->icmp.code);
    return ICMP6_SHOWN;
}

static enum icmp6_body put_word(struct line *line, const struct tl_layer *l)
{
    enum { TOO_BIG = 2 };

    if (l->cap < ICMP6_HDR)
        return ICMP6_CUT;
    if (l->icmp.type == TOO_BIG)
        text_printf(line->out, ", mtu %u", l->icmp.word);
    else
        text_printf(line->out, ", id %u, seq %u", l->icmp.id, l->icmp.seq);
    return ICMP6_SHOWN;
}

/* RFC 6275, RFC 5844: only an identifier to show. */
static enum icmp6_body put_id(struct line *line, const struct tl_layer *l)
{
    if (l->cap < 6)
        return ICMP6_CUT;
    text_printf(line->out, ", id 0x%04x", l->icmp.id);
    return ICMP6_SHOWN;
}

/* Behind the type's name; `how` changes when the line ends with a mark. */
static enum icmp6_body put_body(struct line *line, const struct tl_layer *l,
                                enum part_end *how)
{
    switch (l->icmp.type) {
    case 1:
        return l->cap < 2 ? ICMP6_CUT : put_unreachable(line, l, how);
    case 3:
        return l->cap < 2 ? ICMP6_CUT : put_exceeded(line, l);
    case 4:
        return l->cap < 2 ? ICMP6_CUT : put_parameter(line, l, how);
    case 2:
    case 128:
    case 129:
        return put_word(line, l);
    case 130:
    case 131:
    case 132:
    case 143:
        return put_icmp6_listener(line, l);
    case 133:
    case 134:
    case 135:
    case 136:
    case 137:
    case 145:
    case 147:
        return put_icmp6_discovery(line, l);
    case 144:
    case 146:
        return put_id(line, l);
    case 200:
    case 201:
        if (l->cap < 2)
            return ICMP6_CUT;
        text_printf(line->out, ", length %u", l->len);
        put_bytes(line, l);
        return ICMP6_HAS_LENGTH;
    default:
        return l->cap < 2 ? ICMP6_CUT : ICMP6_SHOWN;
    }
}

static void put_checksum(struct line *line, const struct tl_layer *l)
{
    enum { ICMP6 = 58 };

    if (line->style.verbose == 0 || checksum_is_partial(line->pkt, l))
        return;
    const uint64_t pseudo = checksum_pseudo(line->pkt, l, ICMP6, l->len);
    const struct checksum_verdict v =
        checksum_bytes(line->pkt, l, pseudo, l->icmp.checksum);
    if (v.state == CHECKSUM_GOOD)
        TEXT_LIT(line->out, "[icmp6 sum ok] ");
    else if (v.state == CHECKSUM_BAD)
        text_printf(line->out, "[bad icmp6 cksum 0x%04x -> 0x%04x!] ", v.stored,
                    v.expected);
}

enum part_end part_icmp6(struct line *line, const struct tl_layer *l)
{
    enum { CHECKSUM_END = 4 };
    enum part_end how = PART_END;

    line->label = "icmp6";
    if (l->len == 0) {
        TEXT_LIT(line->out, "ICMP6, length 0");
        return part_invalid(line);
    }
    if (l->cap == 0)
        return part_mark(line, PART_CUT);
    if (l->len < CHECKSUM_END && l->cap >= l->len && line->style.verbose > 0)
        return part_mark(line, PART_CUT);
    put_checksum(line, l);
    const char *name = type_names[l->icmp.type];
    if (name == NULL) {
        text_printf(line->out, "ICMP6, unknown icmp6 type (%u)", l->icmp.type);
        if (l->cap < 2)
            return part_mark(line, PART_CUT);
        text_printf(line->out, ", length %u", l->len);
        put_bytes(line, l);
        return PART_END;
    }
    text_printf(line->out, "ICMP6, %s", name);
    switch (put_body(line, l, &how)) {
    case ICMP6_CUT:
        return part_mark(line, PART_CUT);
    case ICMP6_SHOWN:
        if (line->style.verbose == 0)
            text_printf(line->out, ", length %u", l->len);
        break;
    case ICMP6_HAS_LENGTH:
        break;
    }
    return how;
}
