/*
 * openflow_kit.c - what the versions of OpenFlow share.
 */
#include "openflow_kit.h"

/* Organisation numbers as the oracle names them. */
static const struct code_name vendor_names[] = {
    {0x00000000, "Ethernet"},
    {0x0000000c, "Cisco"},
    {0x0000005e, "IANA"},
    {0x00000081, "Nortel Networks SONMP"},
    {0x000000f8, "Cisco bridged"},
    {0x0000049f, "Freescale"},
    {0x000004ea, "HP-Labs"},
    {0x00001018, "Broadcom"},
    {0x0000120f, "IEEE 802.3 Private"},
    {0x000012bb, "ANSI/TIA"},
    {0x000015ad, "Netronome"},
    {0x00001b21, "DCBX"},
    {0x00002320, "Nicira Networks"},
    {0x00002481, "HP"},
    {0x000080c2, "Ethernet bridged"},
    {0x00009069, "Juniper"},
    {0x0000a03e, "ATM Forum"},
    {0x0000e004, "PMC-Sierra"},
    {0x0000e02f, "DOCSIS Spanning Tree"},
    {0x00080007, "Appletalk"},
    {0x00080009, "Hewlett-Packard"},
    {OF_BSN, "Big Switch Networks"},
    {0x00748771, "Infoblox Inc"},
    {0x00a42305, "Open Networking Lab"},
    {0x00b0d2f5, "Vello Systems"},
    {0x00d0f0db, "Ericsson"},
    {0x4f4e4600, "ONF Extensions"},
    {0xff000001, "Budapest University of Technology and Economics"},
    {0xff000002, "NoviFlow"},
    {0xff000003, "L3+ Extensions, Vendor Neutral"},
    {0xff000004, "L4-L7 Extensions"},
    {0xff000005, "Wireless and Mobility Extensions"},
    {0xff000006, "Forwarding Abstractions Extensions"},
    {0xff000007, "Optical Transport Extensions"},
    {0xff000008, "Network Benchmarking Lab, NCTU"},
    {0xff000009, "Mobile Packet Core Extensions"},
    {0xff00000a, "MPLS-TP OpenFlow Extensions for SPTN"},
};

bool of_invalid(struct printer *pr, struct of_span s)
{
    TEXT_LIT(pr->out, " (invalid)");
    printer_need(pr, s.off, s.len);
    return false;
}

void of_put_bits(struct printer *pr, uint32_t bits, uint32_t valid,
                 unsigned digits, const struct code_name *names, size_t rows)
{
    TEXT_LIT(pr->out, "0x");
    text_hex_pad(pr->out, bits, digits);
    if (bits & valid) {
        TEXT_LIT(pr->out, " (");
        (void)code_put_bits(pr->out, names, rows, bits, ", ");
        text_char(pr->out, ')');
    }
    if (bits & ~valid)
        TEXT_LIT(pr->out, " (bogus)");
}

void of_put_code(struct printer *pr, const struct code_name *names, size_t rows,
                 uint32_t code, const char *format)
{
    const char *name = code_find(names, rows, code, NULL);

    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, format, code);
}

void of_print_data(struct printer *pr, struct of_span data)
{
    if (data.len == 0)
        return;
    text_printf(pr->out, "\n\t data (%u octets)", data.len);
    if (pr->style->verbose > 1)
        printer_hex_ascii(pr, "\n\t  ", data.off, data.len);
    printer_need(pr, data.off, data.len);
}

void of_print_frame(struct printer *pr, struct of_span data)
{
    if (data.len == 0)
        return;
    text_printf(pr->out, "\n\t data (%u octets)", data.len);
    if (pr->style->verbose < 3) {
        printer_need(pr, data.off, data.len);
        return;
    }
    TEXT_LIT(pr->out, ", frame decoding below\n");
    printer_frame(pr, data.off, data.len);
}

void of_put_string(struct printer *pr, uint32_t off, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        const uint8_t c = printer_u8(pr, off + i);
        if (c == 0)
            return;
        text_visible(pr->out, c);
    }
}

void of_put_mac(struct printer *pr, uint32_t off)
{
    if (printer_need(pr, off, 6))
        text_mac(pr->out, pr->base + off, 6);
}

void of_put_vendor(struct printer *pr, uint32_t vendor)
{
    text_printf(pr->out, "0x%08x (%s)", vendor,
                CODE_NAME(vendor_names, vendor, "unknown"));
}
