/*
 * vtp.c - Cisco's VLAN Trunking Protocol.
 */
#include "cisco_kit.h"
#include "codes.h"
#include "protocol.h"
#include "span.h"
#include "values.h"

enum { HEADER = 36, DOMAIN_LEN = 3, DOMAIN = 4, DOMAIN_MAX = 32 };
enum { SUMMARY = 1, SUBSET = 2, REQUEST = 3, JOIN = 4 };
enum { VLAN_HDR = 12, ELEMENT_HDR = 2, ELEMENT_LEN = 4 };

static const struct code_name messages[] = {
    {SUMMARY, "Summary advertisement"},
    {SUBSET, "Subset advertisement"},
    {REQUEST, "Advertisement request"},
    {JOIN, "Join message"},
};

/* What the octet behind the message's type is. */
static const struct code_name thirds[] = {
    {SUMMARY, "Followers"},
    {SUBSET, "Seq number"},
    {REQUEST, "Rsvd"},
    {JOIN, "Rsvd"},
};

static void put_summary(struct printer *pr)
{
    enum { UPDATER = 40, TIMESTAMP = 44, DIGEST = 56, DIGEST_LEN = 16 };

    if (!printer_need(pr, HEADER, 8))
        return;
    text_printf(pr->out, "\n\t  Config Rev %x, Updater ",
                printer_u32(pr, HEADER));
    printer_addr4(pr, UPDATER);
    if (!printer_need(pr, TIMESTAMP, DIGEST - TIMESTAMP))
        return;
    text_printf(pr->out, ", Timestamp 0x%08x 0x%08x 0x%08x",
                printer_u32(pr, TIMESTAMP), printer_u32(pr, TIMESTAMP + 4),
                printer_u32(pr, TIMESTAMP + 8));
    if (!printer_need(pr, DIGEST, DIGEST_LEN))
        return;
    TEXT_LIT(pr->out, ", MD5 digest: ");
    text_hex_bytes(pr->out, pr->base + DIGEST, DIGEST_LEN);
}

enum { STP_TYPE = 3, PRUNING = 6, BRIDGE_TYPE = 7, MAX_HOPS = 9, BACKUP = 10 };

static const struct code_name types[] = {
    {1, "Source-Routing Ring Number TLV"},
    {2, "Source-Routing Bridge Number TLV"},
    {STP_TYPE, "STP type TLV"},
    {4, "Parent VLAN TLV"},
    {5, "Translationally bridged VLANs TLV"},
    {PRUNING, "Pruning TLV"},
    {BRIDGE_TYPE, "Bridge Type TLV"},
    {8, "Max ARP Hop Count TLV"},
    {MAX_HOPS, "Max STE Hop Count TLV"},
    {BACKUP, "Backup CRF Mode TLV"},
};

static void put_element(struct printer *pr, uint8_t type, uint32_t off)
{
    static const struct code_name stp_types[] = {
        {1, "SRT"}, {2, "SRB"}, {3, "Auto"}};
    const uint16_t value = printer_u16(pr, off + ELEMENT_HDR);

    switch (type) {
    case STP_TYPE:
        text_printf(pr->out, ", %s (%u)",
                    CODE_NAME(stp_types, value, "Unknown"), value);
        break;
    case PRUNING:
        text_printf(pr->out, ", %s (%u)", value == 1 ? "Enabled" : "Disabled",
                    value);
        break;
    case BRIDGE_TYPE:
        text_printf(pr->out, ", %s (%u)", value == 1 ? "SRB" : "SRT", value);
        break;
    case MAX_HOPS:
        text_printf(pr->out, ", %u", value);
        break;
    case BACKUP:
        text_printf(pr->out, ", %s (%u)", value == 1 ? "Backup" : "Not backup",
                    value);
        break;
    default:
        printer_hex(pr, "\n\t\t  ", off, ELEMENT_LEN);
        break;
    }
}

/* What follows a VLAN's name; false when a length is wrong. */
static bool put_elements(struct printer *pr, struct span list)
{
    while (list.len > 0 && printer_ok(pr)) {
        if (list.len < ELEMENT_HDR)
            return false;
        const uint8_t type = printer_u8(pr, list.off);
        const uint8_t words = printer_u8(pr, list.off + 1);
        if (!printer_ok(pr))
            return true;
        text_printf(pr->out, "\n\t\t%s (0x%04x) TLV",
                    CODE_NAME(types, type, "Unknown"), type);
        if (list.len < ELEMENT_HDR + 2u * words) {
            TEXT_LIT(pr->out, " (TLV goes past the end of the packet)");
            return false;
        }
        if (words != 1) {
            text_printf(pr->out, " (invalid TLV length %u != 1)", words);
            return false;
        }
        if (!printer_need(pr, list.off, ELEMENT_LEN))
            return true;
        put_element(pr, type, list.off);
        span_skip(&list, ELEMENT_LEN);
    }
    return true;
}

/* One VLAN of a subset; false when its lengths are wrong. */
static bool put_vlan(struct printer *pr, struct span vlan)
{
    static const struct code_name statuses[] = {{0, "Operational"},
                                                {1, "Suspended"}};
    static const struct code_name vlan_types[] = {{1, "Ethernet"},
                                                  {2, "FDDI"},
                                                  {3, "TrCRF"},
                                                  {4, "FDDI-net"},
                                                  {5, "TrBRF"}};

    if (vlan.len < VLAN_HDR)
        return false;
    const uint8_t name_len = printer_u8(pr, vlan.off + 3);
    text_printf(pr->out,
                "\n\tVLAN info status %s, type %s, VLAN-id %u, MTU %u, "
                "SAID 0x%08x, Name ",
                CODE_NAME(statuses, printer_u8(pr, vlan.off + 1), "Unknown"),
                CODE_NAME(vlan_types, printer_u8(pr, vlan.off + 2), "Unknown"),
                printer_u16(pr, vlan.off + 4), printer_u16(pr, vlan.off + 6),
                printer_u32(pr, vlan.off + 8));
    span_skip(&vlan, VLAN_HDR);
    const uint32_t padded = (name_len + 3u) / 4 * 4;
    if (vlan.len < padded)
        return false;
    printer_string(pr, vlan.off, name_len);
    span_skip(&vlan, padded);
    return put_elements(pr, vlan);
}

static bool put_subset(struct printer *pr)
{
    if (!printer_need(pr, HEADER, 4))
        return true;
    text_printf(pr->out, ", Config Rev %x", printer_u32(pr, HEADER));
    struct span list = {HEADER + 4, pr->len - HEADER - 4};
    while (list.len > 0 && printer_ok(pr)) {
        const uint8_t len = printer_u8(pr, list.off);
        if (len == 0)
            break;
        if (len > list.len) {
            printer_cut(pr);
            break;
        }
        if (!printer_need(pr, list.off, len))
            break;
        if (!put_vlan(pr, (struct span){list.off, len}))
            return false;
        span_skip(&list, len);
    }
    return true;
}

static bool put_message(struct printer *pr)
{
    const uint8_t message = printer_u8(pr, 1);
    const uint8_t domain_len = printer_u8(pr, DOMAIN_LEN);

    text_printf(
        pr->out, "VTPv%u, Message %s (0x%02x), length %u", printer_u8(pr, 0),
        CODE_NAME(messages, message, "Unknown message type"), message, pr->len);
    if (pr->style->verbose == 0) {
        printer_need(pr, 0, pr->len);
        return true;
    }
    TEXT_LIT(pr->out, "\n\tDomain name: ");
    if (domain_len < 1 || domain_len > DOMAIN_MAX) {
        text_printf(pr->out, " [invalid MgmtD Len %u]", domain_len);
        return false;
    }
    printer_string(pr, DOMAIN, domain_len);
    text_printf(pr->out, ", %s: %u", CODE_NAME(thirds, message, "Unknown"),
                printer_u8(pr, 2));
    switch (message) {
    case SUMMARY:
        put_summary(pr);
        return true;
    case SUBSET:
        return put_subset(pr);
    case REQUEST:
        if (printer_need(pr, HEADER, 4))
            text_printf(pr->out, "\n\tStart value: %u",
                        printer_u32(pr, HEADER));
        return true;
    default:
        return true;
    }
}

static bool print_vtp(struct printer *pr)
{
    bool valid = pr->len >= HEADER;

    pr->label = "vtp";
    if (valid && !printer_need(pr, 0, HEADER))
        return true;
    if (valid)
        valid = put_message(pr);
    cisco_put_end(pr, valid);
    return true;
}

const struct protocol protocol_vtp = {.name = "vtp", .print = print_vtp};
