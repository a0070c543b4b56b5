/*
 * rpki_rtr.c - the RPKI to Router protocol, version 0 (RFC 6810 section 5).
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum {
    PDU_SERIAL_NOTIFY = 0,
    PDU_SERIAL_QUERY = 1,
    PDU_RESET_QUERY = 2,
    PDU_CACHE_RESPONSE = 3,
    PDU_IPV4_PREFIX = 4,
    PDU_IPV6_PREFIX = 6,
    PDU_END_OF_DATA = 7,
    PDU_CACHE_RESET = 8,
    PDU_ERROR_REPORT = 10,
    PDU_HEADER = 8,
    ERROR_FIXED = 12,
};

struct pdu {
    uint32_t off;
    uint32_t len;  /* its own, or of what it must fit in */
    bool embedded; /* in an error report */
};

static const struct code_name pdu_names[] = {
    {PDU_SERIAL_NOTIFY, "Serial Notify"},
    {PDU_SERIAL_QUERY, "Serial Query"},
    {PDU_RESET_QUERY, "Reset Query"},
    {PDU_CACHE_RESPONSE, "Cache Response"},
    {PDU_IPV4_PREFIX, "IPV4 Prefix"},
    {PDU_IPV6_PREFIX, "IPV6 Prefix"},
    {PDU_END_OF_DATA, "End of Data"},
    {PDU_CACHE_RESET, "Cache Reset"},
    {PDU_ERROR_REPORT, "Error Report"},
};

/* RFC 6810 section 12. */
static const struct code_name error_names[] = {
    {0, "Corrupt Data"},
    {1, "Internal Error"},
    {2, "No Data Available"},
    {3, "Invalid Request"},
    {4, "Unsupported Protocol Version"},
    {5, "Unsupported PDU Type"},
    {6, "Withdrawal of Unknown Record"},
    {7, "Duplicate Announcement Received"},
};

static void put_indent(struct printer *pr, struct pdu pdu)
{
    text_str(pr->out, pdu.embedded ? "\n\t    " : "\n\t  ");
}

static bool put_session(struct printer *pr, struct pdu pdu)
{
    put_indent(pr, pdu);
    text_printf(pr->out, "Session ID: 0x%04x", printer_u16(pr, pdu.off + 2));
    return true;
}

static bool put_serial(struct printer *pr, struct pdu pdu)
{
    const uint32_t serial = printer_u32(pr, pdu.off + 8);

    put_session(pr, pdu);
    text_printf(pr->out, ", Serial: %u", serial);
    return true;
}

static void put_prefix_rest(struct printer *pr, uint32_t off, uint32_t as_off)
{
    text_printf(pr->out, "/%u-%u, origin-as %u, flags 0x%02x",
                printer_u8(pr, off + 9), printer_u8(pr, off + 10),
                printer_u32(pr, as_off), printer_u8(pr, off + 8));
}

static bool put_ipv4_prefix(struct printer *pr, struct pdu pdu)
{
    if (!printer_need(pr, pdu.off, 20))
        return false;
    put_indent(pr, pdu);
    TEXT_LIT(pr->out, "IPv4 Prefix ");
    printer_addr4(pr, pdu.off + 12);
    put_prefix_rest(pr, pdu.off, pdu.off + 16);
    return true;
}

static bool put_ipv6_prefix(struct printer *pr, struct pdu pdu)
{
    if (!printer_need(pr, pdu.off, 32))
        return false;
    put_indent(pr, pdu);
    TEXT_LIT(pr->out, "IPv6 Prefix ");
    printer_addr6(pr, pdu.off + 12);
    put_prefix_rest(pr, pdu.off, pdu.off + 28);
    return true;
}

static uint32_t put_pdu(struct printer *pr, struct pdu within);

/* The text at the end of an error report, `left` bytes long at most. */
static bool put_error_text(struct printer *pr, struct pdu pdu, uint32_t left)
{
    const uint32_t off = pdu.off + pdu.len - left;

    if (left < 4)
        return false;
    const uint32_t bytes = printer_u32(pr, off);
    if (bytes > left - 4)
        return false;
    if (bytes > 0) {
        put_indent(pr, pdu);
        TEXT_LIT(pr->out, "Error text: ");
        printer_chars(pr, off + 4, bytes);
    }
    return true;
}

/* RFC 6810 section 5.10: the PDU in error, and a text. */
static bool put_error_report(struct printer *pr, struct pdu pdu)
{
    const uint32_t pdu_len = printer_u32(pr, pdu.off + 8);
    const uint16_t code = printer_u16(pr, pdu.off + 2);

    put_indent(pr, pdu);
    text_printf(pr->out, "Error code: %s (%u), Encapsulated PDU length: %u",
                CODE_NAME(error_names, code, "Unknown"), code, pdu_len);
    if (pdu_len > pdu.len - ERROR_FIXED)
        return false;
    const struct pdu inner = {pdu.off + ERROR_FIXED, pdu_len, true};
    if (pdu_len > 0 && !pdu.embedded) {
        put_indent(pr, inner);
        TEXT_LIT(pr->out, "-----encapsulated PDU-----");
        (void)put_pdu(pr, inner);
    }
    return put_error_text(pr, pdu, pdu.len - ERROR_FIXED - pdu_len);
}

static bool put_nothing(struct printer *pr, struct pdu pdu)
{
    (void)pr;
    (void)pdu;
    return true;
}

/* What a PDU of the type measures, and what prints its content. */
static const struct {
    uint8_t bytes;
    bool at_least;
    bool (*put)(struct printer *pr, struct pdu pdu);
} pdu_rows[] = {
    [PDU_SERIAL_NOTIFY] = {12, false, put_serial},
    [PDU_SERIAL_QUERY] = {12, false, put_serial},
    [PDU_RESET_QUERY] = {8, false, put_nothing},
    [PDU_CACHE_RESPONSE] = {8, false, put_session},
    [PDU_IPV4_PREFIX] = {20, false, put_ipv4_prefix},
    [PDU_IPV6_PREFIX] = {32, false, put_ipv6_prefix},
    [PDU_END_OF_DATA] = {12, false, put_serial},
    [PDU_CACHE_RESET] = {8, false, put_nothing},
    [PDU_ERROR_REPORT] = {ERROR_FIXED, true, put_error_report},
};

static bool put_body(struct printer *pr, struct pdu pdu, uint8_t type)
{
    const bool known = type < COUNT_OF(pdu_rows) && pdu_rows[type].put != NULL;

    if (!known)
        (void)printer_need(pr, pdu.off, pdu.len);
    else if (pdu.len < pdu_rows[type].bytes ||
             (pdu.len > pdu_rows[type].bytes && !pdu_rows[type].at_least) ||
             !pdu_rows[type].put(pr, pdu))
        return false;
    if (!known || pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", pdu.off, pdu.len);
    return true;
}

/* All of what cannot be decoded has to be there nevertheless. */
static uint32_t put_invalid(struct printer *pr, struct pdu within)
{
    TEXT_LIT(pr->out, " (invalid)");
    (void)printer_need(pr, within.off, within.len);
    return 0;
}

/* Prints the PDU at the head of `within`; answers its length, 0 to stop. */
static uint32_t put_pdu(struct printer *pr, struct pdu within)
{
    struct pdu pdu = within;

    const uint8_t version = printer_u8(pr, pdu.off);
    if (version != 0) {
        text_printf(pr->out, "\n\tRPKI-RTRv%u (unknown)", version);
        return 0;
    }
    if (within.len < PDU_HEADER) {
        text_printf(pr->out, "(%u bytes is too few to decode)", within.len);
        return put_invalid(pr, within);
    }
    const uint8_t type = printer_u8(pr, pdu.off + 1);
    pdu.len = printer_u32(pr, pdu.off + 4);
    text_printf(pr->out, "\n\tRPKI-RTRv%u, %s PDU (%u), length: %u", version,
                CODE_NAME(pdu_names, type, "Unknown"), type, pdu.len);
    if (pdu.len >= PDU_HEADER && pdu.len <= within.len &&
        put_body(pr, pdu, type))
        return pdu.len;
    return put_invalid(pr, within);
}

static bool print_rpki_rtr(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "rpki_rtr";
    if (pr->style->verbose == 0) {
        TEXT_LIT(pr->out, ", RPKI-RTR");
        return true;
    }
    while (off < pr->len && printer_ok(pr)) {
        const uint32_t n = put_pdu(pr, (struct pdu){off, pr->len - off, false});
        if (n == 0)
            return true;
        off += n;
    }
    return true;
}

const struct protocol protocol_rpki_rtr = {"rpkirtr", print_rpki_rtr};
