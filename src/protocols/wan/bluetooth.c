/*
 * bluetooth.c - what a host and its Bluetooth controller say to each other
 * (Bluetooth Core 5.3, volume 4, part A), behind the direction that the
 * capture knows. What is said stays bytes.
 */
#include "protocol.h"

enum { DIRECTION = 4 };

static bool print_bluetooth(struct printer *pr)
{
    pr->label = "bluetooth";
    TEXT_LIT(pr->out, "bluetooth");
    if (!printer_has(pr, 0, DIRECTION)) {
        printer_mark(pr);
        return true;
    }
    if (pr->style->link_header)
        text_printf(pr->out, ", hci length %u, direction %s",
                    pr->len - DIRECTION,
                    (load_be32(pr->base) & 1) != 0 ? "in" : "out");
    if (!pr->style->quiet && !pr->style->hex_follows)
        printer_hex_ascii(pr, "\n\t", DIRECTION, pr->cap - DIRECTION);
    return true;
}

const struct protocol protocol_bluetooth = {.name = "hci_h4",
                                            .print = print_bluetooth};
