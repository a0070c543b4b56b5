/*
 * isis.c - IS-IS (ISO 10589, RFC 1195).
 */
#include "codes.h"
#include "isis_reach.h"
#include "isis_tlv.h"
#include "osi_kit.h"
#include "protocol.h"

enum {
    COMMON = 8, /* octets of header that all have */
    ID_LEN = 6,
    LAN1 = 15,
    LAN2 = 16,
    P2P = 17,
    LSP1 = 18,
    LSP2 = 20,
    CSNP1 = 24,
    CSNP2 = 25,
    PSNP1 = 26,
    PSNP2 = 27,
};

static const struct code_name pdus[] = {
    {LAN1, "L1 Lan IIH"}, {LAN2, "L2 Lan IIH"}, {P2P, "p2p IIH"},
    {LSP1, "L1 LSP"},     {LSP2, "L2 LSP"},     {CSNP1, "L1 CSNP"},
    {CSNP2, "L2 CSNP"},   {PSNP1, "L1 PSNP"},   {PSNP2, "L2 PSNP"},
};

static const struct code_name circuits[] = {
    {1, "Level 1 only"},
    {2, "Level 2 only"},
    {3, "Level 1, Level 2"},
};

/* The fixed header of a type; 0 for the unknown. */
static uint32_t fixed_length(uint8_t type)
{
    switch (type) {
    case LAN1:
    case LAN2:
    case LSP1:
    case LSP2:
        return 27;
    case P2P:
        return 20;
    case CSNP1:
    case CSNP2:
        return 33;
    case PSNP1:
    case PSNP2:
        return 17;
    default:
        return 0;
    }
}

static void put_id(struct printer *pr, const char *before, uint32_t off,
                   uint32_t n)
{
    text_str(pr->out, before);
    osi_put_system(pr, off, n);
}

/* False, with words, where the header cannot be right. */
static bool is_sound(struct printer *pr)
{
    const uint8_t hlen = printer_u8(pr, 1);
    const uint8_t version = printer_u8(pr, 2);
    const uint8_t id_len = printer_u8(pr, 3);
    const uint8_t pdu_version = printer_u8(pr, 5);
    const uint8_t areas = printer_u8(pr, 7);

    if (version != 1)
        text_printf(pr->out, "version %u packet not supported", version);
    else if (id_len != 0 && id_len != ID_LEN)
        text_printf(pr->out, "system ID length of %u is not supported", id_len);
    else if (pdu_version != 1)
        text_printf(pr->out, "version %u packet not supported", pdu_version);
    else if (hlen < COMMON)
        text_printf(pr->out, "fixed header length %u < minimum header size %u",
                    hlen, COMMON);
    else if (hlen > pr->len)
        text_printf(pr->out, "fixed header length %u > packet length %u", hlen,
                    pr->len);
    else if (areas == 255)
        TEXT_LIT(pr->out, "bad packet -- 255 areas");
    else
        return true;
    return false;
}

/* Without -v: one line. */
static void put_short(struct printer *pr, uint8_t type)
{
    if (!printer_need(pr, 0, fixed_length(type)))
        return;
    switch (type) {
    case LAN1:
    case LAN2:
        put_id(pr, ", src-id ", 9, 6);
        put_id(pr, ", lan-id ", 20, 7);
        text_printf(pr->out, ", prio %u", printer_u8(pr, 19));
        break;
    case P2P:
        put_id(pr, ", src-id ", 9, 6);
        break;
    case LSP1:
    case LSP2:
        put_id(pr, ", lsp-id ", 12, 8);
        text_printf(pr->out, ", seq 0x%08x, lifetime %5us", printer_u32(pr, 20),
                    printer_u16(pr, 10));
        break;
    case CSNP1:
    case CSNP2:
    case PSNP1:
    case PSNP2:
        put_id(pr, ", src-id ", 10, 7);
        break;
    default:
        break;
    }
    text_printf(pr->out, ", length %u", pr->len);
}

static void put_circuit(struct printer *pr)
{
    TEXT_LIT(pr->out, ", Flags: [");
    CODE_PUT(pr->out, circuits, printer_u8(pr, 8),
             "unknown circuit type 0x%02x");
    text_char(pr->out, ']');
}

static void put_hello(struct printer *pr, bool lan)
{
    put_id(pr, "\n\t  source-id: ", 9, 6);
    text_printf(pr->out, "%s holding time: %us", lan ? ", " : ",",
                printer_u16(pr, 15));
    put_circuit(pr);
    if (lan) {
        put_id(pr, "\n\t  lan-id:    ", 20, 7);
        text_printf(pr->out, ", Priority: %u", printer_u8(pr, 19) & 0x7f);
    } else {
        text_printf(pr->out, "\n\t  circuit-id: 0x%02x", printer_u8(pr, 19));
    }
    text_printf(pr->out, ", PDU length: %u", printer_u16(pr, 17));
}

/* The attached bits, the partition bit, overload, and the type of system. */
static void put_block(struct printer *pr, uint8_t block)
{
    static const struct code_name attached[] = {
        {0x08, "default"},
        {0x10, "delay"},
        {0x20, "expense"},
        {0x40, "error"},
    };
    static const struct code_name systems[] = {
        {0, "Unused 0x0 (invalid)"},
        {1, "L1 IS"},
        {2, "Unused 0x2 (invalid)"},
        {3, "L2 IS"},
    };

    TEXT_LIT(pr->out, ", Flags: [ ");
    if (block & 0x04)
        TEXT_LIT(pr->out, "Overload bit set, ");
    if (block & 0x78) {
        CODE_PUT_BITS(pr->out, attached, block, " ");
        TEXT_LIT(pr->out, " ATT bit set, ");
    }
    if (block & 0x80)
        TEXT_LIT(pr->out, "P bit set, ");
    text_printf(pr->out, "%s ]", CODE_NAME(systems, block & 3, ""));
}

static void put_lsp(struct printer *pr)
{
    enum { SUMMED = 12, SUM = 24 };
    const uint16_t pdu = printer_u16(pr, 8);

    put_id(pr, "\n\t  lsp-id: ", 12, 8);
    text_printf(pr->out, ", seq: 0x%08x, lifetime: %5us", printer_u32(pr, 20),
                printer_u16(pr, 10));
    text_printf(pr->out, "\n\t  chksum: 0x%04x", printer_u16(pr, SUM));
    const uint32_t end = pdu < pr->len ? pdu : pr->len;
    osi_put_checksum(pr, SUMMED, end > SUMMED ? end - SUMMED : 0, SUM);
    text_printf(pr->out, ", PDU length: %u", pdu);
    put_block(pr, printer_u8(pr, 26));
}

static void put_numbers(struct printer *pr, bool complete)
{
    put_id(pr, "\n\t  source-id:    ", 10, 7);
    text_printf(pr->out, ", PDU length: %u", printer_u16(pr, 8));
    if (!complete)
        return;
    put_id(pr, "\n\t  start lsp-id: ", 17, 8);
    put_id(pr, "\n\t  end lsp-id:   ", 25, 8);
}

/* The fixed part of a type that has one, all captured; the PDU's length. */
static uint16_t put_fixed(struct printer *pr, uint8_t type)
{
    switch (type) {
    case LAN1:
    case LAN2:
    case P2P:
        put_hello(pr, type != P2P);
        return printer_u16(pr, 17);
    case LSP1:
    case LSP2:
        put_lsp(pr);
        break;
    default:
        put_numbers(pr, type == CSNP1 || type == CSNP2);
        break;
    }
    return printer_u16(pr, 8);
}

/* False, with words, where the fixed header has another length. */
static bool has_fixed(struct printer *pr, uint8_t type)
{
    const uint32_t fixed = fixed_length(type);
    const uint8_t hlen = printer_u8(pr, 1);

    if (hlen == fixed)
        return true;
    /* The oracle's words for an LSP leave out what all have in common. */
    text_printf(pr->out, "%s bogus fixed header length %u should be %u",
                type == PSNP1 || type == PSNP2 ? "-" : ",", hlen,
                type == LSP1 || type == LSP2 ? fixed - COMMON : fixed);
    return false;
}

/* With -v; false where the bytes are to be dumped. */
static bool put_long(struct printer *pr, uint8_t type)
{
    const uint8_t hlen = printer_u8(pr, 1);
    const uint8_t areas = printer_u8(pr, 7);
    const uint32_t fixed = fixed_length(type);

    text_printf(pr->out, "length %u\n\t", pr->len);
    CODE_PUT(pr->out, pdus, type, "unknown, type %u");
    text_printf(pr->out,
                ", hlen: %u, v: %u, pdu-v: %u, sys-id-len: %u (%u), "
                "max-area: %u (%u)",
                hlen, printer_u8(pr, 2), printer_u8(pr, 5), ID_LEN,
                printer_u8(pr, 3), areas == 0 ? 3 : areas, areas);
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t", 0, COMMON);
    if (fixed == 0) {
        printer_hex(pr, "\n\t  ", COMMON, pr->len - COMMON);
        return false;
    }
    if (!has_fixed(pr, type))
        return false;
    if (!printer_need(pr, 0, fixed))
        return true;
    const uint32_t pdu = put_fixed(pr, type);
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", COMMON, fixed - COMMON);
    if (pdu < fixed) {
        text_printf(pr->out, " [packet length %u < %u] (invalid)", pdu, fixed);
        return true;
    }
    const uint32_t end = pdu < pr->len ? pdu : pr->len;
    isis_put_tlvs(pr, fixed, end - fixed, pdu);
    return true;
}

static bool print_isis(struct printer *pr)
{
    pr->label = "isis";
    if (!printer_has(pr, 0, COMMON)) {
        printer_mark(pr);
        return true;
    }
    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "IS-IS");
    const uint8_t type = printer_u8(pr, 4);
    bool known = is_sound(pr);
    if (known) {
        if (!pr->style->link_shown)
            TEXT_LIT(pr->out, ", ");
        if (pr->style->verbose == 0) {
            CODE_PUT(pr->out, pdus, type, "unknown PDU-Type %u");
            known = fixed_length(type) == 0 || has_fixed(pr, type);
            if (known)
                put_short(pr, type);
        } else {
            known = put_long(pr, type);
        }
    }
    /* Mostly the oracle finds out by itself that a packet is cut. */
    if (pr->cut && pr->cut_label != isis_pinned) {
        printer_finish(pr);
        pr->cut = false;
    } else if (!known)
        printer_hex(pr, "\n\t", 0, pr->len);
    return true;
}

const struct protocol protocol_isis = {"isis", print_isis};
