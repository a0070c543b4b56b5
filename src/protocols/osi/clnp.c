/*
 * clnp.c - CLNP, OSI's datagrams (ISO 8473-1). An error report quotes the
 * packet it is about.
 */
#include "codes.h"
#include "osi_kit.h"
#include "protocol.h"
#include "span.h"

enum {
    FIXED = 9, /* octets before the addresses */
    SEGMENTATION = 6,
    TYPE = 0x1f,
    SEGMENTED = 0x80,
    ERROR_REPORT = 1,
    DATA = 28,
    ECHO_RESPONSE = 31,
    NLPID = 0x81,
};

static const struct code_name types[] = {
    {ERROR_REPORT, "Error Report"},
    {DATA, "Data"},
    {29, "MD"},
    {30, "Echo Request"},
    {ECHO_RESPONSE, "Echo Response"},
};

static const struct code_name flags[] = {
    {SEGMENTED, "Segmentation permitted"},
    {0x40, "more Segments"},
    {0x20, "request Error Report"},
};

enum {
    DISCARD_REASON = 193,
    QOS = 195,
    SECURITY = 197,
    SOURCE_ROUTING = 200,
    ROUTE_RECORDING = 203,
    PADDING = 204,
    PRIORITY = 205,
};

static const struct code_name options[] = {
    {DISCARD_REASON, "Discard Reason"},
    {QOS, "QoS Maintenance"},
    {SECURITY, "Security"},
    {SOURCE_ROUTING, "Source Routing"},
    {ROUTE_RECORDING, "Route Recording"},
    {PADDING, "Padding"},
    {PRIORITY, "Priority"},
};

/* The shortest value of an option, without which its packet is no good. */
static uint32_t least_length(uint8_t option)
{
    switch (option) {
    case SOURCE_ROUTING:
    case ROUTE_RECORDING:
    case SECURITY:
        return 2;
    case QOS:
    case PRIORITY:
    case DISCARD_REASON:
        return 1;
    default:
        return 0;
    }
}

/*
 * The labels of reads that pin the packet, and of those where the oracle finds
 * out by itself and goes on: told apart by where they are.
 */
static const char pinned[] = "clnp";
static const char unpinned[] = "clnp";

/*
 * The addresses of a route. The oracle shows the first of them as often as
 * it fits into the option.
 */
static void put_route(struct printer *pr, uint8_t option, struct span v)
{
    static const struct code_name states[] = {{0, "partial"}, {1, "complete"}};
    const uint8_t first = printer_u8(pr, v.off + 1);

    text_printf(pr->out, "%s %s",
                CODE_NAME(states, printer_u8(pr, v.off), "Unknown"),
                option == SOURCE_ROUTING ? "source routing"
                                         : "recording of route in progress");
    if (first == 0) {
        TEXT_LIT(pr->out, " Bad NSAP offset (0)");
        return;
    }
    if (first - 1U > v.len) {
        TEXT_LIT(pr->out, " Bad NSAP offset (past end of option)");
        return;
    }
    span_skip(&v, first - 1U);
    for (uint32_t left = v.len; left > 0 && printer_ok(pr);) {
        const uint8_t n = printer_u8(pr, v.off);
        if (n == 0)
            return;
        if (n + 1U > left) {
            TEXT_LIT(pr->out, "\n\t    NSAP address goes past end of option");
            return;
        }
        if (!printer_need(pr, v.off + 1, n))
            return;
        text_printf(pr->out, "\n\t    NSAP address (length %u): ", n);
        osi_put_nsap(pr, v.off + 1, n);
        left -= n + 1U;
    }
}

static const struct code_name scopes[] = {
    {0x00, "Reserved"},
    {0x40, "Source Address Specific"},
    {0x80, "Destination Address Specific"},
    {0xc0, "Globally unique"},
};

static void put_scope(struct printer *pr, uint8_t octet)
{
    TEXT_LIT(pr->out, "\n\t    Format Code: ");
    text_str(pr->out, CODE_NAME(scopes, octet & 0xc0, ""));
}

static void put_qos(struct printer *pr, uint8_t octet)
{
    static const struct code_name names[] = {
        {0x20, "reserved"},        {0x10, "sequencing vs. delay"},
        {0x08, "congested"},       {0x04, "delay vs. cost"},
        {0x02, "error vs. delay"}, {0x01, "error vs. cost"},
    };

    put_scope(pr, octet);
    if ((octet & 0xc0) != 0xc0)
        return;
    TEXT_LIT(pr->out, "\n\t    QoS Flags [");
    CODE_PUT_BITS_OR(pr->out, names, octet, ", ", "none");
    text_char(pr->out, ']');
}

/* ISO 8473-1 section 7.9.5: the class in the high bits, what in the low. */
static void put_discard_reason(struct printer *pr, uint8_t reason)
{
    static const struct code_name classes[] = {
        {0x0, "General"},  {0x8, "Address"},       {0x9, "Source Routeing"},
        {0xa, "Lifetime"}, {0xb, "PDU Discarded"}, {0xc, "Reassembly"},
    };
    static const struct code_name reasons[] = {
        {0x00, "Reason not specified"},
        {0x01, "Protocol procedure error"},
        {0x02, "Incorrect checksum"},
        {0x03, "PDU discarded due to congestion"},
        {0x04, "Header syntax error (cannot be parsed)"},
        {0x05, "Segmentation needed but not permitted"},
        {0x06, "Incomplete PDU received"},
        {0x07, "Duplicate option"},
        {0x80, "Destination address unreachable"},
        {0x81, "Destination address unknown"},
        {0x90, "Unspecified source routeing error"},
        {0x91, "Syntax error in source routeing field"},
        {0x92, "Unknown address in source routeing field"},
        {0x93, "Path not acceptable"},
        {0xa0, "Lifetime expired while data unit in transit"},
        {0xa1, "Lifetime expired during reassembly"},
        {0xb0, "Unsupported option not specified"},
        {0xb1, "Unsupported protocol version"},
        {0xb2, "Unsupported security option"},
        {0xb3, "Unsupported source routeing option"},
        {0xb4, "Unsupported recording of route option"},
        {0xc0, "Reassembly interference"},
    };

    text_printf(pr->out, "\n\t    Class: %s Error (0x%01x), %s (0x%01x)",
                CODE_NAME(classes, reason >> 4, "Unknown"), reason >> 4,
                CODE_NAME(reasons, reason, "Unknown"), reason & 15U);
}

static void put_option(struct printer *pr, uint8_t option, struct span v)
{
    switch (option) {
    case PADDING:
        TEXT_LIT(pr->out, "padding data");
        break;
    case SOURCE_ROUTING:
    case ROUTE_RECORDING:
        put_route(pr, option, v);
        break;
    case PRIORITY:
        text_printf(pr->out, "0x%01x", printer_u8(pr, v.off) & 15U);
        break;
    case QOS:
        put_qos(pr, printer_u8(pr, v.off));
        break;
    case SECURITY:
        put_scope(pr, printer_u8(pr, v.off));
        text_printf(pr->out, ", Security-Level %u", printer_u8(pr, v.off + 1));
        break;
    case DISCARD_REASON:
        put_discard_reason(pr, printer_u8(pr, v.off));
        break;
    default:
        printer_hex(pr, "\n\t  ", v.off, v.len);
        break;
    }
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", v.off, v.len);
}

/* False where the header is no good. */
static bool put_options(struct printer *pr, struct span list)
{
    while (list.len > 0 && printer_ok(pr)) {
        struct osi_option o;
        pr->label = pinned;
        if (!osi_next_option(pr, &list, &o))
            return false;
        pr->label = unpinned;
        if (!printer_need(pr, o.value.off, o.value.len))
            return true;
        text_printf(pr->out, "\n\t  %s Option #%u, length %u, value: ",
                    CODE_NAME(options, o.type, "Unknown"), o.type, o.value.len);
        if (o.value.len < least_length(o.type)) {
            TEXT_LIT(pr->out, ", bad opt len");
            return false;
        }
        put_option(pr, o.type, o.value);
    }
    return true;
}

/* The addresses, and the header that is left behind them. */
struct ends {
    struct span dst, src, rest;
};

/* False, with words unless it is cut, where they do not fit. */
static bool read_ends(struct printer *pr, struct span pdu, struct ends *e)
{
    struct span rest = {pdu.off + FIXED, printer_u8(pr, pdu.off + 1) - FIXED};
    struct span *const addr[] = {&e->dst, &e->src};

    for (size_t i = 0; i < COUNT_OF(addr); i++) {
        pr->label = pinned;
        const uint32_t n = rest.len > 0 ? printer_u8(pr, rest.off) : 0;
        if (!printer_ok(pr))
            return false;
        if (rest.len < n + 1) {
            TEXT_LIT(pr->out,
                     "li < size of fixed part of CLNP header and addresses");
            return false;
        }
        pr->label = unpinned;
        *addr[i] = (struct span){rest.off + 1, n};
        if (!printer_need(pr, rest.off + 1, n))
            return false;
        span_skip(&rest, n + 1);
    }
    e->rest = rest;
    return true;
}

static void put_ends_short(struct printer *pr, const struct ends *e,
                           uint8_t type, uint32_t len)
{
    text_str(pr->out, pr->style->link_shown ? "" : ", ");
    osi_put_nsap(pr, e->src.off, e->src.len);
    TEXT_LIT(pr->out, " > ");
    osi_put_nsap(pr, e->dst.off, e->dst.len);
    TEXT_LIT(pr->out, ", ");
    CODE_PUT(pr->out, types, type, "unknown (%u)");
    text_printf(pr->out, ", length %u", len);
}

static void put_ends(struct printer *pr, struct span pdu, const struct ends *e)
{
    const uint32_t off = pdu.off;
    const uint8_t bits = printer_u8(pr, off + 4);
    const uint8_t hlen = printer_u8(pr, off + 1);
    const uint8_t life = printer_u8(pr, off + 3);

    text_printf(pr->out, "%slength %u\n\t", pr->style->link_shown ? "" : ", ",
                pdu.len);
    CODE_PUT(pr->out, types, bits & TYPE, "unknown (%u)");
    text_printf(pr->out,
                " PDU, hlen: %u, v: %u, lifetime: %u.%us, Segment PDU length: "
                "%u, checksum: 0x%04x",
                hlen, printer_u8(pr, off + 2), life / 2, life % 2 * 5,
                printer_u16(pr, off + 5), printer_u16(pr, off + 7));
    osi_put_checksum(pr, off, hlen, off + 7);
    TEXT_LIT(pr->out, "\n\tFlags [");
    CODE_PUT_BITS_OR(pr->out, flags, bits, ", ", "none");
    text_printf(pr->out, "]\n\tsource address (length %u): ", e->src.len);
    osi_put_nsap(pr, e->src.off, e->src.len);
    text_printf(pr->out, "\n\tdest   address (length %u): ", e->dst.len);
    osi_put_nsap(pr, e->dst.off, e->dst.len);
}

/* False, with words, where the segmentation part does not fit. */
static bool put_segmentation(struct printer *pr, struct span *rest)
{
    if (rest->len < SEGMENTATION) {
        TEXT_LIT(pr->out, "li < size of fixed part of CLNP header, addresses, "
                          "and segment part");
        return false;
    }
    if (printer_need(pr, rest->off, SEGMENTATION))
        text_printf(pr->out,
                    "\n\tData Unit ID: 0x%04x, Segment Offset: %u, "
                    "Total PDU Length: %u",
                    printer_u16(pr, rest->off), printer_u16(pr, rest->off + 2),
                    printer_u16(pr, rest->off + 4));
    span_skip(rest, SEGMENTATION);
    return true;
}

/* False, with words, where the fixed header cannot be right. */
static bool is_sound(struct printer *pr, struct span pdu)
{
    const uint8_t hlen = printer_u8(pr, pdu.off + 1);
    const uint8_t version = printer_u8(pr, pdu.off + 2);

    if (version == 1)
        return osi_length_fits(pr, pdu, hlen, FIXED);
    text_printf(pr->out, "version %u packet not supported", version);
    return false;
}

enum outcome { DONE, WRONG, QUOTES };

/* What stands behind the header; QUOTES when it is a packet to print. */
static enum outcome put_data(struct printer *pr, uint8_t type, struct span data)
{
    pr->label = pinned;
    if ((type == ERROR_REPORT || type == ECHO_RESPONSE) &&
        printer_u8(pr, data.off) == NLPID) {
        TEXT_LIT(pr->out, "\n\t-----original packet-----\n\t");
        return data.len > 0 ? QUOTES : DONE;
    }
    if (data.len > 0) {
        text_printf(pr->out, "\n\t  undecoded non-header data, length %u",
                    data.len);
        printer_hex(pr, "\n\t  ", data.off, data.len);
    }
    return DONE;
}

/* The packet in `pdu`, which becomes what it quotes. */
static enum outcome put_packet(struct printer *pr, struct span *pdu)
{
    struct ends ends;

    pr->label = unpinned;
    if (!printer_need(pr, pdu->off, FIXED))
        return DONE;
    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "CLNP");
    if (!is_sound(pr, *pdu) || !read_ends(pr, *pdu, &ends))
        return WRONG;
    const uint8_t bits = printer_u8(pr, pdu->off + 4);
    if (pr->style->verbose == 0) {
        put_ends_short(pr, &ends, bits & TYPE, pdu->len);
        return DONE;
    }
    put_ends(pr, *pdu, &ends);
    if ((bits & SEGMENTED) != 0 && !put_segmentation(pr, &ends.rest))
        return WRONG;
    if (!put_options(pr, ends.rest))
        return WRONG;
    span_skip(pdu, printer_u8(pr, pdu->off + 1));
    return put_data(pr, bits & TYPE, *pdu);
}

static bool print_clnp(struct printer *pr)
{
    struct span pdu = {0, pr->len};

    pr->label = unpinned;
    enum outcome outcome = put_packet(pr, &pdu);
    const bool wrong = outcome == WRONG;
    while (outcome == QUOTES && printer_ok(pr))
        outcome = put_packet(pr, &pdu);
    if (pr->cut && pr->cut_label != pinned)
        printer_settle(pr);
    else if (wrong)
        printer_hex(pr, "\n\t", 0, pr->len);
    return true;
}

const struct protocol protocol_clnp = {"clnp", print_clnp};
