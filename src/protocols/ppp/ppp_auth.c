/*
 * ppp_auth.c - what PPP authenticates with (PAP, RFC 1334; CHAP, RFC 1994),
 * and the small protocols beside it.
 */
#include "codes.h"
#include "protocol.h"

enum { HEADER_LEN = 4 };

/* The `n` bytes from `off` one by one, none behind `end`. */
static void put_characters(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        text_visible(pr->out, printer_u8(pr, off + i));
}

/* "PAP, Auth-Req (0x01), id 7" */
static void put_header(struct printer *pr, const char *protocol,
                       const char *name)
{
    const uint8_t code = printer_u8(pr, 0);

    text_printf(pr->out, "%s, %s (0x%02x)", protocol, name, code);
    text_printf(pr->out, ", id %u", printer_u8(pr, 1));
}

static void put_pap_request(struct printer *pr, uint32_t len)
{
    uint32_t off = HEADER_LEN + 1;

    if (len <= off) {
        TEXT_LIT(pr->out, "[|pap]");
        return;
    }
    const uint8_t peer = printer_u8(pr, HEADER_LEN);
    if (len - off < peer)
        return;
    TEXT_LIT(pr->out, ", Peer ");
    put_characters(pr, off, peer);
    off += peer;
    if (len <= off)
        return;
    const uint8_t name = printer_u8(pr, off);
    if (len - off - 1 < name)
        return;
    TEXT_LIT(pr->out, ", Name ");
    put_characters(pr, off + 1, name);
}

static void put_pap_answer(struct printer *pr, uint32_t len)
{
    if (len <= HEADER_LEN) {
        TEXT_LIT(pr->out, "[|pap]");
        return;
    }
    const uint8_t n = printer_u8(pr, HEADER_LEN);
    if (len - HEADER_LEN - 1 < n)
        return;
    TEXT_LIT(pr->out, ", Msg ");
    put_characters(pr, HEADER_LEN + 1, n);
}

static bool print_pap(struct printer *pr)
{
    static const struct code_name codes[] = {
        {1, "Auth-Req"}, {2, "Auth-ACK"}, {3, "Auth-NACK"}};

    if (pr->len < 1) {
        TEXT_LIT(pr->out, "[|pap]");
        return true;
    }
    const uint8_t code = printer_u8(pr, 0);
    if (pr->len < HEADER_LEN) {
        text_printf(pr->out, "[|pap 0x%02x]", code);
        return true;
    }
    put_header(pr, "PAP", CODE_NAME(codes, code, "unknown"));
    const uint16_t len = printer_u16(pr, 2);
    if (len > pr->len)
        text_printf(pr->out, ", length %u > packet size", len);
    else if (len < HEADER_LEN)
        text_printf(pr->out, ", length %u < PAP header length", len);
    else if (code == 1)
        put_pap_request(pr, len);
    else if (code == 2 || code == 3)
        put_pap_answer(pr, len);
    return true;
}

const struct protocol protocol_ppp_pap = {"pap", print_pap};

/* A challenge or its response: a value and who asks, or answers. */
static void put_chap_value(struct printer *pr, uint32_t len)
{
    if (pr->len <= HEADER_LEN)
        return;
    const uint8_t n = printer_u8(pr, HEADER_LEN);
    if (pr->len - HEADER_LEN - 1 < n)
        return;
    TEXT_LIT(pr->out, ", Value ");
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        text_hex_pad(pr->out, printer_u8(pr, HEADER_LEN + 1 + i), 2);
    TEXT_LIT(pr->out, ", Name ");
    const uint32_t off = HEADER_LEN + 1U + n;
    put_characters(pr, off, len - off);
}

static bool print_chap(struct printer *pr)
{
    static const struct code_name codes[] = {
        {1, "Challenge"}, {2, "Response"}, {3, "Success"}, {4, "Fail"}};

    if (pr->len < 1) {
        TEXT_LIT(pr->out, "[|chap]");
        return true;
    }
    const uint8_t code = printer_u8(pr, 0);
    if (pr->len < HEADER_LEN) {
        text_printf(pr->out, "[|chap 0x%02x]", code);
        return true;
    }
    put_header(pr, "CHAP", CODE_NAME(codes, code, "unknown"));
    const uint16_t len = printer_u16(pr, 2);
    if (code == 1 || code == 2) {
        put_chap_value(pr, len);
    } else if (code == 3 || code == 4) {
        TEXT_LIT(pr->out, ", Msg ");
        put_characters(pr, HEADER_LEN, (uint32_t)len - HEADER_LEN);
    }
    return true;
}

const struct protocol protocol_ppp_chap = {"chap", print_chap};

/* The oracle knows that it is BAP (RFC 2125) and says nothing. */
static bool print_bap(struct printer *pr)
{
    (void)pr;
    return true;
}

const struct protocol protocol_ppp_bap = {"bap", print_bap};

static bool print_compressed(struct printer *pr)
{
    TEXT_LIT(pr->out, "compressed PPP data");
    return true;
}

const struct protocol protocol_ppp_compressed = {"comp_data", print_compressed};

/* RFC 1990 section 3: a fragment, which is not put together. */
static bool print_multilink(struct printer *pr)
{
    static const struct code_name flags[] = {
        {0xc000, "begin, end"}, {0x8000, "begin"}, {0x4000, "end"}};

    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "MLPPP, ");
    if (!printer_has(pr, 0, 2)) {
        TEXT_LIT(pr->out, "[|mlppp]");
        return true;
    }
    const uint16_t word = printer_u16(pr, 0);
    text_printf(pr->out, "seq 0x%03x, Flags [%s], length %u", word & 0xfffU,
                CODE_NAME(flags, word & 0xc000U, "none"), pr->len);
    return true;
}

const struct protocol protocol_ppp_multilink = {"mp", print_multilink};
