/*
 * msdp.c - the Multicast Source Discovery Protocol (RFC 3618 section 12).
 */
#include "protocol.h"

enum {
    TLV_SA = 1,
    TLV_SA_REQUEST = 2,
    TLV_SA_RESPONSE = 3,
    TLV_KEEPALIVE = 4,
    TLV_NOTIFICATION = 5,
    TLV_MAX = 7,
    TLV_HEADER = 3,
    LENGTH_MAX = 1500,
    LENGTH_ODD = 1400, /* lengths above are shown without -v too */
    SA_FIXED = 8,
    SA_ENTRY = 12,
};

/* Whether this is MSDP at all is asked of the first message only. */
static bool is_msdp(struct printer *pr)
{
    const uint8_t type = printer_u8(pr, 0);
    const uint16_t len = printer_u16(pr, 1);

    return type > 0 && type <= TLV_MAX && len >= TLV_HEADER &&
           len <= LENGTH_MAX;
}

/* The packet that a source-active message carries behind its entries. */
static void put_data(struct printer *pr, uint32_t off, uint32_t len)
{
    TEXT_LIT(pr->out, " [w/data]");
    if (pr->style->verbose < 2)
        return;
    text_char(pr->out, ' ');
    printer_ip_packet(pr, off, len);
}

static void put_source_active(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t entries = printer_u8(pr, off + TLV_HEADER);
    const uint32_t used = SA_FIXED + SA_ENTRY * (uint32_t)entries;

    text_printf(pr->out, " %u entries", entries);
    if (used < len)
        put_data(pr, off + used, len - used);
}

static void put_request(struct printer *pr, uint32_t off)
{
    const struct payload_host *host = pr->host;

    if (!printer_need(pr, off + 4, 4))
        return;
    TEXT_LIT(pr->out, " for ");
    host->addr4(host->ctx, pr->out, pr->base + off + 4);
}

static void put_message(struct printer *pr, uint32_t off, uint8_t type,
                        uint32_t len)
{
    switch (type) {
    case TLV_SA:
    case TLV_SA_RESPONSE:
        text_str(pr->out, type == TLV_SA ? " SA" : " SA-Response");
        put_source_active(pr, off, len);
        break;
    case TLV_SA_REQUEST:
        TEXT_LIT(pr->out, " SA-Request");
        put_request(pr, off);
        break;
    case TLV_KEEPALIVE:
        TEXT_LIT(pr->out, " Keepalive");
        if (len != TLV_HEADER)
            text_printf(pr->out, "[len=%u] ", len);
        break;
    case TLV_NOTIFICATION:
        TEXT_LIT(pr->out, " Notification");
        break;
    default:
        text_printf(pr->out, " [type=%u len=%u]", type, len);
        break;
    }
}

static bool print_msdp(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "msdp";
    TEXT_LIT(pr->out, ": msdp");
    if (!is_msdp(pr)) {
        printer_mark(pr);
        return true;
    }
    while (off < pr->len && printer_ok(pr)) {
        const uint8_t type = printer_u8(pr, off);
        const uint16_t len = printer_u16(pr, off + 1);
        if (len > LENGTH_ODD || pr->style->verbose > 0)
            text_printf(pr->out, " [len %u]", len);
        if (len < TLV_HEADER || len > pr->len - off) {
            printer_mark(pr);
            return true;
        }
        put_message(pr, off, type, len);
        off += len;
    }
    return true;
}

const struct protocol protocol_msdp = {"msdp", print_msdp};
