/*
 * ospf3.c - OSPF version 3 (RFC 5340), with link-local signaling (RFC 5613)
 * and the authentication trailer (RFC 7166).
 */
#include "ospf3.h"

#include "ospf3_lsa.h"
#include "ospf_kit.h"

enum {
    HEADER = 16,
    OPTION_LLS = 0x200,
    TRAILER = 16,
};

static const struct code_name description_flags[] = {
    {0x04, "Init"},
    {0x02, "More"},
    {0x01, "Master"},
    {0x10, "IPv6 MTU"},
};

static const struct code_name trailer_types[] = {{1, "HMAC"}};

static void put_hello(struct printer *pr, uint32_t end)
{
    const uint32_t off = HEADER;

    ospf3_put_options(pr, "\n\tOptions [", printer_u24(pr, off + 5));
    if (!printer_need(pr, off, 12))
        return;
    text_printf(pr->out, "\n\t  Hello Timer %us, Dead Timer %us",
                printer_u16(pr, off + 8), printer_u16(pr, off + 10));
    printer_text_addr4(pr, ", Interface-ID ", off);
    text_printf(pr->out, ", Priority %u", printer_u8(pr, off + 4));
    ospf_put_routers(pr, off + 12);
    if (pr->style->verbose < 2)
        return;
    ospf_put_neighbors(pr, off + 20, end);
}

static void put_headers(struct printer *pr, uint32_t off, uint32_t end)
{
    for (; off < end && printer_ok(pr); off += OSPF_LSA_HEADER) {
        if (end - off < OSPF_LSA_HEADER)
            ospf3_give_up(pr);
        ospf3_put_lsa_header(pr, off);
    }
}

static void put_description(struct printer *pr)
{
    const uint32_t off = HEADER;

    ospf3_put_options(pr, "\n\tOptions [", printer_u24(pr, off + 1));
    ospf_put_flags(pr, ", DD Flags [", description_flags,
                   COUNT_OF(description_flags), printer_u8(pr, off + 7));
    if (!printer_need(pr, off, 12))
        return;
    text_printf(pr->out, ", MTU %u, DD-Sequence 0x%08x",
                printer_u16(pr, off + 4), printer_u32(pr, off + 8));
}

static void put_requests(struct printer *pr, uint32_t end)
{
    for (uint32_t i = HEADER; i < end && printer_ok(pr); i += 12)
        ospf3_put_request(pr, i);
}

static void put_update(struct printer *pr, uint32_t end)
{
    uint32_t n = printer_u32(pr, HEADER);
    for (uint32_t off = HEADER + 4; n-- > 0 && off < end && printer_ok(pr);) {
        const uint32_t len = ospf3_put_lsa(pr, off, end - off);
        if (len == 0)
            return;
        off += len;
    }
}

/* What the block takes, 0 when the output is pinned. */
static uint32_t put_lls(struct printer *pr, uint32_t off)
{
    const uint32_t left = pr->len - off;

    if (left < 4) {
        printer_mark(pr);
        return 0;
    }
    text_printf(pr->out, "\n\tLLS Checksum 0x%04x", printer_u16(pr, off));
    const uint16_t len = printer_u16(pr, off + 2);
    text_printf(pr->out, ", Data Length %u", len);
    if (len < 4 || len > left) {
        printer_mark(pr);
        return 0;
    }
    if (printer_has(pr, off, len))
        return len;
    printer_mark(pr);
    return 0;
}

static void put_trailer(struct printer *pr, uint32_t off)
{
    const uint32_t left = pr->len - off;

    if (left < TRAILER) {
        printer_mark(pr);
        return;
    }
    const uint16_t type = printer_u16(pr, off);
    TEXT_LIT(pr->out, "\n\tAuthentication Type ");
    CODE_PUT(pr->out, trailer_types, type, "unknown (0x%04x)");
    const uint16_t len = printer_u16(pr, off + 2);
    text_printf(pr->out, ", Length %u", len);
    if (len < TRAILER || len > left) {
        printer_mark(pr);
        return;
    }
    text_printf(pr->out, ", SAID %u", printer_u16(pr, off + 6));
    text_printf(pr->out, ", CSN 0x%08x", printer_u32(pr, off + 8));
    text_printf(pr->out, ":%08x", printer_u32(pr, off + 12));
    if (!printer_has(pr, off + TRAILER, len - TRAILER))
        printer_mark(pr);
    else if (pr->style->verbose > 1)
        printer_hex(pr, "\n\tAuthentication Data ", off + TRAILER,
                    len - TRAILER);
}

/* The lists of a packet up to `end`; false when they were given up. */
static bool put_lists(struct printer *pr, uint32_t end)
{
    if (pr->style->verbose < 2 || !printer_ok(pr))
        return true;
    switch (printer_u8(pr, 1)) {
    case OSPF_DESCRIPTION:
        put_headers(pr, HEADER + 12, end);
        break;
    case OSPF_REQUEST:
        put_requests(pr, end);
        break;
    case OSPF_UPDATE:
        put_update(pr, end);
        break;
    case OSPF_ACK:
        put_headers(pr, HEADER, end);
        break;
    default:
        break;
    }
    return ospf3_settle(pr);
}

/* What is no list of a packet up to `end`; its options. */
static uint32_t put_packet(struct printer *pr, uint32_t end)
{
    switch (printer_u8(pr, 1)) {
    case OSPF_HELLO:
        put_hello(pr, end);
        return printer_u24(pr, HEADER + 5);
    case OSPF_DESCRIPTION:
        put_description(pr);
        return printer_u24(pr, HEADER + 1);
    default:
        return 0;
    }
}

bool ospf3_print(struct printer *pr)
{
    pr->label = "ospf3";
    if (!printer_need(pr, 0, 2))
        return true;
    ospf_put_head(pr, "unknown packet type (%u)");
    if (pr->style->verbose == 0 || !ospf_knows(printer_u8(pr, 1)))
        return true;
    const uint32_t end = printer_u16(pr, 2);
    if (end > pr->len) {
        text_printf(pr->out, " [len %u]", end);
        return true;
    }
    ospf_put_ids(pr);
    const uint8_t instance = printer_u8(pr, 14);
    if (instance != 0)
        text_printf(pr->out, ", Instance %u", instance);
    if (printer_u8(pr, 0) != 3)
        return true;
    uint32_t off = end;
    const uint32_t options = put_packet(pr, end);
    if (!put_lists(pr, end))
        return true;
    if (options & OPTION_LLS && off < pr->len && printer_ok(pr)) {
        const uint32_t block = put_lls(pr, off);
        if (block == 0)
            return true;
        off += block;
    }
    if (off < pr->len && printer_ok(pr))
        put_trailer(pr, off);
    return true;
}
