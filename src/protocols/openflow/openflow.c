/*
 * openflow.c - OpenFlow: the frame of its messages.
 */
#include "openflow10.h"
#include "openflow13.h"
#include "protocol.h"

enum {
    HEADER_LEN = 8,
};

static const struct code_name version_names[] = {
    {1, "1.0"}, {2, "1.1"}, {3, "1.2"}, {4, "1.3"}, {5, "1.4"}, {6, "1.5"},
};

/* The messages of the versions that the oracle decodes; NULL for others. */
static const struct of_version *find_version(uint8_t number)
{
    switch (number) {
    case 1:
        return &openflow10;
    case 4:
        return &openflow13;
    default:
        return NULL;
    }
}

static void put_type(struct printer *pr, const struct of_version *version,
                     uint8_t type)
{
    if (version != NULL && type < version->count)
        text_str(pr->out, version->messages[type].name);
    else
        text_printf(pr->out, "unknown (0x%02x)", type);
}

/* Whether the `left` octets of payload at `off` end before `need` of them. */
static bool ends(struct printer *pr, uint32_t off, uint32_t left, uint32_t need)
{
    if (left >= need)
        return false;
    TEXT_LIT(pr->out, " (end of TCP payload)");
    printer_need(pr, off, left);
    return true;
}

/* The message in the `left` octets of payload; false when it is the last. */
static bool print_message(struct printer *pr, uint32_t *off, uint32_t left)
{
    struct text *out = pr->out;

    const uint8_t number = printer_u8(pr, *off);
    const struct of_version *version = find_version(number);
    TEXT_LIT(out, "\n\tversion ");
    CODE_PUT(out, version_names, number, "unknown (0x%02x)");
    if (ends(pr, *off, left, 2))
        return false;
    const uint8_t type = printer_u8(pr, *off + 1);
    TEXT_LIT(out, ", type ");
    put_type(pr, version, type);
    if (ends(pr, *off, left, 4))
        return false;
    const uint16_t len = printer_u16(pr, *off + 2);
    text_printf(out, ", length %u%s", len,
                len < HEADER_LEN ? " (too short!)" : "");
    if (ends(pr, *off, left, HEADER_LEN))
        return false;
    text_printf(out, ", xid 0x%08x", printer_u32(pr, *off + 4));
    struct span body = {*off + HEADER_LEN, left - HEADER_LEN};
    if (len < HEADER_LEN)
        return of_invalid(pr, body);
    body.len = (uint32_t)len - HEADER_LEN;
    if (version != NULL)
        of_print_body(pr, version, type, body);
    else
        printer_need(pr, body.off, body.len);
    *off += len;
    return printer_ok(pr);
}

static bool print_openflow(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "openflow";
    TEXT_LIT(pr->out, ": OpenFlow");
    while (off < pr->len && print_message(pr, &off, pr->len - off))
        ;
    return true;
}

const struct protocol protocol_openflow = {"openflow", print_openflow};
