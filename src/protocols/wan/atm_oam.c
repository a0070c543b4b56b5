/*
 * atm_oam.c - operation and maintenance cells of ATM (ITU-T I.610): the
 * cell's header, with or without its check octet before it, and its payload.
 */
#include "codes.h"
#include "protocol.h"

enum {
    HEADER = 4,
    PAYLOAD = 48,
    CHECKED = 46, /* the payload without its CRC-10 */
    FAULT = 1,
    FAULT_AIS = 0,
    FAULT_RDI = 1,
    FAULT_LOOPBACK = 8,
};

static const struct code_name cell_types[] = {
    {1, "Fault Management"},
    {2, "Performance Management"},
    {8, "activate/deactivate"},
    {15, "System Management"},
};

/* Cell type and function type. */
static const struct code_name functions[] = {
    {0x10, "AIS"},
    {0x11, "RDI"},
    {0x14, "Continuity Check"},
    {0x18, "Loopback"},
    {0x20, "Forward Monitoring"},
    {0x21, "Backward Reporting"},
    {0x22, "Monitoring and Reporting"},
    {0x80, "Performance Monitoring"},
    {0x81, "Continuity Check"},
};

static void put_header(struct printer *pr, uint32_t header)
{
    static const struct code_name flows[] = {{3, "F4 (segment)"},
                                             {4, "F4 (end)"}};
    static const struct code_name payload_types[] = {
        {0, "user data, uncongested, SDU 0"},
        {1, "user data, uncongested, SDU 1"},
        {2, "user data, congested, SDU 0"},
        {3, "user data, congested, SDU 1"},
        {4, "VCC OAM F5 flow segment"},
        {5, "VCC OAM F5 flow end-to-end"},
        {6, "Traffic Control and resource Mgmt"},
    };
    const uint16_t vci = (uint16_t)(header >> 4);

    text_printf(pr->out, "OAM %s, vpi %u, vci %u, payload [ %s ], ",
                CODE_NAME(flows, vci, "F5"), header >> 20 & 0xff, vci,
                CODE_NAME(payload_types, header >> 1 & 7, "Unknown"));
    text_printf(pr->out, "clp %u, length %u", header & 1, pr->len);
}

/* Functions are named only of cell types that have some. */
static const char *function_name(uint8_t type)
{
    const uint8_t cell = type >> 4;
    const bool has_functions = cell == 1 || cell == 2 || cell == 8;

    return CODE_NAME(functions, type, has_functions ? "none" : "unknown");
}

static void put_words(struct printer *pr, const char *before, uint32_t off,
                      uint32_t n)
{
    text_str(pr->out, before);
    for (uint32_t i = 0; i < n; i += 2)
        text_printf(pr->out, "%04x ", printer_u16(pr, off + i));
}

static void put_loopback(struct printer *pr, uint32_t at)
{
    enum { INDICATOR = 1, TAG = 2, LOCATION = 7, SOURCE = 19, ID = 12 };

    text_printf(pr->out, "\n\tLoopback-Indicator %s, Correlation-Tag 0x%08x",
                (printer_u8(pr, at + INDICATOR) & 1) != 0 ? "Request" : "Reply",
                printer_u32(pr, at + TAG));
    put_words(pr, "\n\tLocation-ID ", at + LOCATION, ID);
    put_words(pr, "\n\tSource-ID   ", at + SOURCE, ID);
}

static void put_alarm(struct printer *pr, uint32_t at)
{
    enum { FAILURE = 1, LOCATION = 3, ID = 16 };

    text_printf(pr->out, "\n\tFailure-type 0x%02x",
                printer_u8(pr, at + FAILURE));
    put_words(pr, "\n\tLocation-ID ", at + LOCATION, ID);
}

/* The remainder by x^10+x^9+x^5+x^4+x+1 of a cell's payload: 0 when right. */
static unsigned crc10(const uint8_t *p)
{
    enum { POLYNOMIAL = 0x633, TOP = 0x400 };
    unsigned crc = 0;

    for (unsigned i = 0; i < PAYLOAD * 8U; i++) {
        crc = crc << 1 | ((unsigned)p[i / 8] >> (7 - i % 8) & 1);
        if ((crc & TOP) != 0)
            crc ^= POLYNOMIAL;
    }
    return crc;
}

static void put_payload(struct printer *pr, uint32_t at)
{
    const uint8_t type = printer_u8(pr, at);
    const uint8_t function = type & 15;

    text_printf(pr->out, "\n\tcell-type %s (%u), func-type %s (%u)",
                CODE_NAME(cell_types, type >> 4, "unknown"), type >> 4,
                function_name(type), function);
    if (!printer_need(pr, at, CHECKED))
        return;
    if (type >> 4 == FAULT && function == FAULT_LOOPBACK)
        put_loopback(pr, at);
    else if (type >> 4 == FAULT &&
             (function == FAULT_AIS || function == FAULT_RDI))
        put_alarm(pr, at);
    if (!printer_need(pr, at, PAYLOAD))
        return;
    text_printf(pr->out, "\n\tcksum 0x%03x (%scorrect)",
                printer_u16(pr, at + CHECKED) & 0x3ff,
                crc10(pr->base + at) == 0 ? "" : "in");
}

static bool print_cell(struct printer *pr, uint32_t at)
{
    pr->label = "oam";
    if (!printer_need(pr, at, HEADER + 1))
        return true;
    put_header(pr, printer_u32(pr, at));
    if (pr->style->verbose > 0)
        put_payload(pr, at + HEADER);
    return true;
}

static bool print_oam(struct printer *pr)
{
    return print_cell(pr, 0);
}

static bool print_oam_checked(struct printer *pr)
{
    return print_cell(pr, 1);
}

const struct protocol protocol_atm_oam = {.name = "atm.oam",
                                          .print = print_oam};
const struct protocol protocol_atm_oam_checked = {.name = "atm.oam",
                                                  .print = print_oam_checked};
