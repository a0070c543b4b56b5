/*
 * bfd.c - BFD (RFC 5880): control packets of both versions, and echoes.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum { PORT_ECHO = 3785, PORT_MULTIHOP = 4784, PORT_LAG = 6784 };

enum {
    OFF_FLAGS = 1,
    OFF_MULTIPLIER = 2,
    OFF_LENGTH = 3,
    OFF_MINE = 4,
    OFF_YOURS = 8,
    OFF_TX = 12,
    OFF_RX = 16,
    OFF_ECHO = 20,
    HDR = 24,
};

enum { AUTHENTICATED = 0x04 };

/* draft-ietf-bfd-base-02 */
static const struct code_name flags0[] = {
    {0x80, "I Hear You"},
    {0x40, "Demand"},
    {0x20, "Poll"},
    {0x10, "Final"},
    {0x08, "Control Plane Independent"},
    {0x04, "Authentication Present"},
    {0x02, "Reserved"},
    {0x01, "Reserved"},
};

static const struct code_name flags1[] = {
    {0x20, "Poll"},
    {0x10, "Final"},
    {0x08, "Control Plane Independent"},
    {0x04, "Authentication Present"},
    {0x02, "Demand"},
    {0x01, "Multipoint"},
};

static const struct code_name states[] = {
    {0, "AdminDown"}, {1, "Down"}, {2, "Init"}, {3, "Up"}};

static void put_octets(struct printer *pr, uint32_t off, uint32_t n)
{
    if (printer_need(pr, off, n))
        text_hex_bytes(pr->out, pr->base + off, n);
}

/* RFC 5880 sections 4.2 to 4.4, from behind the key's number */
static void print_secret(struct printer *pr, uint8_t kind, uint32_t len)
{
    enum { PASSWORD = 1, MD5 = 2, METICULOUS_MD5 = 3, LEAST = 4, MOST = 19 };
    enum { MD5_LEN = 24, SHA1_LEN = 28, SEQUENCE = HDR + 4, SUM = HDR + 8 };
    const bool md5 = kind == MD5 || kind == METICULOUS_MD5;
    const uint32_t due = md5 ? MD5_LEN : SHA1_LEN;

    if (kind == PASSWORD ? len < LEAST || len > MOST : len != due) {
        text_printf(pr->out, "[invalid length %u]", len);
        return;
    }
    if (kind == PASSWORD) {
        TEXT_LIT(pr->out, ", Password: ");
        for (uint32_t i = 3; i < len && printer_ok(pr); i++)
            text_visible(pr->out, printer_u8(pr, HDR + i));
        return;
    }
    text_printf(pr->out, ", Sequence Number: 0x%08x",
                printer_u32(pr, SEQUENCE));
    if (!printer_need(pr, SUM, len - 8))
        return;
    text_str(pr->out, md5 ? "\n\t  Digest: " : "\n\t  Hash: ");
    put_octets(pr, SUM, len - 8);
}

static void print_authentication(struct printer *pr)
{
    static const struct code_name kinds[] = {
        {1, "Simple Password"},       {2, "Keyed MD5"},
        {3, "Meticulous Keyed MD5"},  {4, "Keyed SHA1"},
        {5, "Meticulous Keyed SHA1"},
    };

    if (!printer_need(pr, HDR, 4))
        return;
    const uint8_t kind = printer_u8(pr, HDR), len = printer_u8(pr, HDR + 1);
    const char *name = CODE_NAME(kinds, kind, NULL);
    text_printf(pr->out, "\n\tAuthentication: %s (%u), length: %u",
                name != NULL ? name : "Unknown", kind, len);
    text_printf(pr->out, "\n\t  Auth Key ID: %u", printer_u8(pr, HDR + 2));
    if (name != NULL)
        print_secret(pr, kind, len);
}

/* Microseconds, shown as milliseconds. */
static uint32_t interval(struct printer *pr, uint32_t off)
{
    return printer_u32(pr, off) / 1000;
}

static void print_details(struct printer *pr, uint8_t flags)
{
    static const struct code_name diagnoses[] = {
        {0, "No Diagnostic"},
        {1, "Control Detection Time Expired"},
        {2, "Echo Function Failed"},
        {3, "Neighbor Signaled Session Down"},
        {4, "Forwarding Plane Reset"},
        {5, "Path Down"},
        {6, "Concatenated Path Down"},
        {7, "Administratively Down"},
        {8, "Reverse Concatenated Path Down"},
    };
    const uint8_t diagnosis = printer_u8(pr, 0) & 0x1f;
    const uint32_t multiplier = printer_u8(pr, OFF_MULTIPLIER);

    text_printf(pr->out, ", Diagnostic: %s (0x%02x)",
                CODE_NAME(diagnoses, diagnosis, "unknown"), diagnosis);
    text_printf(pr->out,
                "\n\tDetection Timer Multiplier: %u (%u ms Detection time)"
                ", BFD Length: %u",
                multiplier, multiplier * printer_u32(pr, OFF_TX) / 1000,
                printer_u8(pr, OFF_LENGTH));
    text_printf(pr->out,
                "\n\tMy Discriminator: 0x%08x, Your Discriminator: 0x%08x",
                printer_u32(pr, OFF_MINE), printer_u32(pr, OFF_YOURS));
    text_printf(pr->out, "\n\t  Desired min Tx Interval:    %4u ms",
                interval(pr, OFF_TX));
    text_printf(pr->out, "\n\t  Required min Rx Interval:   %4u ms",
                interval(pr, OFF_RX));
    text_printf(pr->out, "\n\t  Required min Echo Interval: %4u ms",
                interval(pr, OFF_ECHO));
    if (flags & AUTHENTICATED)
        print_authentication(pr);
}

static void print_control(struct printer *pr, const char *name)
{
    if (!printer_need(pr, 0, HDR))
        return;
    const uint8_t version = printer_u8(pr, 0) >> 5;
    const uint8_t flags = printer_u8(pr, OFF_FLAGS);
    const bool verbose = pr->style->verbose > 0;

    text_printf(pr->out, "BFDv%u, ", version);
    if (version > 1) {
        text_printf(pr->out, "Control, length: %u", pr->len);
        if (verbose)
            printer_hex(pr, "\n\t", 0, pr->len);
        return;
    }
    if (verbose)
        text_printf(pr->out, "length: %u\n\t", pr->len);
    text_printf(pr->out, "%s, ", version == 0 ? "Control" : name);
    if (version == 1)
        text_printf(pr->out, "State %s, ",
                    CODE_NAME(states, flags >> 6, "unknown"));
    TEXT_LIT(pr->out, "Flags: [");
    if (version == 0)
        CODE_PUT_BITS_OR(pr->out, flags0, flags, ", ", "none");
    else
        CODE_PUT_BITS_OR(pr->out, flags1, flags, ", ", "none");
    text_char(pr->out, ']');
    if (verbose)
        print_details(pr, flags);
    else
        text_printf(pr->out, ", length: %u", pr->len);
}

static bool print_bfd(struct printer *pr)
{
    pr->label = "bfd";
    switch (pr->dport) {
    case PORT_ECHO:
        text_printf(pr->out, "BFD, Echo, length: %u", pr->len);
        if (pr->style->verbose > 0)
            printer_hex(pr, "\n\t", 0, pr->len);
        break;
    case PORT_MULTIHOP:
        print_control(pr, "Multihop");
        break;
    case PORT_LAG:
        print_control(pr, "Lag");
        break;
    default:
        print_control(pr, "Control");
    }
    return true;
}

const struct protocol protocol_bfd = {.name = "bfd", .print = print_bfd};
