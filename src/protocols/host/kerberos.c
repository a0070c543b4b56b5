/*
 * kerberos.c - Kerberos: what a message of version 4 says; of the others the
 * version only.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum version {
    VERSION_1 = 1,
    VERSION_2 = 2,
    VERSION_3 = 3,
    VERSION_4 = 4,
    AS_REQUEST_5 = 106, /* tags of RFC 4120 section 5.4 */
    AS_REPLY_5 = 107,
};

/* The lowest bit of a type is the order of octets. */
enum type {
    LITTLE_ENDIAN_FLAG = 1,
    KDC_REQUEST = 2,
    KDC_REPLY = 4,
    APPL_REQUEST = 6,
    ERR_REPLY = 10,
};

static const struct code_name types[] = {
    {KDC_REQUEST, "KDC_REQUEST"},
    {KDC_REPLY, "KDC_REPLY"},
    {APPL_REQUEST, "APPL_REQUEST"},
    {8, "APPL_REQUEST_MUTUAL"},
    {ERR_REPLY, "ERR_REPLY"},
    {12, "PRIVATE"},
    {14, "SAFE"},
    {16, "APPL_ERR"},
    {126, "DIE"},
};

static const struct code_name errors[] = {
    {0, "OK"},
    {1, "NAME_EXP"},
    {2, "SERVICE_EXP"},
    {3, "AUTH_EXP"},
    {4, "PKT_VER"},
    {5, "NAME_MAST_KEY_VER"},
    {6, "SERV_MAST_KEY_VER"},
    {7, "BYTE_ORDER"},
    {8, "PRINCIPAL_UNKNOWN"},
    {9, "PRINCIPAL_NOT_UNIQUE"},
    {10, "NULL_KEY"},
};

static uint16_t read_u16(struct printer *pr, uint32_t off, bool little_endian)
{
    const uint16_t n = printer_u16(pr, off);

    if (little_endian)
        return (uint16_t)(n << 8 | n >> 8);
    return n;
}

/*
 * A string up to its zero octet, and moves behind that. Where the capture ends
 * in one, or in front of the first octet, only Kerberos itself does.
 */
static bool put_string(struct printer *pr, uint32_t *off)
{
    while (printer_has(pr, *off, 1)) {
        const uint8_t c = pr->base[(*off)++];

        if (c == 0)
            return true;
        text_visible(pr->out, c);
    }
    if (printer_ok(pr))
        printer_mark(pr);
    return false;
}

/* "name.instance@realm" */
static bool put_principal(struct printer *pr, uint32_t *off)
{
    if (!put_string(pr, off))
        return false;
    text_char(pr->out, '.');
    if (!put_string(pr, off))
        return false;
    text_char(pr->out, '@');
    return put_string(pr, off);
}

static void put_version4(struct printer *pr)
{
    enum { TIME = 4, REPLY_HEAD = 10, LIFETIME_UNIT = 5, CODE = 4 };
    const uint8_t byte = printer_u8(pr, 1);
    const bool little = byte & LITTLE_ENDIAN_FLAG;
    const uint8_t type = byte & (uint8_t)~LITTLE_ENDIAN_FLAG;
    uint32_t off = 2;

    if (!printer_ok(pr))
        return;
    TEXT_LIT(pr->out, " ");
    text_str(pr->out, little ? "le " : "be ");
    CODE_PUT(pr->out, types, type, "#%u");
    TEXT_LIT(pr->out, ": ");
    switch (type) {
    case KDC_REQUEST:
        if (!put_principal(pr, &off))
            return;
        off += TIME;
        text_printf(pr->out, " %umin ", printer_u8(pr, off) * LIFETIME_UNIT);
        off++;
        if (!put_string(pr, &off))
            return;
        text_char(pr->out, '.');
        (void)put_string(pr, &off);
        break;
    case KDC_REPLY:
        if (put_principal(pr, &off))
            text_printf(pr->out, " (%u)",
                        read_u16(pr, off + REPLY_HEAD, little));
        break;
    case APPL_REQUEST:
        text_printf(pr->out, "v%u ", printer_u8(pr, off));
        off++;
        if (!put_string(pr, &off))
            return;
        text_printf(pr->out, " (%u)", printer_u8(pr, off));
        text_printf(pr->out, " (%u)", printer_u8(pr, off + 1));
        break;
    case ERR_REPLY:
        if (!put_principal(pr, &off) || !printer_need(pr, off + TIME, 2))
            return;
        off += TIME;
        text_char(pr->out, ' ');
        CODE_PUT(pr->out, errors, read_u16(pr, off, little), "#%u");
        text_char(pr->out, ' ');
        off += CODE;
        (void)put_string(pr, &off);
        break;
    default:
        TEXT_LIT(pr->out, "(unknown)");
    }
}

static bool print_kerberos(struct printer *pr)
{
    pr->label = "krb";
    if (!printer_has(pr, 0, 1)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t version = printer_u8(pr, 0);

    switch (version) {
    case VERSION_1:
    case VERSION_2:
    case VERSION_3:
        text_printf(pr->out, " v%u", version);
        break;
    case VERSION_4:
        TEXT_LIT(pr->out, " v4");
        put_version4(pr);
        break;
    case AS_REQUEST_5:
    case AS_REPLY_5:
        TEXT_LIT(pr->out, " v5");
        break;
    default:
        break;
    }
    return true;
}

const struct protocol protocol_kerberos = {.name = "kerberos",
                                           .print = print_kerberos};
