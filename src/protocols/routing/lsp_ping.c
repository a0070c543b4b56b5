/*
 * lsp_ping.c - LSP ping (RFC 4379).
 *
 * Only with -v there is more than a line. Reads look ahead: a TLV is wanted
 * whole before any of it is shown.
 */
#include "bgp_kit.h"
#include "codes.h"
#include "enterprise.h"
#include "ntp_time.h"
#include "printer.h"
#include "protocol.h"
#include "pseudowire.h"
#include "span.h"

/* Offsets from the first octet. */
enum {
    OFF_VERSION = 0,
    OFF_TYPE = 4,
    OFF_REPLY_MODE = 5,
    OFF_CODE = 6,
    OFF_SUBCODE = 7,
    OFF_HANDLE = 8,
    OFF_SEQUENCE = 12,
    OFF_SENT = 16,
    OFF_RECEIVED = 24,
    HDR = 32,
};

enum { TLV_HDR = 4 };

static const struct code_name types[] = {{1, "MPLS Echo Request"},
                                         {2, "MPLS Echo Reply"}};

static uint32_t rounded(uint32_t len)
{
    return (len + 3) / 4 * 4;
}

static void put_too_short(struct printer *pr)
{
    TEXT_LIT(pr->out, "\n\t      TLV is too short");
}

/* --- what is to be reached: FECs (section 3.2) -------------------------- */

static void put_prefix4(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, "\n\t      ", off);
    text_printf(pr->out, "/%u", printer_u8(pr, off + 4));
}

static void put_prefix6(struct printer *pr, uint32_t off)
{
    printer_text_addr6(pr, "\n\t      ", off);
    text_printf(pr->out, "/%u", printer_u8(pr, off + 16));
}

static void put_rsvp4(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, "\n\t      tunnel end-point ", off);
    printer_text_addr4(pr, ", tunnel sender ", off + 12);
    text_printf(pr->out, ", lsp-id 0x%04x", printer_u16(pr, off + 18));
    text_printf(pr->out, "\n\t      tunnel-id 0x%04x",
                printer_u16(pr, off + 6));
    printer_text_addr4(pr, ", extended tunnel-id ", off + 8);
}

static void put_rsvp6(struct printer *pr, uint32_t off)
{
    printer_text_addr6(pr, "\n\t      tunnel end-point ", off);
    printer_text_addr6(pr, ", tunnel sender ", off + 36);
    text_printf(pr->out, ", lsp-id 0x%04x", printer_u16(pr, off + 54));
    text_printf(pr->out, "\n\t      tunnel-id 0x%04x",
                printer_u16(pr, off + 18));
    printer_text_addr6(pr, ", extended tunnel-id ", off + 20);
}

static void put_rd(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t      RD: ");
    bgp_put_rd(pr, off);
}

static void put_vpn4(struct printer *pr, uint32_t off)
{
    put_rd(pr, off);
    printer_text_addr4(pr, ", ", off + 8);
    text_printf(pr->out, "/%u", printer_u8(pr, off + 12));
}

static void put_vpn6(struct printer *pr, uint32_t off)
{
    put_rd(pr, off);
    printer_text_addr6(pr, ", ", off + 8);
    text_printf(pr->out, "/%u", printer_u8(pr, off + 24));
}

static void put_pseudowire(struct printer *pr, const char *what, uint32_t off)
{
    const uint16_t type = printer_u16(pr, off);

    text_printf(pr->out, "%s: %s (%u)", what, pseudowire_type(type, "unknown"),
                type);
}

static void put_l2vpn(struct printer *pr, uint32_t off)
{
    put_rd(pr, off);
    text_printf(pr->out, ", Sender VE ID: %u, Receiver VE ID: %u",
                printer_u16(pr, off + 8), printer_u16(pr, off + 10));
    put_pseudowire(pr, "\n\t      Encapsulation Type", off + 12);
}

static void put_fec128_old(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, "\n\t      Remote PE: ", off);
    text_printf(pr->out, "\n\t      PW ID: 0x%08x", printer_u32(pr, off + 4));
    put_pseudowire(pr, ", PW Type", off + 8);
}

static void put_fec128(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, "\n\t      Sender PE: ", off);
    printer_text_addr4(pr, ", Remote PE: ", off + 4);
    text_printf(pr->out, "\n\t      PW ID: 0x%08x", printer_u32(pr, off + 8));
    put_pseudowire(pr, ", PW Type", off + 12);
}

static const struct fec {
    uint32_t type;
    const char *name;
    uint32_t len; /* the only right one */
    void (*put)(struct printer *pr, uint32_t off);
} fecs[] = {
    {1, "LDP IPv4 prefix", 5, put_prefix4},
    {2, "LDP IPv6 prefix", 17, put_prefix6},
    {3, "RSVP IPv4 Session Query", 20, put_rsvp4},
    {4, "RSVP IPv6 Session Query", 56, put_rsvp6},
    {5, "Reserved", 0, NULL},
    {6, "VPN IPv4 prefix", 13, put_vpn4},
    {7, "VPN IPv6 prefix", 25, put_vpn6},
    {8, "L2 VPN endpoint", 14, put_l2vpn},
    {9, "FEC 128 pseudowire (old)", 10, put_fec128_old},
    {10, "FEC 128 pseudowire", 14, put_fec128},
    {12, "BGP labeled IPv4 prefix", 5, put_prefix4},
    {13, "BGP labeled IPv6 prefix", 17, put_prefix6},
};

static const struct fec *fec_of(uint32_t type)
{
    for (size_t i = 0; i < COUNT_OF(fecs); i++)
        if (fecs[i].type == type)
            return &fecs[i];
    return NULL;
}

static void print_fec(struct printer *pr, uint32_t off, uint32_t type,
                      uint32_t len)
{
    const struct fec *fec = fec_of(type);
    bool dump = pr->style->verbose > 1 || fec == NULL || fec->put == NULL;

    text_printf(pr->out, "\n\t    %s subTLV (%u), length: %u",
                fec != NULL ? fec->name : "Unknown", type, len);
    if (fec != NULL && fec->put != NULL) {
        if (len == fec->len) {
            fec->put(pr, off + TLV_HDR);
        } else {
            text_printf(pr->out,
                        "\n\t      invalid subTLV length, should be %u",
                        fec->len);
            dump = true;
        }
    }
    if (dump)
        printer_hex(pr, "\n\t      ", off + TLV_HDR, len);
}

enum body_end {
    BODY_DONE,
    BODY_DUMP, /* to be shown in hexadecimal, too */
    BODY_STOP, /* nothing more of the packet */
};

/*
 * The oracle moves on by what an element holds and forgets its header, but
 * counts it.
 */
static enum body_end print_fecs(struct printer *pr, struct span list)
{
    while (list.len != 0) {
        if (list.len < TLV_HDR) {
            put_too_short(pr);
            return BODY_DUMP;
        }
        const uint32_t type = printer_u16(pr, list.off);
        const uint32_t len = printer_u16(pr, list.off + 2);
        list.len -= TLV_HDR;
        if (len > list.len) {
            put_too_short(pr);
            return BODY_DUMP;
        }
        print_fec(pr, list.off, type, len);
        if (rounded(len) > list.len) {
            TEXT_LIT(pr->out, "\n\t\t TLV is too short");
            return BODY_STOP;
        }
        list.off += rounded(len);
        list.len -= rounded(len);
    }
    return BODY_DONE;
}

/* --- other TLVs -------------------------------------------------------- */

/* section 3.3, as far as the addresses */
static enum body_end print_downstream(struct printer *pr, struct span v)
{
    static const struct code_name kinds[] = {
        {1, "IPv4"}, {2, "Unnumbered IPv4"}, {3, "IPv6"}, {4, "IPv6"}};
    enum { IP4 = 1, UNNUMBERED_IP4 = 2, IP6 = 3, UNNUMBERED_IP6 = 4 };

    if (v.len < 4) {
        put_too_short(pr);
        return BODY_DUMP;
    }
    const uint8_t kind = printer_u8(pr, v.off + 2);
    const bool wide = kind == IP6 || kind == UNNUMBERED_IP6;
    uint32_t due = 0;
    text_printf(pr->out, "\n\t    MTU: %u, Address-Type: %s (%u)",
                printer_u16(pr, v.off), CODE_NAME(kinds, kind, "unknown"),
                kind);
    switch (kind) {
    case IP4:
    case UNNUMBERED_IP4:
        due = 2 * 4;
        break;
    case IP6:
        due = 2 * 16;
        break;
    case UNNUMBERED_IP6:
        due = 16 + 4;
        break;
    default:
        return BODY_DUMP;
    }
    if (v.len - 4 < due) {
        put_too_short(pr);
        return BODY_DUMP;
    }
    TEXT_LIT(pr->out, "\n\t    Downstream IP: ");
    const uint32_t next = v.off + 4 + (wide ? 16 : 4);
    if (wide)
        printer_addr6(pr, v.off + 4);
    else
        printer_addr4(pr, v.off + 4);
    if (kind == IP4)
        printer_text_addr4(pr, "\n\t    Downstream Interface IP: ", next);
    else if (kind == IP6)
        printer_text_addr6(pr, "\n\t    Downstream Interface IP: ", next);
    else
        text_printf(pr->out, "\n\t    Downstream Interface Index: 0x%08x",
                    printer_u32(pr, next));
    if (v.len - 4 - due < 4)
        put_too_short(pr);
    return BODY_DUMP;
}

static enum body_end print_discriminator(struct printer *pr, struct span v)
{
    if (v.len < 4) {
        put_too_short(pr);
        return BODY_DUMP;
    }
    text_printf(pr->out, "\n\t    BFD Discriminator 0x%08x",
                printer_u32(pr, v.off));
    return BODY_DONE;
}

static enum body_end print_vendor(struct printer *pr, struct span v)
{
    if (v.len < 4) {
        put_too_short(pr);
        return BODY_DUMP;
    }
    const uint32_t vendor = printer_u32(pr, v.off);
    text_printf(pr->out, "\n\t    Vendor: %s (0x%04x)", enterprise_name(vendor),
                vendor);
    return BODY_DONE;
}

static enum body_end print_body(struct printer *pr, uint32_t type,
                                struct span v)
{
    enum { FECS = 1, DOWNSTREAM = 2, VENDOR = 5, DISCRIMINATOR = 15 };

    if (v.len == 0)
        return BODY_DONE;
    switch (type) {
    case FECS:
        return print_fecs(pr, v);
    case DOWNSTREAM:
        return print_downstream(pr, v);
    case VENDOR:
        return print_vendor(pr, v);
    case DISCRIMINATOR:
        return print_discriminator(pr, v);
    default:
        return BODY_DUMP;
    }
}

static void print_tlvs(struct printer *pr)
{
    static const struct code_name names[] = {
        {1, "Target FEC Stack"},
        {2, "Downstream Mapping"},
        {3, "Pad"},
        {5, "Vendor Enterprise Code"},
        {7, "Interface Label Stack"},
        {9, "Error Code"},
        {10, "Reply TOS Byte"},
        {15, "BFD Discriminator"},
        {0xfc00, "Vendor Private Code"},
    };
    struct span rest = {HDR, pr->len - HDR};
    bool whole = true;

    while (rest.len != 0 && whole) {
        if (rest.len < TLV_HDR) {
            TEXT_LIT(pr->out, "\n\t\t packet is too short");
            return;
        }
        if (!printer_need(pr, rest.off, TLV_HDR))
            return;
        const uint32_t type = printer_u16(pr, rest.off);
        const uint32_t len = printer_u16(pr, rest.off + 2);
        text_printf(pr->out, "\n\t  %s TLV (%u), length: %u",
                    CODE_NAME(names, type, "Unknown"), type, len);
        span_skip(&rest, TLV_HDR);
        whole = len <= rest.len;
        if (whole && !printer_need(pr, rest.off, len))
            return;
        if (whole) {
            const enum body_end end =
                print_body(pr, type, (struct span){rest.off, len});
            if (end == BODY_STOP)
                return;
            if (end == BODY_DUMP || pr->style->verbose > 1)
                printer_hex(pr, "\n\t    ", rest.off, len);
            whole = rounded(len) <= rest.len;
        }
        if (whole)
            span_skip(&rest, rounded(len));
        else
            TEXT_LIT(pr->out, "\n\t\t packet is too short");
    }
}

/* --- the header -------------------------------------------------------- */

static void put_code(struct printer *pr)
{
    static const struct code_name codes[] = {
        {0, "No return code or return code contained in the Error Code TLV"},
        {1, "Malformed echo request received"},
        {2, "One or more of the TLVs was not understood"},
        {3, "Replying router is an egress for the FEC at stack depth %u"},
        {4, "Replying router has no mapping for the FEC at stack depth %u"},
        {5, "Reserved"},
        {6, "Reserved"},
        {7, "Reserved"},
        {8, "Label switched at stack-depth %u"},
        {9, "Label switched but no MPLS forwarding at stack-depth"},
        {10, "Mapping for this FEC is not the given label at stack depth %u"},
        {11, "No label entry at stack-depth %u"},
        {12, "Protocol not associated with interface at FEC stack depth %u"},
        {13, "Premature termination of ping due to label stack shrinking to a "
             "single label"},
    };
    const uint8_t code = printer_u8(pr, OFF_CODE);
    const uint8_t subcode = printer_u8(pr, OFF_SUBCODE);
    const char *name = CODE_NAME(codes, code, "unknown");
    const char *depth = strchr(name, '%');

    TEXT_LIT(pr->out, "\n\t  Return Code: ");
    if (depth != NULL) {
        text_put(pr->out, name, (size_t)(depth - name));
        text_u32(pr->out, subcode);
    } else {
        text_str(pr->out, name);
    }
    text_printf(pr->out, " (%u)\n\t  Return Subcode: (%u)", code, subcode);
}

static void print_details(struct printer *pr)
{
    static const struct code_name modes[] = {
        {1, "Do not reply"},
        {2, "Reply via an IPv4/IPv6 UDP packet"},
        {3, "Reply via an IPv4/IPv6 UDP packet with Router Alert"},
        {4, "Reply via application level control channel"},
    };
    const uint8_t type = printer_u8(pr, OFF_TYPE);
    const uint8_t mode = printer_u8(pr, OFF_REPLY_MODE);

    text_printf(pr->out,
                "\n\tLSP-PINGv1, msg-type: %s (%u), length: %u"
                "\n\t  reply-mode: %s (%u)",
                CODE_NAME(types, type, "unknown"), type, pr->len,
                CODE_NAME(modes, mode, "unknown"), mode);
    put_code(pr);
    text_printf(pr->out, "\n\t  Sender Handle: 0x%08x, Sequence: %u",
                printer_u32(pr, OFF_HANDLE), printer_u32(pr, OFF_SEQUENCE));
    TEXT_LIT(pr->out, "\n\t  Sender Timestamp: ");
    ntp_time_put(pr->out, ntp_time_at(pr, OFF_SENT));
    TEXT_LIT(pr->out, " Receiver Timestamp: ");
    const struct ntp_time received = ntp_time_at(pr, OFF_RECEIVED);
    if (received.sec != 0 || received.frac != 0)
        ntp_time_put(pr->out, received);
    else
        TEXT_LIT(pr->out, "no timestamp");
    print_tlvs(pr);
}

static void print_line(struct printer *pr)
{
    TEXT_LIT(pr->out, "LSP-PINGv1, ");
    CODE_PUT(pr->out, types, printer_u8(pr, OFF_TYPE), "unknown (%u)");
    text_printf(pr->out, ", seq %u, length: %u", printer_u32(pr, OFF_SEQUENCE),
                pr->len);
}

static bool print_lsp_ping(struct printer *pr)
{
    pr->label = "lspping";
    if (pr->len < HDR) {
        TEXT_LIT(pr->out, "\n\t\t packet is too short");
        return true;
    }
    if (!printer_need(pr, 0, HDR))
        return true;
    const uint16_t version = printer_u16(pr, OFF_VERSION);
    if (version != 1)
        text_printf(pr->out, "LSP-PING version %u packet not supported",
                    version);
    else if (pr->style->verbose > 0)
        print_details(pr);
    else
        print_line(pr);
    return true;
}

const struct protocol protocol_lsp_ping = {.name = "mpls-echo",
                                           .print = print_lsp_ping};
