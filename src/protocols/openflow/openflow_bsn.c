/*
 * openflow_bsn.c - the OpenFlow extensions of Big Switch Networks.
 */
#include "openflow_bsn.h"

enum message {
    SET_IP_MASK = 0,
    GET_IP_MASK_REQUEST,
    GET_IP_MASK_REPLY,
    SET_MIRRORING,
    GET_MIRRORING_REQUEST,
    GET_MIRRORING_REPLY,
    SHELL_COMMAND,
    SHELL_OUTPUT,
    SHELL_STATUS,
    GET_INTERFACES_REQUEST,
    GET_L2_TABLE_REQUEST = 13,
    VIRTUAL_PORT_REMOVE_REQUEST = 17,
    BW_ENABLE_GET_REQUEST = 19,
    BW_CLEAR_DATA_REQUEST = 21,
    HYBRID_GET_REQUEST = 27,
};

static const struct code_name message_names[] = {
    {SET_IP_MASK, "SET_IP_MASK"},
    {GET_IP_MASK_REQUEST, "GET_IP_MASK_REQUEST"},
    {GET_IP_MASK_REPLY, "GET_IP_MASK_REPLY"},
    {SET_MIRRORING, "SET_MIRRORING"},
    {GET_MIRRORING_REQUEST, "GET_MIRRORING_REQUEST"},
    {GET_MIRRORING_REPLY, "GET_MIRRORING_REPLY"},
    {SHELL_COMMAND, "SHELL_COMMAND"},
    {SHELL_OUTPUT, "SHELL_OUTPUT"},
    {SHELL_STATUS, "SHELL_STATUS"},
    {GET_INTERFACES_REQUEST, "GET_INTERFACES_REQUEST"},
    {10, "GET_INTERFACES_REPLY"},
    {11, "SET_PKTIN_SUPPRESSION_REQUEST"},
    {12, "SET_L2_TABLE_REQUEST"},
    {GET_L2_TABLE_REQUEST, "GET_L2_TABLE_REQUEST"},
    {14, "GET_L2_TABLE_REPLY"},
    {15, "VIRTUAL_PORT_CREATE_REQUEST"},
    {16, "VIRTUAL_PORT_CREATE_REPLY"},
    {VIRTUAL_PORT_REMOVE_REQUEST, "VIRTUAL_PORT_REMOVE_REQUEST"},
    {18, "BW_ENABLE_SET_REQUEST"},
    {BW_ENABLE_GET_REQUEST, "BW_ENABLE_GET_REQUEST"},
    {20, "BW_ENABLE_GET_REPLY"},
    {BW_CLEAR_DATA_REQUEST, "BW_CLEAR_DATA_REQUEST"},
    {22, "BW_CLEAR_DATA_REPLY"},
    {23, "BW_ENABLE_SET_REPLY"},
    {24, "SET_L2_TABLE_REPLY"},
    {25, "SET_PKTIN_SUPPRESSION_REPLY"},
    {26, "VIRTUAL_PORT_REMOVE_REPLY"},
    {HYBRID_GET_REQUEST, "HYBRID_GET_REQUEST"},
    {28, "HYBRID_GET_REPLY"},
    {31, "PDU_TX_REQUEST"},
    {32, "PDU_TX_REPLY"},
    {33, "PDU_RX_REQUEST"},
    {34, "PDU_RX_REPLY"},
    {35, "PDU_RX_TIMEOUT"},
};

/* Whether a message can be so long, its subtype not counted. */
static bool length_fits(uint32_t subtype, uint32_t len)
{
    switch (subtype) {
    case SET_IP_MASK:
    case GET_IP_MASK_REQUEST:
    case GET_IP_MASK_REPLY:
        return len == 8;
    case SET_MIRRORING:
    case GET_MIRRORING_REQUEST:
    case GET_MIRRORING_REPLY:
    case SHELL_STATUS:
    case VIRTUAL_PORT_REMOVE_REQUEST:
        return len == 4;
    case SHELL_COMMAND:
        return len >= 4;
    case GET_INTERFACES_REQUEST:
    case GET_L2_TABLE_REQUEST:
    case BW_ENABLE_GET_REQUEST:
    case BW_CLEAR_DATA_REQUEST:
    case HYBRID_GET_REQUEST:
        return len == 0;
    default:
        return true;
    }
}

static void print_mask(struct printer *pr, uint32_t off, bool with_mask)
{
    text_printf(pr->out, ", index %u", printer_u8(pr, off));
    if (!printer_need(pr, off, 8) || !with_mask)
        return;
    TEXT_LIT(pr->out, ", mask ");
    printer_addr4(pr, off + 4);
}

static void print_mirroring(struct printer *pr, uint32_t off)
{
    static const struct code_name words[] = {
        {0, "OFF"},
        {1, "ON"},
    };
    const uint8_t report = printer_u8(pr, off);

    TEXT_LIT(pr->out, ", report_mirror_ports ");
    CODE_PUT(pr->out, words, report, "bogus (%u)");
    printer_need(pr, off, 4);
}

/* All of the characters, zero octets too. */
static void print_text(struct printer *pr, struct span s)
{
    TEXT_LIT(pr->out, ", data '");
    for (uint32_t i = 0; i < s.len && printer_ok(pr); i++)
        printer_visible(pr, s.off + i, 1);
    text_char(pr->out, '\'');
}

void of_print_bsn_message(struct printer *pr, struct span s)
{
    struct text *out = pr->out;

    if (s.len < 4) {
        of_invalid(pr, s);
        return;
    }
    const uint32_t subtype = printer_u32(pr, s.off);
    TEXT_LIT(out, "\n\t subtype ");
    CODE_PUT(pr->out, message_names, subtype, "unknown (0x%08x)");
    span_skip(&s, 4);
    if (!length_fits(subtype, s.len)) {
        of_invalid(pr, s);
        return;
    }
    switch (subtype) {
    case SET_IP_MASK:
    case GET_IP_MASK_REPLY:
        print_mask(pr, s.off, true);
        break;
    case GET_IP_MASK_REQUEST:
        print_mask(pr, s.off, false);
        break;
    case SET_MIRRORING:
    case GET_MIRRORING_REQUEST:
    case GET_MIRRORING_REPLY:
        print_mirroring(pr, s.off);
        break;
    case SHELL_COMMAND:
        text_printf(out, ", service %u", printer_u32(pr, s.off));
        span_skip(&s, 4);
        print_text(pr, s);
        break;
    case SHELL_OUTPUT:
        print_text(pr, s);
        break;
    case SHELL_STATUS:
        text_printf(out, ", status 0x%08x", printer_u32(pr, s.off));
        break;
    case VIRTUAL_PORT_REMOVE_REQUEST:
        text_printf(out, ", vport_no %u", printer_u32(pr, s.off));
        break;
    default:
        printer_need(pr, s.off, s.len);
        break;
    }
}

/* --- actions ----------------------------------------------------------- */

enum { ACTION_MIRROR = 1 };

static const struct code_name action_names[] = {
    {ACTION_MIRROR, "MIRROR"},
    {2, "SET_TUNNEL_DST"},
    {4, "CHECKSUM"},
};

static void print_tag(struct printer *pr, uint32_t tag)
{
    const uint16_t tpid = (uint16_t)(tag >> 16);

    if (tpid == 0)
        TEXT_LIT(pr->out, ", vlan_tag none");
    else if (tpid == 0x8100)
        text_printf(pr->out, ", vlan_tag 802.1Q (vlan %u, p %u%s)", tag & 0xfff,
                    tag >> 13 & 7, tag & 0x1000 ? ", DEI" : "");
    else
        text_printf(pr->out, ", vlan_tag unknown (0x%04x)", tpid);
}

void of_print_bsn_action(struct printer *pr, struct span s)
{
    static const struct code_name stages[] = {
        {0, "INGRESS"},
        {1, "EGRESS"},
    };

    if (s.len < 4) {
        of_invalid(pr, s);
        return;
    }
    const uint32_t subtype = printer_u32(pr, s.off);
    TEXT_LIT(pr->out, "\n\t  subtype ");
    CODE_PUT(pr->out, action_names, subtype, "unknown (0x%08x)");
    span_skip(&s, 4);
    if (subtype != ACTION_MIRROR)
        return;
    if (s.len != 12) {
        of_invalid(pr, s);
        return;
    }
    text_printf(pr->out, ", dest_port %u", printer_u32(pr, s.off));
    print_tag(pr, printer_u32(pr, s.off + 4));
    const uint8_t stage = printer_u8(pr, s.off + 8);
    TEXT_LIT(pr->out, ", copy_stage ");
    CODE_PUT(pr->out, stages, stage, "unknown (%u)");
    printer_need(pr, s.off, s.len);
}
