/*
 * extension.c - the extensions of ICMP errors (RFC 4884): MPLS labels
 * (RFC 4950) and other objects.
 */
#include "extension.h"

#include "codes.h"

enum {
    START = 8 + 128, /* the quote is that long: RFC 4884 section 5.5 */
    HEADER = 4,
    OBJECT_HEADER = 4,
    VERSION = 2,
    CLASS_NONE = 0,
    CLASS_MPLS = 1,
    LABELS = 1, /* a type of the class */
};

static const struct code_name class_names[] = {
    {CLASS_MPLS, "MPLS Stack Entry"},
    {2, "Interface Identification"},
};

static void put_label(struct printer *pr, uint32_t off)
{
    const uint32_t entry = printer_u32(pr, off);

    if (printer_ok(pr))
        text_printf(pr->out, "\n\t    label %u, tc %u%s, ttl %u", entry >> 12,
                    entry >> 9 & 7, entry & 0x100 ? ", [S]" : "", entry & 0xff);
}

static void put_object_data(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t class = printer_u8(pr, off + 2);

    if (class == CLASS_MPLS && printer_u8(pr, off + 3) == LABELS)
        put_label(pr, off + OBJECT_HEADER);
    else
        printer_hex(pr, "\n\t    ", off + OBJECT_HEADER, len - OBJECT_HEADER);
}

/*
 * Bytes of the object at `off`; 0 when nothing is looked for behind it: it is
 * too short, or of no class. A label that its length leaves out is shown.
 */
static uint32_t put_object(struct printer *pr, uint32_t off)
{
    const uint32_t len = printer_u16(pr, off);
    const uint8_t class = printer_u8(pr, off + 2);

    text_printf(pr->out, "\n\t  %s Object (%u), Class-Type: %u, length %u",
                CODE_NAME(class_names, class, "unknown"), class,
                printer_u8(pr, off + 3), len);
    if (len < OBJECT_HEADER || class == CLASS_NONE)
        return 0;
    put_object_data(pr, off, len);
    return len;
}

static void put_objects(struct printer *pr, uint32_t off)
{
    while (printer_ok(pr) && off < pr->len && pr->len - off > OBJECT_HEADER) {
        if (!printer_has(pr, off, OBJECT_HEADER)) {
            printer_mark(pr);
            return;
        }
        const uint32_t len = put_object(pr, off);
        if (len == 0)
            return;
        off += len;
    }
}

void print_icmp_extension(struct printer *pr, bool said)
{
    /* A header alone does not do. */
    if (!printer_has(pr, START, HEADER + 1)) {
        printer_mark(pr);
        return;
    }
    const uint32_t len = pr->len - START;
    const bool whole = printer_has(pr, START, len);
    const bool good = whole && printer_checksum(pr, START, len) == 0;
    /* Old senders do not say that they extend: a wrong checksum denies it. */
    if (!said && whole && !good)
        return;
    const unsigned version = printer_u8(pr, START) >> 4;
    text_printf(pr->out, "\n\tICMP Multi-Part extension v%u", version);
    if (version != VERSION) {
        TEXT_LIT(pr->out, " packet not supported");
        return;
    }
    if (whole)
        text_printf(pr->out, ", checksum 0x%04x (%scorrect), length %u",
                    printer_u16(pr, START + 2), good ? "" : "in", len);
    put_objects(pr, START + HEADER);
}
