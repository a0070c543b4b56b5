/*
 * cnfp.c - Cisco's NetFlow, versions 1, 5 and 6; only -T names it.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

/*
 * The oracle measures records by the longest of its versions where they have
 * a route.
 *
 * Offsets from the first octet.
 */
enum {
    OFF_COUNT = 2,
    OFF_UPTIME = 4,
    OFF_SECONDS = 8,
    OFF_NANOSECONDS = 12,
    OFF_SEQUENCE = 16,
};

static const struct layout {
    uint16_t version;
    uint8_t header, record;
    uint8_t off_flags; /* of TCP, in a record */
    bool routed;       /* it has a sequence number, masks and AS numbers */
    bool encapsulated;
} layouts[] = {
    {1, 16, 48, 40, false, false},
    {5, 24, 52, 37, true, false},
    {6, 24, 52, 37, true, true},
};

static const struct layout *layout_of(uint16_t version)
{
    for (size_t i = 0; i < COUNT_OF(layouts); i++)
        if (layouts[i].version == version)
            return &layouts[i];
    return NULL;
}

/* Milliseconds, as seconds. */
static void put_time(struct printer *pr, const char *what, uint32_t off)
{
    const uint32_t ms = printer_u32(pr, off);

    text_printf(pr->out, "%s %u.%03u", what, ms / 1000, ms % 1000);
}

/* One end of a flow; what is known of its route stands at `off_mask`. */
static void put_end(struct printer *pr, const struct layout *layout,
                    uint32_t off_addr, uint32_t off_port, uint32_t off_as,
                    uint32_t off_mask)
{
    text_ip4(pr->out, pr->base + off_addr);
    if (layout->routed)
        text_printf(pr->out, "/%u:%u", printer_u8(pr, off_mask),
                    printer_u16(pr, off_as));
    text_printf(pr->out, ":%u", printer_u16(pr, off_port));
}

static void put_flags(struct text *out, uint8_t flags)
{
    static const char letters[] = "FSRPAU";

    if (flags == 0)
        return;
    for (unsigned i = 0; letters[i] != '\0'; i++)
        if (flags & 1U << i)
            text_char(out, letters[i]);
    text_char(out, ' ');
}

static void print_record(struct printer *pr, const struct layout *layout,
                         uint32_t off)
{
    enum { TCP = 6 };
    struct text *out = pr->out;

    TEXT_LIT(out, "\n  started");
    put_time(pr, "", off + 24);
    put_time(pr, ", last", off + 28);
    TEXT_LIT(out, "\n    ");
    put_end(pr, layout, off, off + 32, off + 40, off + 44);
    TEXT_LIT(out, " > ");
    put_end(pr, layout, off + 4, off + 34, off + 42, off + 45);
    TEXT_LIT(out, " >> ");
    text_ip4(out, pr->base + off + 8);
    const uint8_t proto = printer_u8(pr, off + 38);
    text_printf(out, "\n    %u ", proto);
    if (proto == TCP)
        put_flags(out, printer_u8(pr, off + layout->off_flags));
    text_printf(out, "tos %u, %u (%u octets) ", printer_u8(pr, off + 39),
                printer_u32(pr, off + 16), printer_u32(pr, off + 20));
    if (layout->encapsulated)
        text_printf(out, "(%u<>%u encaps)", printer_u8(pr, off + 46),
                    printer_u8(pr, off + 47));
}

static bool print_cnfp(struct printer *pr)
{
    pr->label = "cnfp";
    const uint16_t version = printer_u16(pr, 0);
    if (!printer_ok(pr))
        return true;
    const struct layout *layout = layout_of(version);
    if (layout == NULL) {
        text_printf(pr->out, "NetFlow v%x", version);
        return true;
    }
    if (!printer_has(pr, 0, layout->header)) {
        printer_mark(pr);
        return true;
    }
    /* The oracle reads two octets too many for the count. */
    const uint32_t n = printer_u32(pr, OFF_COUNT);
    text_printf(pr->out, "NetFlow v%x,", version);
    put_time(pr, "", OFF_UPTIME);
    text_printf(pr->out, " uptime, %u.%09u, ", printer_u32(pr, OFF_SECONDS),
                printer_u32(pr, OFF_NANOSECONDS));
    if (layout->routed)
        text_printf(pr->out, "#%u, ", printer_u32(pr, OFF_SEQUENCE));
    text_printf(pr->out, "%2u recs", n);
    uint32_t off = layout->header;
    for (uint32_t i = 0; i < n; i++, off += layout->record) {
        if (!printer_has(pr, off, layout->record)) {
            printer_mark(pr);
            break;
        }
        print_record(pr, layout, off);
    }
    return true;
}

const struct protocol protocol_cnfp = {.name = "cflow", .print = print_cnfp};
