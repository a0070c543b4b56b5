/*
 * ike2.c - the payloads of IKE version 2 (RFC 7296 section 3).
 */
#include "codes.h"
#include "ike.h"

/*
 * Proposals and transforms are lists of their own. What goes past the end of
 * its list ends that list there; what is not captured ends everything.
 */
struct substructures {
    uint8_t type; /* what the elements are called */
    unsigned depth;
    const char *label;
    uint32_t len; /* of all elements, by the lengths they say */
};

typedef uint32_t put_fn(struct printer *pr, const struct ike_item *item,
                        unsigned ordinal, unsigned depth);

static void put_name(struct printer *pr, const char *name,
                     const struct ike_item *item)
{
    text_printf(pr->out, "%s%s:", name,
                (item->flags & IKE_CRITICAL) != 0 ? "[C]" : "");
}

/* The end of a payload that ends within its fixed part; most have no name. */
static uint32_t put_cut_short(struct printer *pr, uint8_t type)
{
    ike_mark(pr, type);
    return IKE_STOP;
}

static uint32_t put_list(struct printer *pr, struct substructures list,
                         uint32_t off, put_fn *put)
{
    uint8_t type = list.type;
    unsigned ordinal = 0;

    while (type != IKE_NONE && printer_ok(pr)) {
        struct ike_item item = {.type = type, .off = off};
        const bool full = list.len < IKE_HEADER;
        const bool has_header = !full && printer_has(pr, off, IKE_HEADER);
        if (has_header) {
            item.len = printer_u16(pr, off + 2);
            item.flags = printer_u8(pr, off + 1);
        }
        const bool past = full || (has_header && list.len < item.len);
        if (past || item.len <= IKE_HEADER || !printer_has(pr, off, item.len)) {
            text_printf(pr->out, " [|%s]", list.label);
            return past ? off + list.len : IKE_STOP;
        }
        list.len -= item.len;
        ordinal++;
        ike_open(pr, list.depth);
        if (type == list.type) {
            off = put(pr, &item, ordinal, list.depth);
            if (off == IKE_STOP)
                return IKE_STOP;
        } else {
            ike_put_type(pr->out, type);
            off = ike_item_end(&item);
        }
        text_char(pr->out, ')');
        type = printer_u8(pr, item.off);
    }
    return off;
}

static const struct ike_attribute cipher_attributes[] = {
    [14] = {"keylen", NULL, 0}};

enum { TYPE_CIPHER = 1 };

static void put_transform_id(struct text *out, uint8_t type, uint16_t id)
{
    static const struct code_name random_functions[] = {{1, "hmac-md5"},
                                                        {2, "hmac-sha"},
                                                        {3, "hmac-tiger"},
                                                        {4, "aes128_xcbc"}};
    static const struct code_name integrity[] = {{1, "hmac-md5"},
                                                 {2, "hmac-sha"},
                                                 {3, "dec-mac"},
                                                 {4, "kpdk-md5"},
                                                 {5, "aes-xcbc"}};
    static const struct code_name sequence_numbers[] = {{0, "no-esn"},
                                                        {1, "esn"}};

    switch (type) {
    case TYPE_CIPHER:
        ike_put_esp(out, id);
        break;
    case 2:
        CODE_PUT(out, random_functions, id, "#%u");
        break;
    case 3:
        CODE_PUT(out, integrity, id, "#%u");
        break;
    case 4:
        ike_put_group(out, id);
        break;
    case 5:
        CODE_PUT(out, sequence_numbers, id, "#%u");
        break;
    default:
        text_u32(out, id);
        break;
    }
}

static uint32_t put_transform(struct printer *pr, const struct ike_item *item,
                              unsigned ordinal, unsigned depth)
{
    static const struct code_name types[] = {
        {1, "encr"}, {2, "prf"}, {3, "integ"}, {4, "dh"}, {5, "esn"}};
    struct ike_attributes known = {NULL, 0};

    (void)depth;
    if (!printer_has(pr, item->off, 8))
        return put_cut_short(pr, item->type);
    put_name(pr, "t", item);
    const uint8_t type = printer_u8(pr, item->off + 4);
    text_printf(pr->out, " #%u type=", ordinal);
    CODE_PUT(pr->out, types, type, "#%u");
    TEXT_LIT(pr->out, " id=");
    put_transform_id(pr->out, type, printer_u16(pr, item->off + 6));
    text_char(pr->out, ' ');
    if (type == TYPE_CIPHER)
        known = (struct ike_attributes){cipher_attributes,
                                        COUNT_OF(cipher_attributes)};
    return ike_put_attributes(pr, known, item->off + 8, ike_item_end(item));
}

static uint32_t put_proposal(struct printer *pr, const struct ike_item *item,
                             unsigned ordinal, unsigned depth)
{
    uint32_t off = item->off + 8;

    (void)ordinal;
    if (!printer_has(pr, item->off, 8))
        return put_cut_short(pr, item->type);
    put_name(pr, "p", item);
    text_printf(pr->out, " #%u protoid=", printer_u8(pr, item->off + 4));
    ike_put_protocol(pr->out, printer_u8(pr, item->off + 5));
    const uint8_t spi_len = printer_u8(pr, item->off + 6);
    text_printf(pr->out, " transform=%u len=%u", printer_u8(pr, item->off + 7),
                item->len);
    /* the oracle takes the header's second half for transforms, too */
    const uint32_t rest = item->len - IKE_HEADER;
    if (spi_len > rest) {
        TEXT_LIT(pr->out, " [|p]");
        return off + rest;
    }
    if (spi_len > 0) {
        TEXT_LIT(pr->out, " spi=");
        if (!printer_has(pr, off, spi_len)) {
            TEXT_LIT(pr->out, " [|p]");
            return IKE_STOP;
        }
        ike_put_raw(pr, off, spi_len);
        off += spi_len;
    }
    const struct substructures transforms = {IKE_TRANSFORM, depth + 1, "p",
                                             rest - spi_len};
    return put_list(pr, transforms, off, put_transform);
}

static uint32_t put_sa(struct printer *pr, const struct ike_item *item,
                       unsigned depth)
{
    const struct substructures proposals = {IKE_PROPOSAL, depth + 1, "v2sa",
                                            item->len - IKE_HEADER};

    put_name(pr, "sa", item);
    text_printf(pr->out, " len=%u", item->len - IKE_HEADER);
    return put_list(pr, proposals, item->off + IKE_HEADER, put_proposal);
}

static uint32_t put_opaque(struct printer *pr, const struct ike_item *item,
                           const char *name)
{
    put_name(pr, name, item);
    text_printf(pr->out, " len=%u", item->len - IKE_HEADER);
    if (pr->style->verbose > 2)
        ike_put_body(pr, item, IKE_HEADER);
    return ike_item_end(item);
}

static uint32_t put_key(struct printer *pr, const struct ike_item *item)
{
    if (!printer_has(pr, item->off, 8))
        return put_cut_short(pr, item->type);
    put_name(pr, "v2ke", item);
    if (item->len < 8) {
        text_printf(pr->out, " len=%u < 8", item->len);
        return ike_item_end(item);
    }
    text_printf(pr->out, " len=%u group=", item->len - 8);
    ike_put_group(pr->out, printer_u16(pr, item->off + 4));
    if (pr->style->verbose > 2 && item->len > 8)
        ike_put_body(pr, item, 8);
    return ike_item_end(item);
}

/* Bytes as characters, or dots. */
static void put_dotted(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++) {
        const uint8_t c = printer_u8(pr, off + i);
        text_char(pr->out, c >= 0x20 && c < 0x7f ? (char)c : '.');
    }
}

static uint32_t put_id(struct printer *pr, const struct ike_item *item,
                       const char *name)
{
    static const struct code_name types[] = {
        {1, "ipv4"}, {2, "fqdn"}, {3, "rfc822"}, {5, "ipv6"},
        {9, "dn"},   {10, "gn"},  {11, "keyid"},
    };

    if (!printer_has(pr, item->off, 8))
        return put_cut_short(pr, item->type);
    const uint8_t type = printer_u8(pr, item->off + 4);
    const char *word = CODE_NAME(types, type, NULL);

    put_opaque(pr, item, name);
    if (word == NULL)
        return ike_item_end(item);
    text_printf(pr->out, " %s:", word);
    if (item->len < 8)
        return put_cut_short(pr, item->type);
    const uint32_t n = item->len - 8;
    if (type == 2 || type == 3)
        put_dotted(pr, item->off + 8, n);
    else
        ike_put_raw(pr, item->off + 8, n);
    return ike_item_end(item);
}

/* "data=(0102...)", or with -vv all under another name. */
static void put_data(struct printer *pr, const struct ike_item *item,
                     uint32_t skip, const char *name)
{
    text_char(pr->out, ' ');
    if (pr->style->verbose > 1) {
        text_printf(pr->out, "%s=(", name);
        ike_put_raw(pr, item->off + skip, item->len - skip);
        TEXT_LIT(pr->out, ") ");
    } else {
        ike_put_short(pr, item->off + skip);
    }
}

static uint32_t put_auth(struct printer *pr, const struct ike_item *item)
{
    static const struct code_name methods[] = {
        {0, "invalid"}, {1, "rsasig"}, {2, "shared-secret"}, {3, "dsssig"}};

    if (!printer_has(pr, item->off, 8))
        return put_cut_short(pr, item->type);
    put_name(pr, "v2auth", item);
    text_printf(pr->out, " len=%u method=", item->len - IKE_HEADER);
    CODE_PUT(pr->out, methods, printer_u8(pr, item->off + 4), "#%u");
    if (item->len < 8 && pr->style->verbose > 1) {
        TEXT_LIT(pr->out, " authdata=(");
        return put_cut_short(pr, item->type);
    }
    put_data(pr, item, 8, "authdata");
    return ike_item_end(item);
}

static uint32_t put_nonce(struct printer *pr, const struct ike_item *item)
{
    put_name(pr, "nonce", item);
    text_printf(pr->out, " len=%u", item->len - IKE_HEADER);
    put_data(pr, item, IKE_HEADER, "nonce");
    return ike_item_end(item);
}

enum { NOTIFY_STATUS = 16384, NOTIFY_COOKIE = 16390 };

static const char *notify_name(uint16_t type)
{
    static const struct code_name names[] = {
        {1, "unsupported_critical_payload"},
        {4, "invalid_ike_spi"},
        {5, "invalid_major_version"},
        {7, "invalid_syntax"},
        {9, "invalid_message_id"},
        {11, "invalid_spi"},
        {14, "no_protocol_chosen"},
        {17, "invalid_ke_payload"},
        {24, "authentication_failed"},
        {34, "single_pair_required"},
        {35, "no_additional_sas"},
        {36, "internal_address_failure"},
        {37, "failed:cp_required"},
        {39, "invalid_selectors"},
        {16384, "initial_contact"},
        {16385, "set_window_size"},
        {16386, "additional_ts_possible"},
        {16387, "ipcomp_supported"},
        {16388, "nat_detection_source_ip"},
        {16389, "nat_detection_destination_ip"},
        {16390, "cookie"},
        {16391, "use_transport_mode"},
        {16392, "http_cert_lookup_supported"},
        {16393, "rekey_sa"},
        {16394, "tfc_padding_not_supported"},
        {16395, "non_first_fragment_also"},
    };
    const char *name = CODE_NAME(names, type, NULL);

    if (name != NULL)
        return name;
    if (type < NOTIFY_STATUS)
        return type < 8192 ? "error" : "private-error";
    return type < 40960 ? "status" : "private-status";
}

/* Those about no other SA: the oracle shows no SPI, even if one is there. */
static bool has_no_spi(uint16_t type)
{
    static const uint16_t types[] = {1,     5,     35,    36,    37,
                                     39,    16384, 16385, 16386, 16387,
                                     16391, 16392, 16394, 16395};

    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (types[i] == type)
            return true;
    return false;
}

/* As ike_put_short(), but without dots where nothing is left out. */
static void put_cookie(struct printer *pr, uint32_t off)
{
    enum { HEAD = 10, TAIL = 20 };
    const uint32_t n = off < pr->cap ? pr->cap - off : 0;

    if (n < HEAD + TAIL) {
        ike_put_raw(pr, off, n);
        return;
    }
    ike_put_raw(pr, off, HEAD);
    TEXT_LIT(pr->out, "...");
    ike_put_raw(pr, off + n - TAIL, TAIL);
}

static uint32_t put_notify(struct printer *pr, const struct ike_item *item)
{
    uint32_t skip = 8;

    if (!printer_has(pr, item->off, 8))
        return put_cut_short(pr, IKE_NOTIFY);
    const uint8_t spi_len = printer_u8(pr, item->off + 5);
    const uint16_t type = printer_u16(pr, item->off + 6);
    put_name(pr, "n", item);
    TEXT_LIT(pr->out, " prot_id=");
    ike_put_protocol(pr->out, printer_u8(pr, item->off + 4));
    text_printf(pr->out, " type=%u(%s)", type, notify_name(type));
    if (has_no_spi(type))
        return ike_item_end(item);
    if (spi_len > 0) {
        TEXT_LIT(pr->out, " spi=");
        if (!printer_has(pr, item->off + 8, spi_len))
            return put_cut_short(pr, IKE_NOTIFY);
        ike_put_raw(pr, item->off + 8, spi_len);
        skip += spi_len;
    }
    if (type == NOTIFY_COOKIE && item->off + skip < pr->cap) {
        TEXT_LIT(pr->out, " data=(");
        put_cookie(pr, item->off + skip);
        text_char(pr->out, ')');
    }
    return ike_item_end(item);
}

static uint32_t put_vendor(struct printer *pr, const struct ike_item *item)
{
    const uint32_t n = item->len - IKE_HEADER;

    put_name(pr, "v2vid", item);
    text_printf(pr->out, " len=%u vid=", n);
    put_dotted(pr, item->off + IKE_HEADER, n);
    if (pr->style->verbose > 2 && n > 4)
        ike_put_body(pr, item, IKE_HEADER);
    return ike_item_end(item);
}

/* Nothing behind it is looked at: by the rules it is the last payload. */
static uint32_t put_encrypted(struct printer *pr, const struct ike_item *item)
{
    const uint32_t n = item->len - IKE_HEADER;

    put_name(pr, "v2e", item);
    text_printf(pr->out, " len=%u", n);
    if (pr->style->verbose > 2 && n > 4)
        ike_put_body(pr, item, IKE_HEADER);
    return IKE_STOP;
}

uint32_t ike2_put(struct printer *pr, const struct ike_item *item,
                  unsigned depth)
{
    switch (item->type) {
    case IKE2_SA:
        return put_sa(pr, item, depth);
    case IKE2_KE:
        return put_key(pr, item);
    case IKE2_ID_I:
        return put_id(pr, item, "v2IDi");
    case IKE2_ID_R:
        return put_id(pr, item, "v2IDr");
    case IKE2_CERT:
        return put_opaque(pr, item, "v2cert");
    case IKE2_CERT_REQUEST:
        return put_opaque(pr, item, "v2cr");
    case IKE2_AUTH:
        return put_auth(pr, item);
    case IKE2_NONCE:
        return put_nonce(pr, item);
    case IKE2_NOTIFY:
        return put_notify(pr, item);
    case IKE2_DELETE:
        return put_opaque(pr, item, "v2d");
    case IKE2_VENDOR:
        return put_vendor(pr, item);
    case IKE2_TS_I:
        return put_opaque(pr, item, "v2TSi");
    case IKE2_TS_R:
        return put_opaque(pr, item, "v2TSr");
    case IKE2_ENCRYPTED:
        return put_encrypted(pr, item);
    case IKE2_CONFIG:
        return put_opaque(pr, item, "v2cp");
    default:
        return put_opaque(pr, item, "v2eap");
    }
}
