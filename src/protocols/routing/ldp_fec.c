/*
 * ldp_fec.c - LDP's forwarding equivalence classes (RFC 5036, 3.4.1) and the
 * pseudowire parameters in them (RFC 4447).
 */
#include "ldp_fec.h"

#include "afi.h"
#include "codes.h"

enum fec_type {
    FEC_WILDCARD = 1,
    FEC_PREFIX = 2,
    FEC_HOST = 3,
    FEC_VC = 128,
};

static const struct code_name fec_names[] = {
    {FEC_WILDCARD, "Wildcard"},
    {FEC_PREFIX, "Prefix"},
    {FEC_HOST, "Host address"},
    {FEC_VC, "Martini VC"},
};

/* RFC 4446, 3.2 */
static const struct code_name vc_names[] = {
    {0, "Reserved"},
    {1, "Frame Relay DLCI (Martini Mode)"},
    {2, "ATM AAL5 SDU VCC transport"},
    {3, "ATM transparent cell transport"},
    {4, "Ethernet VLAN"},
    {5, "Ethernet"},
    {6, "Cisco-HDLC"},
    {7, "PPP"},
    {8, "SONET/SDH Circuit Emulation Service over MPLS"},
    {9, "ATM n-to-one VCC cell transport"},
    {10, "ATM n-to-one VPC cell transport"},
    {11, "IP Layer2 Transport"},
    {12, "ATM one-to-one VCC Cell Mode"},
    {13, "ATM one-to-one VPC Cell Mode"},
    {14, "ATM AAL5 PDU VCC transport"},
    {15, "Frame-Relay Port mode"},
    {16, "SONET/SDH Circuit Emulation over Packet"},
    {17, "Structure-agnostic E1 over Packet"},
    {18, "Structure-agnostic T1 (DS1) over Packet"},
    {19, "Structure-agnostic E3 over Packet"},
    {20, "Structure-agnostic T3 (DS3) over Packet"},
    {21, "CESoPSN basic mode"},
    {22, "TDMoIP basic mode"},
    {23, "CESoPSN TDM with CAS"},
    {24, "TDMoIP TDM with CAS"},
    {25, "Frame Relay DLCI"},
    {64, "IP-interworking"},
};

enum parameter {
    PARAM_MTU = 1,
    PARAM_DESCRIPTION = 3,
    PARAM_VCCV = 12,
};

static const struct code_name parameter_names[] = {
    {PARAM_MTU, "MTU"},
    {PARAM_DESCRIPTION, "Description"},
    {PARAM_VCCV, "VCCV"},
};

/* "[PWE3 control word, MPLS Router Alert Label]", "[none]" */
static void put_bits(struct text *out, uint8_t bits,
                     const struct code_name *names, size_t rows)
{
    const size_t before = text_len(out) + 1;

    text_char(out, '[');
    (void)code_put_bits(out, names, rows, bits, ", ");
    text_str(out, text_len(out) == before ? "none]" : "]");
}

/* RFC 5085, 6.1 */
static void print_vccv(struct printer *pr, uint32_t off)
{
    static const struct code_name channels[] = {
        {1, "PWE3 control word"},
        {2, "MPLS Router Alert Label"},
        {4, "MPLS inner label TTL = 1"},
    };
    static const struct code_name types[] = {
        {1, "ICMP Ping"},
        {2, "LSP Ping"},
        {4, "BFD"},
    };
    const uint8_t cc = printer_u8(pr, off);

    text_printf(pr->out, "\n\t\t  Control Channels (0x%02x) = ", cc);
    put_bits(pr->out, cc, channels, COUNT_OF(channels));
    const uint8_t cv = printer_u8(pr, off + 1);
    text_printf(pr->out, "\n\t\t  CV Types (0x%02x) = ", cv);
    put_bits(pr->out, cv, types, COUNT_OF(types));
}

/* A parameter of `len` octets, its two of type and length included. */
static void print_parameter(struct printer *pr, uint32_t off, uint8_t type,
                            uint8_t len)
{
    text_printf(pr->out, "\n\t\tInterface Parameter: %s (0x%02x), len %u",
                CODE_NAME(parameter_names, type, "Unknown"), type, len);
    switch (type) {
    case PARAM_MTU:
        text_printf(pr->out, ": %u", printer_u16(pr, off + 2));
        break;
    case PARAM_DESCRIPTION:
        TEXT_LIT(pr->out, ": ");
        for (uint32_t i = 2; i < len; i++)
            printer_visible(pr, off + i, 1);
        break;
    case PARAM_VCCV:
        print_vccv(pr, off + 2);
        break;
    default:
        printer_hex(pr, "\n\t\t  ", off + 2, len - 2u);
        break;
    }
}

static void print_vc(struct printer *pr, struct ldp_value *v)
{
    struct text *out = pr->out;

    if (!ldp_value_has(pr, v, 7))
        return;
    const uint16_t vc = printer_u16(pr, v->off);
    uint32_t info = printer_u8(pr, v->off + 2);
    if (info > 0 && !ldp_value_has(pr, v, 11))
        return;
    if (!printer_need(pr, v->off, info > 0 ? 11 : 7))
        return;
    text_printf(out, ": %s, %scontrol word, group-ID %u",
                CODE_NAME(vc_names, vc & 0x7fffu, "Unknown"),
                vc & 0x8000 ? "" : "no ", printer_u32(pr, v->off + 3));
    if (info == 0) {
        TEXT_LIT(out, ", VC-info-length: 0");
        return;
    }
    text_printf(out, ", VC-ID %u, VC-info-length: %u",
                printer_u32(pr, v->off + 7), info);
    if (info < 4) {
        TEXT_LIT(out, " (invalid, < 4"); /* no closing bracket */
        return;
    }
    info -= 4; /* the VC-ID */
    ldp_value_skip(v, 11);
    if (!ldp_value_has(pr, v, info))
        return;
    while (info > 2) {
        const uint8_t type = printer_u8(pr, v->off);
        const uint8_t len = printer_u8(pr, v->off + 1);
        if (len < 2 || len > info)
            return;
        print_parameter(pr, v->off, type, len);
        info -= len;
        ldp_value_skip(v, len);
    }
}

static void print_prefix(struct printer *pr, struct ldp_value *v)
{
    const struct payload_host *host = pr->host;
    uint8_t addr[16] = {0};

    if (!ldp_value_has(pr, v, 2))
        return;
    const uint16_t family = printer_u16(pr, v->off);
    ldp_value_skip(v, 2);
    if (family != AFI_IP4 && family != AFI_IP6) {
        text_printf(pr->out, ": Address family %u prefix", family);
        return;
    }
    if (v->left < 1) {
        printer_cut(pr);
        return;
    }
    const unsigned bits = printer_u8(pr, v->off);
    const unsigned n = (bits + 7) / 8;
    const char *word = family == AFI_IP4 ? "IPv4" : "IPv6";
    if (bits > (family == AFI_IP4 ? 32 : 128)) {
        text_printf(pr->out, ": %s prefix (invalid length)", word);
        return;
    }
    if (n > v->left - 1) {
        printer_cut(pr);
        return;
    }
    if (!printer_need(pr, v->off + 1, n))
        return;
    memcpy(addr, pr->base + v->off + 1, n);
    if (bits % 8 != 0)
        addr[n - 1] &= (uint8_t)(0xff00 >> bits % 8);
    text_printf(pr->out, ": %s prefix ", word);
    if (family == AFI_IP4)
        host->addr4(host->ctx, pr->out, addr);
    else
        host->addr6(host->ctx, pr->out, addr);
    text_printf(pr->out, "/%u", bits);
}

void ldp_print_fec(struct printer *pr, struct ldp_value *v)
{
    if (!ldp_value_has(pr, v, 1))
        return;
    const uint8_t type = printer_u8(pr, v->off);
    ldp_value_skip(v, 1);
    text_printf(pr->out, "\n\t      %s FEC (0x%02x)",
                CODE_NAME(fec_names, type, "Unknown"), type);
    if (type == FEC_PREFIX)
        print_prefix(pr, v);
    else if (type == FEC_VC)
        print_vc(pr, v);
}
