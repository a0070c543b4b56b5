/*
 * sflow.c - sFlow version 5: samples of flows and counters.
 *
 * A sample must be captured whole, but its records may take octets from what
 * follows it: they are held against the end of the datagram.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"

enum {
    AGENT_IP4 = 1,
    AGENT_IP6 = 2,
    HDR_IP4 = 28,
    HDR_IP6 = 40,
    VERSION = 5,
    SAMPLE_HDR = 8,
    RECORD_HDR = 8,
};

static const struct code_name sample_names[] = {
    {1, "flow sample"},
    {2, "counter sample"},
    {3, "expanded flow sample"},
    {4, "expanded counter sample"},
};

enum { FLOW = 1, COUNTER = 2, EXPANDED_FLOW = 3, EXPANDED_COUNTER = 4 };

static const struct code_name flow_names[] = {
    {1, "Raw packet"},
    {2, "Ethernet frame"},
    {3, "IPv4 Data"},
    {4, "IPv6 Data"},
    {1001, "Extended Switch data"},
    {1002, "Extended Router data"},
    {1003, "Extended Gateway data"},
    {1004, "Extended User data"},
    {1005, "Extended URL data"},
    {1006, "Extended MPLS data"},
    {1007, "Extended NAT data"},
    {1008, "Extended MPLS tunnel"},
    {1009, "Extended MPLS VC"},
    {1010, "Extended MPLS FEC"},
    {1011, "Extended MPLS LVP FEC"},
    {1012, "Extended VLAN Tunnel"},
};

enum { RAW_PACKET = 1, ETHERNET_FRAME = 2, EXTENDED_SWITCH = 1001 };

static const struct code_name raw_names[] = {
    {1, "Ethernet"},
    {11, "IPv4"},
    {12, "IPv6"},
};

static const struct code_name counter_names[] = {
    {1, "Generic counter"},    {2, "Ethernet counter"},
    {3, "Token ring counter"}, {4, "100 BaseVG counter"},
    {5, "Vlan counter"},       {1001, "Processor counter"},
};

enum {
    GENERIC = 1,
    ETHERNET = 2,
    TOKEN_RING = 3,
    BASE_VG = 4,
    VLAN = 5,
    PROCESSOR = 1001
};

static const struct code_name directions[] = {
    {0, "unknown"}, {1, "full-duplex"}, {2, "half-duplex"},
    {3, "in"},      {4, "out"},
};

static bool invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
    printer_need(pr, 0, pr->len);
    return false;
}

/* The octets of what is not known, with one -v only. */
static void put_hex(struct printer *pr, const char *indent, uint32_t off,
                    uint32_t n)
{
    if (pr->style->verbose <= 1)
        printer_hex(pr, indent, off, n);
}

static bool put_raw_packet(struct printer *pr, struct span v)
{
    if (v.len < 16)
        return invalid(pr);
    const uint32_t protocol = printer_u32(pr, v.off);
    text_printf(pr->out,
                "\n\t      protocol %s (%u), length %u, stripped bytes %u, "
                "header_size %u",
                CODE_NAME(raw_names, protocol, "Unknown"), protocol,
                printer_u32(pr, v.off + 4), printer_u32(pr, v.off + 8),
                printer_u32(pr, v.off + 12));
    return true;
}

static bool put_ethernet_frame(struct printer *pr, struct span v)
{
    if (v.len < 24)
        return invalid(pr);
    text_printf(pr->out, "\n\t      frame len %u, type %u",
                printer_u32(pr, v.off), printer_u32(pr, v.off + 20));
    return true;
}

/* The octets of the counters on the pattern's line that begins behind `s`. */
static uint32_t line_octets(const char *s)
{
    uint32_t n = 0;

    while (*++s != '\0' && *s != '\n')
        if (*s == '%')
            n += s[1] == 'u' ? 4 : 8;
    return n;
}

/*
 * A record's counters by a pattern: %u takes four octets, %U eight, and what
 * stands between is shown; a line is there as a whole or not at all.
 */
static void put_counters(struct printer *pr, uint32_t off, const char *pattern)
{
    for (const char *s = pattern; *s != '\0'; s++) {
        if (*s == '\n' && !printer_need(pr, off, line_octets(s)))
            return;
        if (*s != '%') {
            text_char(pr->out, *s);
        } else if (*++s == 'u') {
            text_u32(pr->out, printer_u32(pr, off));
            off += 4;
        } else {
            text_u64(pr->out, printer_u64(pr, off));
            off += 8;
        }
    }
}

static bool put_switch(struct printer *pr, struct span v)
{
    if (v.len < 16)
        return invalid(pr);
    put_counters(pr, v.off,
                 "\n\t      src vlan %u, src pri %u, dst vlan %u, dst pri %u");
    return true;
}

static bool put_flow_record(struct printer *pr, uint32_t format, uint32_t len,
                            struct span rest)
{
    if (format == RAW_PACKET)
        return put_raw_packet(pr, rest);
    if (format == ETHERNET_FRAME)
        return put_ethernet_frame(pr, rest);
    if (format == EXTENDED_SWITCH)
        return put_switch(pr, rest);
    if (CODE_NAME(flow_names, format, NULL) == NULL)
        put_hex(pr, "\n\t\t", rest.off, len);
    return true;
}

static bool put_generic(struct printer *pr, struct span v)
{
    enum { ADMIN_UP = 1, OPER_UP = 2 };

    if (v.len < 88)
        return invalid(pr);
    put_counters(pr, v.off,
                 "\n\t      ifindex %u, iftype %u, ifspeed %U, ifdirection %u");
    const uint32_t status = printer_u32(pr, v.off + 20);
    text_printf(pr->out,
                " (%s)\n\t      ifstatus %u, adminstatus: %s, operstatus: %s",
                CODE_NAME(directions, printer_u32(pr, v.off + 16), "Unknown"),
                status, (status & ADMIN_UP) != 0 ? "up" : "down",
                (status & OPER_UP) != 0 ? "up" : "down");
    put_counters(pr, v.off + 24,
                 "\n\t      In octets %U, unicast pkts %u, multicast pkts %u, "
                 "broadcast pkts %u, discards %u"
                 "\n\t      In errors %u, unknown protos %u"
                 "\n\t      Out octets %U, unicast pkts %u, multicast pkts %u, "
                 "broadcast pkts %u, discards %u"
                 "\n\t      Out errors %u, promisc mode %u");
    return true;
}

static const struct counter_form {
    uint32_t format, least;
    const char *pattern;
} counter_forms[] = {
    {ETHERNET, 52,
     "\n\t      align errors %u, fcs errors %u, single collision %u, "
     "multiple collision %u, test error %u"
     "\n\t      deferred %u, late collision %u, excessive collision %u, "
     "mac trans error %u"
     "\n\t      carrier error %u, frames too long %u, mac receive errors %u, "
     "symbol errors %u"},
    {TOKEN_RING, 0, ""},
    {BASE_VG, 80,
     "\n\t      in high prio frames %u, in high prio octets %U"
     "\n\t      in norm prio frames %u, in norm prio octets %U"
     "\n\t      in ipm errors %u, oversized %u, in data errors %u, "
     "null addressed frames %u"
     "\n\t      out high prio frames %u, out high prio octets %U, "
     "trans into frames %u"
     "\n\t      in hc high prio octets %U, in hc norm prio octets %U, "
     "out hc high prio octets %U"},
    {VLAN, 28,
     "\n\t      vlan_id %u, octets %U, unicast_pkt %u, multicast_pkt %u, "
     "broadcast_pkt %u, discards %u"},
    {PROCESSOR, 28,
     "\n\t      5sec %u, 1min %u, 5min %u, total_mem %U, total_mem %U"},
};

static bool put_counter_record(struct printer *pr, uint32_t format,
                               uint32_t len, struct span rest)
{
    if (format == GENERIC)
        return put_generic(pr, rest);
    for (size_t i = 0; i < COUNT_OF(counter_forms); i++) {
        if (counter_forms[i].format != format)
            continue;
        if (rest.len < counter_forms[i].least)
            return invalid(pr);
        put_counters(pr, rest.off, counter_forms[i].pattern);
        return true;
    }
    put_hex(pr, "\n\t\t", rest.off, len);
    return true;
}

static bool put_record(struct printer *pr, bool counters, uint32_t code,
                       uint32_t len, struct span rest)
{
    const uint32_t enterprise = counters ? code >> 20 : code >> 12;
    const uint32_t format = code & 0xfff;
    const char *name = "Unknown";

    if (enterprise == 0)
        name = counters ? CODE_NAME(counter_names, format, name)
                        : CODE_NAME(flow_names, format, name);
    text_printf(pr->out, "\n\t    enterprise %u%s %s (%u) length %u",
                enterprise, counters ? "," : "", name, format, len);
    if (len > rest.len)
        return invalid(pr);
    if (enterprise != 0)
        return true;
    return counters ? put_counter_record(pr, format, len, rest)
                    : put_flow_record(pr, format, len, rest);
}

static bool put_records(struct printer *pr, bool counters, uint32_t n,
                        struct span rest)
{
    for (; n > 0 && printer_ok(pr); n--) {
        if (rest.len < RECORD_HDR)
            return invalid(pr);
        const uint32_t code = printer_u32(pr, rest.off);
        const uint32_t len = printer_u32(pr, rest.off + 4);
        span_skip(&rest, RECORD_HDR);
        if (!put_record(pr, counters, code, len, rest))
            return false;
        span_skip(&rest, len);
    }
    return printer_ok(pr);
}

/* Type and index share a word unless the sample is an expanded one. */
static void put_source(struct printer *pr, uint32_t off, bool expanded)
{
    if (expanded) {
        put_counters(pr, off, " seqnum %u, type %u, idx %u");
        return;
    }
    const uint32_t source = printer_u32(pr, off + 4);
    put_counters(pr, off, " seqnum %u");
    text_printf(pr->out, ", type %u, idx %u", source >> 24, source & 0xffffff);
}

static bool put_flow(struct printer *pr, struct span rest, bool expanded)
{
    const uint32_t fixed = expanded ? 44 : 32;
    const uint32_t extra = expanded ? 4 : 0;

    if (rest.len < fixed)
        return invalid(pr);
    if (!printer_need(pr, rest.off, fixed))
        return false;
    put_source(pr, rest.off, expanded);
    put_counters(pr, rest.off + 8 + extra, ", rate %u, pool %u, drops %u");
    if (!expanded)
        put_counters(pr, rest.off + 20, ", input %u output %u records %u");
    else
        put_counters(pr, rest.off + 40, ", records %u");
    const uint32_t n = printer_u32(pr, rest.off + fixed - 4);
    span_skip(&rest, fixed);
    return put_records(pr, false, n, rest);
}

static bool put_counter(struct printer *pr, struct span rest, bool expanded)
{
    const uint32_t fixed = expanded ? 16 : 12;

    if (rest.len < fixed)
        return invalid(pr);
    if (!printer_need(pr, rest.off, fixed))
        return false;
    put_source(pr, rest.off, expanded);
    put_counters(pr, rest.off + fixed - 4, ", records %u");
    const uint32_t n = printer_u32(pr, rest.off + fixed - 4);
    span_skip(&rest, fixed);
    return put_records(pr, true, n, rest);
}

static bool put_sample(struct printer *pr, uint32_t format, uint32_t len,
                       struct span rest)
{
    switch (format) {
    case FLOW:
    case EXPANDED_FLOW:
        return put_flow(pr, rest, format == EXPANDED_FLOW);
    case COUNTER:
    case EXPANDED_COUNTER:
        return put_counter(pr, rest, format == EXPANDED_COUNTER);
    default:
        put_hex(pr, "\n\t    ", rest.off, len);
        return true;
    }
}

static void put_samples(struct printer *pr, uint32_t n, struct span rest)
{
    for (; n > 0 && rest.len > 0 && printer_ok(pr); n--) {
        if (!printer_need(pr, rest.off, SAMPLE_HDR))
            return;
        const uint32_t format = printer_u32(pr, rest.off) & 0xfff;
        const uint32_t len = printer_u32(pr, rest.off + 4);
        if (rest.len < SAMPLE_HDR)
            return;
        span_skip(&rest, SAMPLE_HDR);
        text_printf(pr->out, "\n\t%s (%u), length %u,",
                    CODE_NAME(sample_names, format, "Unknown"), format, len);
        if (format == 0 || len == 0)
            return;
        if (len > rest.len) {
            invalid(pr);
            return;
        }
        if (!printer_need(pr, rest.off, len) ||
            !put_sample(pr, format, len, rest))
            return;
        span_skip(&rest, len);
    }
}

/* Whether the header is there; what is missing has been said. */
static bool has_header(struct printer *pr, uint32_t version, uint32_t family)
{
    const uint32_t least = family == AGENT_IP6 ? HDR_IP6 : HDR_IP4;
    const bool known = family == AGENT_IP4 || family == AGENT_IP6;

    if (known && pr->len < least) {
        text_printf(pr->out, "sFlowv%u [length %u < %u] (invalid)", version,
                    pr->len, HDR_IP4);
        return false;
    }
    if (!printer_need(pr, 0, HDR_IP4))
        return false;
    if (version != VERSION)
        text_printf(pr->out, "sFlow version %u packet not supported", version);
    return version == VERSION;
}

/* Agents of unknown families are shown as those of IPv6. */
static bool print_sflow(struct printer *pr)
{
    enum { AGENT = 8 };
    const bool verbose = pr->style->verbose > 0;

    pr->label = "sflow";
    if (!printer_need(pr, 0, AGENT))
        return true;
    const uint32_t version = printer_u32(pr, 0);
    const uint32_t family = printer_u32(pr, 4);
    const bool ip4 = family == AGENT_IP4;
    const uint32_t hdr = ip4 ? HDR_IP4 : HDR_IP6;
    if (!has_header(pr, version, family) ||
        (verbose && !printer_need(pr, 0, hdr)))
        return true;
    text_printf(pr->out, "sFlowv%u, %s agent ", version, ip4 ? "IPv4" : "IPv6");
    if (ip4)
        text_ip4(pr->out, pr->base + AGENT);
    else
        text_ip6(pr->out, pr->base + AGENT);
    text_printf(pr->out, ", agent-id %u", printer_u32(pr, hdr - 16));
    const uint32_t n = verbose ? printer_u32(pr, hdr - 4) : 0;
    if (verbose)
        text_printf(pr->out, ", seqnum %u, uptime %u, samples %u",
                    printer_u32(pr, hdr - 12), printer_u32(pr, hdr - 8), n);
    text_printf(pr->out, ", length %u", pr->len);
    if (n > 0 && pr->len > hdr)
        put_samples(pr, n, (struct span){hdr, pr->len - hdr});
    return true;
}

const struct protocol protocol_sflow = {"sflow", print_sflow};
