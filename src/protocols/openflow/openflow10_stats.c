/*
 * openflow10_stats.c - the statistics and queues of OpenFlow 1.0.
 */
#include "openflow10_stats.h"

#include "openflow10_flow.h"
#include "openflow_port.h"
#include "values.h"

enum stats_type {
    STATS_DESC = 0,
    STATS_FLOW,
    STATS_AGGREGATE,
    STATS_TABLE,
    STATS_PORT,
    STATS_QUEUE,
    STATS_VENDOR = 0xffff,
};

static const struct code_name stats_names[] = {
    {STATS_DESC, "DESC"},           {STATS_FLOW, "FLOW"},
    {STATS_AGGREGATE, "AGGREGATE"}, {STATS_TABLE, "TABLE"},
    {STATS_PORT, "PORT"},           {STATS_QUEUE, "QUEUE"},
    {STATS_VENDOR, "VENDOR"},
};

enum {
    FLOW_REQUEST_LEN = 44,
    DESC_LEN = 1056,
    FLOW_LEN = 88,
    AGGREGATE_LEN = 24,
    TABLE_LEN = 64,
    PORT_LEN = 104,
    QUEUE_LEN = 32,
};

static void put_u64(struct printer *pr, const char *name, uint32_t off)
{
    text_printf(pr->out, ", %s %llu", name,
                (unsigned long long)printer_u64(pr, off));
}

static void put_table(struct printer *pr, uint8_t table)
{
    static const struct code_name names[] = {
        {0xfe, "EMERG"},
        {0xff, "ALL"},
    };

    CODE_PUT(pr->out, names, table, "%u");
}

/* "\n\t type FLOW, flags 0x0001 (MORE)"; takes both off `s`. */
static uint16_t print_head(struct printer *pr, struct span *s,
                           uint16_t known_flags)
{
    const uint16_t type = printer_u16(pr, s->off);
    TEXT_LIT(pr->out, "\n\t type ");
    CODE_PUT(pr->out, stats_names, type, "invalid (0x%04x)");
    const uint16_t flags = printer_u16(pr, s->off + 2);
    text_printf(pr->out, ", flags 0x%04x%s%s", flags,
                flags & known_flags ? " (MORE)" : "",
                flags & ~known_flags ? " (bogus)" : "");
    span_skip(s, 4);
    return type;
}

/* --- requests ---------------------------------------------------------- */

static void print_flow_request(struct printer *pr, struct span s)
{
    if (s.len != FLOW_REQUEST_LEN) {
        of_invalid(pr, s);
        return;
    }
    of10_print_match(pr, "\n\t ", s.off);
    const uint8_t table = printer_u8(pr, s.off + 40);
    TEXT_LIT(pr->out, "\n\t table_id ");
    put_table(pr, table);
    of_print_port_number(pr, &of_ports10, ", out_port ", s.off + 42);
}

/* A port number, and a queue number when `queues`. */
static void print_port_request(struct printer *pr, struct span s, bool queues)
{
    if (s.len != 8) {
        of_invalid(pr, s);
        return;
    }
    of_print_port_number(pr, &of_ports10, "\n\t port_no ", s.off);
    if (!printer_need(pr, s.off, s.len) || !queues)
        return;
    const uint32_t queue = printer_u32(pr, s.off + 4);
    if (queue == 0xffffffff)
        TEXT_LIT(pr->out, ", queue_id ALL");
    else
        text_printf(pr->out, ", queue_id %u", queue);
}

static void print_vendor_stats(struct printer *pr, struct span s)
{
    if (s.len < 4) {
        of_invalid(pr, s);
        return;
    }
    const uint32_t vendor = printer_u32(pr, s.off);
    TEXT_LIT(pr->out, ", vendor ");
    of_put_vendor(pr, vendor);
    span_skip(&s, 4);
    of_print_data(pr, s);
}

void of10_print_stats_request(struct printer *pr, struct span s)
{
    switch (print_head(pr, &s, 0)) {
    case STATS_DESC:
    case STATS_TABLE:
        if (s.len > 0)
            of_invalid(pr, s);
        break;
    case STATS_FLOW:
    case STATS_AGGREGATE:
        print_flow_request(pr, s);
        break;
    case STATS_PORT:
        print_port_request(pr, s, false);
        break;
    case STATS_QUEUE:
        print_port_request(pr, s, true);
        break;
    case STATS_VENDOR:
        print_vendor_stats(pr, s);
        break;
    }
}

/* --- replies ----------------------------------------------------------- */

static void print_desc(struct printer *pr, struct span s)
{
    static const struct {
        const char *name;
        uint16_t len;
    } fields[] = {
        {"mfr_desc", 256},  {"hw_desc", 256}, {"sw_desc", 256},
        {"serial_num", 32}, {"dp_desc", 256},
    };

    if (s.len != DESC_LEN) {
        of_invalid(pr, s);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        text_printf(pr->out, "\n\t  %s '", fields[i].name);
        printer_string(pr, s.off, fields[i].len);
        text_char(pr->out, '\'');
        span_skip(&s, fields[i].len);
    }
}

static void print_flow(struct printer *pr, struct span s)
{
    const uint32_t off = s.off + 4 + OF10_MATCH_LEN;
    struct text *out = pr->out;

    const uint8_t table = printer_u8(pr, s.off + 2);
    TEXT_LIT(out, ", table_id ");
    put_table(pr, table);
    of10_print_match(pr, "\n\t  ", s.off + 4);
    text_printf(out, "\n\t  duration_sec %u", printer_u32(pr, off));
    text_printf(out, ", duration_nsec %u", printer_u32(pr, off + 4));
    text_printf(out, ", priority %u", printer_u16(pr, off + 8));
    text_printf(out, ", idle_timeout %u", printer_u16(pr, off + 10));
    text_printf(out, ", hard_timeout %u", printer_u16(pr, off + 12));
    text_printf(out, ", cookie 0x%016llx",
                (unsigned long long)printer_u64(pr, off + 20));
    put_u64(pr, "packet_count", off + 28);
    put_u64(pr, "byte_count", off + 36);
    span_skip(&s, FLOW_LEN);
    of10_print_actions(pr, "\n\t ", s);
}

static void print_flows(struct printer *pr, struct span s)
{
    while (s.len > 0 && printer_ok(pr)) {
        if (s.len < FLOW_LEN) {
            of_invalid(pr, s);
            return;
        }
        const uint16_t len = printer_u16(pr, s.off);
        text_printf(pr->out, "\n\t length %u", len);
        if (len < FLOW_LEN || len > s.len) {
            of_invalid(pr, s);
            return;
        }
        print_flow(pr, (struct span){s.off, len});
        span_skip(&s, len);
    }
}

static void print_aggregate(struct printer *pr, struct span s)
{
    if (s.len != AGGREGATE_LEN) {
        of_invalid(pr, s);
        return;
    }
    text_printf(pr->out, "\n\t packet_count %llu",
                (unsigned long long)printer_u64(pr, s.off));
    put_u64(pr, "byte_count", s.off + 8);
    text_printf(pr->out, ", flow_count %u", printer_u32(pr, s.off + 16));
    printer_need(pr, s.off, s.len);
}

static void print_table(struct printer *pr, uint32_t off)
{
    static const struct code_name wildcards[] = {
        {0x000001, "IN_PORT"}, {0x000002, "DL_VLAN"}, {0x000004, "DL_SRC"},
        {0x000008, "DL_DST"},  {0x000010, "DL_TYPE"}, {0x000020, "NW_PROTO"},
        {0x000040, "TP_SRC"},  {0x000080, "TP_DST"},  {0x100000, "DL_VLAN_PCP"},
        {0x200000, "NW_TOS"},
    };
    struct text *out = pr->out;

    const uint8_t table = printer_u8(pr, off);
    TEXT_LIT(out, "\n\t table_id ");
    put_table(pr, table);
    TEXT_LIT(out, ", name '");
    printer_string(pr, off + 4, 32);
    text_char(out, '\'');
    const uint32_t wild = printer_u32(pr, off + 36);
    TEXT_LIT(out, "\n\t  wildcards ");
    OF_PUT_BITS(pr, wild, 0x3fffff, 8, wildcards);
    text_printf(out, "\n\t  max_entries %u", printer_u32(pr, off + 40));
    text_printf(out, ", active_count %u", printer_u32(pr, off + 44));
    put_u64(pr, "lookup_count", off + 48);
    put_u64(pr, "matched_count", off + 56);
}

static void print_port(struct printer *pr, uint32_t off)
{
    static const char *const counters[] = {
        "rx_packets",   "tx_packets",  "rx_bytes",   "tx_bytes",
        "rx_dropped",   "tx_dropped",  "rx_errors",  "tx_errors",
        "rx_frame_err", "rx_over_err", "rx_crc_err", "collisions",
    };

    of_print_port_number(pr, &of_ports10, "\n\t  port_no ", off);
    if (pr->style->verbose < 2) {
        printer_need(pr, off, PORT_LEN);
        return;
    }
    for (uint32_t i = 0; i < COUNT_OF(counters); i++)
        put_u64(pr, counters[i], off + 8 + 8 * i);
}

static void print_queue(struct printer *pr, uint32_t off)
{
    of_print_port_number(pr, &of_ports10, "\n\t  port_no ", off);
    text_printf(pr->out, ", queue_id %u", printer_u32(pr, off + 4));
    put_u64(pr, "tx_bytes", off + 8);
    put_u64(pr, "tx_packets", off + 16);
    put_u64(pr, "tx_errors", off + 24);
}

/* Entries of `size` octets each. */
static void print_list(struct printer *pr, struct span s, uint32_t size,
                       void (*print)(struct printer *pr, uint32_t off))
{
    for (; s.len >= size && printer_ok(pr); span_skip(&s, size))
        print(pr, s.off);
    if (s.len > 0)
        of_invalid(pr, s);
}

void of10_print_stats_reply(struct printer *pr, struct span s)
{
    switch (print_head(pr, &s, 1)) {
    case STATS_DESC:
        print_desc(pr, s);
        break;
    case STATS_FLOW:
        print_flows(pr, s);
        break;
    case STATS_AGGREGATE:
        print_aggregate(pr, s);
        break;
    case STATS_TABLE:
        print_list(pr, s, TABLE_LEN, print_table);
        break;
    case STATS_PORT:
        print_list(pr, s, PORT_LEN, print_port);
        break;
    case STATS_QUEUE:
        print_list(pr, s, QUEUE_LEN, print_queue);
        break;
    case STATS_VENDOR:
        print_vendor_stats(pr, s);
        break;
    default: /* unlike in a request, what is not printed must be there */
        printer_need(pr, s.off, s.len);
        break;
    }
}

/* --- queue configuration ----------------------------------------------- */

enum property {
    PROPERTY_NONE = 0,
    PROPERTY_MIN_RATE = 1,
};

static const struct code_name property_names[] = {
    {PROPERTY_NONE, "NONE"},
    {PROPERTY_MIN_RATE, "MIN_RATE"},
};

/* Rates are in tenths of a percent. */
static void print_rate(struct printer *pr, uint32_t off)
{
    const uint16_t rate = printer_u16(pr, off);

    if (rate > 1000)
        TEXT_LIT(pr->out, ", rate disabled");
    else
        text_printf(pr->out, ", rate %u.%u%%", rate / 10, rate % 10);
}

static void print_properties(struct printer *pr, struct span s)
{
    static const struct of_list list = {
        .indent = "\n\t  ",
        .word = " property ",
        .names = property_names,
        .count = COUNT_OF(property_names),
        .other = "invalid (0x%04x)",
        .length = ", len %u",
        .least = 8,
    };
    struct span p;
    uint16_t type;

    while (of_next(pr, &list, &s, &type, &p)) {
        if (!printer_need(pr, p.off, 8))
            return;
        if ((type == PROPERTY_NONE && p.len != 8) ||
            (type == PROPERTY_MIN_RATE && p.len != 16))
            TEXT_LIT(pr->out, " (bogus)");
        else if (type == PROPERTY_MIN_RATE)
            print_rate(pr, p.off + 8);
        printer_need(pr, p.off, p.len);
    }
}

/* The request's port; in the reply the port's queues follow. */
void of10_print_queues(struct printer *pr, struct span s)
{
    of_print_port_number(pr, &of_ports10, "\n\t port ", s.off);
    if (s.len < 8 || !printer_need(pr, s.off, 8))
        return;
    span_skip(&s, 8);
    while (s.len > 0 && printer_ok(pr)) {
        if (s.len < 8) {
            of_invalid(pr, s);
            return;
        }
        text_printf(pr->out, "\n\t  queue_id %u", printer_u32(pr, s.off));
        const uint16_t len = printer_u16(pr, s.off + 4);
        text_printf(pr->out, ", len %u", len);
        if (len < 8 || len > s.len) {
            of_invalid(pr, s);
            return;
        }
        if (pr->style->verbose > 1)
            print_properties(pr, (struct span){s.off + 8, len - 8u});
        printer_need(pr, s.off, len);
        span_skip(&s, len);
    }
}
