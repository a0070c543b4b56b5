/*
 * lwapp.c - LWAPP (RFC 5412): what access points say to their controller.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"
#include "values.h"

enum { PORT_CONTROL = 12223 };

/* Offsets from the header's first octet. */
enum { OFF_FRAGMENT = 1, OFF_LENGTH = 2, HDR = 6, MAC = 6 };

/* section 3.2; false where no more is shown */
static bool put_header(struct printer *pr, uint32_t off, bool data)
{
    static const struct code_name flags[] = {
        {1, "Last Fragment Bit"}, {2, "Fragment Bit"}, {4, "Control Bit"}};
    enum { CONTROL = 4, FLAGS = 7 };
    const uint8_t first = printer_u8(pr, off);
    const uint32_t len = printer_u16(pr, off + OFF_LENGTH);
    const bool verbose = pr->style->verbose > 0;
    const char *blank = data ? " " : "";

    text_printf(pr->out, "LWAPPv0, %s frame, ",
                first & CONTROL ? "Control" : "Data");
    if (verbose)
        text_printf(pr->out, "Radio-id %s%u, ", blank, first >> 3 & 7);
    TEXT_LIT(pr->out, "Flags [");
    CODE_PUT_BITS_OR(pr->out, flags, first & FLAGS, ", ", "none");
    TEXT_LIT(pr->out, "], ");
    if (!verbose) {
        text_printf(pr->out, "length %u", pr->len);
        return false;
    }
    if (data && len < HDR) {
        text_printf(pr->out, "length %u < transport header length", len);
        return false;
    }
    text_printf(pr->out, "Frag-id %s%u, length %u", blank,
                printer_u8(pr, off + OFF_FRAGMENT), len);
    return true;
}

/* True for the one version there is; the remark about another is made. */
static bool has_version_0(struct printer *pr, uint32_t off)
{
    const uint8_t version = printer_u8(pr, off) >> 6;

    if (version != 0)
        text_printf(pr->out, "LWAPP version %u packet not supported", version);
    return version == 0;
}

static void print_data(struct printer *pr)
{
    pr->label = "lwapp_data";
    if (!printer_need(pr, 0, HDR) || !has_version_0(pr, 0))
        return;
    if (put_header(pr, 0, true))
        printer_hex(pr, "\n\t", HDR, printer_u16(pr, OFF_LENGTH) - HDR);
}

/* section 4.2.1.1 */
static const struct code_name messages[] = {
    {1, "Discovery req"},
    {2, "Discovery resp"},
    {3, "Join req"},
    {4, "Join resp"},
    {5, "Join ack"},
    {6, "Join confirm"},
    {10, "Configure req"},
    {11, "Configure resp"},
    {12, "Update req"},
    {13, "Update resp"},
    {14, "WTP event req"},
    {15, "WTP event resp"},
    {16, "Change state event req"},
    {17, "Change state event resp"},
    {22, "Echo req"},
    {23, "Echo resp"},
    {24, "Image data req"},
    {25, "Image data resp"},
    {26, "Channel status req"},
    {27, "Channel status resp"},
    {30, "Key update req"},
    {31, "Key update resp"},
    {32, "Primary discovery req"},
    {33, "Primary discovery resp"},
    {34, "Data transfer req"},
    {35, "Data transfer resp"},
    {36, "Clear config ind"},
    {37, "Wlan config req"},
    {38, "Wlan config resp"},
    {39, "Mobile config req"},
    {40, "Mobile config resp"},
};

/* section 4.2.1: messages in `left` octets from `off` */
static void print_messages(struct printer *pr, uint32_t off, uint32_t left)
{
    enum { MESSAGE = 8 };

    while (left != 0 && printer_need(pr, off, MESSAGE)) {
        const uint8_t type = printer_u8(pr, off);
        const uint32_t len = printer_u16(pr, off + 2);
        if (left < MESSAGE + len) {
            TEXT_LIT(pr->out, "\n\t  Msg goes past end of PDU");
            return;
        }
        text_printf(pr->out,
                    "\n\t  Msg type: %s (%u), Seqnum: %u, Msg len: %u, "
                    "Session: 0x%08x",
                    CODE_NAME(messages, type, "Unknown"), type,
                    printer_u8(pr, off + 1), len, printer_u32(pr, off + 4));
        /* The oracle forgets that the length leaves out the header. */
        if (!printer_need(pr, off, len))
            return;
        off += MESSAGE + len;
        left -= MESSAGE + len;
    }
}

/* The access point stands before the header where it is the sender. */
static void print_control(struct printer *pr)
{
    const uint32_t off = pr->dport == PORT_CONTROL ? MAC : 0;

    pr->label = "lwapp_control";
    if (!printer_need(pr, 0, off + HDR) || !has_version_0(pr, off))
        return;
    if (!put_header(pr, off, false))
        return;
    if (off != 0) {
        TEXT_LIT(pr->out, "\n\tAP identity: ");
        printer_ether(pr, 0);
    }
    print_messages(pr, off + HDR, printer_u16(pr, off + OFF_LENGTH));
}

static bool print_lwapp(struct printer *pr)
{
    if (pr->sport == PORT_CONTROL || pr->dport == PORT_CONTROL)
        print_control(pr);
    else
        print_data(pr);
    printer_settle(pr);
    return true;
}

const struct protocol protocol_lwapp = {.name = "lwapp", .print = print_lwapp};
