/*
 * openflow13.c - the messages of OpenFlow 1.3 that the oracle decodes.
 */
#include "openflow13.h"

#include "openflow_port.h"

enum message_type {
    HELLO = 0,
    ERROR,
    ECHO_REQUEST,
    ECHO_REPLY,
    EXPERIMENTER,
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
    GROUP_MOD,
    PORT_MOD,
    TABLE_MOD,
    MULTIPART_REQUEST,
    MULTIPART_REPLY,
    BARRIER_REQUEST,
    BARRIER_REPLY,
    QUEUE_GET_CONFIG_REQUEST,
    QUEUE_GET_CONFIG_REPLY,
    ROLE_REQUEST,
    ROLE_REPLY,
    GET_ASYNC_REQUEST,
    GET_ASYNC_REPLY,
    SET_ASYNC,
    METER_MOD
};

/* --- error ------------------------------------------------------------- */

static const struct code_name bad_request[] = {
    {0, "BAD_VERSION"},    {1, "BAD_TYPE"},
    {2, "BAD_MULTIPART"},  {3, "BAD_EXPERIMENTER"},
    {4, "BAD_EXP_TYPE"},   {5, "EPERM"},
    {6, "BAD_LEN"},        {7, "BUFFER_EMPTY"},
    {8, "BUFFER_UNKNOWN"}, {9, "BAD_TABLE_ID"},
    {10, "IS_SLAVE"},      {11, "BAD_PORT"},
    {12, "BAD_PACKET"},    {13, "MULTIPART_BUFFER_OVERFLOW"},
};

static const struct code_name bad_action[] = {
    {0, "BAD_TYPE"},
    {1, "BAD_LEN"},
    {2, "BAD_EXPERIMENTER"},
    {3, "BAD_EXP_TYPE"},
    {4, "BAD_OUT_PORT"},
    {5, "BAD_ARGUMENT"},
    {6, "EPERM"},
    {7, "TOO_MANY"},
    {8, "BAD_QUEUE"},
    {9, "BAD_OUT_GROUP"},
    {10, "MATCH_INCONSISTENT"},
    {11, "UNSUPPORTED_ORDER"},
    {12, "BAD_TAG"},
    {13, "BAD_SET_TYPE"},
    {14, "BAD_SET_LEN"},
    {15, "BAD_SET_ARGUMENT"},
};

static const struct code_name bad_instruction[] = {
    {0, "UNKNOWN_INST"},
    {1, "UNSUP_INST"},
    {2, "BAD_TABLE_ID"},
    {3, "UNSUP_METADATA"},
    {4, "UNSUP_METADATA_MASK"},
    {5, "BAD_EXPERIMENTER"},
    {6, "BAD_EXP_TYPE"},
    {7, "BAD_LEN"},
    {8, "EPERM"},
};

static const struct code_name bad_match[] = {
    {0, "BAD_TYPE"},         {1, "BAD_LEN"},          {2, "BAD_TAG"},
    {3, "BAD_DL_ADDR_MASK"}, {4, "BAD_NW_ADDR_MASK"}, {5, "BAD_WILDCARDS"},
    {6, "BAD_FIELD"},        {7, "BAD_VALUE"},        {8, "BAD_MASK"},
    {9, "BAD_PREREQ"},       {10, "DUP_FIELD"},       {11, "EPERM"},
};

static const struct code_name flow_mod_failed[] = {
    {0, "UNKNOWN"}, {1, "TABLE_FULL"},  {2, "BAD_TABLE_ID"}, {3, "OVERLAP"},
    {4, "EPERM"},   {5, "BAD_TIMEOUT"}, {6, "BAD_COMMAND"},  {7, "BAD_FLAGS"},
};

static const struct code_name group_mod_failed[] = {
    {0, "GROUP_EXISTS"},
    {1, "INVALID_GROUP"},
    {2, "WEIGHT_UNSUPPORTED"},
    {3, "OUT_OF_GROUPS"},
    {4, "OUT_OF_BUCKETS"},
    {5, "CHAINING_UNSUPPORTED"},
    {6, "WATCH_UNSUPPORTED"},
    {7, "LOOP"},
    {8, "UNKNOWN_GROUP"},
    {9, "CHAINED_GROUP"},
    {10, "BAD_TYPE"},
    {11, "BAD_COMMAND"},
    {12, "BAD_BUCKET"},
    {13, "BAD_MATCH"},
    {14, "EPERM"},
};

static const struct code_name port_mod_failed[] = {
    {0, "BAD_PORT"},      {1, "BAD_HW_ADDR"}, {2, "BAD_CONFIG"},
    {3, "BAD_ADVERTISE"}, {4, "EPERM"},
};

static const struct code_name table_mod_failed[] = {
    {0, "BAD_TABLE"},
    {1, "BAD_CONFIG"},
    {2, "EPERM"},
};

static const struct code_name switch_config_failed[] = {
    {0, "BAD_FLAGS"},
    {1, "BAD_LEN"},
    {2, "EPERM"},
};

static const struct code_name role_request_failed[] = {
    {0, "STALE"},
    {1, "UNSUP"},
    {2, "BAD_ROLE"},
};

static const struct code_name meter_mod_failed[] = {
    {0, "UNKNOWN"},        {1, "METER_EXISTS"},   {2, "INVALID_METER"},
    {3, "UNKNOWN_METER"},  {4, "BAD_COMMAND"},    {5, "BAD_FLAGS"},
    {6, "BAD_RATE"},       {7, "BAD_BURST"},      {8, "BAD_BAND"},
    {9, "BAD_BAND_VALUE"}, {10, "OUT_OF_METERS"}, {11, "OUT_OF_BANDS"},
};

static const struct code_name table_features_failed[] = {
    {0, "BAD_TABLE"}, {1, "BAD_METADATA"}, {2, "BAD_TYPE"},
    {3, "BAD_LEN"},   {4, "BAD_ARGUMENT"}, {5, "EPERM"},
};

#define CODES(table) (table), COUNT_OF(table)

static const struct of_error errors[] = {
    {0, "HELLO_FAILED", CODES(of_hello_failed)},
    {1, "BAD_REQUEST", CODES(bad_request)},
    {2, "BAD_ACTION", CODES(bad_action)},
    {3, "BAD_INSTRUCTION", CODES(bad_instruction)},
    {4, "BAD_MATCH", CODES(bad_match)},
    {5, "FLOW_MOD_FAILED", CODES(flow_mod_failed)},
    {6, "GROUP_MOD_FAILED", CODES(group_mod_failed)},
    {7, "PORT_MOD_FAILED", CODES(port_mod_failed)},
    {8, "TABLE_MOD_FAILED", CODES(table_mod_failed)},
    {9, "QUEUE_OP_FAILED", CODES(of_queue_op_failed)},
    {10, "SWITCH_CONFIG_FAILED", CODES(switch_config_failed)},
    {11, "ROLE_REQUEST_FAILED", CODES(role_request_failed)},
    {12, "METER_MOD_FAILED", CODES(meter_mod_failed)},
    {13, "TABLE_FEATURES_FAILED", CODES(table_features_failed)},
    {0xffff, "EXPERIMENTER", NULL, 0}, /* its codes are its own */
};

static void print_error(struct printer *pr, struct span s)
{
    of_print_error(pr, errors, COUNT_OF(errors), s);
}

/* --- ports ------------------------------------------------------------- */

static void print_port_status(struct printer *pr, struct span s)
{
    of_print_port_status(pr, &of_ports13, s.off);
}

static void print_port_mod(struct printer *pr, struct span s)
{
    of_print_port_mod(pr, &of_ports13, s.off);
}

static void print_queue_request(struct printer *pr, struct span s)
{
    of_print_port_number(pr, &of_ports13, "\n\t port ", s.off);
}

/* --- the switch -------------------------------------------------------- */

/* The oracle numbers versions from 1.0 at bit 0 on. */
static void print_versions(struct printer *pr, uint32_t off)
{
    static const struct code_name versions[] = {
        {0x01, "1.0"}, {0x02, "1.1"}, {0x04, "1.2"},
        {0x08, "1.3"}, {0x10, "1.4"}, {0x20, "1.5"},
    };
    const uint32_t bitmap = printer_u32(pr, off);

    TEXT_LIT(pr->out, ", bitmap ");
    OF_PUT_BITS(pr, bitmap, 0x3f, 8, versions);
}

static void print_hello(struct printer *pr, struct span s)
{
    enum { VERSION_BITMAP = 1 };
    static const struct code_name elements[] = {
        {VERSION_BITMAP, "VERSIONBITMAP"},
    };

    static const struct of_list list = {
        .indent = "\n\t",
        .word = " type ",
        .names = elements,
        .count = COUNT_OF(elements),
        .other = "unknown (0x%04x)",
        .length = ", length %u",
        .least = 4,
    };
    struct span e;
    uint16_t type;

    while (of_next(pr, &list, &s, &type, &e)) {
        if (type == VERSION_BITMAP && e.len != 8)
            TEXT_LIT(pr->out, " (bogus)");
        else if (type == VERSION_BITMAP)
            print_versions(pr, e.off + 4);
        printer_need(pr, e.off, e.len);
    }
}

static void print_features_reply(struct printer *pr, struct span s)
{
    static const struct code_name capabilities[] = {
        {0x001, "FLOW_STATS"},   {0x002, "TABLE_STATS"}, {0x004, "PORT_STATS"},
        {0x008, "GROUP_STATS"},  {0x020, "IP_REASM"},    {0x040, "QUEUE_STATS"},
        {0x100, "PORT_BLOCKED"},
    };

    of_print_switch(pr, s.off);
    text_printf(pr->out, ", auxiliary_id %u", printer_u8(pr, s.off + 13));
    const uint32_t can = printer_u32(pr, s.off + 16);
    TEXT_LIT(pr->out, "\n\t capabilities ");
    OF_PUT_BITS(pr, can, 0x16f, 8, capabilities);
}

static void print_config(struct printer *pr, struct span s)
{
    static const struct code_name lengths[] = {
        {0xffe5, "MAX"},
        {0xffff, "NO_BUFFER"},
    };

    of_print_fragments(pr, s.off);
    const uint16_t miss = printer_u16(pr, s.off + 2);
    TEXT_LIT(pr->out, ", miss_send_len ");
    CODE_PUT(pr->out, lengths, miss, "%u");
}

static void print_table_mod(struct printer *pr, struct span s)
{
    static const struct code_name tables[] = {
        {0xfe, "MAX"},
        {0xff, "ALL"},
    };

    const uint8_t table = printer_u8(pr, s.off);
    TEXT_LIT(pr->out, "\n\t table_id ");
    CODE_PUT(pr->out, tables, table, "%u");
    text_printf(pr->out, ", config 0x%08x", printer_u32(pr, s.off + 4));
}

static void print_role(struct printer *pr, struct span s)
{
    static const struct code_name roles[] = {
        {0, "NOCHANGE"},
        {1, "EQUAL"},
        {2, "MASTER"},
        {3, "SLAVE"},
    };

    const uint32_t role = printer_u32(pr, s.off);
    TEXT_LIT(pr->out, "\n\t role ");
    CODE_PUT(pr->out, roles, role, "invalid (0x%08x)");
    text_printf(pr->out, ", generation_id 0x%016llx",
                (unsigned long long)printer_u64(pr, s.off + 8));
}

/* Masks for the roles equal and master, then slave. */
static void print_async(struct printer *pr, struct span s)
{
    static const struct code_name packets[] = {
        {1, "NO_MATCH"},
        {2, "ACTION"},
        {4, "INVALID_TTL"},
    };
    static const struct code_name ports[] = {
        {1, "ADD"},
        {2, "DELETE"},
        {4, "MODIFY"},
    };
    static const struct {
        const char *name;
        struct of_bits bits;
    } masks[] = {
        {"packet_in", OF_BITS(packets, 7)},
        {"port_status", OF_BITS(ports, 7)},
        {"flow_removed", OF_BITS(ports, 7)}, /* in the oracle, too */
    };

    for (uint32_t i = 0; i < 2 * COUNT_OF(masks); i++) {
        const uint32_t mask = printer_u32(pr, s.off + 4 * i);
        text_printf(pr->out, "\n\t %s_mask[%s] ", masks[i / 2].name,
                    i % 2 == 0 ? "EM" : "S");
        of_put_bits(pr, &masks[i / 2].bits, mask, 8);
    }
}

static void print_experimenter(struct printer *pr, struct span s)
{
    const uint32_t vendor = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, "\n\t experimenter ");
    of_put_vendor(pr, vendor);
    text_printf(pr->out, ", exp_type 0x%08x", printer_u32(pr, s.off + 4));
    span_skip(&s, 8);
    of_print_data(pr, s);
}

static const struct of_message messages[] = {
    [HELLO] = {"HELLO", print_hello, 0, true},
    [ERROR] = {"ERROR", print_error, 4, true},
    [ECHO_REQUEST] = {"ECHO_REQUEST", of_print_data, 0, true},
    [ECHO_REPLY] = {"ECHO_REPLY", of_print_data, 0, true},
    [EXPERIMENTER] = {"EXPERIMENTER", print_experimenter, 8, true},
    [FEATURES_REQUEST] = {"FEATURES_REQUEST", NULL, 0, false},
    [FEATURES_REPLY] = {"FEATURES_REPLY", print_features_reply, 24, false},
    [GET_CONFIG_REQUEST] = {"GET_CONFIG_REQUEST", NULL, 0, false},
    [GET_CONFIG_REPLY] = {"GET_CONFIG_REPLY", print_config, 4, false},
    [SET_CONFIG] = {"SET_CONFIG", print_config, 4, false},
    [PACKET_IN] = {"PACKET_IN", NULL, 0, true},
    [FLOW_REMOVED] = {"FLOW_REMOVED", NULL, 0, true},
    [PORT_STATUS] = {"PORT_STATUS", print_port_status, 72, false},
    [PACKET_OUT] = {"PACKET_OUT", NULL, 0, true},
    [FLOW_MOD] = {"FLOW_MOD", NULL, 0, true},
    [GROUP_MOD] = {"GROUP_MOD", NULL, 0, true},
    [PORT_MOD] = {"PORT_MOD", print_port_mod, 32, false},
    [TABLE_MOD] = {"TABLE_MOD", print_table_mod, 8, false},
    [MULTIPART_REQUEST] = {"MULTIPART_REQUEST", NULL, 0, true},
    [MULTIPART_REPLY] = {"MULTIPART_REPLY", NULL, 0, true},
    [BARRIER_REQUEST] = {"BARRIER_REQUEST", NULL, 0, false},
    [BARRIER_REPLY] = {"BARRIER_REPLY", NULL, 0, false},
    [QUEUE_GET_CONFIG_REQUEST] = {"QUEUE_GET_CONFIG_REQUEST",
                                  print_queue_request, 8, false},
    [QUEUE_GET_CONFIG_REPLY] = {"QUEUE_GET_CONFIG_REPLY", NULL, 0, true},
    [ROLE_REQUEST] = {"ROLE_REQUEST", print_role, 16, false},
    [ROLE_REPLY] = {"ROLE_REPLY", print_role, 16, false},
    [GET_ASYNC_REQUEST] = {"GET_ASYNC_REQUEST", NULL, 0, false},
    [GET_ASYNC_REPLY] = {"GET_ASYNC_REPLY", print_async, 24, false},
    [SET_ASYNC] = {"SET_ASYNC", print_async, 24, false},
    [METER_MOD] = {"METER_MOD", NULL, 0, true},
};

const struct of_version openflow13 = {messages, COUNT_OF(messages)};
