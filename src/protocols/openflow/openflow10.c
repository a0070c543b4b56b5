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
    QUEUE_GET_CONFIG_REPLY,
    MESSAGE_COUNT
};

enum { PHY_PORT_LEN = 48 };

/* How long a body may be: exactly, or at least, `len` octets. */
struct length_rule {
    const char *name;
    uint16_t len;
    bool at_least;
};

static const struct length_rule messages[MESSAGE_COUNT] = {
    [HELLO] = {"HELLO", 0, true},
    [ERROR] = {"ERROR", 4, true},
    [ECHO_REQUEST] = {"ECHO_REQUEST", 0, true},
    [ECHO_REPLY] = {"ECHO_REPLY", 0, true},
    [VENDOR] = {"VENDOR", 4, true},
    [FEATURES_REQUEST] = {"FEATURES_REQUEST", 0, false},
    [FEATURES_REPLY] = {"FEATURES_REPLY", 24, true},
    [GET_CONFIG_REQUEST] = {"GET_CONFIG_REQUEST", 0, false},
    [GET_CONFIG_REPLY] = {"GET_CONFIG_REPLY", 4, false},
    [SET_CONFIG] = {"SET_CONFIG", 4, false},
    [PACKET_IN] = {"PACKET_IN", 10, true},
    [FLOW_REMOVED] = {"FLOW_REMOVED", 80, false},
    [PORT_STATUS] = {"PORT_STATUS", 56, false},
    [PACKET_OUT] = {"PACKET_OUT", 8, true},
    [FLOW_MOD] = {"FLOW_MOD", 64, true},
    [PORT_MOD] = {"PORT_MOD", 24, false},
    [STATS_REQUEST] = {"STATS_REQUEST", 4, true},
    [STATS_REPLY] = {"STATS_REPLY", 4, true},
    [BARRIER_REQUEST] = {"BARRIER_REQUEST", 0, false},
    [BARRIER_REPLY] = {"BARRIER_REPLY", 0, false},
    [QUEUE_GET_CONFIG_REQUEST] = {"QUEUE_GET_CONFIG_REQUEST", 4, false},
    [QUEUE_GET_CONFIG_REPLY] = {"QUEUE_GET_CONFIG_REPLY", 8, true},
};

static const struct code_name port_config[] = {
    {0x01, "PORT_DOWN"},    {0x02, "NO_STP"},   {0x04, "NO_RECV"},
    {0x08, "NO_RECV_STP"},  {0x10, "NO_FLOOD"}, {0x20, "NO_FWD"},
    {0x40, "NO_PACKET_IN"},
};

static const struct code_name port_features[] = {
    {0x001, "10MB_HD"},  {0x002, "10MB_FD"}, {0x004, "100MB_HD"},
    {0x008, "100MB_FD"}, {0x010, "1GB_HD"},  {0x020, "1GB_FD"},
    {0x040, "10GB_FD"},  {0x080, "COPPER"},  {0x100, "FIBER"},
    {0x200, "AUTONEG"},  {0x400, "PAUSE"},   {0x800, "PAUSE_ASYM"},
};

const char *of10_type_name(uint8_t type)
{
    return type < MESSAGE_COUNT ? messages[type].name : NULL;
}

/* --- error ------------------------------------------------------------- */

#define CODES(table) (table), COUNT_OF(table)

static const struct code_name hello_failed[] = {
    {0, "INCOMPATIBLE"},
    {1, "EPERM"},
};

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

static const struct code_name queue_op_failed[] = {
    {0, "BAD_PORT"},
    {1, "BAD_QUEUE"},
    {2, "EPERM"},
};

static const struct {
    const char *name;
    const struct code_name *codes;
    size_t count;
} errors[] = {
    {"HELLO_FAILED", CODES(hello_failed)},
    {"BAD_REQUEST", CODES(bad_request)},
    {"BAD_ACTION", CODES(bad_action)},
    {"FLOW_MOD_FAILED", CODES(flow_mod_failed)},
    {"PORT_MOD_FAILED", CODES(port_mod_failed)},
    {"QUEUE_OP_FAILED", CODES(queue_op_failed)},
};

static void print_error(struct printer *pr, struct of_span s)
{
    const size_t count = COUNT_OF(errors);
    const uint16_t type = printer_u16(pr, s.off);

    TEXT_LIT(pr->out, "\n\t type ");
    if (type < count)
        text_str(pr->out, errors[type].name);
    else
        text_printf(pr->out, "invalid (0x%04x)", type);
    const uint16_t code = printer_u16(pr, s.off + 2);
    TEXT_LIT(pr->out, ", code ");
    if (type < count)
        of_put_code(pr, errors[type].codes, errors[type].count, code,
                    "invalid (0x%04x)");
    else
        text_printf(pr->out, "invalid (0x%04x)", code);
    of_skip(&s, 4);
    of_print_data(pr, s);
}

/* --- ports ------------------------------------------------------------- */

static void put_features(struct printer *pr, uint32_t bits)
{
    OF_PUT_BITS(pr, bits, 0xfff, 8, port_features);
}

/* Two bits are a number: the spanning tree's state. */
static void put_port_state(struct printer *pr, uint32_t state)
{
    static const char *const tree[] = {"STP_LISTEN", "STP_LEARN", "STP_FORWARD",
                                       "STP_BLOCK"};

    text_printf(pr->out, "0x%08x (%s%s)%s", state, tree[state >> 8 & 3],
                state & 1 ? ", LINK_DOWN" : "",
                state & ~0x301u ? " (bogus)" : "");
}

static void print_phy_port(struct printer *pr, uint32_t off)
{
    static const char *const features[] = {"curr", "advertised", "supported",
                                           "peer"};
    struct text *out = pr->out;

    const uint16_t port = printer_u16(pr, off);
    TEXT_LIT(out, "\n\t  port_no ");
    of10_put_port(pr, port);
    if (printer_need(pr, off + 2, 6)) {
        TEXT_LIT(out, ", hw_addr ");
        of_put_mac(pr, off + 2);
    }
    TEXT_LIT(out, ", name '");
    of_put_string(pr, off + 8, 16);
    text_char(out, '\'');
    if (pr->style->verbose < 2) {
        printer_need(pr, off, PHY_PORT_LEN);
        return;
    }
    const uint32_t config = printer_u32(pr, off + 24);
    TEXT_LIT(out, "\n\t   config ");
    OF_PUT_BITS(pr, config, 0x7f, 8, port_config);
    const uint32_t state = printer_u32(pr, off + 28);
    TEXT_LIT(out, "\n\t   state ");
    put_port_state(pr, state);
    for (uint32_t i = 0; i < 4; i++) {
        const uint32_t bits = printer_u32(pr, off + 32 + 4 * i);
        text_printf(out, "\n\t   %s ", features[i]);
        put_features(pr, bits);
    }
}

static void print_features_reply(struct printer *pr, struct of_span s)
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

    text_printf(out, "\n\t dpid 0x%016llx",
                (unsigned long long)printer_u64(pr, s.off));
    text_printf(out, ", n_buffers %u", printer_u32(pr, s.off + 8));
    text_printf(out, ", n_tables %u", printer_u8(pr, s.off + 12));
    const uint32_t can = printer_u32(pr, s.off + 16);
    TEXT_LIT(out, "\n\t capabilities ");
    OF_PUT_BITS(pr, can, 0xef, 8, capabilities);
    const uint32_t acts = printer_u32(pr, s.off + 20);
    TEXT_LIT(out, "\n\t actions ");
    OF_PUT_BITS(pr, acts, 0xfff, 8, actions);
    of_skip(&s, 24);
    for (; s.len >= PHY_PORT_LEN && printer_ok(pr); of_skip(&s, PHY_PORT_LEN))
        print_phy_port(pr, s.off);
    if (s.len > 0)
        of_invalid(pr, s);
}

static void print_port_status(struct printer *pr, struct of_span s)
{
    static const struct code_name reasons[] = {
        {0, "ADD"},
        {1, "DELETE"},
        {2, "MODIFY"},
    };
    const uint8_t reason = printer_u8(pr, s.off);

    TEXT_LIT(pr->out, "\n\t reason ");
    OF_PUT_CODE(pr, reasons, reason, "invalid (0x%02x)");
    print_phy_port(pr, s.off + 8);
}

static void print_port_mod(struct printer *pr, struct of_span s)
{
    struct text *out = pr->out;

    const uint16_t port = printer_u16(pr, s.off);
    TEXT_LIT(out, "\n\t port_no ");
    of10_put_port(pr, port);
    if (printer_need(pr, s.off + 2, 6)) {
        TEXT_LIT(out, ", hw_addr ");
        of_put_mac(pr, s.off + 2);
    }
    const uint32_t config = printer_u32(pr, s.off + 8);
    TEXT_LIT(out, "\n\t config ");
    OF_PUT_BITS(pr, config, 0x7f, 8, port_config);
    const uint32_t mask = printer_u32(pr, s.off + 12);
    TEXT_LIT(out, "\n\t mask ");
    OF_PUT_BITS(pr, mask, 0x7f, 8, port_config);
    const uint32_t advertise = printer_u32(pr, s.off + 16);
    TEXT_LIT(out, "\n\t advertise ");
    put_features(pr, advertise);
}

/* --- packets and flows ------------------------------------------------- */

static void print_config(struct printer *pr, struct of_span s)
{
    static const struct code_name fragments[] = {
        {0, "FRAG_NORMAL"},
        {1, "FRAG_DROP"},
        {2, "FRAG_REASM"},
    };
    const uint16_t flags = printer_u16(pr, s.off);

    TEXT_LIT(pr->out, "\n\t flags ");
    OF_PUT_CODE(pr, fragments, flags, "invalid (0x%04x)");
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

static void print_packet_in(struct printer *pr, struct of_span s)
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
    const uint16_t port = printer_u16(pr, s.off + 6);
    TEXT_LIT(out, ", in_port ");
    of10_put_port(pr, port);
    const uint8_t reason = printer_u8(pr, s.off + 8);
    TEXT_LIT(out, ", reason ");
    OF_PUT_CODE(pr, reasons, reason, "invalid (0x%02x)");
    printer_need(pr, s.off + 9, 1);
    of_skip(&s, 10);
    of_print_frame(pr, s);
}

static void print_packet_out(struct printer *pr, struct of_span s)
{
    struct text *out = pr->out;

    text_printf(out, "\n\t buffer_id 0x%08x", printer_u32(pr, s.off));
    const uint16_t port = printer_u16(pr, s.off + 4);
    TEXT_LIT(out, ", in_port ");
    of10_put_port(pr, port);
    const uint16_t actions_len = printer_u16(pr, s.off + 6);
    of_skip(&s, 8);
    if (actions_len > s.len) {
        of_invalid(pr, s);
        return;
    }
    of10_print_actions(pr, "\n\t", (struct of_span){s.off, actions_len});
    of_skip(&s, actions_len);
    of_print_frame(pr, s);
}

static void print_flow_mod(struct printer *pr, struct of_span s)
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
    OF_PUT_CODE(pr, commands, command, "invalid (0x%04x)");
    const uint16_t idle = printer_u16(pr, off + 10);
    if (idle > 0)
        text_printf(out, ", idle_timeout %u", idle);
    const uint16_t hard = printer_u16(pr, off + 12);
    if (hard > 0)
        text_printf(out, ", hard_timeout %u", hard);
    const uint16_t priority = printer_u16(pr, off + 14);
    if (priority > 0)
        text_printf(out, ", priority %u", priority);
    const uint32_t buffer = printer_u32(pr, off + 16);
    if (command <= 2) {
        TEXT_LIT(out, ", buffer_id ");
        put_buffer(pr, buffer);
    }
    const uint16_t port = printer_u16(pr, off + 20);
    if (command == 3 || command == 4) {
        TEXT_LIT(out, ", out_port ");
        of10_put_port(pr, port);
    }
    const uint16_t flags = printer_u16(pr, off + 22);
    TEXT_LIT(out, ", flags ");
    OF_PUT_BITS(pr, flags, 7, 4, flag_names);
    of_skip(&s, OF10_MATCH_LEN + 24);
    of10_print_actions(pr, "\n\t", s);
}

static void print_flow_removed(struct printer *pr, struct of_span s)
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
    const uint16_t priority = printer_u16(pr, off + 8);
    if (priority > 0)
        text_printf(out, ", priority %u", priority);
    const uint8_t reason = printer_u8(pr, off + 10);
    TEXT_LIT(out, ", reason ");
    OF_PUT_CODE(pr, reasons, reason, "unknown (0x%02x)");
    text_printf(out, ", duration_sec %u", printer_u32(pr, off + 12));
    text_printf(out, ", duration_nsec %u", printer_u32(pr, off + 16));
    const uint16_t idle = printer_u16(pr, off + 20);
    if (idle > 0)
        text_printf(out, ", idle_timeout %u", idle);
    text_printf(out, ", packet_count %llu",
                (unsigned long long)printer_u64(pr, off + 24));
    text_printf(out, ", byte_count %llu",
                (unsigned long long)printer_u64(pr, off + 32));
}

/* --- vendor and dispatch ----------------------------------------------- */

static void print_vendor_message(struct printer *pr, struct of_span s)
{
    const uint32_t vendor = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, ", vendor ");
    of_put_vendor(pr, vendor);
    of_skip(&s, 4);
    if (vendor == OF_BSN)
        of_print_bsn_message(pr, s);
    else
        of_print_data(pr, s);
}

void of10_print(struct printer *pr, uint8_t type, struct of_span body)
{
    static void (*const printers[MESSAGE_COUNT])(struct printer *,
                                                 struct of_span) = {
        [HELLO] = of_print_data,
        [ERROR] = print_error,
        [ECHO_REQUEST] = of_print_data,
        [ECHO_REPLY] = of_print_data,
        [VENDOR] = print_vendor_message,
        [FEATURES_REPLY] = print_features_reply,
        [GET_CONFIG_REPLY] = print_config,
        [SET_CONFIG] = print_config,
        [PACKET_IN] = print_packet_in,
        [FLOW_REMOVED] = print_flow_removed,
        [PORT_STATUS] = print_port_status,
        [PACKET_OUT] = print_packet_out,
        [FLOW_MOD] = print_flow_mod,
        [PORT_MOD] = print_port_mod,
        [STATS_REQUEST] = of10_print_stats_request,
        [STATS_REPLY] = of10_print_stats_reply,
        [QUEUE_GET_CONFIG_REQUEST] = of10_print_queues,
        [QUEUE_GET_CONFIG_REPLY] = of10_print_queues,
    };

    /* Even what is not printed must be captured. */
    if (type >= MESSAGE_COUNT) {
        printer_need(pr, body.off, body.len);
        return;
    }
    const struct length_rule *rule = &messages[type];
    if (body.len < rule->len || (body.len > rule->len && !rule->at_least)) {
        of_invalid(pr, body);
        return;
    }
    const bool decoded = pr->style->verbose > 0 && printers[type] != NULL;
    if (decoded)
        printers[type](pr, body);
    if (!decoded || !rule->at_least)
        printer_need(pr, body.off, body.len);
}
