/*
 * ldp.c - LDP (RFC 5036): PDUs, messages and all TLVs but the FEC.
 *
 * Without -v the oracle prints the first PDU's header only, and glues it to
 * the line.
 */
#include "afi.h"
#include "codes.h"
#include "ldp_fec.h"
#include "protocol.h"
#include "tlv.h"

enum {
    PDU_HEADER_LEN = 10,
    LABEL_SPACE_LEN = 6, /* the part of the header its length counts */
    MSG_HEADER_LEN = 8,
    MSG_ID_LEN = 4, /* the part of that header its length counts */
};

enum message_type {
    MSG_NOTIFICATION = 0x0001,
    MSG_HELLO = 0x0100,
    MSG_INITIALIZATION = 0x0200,
    MSG_KEEPALIVE = 0x0201,
    MSG_ADDRESS = 0x0300,
    MSG_ADDRESS_WITHDRAW = 0x0301,
    MSG_LABEL_MAPPING = 0x0400,
    MSG_LABEL_REQUEST = 0x0401,
    MSG_LABEL_WITHDRAW = 0x0402,
    MSG_LABEL_RELEASE = 0x0403,
    MSG_LABEL_ABORT = 0x0404,
};

static const struct code_name message_names[] = {
    {MSG_NOTIFICATION, "Notification"},
    {MSG_HELLO, "Hello"},
    {MSG_INITIALIZATION, "Initialization"},
    {MSG_KEEPALIVE, "Keepalive"},
    {MSG_ADDRESS, "Address"},
    {MSG_ADDRESS_WITHDRAW, "Address Withdraw"},
    {MSG_LABEL_MAPPING, "Label Mapping"},
    {MSG_LABEL_REQUEST, "Label Request"},
    {MSG_LABEL_WITHDRAW, "Label Withdraw"},
    {MSG_LABEL_RELEASE, "Label Release"},
    {MSG_LABEL_ABORT, "Label Abort Request"},
};

enum tlv_type {
    TLV_FEC = 0x0100,
    TLV_ADDRESS_LIST = 0x0101,
    TLV_GENERIC_LABEL = 0x0200,
    TLV_STATUS = 0x0300,
    TLV_HELLO = 0x0400,
    TLV_TRANSPORT4 = 0x0401,
    TLV_SEQUENCE = 0x0402,
    TLV_TRANSPORT6 = 0x0403,
    TLV_SESSION = 0x0500,
    TLV_FAULT_TOLERANCE = 0x0503,
    TLV_MTU = 0x0601,
};

static const struct code_name tlv_names[] = {
    {TLV_FEC, "FEC"},
    {TLV_ADDRESS_LIST, "Address List"},
    {0x0103, "Hop Count"},
    {0x0104, "Path Vector"},
    {TLV_GENERIC_LABEL, "Generic Label"},
    {0x0201, "ATM Label"},
    {0x0202, "Frame-Relay Label"},
    {TLV_STATUS, "Status"},
    {0x0301, "Extended Status"},
    {0x0302, "Returned PDU"},
    {0x0303, "Returned Message"},
    {TLV_HELLO, "Common Hello Parameters"},
    {TLV_TRANSPORT4, "IPv4 Transport Address"},
    {TLV_SEQUENCE, "Configuration Sequence Number"},
    {TLV_TRANSPORT6, "IPv6 Transport Address"},
    {TLV_SESSION, "Common Session Parameters"},
    {0x0501, "ATM Session Parameters"},
    {0x0502, "Frame-Relay Session Parameters"},
    {TLV_FAULT_TOLERANCE, "Fault-Tolerant Session Parameters"},
    {0x0600, "Label Request Message ID"},
    {TLV_MTU, "MTU"},
};

/* --- TLV values -------------------------------------------------------- */

/* An address of four octets or of sixteen behind its `words`. */
static void put_addr(struct printer *pr, const char *words, uint32_t off,
                     unsigned size)
{
    if (size == 4)
        printer_text_addr4(pr, words, off);
    else
        printer_text_addr6(pr, words, off);
}

static void print_address_list(struct printer *pr, struct span *v)
{
    if (!ldp_has(pr, v, 2))
        return;
    const uint16_t family = printer_u16(pr, v->off);
    span_skip(v, 2);
    const unsigned size = family == AFI_IP4 ? 4 : 16;
    TEXT_LIT(pr->out, "\n\t      Address Family: ");
    afi_put(pr->out, family, "Unknown (%u)");
    TEXT_LIT(pr->out, ", addresses");
    if (family != AFI_IP4 && family != AFI_IP6)
        return;
    for (; v->len >= size; span_skip(v, size))
        put_addr(pr, " ", v->off, size);
}

static void print_hello(struct printer *pr, const struct span *v)
{
    if (!ldp_has(pr, v, 4))
        return;
    const uint16_t flags = printer_u16(pr, v->off + 2);
    text_printf(pr->out, "\n\t      Hold Time: %us, Flags: [%s Hello%s]",
                printer_u16(pr, v->off), flags & 0x8000 ? "Targeted" : "Link",
                flags & 0x4000 ? ", Request for targeted Hellos" : "");
}

static void print_transport(struct printer *pr, const struct span *v,
                            unsigned size)
{
    if (ldp_has(pr, v, size))
        put_addr(pr,
                 size == 4 ? "\n\t      IPv4 Transport Address: "
                           : "\n\t      IPv6 Transport Address: ",
                 v->off, size);
}

/* RFC 5036, 3.5.3; the oracle looks for the flags two octets too far on. */
static void print_session(struct printer *pr, const struct span *v)
{
    if (!ldp_has(pr, v, 8))
        return;
    const uint16_t version = printer_u16(pr, v->off);
    const uint16_t keepalive = printer_u16(pr, v->off + 2);
    const uint8_t flags = printer_u8(pr, v->off + 6);
    text_printf(pr->out,
                "\n\t      Version: %u, Keepalive: %us, Flags: [Downstream "
                "%s, Loop Detection %s]",
                version, keepalive, flags & 0x80 ? "On Demand" : "Unsolicited",
                flags & 0x40 ? "Enabled" : "Disabled");
}

/* RFC 3479, 8.1 */
static void print_fault_tolerance(struct printer *pr, const struct span *v)
{
    if (!ldp_has(pr, v, 12))
        return;
    const uint16_t flags = printer_u16(pr, v->off);
    text_printf(pr->out,
                "\n\t      Flags: [%sReconnect, %sSave State, %sAll-Label "
                "Protection, %s Checkpoint, %sRe-Learn State]",
                flags & 0x8000 ? "" : "No ", flags & 8 ? "" : "Don't ",
                flags & 4 ? "" : "No ",
                flags & 2 ? "Sequence Numbered Label" : "All Labels",
                flags & 1 ? "" : "Don't ");
    const uint32_t reconnect = printer_u32(pr, v->off + 4);
    if (reconnect > 0)
        text_printf(pr->out, ", Reconnect Timeout: %ums", reconnect);
    const uint32_t recovery = printer_u32(pr, v->off + 8);
    if (recovery > 0)
        text_printf(pr->out, ", Recovery Time: %ums", recovery);
}

static void print_status(struct printer *pr, const struct span *v)
{
    if (!ldp_has(pr, v, 8))
        return;
    const uint32_t status = printer_u32(pr, v->off);
    text_printf(pr->out, "\n\t      Status: 0x%02x, Flags: [%s and %s forward]",
                status & 0x3fffffff,
                status >> 31 ? "Fatal error" : "Advisory Notification",
                status & 0x40000000 ? "do" : "don't");
    const uint32_t cause = printer_u32(pr, v->off + 4);
    if (cause != 0)
        text_printf(pr->out, ", causing Message ID: 0x%08x", cause);
}

static void print_value(struct printer *pr, uint16_t type, struct span *v)
{
    switch (type) {
    case TLV_FEC:
        ldp_print_fec(pr, v);
        break;
    case TLV_ADDRESS_LIST:
        print_address_list(pr, v);
        break;
    case TLV_GENERIC_LABEL:
        if (ldp_has(pr, v, 4))
            text_printf(pr->out, "\n\t      Label: %u",
                        printer_u32(pr, v->off) & 0xfffff);
        break;
    case TLV_STATUS:
        print_status(pr, v);
        break;
    case TLV_HELLO:
        print_hello(pr, v);
        break;
    case TLV_TRANSPORT4:
        print_transport(pr, v, 4);
        break;
    case TLV_SEQUENCE:
        if (ldp_has(pr, v, 4))
            text_printf(pr->out, "\n\t      Sequence Number: %u",
                        printer_u32(pr, v->off));
        break;
    case TLV_TRANSPORT6:
        print_transport(pr, v, 16);
        break;
    case TLV_SESSION:
        print_session(pr, v);
        break;
    case TLV_FAULT_TOLERANCE:
        print_fault_tolerance(pr, v);
        break;
    case TLV_MTU:
        if (ldp_has(pr, v, 2))
            text_printf(pr->out, "\n\t      MTU: %u", printer_u16(pr, v->off));
        break;
    default:
        if (pr->style->verbose < 2)
            printer_hex(pr, "\n\t      ", v->off, v->len);
        break;
    }
}

static void print_tlv(struct printer *pr, const struct tlv *tlv)
{
    const uint16_t type = tlv->type & 0x3fff;
    struct span value = tlv->value;

    text_printf(pr->out,
                "\n\t    %s TLV (0x%04x), length: %u, Flags: [%s and %s "
                "forward if unknown]",
                CODE_NAME(tlv_names, type, "Unknown"), type, tlv->length,
                tlv->type & 0x8000 ? "continue processing" : "ignore",
                tlv->type & 0x4000 ? "do" : "don't");
    print_value(pr, type, &value);
}

static void print_tlvs(struct printer *pr, struct span list)
{
    static const struct tlv_form form = {.type_bits = 16, .length_bits = 16};
    enum tlv_fit fit;
    struct tlv tlv;

    while ((fit = tlv_next(pr, &form, &list, &tlv)) == TLV_FITS)
        print_tlv(pr, &tlv);
    if (fit == TLV_LONG)
        TEXT_LIT(pr->out, "\n\t\t TLV contents go past end of message");
}

/* --- messages ---------------------------------------------------------- */

/* Whether the oracle takes the message apart. */
static bool has_tlvs(uint16_t type)
{
    switch (type) {
    case MSG_NOTIFICATION:
    case MSG_HELLO:
    case MSG_INITIALIZATION:
    case MSG_KEEPALIVE:
    case MSG_ADDRESS:
    case MSG_ADDRESS_WITHDRAW:
    case MSG_LABEL_MAPPING:
    case MSG_LABEL_WITHDRAW:
        return true;
    default:
        return false;
    }
}

/* The message at `off`; its length field, or -1 when that is too small. */
static int32_t print_message(struct printer *pr, uint32_t off)
{
    if (!printer_need(pr, off, MSG_HEADER_LEN))
        return -1;
    const uint16_t head = printer_u16(pr, off);
    const uint16_t type = head & 0x7fff;
    const uint16_t len = printer_u16(pr, off + 2);
    text_printf(pr->out, "\n\t  %s Message (0x%04x), length: %u",
                CODE_NAME(message_names, type, "Unknown"), type, len);
    if (len < MSG_ID_LEN) {
        text_printf(pr->out, " (too short, < %u)", MSG_ID_LEN);
        return -1;
    }
    text_printf(pr->out, ", Message ID: 0x%08x, Flags: [%s if unknown]",
                printer_u32(pr, off + 4),
                head & 0x8000 ? "continue processing" : "ignore");
    if (!printer_need(pr, off, len)) /* four octets short of its end */
        return -1;
    if (has_tlvs(type))
        print_tlvs(pr, (struct span){off + MSG_HEADER_LEN, len - MSG_ID_LEN});
    if (pr->style->verbose > 1) /* as far past the message as its ID is long */
        printer_hex(pr, "\n\t  ", off + MSG_HEADER_LEN, len);
    else if (!has_tlvs(type))
        printer_hex(pr, "\n\t  ", off + MSG_HEADER_LEN, len - MSG_ID_LEN);
    return printer_ok(pr) ? len : -1;
}

/* The PDU at `off`; the octets it takes, 0 when printing ends with it. */
static uint32_t print_pdu(struct printer *pr, uint32_t off)
{
    const bool verbose = pr->style->verbose > 0;
    const char *indent = verbose ? "\n\t" : "";

    if (!printer_need(pr, off, PDU_HEADER_LEN))
        return 0;
    const uint16_t version = printer_u16(pr, off);
    const uint16_t len = printer_u16(pr, off + 2);
    if (version != 1) {
        text_printf(pr->out, "%sLDP version %u packet not supported", indent,
                    version);
        return 0;
    }
    if (len < LABEL_SPACE_LEN) {
        text_printf(pr->out, "%sLDP, pdu-length: %u (too short, < %u)", indent,
                    len, LABEL_SPACE_LEN);
        return 0;
    }
    text_printf(pr->out, "%sLDP", indent);
    put_addr(pr, ", Label-Space-ID: ", off + 4, 4);
    text_printf(pr->out, ":%u, pdu-length: %u", printer_u16(pr, off + 8), len);
    if (!verbose)
        return 0;
    /* A message past the PDU makes the 16-bit remainder wrap, and go on. */
    uint16_t left = (uint16_t)(len - LABEL_SPACE_LEN);
    uint32_t at = off + PDU_HEADER_LEN;
    while (left > 0) {
        const int32_t msg_len = print_message(pr, at);
        if (msg_len < 0)
            return 0;
        at += (uint32_t)msg_len + 4;
        left = (uint16_t)(left - msg_len - 4);
    }
    return 4u + len;
}

static bool print_ldp(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "ldp";
    while (pr->len > off && pr->len - off > PDU_HEADER_LEN + MSG_HEADER_LEN) {
        const uint32_t taken = print_pdu(pr, off);
        if (taken == 0)
            return true;
        if (taken > pr->len - off) {
            text_printf(pr->out, " [remaining length %u < %u] (invalid)",
                        pr->len - off, taken);
            return true;
        }
        off += taken;
    }
    return true;
}

const struct protocol protocol_ldp = {"ldp", print_ldp};
