/*
 * ldp_fec.c - LDP's forwarding equivalence classes (RFC 5036, 3.4.1) and the
 * pseudowire parameters in them (RFC 4447).
 */
#include "ldp_fec.h"

#include "afi.h"
#include "codes.h"
#include "pseudowire.h"
#include "tlv.h"
#include "values.h"

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

    text_printf(pr->out, "\n\t\t  Control Channels (0x%02x) = [", cc);
    CODE_PUT_BITS_OR(pr->out, channels, cc, ", ", "none");
    text_char(pr->out, ']');
    const uint8_t cv = printer_u8(pr, off + 1);
    text_printf(pr->out, "\n\t\t  CV Types (0x%02x) = [", cv);
    CODE_PUT_BITS_OR(pr->out, types, cv, ", ", "none");
    text_char(pr->out, ']');
}

static void print_parameter(struct printer *pr, const struct tlv *t)
{
    const uint32_t off = t->value.off;

    text_printf(pr->out, "\n\t\tInterface Parameter: %s (0x%02x), len %u",
                CODE_NAME(parameter_names, t->type, "Unknown"), t->type,
                t->length);
    switch (t->type) {
    case PARAM_MTU:
        text_printf(pr->out, ": %u", printer_u16(pr, off));
        break;
    case PARAM_DESCRIPTION:
        TEXT_LIT(pr->out, ": ");
        printer_chars(pr, off, t->value.len);
        break;
    case PARAM_VCCV:
        print_vccv(pr, off);
        break;
    default:
        printer_hex(pr, "\n\t\t  ", off, t->value.len);
        break;
    }
}

/* An element that does not fit ends them without a word. */
static void print_parameters(struct printer *pr, struct span list)
{
    static const struct tlv_form form = {
        .type_bits = 8, .length_bits = 8, .whole = true};
    struct tlv t;

    while (list.len > 2 && tlv_next(pr, &form, &list, &t) == TLV_FITS)
        print_parameter(pr, &t);
}

static void print_vc(struct printer *pr, struct span *v)
{
    struct text *out = pr->out;

    if (!ldp_has(pr, v, 7))
        return;
    const uint16_t vc = printer_u16(pr, v->off);
    uint32_t info = printer_u8(pr, v->off + 2);
    if (info > 0 && !ldp_has(pr, v, 11))
        return;
    if (!printer_need(pr, v->off, info > 0 ? 11 : 7))
        return;
    text_printf(out, ": %s, %scontrol word, group-ID %u",
                pseudowire_type(vc & 0x7fffu, "Unknown"),
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
    span_skip(v, 11);
    if (!ldp_has(pr, v, info))
        return;
    print_parameters(pr, (struct span){v->off, info});
}

static void print_prefix(struct printer *pr, struct span *v)
{
    if (!ldp_has(pr, v, 2))
        return;
    const uint16_t family = printer_u16(pr, v->off);
    span_skip(v, 2);
    if (family != AFI_IP4 && family != AFI_IP6) {
        text_printf(pr->out, ": Address family %u prefix", family);
        return;
    }
    if (v->len < 1) {
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
    if (n > v->len - 1) {
        printer_cut(pr);
        return;
    }
    if (!printer_need(pr, v->off + 1, n))
        return;
    text_printf(pr->out, ": %s prefix ", word);
    if (family == AFI_IP4)
        printer_prefix4(pr, v->off + 1, bits);
    else
        printer_prefix6(pr, v->off + 1, bits);
}

void ldp_print_fec(struct printer *pr, struct span *v)
{
    if (!ldp_has(pr, v, 1))
        return;
    const uint8_t type = printer_u8(pr, v->off);
    span_skip(v, 1);
    text_printf(pr->out, "\n\t      %s FEC (0x%02x)",
                CODE_NAME(fec_names, type, "Unknown"), type);
    if (type == FEC_PREFIX)
        print_prefix(pr, v);
    else if (type == FEC_VC)
        print_vc(pr, v);
}
