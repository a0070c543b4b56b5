/*
 * icmp_text.c - ICMP (RFC 792, RFC 950, RFC 1256).
 */
#include "icmp.h"

#include "checksum.h"
#include "codes.h"
#include "extension.h"
#include "render.h"

enum {
    ICMP_HDR = 8,
    QUOTE = ICMP_HDR, /* the packet that an error is about */
    QUOTE_PROTO = QUOTE + 9,
    QUOTE_DST = QUOTE + 16,
    QUOTE_END = QUOTE + 20, /* of its IPv4 header */
    CHECKSUM_END = 4,
    IP4_LEN_END = 4,
};

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

/* A format whose `%` stands for the address the quoted packet went to. */
static void put_about(struct printer *pr, const char *format)
{
    const char *at = strchr(format, '%');

    text_put(pr->out, format, (size_t)(at - format));
    printer_addr4(pr, QUOTE_DST);
    text_str(pr->out, at + 1);
}

/*
 * The writers of messages answer false where the oracle looks for bytes
 * before it reads them, and does not find them.
 */

/* "A tcp port 80 unreachable": the port stands behind the quoted header. */
static bool put_port_unreachable(struct line *line, struct printer *pr)
{
    enum { TCP = 6, UDP = 17 };

    if (!printer_has(pr, QUOTE_PROTO, 1))
        return false;
    const uint8_t proto = printer_u8(pr, QUOTE_PROTO);
    const uint32_t hdr_len = (printer_u8(pr, QUOTE) & 15U) * 4;
    const uint16_t port = printer_u16(pr, QUOTE + hdr_len + 2);
    printer_addr4(pr, QUOTE_DST);
    if (proto == TCP || proto == UDP) {
        text_str(pr->out, proto == TCP ? " tcp port " : " udp port ");
        put_port(line, proto == UDP, port);
    } else {
        text_printf(pr->out, " protocol %u port %u", proto, port);
    }
    TEXT_LIT(pr->out, " unreachable");
    return true;
}

static bool put_unreachable(struct line *line, struct printer *pr)
{
    enum { PROTOCOL = 2, PORT = 3, FRAGMENT = 4 };
    const uint8_t code = printer_u8(pr, 1);
    const char *format = CODE_NAME(unreachables, code, NULL);

    if (code == PORT)
        return put_port_unreachable(line, pr);
    if (format != NULL) {
        put_about(pr, format);
        return true;
    }
    printer_addr4(pr, QUOTE_DST);
    if (code == PROTOCOL) {
        text_printf(pr->out, " protocol %u unreachable",
                    printer_u8(pr, QUOTE_PROTO));
    } else if (code == FRAGMENT) {
        const uint16_t mtu = printer_u16(pr, 6);
        TEXT_LIT(pr->out, " unreachable - need to frag");
        if (mtu != 0)
            text_printf(pr->out, " (mtu %u)", mtu);
    } else {
        text_printf(pr->out, " unreachable - #%u", code);
    }
    return true;
}

static void put_redirect(struct printer *pr)
{
    const uint8_t code = printer_u8(pr, 1);
    const char *format = CODE_NAME(redirects, code, NULL);

    if (format == NULL)
        text_printf(pr->out, "redirect-#%u ", code);
    put_about(pr, format != NULL ? format : "% to ");
    printer_addr4(pr, 4);
}

/* RFC 1256: lifetime as h:mm:ss, then the routers. */
static bool put_router_advertisement(struct printer *pr)
{
    enum { ENTRY = 8, WORDS = 2 };

    if (!printer_has(pr, 0, ICMP_HDR))
        return false;
    const uint8_t routers = printer_u8(pr, 4), words = printer_u8(pr, 5);
    const uint32_t life = printer_u16(pr, 6);
    TEXT_LIT(pr->out, "router advertisement lifetime ");
    if (life < 60)
        text_printf(pr->out, "%u", life);
    else if (life < 60 * 60)
        text_printf(pr->out, "%u:%02u", life / 60, life % 60);
    else
        text_printf(pr->out, "%u:%02u:%02u", life / 3600, life % 3600 / 60,
                    life % 60);
    text_printf(pr->out, " %u:", routers);
    if (words != WORDS) {
        text_printf(pr->out, " [size %u]", words);
        return true;
    }
    for (uint32_t i = 0, off = ICMP_HDR; i < routers; i++, off += ENTRY) {
        if (!printer_has(pr, off, ENTRY))
            return false;
        printer_text_addr4(pr, " {", off);
        text_printf(pr->out, " %u}", printer_u32(pr, off + 4));
    }
    return true;
}

static bool put_exceeded(struct printer *pr)
{
    const uint8_t code = printer_u8(pr, 1);

    if (!printer_has(pr, 0, QUOTE_END))
        return false;
    if (code == 0)
        TEXT_LIT(pr->out, "time exceeded in-transit");
    else if (code == 1)
        TEXT_LIT(pr->out, "ip reassembly time exceeded");
    else
        text_printf(pr->out, "time exceeded-#%u", code);
    return true;
}

static void put_parameter(struct printer *pr)
{
    const uint8_t code = printer_u8(pr, 1);

    if (code != 0)
        text_printf(pr->out, "parameter problem - code %u", code);
    else
        text_printf(pr->out, "parameter problem - octet %u", printer_u8(pr, 4));
}

/* `gap` is what stands between the two. */
static void put_numbers(struct printer *pr, const char *what, const char *gap)
{
    const uint16_t id = printer_u16(pr, 4), seq = printer_u16(pr, 6);

    text_str(pr->out, what);
    TEXT_LIT(pr->out, " id ");
    text_u32(pr->out, id);
    text_str(pr->out, gap);
    TEXT_LIT(pr->out, "seq ");
    text_u32(pr->out, seq);
}

/* Milliseconds since midnight. */
static void put_clock(struct printer *pr, const char *what, uint32_t off)
{
    const uint32_t ms = printer_u32(pr, off);

    text_printf(pr->out, "%s %02u:%02u:%02u.%03u", what, ms / 3600000,
                ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static bool put_time_stamp_reply(struct printer *pr)
{
    if (!printer_has(pr, ICMP_HDR, 12))
        return false;
    put_numbers(pr, "time stamp reply", " ");
    put_clock(pr, ": org", ICMP_HDR);
    put_clock(pr, ", recv", ICMP_HDR + 4);
    put_clock(pr, ", xmit", ICMP_HDR + 8);
    return true;
}

static void put_mask(struct printer *pr)
{
    text_printf(pr->out, "address mask is 0x%08x", printer_u32(pr, ICMP_HDR));
}

/* What says no more than its name. */
static const struct code_name plain_names[] = {
    {ICMP_QUENCH, "source quench"},
    {ICMP_ROUTER_SOLICITATION, "router solicitation"},
    {ICMP_INFORMATION, "information request"},
    {ICMP_INFORMATION_REPLY, "information reply"},
    {ICMP_MASK, "address mask request"},
};

static void put_plain(struct printer *pr, uint8_t type)
{
    const char *name = CODE_NAME(plain_names, type, NULL);

    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "type-#%u", type);
}

static bool put_message(struct line *line, struct printer *pr, uint8_t type)
{
    switch (type) {
    case ICMP_ECHO:
        put_numbers(pr, "echo request,", ", ");
        break;
    case ICMP_ECHO_REPLY:
        put_numbers(pr, "echo reply,", ", ");
        break;
    case ICMP_UNREACHABLE:
        return put_unreachable(line, pr);
    case ICMP_REDIRECT:
        put_redirect(pr);
        break;
    case ICMP_ROUTER_ADVERTISEMENT:
        return put_router_advertisement(pr);
    case ICMP_EXCEEDED:
        return put_exceeded(pr);
    case ICMP_PARAMETER:
        put_parameter(pr);
        break;
    case ICMP_TIME_STAMP:
        put_numbers(pr, "time stamp query", " ");
        break;
    case ICMP_TIME_STAMP_REPLY:
        return put_time_stamp_reply(pr);
    case ICMP_MASK_REPLY:
        put_mask(pr);
        break;
    default:
        put_plain(pr, type);
        break;
    }
    return true;
}

/* False when a wrong one is to be shown of a message too short for it. */
static bool put_checksum(struct line *line, const struct tl_layer *l)
{
    if (line->style.verbose == 0 || checksum_is_partial(line->pkt, l))
        return true;
    const struct checksum_verdict v =
        checksum_bytes(line->pkt, l, 0, l->icmp.checksum);
    if (v.state != CHECKSUM_BAD)
        return true;
    if (l->len < CHECKSUM_END)
        return false;
    text_printf(line->out, " (wrong icmp cksum %x (->%x)!)", v.stored,
                v.expected);
    return true;
}

/* What the message says; nothing of it is left when it is cut. */
static enum part_end put_text(struct line *line, const struct tl_layer *l)
{
    const size_t start = text_len(line->out);
    struct printer pr;
    part_printer(line, l, &pr);
    bool there = true;

    TEXT_LIT(line->out, "ICMP ");
    if (printer_need(&pr, 0, 2))
        there = put_message(line, &pr, l->icmp.type);
    if (there && printer_ok(&pr))
        return PART_NEXT;
    printer_rewind(&pr, start);
    return printer_finish(&pr) ? PART_CUT : part_mark(line, PART_END);
}

enum part_end part_icmp(struct line *line, const struct tl_layer *l)
{
    line->label = "icmp";
    const enum part_end how = put_text(line, l);
    if (how != PART_NEXT)
        return how;
    TEXT_LIT(line->out, ", length ");
    text_u32(line->out, l->len);
    if (!put_checksum(line, l))
        return part_mark(line, PART_CUT);
    if (line->style.verbose == 0 || !icmp_quotes(l->icmp.type))
        return PART_END;
    TEXT_LIT(line->out, "\n\t");
    /* The oracle reads the quote's length field within that length. */
    const struct tl_layer *quote = part_following(line, l);
    return quote->kind == TL_NONE || quote->cap < IP4_LEN_END
               ? part_mark(line, PART_CUT)
               : PART_NEXT;
}

/* The message was shown, and with it what it quotes. */
static bool shows_quote(const struct line *line, const struct tl_layer *l)
{
    return part_following(line, l)->kind != TL_NONE &&
           (l->icmp.type == ICMP_PARAMETER || l->cap >= QUOTE_END);
}

static bool may_be_extended(const struct tl_layer *l)
{
    enum { QUOTE_MAX = 128 };

    return (l->icmp.type == ICMP_UNREACHABLE || l->icmp.type == ICMP_EXCEEDED ||
            l->icmp.type == ICMP_PARAMETER) &&
           l->len > ICMP_HDR + QUOTE_MAX;
}

enum part_end close_icmp(struct line *line, const struct tl_layer *l)
{
    enum { EXTENSION_WORDS = 0xff0000 };

    if (line->style.verbose == 0 || !may_be_extended(l) ||
        !shows_quote(line, l))
        return PART_END;
    line->label = "icmp";
    struct printer pr;
    part_printer(line, l, &pr);
    print_icmp_extension(&pr, (l->icmp.word & EXTENSION_WORDS) != 0);
    return printer_finish(&pr) ? PART_CUT : PART_END;
}
