/*
 * eap.c - EAP (RFC 3748) and as much of its methods as stands in front of
 * what they encrypt.
 */
#include "eap.h"

#include "codes.h"
#include "values.h"

enum { HEAD = 4, METHOD = 5 };
enum eap_code { REQUEST = 1, RESPONSE = 2 };
enum eap_type {
    IDENTITY = 1,
    NOTIFICATION = 2,
    NAK = 3,
    TLS = 13,
    SIM = 18,
    TTLS = 21,
    AKA = 23,
    FAST = 43,
};

static const struct code_name types[] = {
    {0, "No proposed"},
    {IDENTITY, "Identity"},
    {NOTIFICATION, "Notification"},
    {NAK, "Nak"},
    {4, "MD5-challenge"},
    {5, "OTP"},
    {6, "GTC"},
    {TLS, "TLS"},
    {SIM, "SIM"},
    {TTLS, "TTLS"},
    {AKA, "AKA"},
    {FAST, "FAST"},
    {254, "Expanded types"},
    {255, "Experimental"},
};

static void put_type(struct text *out, uint8_t type)
{
    text_printf(out, " %s (%u)", CODE_NAME(types, type, "unknown"), type);
}

static bool is_short(struct printer *pr, uint32_t len, uint32_t least,
                     const char *what)
{
    if (len >= least)
        return false;
    text_printf(pr->out, " (too short for EAP %s request/response%s)", what,
                least > METHOD + 1 ? " with length" : "");
    return true;
}

static void put_string(struct printer *pr, uint32_t off, uint32_t len,
                       const char *name)
{
    text_printf(pr->out, ", %s: ", name);
    printer_string(pr, off + METHOD, len - METHOD);
}

static void put_proposals(struct printer *pr, uint32_t off, uint32_t len)
{
    for (uint32_t i = METHOD; printer_ok(pr) && i < len; i++) {
        if (i > METHOD)
            text_char(pr->out, ',');
        put_type(pr->out, printer_u8(pr, off + i));
    }
}

/* RFC 5216 section 3.1, RFC 5281 section 9.1, RFC 4851 section 4.1 */
static void put_tls(struct printer *pr, uint32_t off, uint32_t len,
                    uint8_t type)
{
    enum { HAS_LENGTH = 0x80 };
    static const struct code_name flags[] = {
        {HAS_LENGTH, "L bit"},
        {0x40, "More fragments bit"},
        {0x20, "Start bit"},
    };

    if (is_short(pr, len, METHOD + 1, type == FAST ? "FAST" : "TLS/TTLS"))
        return;
    const uint8_t bits = printer_u8(pr, off + METHOD);
    if (type != TLS)
        text_printf(pr->out, " %sv%u", type == TTLS ? "TTLS" : "FAST",
                    bits & 7U);
    TEXT_LIT(pr->out, " flags [");
    CODE_PUT_BITS_OR(pr->out, flags, bits, ", ", "none");
    text_printf(pr->out, "] 0x%02x", bits);
    if (bits & HAS_LENGTH &&
        !is_short(pr, len, METHOD + 5, type == FAST ? "FAST" : "TLS/TTLS"))
        text_printf(pr->out, ", len %u", printer_u32(pr, off + METHOD + 1));
}

/* RFC 4186 section 11, RFC 4187 section 11 */
static void put_sim(struct printer *pr, uint32_t off, uint32_t len)
{
    static const struct code_name subtypes[] = {
        {1, "Challenge"},     {2, "Auth reject"}, {4, "Sync failure"},
        {5, "Identity"},      {10, "Start"},      {11, "Challenge"},
        {12, "Notification"}, {13, "Reauth"},     {14, "Client error"},
    };

    if (is_short(pr, len, METHOD + 1, "SIM/AKA"))
        return;
    const uint8_t subtype = printer_u8(pr, off + METHOD);
    text_printf(pr->out, " subtype [%s] 0x%02x",
                CODE_NAME(subtypes, subtype, "unknown"), subtype);
}

static void put_method(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t type = printer_u8(pr, off + HEAD);

    if (!printer_ok(pr))
        return;
    TEXT_LIT(pr->out, "\n\t\t Type");
    put_type(pr->out, type);
    switch (type) {
    case IDENTITY:
        if (len > METHOD)
            put_string(pr, off, len, "Identity");
        break;
    case NOTIFICATION:
        if (!is_short(pr, len, METHOD + 1, "Notification"))
            put_string(pr, off, len, "Notification");
        break;
    case NAK:
        if (!is_short(pr, len, METHOD + 1, "Legacy NAK"))
            put_proposals(pr, off, len);
        break;
    case TLS:
    case TTLS:
    case FAST:
        put_tls(pr, off, len, type);
        break;
    case SIM:
    case AKA:
        put_sim(pr, off, len);
        break;
    default:
        break;
    }
}

static void put_packet(struct printer *pr, uint32_t off)
{
    static const struct code_name codes[] = {
        {REQUEST, "Request"},
        {RESPONSE, "Response"},
        {3, "Success"},
        {4, "Failure"},
    };
    const uint8_t code = printer_u8(pr, off);
    const uint8_t id = printer_u8(pr, off + 1);
    const uint16_t len = printer_u16(pr, off + 2);

    if (!printer_ok(pr))
        return;
    text_printf(pr->out, "%s (%u), id %u, len %u",
                CODE_NAME(codes, code, "unknown"), code, id, len);
    if (len < HEAD) {
        TEXT_LIT(pr->out, " (too short for EAP header)");
        return;
    }
    if (!printer_has(pr, off, len)) {
        printer_mark(pr);
        return;
    }
    if (code != REQUEST && code != RESPONSE)
        return;
    if (len < METHOD)
        TEXT_LIT(pr->out, " (too short for EAP request/response)");
    else
        put_method(pr, off, len);
}

void eap_put(struct printer *pr, struct span part)
{
    enum { LENGTH = 2 };

    if (printer_u16(pr, part.off + LENGTH) == part.len)
        put_packet(pr, part.off);
    else
        TEXT_LIT(pr->out, "EAP fragment?");
}
