/*
 * ospf2.c - OSPF version 2 (RFC 2328), with link-local signaling (RFC 5613).
 */
#include "ospf2.h"

#include "ospf2_lsa.h"
#include "ospf_kit.h"
#include "values.h"

enum {
    HEADER = 24,
    AUTH_NONE = 0,
    AUTH_SIMPLE = 1,
    AUTH_MD5 = 2,
    DIGEST = 16,
    OPTION_LLS = 0x10,
};

static const struct code_name auth_types[] = {
    {AUTH_NONE, "none"},
    {AUTH_SIMPLE, "simple"},
    {AUTH_MD5, "MD5"},
};

static const struct code_name description_flags[] = {
    {0x04, "Init"},
    {0x02, "More"},
    {0x01, "Master"},
    {0x08, "OOBResync"},
};

static const struct code_name lls_types[] = {
    {1, "Extended Options"},
    {2, "MD5 Authentication"},
};

static const struct code_name lls_options[] = {
    {1, "LSDB resync"},
    {2, "Restart"},
};

/* One element; what it takes behind its header. */
static uint32_t put_lls_element(struct printer *pr, uint32_t off)
{
    const uint16_t type = printer_u16(pr, off);

    text_printf(pr->out, "\n\t    %s (%u)",
                CODE_NAME(lls_types, type, "Unknown TLV"), type);
    const uint16_t len = printer_u16(pr, off + 2);
    text_printf(pr->out, ", length: %u", len);
    off += 4;
    switch (type) {
    case 1:
        if (len != 4)
            TEXT_LIT(pr->out, " [should be 4]");
        text_printf(pr->out, "\n\t      Options: 0x%08x [",
                    printer_u32(pr, off));
        CODE_PUT_BITS_OR(pr->out, lls_options, printer_u32(pr, off), ", ", "?");
        text_char(pr->out, ']');
        return 4;
    case 2:
        if (len != 20)
            TEXT_LIT(pr->out, " [should be 20]");
        text_printf(pr->out, "\n\t      Sequence number: 0x%08x",
                    printer_u32(pr, off));
        return 20;
    default:
        return len;
    }
}

/* What stands behind the packet, and behind a digest. */
static void put_lls(struct printer *pr)
{
    uint32_t off = printer_u16(pr, 2);

    if (off >= pr->len)
        return;
    if (printer_u16(pr, 14) == AUTH_MD5)
        off += printer_u8(pr, 19);
    if (off >= pr->len) {
        TEXT_LIT(pr->out, "\n\t[LLS truncated]");
        return;
    }
    text_printf(pr->out, "\n\t  LLS: checksum: 0x%04x", printer_u16(pr, off));
    text_printf(pr->out, ", length: %u", printer_u16(pr, off + 2));
    for (off += 4; off < pr->len && printer_ok(pr);)
        off += 4 + put_lls_element(pr, off);
}

static void put_hello(struct printer *pr, uint32_t end)
{
    const uint32_t off = HEADER;

    ospf2_put_options(pr, "\n\tOptions [", printer_u8(pr, off + 6));
    if (!printer_need(pr, off, 12))
        return;
    text_printf(pr->out, "\n\t  Hello Timer %us, Dead Timer %us",
                printer_u16(pr, off + 4), printer_u32(pr, off + 8));
    printer_text_addr4(pr, ", Mask ", off);
    text_printf(pr->out, ", Priority %u", printer_u8(pr, off + 7));
    ospf_put_routers(pr, off + 12);
    if (off + 20 >= end)
        return;
    ospf_put_neighbors(pr, off + 20, end);
}

static void put_description(struct printer *pr, uint32_t end)
{
    const uint32_t off = HEADER;

    ospf2_put_options(pr, "\n\tOptions [", printer_u8(pr, off + 2));
    ospf_put_flags(pr, ", DD Flags [", description_flags,
                   COUNT_OF(description_flags), printer_u8(pr, off + 3));
    if (printer_u16(pr, off) != 0)
        text_printf(pr->out, ", MTU: %u", printer_u16(pr, off));
    text_printf(pr->out, ", Sequence: 0x%08x", printer_u32(pr, off + 4));
    for (uint32_t i = off + 8; i < end && printer_ok(pr); i += OSPF_LSA_HEADER)
        if (ospf2_put_lsa_header(pr, i) == 0)
            return;
}

static void put_update(struct printer *pr)
{
    const uint32_t n = printer_u32(pr, HEADER);
    uint32_t off = HEADER + 4;

    text_printf(pr->out, ", %u LSA%s", n, n == 1 ? "" : "s");
    for (uint32_t i = 1; i <= n && printer_ok(pr); i++) {
        text_printf(pr->out, "\n\t  LSA #%u", i);
        const uint32_t len = ospf2_put_lsa(pr, off);
        if (len == 0) {
            printer_cut(pr);
            return;
        }
        off += len;
    }
}

static void put_packet(struct printer *pr, uint16_t len)
{
    const uint32_t end = len < pr->len ? len : pr->len;

    switch (printer_u8(pr, 1)) {
    case OSPF_HELLO:
        put_hello(pr, end);
        if (printer_u8(pr, HEADER + 6) & OPTION_LLS)
            put_lls(pr);
        break;
    case OSPF_DESCRIPTION:
        put_description(pr, end);
        if (printer_u8(pr, HEADER + 2) & OPTION_LLS)
            put_lls(pr);
        break;
    case OSPF_REQUEST:
        for (uint32_t i = HEADER; i < end && printer_ok(pr); i += 12)
            ospf2_put_request(pr, i);
        break;
    case OSPF_UPDATE:
        put_update(pr);
        break;
    case OSPF_ACK:
        /* The oracle looks for one more until it finds none. */
        for (uint32_t i = HEADER; ospf2_put_lsa_header(pr, i) != 0;)
            i += OSPF_LSA_HEADER;
        break;
    default:
        break;
    }
}

/* False for a kind of authentication that is not known. */
static bool put_auth(struct printer *pr, uint16_t type)
{
    if (!printer_need(pr, 16, 8))
        return false;
    text_printf(pr->out, ", Authentication Type: %s (%u)",
                CODE_NAME(auth_types, type, "unknown"), type);
    switch (type) {
    case AUTH_NONE:
        return true;
    case AUTH_SIMPLE:
        TEXT_LIT(pr->out, "\n\tSimple text password: ");
        printer_string(pr, 16, 8);
        return true;
    case AUTH_MD5:
        text_printf(pr->out,
                    "\n\tKey-ID: %u, Auth-Length: %u, "
                    "Crypto Sequence Number: 0x%08x",
                    printer_u8(pr, 18), printer_u8(pr, 19),
                    printer_u32(pr, 20));
        return true;
    default:
        return false;
    }
}

bool ospf2_print(struct printer *pr)
{
    pr->label = "ospf2";
    const uint16_t auth = printer_u16(pr, 14);
    if (!printer_ok(pr))
        return true;
    /* A digest is no part of what is looked at. */
    if (auth == AUTH_MD5) {
        pr->len = pr->len > DIGEST ? pr->len - DIGEST : 0;
        pr->cap -= DIGEST;
    }
    if (!printer_need(pr, 0, 2))
        return true;
    ospf_put_head(pr, "unknown LS-type %u");
    if (pr->style->verbose == 0 || !ospf_knows(printer_u8(pr, 1)))
        return true;
    const uint16_t len = printer_u16(pr, 2);
    if (pr->len != len)
        text_printf(pr->out, " [len %u]", len);
    ospf_put_ids(pr);
    if (!put_auth(pr, auth))
        return true;
    const uint8_t version = printer_u8(pr, 0);
    if (version == 2)
        put_packet(pr, len);
    else
        text_printf(pr->out, " ospf [version %u]", version);
    return true;
}
