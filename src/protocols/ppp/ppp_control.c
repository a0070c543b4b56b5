/*
 * ppp_control.c - packets of the protocols that configure a PPP link and what
 * runs over it (RFC 1661 section 5, RFC 1570).
 */
#include "ppp_control.h"

#include "codes.h"
#include "oui.h"
#include "ppp_kit.h"
#include "protocol.h"

enum {
    HEADER_LEN = 4,
    VENDOR_EXTENSION = 0,
    CONF_REQUEST = 1,
    CONF_REJECT = 4,
    CODE_REJECT = 7,
    PROTOCOL_REJECT = 8,
    DISCARD_REQUEST = 11,
    IDENTIFICATION = 12,
    TIME_REMAINING = 13,
};

/* The packet with PPP's two bytes before it, which count. */
static void dump_from_protocol(struct printer *pr, uint32_t n)
{
    text_printf(pr->out, "%04x", pr->announced);
    for (uint32_t i = 0; i < n && printer_has(pr, i, 1); i++) {
        if (i % 16 == 14)
            text_printf(pr->out, "\n\t  0x%04x: ", i + 2);
        if (i % 2 == 0)
            text_char(pr->out, ' ');
        text_hex_pad(pr->out, printer_u8(pr, i), 2);
    }
}

static void put_options(struct printer *pr, uint32_t len)
{
    uint32_t off = HEADER_LEN;

    while (off < len && printer_ok(pr)) {
        const uint32_t n = ppp_put_option(pr, off, len);
        if (n == 0)
            return;
        if (n > len - off) {
            text_printf(pr->out,
                        " [remaining options length %u < %u] (invalid)",
                        len - off, n);
            return;
        }
        off += n;
    }
}

static void put_magic(struct printer *pr)
{
    text_printf(pr->out, "\n\t  Magic-Num 0x%08x", printer_u32(pr, HEADER_LEN));
}

static void put_vendor_extension(struct printer *pr, uint32_t n)
{
    if (n < 7)
        return;
    put_magic(pr);
    const uint32_t oui = printer_u24(pr, HEADER_LEN + 4);
    text_printf(pr->out, " Vendor: %s (%u)", oui_name(oui), oui);
}

static void put_rejected_protocol(struct printer *pr, uint32_t n)
{
    if (n < 2)
        return;
    const uint16_t protocol = printer_u16(pr, HEADER_LEN);
    const char *name = ppp_name(protocol);
    text_printf(pr->out, "\n\t  Rejected %s Protocol (0x%04x)",
                name != NULL ? name : "unknown", protocol);
    if (n > 2) {
        TEXT_LIT(pr->out, "\n\t  Rejected Packet");
        /* by a length that counts the header, so trailing bytes show, too */
        printer_hex(pr, "\n\t    ", HEADER_LEN + 2, n + HEADER_LEN - 2);
    }
}

static void put_echo(struct printer *pr, uint32_t n, const char *name)
{
    if (n < 4)
        return;
    put_magic(pr);
    if (n > 4) {
        TEXT_LIT(pr->out, "\n\t  -----trailing data-----");
        if (printer_has(pr, HEADER_LEN + 4, n - 4))
            printer_hex(pr, "\n\t  ", HEADER_LEN + 4, n - 4);
        else
            text_printf(pr->out, "[|%s]", name);
    }
}

/*
 * The oracle counts the magic number as part of the message, which so goes
 * past the end unless something trails.
 */
static void put_identification(struct printer *pr, uint32_t n, const char *name)
{
    if (n < 4)
        return;
    put_magic(pr);
    if (n == 4)
        return;
    TEXT_LIT(pr->out, "\n\t  Message\n\t    ");
    const uint32_t off = HEADER_LEN + 4;
    for (uint32_t i = 0; i < n && printer_has(pr, off + i, 1); i++)
        text_visible(pr->out, printer_u8(pr, off + i));
    if (!printer_has(pr, off, n))
        text_printf(pr->out, "[|%s]", name);
}

static void put_time_remaining(struct printer *pr, uint32_t n)
{
    if (n < 8)
        return;
    put_magic(pr);
    text_printf(pr->out, ", Seconds-Remaining %us",
                printer_u32(pr, HEADER_LEN + 4));
}

static void put_body(struct printer *pr, uint8_t code, uint32_t len,
                     const char *name)
{
    const uint32_t n = len - HEADER_LEN;

    if (code == VENDOR_EXTENSION) {
        put_vendor_extension(pr, n);
    } else if (code <= CONF_REJECT) {
        put_options(pr, len);
    } else if (code <= CODE_REJECT) {
        return;
    } else if (code == PROTOCOL_REJECT) {
        put_rejected_protocol(pr, n);
    } else if (code <= DISCARD_REQUEST) {
        put_echo(pr, n, name);
    } else if (code == IDENTIFICATION) {
        put_identification(pr, n, name);
    } else if (code == TIME_REMAINING) {
        put_time_remaining(pr, n);
    } else if (pr->style->verbose < 2) {
        TEXT_LIT(pr->out, "\n\t  0x0000:  ");
        dump_from_protocol(pr, len);
    }
}

static void put_verbose(struct printer *pr, const char *name)
{
    const uint8_t code = printer_u8(pr, 0);
    const uint16_t len = printer_u16(pr, 2);

    if (!printer_ok(pr))
        return;
    text_printf(pr->out, "\n\tencoded length %u ", len);
    if (len > pr->len) {
        text_printf(pr->out, "(> packet length %u))", pr->len);
        return;
    }
    if (len < HEADER_LEN) {
        TEXT_LIT(pr->out, "(< 4))");
        return;
    }
    text_printf(pr->out, "(=Option(s) length %u)", len - HEADER_LEN);
    if (len == HEADER_LEN)
        return;
    if (pr->style->verbose > 1) {
        TEXT_LIT(pr->out, "\n\t0x0000:  ");
        dump_from_protocol(pr, HEADER_LEN);
    }
    put_body(pr, code, len, name);
}

static bool print_control(struct printer *pr)
{
    static const struct code_name codes[] = {
        {0, "Vendor-Extension"}, {1, "Conf-Request"}, {2, "Conf-Ack"},
        {3, "Conf-Nack"},        {4, "Conf-Reject"},  {5, "Term-Request"},
        {6, "Term-Ack"},         {7, "Code-Reject"},  {8, "Prot-Reject"},
        {9, "Echo-Request"},     {10, "Echo-Reply"},  {11, "Disc-Req"},
        {12, "Ident"},           {13, "Time-Rem"},    {14, "Reset-Req"},
        {15, "Reset-Ack"},
    };
    const char *name = ppp_name(pr->announced);

    if (name == NULL)
        name = "unknown";
    text_printf(pr->out, "%s, ", name);
    if (pr->len < HEADER_LEN || !printer_has(pr, 0, 2)) {
        text_printf(pr->out, "[|%s]", name);
        return true;
    }
    const uint8_t code = printer_u8(pr, 0);
    text_printf(pr->out, "%s (0x%02x), id %u, length %u",
                CODE_NAME(codes, code, "Unknown Opcode"), code,
                printer_u8(pr, 1), pr->len + 2);
    if (pr->style->verbose > 0)
        put_verbose(pr, name);
    return true;
}

const struct protocol protocol_ppp_control = {"ppp", print_control};
