/*
 * mobility.c - the mobility header of IPv6 (RFC 6275 section 6.1): nothing
 * follows it.
 */
#include "codes.h"
#include "protocol.h"

enum {
    REFRESH_REQUEST = 0,
    HOME_TEST_INIT = 1,
    CARE_OF_TEST_INIT = 2,
    HOME_TEST = 3,
    CARE_OF_TEST = 4,
    UPDATE = 5,
    ACKNOWLEDGMENT = 6,
    ERROR = 7,
    UNIT = 8,          /* bytes that the header's length counts */
    LIFETIME_UNIT = 4, /* seconds */
};

/* By type: bytes before the options, and its name. */
static const struct message {
    uint8_t fixed;
    const char *name;
} messages[] = {
    [REFRESH_REQUEST] = {8, "BRR"},     [HOME_TEST_INIT] = {16, "HoTI"},
    [CARE_OF_TEST_INIT] = {16, "CoTI"}, [HOME_TEST] = {24, "HoT"},
    [CARE_OF_TEST] = {24, "CoT"},       [UPDATE] = {12, "BU"},
    [ACKNOWLEDGMENT] = {12, "BA"},      [ERROR] = {24, "BE"},
};

enum {
    OPTION_PAD1 = 0,
    OPTION_PADN = 1,
    OPTION_REFRESH = 2,
    OPTION_CARE_OF = 3,
    OPTION_NONCES = 4,
    OPTION_AUTH = 5,
    OPTION_COUNT = 6,
};

/* By type: bytes an option needs for its text, and its name when it is short.
 */
static const struct {
    uint8_t need;
    const char *name;
} options[OPTION_COUNT] = {
    [OPTION_PADN] = {2, NULL},         [OPTION_REFRESH] = {4, "refresh"},
    [OPTION_CARE_OF] = {18, "altcoa"}, [OPTION_NONCES] = {6, "ni"},
    [OPTION_AUTH] = {12, "auth"},
};

/* " Home Init Cookie=01020304:05060708" */
static void put_pair(struct printer *pr, const char *what, uint32_t off)
{
    if (printer_need(pr, off, 8))
        text_printf(pr->out, " %s=%08x:%08x", what, printer_u32(pr, off),
                    printer_u32(pr, off + 4));
}

static void put_nonce(struct printer *pr)
{
    text_printf(pr->out, " nonce id=0x%x", printer_u16(pr, 6));
}

static void put_lifetime(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, " lifetime=%u",
                printer_u16(pr, off) * (unsigned)LIFETIME_UNIT);
}

/* Home or care-of test, and the initiation of either. */
static void put_test(struct printer *pr, uint8_t type)
{
    const bool home = type == HOME_TEST_INIT || type == HOME_TEST;
    const bool answer = type == HOME_TEST || type == CARE_OF_TEST;

    if (answer)
        put_nonce(pr);
    if (pr->style->verbose == 0)
        return;
    put_pair(pr, home ? "Home Init Cookie" : "Care-of Init Cookie", 8);
    if (answer)
        put_pair(pr, home ? "Home Keygen Token" : "Care-of Keygen Token", 16);
}

/* The flags are the one field the oracle looks for before it reads it. */
static bool put_update(struct printer *pr)
{
    static const struct code_name flags[] = {
        {0x80, "A"}, {0x40, "H"}, {0x20, "L"}, {0x10, "K"}};

    text_printf(pr->out, " seq#=%u", printer_u16(pr, 6));
    if (printer_ok(pr) && !printer_has(pr, 8, 2))
        return false;
    const uint8_t set = printer_u8(pr, 8);
    if (set & 0xf0)
        text_char(pr->out, ' ');
    (void)CODE_PUT_BITS(pr->out, flags, set, "");
    put_lifetime(pr, 10);
    return true;
}

static void put_acknowledgment(struct printer *pr)
{
    enum { KEY_MANAGEMENT = 0x80 };

    text_printf(pr->out, " status=%u", printer_u8(pr, 6));
    if (printer_u8(pr, 7) & KEY_MANAGEMENT)
        TEXT_LIT(pr->out, " K");
    text_printf(pr->out, " seq#=%u", printer_u16(pr, 8));
    put_lifetime(pr, 10);
}

static void put_error(struct printer *pr)
{
    text_printf(pr->out, " status=%u", printer_u8(pr, 6));
    printer_text_addr6(pr, " homeaddr ", 8);
}

/* False when the line ends there. */
static bool put_message(struct printer *pr, uint8_t type)
{
    switch (type) {
    case REFRESH_REQUEST:
        break;
    case UPDATE:
        return put_update(pr);
    case ACKNOWLEDGMENT:
        put_acknowledgment(pr);
        break;
    case ERROR:
        put_error(pr);
        break;
    default:
        put_test(pr, type);
        break;
    }
    return true;
}

static void put_option(struct printer *pr, uint32_t off, uint8_t type)
{
    switch (type) {
    case OPTION_PAD1:
        TEXT_LIT(pr->out, "(pad1)");
        break;
    case OPTION_PADN:
        TEXT_LIT(pr->out, "(padn)");
        break;
    case OPTION_REFRESH:
        text_printf(pr->out, "(refresh: %u)",
                    printer_u16(pr, off + 2) * (unsigned)LIFETIME_UNIT);
        break;
    case OPTION_CARE_OF:
        printer_text_addr6(pr, "(alt-CoA: ", off + 2);
        text_char(pr->out, ')');
        break;
    case OPTION_NONCES:
        text_printf(pr->out, "(ni: ho=0x%04x co=0x%04x)",
                    printer_u16(pr, off + 2), printer_u16(pr, off + 4));
        break;
    case OPTION_AUTH:
        TEXT_LIT(pr->out, "(auth)");
        break;
    default:
        text_printf(pr->out, "(type-0x%02x: len=%u)", type,
                    printer_u8(pr, off + 1));
        break;
    }
}

/*
 * Bytes of the option at `off` before `end`; 0 for one that is not whole, as
 * the oracle has it: also one that ends where the capture does.
 */
static uint32_t take_option(struct printer *pr, uint32_t off, uint32_t end)
{
    const uint32_t left = end - off;
    const uint8_t type = printer_u8(pr, off);

    if (type != OPTION_PAD1 && left < 2)
        return 0;
    const uint32_t size =
        type == OPTION_PAD1 ? 1 : 2U + printer_u8(pr, off + 1);
    if (left < size || !printer_has(pr, off, size + 1))
        return 0;
    if (type < OPTION_COUNT && left < options[type].need) {
        if (options[type].name != NULL)
            text_printf(pr->out, "(%s: trunc)", options[type].name);
        return 0;
    }
    put_option(pr, off, type);
    return size;
}

static void put_options(struct printer *pr, uint32_t off, uint32_t end)
{
    while (off < end && printer_ok(pr)) {
        const uint32_t size = take_option(pr, off, end);
        if (size == 0) {
            printer_mark(pr);
            return;
        }
        off += size;
    }
}

static bool print_mobility(struct printer *pr)
{
    pr->label = "mobility";
    if (!printer_has(pr, 0, 2)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t units = printer_u8(pr, 1), type = printer_u8(pr, 2);
    const uint32_t len = (units + 1U) * UNIT;
    if (!printer_ok(pr))
        return true;
    if (type >= COUNT_OF(messages)) {
        text_printf(pr->out, "mobility: type-#%u len=%u", type, units);
        return true;
    }
    const struct message *m = &messages[type];
    if (len < m->fixed) {
        text_printf(pr->out, "(header length %u is too small for type %u)", len,
                    type);
        printer_mark(pr);
        return true;
    }
    text_printf(pr->out, "mobility: %s", m->name);
    if (!put_message(pr, type))
        printer_mark(pr);
    else if (pr->style->verbose > 0)
        put_options(pr, m->fixed, len);
    return true;
}

const struct protocol protocol_mobility = {"mipv6", print_mobility};
