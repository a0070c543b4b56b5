/*
 * wpan_mac.c - what the MAC of IEEE 802.15.4 says in its own frames: commands
 * and beacons.
 */
#include "codes.h"
#include "wpan.h"

static const struct code_name commands[] = {
    {0x01, "Association Request"},
    {0x02, "Association Response"},
    {0x03, "Disassociation Notification"},
    {0x04, "Data Request"},
    {0x05, "PAN ID Conflict Notification"},
    {0x06, "Orphan Notification"},
    {0x07, "Beacon Request"},
    {0x08, "Coordinator realignment"},
    {0x09, "GTS request"},
    {0x0a, "TRLE Management Request"},
    {0x0b, "TRLE Management Response"},
    {0x13, "DSME Association Request"},
    {0x14, "DSME Association Response"},
    {0x15, "DSME GTS Request"},
    {0x16, "DSME GTS Response"},
    {0x17, "DSME GTS Notify"},
    {0x18, "DSME Information Request"},
    {0x19, "DSME Information Response"},
    {0x1a, "DSME Beacon Allocation Notification"},
    {0x1b, "DSME Beacon Collision Notification"},
    {0x1c, "DSME Link Report"},
    {0x20, "RIT Data Request"},
    {0x21, "DBS Request"},
    {0x22, "DBS Response"},
    {0x23, "RIT Data Response"},
    {0x24, "Vendor Specific"},
};

static void put_capabilities(struct printer *pr, uint32_t at)
{
    enum { FULL = 2 };
    static const struct code_name names[] = {
        {0x04, "AC powered, "},       {0x08, "Receiver on when idle, "},
        {0x10, "Fast association, "}, {0x40, "Security supported, "},
        {0x80, "Allocate address, "},
    };
    const uint8_t bits = printer_u8(pr, at);

    text_str(pr->out, (bits & FULL) != 0 ? "FFD, " : "RFD, ");
    (void)CODE_PUT_BITS(pr->out, names, bits, "");
}

static void put_association(struct printer *pr, uint32_t at)
{
    static const struct code_name names[] = {
        {0x00, "Association successful"},
        {0x01, "PAN at capacity"},
        {0x02, "PAN access denied"},
        {0x03, "Hooping sequence offset duplication"},
        {0x80, "Fast association successful"},
    };

    text_printf(pr->out, "Short address = %04x, ", wpan_u16(pr, at));
    CODE_PUT(pr->out, names, printer_u8(pr, at + 2), "Status = 0x%02x");
}

/* The oracle gives up on a reason that the standard does not have. */
static void put_reason(struct printer *pr, uint32_t at)
{
    static const struct code_name names[] = {
        {0, "Reserved"},
        {1, "Reason = The coordinator wishes the device to leave PAN"},
        {2, "Reason = The device wishes to leave the PAN"},
    };
    const char *name = CODE_NAME(names, printer_u8(pr, at), NULL);

    if (name == NULL)
        printer_cut(pr);
    else
        text_str(pr->out, name);
}

/* A page with its high bit set is the upper half of the channel's number. */
static void put_channel(struct printer *pr, unsigned channel, unsigned page)
{
    enum { WIDE = 0x80 };

    if ((page & WIDE) != 0)
        text_printf(pr->out, "Channel Number = %u, ",
                    channel | (page & ~(unsigned)WIDE) << 8);
    else
        text_printf(pr->out, "Channel Number = %u, page = %u, ", channel, page);
}

static void put_realignment(struct printer *pr, uint32_t at, bool has_page)
{
    const uint8_t channel = printer_u8(pr, at + 4);

    text_printf(pr->out, "Pan ID = 0x%04x, Coordinator short address = %04x, ",
                wpan_u16(pr, at), wpan_u16(pr, at + 2));
    if (has_page)
        put_channel(pr, channel, printer_u8(pr, at + 7));
    else
        text_printf(pr->out, "Channel Number = %u, ", channel);
    text_printf(pr->out, "Short address = %04x", wpan_u16(pr, at + 5));
}

static void put_slots(struct printer *pr, uint32_t at)
{
    const uint8_t bits = printer_u8(pr, at);

    text_printf(pr->out, "GTS Length = %u, %s-only GTS, GTS %s", bits & 15U,
                (bits & 0x10) != 0 ? "Receive" : "Transmit",
                (bits & 0x20) != 0 ? "allocation" : "deallocations");
}

/* Commands whose length is fixed, and what a wrong one is called. */
static const struct fixed {
    uint8_t command, least, most;
    const char *name;
} fixed_commands[] = {
    {1, 1, 1, "Association request"},
    {2, 3, 3, "Association response"},
    {3, 1, 1, "Disassociation Notification"},
    {8, 7, 8, "Coordinator Realignment"},
    {9, 1, 1, "GTS Request"},
};

static void put_fixed(struct wpan *w, const struct fixed *f)
{
    struct printer *pr = w->pr;
    const uint32_t n = w->end - w->at;

    if (n < f->least || n > f->most) {
        text_printf(pr->out, "Invalid %s command length", f->name);
        wpan_put_rest(w);
        return;
    }
    switch (f->command) {
    case 1:
        put_capabilities(pr, w->at);
        break;
    case 2:
        put_association(pr, w->at);
        break;
    case 3:
        put_reason(pr, w->at);
        break;
    case 8:
        put_realignment(pr, w->at, n == f->most);
        break;
    default:
        put_slots(pr, w->at);
        break;
    }
}

void wpan_put_command(struct wpan *w)
{
    enum { BARE_FIRST = 4, BARE_LAST = 7 };
    struct text *out = w->pr->out;

    if (!wpan_left(w, 1, "Truncated before Command ID"))
        return;
    const uint8_t command = printer_u8(w->pr, w->at++);
    const char *name = CODE_NAME(commands, command, NULL);

    if (name != NULL)
        text_printf(out, "Command ID = %s command ", name);
    else
        text_printf(out, "Command ID = Reserved 0x%02x ", command);
    if (w->at == w->end)
        return;
    for (size_t i = 0; i < COUNT_OF(fixed_commands); i++)
        if (fixed_commands[i].command == command) {
            put_fixed(w, &fixed_commands[i]);
            return;
        }
    if (command < BARE_FIRST || command > BARE_LAST) {
        text_str(out, "Command Data = ");
        wpan_put_octets(w->pr, w->at, w->end - w->at, " ");
    }
    wpan_put_rest(w);
}

static void put_superframe(struct printer *pr, uint16_t bits)
{
    static const struct code_name names[] = {
        {0x1000, ", BLE enabled"},
        {0x4000, ", PAN Coordinator"},
        {0x8000, ", Association Permit"},
    };

    text_printf(pr->out,
                "\n\tBeacon order = %u, Superframe order = %u, "
                "Final CAP Slot = %u",
                bits & 15U, bits >> 4 & 15U, bits >> 8 & 15U);
    (void)CODE_PUT_BITS(pr->out, names, bits, "");
}

/* Guaranteed time slots: their directions, then three octets each. */
static bool put_guaranteed(struct wpan *w)
{
    enum { EACH = 3 };
    struct printer *pr = w->pr;

    if (!wpan_left(w, 1, "Truncated before GTS info"))
        return false;
    const unsigned n = printer_u8(pr, w->at++) & 7U;

    if (n == 0) {
        if (pr->style->verbose > 0)
            text_str(pr->out, "\n\tGTS Descriptor Count = 0, ");
        return true;
    }
    if (1 + n * EACH > w->end - w->at) {
        text_str(pr->out, " [ERROR: Truncated GTS Info List]");
        return false;
    }
    const bool told = pr->style->verbose > 1;

    if (told)
        text_printf(pr->out,
                    "GTS Descriptor Count = %u, GTS Directions Mask = %02x, [ ",
                    n, printer_u8(pr, w->at) & 0x7fU);
    w->at++;
    for (unsigned i = 0; i < n; i++, w->at += EACH) {
        /* The oracle looks for slot and length one octet too early. */
        const uint8_t slot = printer_u8(pr, w->at + 1);

        if (told)
            text_printf(pr->out, "[ %04x, Start slot = %u, Length = %u ] ",
                        wpan_u16(pr, w->at), slot & 15U, slot >> 4 & 15U);
    }
    if (told)
        text_char(pr->out, ']');
    return true;
}

static bool put_pending(struct wpan *w)
{
    struct printer *pr = w->pr;

    if (!wpan_left(w, 1, "Truncated before pending addresses"))
        return false;
    const uint8_t counts = printer_u8(pr, w->at++);
    const unsigned shorts = counts & 7;
    const unsigned longs = counts >> 4 & 7;
    const bool told = pr->style->verbose > 1;

    if (pr->style->verbose > 0)
        text_printf(pr->out,
                    "\n\tPending address list, # short addresses = %u, "
                    "# extended addresses = %u",
                    shorts, longs);
    if (shorts * 2 + longs * 8 > w->end - w->at) {
        text_str(pr->out, " [ERROR: Pending address list truncated]");
        return false;
    }
    if (told && shorts > 0)
        text_str(pr->out, ", Short address list = [ ");
    for (unsigned i = 0; i < shorts; i++, w->at += 2)
        if (told)
            text_printf(pr->out, "%04x ", wpan_u16(pr, w->at));
    if (told && shorts > 0)
        text_char(pr->out, ']');
    if (told && longs > 0)
        text_str(pr->out, ", Extended address list = [ ");
    for (unsigned i = 0; i < longs; i++, w->at += 8)
        if (told) {
            wpan_put_long(pr, w->at);
            text_char(pr->out, ' ');
        }
    if (told && longs > 0)
        text_char(pr->out, ']');
    return true;
}

void wpan_put_beacon(struct wpan *w)
{
    if (!wpan_left(w, 2, "Truncated before beacon information"))
        return;
    if (w->pr->style->verbose > 0)
        put_superframe(w->pr, wpan_u16(w->pr, w->at));
    w->at += 2;
    if (!put_guaranteed(w) || !put_pending(w))
        return;
    wpan_put_rest(w);
}
