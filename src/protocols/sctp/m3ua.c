/*
 * m3ua.c - SS7 over IP, inside SCTP (RFC 4666 section 3).
 */
#include "m3ua.h"

#include "codes.h"

enum { HEADER_LEN = 8, PARAMETER_HEADER = 4 };

static const struct code_name management[] = {{0, "Error"}, {1, "Notify"}};

static const struct code_name transfer[] = {{1, "Data"}};

static const struct code_name ss7[] = {
    {1, "Destination Unavailable"},           {2, "Destination Available"},
    {3, "Destination State Audit"},           {4, "Signalling Congestion"},
    {5, "Destination User Part Unavailable"}, {6, "Destination Restricted"},
};

static const struct code_name asp_state[] = {
    {1, "Up"},
    {2, "Down"},
    {3, "Heartbeat"},
    {4, "Up Acknowledgement"},
    {5, "Down Acknowledgement"},
    {6, "Heartbeat Acknowledgement"},
};

static const struct code_name asp_traffic[] = {
    {1, "Active"},
    {2, "Inactive"},
    {3, "Active Acknowledgement"},
    {4, "Inactive Acknowledgement"},
};

static const struct code_name routing_key[] = {
    {1, "Registration Request"},
    {2, "Registration Response"},
    {3, "Deregistration Request"},
    {4, "Deregistration Response"},
};

static const struct code_name parameters[] = {
    {0x004, "INFO String"},
    {0x006, "Routing Context"},
    {0x007, "Diagnostic Info"},
    {0x009, "Heartbeat Data"},
    {0x00b, "Traffic Mode Type"},
    {0x00c, "Error Code"},
    {0x00d, "Status"},
    {0x011, "ASP Identifier"},
    {0x012, "Affected Point Code"},
    {0x013, "Correlation ID"},
    {0x200, "Network Appearance"},
    {0x204, "User/Cause"},
    {0x205, "Congestion Indications"},
    {0x206, "Concerned Destination"},
    {0x207, "Routing Key"},
    {0x208, "Registration Result"},
    {0x209, "Deregistration Result"},
    {0x20a, "Local Routing Key Identifier"},
    {0x20b, "Destination Point Code"},
    {0x20c, "Service Indicators"},
    {0x20e, "Originating Point Code List"},
    {0x210, "Protocol Data"},
    {0x212, "Registration Status"},
    {0x213, "Deregistration Status"},
};

static const struct message_class {
    const char *name;
    const struct code_name *types;
    size_t count;
} classes[] = {
    [0] = {"Management", management, COUNT_OF(management)},
    [1] = {"Transfer", transfer, COUNT_OF(transfer)},
    [2] = {"SS7", ss7, COUNT_OF(ss7)},
    [3] = {"ASP", asp_state, COUNT_OF(asp_state)},
    [4] = {"ASP", asp_traffic, COUNT_OF(asp_traffic)},
    [9] = {"Routing Key Management", routing_key, COUNT_OF(routing_key)},
};

static void put_invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
}

/* The oracle shows the header where a number should be. */
static bool is_number(uint16_t tag)
{
    return tag == 0x006 || tag == 0x013 || tag == 0x200;
}

static void put_parameters(struct printer *pr, uint32_t off, uint32_t n)
{
    while (n > 0 && printer_ok(pr)) {
        if (n < PARAMETER_HEADER) {
            put_invalid(pr);
            return;
        }
        const uint16_t tag = printer_u16(pr, off);
        const uint16_t len = printer_u16(pr, off + 2);
        const uint32_t padded = ((uint32_t)len + 3) & ~UINT32_C(3);
        if (!printer_ok(pr))
            return;
        TEXT_LIT(pr->out, "\n\t\t\t");
        CODE_PUT(pr->out, parameters, tag, "Unknown Parameter (0x%04x)");
        TEXT_LIT(pr->out, ": ");
        if (len < PARAMETER_HEADER) {
            put_invalid(pr);
            return;
        }
        if (!printer_need(pr, off, len))
            return;
        if (is_number(tag) && len < PARAMETER_HEADER + 4)
            put_invalid(pr);
        else if (is_number(tag))
            text_printf(pr->out, "0x%08x", printer_u32(pr, off));
        else
            text_printf(pr->out, "(length %u)", len);
        n -= padded < n ? padded : n;
        off += padded;
    }
}

void m3ua_print(struct printer *pr, uint32_t off, uint32_t n)
{
    if (n < HEADER_LEN) {
        put_invalid(pr);
        return;
    }
    if (printer_u8(pr, off) != 1)
        return;
    const uint8_t class = printer_u8(pr, off + 2);
    const uint8_t type = printer_u8(pr, off + 3);
    const uint32_t len = printer_u32(pr, off + 4);
    if (!printer_ok(pr))
        return;
    if (class < COUNT_OF(classes) && classes[class].name != NULL) {
        text_printf(pr->out, "\n\t\t%s ", classes[class].name);
        code_put(pr->out, classes[class].types, classes[class].count, type,
                 "Unknown (0x%02x)");
        TEXT_LIT(pr->out, " Message");
    } else {
        text_printf(pr->out, "\n\t\tUnknown message class %u", class);
    }
    if (len != n) {
        text_printf(pr->out,
                    "\n\t\t\t@@@@@@ Corrupted length %u of message @@@@@@",
                    len);
        return;
    }
    put_parameters(pr, off + HEADER_LEN, n - HEADER_LEN);
}
