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

bool of_invalid(struct printer *pr, struct span s)
{
    TEXT_LIT(pr->out, " (invalid)");
    printer_need(pr, s.off, s.len);
    return false;
}

void of_put_bits(struct printer *pr, const struct of_bits *bits, uint32_t value,
                 unsigned digits)
{
    TEXT_LIT(pr->out, "0x");
    text_hex_pad(pr->out, value, digits);
    if (value & bits->valid) {
        TEXT_LIT(pr->out, " (");
        (void)code_put_bits(pr->out, bits->names, bits->count, value, ", ");
        text_char(pr->out, ')');
    }
    if (value & ~bits->valid)
        TEXT_LIT(pr->out, " (bogus)");
}

bool of_next(struct printer *pr, const struct of_list *how, struct span *list,
             uint16_t *type, struct span *structure)
{
    if (list->len == 0 || !printer_ok(pr))
        return false;
    if (list->len < how->least)
        return of_invalid(pr, *list);
    *type = printer_u16(pr, list->off);
    text_str(pr->out, how->indent);
    text_str(pr->out, how->word);
    code_put(pr->out, how->names, how->count, *type, how->other);
    const unsigned len = printer_u16(pr, list->off + 2);
    text_printf(pr->out, how->length, len);
    if (len < how->least || len > list->len)
        return of_invalid(pr, *list);
    *structure = (struct span){list->off, len};
    span_skip(list, len);
    return true;
}

void of_print_data(struct printer *pr, struct span data)
{
    if (data.len == 0)
        return;
    text_printf(pr->out, "\n\t data (%u octets)", data.len);
    if (pr->style->verbose > 1)
        printer_hex_ascii(pr, "\n\t  ", data.off, data.len);
    printer_need(pr, data.off, data.len);
}

void of_print_frame(struct printer *pr, struct span data)
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

void of_put_vendor(struct printer *pr, uint32_t vendor)
{
    text_printf(pr->out, "0x%08x (%s)", vendor,
                CODE_NAME(vendor_names, vendor, "unknown"));
}

void of_print_switch(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, "\n\t dpid 0x%016llx",
                (unsigned long long)printer_u64(pr, off));
    text_printf(pr->out, ", n_buffers %u", printer_u32(pr, off + 8));
    text_printf(pr->out, ", n_tables %u", printer_u8(pr, off + 12));
}

void of_print_fragments(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {
        {0, "FRAG_NORMAL"},
        {1, "FRAG_DROP"},
        {2, "FRAG_REASM"},
    };
    const uint16_t flags = printer_u16(pr, off);

    TEXT_LIT(pr->out, "\n\t flags ");
    CODE_PUT(pr->out, names, flags, "invalid (0x%04x)");
}

/* NULL when the type has no row. */
static const struct of_error *find_error(const struct of_error *errors,
                                         size_t count, uint16_t type)
{
    for (size_t i = 0; i < count; i++) {
        if (errors[i].type == type)
            return &errors[i];
    }
    return NULL;
}

const struct code_name of_hello_failed[2] = {
    {0, "INCOMPATIBLE"},
    {1, "EPERM"},
};

const struct code_name of_queue_op_failed[3] = {
    {0, "BAD_PORT"},
    {1, "BAD_QUEUE"},
    {2, "EPERM"},
};

void of_print_error(struct printer *pr, const struct of_error *errors,
                    size_t count, struct span s)
{
    const uint16_t type = printer_u16(pr, s.off);
    const struct of_error *error = find_error(errors, count, type);

    TEXT_LIT(pr->out, "\n\t type ");
    if (error != NULL)
        text_str(pr->out, error->name);
    else
        text_printf(pr->out, "invalid (0x%04x)", type);
    const uint16_t code = printer_u16(pr, s.off + 2);
    TEXT_LIT(pr->out, ", code ");
    code_put(pr->out, error != NULL ? error->codes : NULL,
             error != NULL ? error->count : 0, code, "invalid (0x%04x)");
    span_skip(&s, 4);
    of_print_data(pr, s);
}

void of_print_body(struct printer *pr, const struct of_version *version,
                   uint8_t type, struct span body)
{
    /* Even what is not printed must be captured. */
    if (type >= version->count) {
        printer_need(pr, body.off, body.len);
        return;
    }
    const struct of_message *kind = &version->messages[type];
    if (body.len < kind->len || (body.len > kind->len && !kind->at_least)) {
        of_invalid(pr, body);
        return;
    }
    const bool decoded = pr->style->verbose > 0 && kind->print != NULL;
    if (decoded)
        kind->print(pr, body);
    if (!decoded || !kind->at_least)
        printer_need(pr, body.off, body.len);
}
