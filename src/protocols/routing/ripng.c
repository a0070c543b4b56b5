/*
 * ripng.c - RIP for IPv6 (RFC 2080).
 */
#include "printer.h"
#include "protocol.h"

enum { HDR = 4, ENTRY = 20, REQUEST = 1, RESPONSE = 2, INFINITY_HOPS = 16 };

/* An entry: address, tag, prefix length, metric. */
enum { TAG = 16, PREFIX_LEN = 18, METRIC = 19 };

static void print_entry(struct printer *pr, uint32_t off, bool metric)
{
    text_str(pr->out, pr->style->verbose > 1 ? "\n\t" : " ");
    const uint8_t width = printer_u8(pr, off + PREFIX_LEN);
    printer_addr6(pr, off);
    text_printf(pr->out, "/%u", width);
    const uint16_t tag = printer_u16(pr, off + TAG);
    if (tag != 0)
        text_printf(pr->out, " [%u]", tag);
    const uint8_t hops = printer_u8(pr, off + METRIC);
    if (metric && hops != 0)
        text_printf(pr->out, " (%u)", hops);
}

static void print_entries(struct printer *pr, bool metric)
{
    const uint32_t n = (pr->len - HDR) / ENTRY;
    const uint32_t rest = (pr->len - HDR) % ENTRY;

    text_printf(pr->out, " ripng-%s %u", metric ? "resp" : "req", n);
    if (rest != 0)
        text_printf(pr->out, "[%u]", pr->len);
    text_char(pr->out, ':');
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        print_entry(pr, HDR + ENTRY * i, metric);
    if (rest != 0)
        TEXT_LIT(pr->out, " (invalid)");
}

/* RFC 2080 section 2.4.1: one entry that asks for the whole table. */
static bool is_for_all(struct printer *pr)
{
    if ((pr->len - HDR) / ENTRY != 1 ||
        printer_u8(pr, HDR + METRIC) != INFINITY_HOPS)
        return false;
    return printer_u64(pr, HDR) == 0 && printer_u64(pr, HDR + 8) == 0;
}

static bool print_ripng(struct printer *pr)
{
    pr->label = "ripng";
    const uint8_t command = printer_u8(pr, 0);
    const uint8_t version = printer_u8(pr, 1);
    if (version != 1)
        text_printf(pr->out, " [vers %u] (invalid)", version);
    else if (command != REQUEST && command != RESPONSE)
        text_printf(pr->out, " ripng-%u ?? %u (invalid)", command, pr->len);
    else if (pr->len < HDR)
        TEXT_LIT(pr->out, " (invalid)");
    else if (command == REQUEST && is_for_all(pr))
        TEXT_LIT(pr->out, " ripng-req dump");
    else
        print_entries(pr, command == RESPONSE);
    return true;
}

const struct protocol protocol_ripng = {.name = "ripng", .print = print_ripng};
