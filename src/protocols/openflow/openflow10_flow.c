/*
 * openflow10_flow.c - the matches and actions of OpenFlow 1.0.
 */
#include "openflow10_flow.h"

#include "openflow_bsn.h"
#include "openflow_port.h"
#include "values.h"

enum {
    ETHERTYPE_IP = 0x0800,
    ETHERTYPE_ARP = 0x0806,
    PROTO_ICMP = 1,
    VLAN_NONE = 0xffff,
};

/* Bits of a match that say a field is of no concern. */
enum wildcard {
    WILD_IN_PORT = 1 << 0,
    WILD_DL_VLAN = 1 << 1,
    WILD_DL_SRC = 1 << 2,
    WILD_DL_DST = 1 << 3,
    WILD_DL_TYPE = 1 << 4,
    WILD_NW_PROTO = 1 << 5,
    WILD_TP_SRC = 1 << 6,
    WILD_TP_DST = 1 << 7,
    WILD_NW_SRC_SHIFT = 8, /* six bits: how many low bits are */
    WILD_NW_DST_SHIFT = 14,
    WILD_DL_VLAN_PCP = 1 << 20,
    WILD_NW_TOS = 1 << 21,
    WILD_ALL = (1 << 22) - 1,
};

static void put_vlan(struct printer *pr, uint16_t vlan)
{
    if (vlan == VLAN_NONE)
        TEXT_LIT(pr->out, "NONE");
    else
        text_printf(pr->out, "%u%s", vlan,
                    vlan > 0 && vlan < 4095 ? "" : " (bogus)");
}

static void put_pcp(struct printer *pr, uint8_t pcp)
{
    text_printf(pr->out, "%u%s", pcp, pcp > 7 ? " (bogus)" : "");
}

/* A field's words: "\n\t match in_port ". */
static void put_field(struct printer *pr, const char *indent, const char *name)
{
    text_printf(pr->out, "%smatch %s ", indent, name);
}

static void print_link_fields(struct printer *pr, const char *indent,
                              uint32_t off, uint32_t wild)
{
    const uint16_t port = printer_u16(pr, off + 4);
    if (!(wild & WILD_IN_PORT)) {
        put_field(pr, indent, "in_port");
        of_put_port(pr, &of_ports10, port);
    }
    printer_need(pr, off + 6, 6);
    if (!(wild & WILD_DL_SRC)) {
        put_field(pr, indent, "dl_src");
        printer_ether(pr, off + 6);
    }
    printer_need(pr, off + 12, 6);
    if (!(wild & WILD_DL_DST)) {
        put_field(pr, indent, "dl_dst");
        printer_ether(pr, off + 12);
    }
    const uint16_t vlan = printer_u16(pr, off + 18);
    if (!(wild & WILD_DL_VLAN)) {
        put_field(pr, indent, "dl_vlan");
        put_vlan(pr, vlan);
    }
    const uint8_t pcp = printer_u8(pr, off + 20);
    if (!(wild & WILD_DL_VLAN_PCP)) {
        put_field(pr, indent, "dl_vlan_pcp");
        put_pcp(pr, pcp);
    }
}

/* "nw_src 10.0.0.0/8", unless all of the address is of no concern. */
static void print_network(struct printer *pr, const char *indent,
                          const char *name, uint32_t off, uint32_t wild_bits)
{
    if (!printer_need(pr, off, 4) || wild_bits >= 32)
        return;
    put_field(pr, indent, name);
    printer_addr4(pr, off);
    text_printf(pr->out, "/%u", 32 - wild_bits);
}

void of10_print_match(struct printer *pr, const char *indent, uint32_t off)
{
    const uint32_t wild = printer_u32(pr, off);

    if (wild & ~(uint32_t)WILD_ALL)
        text_printf(pr->out, "%swildcards 0x%08x (bogus)", indent, wild);
    print_link_fields(pr, indent, off, wild);
    const uint16_t type = printer_u16(pr, off + 22);
    const bool knows_type = !(wild & WILD_DL_TYPE);
    if (knows_type) {
        put_field(pr, indent, "dl_type");
        text_printf(pr->out, "0x%04x", type);
    }
    const uint8_t tos = printer_u8(pr, off + 24);
    if (!(wild & WILD_NW_TOS)) {
        put_field(pr, indent, "nw_tos");
        text_printf(pr->out, "0x%02x", tos);
    }
    const uint8_t proto = printer_u8(pr, off + 25);
    const bool knows_proto = !(wild & WILD_NW_PROTO);
    if (knows_proto) {
        put_field(pr, indent,
                  knows_type && type == ETHERTYPE_ARP ? "arp_opcode"
                                                      : "nw_proto");
        text_u32(pr->out, proto);
    }
    print_network(pr, indent, "nw_src", off + 28,
                  wild >> WILD_NW_SRC_SHIFT & 0x3f);
    print_network(pr, indent, "nw_dst", off + 32,
                  wild >> WILD_NW_DST_SHIFT & 0x3f);
    const bool icmp = knows_type && type == ETHERTYPE_IP && knows_proto &&
                      proto == PROTO_ICMP;
    const uint16_t src = printer_u16(pr, off + 36);
    if (!(wild & WILD_TP_SRC)) {
        put_field(pr, indent, icmp ? "icmp_type" : "tp_src");
        text_u32(pr->out, src);
    }
    const uint16_t dst = printer_u16(pr, off + 38);
    if (!(wild & WILD_TP_DST)) {
        put_field(pr, indent, icmp ? "icmp_code" : "tp_dst");
        text_u32(pr->out, dst);
    }
}

/* --- actions ----------------------------------------------------------- */

enum action {
    ACTION_OUTPUT = 0,
    ACTION_SET_VLAN_VID,
    ACTION_SET_VLAN_PCP,
    ACTION_STRIP_VLAN,
    ACTION_SET_DL_SRC,
    ACTION_SET_DL_DST,
    ACTION_SET_NW_SRC,
    ACTION_SET_NW_DST,
    ACTION_SET_NW_TOS,
    ACTION_SET_TP_SRC,
    ACTION_SET_TP_DST,
    ACTION_ENQUEUE,
    ACTION_COUNT,
    ACTION_VENDOR = 0xffff,
};

static const struct code_name action_names[] = {
    {ACTION_OUTPUT, "OUTPUT"},
    {ACTION_SET_VLAN_VID, "SET_VLAN_VID"},
    {ACTION_SET_VLAN_PCP, "SET_VLAN_PCP"},
    {ACTION_STRIP_VLAN, "STRIP_VLAN"},
    {ACTION_SET_DL_SRC, "SET_DL_SRC"},
    {ACTION_SET_DL_DST, "SET_DL_DST"},
    {ACTION_SET_NW_SRC, "SET_NW_SRC"},
    {ACTION_SET_NW_DST, "SET_NW_DST"},
    {ACTION_SET_NW_TOS, "SET_NW_TOS"},
    {ACTION_SET_TP_SRC, "SET_TP_SRC"},
    {ACTION_SET_TP_DST, "SET_TP_DST"},
    {ACTION_ENQUEUE, "ENQUEUE"},
    {ACTION_VENDOR, "VENDOR"},
};

/* Whether an action of that type can be as long as it says. */
static bool length_fits(uint16_t type, uint16_t len)
{
    switch (type) {
    case ACTION_SET_DL_SRC:
    case ACTION_SET_DL_DST:
    case ACTION_ENQUEUE:
        return len == 16;
    case ACTION_VENDOR:
        return len % 8 == 0;
    default:
        return type >= ACTION_COUNT || len == 8;
    }
}

static void print_enqueue(struct printer *pr, uint32_t off)
{
    of_print_port_number(pr, &of_ports10, ", port ", off);
    const uint32_t queue = printer_u32(pr, off + 8);
    if (queue == 0xffffffff)
        TEXT_LIT(pr->out, ", queue_id ALL");
    else
        text_printf(pr->out, ", queue_id %u", queue);
}

static void print_vendor_action(struct printer *pr, struct span s)
{
    const uint32_t vendor = printer_u32(pr, s.off);

    TEXT_LIT(pr->out, ", vendor ");
    of_put_vendor(pr, vendor);
    span_skip(&s, 4);
    if (vendor == OF_BSN)
        of_print_bsn_action(pr, s);
    else
        of_print_data(pr, s);
}

static void print_output(struct printer *pr, uint32_t off)
{
    const uint16_t port = printer_u16(pr, off);

    TEXT_LIT(pr->out, ", port ");
    of_put_port(pr, &of_ports10, port);
    if (port == 0xfffd) /* the controller */
        text_printf(pr->out, ", max_len %u", printer_u16(pr, off + 2));
}

/* An action's value. */
static void print_action(struct printer *pr, uint16_t type, struct span s)
{
    struct text *out = pr->out;

    if (!printer_need(pr, s.off, 1))
        return;
    switch (type) {
    case ACTION_OUTPUT:
        print_output(pr, s.off);
        break;
    case ACTION_SET_VLAN_VID:
        if (printer_need(pr, s.off, 2)) {
            TEXT_LIT(out, ", vlan_vid ");
            put_vlan(pr, printer_u16(pr, s.off));
        }
        break;
    case ACTION_SET_VLAN_PCP:
        TEXT_LIT(out, ", vlan_pcp ");
        put_pcp(pr, printer_u8(pr, s.off));
        break;
    case ACTION_SET_DL_SRC:
    case ACTION_SET_DL_DST:
        if (printer_need(pr, s.off, 6)) {
            TEXT_LIT(out, ", dl_addr ");
            printer_ether(pr, s.off);
        }
        break;
    case ACTION_SET_NW_SRC:
    case ACTION_SET_NW_DST:
        printer_text_addr4(pr, ", nw_addr ", s.off);
        break;
    case ACTION_SET_NW_TOS:
        text_printf(out, ", nw_tos 0x%02x", printer_u8(pr, s.off));
        break;
    case ACTION_SET_TP_SRC:
    case ACTION_SET_TP_DST:
        text_printf(out, ", tp_port %u", printer_u16(pr, s.off));
        break;
    case ACTION_ENQUEUE:
        print_enqueue(pr, s.off);
        break;
    case ACTION_VENDOR:
        print_vendor_action(pr, s);
        break;
    }
}

void of10_print_actions(struct printer *pr, const char *indent, struct span s)
{
    const struct of_list list = {
        .indent = indent,
        .word = " action type ",
        .names = action_names,
        .count = COUNT_OF(action_names),
        .other = "invalid (0x%04x)",
        .length = ", len %u",
        .least = 8,
    };
    struct span a;
    uint16_t type;

    while (of_next(pr, &list, &s, &type, &a)) {
        if (length_fits(type, (uint16_t)a.len))
            print_action(pr, type, (struct span){a.off + 4, a.len - 4});
        else
            TEXT_LIT(pr->out, " (bogus)");
        printer_need(pr, a.off, a.len);
    }
}
