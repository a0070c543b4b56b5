/*
 * usb.c - what Linux's usbmon tells of a transfer over USB: its kind, whether
 * it was handed in or given back, and the endpoint. What it carried stays
 * bytes. Two link types, of which the later has a longer header; libpcap has
 * put its numbers into the order of this machine.
 */
#include "codes.h"
#include "protocol.h"

enum { HEADER = 48, HEADER_MMAPPED = 64 };

/* Offsets in the header. */
enum { EVENT = 8, TRANSFER = 9, ENDPOINT = 10, DEVICE = 11, BUS = 12 };

enum transfer { ISOCHRONOUS, INTERRUPT, CONTROL, BULK };

static const struct code_name transfers[] = {
    {ISOCHRONOUS, "ISOCHRONOUS"},
    {INTERRUPT, "INTERRUPT"},
    {CONTROL, "CONTROL"},
    {BULK, "BULK"},
};

static const struct code_name events[] = {
    {'C', "COMPLETE"},
    {'E', "ERROR"},
    {'S', "SUBMIT"},
};

/*
 * What is asked of an endpoint goes to it, and the answer comes from it; of
 * interrupts it is the other way round, whatever the endpoint's own direction.
 */
static const char *direction(uint8_t transfer, uint8_t event)
{
    if (transfer > BULK || CODE_NAME(events, event, NULL) == NULL)
        return "";
    return (event == 'S') == (transfer == INTERRUPT) ? " from" : " to";
}

static bool print_header(struct printer *pr, const char *label, uint32_t len)
{
    enum { ENDPOINT_NUMBER = 0x7f };
    const uint8_t *p = pr->base;

    pr->label = label;
    if (!printer_has(pr, 0, len)) {
        printer_mark(pr);
        return true;
    }
    if (pr->style->quiet) {
        TEXT_LIT(pr->out, "USB");
        return true;
    }
    text_printf(pr->out, "USB %s %s%s %u:%u:%u",
                CODE_NAME(transfers, p[TRANSFER], " ?"),
                CODE_NAME(events, p[EVENT], "?"),
                direction(p[TRANSFER], p[EVENT]), load_host16(p + BUS),
                p[DEVICE], p[ENDPOINT] & ENDPOINT_NUMBER);
    return true;
}

static bool print_usb(struct printer *pr)
{
    return print_header(pr, "usb_linux_48_byte", HEADER);
}

static bool print_usb_mmapped(struct printer *pr)
{
    return print_header(pr, "usb_linux_64_byte", HEADER_MMAPPED);
}

const struct protocol protocol_usb = {.name = "usb", .print = print_usb};
const struct protocol protocol_usb_mmapped = {.name = "usb",
                                              .print = print_usb_mmapped};
