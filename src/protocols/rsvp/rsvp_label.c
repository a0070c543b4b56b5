/*
 * rsvp_label.c - labels, sets of them, and what they are wanted for.
 */
#include "codes.h"
#include "ethertype.h"
#include "gmpls.h"
#include "rsvp_writers.h"

enum rsvp_end rsvp_put_labels(const struct rsvp_object *o)
{
    for (uint32_t off = 0; o->value.len - off >= 4 && printer_ok(o->pr);
         off += 4) {
        rsvp_line(o, 2);
        text_printf(o->pr->out, "Label: %u", rsvp_u32(o, off));
    }
    return RSVP_DONE;
}

enum rsvp_end rsvp_put_generalized_label(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Generalized Label: %u", rsvp_u32(o, 0));
    return RSVP_DONE;
}

enum rsvp_end rsvp_put_waveband(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Waveband ID: %u", rsvp_u32(o, 0));
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Start Label: %u, Stop Label: %u", rsvp_u32(o, 4),
                rsvp_u32(o, 8));
    return RSVP_DONE;
}

enum rsvp_end rsvp_put_label_set(const struct rsvp_object *o)
{
    enum { INCLUSIVE_RANGE = 2, EXCLUSIVE_RANGE = 3 };
    static const struct code_name actions[] = {
        {0, "Inclusive list"},
        {1, "Exclusive list"},
        {INCLUSIVE_RANGE, "Inclusive range"},
        {EXCLUSIVE_RANGE, "Exclusive range"},
    };
    struct text *out = o->pr->out;
    const uint8_t action = rsvp_u8(o, 0);

    rsvp_line(o, 2);
    text_printf(out, "Action: %s (%u), Label type: %u",
                CODE_NAME(actions, action, "Unknown"), action,
                rsvp_u8(o, 3) & 0x7f);
    if (action == INCLUSIVE_RANGE || action == EXCLUSIVE_RANGE) {
        if (o->value.len < 12)
            return RSVP_SHORT;
        rsvp_line(o, 2);
        text_printf(out, "Start range: %u, End range: %u", rsvp_u32(o, 4),
                    rsvp_u32(o, 8));
        return RSVP_DONE;
    }
    for (uint32_t i = 1; i < o->value.len / 4 && printer_ok(o->pr); i++) {
        rsvp_line(o, 2);
        text_printf(out, "Subchannel #%u: %u", i, rsvp_u32(o, i * 4));
    }
    return RSVP_DONE;
}

static void put_protocol(const struct rsvp_object *o, uint32_t off)
{
    const uint16_t type = rsvp_u16(o, off);
    const char *name = ethertype_name(type);

    rsvp_line(o, 2);
    TEXT_LIT(o->pr->out, "L3 Protocol ID: ");
    if (name != NULL)
        text_str(o->pr->out, name);
    else
        text_printf(o->pr->out, "Unknown Protocol (0x%04x)", type);
}

enum rsvp_end rsvp_put_protocols(const struct rsvp_object *o)
{
    for (uint32_t off = 0; o->value.len - off >= 4 && printer_ok(o->pr);
         off += 4)
        put_protocol(o, off + 2);
    return RSVP_DONE;
}

enum rsvp_end rsvp_put_atm_range(const struct rsvp_object *o)
{
    enum { NO_MERGE = 0x80 };
    static const char *const ends[] = {"Minimum", "Maximum"};

    put_protocol(o, 2);
    text_printf(o->pr->out, ",%s merge capability",
                rsvp_u8(o, 4) & NO_MERGE ? "no" : "");
    for (uint32_t i = 0; i < COUNT_OF(ends); i++) {
        rsvp_line(o, 2);
        text_printf(o->pr->out, "%s VPI/VCI: %u/%u", ends[i],
                    rsvp_u16(o, 4 + 4 * i) & 0xfff,
                    rsvp_u16(o, 6 + 4 * i) & 0xfff);
    }
    return RSVP_DONE;
}

enum rsvp_end rsvp_put_fr_range(const struct rsvp_object *o)
{
    static const struct code_name widths[] = {{0, "10"}, {2, "23"}};
    const uint32_t least = rsvp_u32(o, 4);

    put_protocol(o, 2);
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Minimum/Maximum DLCI: %u/%u, %s bit DLCI",
                least & 0x7fffff, rsvp_u32(o, 8) & 0x7fffff,
                CODE_NAME(widths, least >> 23 & 3, ""));
    return RSVP_DONE;
}

/* RFC 3471 section 3.1.1, RFC 4328 section 3.1.3 */
static const struct code_name payloads[] = {
    {0, "Unknown"},
    {1, "Reserved"},
    {2, "Reserved"},
    {3, "Reserved"},
    {4, "Reserved"},
    {5, "Asynchronous mapping of E4"},
    {6, "Asynchronous mapping of DS3/T3"},
    {7, "Asynchronous mapping of E3"},
    {8, "Bit synchronous mapping of E3"},
    {9, "Byte synchronous mapping of E3"},
    {10, "Asynchronous mapping of DS2/T2"},
    {11, "Bit synchronous mapping of DS2/T2"},
    {12, "Reserved"},
    {13, "Asynchronous mapping of E1"},
    {14, "Byte synchronous mapping of E1"},
    {15, "Byte synchronous mapping of 31 * DS0"},
    {16, "Asynchronous mapping of DS1/T1"},
    {17, "Bit synchronous mapping of DS1/T1"},
    {18, "Byte synchronous mapping of DS1/T1"},
    {19, "VC-11 in VC-12"},
    {20, "Reserved"},
    {21, "Reserved"},
    {22, "DS1 SF Asynchronous"},
    {23, "DS1 ESF Asynchronous"},
    {24, "DS3 M23 Asynchronous"},
    {25, "DS3 C-Bit Parity Asynchronous"},
    {26, "VT/LOVC"},
    {27, "STS SPE/HOVC"},
    {28, "POS - No Scrambling, 16 bit CRC"},
    {29, "POS - No Scrambling, 32 bit CRC"},
    {30, "POS - Scrambling, 16 bit CRC"},
    {31, "POS - Scrambling, 32 bit CRC"},
    {32, "ATM mapping"},
    {33, "Ethernet PHY"},
    {34, "SONET/SDH"},
    {35, "Reserved (SONET deprecated)"},
    {36, "Digital Wrapper"},
    {37, "Lambda"},
    {38, "ANSI/ETSI PDH"},
    {39, "Reserved"},
    {40, "Link Access Protocol SDH (X.85 and X.86)"},
    {41, "FDDI"},
    {42, "DQDB (ETSI ETS 300 216)"},
    {43, "FiberChannel-3 (Services)"},
    {44, "HDLC"},
    {45, "Ethernet V2/DIX (only)"},
    {46, "Ethernet 802.3 (only)"},
    {47, "G.709 ODUj"},
    {48, "G.709 OTUk(v)"},
    {49, "CBR/CBRa"},
    {50, "CBRb"},
    {51, "BSOT"},
    {52, "BSNT"},
    {53, "IP/PPP (GFP)"},
    {54, "Ethernet MAC (framed GFP)"},
    {55, "Ethernet PHY (transparent GFP)"},
    {56, "ESCON"},
    {57, "FICON"},
    {58, "Fiber Channel"},
};

enum rsvp_end rsvp_put_generalized_request(const struct rsvp_object *o)
{
    struct text *out = o->pr->out;
    const uint8_t encoding = rsvp_u8(o, 0);
    const uint8_t switching = rsvp_u8(o, 1);
    const uint16_t payload = rsvp_u16(o, 2);

    rsvp_line(o, 2);
    text_printf(out, "LSP Encoding Type: %s (%u)", gmpls_encoding(encoding),
                encoding);
    rsvp_line(o, 2);
    text_printf(out, "Switching Type: %s (%u), Payload ID: %s (0x%04x)",
                gmpls_switching(switching), switching,
                CODE_NAME(payloads, payload, "Unknown"), payload);
    return RSVP_DONE;
}
