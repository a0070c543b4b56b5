/*
 * lisp.c - LISP's control messages (RFC 6833): registrations of a map, and
 * what is notified of them. Other messages are only named.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum {
    OFF_FLAGS = 0, /* the low half of the first octet, then the third */
    OFF_MORE_FLAGS = 2,
    OFF_COUNT = 3,
    OFF_KEY_ID = 12,
    OFF_KEY_LENGTH = 14,
    HDR = 16,
};

enum { MAP_REGISTER = 3, MAP_NOTIFY = 4 };

enum { AFI_IP4 = 1, AFI_IP6 = 2 };

enum { XTR_ID = 16, SITE_ID = 8 };

/* True when `n` octets are captured, else the mark is set. */
static bool has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (printer_has(pr, off, n))
        return true;
    printer_mark(pr);
    return false;
}

/* Flags as the two messages name them; bits 8 and up are the first octet's. */
static void put_flags(struct printer *pr, uint8_t type)
{
    static const struct code_name of_register[] = {
        {0x800, "P-Proxy-Map-Reply"}, {0x400, "S-LISP-SEC-Capable"},
        {0x200, "I-xTR-ID-Present"},  {0x100, "R-Build-For-RTR"},
        {0x001, "M-Want-Map-Notify"},
    };
    static const struct code_name of_notify[] = {{0x800, "I-xTR-ID-Present"},
                                                 {0x400, "R-Build-For-RTR"}};
    const uint32_t flags = (printer_u8(pr, OFF_FLAGS) & 0xfU) << 8 |
                           printer_u8(pr, OFF_MORE_FLAGS);

    TEXT_LIT(pr->out, " flags [");
    if (type == MAP_REGISTER)
        CODE_PUT_BITS_OR(pr->out, of_register, flags, ", ", "none");
    else
        CODE_PUT_BITS_OR(pr->out, of_notify, flags, ", ", "none");
    TEXT_LIT(pr->out, "],\n   ");
}

static bool names_xtr(struct printer *pr, uint8_t type)
{
    const uint8_t bit = type == MAP_REGISTER ? 2 : 8;

    return (printer_u8(pr, OFF_FLAGS) & bit) != 0;
}

static void put_authentication(struct printer *pr, uint32_t len)
{
    static const struct code_name kinds[] = {
        {0, "None"}, {1, "SHA1"}, {2, "SHA256"}};

    text_printf(pr->out, " Authentication %s,",
                CODE_NAME(kinds, printer_u16(pr, OFF_KEY_ID), "unknown-type"));
    printer_hex(pr, "\n    Authentication-Data: ", HDR, len);
    if (len > 0)
        (void)printer_need(pr, HDR, len);
}

/* Moves `*off` behind the locator. */
static bool print_locator(struct printer *pr, uint32_t *off)
{
    static const struct code_name flags[] = {
        {4, "Local-Locator"}, {2, "RLoc-Probed"}, {1, "Reachable"}};
    enum { LOCATOR = 8, FLAGS = 7 };
    const uint32_t start = *off;
    const bool verbose = pr->style->verbose > 0;

    if (!has(pr, start, LOCATOR))
        return false;
    if (verbose)
        TEXT_LIT(pr->out, "\n       ");
    const uint16_t family = printer_u16(pr, start + 6);
    *off += LOCATOR;
    if (family == AFI_IP4) {
        if (!has(pr, *off, 4))
            return false;
        printer_text_addr4(pr, " LOC ", *off);
        *off += 4;
    } else if (family == AFI_IP6) {
        if (!has(pr, *off, 16))
            return false;
        printer_text_addr6(pr, " LOC ", *off);
        *off += 16;
    }
    if (!verbose)
        return true;
    text_printf(pr->out,
                "\n          Priority/Weight %u/%u, Multicast Priority/Weight "
                "%u/%u, flags [",
                printer_u8(pr, start), printer_u8(pr, start + 1),
                printer_u8(pr, start + 2), printer_u8(pr, start + 3));
    CODE_PUT_BITS_OR(pr->out, flags, printer_u16(pr, start + 4) & FLAGS, ", ",
                     "none");
    TEXT_LIT(pr->out, "],");
    return true;
}

static void put_record_details(struct printer *pr, uint32_t off)
{
    static const struct code_name actions[] = {
        {0, "No-Action"},
        {1, "Natively-Forward"},
        {2, "Send-Map-Request"},
        {3, "Drop"},
    };
    const uint8_t bits = printer_u8(pr, off + 6);

    text_printf(pr->out, "      Record TTL %u, %s, %s, Map Version: %u,",
                printer_u32(pr, off),
                bits & 0x10 ? "Authoritative" : "Non-Authoritative",
                CODE_NAME(actions, bits >> 5, "unknown"),
                printer_u16(pr, off + 8) & 0xfff);
}

/* Moves `*off` behind the record; false where the message ends. */
static bool print_record(struct printer *pr, uint32_t *off)
{
    enum { RECORD = 12 };
    const uint32_t start = *off;

    if (!has(pr, start, RECORD))
        return false;
    text_char(pr->out, '\n');
    if (pr->style->verbose > 0)
        put_record_details(pr, start);
    const uint16_t family = printer_u16(pr, start + 10);
    *off += RECORD;
    if (family == AFI_IP4) {
        printer_text_addr4(pr, " EID ", *off);
        *off += 4;
    } else if (family == AFI_IP6) {
        printer_text_addr6(pr, " EID ", *off);
        *off += 16;
    } else {
        return false;
    }
    const uint32_t n = printer_u8(pr, start + 4);
    text_printf(pr->out, "/%u, %u locator(s)", printer_u8(pr, start + 5), n);
    for (uint32_t i = 0; i < n; i++)
        if (!printer_ok(pr) || !print_locator(pr, off))
            return false;
    return printer_ok(pr);
}

static void print_xtr(struct printer *pr, uint32_t off)
{
    if (!printer_has(pr, off, XTR_ID + SITE_ID)) {
        TEXT_LIT(pr->out, " (invalid)");
        return;
    }
    printer_hex(pr, "\n    xTR-ID: ", off, XTR_ID);
    TEXT_LIT(pr->out, "\n    SITE-ID: ");
    text_u64(pr->out, printer_u64(pr, off + XTR_ID));
}

static void print_map(struct printer *pr, uint8_t type)
{
    if (pr->style->verbose > 0)
        put_flags(pr, type);
    const uint32_t count = printer_u8(pr, OFF_COUNT);
    text_printf(pr->out, " %u record(s),", count);
    const uint32_t key_len = printer_u16(pr, OFF_KEY_LENGTH);
    if (pr->style->verbose > 0)
        put_authentication(pr, key_len);
    uint32_t off = (HDR + key_len) & 0xffff; /* as the oracle counts */
    if (count == 0) {
        TEXT_LIT(pr->out, " (invalid)");
        return;
    }
    for (uint32_t i = 0; i < count && off < pr->len; i++)
        if (!print_record(pr, &off))
            return;
    if (names_xtr(pr, type))
        print_xtr(pr, off);
    else if (off < pr->len)
        printer_hex(pr, "\n    Data: ", off, pr->len - off);
}

static bool print_lisp(struct printer *pr)
{
    static const struct code_name types[] = {
        {0, "LISP-Reserved"},   {1, "LISP-Map-Request"},
        {2, "LISP-Map-Reply"},  {3, "LISP-Map-Register"},
        {4, "LISP-Map-Notify"}, {8, "LISP-Encapsulated-Contol-Message"},
    };

    pr->label = "lisp";
    if (!has(pr, 0, HDR))
        return true;
    const uint8_t type = printer_u8(pr, 0) >> 4;
    CODE_PUT(pr->out, types, type, "unknown-type-%u");
    text_char(pr->out, ',');
    if (type == MAP_REGISTER || type == MAP_NOTIFY)
        print_map(pr, type);
    return true;
}

const struct protocol protocol_lisp = {.name = "lisp", .print = print_lisp};
