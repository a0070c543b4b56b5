/*
 * icmp6_text.c - ICMPv6: the header, echo, and the errors of RFC 4443 with
 * what they say of the packet they quote. Other messages are leaves.
 */
#include "checksum.h"
#include "count.h"
#include "printer.h"
#include "render.h"

enum {
    UNREACHABLE = 1,
    TOO_BIG = 2,
    EXCEEDED = 3,
    PARAMETER = 4,
    ECHO_REQUEST = 128,
    ECHO_REPLY = 129,
    MTRACE_RESPONSE = 200,
    MTRACE = 201,
    CHECKSUM_END = 4,
    QUOTE = 8,      /* the quoted packet's start */
    QUOTE_SRC = 16, /* its addresses */
    QUOTE_DST = 32,
    QUOTE_END = 48, /* of its IPv6 header */
};

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

/* The whole message; -vv is spared it. */
static bool put_bytes(struct printer *pr)
{
    if (pr->style->verbose < 2)
        printer_hex(pr, "\n\t", 0, pr->len);
    return false;
}

static bool put_unknown(struct printer *pr)
{
    text_printf(pr->out, ", length %u", pr->len);
    return put_bytes(pr);
}

/* The oracle looks before it reads, and says no length then. */
static bool put_mark(struct printer *pr)
{
    printer_mark(pr);
    return false;
}

struct upper {
    uint8_t proto;
    uint32_t off; /* its header */
};

/* The transport of the quoted packet; false when it cannot be found. */
static bool find_upper(struct printer *pr, struct upper *out)
{
    enum { HOP = 0, ROUTING = 43, FRAGMENT = 44, AH = 51, DESTINATION = 60 };
    enum { NEXT_HEADER = QUOTE + 6, FRAGMENT_OFFSET = 0xfff8 };

    *out = (struct upper){printer_u8(pr, NEXT_HEADER), QUOTE_END};
    while (printer_has(pr, out->off, 4)) {
        const uint32_t units = printer_u8(pr, out->off + 1);
        uint32_t len = 8;
        switch (out->proto) {
        case HOP:
        case ROUTING:
        case DESTINATION:
            len = (units + 1) * 8;
            break;
        case FRAGMENT:
            if ((printer_u16(pr, out->off + 2) & FRAGMENT_OFFSET) != 0)
                return false;
            break;
        case AH:
            len = (units + 2) * 4;
            break;
        default:
            return true;
        }
        out->proto = printer_u8(pr, out->off);
        out->off += len;
    }
    return false;
}

/* "A tcp port 80" */
static bool put_port_unreachable(struct line *line, struct printer *pr)
{
    enum { TCP = 6, UDP = 17 };
    struct upper upper;

    TEXT_LIT(pr->out, ", unreachable port");
    if (!printer_has(pr, QUOTE_END, 4) || !find_upper(pr, &upper) ||
        (upper.proto != TCP && upper.proto != UDP))
        return put_mark(pr);
    printer_text_addr6(pr, ", ", QUOTE_DST);
    text_str(pr->out, upper.proto == TCP ? " tcp port " : " udp port ");
    put_port(line, upper.proto == UDP, printer_u16(pr, upper.off + 2));
    return true;
}

static bool put_unreachable(struct line *line, struct printer *pr, uint8_t code)
{
    enum { SCOPE = 2, PORT = 4 };
    static const char *const texts[] = {
        ", unreachable route", ",  unreachable prohibited", ", beyond scope",
        ", unreachable address"};

    if (code == PORT)
        return put_port_unreachable(line, pr);
    if (code > PORT) {
        text_printf(pr->out, ", unknown unreach code (%u)", code);
        return put_bytes(pr);
    }
    text_str(pr->out, texts[code]);
    printer_text_addr6(pr, " ", QUOTE_DST);
    if (code == SCOPE)
        printer_text_addr6(pr, ", source address ", QUOTE_SRC);
    return true;
}

static bool put_exceeded(struct printer *pr, uint8_t code)
{
    switch (code) {
    case 0:
        printer_text_addr6(pr, " for ", QUOTE_DST);
        break;
    case 1:
        TEXT_LIT(pr->out, " (reassembly)");
        break;
    default:
        text_printf(pr->out, ", unknown code (%u)", code);
        break;
    }
    return true;
}

static bool put_parameter(struct printer *pr, uint8_t code)
{
    static const char *const texts[] = {"erroneous", "next header", "option",
                                        "incomplete header chain"};

    if (!printer_has(pr, 0, QUOTE_END))
        return put_mark(pr);
    if (code < COUNT_OF(texts))
        text_printf(pr->out, ", %s - octet %u", texts[code],
                    printer_u32(pr, 4));
    else
        text_printf(pr->out, ", code-#%u", code);
    return true;
}

static bool put_echo(struct printer *pr)
{
    if (printer_need(pr, 4, 4))
        text_printf(pr->out, ", id %u, seq %u", printer_u16(pr, 4),
                    printer_u16(pr, 6));
    return true;
}

/* Behind the type's name; true when the length is still to be said. */
static bool put_body(struct line *line, struct printer *pr, uint8_t type)
{
    const uint8_t code = printer_u8(pr, 1);

    if (!printer_ok(pr))
        return false;
    switch (type) {
    case UNREACHABLE:
        return put_unreachable(line, pr, code);
    case TOO_BIG:
        text_printf(pr->out, ", mtu %u", printer_u32(pr, 4));
        return true;
    case EXCEEDED:
        return put_exceeded(pr, code);
    case PARAMETER:
        return put_parameter(pr, code);
    case ECHO_REQUEST:
    case ECHO_REPLY:
        return put_echo(pr);
    case MTRACE_RESPONSE:
    case MTRACE:
        return put_unknown(pr);
    default:
        return type_names[type] != NULL || put_unknown(pr);
    }
}

static void put_length(struct line *line, const struct tl_layer *l)
{
    if (line->style.verbose == 0)
        text_printf(line->out, ", length %u", l->len);
}

/* False when the message is too short to have one. */
static bool put_checksum(struct line *line, const struct tl_layer *l)
{
    enum { ICMP6 = 58 };

    if (line->style.verbose == 0 || checksum_is_partial(line->pkt, l))
        return true;
    if (l->len < CHECKSUM_END && l->cap >= l->len)
        return false;
    const uint64_t pseudo = checksum_pseudo(line->pkt, l, ICMP6, l->len);
    const struct checksum_verdict v =
        checksum_bytes(line->pkt, l, pseudo, l->icmp.checksum);
    if (v.state == CHECKSUM_GOOD)
        TEXT_LIT(line->out, "[icmp6 sum ok] ");
    else if (v.state == CHECKSUM_BAD)
        text_printf(line->out, "[bad icmp6 cksum 0x%04x -> 0x%04x!] ", v.stored,
                    v.expected);
    return true;
}

enum part_end part_icmp6(struct line *line, const struct tl_layer *l)
{
    const uint8_t type = l->icmp.type;

    line->label = "icmp6";
    if (l->len == 0) {
        TEXT_LIT(line->out, "ICMP6, length 0");
        return part_invalid(line);
    }
    if (l->cap == 0 || !put_checksum(line, l))
        return part_mark(line, PART_CUT);
    if (type_names[type] != NULL)
        text_printf(line->out, "ICMP6, %s", type_names[type]);
    else
        text_printf(line->out, "ICMP6, unknown icmp6 type (%u)", type);
    if (part_following(line, l)->kind != TL_NONE)
        return PART_NEXT;
    struct printer pr;
    part_printer(line, l, &pr);
    const bool needs_length = put_body(line, &pr, type);
    if (printer_finish(&pr))
        return PART_CUT;
    if (needs_length)
        put_length(line, l);
    return PART_END;
}

/* Behind a leaf. */
enum part_end close_icmp6(struct line *line, const struct tl_layer *l)
{
    if (part_following(line, l)->kind == TL_LEAF)
        put_length(line, l);
    return PART_END;
}
