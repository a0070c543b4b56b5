/*
 * openflow13.c - the messages of OpenFlow 1.3 that the oracle decodes.
 */
#include "openflow13.h"

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
    METER_MOD,
    MESSAGE_COUNT
};

static const struct {
    const char *name;
    uint16_t len; /* of the body: exactly, or at least */
    bool at_least;
} messages[MESSAGE_COUNT] = {
    [HELLO] = {"HELLO", 0, true},
    [ERROR] = {"ERROR", 4, true},
    [ECHO_REQUEST] = {"ECHO_REQUEST", 0, true},
    [ECHO_REPLY] = {"ECHO_REPLY", 0, true},
    [EXPERIMENTER] = {"EXPERIMENTER", 8, true},
    [FEATURES_REQUEST] = {"FEATURES_REQUEST", 0, false},
    [FEATURES_REPLY] = {"FEATURES_REPLY", 24, false},
    [GET_CONFIG_REQUEST] = {"GET_CONFIG_REQUEST", 0, false},
    [GET_CONFIG_REPLY] = {"GET_CONFIG_REPLY", 4, false},
    [SET_CONFIG] = {"SET_CONFIG", 4, false},
    [PACKET_IN] = {"PACKET_IN", 0, true},
    [FLOW_REMOVED] = {"FLOW_REMOVED", 0, true},
    [PORT_STATUS] = {"PORT_STATUS", 72, false},
    [PACKET_OUT] = {"PACKET_OUT", 0, true},
    [FLOW_MOD] = {"FLOW_MOD", 0, true},
    [GROUP_MOD] = {"GROUP_MOD", 0, true},
    [PORT_MOD] = {"PORT_MOD", 32, false},
    [TABLE_MOD] = {"TABLE_MOD", 8, false},
    [MULTIPART_REQUEST] = {"MULTIPART_REQUEST", 0, true},
    [MULTIPART_REPLY] = {"MULTIPART_REPLY", 0, true},
    [BARRIER_REQUEST] = {"BARRIER_REQUEST", 0, false},
    [BARRIER_REPLY] = {"BARRIER_REPLY", 0, false},
    [QUEUE_GET_CONFIG_REQUEST] = {"QUEUE_GET_CONFIG_REQUEST", 8, false},
    [QUEUE_GET_CONFIG_REPLY] = {"QUEUE_GET_CONFIG_REPLY", 0, true},
    [ROLE_REQUEST] = {"ROLE_REQUEST", 16, false},
    [ROLE_REPLY] = {"ROLE_REPLY", 16, false},
    [GET_ASYNC_REQUEST] = {"GET_ASYNC_REQUEST", 0, false},
    [GET_ASYNC_REPLY] = {"GET_ASYNC_REPLY", 24, false},
    [SET_ASYNC] = {"SET_ASYNC", 24, false},
    [METER_MOD] = {"METER_MOD", 0, true},
};

static const struct code_name port_config[] = {
    {0x01, "PORT_DOWN"},
    {0x04, "NO_RECV"},
    {0x20, "NO_FWD"},
    {0x40, "NO_PACKET_IN"},
};

static const struct code_name port_features[] = {
    {0x0001, "10MB_HD"},    {0x0002, "10MB_FD"}, {0x0004, "100MB_HD"},
    {0x0008, "100MB_FD"},   {0x0010, "1GB_HD"},  {0x0020, "1GB_FD"},
    {0x0040, "10GB_FD"},    {0x0080, "40GB_FD"}, {0x0100, "100GB_FD"},
    {0x0200, "1TB_FD"},     {0x0400, "OTHER"},   {0x0800, "COPPER"},
    {0x1000, "FIBER"},      {0x2000, "AUTONEG"}, {0x4000, "PAUSE"},
    {0x8000, "PAUSE_ASYM"},
};

static const struct code_name changes[] = {
    {0, "ADD"},
    {1, "DELETE"},
    {2, "MODIFY"},
};

const char *of13_type_name(uint8_t type)
{
    return type < MESSAGE_COUNT ? messages[type].name : NULL;
}

/* --- error ------------------------------------------------------------- */

/* Names in the order of their codes. */
static const char *const hello_failed[] = {"INCOMPATIBLE", "EPERM"};

static const char *const bad_request[] = {
    "BAD_VERSION",    "BAD_TYPE",
    "BAD_MULTIPART",  "BAD_EXPERIMENTER",
    "BAD_EXP_TYPE",   "EPERM",
    "BAD_LEN",        "BUFFER_EMPTY",
    "BUFFER_UNKNOWN", "BAD_TABLE_ID",
    "IS_SLAVE",       "BAD_PORT",
    "BAD_PACKET",     "MULTIPART_BUFFER_OVERFLOW",
};

static const char *const bad_action[] = {
    "BAD_TYPE",
    "BAD_LEN",
    "BAD_EXPERIMENTER",
    "BAD_EXP_TYPE",
    "BAD_OUT_PORT",
    "BAD_ARGUMENT",
    "EPERM",
    "TOO_MANY",
    "BAD_QUEUE",
    "BAD_OUT_GROUP",
    "MATCH_INCONSISTENT",
    "UNSUPPORTED_ORDER",
    "BAD_TAG",
    "BAD_SET_TYPE",
    "BAD_SET_LEN",
    "BAD_SET_ARGUMENT",
};

static const char *const bad_instruction[] = {
    "UNKNOWN_INST",
    "UNSUP_INST",
    "BAD_TABLE_ID",
    "UNSUP_METADATA",
    "UNSUP_METADATA_MASK",
    "BAD_EXPERIMENTER",
    "BAD_EXP_TYPE",
    "BAD_LEN",
    "EPERM",
};

static const char *const bad_match[] = {
    "BAD_TYPE",         "BAD_LEN",       "BAD_TAG",   "BAD_DL_ADDR_MASK",
    "BAD_NW_ADDR_MASK", "BAD_WILDCARDS", "BAD_FIELD", "BAD_VALUE",
    "BAD_MASK",         "BAD_PREREQ",    "DUP_FIELD", "EPERM",
};

static const char *const flow_mod_failed[] = {
    "UNKNOWN", "TABLE_FULL",  "BAD_TABLE_ID", "OVERLAP",
    "EPERM",   "BAD_TIMEOUT", "BAD_COMMAND",  "BAD_FLAGS",
};

static const char *const group_mod_failed[] = {
    "GROUP_EXISTS",      "INVALID_GROUP",  "WEIGHT_UNSUPPORTED",
    "OUT_OF_GROUPS",     "OUT_OF_BUCKETS", "CHAINING_UNSUPPORTED",
    "WATCH_UNSUPPORTED", "LOOP",           "UNKNOWN_GROUP",
    "CHAINED_GROUP",     "BAD_TYPE",       "BAD_COMMAND",
    "BAD_BUCKET",        "BAD_MATCH",      "EPERM",
};

static const char *const port_mod_failed[] = {
    "BAD_PORT", "BAD_HW_ADDR", "BAD_CONFIG", "BAD_ADVERTISE", "EPERM",
};

static const char *const table_mod_failed[] = {"BAD_TABLE", "BAD_CONFIG",
                                               "EPERM"};
static const char *const queue_op_failed[] = {"BAD_PORT", "BAD_QUEUE", "EPERM"};
static const char *const switch_config_failed[] = {"BAD_FLAGS", "BAD_LEN",
                                                   "EPERM"};
static const char *const role_request_failed[] = {"STALE", "UNSUP", "BAD_ROLE"};

static const char *const meter_mod_failed[] = {
    "UNKNOWN",     "METER_EXISTS",   "INVALID_METER", "UNKNOWN_METER",
    "BAD_COMMAND", "BAD_FLAGS",      "BAD_RATE",      "BAD_BURST",
    "BAD_BAND",    "BAD_BAND_VALUE", "OUT_OF_METERS", "OUT_OF_BANDS",
};

static const char *const table_features_failed[] = {
    "BAD_TABLE", "BAD_METADATA", "BAD_TYPE", "BAD_LEN", "BAD_ARGUMENT", "EPERM",
};

#define NAMES(table) (table), COUNT_OF(table)

static const struct {
    const char *name;
    const char *const *codes;
    size_t count;
} errors[] = {
    {"HELLO_FAILED", NAMES(hello_failed)},
    {"BAD_REQUEST", NAMES(bad_request)},
    {"BAD_ACTION", NAMES(bad_action)},
    {"BAD_INSTRUCTION", NAMES(bad_instruction)},
    {"BAD_MATCH", NAMES(bad_match)},
    {"FLOW_MOD_FAILED", NAMES(flow_mod_failed)},
    {"GROUP_MOD_FAILED", NAMES(group_mod_failed)},
    {"PORT_MOD_FAILED", NAMES(port_mod_failed)},
    {"TABLE_MOD_FAILED", NAMES(table_mod_failed)},
    {"QUEUE_OP_FAILED", NAMES(queue_op_failed)},
    {"SWITCH_CONFIG_FAILED", NAMES(switch_config_failed)},
    {"ROLE_REQUEST_FAILED", NAMES(role_request_failed)},
    {"METER_MOD_FAILED", NAMES(meter_mod_failed)},
    {"TABLE_FEATURES_FAILED", NAMES(table_features_failed)},
};

static void print_error(struct printer *pr, struct of_span s)
{
    const uint16_t type = printer_u16(pr, s.off);
    const bool known = type < COUNT_OF(errors);

    TEXT_LIT(pr->out, "\n\t type ");
    if (known)
        text_str(pr->out, errors[type].name);
    else if (type == 0xffff)
        TEXT_LIT(pr->out, "EXPERIMENTER");
    else
        text_printf(pr->out, "invalid (0x%04x)", type);
    const uint16_t code = printer_u16(pr, s.off + 2);
    if (known && code < errors[type].count)
        text_printf(pr->out, ", code %s", errors[type].codes[code]);
    else
        text_printf(pr->out, ", code invalid (0x%04x)", code);
    of_skip(&s, 4);
    of_print_data(pr, s);
}

/* --- ports ------------------------------------------------------------- */

static void put_port(struct printer *pr, uint32_t port)
{
    static const struct code_name names[] = {
        {0xffffff00, "MAX"},        {0xfffffff8, "IN_PORT"},
        {0xfffffff9, "TABLE"},      {0xfffffffa, "NORMAL"},
        {0xfffffffb, "FLOOD"},      {0xfffffffc, "ALL"},
        {0xfffffffd, "CONTROLLER"}, {0xfffffffe, "LOCAL"},
        {0xffffffff, "ANY"},
    };

    OF_PUT_CODE(pr, names, port, "%u");
}

static void print_port_details(struct printer *pr, uint32_t off)
{
    static const struct code_name states[] = {
        {1, "LINK_DOWN"},
        {2, "BLOCKED"},
        {4, "LIVE"},
    };
    static const char *const features[] = {"curr", "advertised", "supported",
                                           "peer"};

    const uint32_t config = printer_u32(pr, off);
    TEXT_LIT(pr->out, "\n\t   config ");
    OF_PUT_BITS(pr, config, 0x65, 8, port_config);
    const uint32_t state = printer_u32(pr, off + 4);
    TEXT_LIT(pr->out, "\n\t   state ");
    OF_PUT_BITS(pr, state, 7, 8, states);
    for (uint32_t i = 0; i < 4; i++) {
        const uint32_t bits = printer_u32(pr, off + 8 + 4 * i);
        text_printf(pr->out, "\n\t   %s ", features[i]);
        OF_PUT_BITS(pr, bits, 0xffff, 8, port_features);
    }
    text_printf(pr->out, "\n\t   curr_speed %ukbps", printer_u32(pr, off + 24));
    text_printf(pr->out, "\n\t   max_speed %ukbps", printer_u32(pr, off + 28));
}

static void print_port_status(struct printer *pr, struct of_span s)
{
    struct text *out = pr->out;

    const uint8_t reason = printer_u8(pr, s.off);
    TEXT_LIT(out, "\n\t reason ");
    OF_PUT_CODE(pr, changes, reason, "invalid (0x02x)");
    const uint32_t off = s.off + 8;
    const uint32_t port = printer_u32(pr, off);
    TEXT_LIT(out, "\n\t  port_no ");
    put_port(pr, port);
    if (printer_need(pr, off + 8, 6)) {
        TEXT_LIT(out, ", hw_addr ");
        of_put_mac(pr, off + 8);
    }
    TEXT_LIT(out, ", name '");
    of_put_string(pr, off + 16, 16);
    text_char(out, '\'');
    if (pr->style->verbose > 1)
        print_port_details(pr, off + 32);
}

static void print_port_mod(struct printer *pr, struct of_span s)
{
    struct text *out = pr->out;

    const uint32_t port = printer_u32(pr, s.off);
    TEXT_LIT(out, "\n\t port_no ");
    put_port(pr, port);
    if (printer_need(pr, s.off + 8, 6)) {
        TEXT_LIT(out, ", hw_addr ");
        of_put_mac(pr, s.off + 8);
    }
    const uint32_t config = printer_u32(pr, s.off + 16);
    TEXT_LIT(out, "\n\t  config ");
    OF_PUT_BITS(pr, config, 0x65, 8, port_config);
    const uint32_t mask = printer_u32(pr, s.off + 20);
    TEXT_LIT(out, "\n\t  mask ");
    OF_PUT_BITS(pr, mask, 0x65, 8, port_config);
    const uint32_t advertise = printer_u32(pr, s.off + 24);
    TEXT_LIT(out, "\n\t  advertise ");
    OF_PUT_BITS(pr, advertise, 0xffff, 8, port_features);
}

static void print_queue_request(struct printer *pr, struct of_span s)
{
    const uint32_t port = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, "\n\t port ");
    put_port(pr, port);
}

/* --- the switch -------------------------------------------------------- */

/* The oracle numbers versions from 1.0 at bit 0 on. */
static void print_versions(struct printer *pr, struct of_span s)
{
    static const struct code_name versions[] = {
        {0x01, "1.0"}, {0x02, "1.1"}, {0x04, "1.2"},
        {0x08, "1.3"}, {0x10, "1.4"}, {0x20, "1.5"},
    };
    const uint32_t bitmap = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, ", bitmap ");
    OF_PUT_BITS(pr, bitmap, 0x3f, 8, versions);
}

static void print_hello(struct printer *pr, struct of_span s)
{
    static const struct code_name elements[] = {
        {1, "VERSIONBITMAP"},
    };

    while (s.len > 0 && printer_ok(pr)) {
        if (s.len < 4) {
            of_invalid(pr, s);
            return;
        }
        const uint16_t type = printer_u16(pr, s.off);
        TEXT_LIT(pr->out, "\n\t type ");
        OF_PUT_CODE(pr, elements, type, "unknown (0x%04x)");
        const uint16_t len = printer_u16(pr, s.off + 2);
        text_printf(pr->out, ", length %u", len);
        if (len < 4 || len > s.len) {
            of_invalid(pr, s);
            return;
        }
        if (type == 1 && len != 8)
            TEXT_LIT(pr->out, " (bogus)");
        else if (type == 1)
            print_versions(pr, (struct of_span){s.off + 4, 4});
        printer_need(pr, s.off, len);
        of_skip(&s, len);
    }
}

static void print_features_reply(struct printer *pr, struct of_span s)
{
    static const struct code_name capabilities[] = {
        {0x001, "FLOW_STATS"},   {0x002, "TABLE_STATS"}, {0x004, "PORT_STATS"},
        {0x008, "GROUP_STATS"},  {0x020, "IP_REASM"},    {0x040, "QUEUE_STATS"},
        {0x100, "PORT_BLOCKED"},
    };

    text_printf(pr->out, "\n\t dpid 0x%016llx",
                (unsigned long long)printer_u64(pr, s.off));
    text_printf(pr->out, ", n_buffers %u", printer_u32(pr, s.off + 8));
    text_printf(pr->out, ", n_tables %u", printer_u8(pr, s.off + 12));
    text_printf(pr->out, ", auxiliary_id %u", printer_u8(pr, s.off + 13));
    const uint32_t can = printer_u32(pr, s.off + 16);
    TEXT_LIT(pr->out, "\n\t capabilities ");
    OF_PUT_BITS(pr, can, 0x16f, 8, capabilities);
}

static void print_config(struct printer *pr, struct of_span s)
{
    static const struct code_name fragments[] = {
        {0, "FRAG_NORMAL"},
        {1, "FRAG_DROP"},
        {2, "FRAG_REASM"},
    };
    static const struct code_name lengths[] = {
        {0xffe5, "MAX"},
        {0xffff, "NO_BUFFER"},
    };

    const uint16_t flags = printer_u16(pr, s.off);
    TEXT_LIT(pr->out, "\n\t flags ");
    OF_PUT_CODE(pr, fragments, flags, "invalid (0x%04x)");
    const uint16_t miss = printer_u16(pr, s.off + 2);
    TEXT_LIT(pr->out, ", miss_send_len ");
    OF_PUT_CODE(pr, lengths, miss, "%u");
}

static void print_table_mod(struct printer *pr, struct of_span s)
{
    static const struct code_name tables[] = {
        {0xfe, "MAX"},
        {0xff, "ALL"},
    };

    const uint8_t table = printer_u8(pr, s.off);
    TEXT_LIT(pr->out, "\n\t table_id ");
    OF_PUT_CODE(pr, tables, table, "%u");
    text_printf(pr->out, ", config 0x%08x", printer_u32(pr, s.off + 4));
}

static void print_role(struct printer *pr, struct of_span s)
{
    static const struct code_name roles[] = {
        {0, "NOCHANGE"},
        {1, "EQUAL"},
        {2, "MASTER"},
        {3, "SLAVE"},
    };

    const uint32_t role = printer_u32(pr, s.off);
    TEXT_LIT(pr->out, "\n\t role ");
    OF_PUT_CODE(pr, roles, role, "invalid (0x%08x)");
    text_printf(pr->out, ", generation_id 0x%016llx",
                (unsigned long long)printer_u64(pr, s.off + 8));
}

/* Masks for the roles equal and master, then slave. */
static void print_async(struct printer *pr, struct of_span s)
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
        const struct code_name *bits; /* three */
    } masks[] = {
        {"packet_in", packets},
        {"port_status", ports},
        {"flow_removed", ports}, /* the port's words in the oracle, too */
    };

    for (uint32_t i = 0; i < 6; i++) {
        const uint32_t mask = printer_u32(pr, s.off + 4 * i);
        text_printf(pr->out, "\n\t %s_mask[%s] ", masks[i / 2].name,
                    i % 2 == 0 ? "EM" : "S");
        of_put_bits(pr, mask, 7, 8, masks[i / 2].bits, 3);
    }
}

static void print_experimenter(struct printer *pr, struct of_span s)
{
    const uint32_t vendor = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, "\n\t experimenter ");
    of_put_vendor(pr, vendor);
    text_printf(pr->out, ", exp_type 0x%08x", printer_u32(pr, s.off + 4));
    of_skip(&s, 8);
    of_print_data(pr, s);
}

void of13_print(struct printer *pr, uint8_t type, struct of_span body)
{
    static void (*const printers[MESSAGE_COUNT])(struct printer *,
                                                 struct of_span) = {
        [HELLO] = print_hello,
        [ERROR] = print_error,
        [ECHO_REQUEST] = of_print_data,
        [ECHO_REPLY] = of_print_data,
        [EXPERIMENTER] = print_experimenter,
        [FEATURES_REPLY] = print_features_reply,
        [GET_CONFIG_REPLY] = print_config,
        [SET_CONFIG] = print_config,
        [PORT_STATUS] = print_port_status,
        [PORT_MOD] = print_port_mod,
        [TABLE_MOD] = print_table_mod,
        [QUEUE_GET_CONFIG_REQUEST] = print_queue_request,
        [ROLE_REQUEST] = print_role,
        [ROLE_REPLY] = print_role,
        [GET_ASYNC_REPLY] = print_async,
        [SET_ASYNC] = print_async,
    };

    /* Even what is not printed must be captured. */
    if (type >= MESSAGE_COUNT) {
        printer_need(pr, body.off, body.len);
        return;
    }
    const uint16_t len = messages[type].len;
    if (body.len < len || (body.len > len && !messages[type].at_least)) {
        of_invalid(pr, body);
        return;
    }
    const bool decoded = pr->style->verbose > 0 && printers[type] != NULL;
    if (decoded)
        printers[type](pr, body);
    if (!decoded || !messages[type].at_least)
        printer_need(pr, body.off, body.len);
}
