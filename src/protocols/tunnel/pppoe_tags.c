/*
 * pppoe_tags.c - the tags of PPPoE discovery (RFC 2516 appendix A, RFC 4638).
 */
#include "codes.h"
#include "protocol.h"

enum { END_OF_LIST = 0, TAG_HEADER = 4 };

static const struct code_name tag_names[] = {
    {END_OF_LIST, "EOL"},
    {0x0101, "Service-Name"},
    {0x0102, "AC-Name"},
    {0x0103, "Host-Uniq"},
    {0x0104, "AC-Cookie"},
    {0x0105, "Vendor-Specific"},
    {0x0110, "Relay-Session-ID"},
    {0x0120, "PPP-Max-Payload"},
    {0x0201, "Service-Name-Error"},
    {0x0202, "AC-System-Error"},
    {0x0203, "Generic-Error"},
};

static bool is_printable(uint8_t c)
{
    return c >= 0x20 && c < 0x7f;
}

/* As text when most of it is. */
static void put_value(struct printer *pr, uint32_t off, uint32_t len)
{
    uint32_t printable = 0;

    for (uint32_t i = 0; i < len; i++)
        printable += is_printable(printer_u8(pr, off + i));
    const bool as_text = printable * 2 > len;
    text_str(pr->out, as_text ? " \"" : " 0x");
    for (uint32_t i = 0; i < len; i++) {
        const uint8_t c = printer_u8(pr, off + i);
        if (!as_text)
            text_printf(pr->out, "%02X", c);
        else
            text_char(pr->out, is_printable(c) ? (char)c : '.');
    }
    if (as_text)
        text_char(pr->out, '"');
}

static bool print_pppoe_tags(struct printer *pr)
{
    uint32_t type = 1, off = 0;

    while (type != END_OF_LIST && off < pr->len) {
        type = printer_u16(pr, off);
        const uint32_t len = printer_u16(pr, off + 2);
        const char *name = CODE_NAME(tag_names, type, NULL);
        off += TAG_HEADER;
        if (!printer_need(pr, off, len))
            break;
        if (name != NULL)
            text_printf(pr->out, " [%s", name);
        else
            text_printf(pr->out, " [TAG-0x%x", type);
        if (len > 0)
            put_value(pr, off, len);
        text_char(pr->out, ']');
        off += len;
    }
    return true;
}

const struct protocol protocol_pppoe_tags = {"pppoed", print_pppoe_tags};
