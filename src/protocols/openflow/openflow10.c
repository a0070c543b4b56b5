/*
 * openflow10.c - the messages of OpenFlow 1.0.
 */
#include "openflow10.h"

#include "openflow10_flow.h"
#include "openflow10_stats.h"
#include "openflow_bsn.h"
#include "openflow_port.h"

enum message_type {
    HELLO = 0,
    ERROR,
    ECHO_REQUEST,
    ECHO_REPLY,
    VENDOR,
    FEATURES_REQUEST,
    FEATURES_REPLY,
    GET_CONFIG_REQUEST,
    GET_CONFIG_REPLY,
    SET_CONFIG,
    PACKET_IN,
    FLOW_REMOVED,
    PORT_STATUS,
    PACKET_OUT,
    FLOW_MOD,
    PORT_MOD,
    STATS_REQUEST,
    STATS_REPLY,
    BARRIER_REQUEST,
    BARRIER_REPLY,
    QUEUE_GET_CONFIG_REQUEST,
    QUEUE_GET_CONFIG_REPLY
};

/* --- error ------------------------------------------------------------- */

static const struct code_name bad_request[] = {
    {0, "BAD_VERSION"}, {1, "BAD_TYPE"},     {2, "BAD_STAT"},
    {3, "BAD_VENDOR"},  {4, "BAD_SUBTYPE"},  {5, "EPERM"},
    {6, "BAD_LEN"},     {7, "BUFFER_EMPTY"}, {8, "BUFFER_UNKNOWN"},
};

static const struct code_name bad_action[] = {
    {0, "BAD_TYPE"},        {1, "BAD_LEN"},      {2, "BAD_VENDOR"},
    {3, "BAD_VENDOR_TYPE"}, {4, "BAD_OUT_PORT"}, {5, "BAD_ARGUMENT"},
    {6, "EPERM"},           {7, "TOO_MANY"},     {8, "BAD_QUEUE"},
};

static const struct code_name flow_mod_failed[] = {
    {0, "ALL_TABLES_FULL"},   {1, "OVERLAP"},     {2, "EPERM"},
    {3, "BAD_EMERG_TIMEOUT"}, {4, "BAD_COMMAND"}, {5, "UNSUPPORTED"},
};

static const struct code_name port_mod_failed[] = {
    {0, "BAD_PORT"},
    {1, "BAD_HW_ADDR"},
};

#define CODES(table) (table), COUNT_OF(table)

static void print_error(struct printer *pr, struct span s)
{
    static const struct of_error errors[] = {
        {0, "HELLO_FAILED", CODES(of_hello_failed)},
        {1, "BAD_REQUEST", CODES(bad_request)},
        {2, "BAD_ACTION", CODES(bad_action)},
        {3, "FLOW_MOD_FAILED", CODES(flow_mod_failed)},
        {4, "PORT_MOD_FAILED", CODES(port_mod_failed)},
        {5, "QUEUE_OP_FAILED", CODES(of_queue_op_failed)},
    };

    of_print_error(pr, errors, COUNT_OF(errors), s);
}

/* --- ports ------------------------------------------------------------- */

static void print_features_reply(struct printer *pr, struct span s)
{
    static const struct code_name capabilities[] = {
        {0x01, "FLOW_STATS"},  {0x02, "TABLE_STATS"},  {0x04, "PORT_STATS"},
        {0x08, "STP"},         {0x10, "RESERVED"},     {0x20, "IP_REASM"},
        {0x40, "QUEUE_STATS"}, {0x80, "ARP_MATCH_IP"},
    };
    static const struct code_name actions[] = {
        {0x001, "OUTPUT"},     {0x002, "SET_VLAN_VID"}, {0x004, "SET_VLAN_PCP"},
        {0x008, "STRIP_VLAN"}, {0x010, "SET_DL_SRC"},   {0x020, "SET_DL_DST"},
        {0x040, "SET_NW_SRC"}, {0x080, "SET_NW_DST"},   {0x100, "SET_NW_TOS"},
        {0x200, "SET_TP_SRC"}, {0x400, "SET_TP_DST"},   {0x800, "ENQUEUE"},
    };
    struct text *out = pr->out;

    of_print_switch(pr, s.off);
    const uint32_t can = printer_u32(pr, s.off + 16);
    TEXT_LIT(out, "\n\t capabilities ");
    OF_PUT_BITS(pr, can, 0xef, 8, capabilities);
    const uint32_t acts = printer_u32(pr, s.off + 20);
    TEXT_LIT(out, "\n\t actions ");
    OF_PUT_BITS(pr, acts, 0xfff, 8, actions);
    span_skip(&s, 24);
    for (; s.len >= OF10_PORT_LEN && printer_ok(pr);
         span_skip(&s, OF10_PORT_LEN))
        of_print_port(pr, &of_ports10, s.off);
    if (s.len > 0)
        of_invalid(pr, s);
}

static void print_port_status(struct printer *pr, struct span s)
{
    of_print_port_status(pr, &of_ports10, s.off);
}

static void print_port_mod(struct printer *pr, struct span s)
{
    of_print_port_mod(pr, &of_ports10, s.off);
}

/* --- packets and flows ------------------------------------------------- */

static void print_config(struct printer *pr, struct span s)
{
    of_print_fragments(pr, s.off);
    text_printf(pr->out, ", miss_send_len %u", printer_u16(pr, s.off + 2));
}

/* " NONE" or " 0x00000005" */
static void put_buffer(struct printer *pr, uint32_t buffer)
{
    if (buffer == 0xffffffff)
        TEXT_LIT(pr->out, "NONE");
    else
        text_printf(pr->out, "0x%08x", buffer);
}

static void print_packet_in(struct printer *pr, struct span s)
{
    static const struct code_name reasons[] = {
        {0, "NO_MATCH"},
        {1, "ACTION"},
    };
    struct text *out = pr->out;

    const uint32_t buffer = printer_u32(pr, s.off);
    TEXT_LIT(out, "\n\t buffer_id ");
    put_buffer(pr, buffer);
    text_printf(out, ", total_len %u", printer_u16(pr, s.off + 4));
    of_print_port_number(pr, &of_ports10, ", in_port ", s.off + 6);
    const uint8_t reason = printer_u8(pr, s.off + 8);
    TEXT_LIT(out, ", reason ");
    CODE_PUT(pr->out, reasons, reason, "invalid (0x%02x)");
    printer_need(pr, s.off + 9, 1);
    span_skip(&s, 10);
    of_print_frame(pr, s);
}

static void print_packet_out(struct printer *pr, struct span s)
{
    struct text *out = pr->out;

    text_printf(out, "\n\t buffer_id 0x%08x", printer_u32(pr, s.off));
    of_print_port_number(pr, &of_ports10, ", in_port ", s.off + 4);
    const uint16_t actions_len = printer_u16(pr, s.off + 6);
    span_skip(&s, 8);
    if (actions_len > s.len) {
        of_invalid(pr, s);
        return;
    }
    of10_print_actions(pr, "\n\t", (struct span){s.off, actions_len});
    span_skip(&s, actions_len);
    of_print_frame(pr, s);
}

static void put_unless_zero(struct printer *pr, const char *words, uint32_t off)
{
    const uint16_t value = printer_u16(pr, off);

    if (value == 0)
        return;
    text_str(pr->out, words);
    text_u32(pr->out, value);
}

static void print_flow_mod(struct printer *pr, struct span s)
{
    static const struct code_name commands[] = {
        {0, "ADD"},    {1, "MODIFY"},        {2, "MODIFY_STRICT"},
        {3, "DELETE"}, {4, "DELETE_STRICT"},
    };
    static const struct code_name flag_names[] = {
        {1, "SEND_FLOW_REM"},
        {2, "CHECK_OVERLAP"},
        {4, "EMERG"},
    };
    const uint32_t off = s.off + OF10_MATCH_LEN;
    struct text *out = pr->out;

    of10_print_match(pr, "\n\t ", s.off);
    text_printf(out, "\n\t cookie 0x%016llx",
                (unsigned long long)printer_u64(pr, off));
    const uint16_t command = printer_u16(pr, off + 8);
    TEXT_LIT(out, ", command ");
    CODE_PUT(pr->out, commands, command, "invalid (0x%04x)");
    put_unless_zero(pr, ", idle_timeout ", off + 10);
    put_unless_zero(pr, ", hard_timeout ", off + 12);
    put_unless_zero(pr, ", priority ", off + 14);
    const uint32_t buffer = printer_u32(pr, off + 16);
    if (command <= 2) {
        TEXT_LIT(out, ", buffer_id ");
        put_buffer(pr, buffer);
    }
    const uint16_t port = printer_u16(pr, off + 20);
    if (command == 3 || command == 4) {
        TEXT_LIT(out, ", out_port ");
        of_put_port(pr, &of_ports10, port);
    }
    const uint16_t flags = printer_u16(pr, off + 22);
    TEXT_LIT(out, ", flags ");
    OF_PUT_BITS(pr, flags, 7, 4, flag_names);
    span_skip(&s, OF10_MATCH_LEN + 24);
    of10_print_actions(pr, "\n\t", s);
}

static void print_flow_removed(struct printer *pr, struct span s)
{
    static const struct code_name reasons[] = {
        {0, "IDLE_TIMEOUT"},
        {1, "HARD_TIMEOUT"},
        {2, "DELETE"},
    };
    const uint32_t off = s.off + OF10_MATCH_LEN;
    struct text *out = pr->out;

    of10_print_match(pr, "\n\t ", s.off);
    text_printf(out, "\n\t cookie 0x%016llx",
                (unsigned long long)printer_u64(pr, off));
    put_unless_zero(pr, ", priority ", off + 8);
    const uint8_t reason = printer_u8(pr, off + 10);
    TEXT_LIT(out, ", reason ");
    CODE_PUT(pr->out, reasons, reason, "unknown (0x%02x)");
    text_printf(out, ", duration_sec %u", printer_u32(pr, off + 12));
    text_printf(out, ", duration_nsec %u", printer_u32(pr, off + 16));
    put_unless_zero(pr, ", idle_timeout ", off + 20);
    text_printf(out, ", packet_count %llu",
                (unsigned long long)printer_u64(pr, off + 24));
    text_printf(out, ", byte_count %llu",
                (unsigned long long)printer_u64(pr, off + 32));
}

/* --- vendor and dispatch ----------------------------------------------- */

static void print_vendor_message(struct printer *pr, struct span s)
{
    const uint32_t vendor = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, ", vendor ");
    of_put_vendor(pr, vendor);
    span_skip(&s, 4);
    if (vendor == OF_BSN)
        of_print_bsn_message(pr, s);
    else
        of_print_data(pr, s);
}

static const struct of_message messages[] = {
    [HELLO] = {"HELLO", of_print_data, 0, true},
    [ERROR] = {"ERROR", print_error, 4, true},
    [ECHO_REQUEST] = {"ECHO_REQUEST", of_print_data, 0, true},
    [ECHO_REPLY] = {"ECHO_REPLY", of_print_data, 0, true},
    [VENDOR] = {"VENDOR", print_vendor_message, 4, true},
    [FEATURES_REQUEST] = {"FEATURES_REQUEST", NULL, 0, false},
    [FEATURES_REPLY] = {"FEATURES_REPLY", print_features_reply, 24, true},
    [GET_CONFIG_REQUEST] = {"GET_CONFIG_REQUEST", NULL, 0, false},
    [GET_CONFIG_REPLY] = {"GET_CONFIG_REPLY", print_config, 4, false},
    [SET_CONFIG] = {"SET_CONFIG", print_config, 4, false},
    [PACKET_IN] = {"PACKET_IN", print_packet_in, 10, true},
    [FLOW_REMOVED] = {"FLOW_REMOVED", print_flow_removed, 80, false},
    [PORT_STATUS] = {"PORT_STATUS", print_port_status, 56, false},
    [PACKET_OUT] = {"PACKET_OUT", print_packet_out, 8, true},
    [FLOW_MOD] = {"FLOW_MOD", print_flow_mod, 64, true},
    [PORT_MOD] = {"PORT_MOD", print_port_mod, 24, false},
    [STATS_REQUEST] = {"STATS_REQUEST", of10_print_stats_request, 4, true},
    [STATS_REPLY] = {"STATS_REPLY", of10_print_stats_reply, 4, true},
    [BARRIER_REQUEST] = {"BARRIER_REQUEST", NULL, 0, false},
    [BARRIER_REPLY] = {"BARRIER_REPLY", NULL, 0, false},
    [QUEUE_GET_CONFIG_REQUEST] = {"QUEUE_GET_CONFIG_REQUEST", of10_print_queues,
                                  4, false},
    [QUEUE_GET_CONFIG_REPLY] = {"QUEUE_GET_CONFIG_REPLY", of10_print_queues, 8,
                                true},
};

const struct of_version openflow10 = {messages, COUNT_OF(messages)};
