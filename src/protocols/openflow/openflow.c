/*
 * openflow.c - OpenFlow: the frame of its messages, and what its versions
 * share.
 */
#include "openflow.h"

#include "printers.h"

enum {
    HEADER_LEN = 8,
    VERSION_10 = 1,
    VERSION_13 = 4,
};

static const struct code_name version_names[] = {
    {1, "1.0"}, {2, "1.1"}, {3, "1.2"}, {4, "1.3"}, {5, "1.4"}, {6, "1.5"},
};

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

const char *of_vendor_name(uint32_t vendor)
{
    return CODE_NAME(vendor_names, vendor, "unknown");
}

void of_put_vendor(struct printer *pr, uint32_t vendor)
{
    text_printf(pr->out, "0x%08x (%s)", vendor, of_vendor_name(vendor));
}

/* --- framing ----------------------------------------------------------- */

static void put_type(struct printer *pr, uint8_t version, uint8_t type)
{
    const char *name = NULL;

    if (version == VERSION_10)
        name = of10_type_name(type);
    else if (version == VERSION_13)
        name = of13_type_name(type);
    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "unknown (0x%02x)", type);
}

/* Whether the `left` octets of payload at `off` end before `need` of them. */
static bool ends(struct printer *pr, uint32_t off, uint32_t left, uint32_t need)
{
    if (left >= need)
        return false;
    TEXT_LIT(pr->out, " (end of TCP payload)");
    printer_need(pr, off, left);
    return true;
}

/* The message in the `left` octets of payload; false when it is the last. */
static bool print_message(struct printer *pr, uint32_t *off, uint32_t left)
{
    struct text *out = pr->out;

    const uint8_t version = printer_u8(pr, *off);
    TEXT_LIT(out, "\n\tversion ");
    OF_PUT_CODE(pr, version_names, version, "unknown (0x%02x)");
    if (ends(pr, *off, left, 2))
        return false;
    const uint8_t type = printer_u8(pr, *off + 1);
    TEXT_LIT(out, ", type ");
    put_type(pr, version, type);
    if (ends(pr, *off, left, 4))
        return false;
    const uint16_t len = printer_u16(pr, *off + 2);
    text_printf(out, ", length %u%s", len,
                len < HEADER_LEN ? " (too short!)" : "");
    if (ends(pr, *off, left, HEADER_LEN))
        return false;
    text_printf(out, ", xid 0x%08x", printer_u32(pr, *off + 4));
    struct of_span body = {*off + HEADER_LEN, left - HEADER_LEN};
    if (len < HEADER_LEN)
        return of_invalid(pr, body);
    body.len = (uint32_t)len - HEADER_LEN;
    if (version == VERSION_10)
        of10_print(pr, type, body);
    else if (version == VERSION_13)
        of13_print(pr, type, body);
    else
        printer_need(pr, body.off, body.len);
    *off += len;
    return printer_ok(pr);
}

void print_openflow(struct printer *pr)
{
    uint32_t off = 0;

    pr->label = "openflow";
    TEXT_LIT(pr->out, ": OpenFlow");
    while (off < pr->len && print_message(pr, &off, pr->len - off))
        ;
}
