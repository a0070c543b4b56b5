/*
 * gmpls.c - names and bandwidths of traffic engineering.
 */
#include "gmpls.h"

#include "codes.h"

/* RFC 4203 section 1.2 */
static const struct code_name protections[] = {
    {0x01, "Extra Traffic"}, {0x02, "Unprotected"},   {0x04, "Shared"},
    {0x08, "Dedicated 1:1"}, {0x10, "Dedicated 1+1"}, {0x20, "Enhanced"},
    {0x40, "Reserved"},      {0x80, "Reserved"},
};

/* RFC 3471 section 3.1.1 */
static const struct code_name switching_types[] = {
    {1, "Packet-Switch Capable-1"}, {2, "Packet-Switch Capable-2"},
    {3, "Packet-Switch Capable-3"}, {4, "Packet-Switch Capable-4"},
    {51, "Layer-2 Switch Capable"}, {100, "Time-Division-Multiplex"},
    {150, "Lambda-Switch Capable"}, {200, "Fiber-Switch Capable"},
};

static const struct code_name encodings[] = {
    {1, "Packet"},
    {2, "Ethernet V2/DIX"},
    {3, "ANSI/ETSI PDH"},
    {4, "Reserved"},
    {5, "SDH ITU-T G.707/SONET ANSI T1.105"},
    {6, "Reserved"},
    {7, "Digital Wrapper"},
    {8, "Lambda (photonic)"},
    {9, "Fiber"},
    {10, "Reserved"},
    {11, "FiberChannel"},
};

static const struct code_name constraint_models[] = {
    {0, "Russian dolls"},
    {1, "Maximum allocation"},
};

const char *gmpls_switching(uint8_t type)
{
    return CODE_NAME(switching_types, type, "Unknown");
}

const char *gmpls_encoding(uint8_t encoding)
{
    return CODE_NAME(encodings, encoding, "Unknown");
}

const char *gmpls_constraint_model(uint8_t model)
{
    return CODE_NAME(constraint_models, model, "unknown");
}

void gmpls_put_protection(struct text *out, uint8_t bits)
{
    CODE_PUT_BITS_OR(out, protections, bits, ", ", "none");
}

void gmpls_put_bandwidth(struct printer *pr, uint32_t off)
{
    const uint32_t bits = printer_u32(pr, off);
    float octets;

    memcpy(&octets, &bits, sizeof octets);
    text_printf(pr->out, "%.3f Mbps", (double)(octets * 8 / 1000000));
}

void gmpls_put_bandwidths(struct printer *pr, const char *what, uint32_t off,
                          uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++) {
        text_printf(pr->out, "%s%u: ", what, i);
        gmpls_put_bandwidth(pr, off + i * 4);
    }
}
