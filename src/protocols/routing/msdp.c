/*
 * msdp.c - the Multicast Source Discovery Protocol (RFC 3618 section 12).
 */
#include "protocol.h"
#include "tlv.h"

enum {
    TYPE_SA = 1,
    TYPE_SA_REQUEST = 2,
    TYPE_SA_RESPONSE = 3,
    TYPE_KEEPALIVE = 4,
    TYPE_NOTIFICATION = 5,
    TYPE_MAX = 7,
    HEADER_LEN = 3,
    LENGTH_MAX = 1500,
    LENGTH_ODD = 1400, /* lengths above are shown without -v too */
    SA_FIXED = 5,
    SA_ENTRY = 12,
};

/* Whether this is MSDP at all is asked of the first message only. */
static bool is_msdp(struct printer *pr)
{
    const uint8_t type = printer_u8(pr, 0);
    const uint16_t len = printer_u16(pr, 1);

    return type > 0 && type <= TYPE_MAX && len >= HEADER_LEN &&
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

static void put_source_active(struct printer *pr, struct span value)
{
    const uint8_t entries = printer_u8(pr, value.off);
    const uint32_t used = SA_FIXED + SA_ENTRY * (uint32_t)entries;

    text_printf(pr->out, " %u entries", entries);
    if (used < value.len)
        put_data(pr, value.off + used, value.len - used);
}

static void put_message(struct printer *pr, const struct tlv *message)
{
    switch (message->type) {
    case TYPE_SA:
        TEXT_LIT(pr->out, " SA");
        put_source_active(pr, message->value);
        break;
    case TYPE_SA_RESPONSE:
        TEXT_LIT(pr->out, " SA-Response");
        put_source_active(pr, message->value);
        break;
    case TYPE_SA_REQUEST:
        TEXT_LIT(pr->out, " SA-Request");
        printer_text_addr4(pr, " for ", message->value.off + 1);
        break;
    case TYPE_KEEPALIVE:
        TEXT_LIT(pr->out, " Keepalive");
        if (message->value.len > 0)
            text_printf(pr->out, "[len=%u] ", message->length);
        break;
    case TYPE_NOTIFICATION:
        TEXT_LIT(pr->out, " Notification");
        break;
    default:
        text_printf(pr->out, " [type=%u len=%u]", message->type,
                    message->length);
        break;
    }
}

static bool print_msdp(struct printer *pr)
{
    static const struct tlv_form form = {
        .type_bits = 8, .length_bits = 16, .whole = true};
    struct span list = {0, pr->len};
    struct tlv message;

    pr->label = "msdp";
    TEXT_LIT(pr->out, ": msdp");
    if (!is_msdp(pr)) {
        printer_mark(pr);
        return true;
    }
    while (list.len > 0 && printer_ok(pr)) {
        const enum tlv_fit fit = tlv_next(pr, &form, &list, &message);
        if (fit == TLV_NONE) /* the payload ends in the header */
            printer_cut(pr);
        if (message.length > LENGTH_ODD || pr->style->verbose > 0)
            text_printf(pr->out, " [len %u]", message.length);
        if (fit != TLV_FITS) {
            printer_mark(pr);
            return true;
        }
        put_message(pr, &message);
    }
    return true;
}

const struct protocol protocol_msdp = {"msdp", print_msdp};
