/*
 * ospf_kit.c - the head of a packet, and sets of flags.
 */
#include "ospf_kit.h"

static const struct code_name packet_types[] = {
    {OSPF_HELLO, "Hello"},        {OSPF_DESCRIPTION, "Database Description"},
    {OSPF_REQUEST, "LS-Request"}, {OSPF_UPDATE, "LS-Update"},
    {OSPF_ACK, "LS-Ack"},
};

bool ospf_knows(uint8_t type)
{
    return CODE_NAME(packet_types, type, NULL) != NULL;
}

void ospf_put_head(struct printer *pr, const char *other)
{
    text_printf(pr->out, "OSPFv%u, ", printer_u8(pr, 0));
    CODE_PUT(pr->out, packet_types, printer_u8(pr, 1), other);
    text_printf(pr->out, ", length %u", pr->len);
}

void ospf_put_ids(struct printer *pr)
{
    printer_text_addr4(pr, "\n\tRouter-ID ", 4);
    if (printer_u32(pr, 8) != 0)
        printer_text_addr4(pr, ", Area ", 8);
    else
        TEXT_LIT(pr->out, ", Backbone Area");
}

void ospf_put_flags(struct printer *pr, const char *open,
                    const struct code_name *names, size_t rows, uint32_t bits)
{
    text_str(pr->out, open);
    code_put_bits_or(pr->out, names, rows, bits, ", ", "none");
    text_char(pr->out, ']');
}

void ospf_put_routers(struct printer *pr, uint32_t off)
{
    if (printer_u32(pr, off) != 0)
        printer_text_addr4(pr, "\n\t  Designated Router ", off);
    if (printer_u32(pr, off + 4) != 0)
        printer_text_addr4(pr, ", Backup Designated Router ", off + 4);
}

void ospf_put_neighbors(struct printer *pr, uint32_t off, uint32_t end)
{
    TEXT_LIT(pr->out, "\n\t  Neighbor List:");
    for (; off < end && printer_ok(pr); off += 4)
        printer_text_addr4(pr, "\n\t    ", off);
}
