/*
 * radius.c - RADIUS (RFC 2865, RFC 2866, RFC 5176): the header and the list
 * of attributes.
 *
 * What is not captured of an attribute is marked in its place; the list goes
 * on behind it.
 */
#include "radius.h"
#include "codes.h"
#include "protocol.h"

enum { HEAD = 20, AUTHENTICATOR = 4 };

static const struct code_name codes[] = {
    {1, "Access-Request"},
    {2, "Access-Accept"},
    {3, "Access-Reject"},
    {4, "Accounting-Request"},
    {5, "Accounting-Response"},
    {11, "Access-Challenge"},
    {12, "Status-Server"},
    {13, "Status-Client"},
    {40, "Disconnect-Request"},
    {41, "Disconnect-ACK"},
    {42, "Disconnect-NAK"},
    {43, "CoA-Request"},
    {44, "CoA-ACK"},
    {45, "CoA-NAK"},
    {255, "Reserved"},
};

static void put_attribute(struct printer *pr, struct span v, uint8_t type)
{
    if (v.len == 0)
        return;
    if (type < RADIUS_ATTRIBUTES && radius_attributes[type].put != NULL)
        radius_attributes[type].put(pr, v, type);
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t    ", v.off, v.len);
}

static void put_attributes(struct printer *pr, struct span list)
{
    while (list.len > 0) {
        if (list.len < 2) {
            printer_mark(pr);
            return;
        }
        if (!radius_has(pr, list.off, 2))
            return;
        const uint8_t type = printer_u8(pr, list.off);
        const uint8_t len = printer_u8(pr, list.off + 1);
        const char *name =
            type < RADIUS_ATTRIBUTES ? radius_attributes[type].name : NULL;

        text_printf(pr->out, "\n\t  %s Attribute (%u), length: %u",
                    name != NULL ? name : "Unknown", type, len);
        if (len < 2) {
            TEXT_LIT(pr->out, " (bogus, must be >= 2)");
            return;
        }
        if (len > list.len) {
            TEXT_LIT(pr->out, " (bogus, goes past end of packet)");
            return;
        }
        TEXT_LIT(pr->out, ", Value: ");
        put_attribute(pr, (struct span){list.off + 2, len - 2U}, type);
        span_skip(&list, len);
    }
}

static bool print_radius(struct printer *pr)
{
    pr->label = "radius";
    if (!radius_has(pr, 0, HEAD))
        return true;
    const uint8_t code = printer_u8(pr, 0), id = printer_u8(pr, 1);
    const uint16_t announced = printer_u16(pr, 2);
    const uint32_t len = announced < pr->len ? announced : pr->len;
    if (announced < HEAD) {
        printer_mark(pr);
        return true;
    }
    const char *name = CODE_NAME(codes, code, "Unknown Command");
    if (pr->style->verbose == 0) {
        text_printf(pr->out, "RADIUS, %s (%u), id: 0x%02x length: %u", name,
                    code, id, len);
        return true;
    }
    text_printf(pr->out, "RADIUS, length: %u\n\t%s (%u), id: 0x%02x, ", len,
                name, code, id);
    TEXT_LIT(pr->out, "Authenticator: ");
    text_hex_bytes(pr->out, pr->base + AUTHENTICATOR, HEAD - AUTHENTICATOR);
    put_attributes(pr, (struct span){HEAD, len - HEAD});
    return true;
}

const struct protocol protocol_radius = {.name = "radius",
                                         .print = print_radius};
