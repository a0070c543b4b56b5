/*
 * cfm.c - connectivity fault management (IEEE 802.1ag): messages; the elements
 * behind them are in cfm_tlv.c.
 */
#include "cfm.h"

#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { HEADER = 4, CCM = 1, LTR = 4, LTM = 5 };
enum { CCM_LEN = 70, LTM_LEN = 17, LTR_LEN = 6 };
enum { NAMES = HEADER + 6, NAMES_LEN = 48 };

static const struct code_name opcodes[] = {
    {CCM, "Continuity Check Message"}, {2, "Loopback Reply"},
    {3, "Loopback Message"},           {LTR, "Linktrace Reply"},
    {LTM, "Linktrace Message"},
};

/* The name of the maintenance domain; false when it is too long. */
static bool put_domain_name(struct printer *pr, struct span *names)
{
    enum { NO_NAME = 1, DNS = 2, MAC = 3, STRING = 4, NAME_MAX = 44 };
    static const struct code_name formats[] = {
        {0, "IEEE 802.1"},
        {NO_NAME, "No MD Name present"},
        {DNS, "DNS string"},
        {MAC, "MAC + 16Bit Integer"},
        {STRING, "Character string"},
    };
    const uint8_t format = printer_u8(pr, names->off);

    text_printf(pr->out, "\n\t  MD Name Format %s (%u)",
                CODE_NAME(formats, format, "Unknown"), format);
    span_skip(names, 1);
    if (format == NO_NAME)
        return true;
    const uint8_t len = printer_u8(pr, names->off);
    span_skip(names, 1);
    text_printf(pr->out, ", MD Name length %u", len);
    if (len >= NAME_MAX) {
        TEXT_LIT(pr->out, " (too large, must be <= 44)");
        return false;
    }
    TEXT_LIT(pr->out, "\n\t  MD Name: ");
    if (format == DNS || format == STRING)
        printer_string(pr, names->off, len);
    else if (format == MAC && len == 6) {
        TEXT_LIT(pr->out, "\n\t  MAC ");
        printer_ether(pr, names->off);
    } else if (format == MAC)
        TEXT_LIT(pr->out, "\n\t  MAC (length invalid)");
    else
        printer_hex(pr, "\n\t    ", names->off, len);
    span_skip(names, len);
    return true;
}

/* The name of the maintenance association in that domain. */
static bool put_association_name(struct printer *pr, struct span *names)
{
    enum { STRING = 2 };
    static const struct code_name formats[] = {
        {0, "IEEE 802.1"},
        {1, "Primary VID"},
        {STRING, "Character string"},
        {3, "16Bit Integer"},
        {4, "RFC2685 VPN-ID"},
    };
    const uint8_t format = printer_u8(pr, names->off);
    const uint8_t len = printer_u8(pr, names->off + 1);

    text_printf(pr->out, "\n\t  MA Name-Format %s (%u), MA name length %u",
                CODE_NAME(formats, format, "Unknown"), format, len);
    span_skip(names, 2);
    if (len > names->len) {
        text_printf(pr->out, " (too large, must be <= %u)", names->len);
        return false;
    }
    TEXT_LIT(pr->out, "\n\t  MA Name: ");
    if (format == STRING)
        printer_string(pr, names->off, len);
    else
        printer_hex(pr, "\n\t    ", names->off, len);
    return true;
}

static bool put_continuity_check(struct printer *pr, uint8_t flags)
{
    static const float intervals[] = {0, 0.003333F, 0.01F, 0.1F,
                                      1, 10,        60,    600};
    enum { INTERVAL = 7, RDI = 0x80 };
    const unsigned interval = flags & INTERVAL;
    const double seconds = (double)intervals[interval];
    struct span names = {NAMES, NAMES_LEN};

    text_printf(pr->out, ", Flags [CCM Interval %u%s]", interval,
                flags & RDI ? ", RDI" : "");
    if (interval != 0)
        text_printf(pr->out,
                    "\n\t  CCM Interval %.3fs, min CCM Lifetime %.3fs, "
                    "max CCM Lifetime %.3fs",
                    seconds, seconds * 3.25, seconds * 3.5);
    text_printf(pr->out, "\n\t  Sequence Number 0x%08x, MA-End-Point-ID 0x%04x",
                printer_u32(pr, HEADER), printer_u16(pr, HEADER + 4));
    return put_domain_name(pr, &names) && put_association_name(pr, &names);
}

static void put_linktrace(struct printer *pr, uint8_t flags)
{
    TEXT_LIT(pr->out, ", Flags [");
    text_str(pr->out, flags & 0x80 ? "Use Forwarding-DB only" : "none");
    text_printf(pr->out,
                "]\n\t  Transaction-ID 0x%08x, ttl %u\n\t  Original-MAC ",
                printer_u32(pr, HEADER), printer_u8(pr, HEADER + 4));
    printer_ether(pr, HEADER + 5);
    TEXT_LIT(pr->out, ", Target-MAC ");
    printer_ether(pr, HEADER + 11);
}

static void put_linktrace_reply(struct printer *pr, uint8_t flags)
{
    static const struct code_name names[] = {
        {0x80, "UseFDB Only"}, {0x40, "FwdYes"}, {0x20, "Terminal MEP"}};
    static const struct code_name actions[] = {
        {1, "Exact Match"}, {2, "Filtering DB"}, {3, "MIP CCM DB"}};
    const uint8_t action = printer_u8(pr, HEADER + 5);

    TEXT_LIT(pr->out, ", Flags [");
    CODE_PUT_BITS_OR(pr->out, names, flags, ", ", "none");
    text_printf(pr->out,
                "]\n\t  Transaction-ID 0x%08x, ttl %u"
                "\n\t  Replay-Action %s (%u)",
                printer_u32(pr, HEADER), printer_u8(pr, HEADER + 4),
                CODE_NAME(actions, action, "Unknown"), action);
}

/* What stands before the elements; false when they are not looked at. */
static bool put_message(struct printer *pr, uint8_t opcode, uint8_t flags,
                        uint32_t offset)
{
    const uint32_t rest = pr->len - HEADER;
    const uint32_t need = opcode == CCM   ? CCM_LEN
                          : opcode == LTM ? LTM_LEN
                          : opcode == LTR ? LTR_LEN
                                          : 0;

    text_printf(pr->out, "\n\tFirst TLV offset %u", offset);
    if (offset > rest) {
        text_printf(pr->out, " (too large, must be <= %u)", rest);
        return false;
    }
    if (offset < need) { /* the oracle shows a number of its own */
        text_printf(pr->out, " (too small %u, must be >= %u)",
                    opcode == CCM   ? 1
                    : opcode == LTM ? 4
                                    : 5,
                    need);
        return false;
    }
    if (!printer_has(pr, HEADER, need)) {
        printer_mark(pr);
        return false;
    }
    if (opcode == CCM)
        return put_continuity_check(pr, flags);
    if (opcode == LTM)
        put_linktrace(pr, flags);
    else if (opcode == LTR)
        put_linktrace_reply(pr, flags);
    else /* as many octets as there are behind the offset */
        printer_hex(pr, "\n\t  ", HEADER, rest - offset);
    return true;
}

static bool print_cfm(struct printer *pr)
{
    pr->label = "cfm";
    if (pr->len < HEADER) {
        cfm_put_too_short(pr);
        return true;
    }
    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t b = printer_u8(pr, 0);
    const uint8_t opcode = printer_u8(pr, 1);
    const uint8_t offset = printer_u8(pr, 3);
    if ((b & 0x1f) != 0) {
        text_printf(pr->out, "CFMv%u not supported, length %u", b & 0x1f,
                    pr->len);
        return true;
    }
    TEXT_LIT(pr->out, "CFMv0 ");
    CODE_PUT(pr->out, opcodes, opcode, "unknown (%u)");
    text_printf(pr->out, ", MD Level %u, length %u", b >> 5, pr->len);
    if (pr->style->verbose == 0)
        return true;
    if (put_message(pr, opcode, printer_u8(pr, 2), offset))
        cfm_put_elements(
            pr, (struct span){HEADER + offset, pr->len - HEADER - offset});
    return true;
}

const struct protocol protocol_cfm = {.name = "cfm", .print = print_cfm};
