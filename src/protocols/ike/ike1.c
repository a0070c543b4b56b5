/*
 * ike1.c - the payloads of IKE version 1 (RFC 2408 section 3, RFC 2407
 * section 4.6).
 */
#include "codes.h"
#include "ike.h"

enum { DOI_IPSEC = 1, SITUATION_IDENTITY = 1 };

/* The payload is shorter than its fixed part, or the capture is. */
static uint32_t put_short_mark(struct printer *pr, const char *label)
{
    text_printf(pr->out, " [|%s]", label);
    return IKE_STOP;
}

static uint32_t put_sa(struct printer *pr, const struct ike_item *item,
                       struct ike_place place, ike_list_fn *list)
{
    static const struct code_name situations[] = {
        {1, "identity"}, {2, "secrecy"}, {4, "integrity"}};
    uint32_t off = item->off + 12;

    TEXT_LIT(pr->out, "sa:");
    if (!printer_has(pr, item->off, 12))
        return put_short_mark(pr, "sa");
    const uint32_t doi = printer_u32(pr, item->off + 4);
    const uint32_t situation = printer_u32(pr, item->off + 8);
    if (doi != DOI_IPSEC) {
        text_printf(pr->out, " doi=%u situation=%u", doi, situation);
        return off;
    }
    TEXT_LIT(pr->out, " doi=ipsec situation=");
    CODE_PUT_BITS(pr->out, situations, situation, "+");
    if (situation != SITUATION_IDENTITY) {
        /* where the label should be, the oracle looks at the DOI */
        text_printf(pr->out, " ident=%u", doi);
        off += 4;
    }
    if (!printer_has(pr, off, IKE_HEADER))
        return put_short_mark(pr, "sa");
    place.depth++;
    return list(pr, place, IKE_PROPOSAL, off);
}

static uint32_t put_proposal(struct printer *pr, const struct ike_item *item,
                             struct ike_place place, ike_list_fn *list)
{
    TEXT_LIT(pr->out, "p:");
    if (!printer_has(pr, item->off, 8))
        return put_short_mark(pr, "p");
    const uint8_t spi_len = printer_u8(pr, item->off + 6);

    place.depth++;
    place.protocol = printer_u8(pr, item->off + 5);
    text_printf(pr->out, " #%u protoid=", printer_u8(pr, item->off + 4));
    ike_put_protocol(pr->out, place.protocol);
    text_printf(pr->out, " transform=%u", printer_u8(pr, item->off + 7));
    if (spi_len > 0) {
        TEXT_LIT(pr->out, " spi=");
        if (!printer_has(pr, item->off + 8, spi_len))
            return put_short_mark(pr, "p");
        ike_put_raw(pr, item->off + 8, spi_len);
    }
    if (!printer_has(pr, item->off + 8 + spi_len, IKE_HEADER))
        return put_short_mark(pr, "p");
    return list(pr, place, IKE_TRANSFORM, item->off + 8 + spi_len);
}

static void put_transform_id(struct text *out, uint8_t protocol, uint8_t id)
{
    static const struct code_name isakmp[] = {{1, "ike"}};
    static const struct code_name ah[] = {
        {1, "(reserved)"}, {2, "md5"},      {3, "sha"},      {4, "1des"},
        {5, "sha2-256"},   {6, "sha2-384"}, {7, "sha2-512"},
    };
    static const struct code_name ipcomp[] = {
        {1, "oui"}, {2, "deflate"}, {3, "lzs"}};

    switch (protocol) {
    case IKE_PROTO_ISAKMP:
        CODE_PUT(out, isakmp, id, "#%u");
        break;
    case IKE_PROTO_AH:
        CODE_PUT(out, ah, id, "#%u");
        break;
    case IKE_PROTO_ESP:
        ike_put_esp(out, id);
        break;
    case IKE_PROTO_IPCOMP:
        CODE_PUT(out, ipcomp, id, "#%u");
        break;
    default:
        text_u32(out, id);
        break;
    }
}

static uint32_t put_transform(struct printer *pr, const struct ike_item *item,
                              uint8_t protocol)
{
    TEXT_LIT(pr->out, "t:");
    if (!printer_has(pr, item->off, 8))
        return put_short_mark(pr, "t");
    text_printf(pr->out, " #%u id=", printer_u8(pr, item->off + 4));
    put_transform_id(pr->out, protocol, printer_u8(pr, item->off + 5));
    text_char(pr->out, ' ');
    return ike_put_attributes(pr, ike_attributes_of(protocol), item->off + 8,
                              ike_item_end(item));
}

/* A name, the length of the data and, with -vvv, the data. */
static uint32_t put_opaque(struct printer *pr, const struct ike_item *item,
                           const char *name)
{
    text_printf(pr->out, "%s len=%u", name, item->len - IKE_HEADER);
    if (pr->style->verbose > 2)
        ike_put_body(pr, item, IKE_HEADER);
    return ike_item_end(item);
}

static uint32_t put_nonce(struct printer *pr, const struct ike_item *item)
{
    const uint32_t n = item->len - IKE_HEADER;

    text_printf(pr->out, "nonce: n len=%u", n);
    if (pr->style->verbose > 2) {
        ike_put_body(pr, item, IKE_HEADER);
    } else if (pr->style->verbose > 1) {
        TEXT_LIT(pr->out, "  ");
        ike_put_short(pr, item->off + IKE_HEADER);
    }
    return ike_item_end(item);
}

enum id_type {
    ID_IP4 = 1,
    ID_FQDN = 2,
    ID_USER_FQDN = 3,
    ID_IP4_NET = 4,
    ID_IP6 = 5,
    ID_IP6_NET = 6,
    ID_IP4_RANGE = 7,
    ID_IP6_RANGE = 8,
};

/* The bytes an identity of this type has at least. */
static uint32_t id_least(uint8_t type)
{
    switch (type) {
    case ID_IP4:
        return 4;
    case ID_IP4_NET:
    case ID_IP4_RANGE:
        return 8;
    case ID_IP6:
        return 16;
    case ID_IP6_NET:
    case ID_IP6_RANGE:
        return 32;
    default:
        return 0;
    }
}

static void put_identity(struct printer *pr, uint8_t type, uint32_t off,
                         uint32_t n)
{
    text_char(pr->out, ' ');
    switch (type) {
    case ID_IP4:
        printer_addr4(pr, off);
        break;
    case ID_FQDN:
    case ID_USER_FQDN:
        printer_visible(pr, off, n);
        break;
    case ID_IP4_NET:
        printer_addr4(pr, off);
        text_printf(pr->out, "/%u.%u.%u.%u", printer_u8(pr, off + 4),
                    printer_u8(pr, off + 5), printer_u8(pr, off + 6),
                    printer_u8(pr, off + 7));
        break;
    case ID_IP4_RANGE:
        printer_addr4(pr, off);
        printer_text_addr4(pr, "-", off + 4);
        break;
    case ID_IP6:
        printer_addr6(pr, off);
        break;
    case ID_IP6_NET:
        printer_addr6(pr, off);
        TEXT_LIT(pr->out, "/0x");
        ike_put_raw(pr, off + 16, 16);
        break;
    case ID_IP6_RANGE:
        printer_addr6(pr, off);
        printer_text_addr6(pr, "-", off + 16);
        break;
    default:
        break;
    }
}

/* RFC 2407 section 4.6.2 */
static uint32_t put_id(struct printer *pr, const struct ike_item *item)
{
    enum { FIXED = 8 };
    static const struct code_name types[] = {
        {1, "IPv4"},    {2, "FQDN"},     {3, "user FQDN"}, {4, "IPv4net"},
        {5, "IPv6"},    {6, "IPv6net"},  {7, "IPv4range"}, {8, "IPv6range"},
        {9, "ASN1 DN"}, {10, "ASN1 GN"}, {11, "keyid"},
    };

    TEXT_LIT(pr->out, "id:");
    if (!printer_has(pr, item->off, FIXED))
        return put_short_mark(pr, "id");
    const uint8_t type = printer_u8(pr, item->off + 4);
    TEXT_LIT(pr->out, " idtype=");
    CODE_PUT(pr->out, types, type, "#%u");
    TEXT_LIT(pr->out, " protoid=");
    pr->host->ip_proto(pr->host->ctx, pr->out, printer_u8(pr, item->off + 5));
    text_printf(pr->out, " port=%u", printer_u16(pr, item->off + 6));
    if (item->len <= FIXED)
        return ike_item_end(item);
    const uint32_t n = item->len - FIXED;
    text_printf(pr->out, " len=%u", n);
    if (n < id_least(type))
        text_printf(pr->out, " [bad: < %u]", id_least(type));
    else if (type <= ID_IP6_RANGE && type > 0)
        put_identity(pr, type, item->off + FIXED, n);
    else if (pr->style->verbose > 2)
        ike_put_body(pr, item, FIXED);
    return ike_item_end(item);
}

static uint32_t put_certificate(struct printer *pr, const struct ike_item *item,
                                const char *label)
{
    static const struct code_name types[] = {
        {0, "none"},     {1, "pkcs7"},  {2, "pgp"},       {3, "dns"},
        {4, "x509sign"}, {5, "x509ke"}, {6, "kerberos"},  {7, "crl"},
        {8, "arl"},      {9, "spki"},   {10, "x509attr"},
    };

    text_printf(pr->out, "%s:", label);
    if (!printer_has(pr, item->off, 6)) /* one more than it needs */
        return put_short_mark(pr, label);
    text_printf(pr->out, " len=%u type=", item->len - IKE_HEADER);
    CODE_PUT(pr->out, types, printer_u8(pr, item->off + 4), "#%u");
    if (pr->style->verbose > 2)
        ike_put_body(pr, item, IKE_HEADER);
    return ike_item_end(item);
}

enum {
    NOTIFY_IPSEC = 24576,
    RESPONDER_LIFETIME = NOTIFY_IPSEC,
    REPLAY_STATUS = NOTIFY_IPSEC + 1,
};

static void put_notify_type(struct text *out, bool ipsec, uint16_t type)
{
    static const struct code_name errors[] = {
        {1, "INVALID-PAYLOAD-TYPE"},
        {2, "DOI-NOT-SUPPORTED"},
        {3, "SITUATION-NOT-SUPPORTED"},
        {4, "INVALID-COOKIE"},
        {5, "INVALID-MAJOR-VERSION"},
        {6, "INVALID-MINOR-VERSION"},
        {7, "INVALID-EXCHANGE-TYPE"},
        {8, "INVALID-FLAGS"},
        {9, "INVALID-MESSAGE-ID"},
        {10, "INVALID-PROTOCOL-ID"},
        {11, "INVALID-SPI"},
        {12, "INVALID-TRANSFORM-ID"},
        {13, "ATTRIBUTES-NOT-SUPPORTED"},
        {14, "NO-PROPOSAL-CHOSEN"},
        {15, "BAD-PROPOSAL-SYNTAX"},
        {16, "PAYLOAD-MALFORMED"},
        {17, "INVALID-KEY-INFORMATION"},
        {18, "INVALID-ID-INFORMATION"},
        {19, "INVALID-CERT-ENCODING"},
        {20, "INVALID-CERTIFICATE"},
        {21, "CERT-TYPE-UNSUPPORTED"},
        {22, "INVALID-CERT-AUTHORITY"},
        {23, "INVALID-HASH-INFORMATION"},
        {24, "AUTHENTICATION-FAILED"},
        {25, "INVALID-SIGNATURE"},
        {26, "ADDRESS-NOTIFICATION"},
        {27, "NOTIFY-SA-LIFETIME"},
        {28, "CERTIFICATE-UNAVAILABLE"},
        {29, "UNSUPPORTED-EXCHANGE-TYPE"},
        {30, "UNEQUAL-PAYLOAD-LENGTHS"},
    };
    static const struct code_name doi_errors[] = {{0, "RESERVED"}};
    static const struct code_name status[] = {{0, "CONNECTED"}};
    static const struct code_name doi_status[] = {{0, "RESPONDER-LIFETIME"},
                                                  {1, "REPLAY-STATUS"},
                                                  {2, "INITIAL-CONTACT"}};

    if (type < 8192)
        CODE_PUT(out, errors, type, "#%u");
    else if (ipsec && type < 16384)
        CODE_PUT(out, doi_errors, type - 8192U, "#%u");
    else if (type >= 16384 && type < NOTIFY_IPSEC)
        CODE_PUT(out, status, type - 16384U, "#%u");
    else if (ipsec && type >= NOTIFY_IPSEC && type < 32768)
        CODE_PUT(out, doi_status, type - (uint32_t)NOTIFY_IPSEC, "#%u");
    else
        text_printf(out, "#%u", type);
}

/* What an IPsec notification carries behind its SPI. */
static void put_notify_data(struct printer *pr, uint16_t type, uint32_t off,
                            uint32_t end)
{
    text_char(pr->out, ' ');
    switch (type) {
    case RESPONDER_LIFETIME:
        TEXT_LIT(pr->out, "attrs=(");
        ike_put_attributes(pr, ike_phase1_attributes, off, end);
        text_char(pr->out, ')');
        break;
    case REPLAY_STATUS:
        TEXT_LIT(pr->out, "status=(");
        text_printf(pr->out, "replay detection %sabled",
                    printer_u32(pr, off) != 0 ? "en" : "dis");
        text_char(pr->out, ')');
        break;
    default:
        ike_put_short(pr, off);
        break;
    }
}

/* " doi=ipsec proto=isakmp"; true when the domain is IPsec's. */
static bool put_domain(struct printer *pr, uint32_t off)
{
    const bool ipsec = printer_u32(pr, off) == DOI_IPSEC;

    if (ipsec) {
        TEXT_LIT(pr->out, " doi=ipsec proto=");
        ike_put_protocol(pr->out, printer_u8(pr, off + 4));
    } else {
        text_printf(pr->out, " doi=%u proto=%u", printer_u32(pr, off),
                    printer_u8(pr, off + 4));
    }
    return ipsec;
}

static uint32_t put_notify(struct printer *pr, const struct ike_item *item)
{
    uint32_t off = item->off + 12;

    TEXT_LIT(pr->out, "n:");
    if (!printer_has(pr, item->off, 12))
        return put_short_mark(pr, "n");
    const bool ipsec = put_domain(pr, item->off + 4);
    const uint8_t spi_len = printer_u8(pr, item->off + 9);
    const uint16_t type = printer_u16(pr, item->off + 10);
    TEXT_LIT(pr->out, " type=");
    put_notify_type(pr->out, ipsec, type);
    if (spi_len > 0) {
        TEXT_LIT(pr->out, " spi=");
        if (!printer_has(pr, off, spi_len))
            return put_short_mark(pr, "n");
        ike_put_raw(pr, off, spi_len);
        off += spi_len;
    }
    if (!ipsec)
        return off;
    if (off < pr->cap)
        put_notify_data(pr, type, off, ike_item_end(item));
    return ike_item_end(item);
}

static uint32_t put_delete(struct printer *pr, const struct ike_item *item)
{
    uint32_t off = item->off + 12;

    TEXT_LIT(pr->out, "d:");
    if (!printer_has(pr, item->off, 12))
        return put_short_mark(pr, "d");
    put_domain(pr, item->off + 4);
    const uint8_t spi_len = printer_u8(pr, item->off + 9);
    const uint16_t spis = printer_u16(pr, item->off + 10);
    text_printf(pr->out, " spilen=%u nspi=%u spi=", spi_len, spis);
    for (uint32_t i = 0; i < spis && printer_ok(pr); i++) {
        if (i > 0)
            text_char(pr->out, ',');
        if (!printer_has(pr, off, spi_len))
            return put_short_mark(pr, "d");
        ike_put_raw(pr, off, spi_len);
        off += spi_len;
    }
    return off;
}

uint32_t ike1_put(struct printer *pr, const struct ike_item *item,
                  struct ike_place place, ike_list_fn *list)
{
    switch (item->type) {
    case IKE_SA:
        return put_sa(pr, item, place, list);
    case IKE_PROPOSAL:
        return put_proposal(pr, item, place, list);
    case IKE_TRANSFORM:
        return put_transform(pr, item, place.protocol);
    case IKE_KE:
        return put_opaque(pr, item, "ke: key");
    case IKE_ID:
        return put_id(pr, item);
    case IKE_CERT:
        return put_certificate(pr, item, "cert");
    case IKE_CERT_REQUEST:
        return put_certificate(pr, item, "cr");
    case IKE_HASH:
        return put_opaque(pr, item, "hash:");
    case IKE_SIGNATURE:
        return put_opaque(pr, item, "sig:");
    case IKE_NONCE:
        return put_nonce(pr, item);
    case IKE_NOTIFY:
        return put_notify(pr, item);
    case IKE_DELETE:
        return put_delete(pr, item);
    case IKE_VENDOR:
        return put_opaque(pr, item, "vid:");
    default:
        ike_put_type(pr->out, item->type);
        return ike_item_end(item);
    }
}
