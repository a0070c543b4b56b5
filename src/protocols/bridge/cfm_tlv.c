/*
 * cfm_tlv.c - the elements of connectivity fault management (IEEE 802.1ag
 * section 21.5).
 */
#include "afi.h"
#include "cfm.h"
#include "codes.h"
#include "oui.h"
#include "values.h"

enum {
    END = 0,
    SENDER_ID = 1,
    PORT_STATUS = 2,
    INTERFACE_STATUS = 3,
    ORGANISATION = 31,
    ELEMENT_HDR = 3,
};

static const struct code_name types[] = {
    {END, "End"},
    {SENDER_ID, "Sender ID"},
    {PORT_STATUS, "Port status"},
    {INTERFACE_STATUS, "Interface status"},
    {4, "Data"},
    {5, "Reply Ingress"},
    {6, "Reply Egress"},
    {ORGANISATION, "Organization Specific"},
};

static void put_network_address(struct printer *pr, struct span addr)
{
    if (addr.len < 1)
        return;
    const uint8_t afi = printer_u8(pr, addr.off);
    span_skip(&addr, 1);
    text_printf(pr->out, "\n\t  Network Address Type %s (%u)",
                afi_name(afi, "Unknown"), afi);
    if (afi == AFI_IP4 && addr.len == 4)
        printer_text_addr4(pr, ", ", addr.off);
    else if (afi == AFI_IP4)
        text_printf(pr->out, "(invalid IPv4 address length %u)", addr.len);
    else if (afi == AFI_IP6 && addr.len == 16)
        printer_text_addr6(pr, ", ", addr.off);
    else if (afi == AFI_IP6)
        text_printf(pr->out, "(invalid IPv6 address length %u)", addr.len);
}

enum { MAC = 4, NETWORK = 5 };

/* False when the type is not known. */
static bool put_chassis_id(struct printer *pr, uint8_t type, struct span id)
{
    switch (type) {
    case MAC:
        if (id.len == 6) {
            TEXT_LIT(pr->out, "\n\t  MAC ");
            printer_ether(pr, id.off);
        } else
            TEXT_LIT(pr->out, " (invalid MAC address length)");
        break;
    case NETWORK:
        put_network_address(pr, id);
        break;
    case 1:
    case 2:
    case 3:
    case 6:
    case 7:
        printer_string(pr, id.off, id.len);
        break;
    default:
        return false;
    }
    return true;
}

static void put_too_short(struct printer *pr)
{
    TEXT_LIT(pr->out, "\n\t  (TLV too short)");
}

/* A Sender ID while it is read. */
struct sender {
    struct span left;
    uint32_t next; /* octets to where the oracle reads on */
    bool dump;     /* as many octets are shown as are left */
};

/* A length goes past the end. */
static void put_cut_off(struct printer *pr, struct sender *s)
{
    put_too_short(pr);
    span_skip(&s->left, s->left.len);
}

/* False when the message is not read on. */
static bool put_management(struct printer *pr, struct sender *s)
{
    if (s->left.len == 0)
        return true;
    const uint8_t domain_len = printer_u8(pr, s->left.off);
    text_printf(pr->out, "\n\t  Management Address Domain Length %u",
                domain_len);
    span_skip(&s->left, 1);
    if (s->left.len < domain_len) {
        put_cut_off(pr, s);
        return true;
    }
    if (domain_len == 0)
        return true;
    printer_hex(pr, "\n\t  Management Address Domain: ", s->left.off,
                domain_len);
    span_skip(&s->left, domain_len);
    if (s->left.len == 0) {
        TEXT_LIT(pr->out, " (Management Address Length is missing)");
        return true;
    }
    const uint8_t len = printer_u8(pr, s->left.off);
    text_printf(pr->out, "\n\t  Management Address Length %u", len);
    span_skip(&s->left, 1);
    if (s->left.len < len) {
        put_too_short(pr);
        return false;
    }
    if (len > 0)
        printer_hex(pr, "\n\t  Management Address: ", s->left.off, len);
    span_skip(&s->left, len);
    return true;
}

/* False when the message is not read on. */
static bool put_sender(struct printer *pr, struct sender *s)
{
    static const struct code_name names[] = {
        {0, "Reserved"},        {1, "Chassis component"},
        {2, "Interface alias"}, {3, "Port component"},
        {MAC, "MAC address"},   {NETWORK, "Network address"},
        {6, "Interface name"},  {7, "Locally assigned"},
    };

    if (s->left.len < 1) {
        TEXT_LIT(pr->out, " (too short, must be >= 1)");
        return true;
    }
    const uint8_t len = printer_u8(pr, s->left.off);
    span_skip(&s->left, 1);
    if (len == 0)
        return put_management(pr, s);
    if (s->left.len < 1) {
        put_too_short(pr);
        return true;
    }
    const uint8_t type = printer_u8(pr, s->left.off);
    text_printf(pr->out, "\n\t  Chassis-ID Type %s (%u), Chassis-ID length %u",
                CODE_NAME(names, type, "Unknown"), type, len);
    span_skip(&s->left, 1);
    if (s->left.len < len) {
        put_cut_off(pr, s);
        s->next--; /* the oracle loses the type */
        return true;
    }
    if (!put_chassis_id(pr, type, (struct span){s->left.off, len}))
        s->dump = true;
    span_skip(&s->left, len);
    return put_management(pr, s);
}

static bool put_status(struct printer *pr, uint8_t type, struct span value)
{
    static const struct code_name ports[] = {{1, "Blocked"}, {2, "Up"}};
    static const struct code_name interfaces[] = {
        {1, "Up"},      {2, "Down"},        {3, "Testing"},
        {5, "Dormant"}, {6, "not present"}, {7, "lower Layer down"},
    };

    if (value.len < 1) {
        TEXT_LIT(pr->out, " (too short, must be >= 1)");
        return false;
    }
    const uint8_t status = printer_u8(pr, value.off);
    text_printf(pr->out, ", Status: %s (%u)",
                type == PORT_STATUS ? CODE_NAME(ports, status, "Unknown")
                                    : CODE_NAME(interfaces, status, "Unknown"),
                status);
    return true;
}

static bool put_organisation(struct printer *pr, struct span value)
{
    if (value.len < 4) {
        TEXT_LIT(pr->out, " (too short, must be >= 4)");
        return false;
    }
    const uint32_t oui = printer_u24(pr, value.off);
    text_printf(pr->out, ", Vendor: %s (%u), Sub-Type %u", oui_name(oui), oui,
                printer_u8(pr, value.off + 3));
    return true;
}

/* False when it is the last. */
static bool put_element(struct printer *pr, struct span *list)
{
    const uint8_t type = printer_u8(pr, list->off);

    text_printf(pr->out, "\n\t%s TLV (0x%02x)",
                CODE_NAME(types, type, "Unknown"), type);
    if (type == END || !printer_ok(pr))
        return false;
    if (list->len < ELEMENT_HDR) {
        cfm_put_too_short(pr);
        return false;
    }
    if (!printer_has(pr, list->off, ELEMENT_HDR)) {
        printer_mark(pr);
        return false;
    }
    const uint16_t len = printer_u16(pr, list->off + 1);
    text_printf(pr->out, ", length %u", len);
    span_skip(list, ELEMENT_HDR);
    if (len > list->len) {
        cfm_put_too_short(pr);
        return false;
    }
    if (!printer_has(pr, list->off, len)) {
        printer_mark(pr);
        return false;
    }
    const struct span value = {list->off, len};
    struct sender sender = {value, len, pr->style->verbose > 1};
    bool more = true;
    switch (type) {
    case SENDER_ID:
        more = put_sender(pr, &sender);
        break;
    case PORT_STATUS:
    case INTERFACE_STATUS:
        more = put_status(pr, type, value);
        break;
    case ORGANISATION:
        more = put_organisation(pr, value);
        sender.dump = true;
        break;
    default:
        sender.dump = true;
        break;
    }
    if (more && sender.dump)
        printer_hex(pr, "\n\t  ", value.off, sender.left.len);
    span_skip(list, sender.next);
    return more;
}

void cfm_put_too_short(struct printer *pr)
{
    TEXT_LIT(pr->out, "\n\t\t packet is too short");
}

void cfm_put_elements(struct printer *pr, struct span list)
{
    while (list.len > 0 && printer_ok(pr) && put_element(pr, &list))
        ;
}
