/*
 * dns_rr.c - resource records: type and class names, and the data of the
 * types that are shown with it.
 */
#include "codes.h"
#include "dns.h"

static const struct code_name types[] = {
    {1, "A"},         {2, "NS"},        {3, "MD"},        {4, "MF"},
    {5, "CNAME"},     {6, "SOA"},       {7, "MB"},        {8, "MG"},
    {9, "MR"},        {10, "NULL"},     {11, "WKS"},      {12, "PTR"},
    {13, "HINFO"},    {14, "MINFO"},    {15, "MX"},       {16, "TXT"},
    {17, "RP"},       {18, "AFSDB"},    {19, "X25"},      {20, "ISDN"},
    {21, "RT"},       {22, "NSAP"},     {23, "NSAP_PTR"}, {24, "SIG"},
    {25, "KEY"},      {26, "PX"},       {27, "GPOS"},     {28, "AAAA"},
    {29, "LOC"},      {30, "NXT"},      {31, "EID"},      {32, "NIMLOC"},
    {33, "SRV"},      {34, "ATMA"},     {35, "NAPTR"},    {36, "KX"},
    {37, "CERT"},     {38, "A6"},       {39, "DNAME"},    {40, "SINK"},
    {41, "OPT"},      {42, "APL"},      {43, "DS"},       {44, "SSHFP"},
    {45, "IPSECKEY"}, {46, "RRSIG"},    {47, "NSEC"},     {48, "DNSKEY"},
    {99, "SPF"},      {100, "UINFO"},   {101, "UID"},     {102, "GID"},
    {103, "UNSPEC"},  {104, "UNSPECA"}, {249, "TKEY"},    {250, "TSIG"},
    {251, "IXFR"},    {252, "AXFR"},    {253, "MAILB"},   {254, "MAILA"},
    {255, "ANY"},     {256, "URI"},
};

void dns_put_type(struct text *out, uint16_t type)
{
    text_char(out, ' ');
    CODE_PUT(out, types, type, "Type%u");
}

void dns_put_class(struct text *out, uint16_t class, const char *other)
{
    enum { INTERNET = 1 };
    static const struct code_name names[] = {
        {3, " CHAOS"},
        {4, " HS"},
        {255, " ANY"},
    };

    if (class != INTERNET)
        CODE_PUT(out, names, class, other);
}

/*
 * The data may read on behind its announced length, as the oracle does.
 * Addresses in it stay numbers, with or without -n.
 */
static bool put_a(struct dns *d, const struct dns_rr *rr)
{
    if (!dns_has(&d->msg, rr->off, 4))
        return false;
    text_char(d->msg.out, ' ');
    text_ip4(d->msg.out, d->msg.p + rr->off);
    return true;
}

static bool put_aaaa(struct dns *d, const struct dns_rr *rr)
{
    if (!dns_has(&d->msg, rr->off, 16))
        return false;
    text_char(d->msg.out, ' ');
    text_ip6(d->msg.out, d->msg.p + rr->off);
    return true;
}

static bool put_name_at(struct dns *d, uint32_t *off)
{
    text_char(d->msg.out, ' ');
    return dns_put_name(&d->msg, off);
}

static bool put_name(struct dns *d, const struct dns_rr *rr)
{
    uint32_t off = rr->off;
    return put_name_at(d, &off);
}

static bool put_soa(struct dns *d, const struct dns_rr *rr)
{
    uint32_t off = rr->off;

    if (d->msg.pr->style->verbose == 0)
        return true;
    if (!put_name_at(d, &off)) /* the server */
        return false;
    if (!put_name_at(d, &off)) /* the mailbox */
        return false;
    if (!dns_has(&d->msg, off, 20))
        return false;
    for (uint32_t i = 0; i < 20; i += 4) {
        text_char(d->msg.out, ' ');
        text_u32(d->msg.out, load_be32(d->msg.p + off + i));
    }
    return true;
}

static bool put_mx(struct dns *d, const struct dns_rr *rr)
{
    uint32_t off = rr->off + 2;

    if (!put_name_at(d, &off) || !dns_has(&d->msg, rr->off, 2))
        return false;
    text_char(d->msg.out, ' ');
    text_u32(d->msg.out, load_be16(d->msg.p + rr->off));
    return true;
}

static bool put_txt(struct dns *d, const struct dns_rr *rr)
{
    const uint32_t end = rr->off + rr->len;
    uint32_t off = rr->off;

    while (off < end && dns_has(&d->msg, off, 1)) {
        const uint8_t n = d->msg.p[off];
        TEXT_LIT(d->msg.out, " \"");
        if (!dns_put_visible(&d->msg, off + 1, n))
            return false;
        text_char(d->msg.out, '"');
        off += 1 + (uint32_t)n;
    }
    return true;
}

static bool put_srv(struct dns *d, const struct dns_rr *rr)
{
    uint32_t off = rr->off + 6;

    if (!put_name_at(d, &off) || !dns_has(&d->msg, rr->off, 6))
        return false;
    const uint8_t *p = d->msg.p + rr->off;
    text_printf(d->msg.out, ":%u %u %u", load_be16(p + 4), load_be16(p),
                load_be16(p + 2));
    return true;
}

/* For the few reads that end the decoding of the packet when they fail. */
static bool need(struct dns *d, uint32_t off, uint32_t n)
{
    if (dns_has(&d->msg, off, n))
        return true;
    printer_cut(d->msg.pr);
    return false;
}

/* RFC 2874 section 3.1: the low bits of an address, and who has the rest. */
static bool put_a6(struct dns *d, const struct dns_rr *rr)
{
    struct text *out = d->msg.out;
    uint8_t addr[16] = {0};
    uint32_t off = rr->off + 1;

    if (!need(d, rr->off, 1))
        return false;
    const uint8_t prefix = d->msg.p[rr->off];
    if (prefix > 128) {
        text_printf(out, " %u(bad plen)", prefix);
        return true;
    }
    if (prefix < 128) {
        const uint32_t n = 16 - prefix / 8U;
        if (!need(d, off, n))
            return false;
        memcpy(addr + prefix / 8, d->msg.p + off, n);
        off += n;
        text_printf(out, " %u ", prefix);
        text_ip6(out, addr);
    }
    return prefix == 0 || put_name_at(d, &off);
}

static bool put_opt(struct dns *d, const struct dns_rr *rr)
{
    struct text *out = d->msg.out;

    text_printf(out, " UDPsize=%u", rr->class);
    if ((rr->ttl & 0x8000) != 0) /* RFC 3225 section 3 */
        TEXT_LIT(out, " DO");
    return rr->len == 0 || dns_put_options(d, rr->off, rr->len);
}

static bool put_unspeca(struct dns *d, const struct dns_rr *rr)
{
    return dns_put_visible(&d->msg, rr->off, rr->len);
}

/* RFC 8945 section 4.2, without the time signed and the MAC. */
static bool put_tsig(struct dns *d, const struct dns_rr *rr)
{
    struct text *out = d->msg.out;
    uint32_t off = rr->off;

    if (d->msg.pr->style->verbose == 0)
        return true;
    if (!put_name_at(d, &off))
        return false;
    off += 6;
    if (!dns_has(&d->msg, off, 2))
        return false;
    text_printf(out, " fudge=%u", load_be16(d->msg.p + off));
    off += 2;
    if (!dns_has(&d->msg, off, 2))
        return false;
    const uint16_t mac_len = load_be16(d->msg.p + off);
    text_printf(out, " maclen=%u", mac_len);
    off += 2 + (uint32_t)mac_len;
    static const char *const rest[] = {" origid=", " error=", " otherlen="};
    for (size_t i = 0; i < COUNT_OF(rest); i++, off += 2) {
        if (!dns_has(&d->msg, off, 2))
            return false;
        text_str(out, rest[i]);
        text_u32(out, load_be16(d->msg.p + off));
    }
    return true;
}

/* RFC 7553 section 4.5. */
static bool put_uri(struct dns *d, const struct dns_rr *rr)
{
    if (!need(d, rr->off, 4))
        return false;
    const uint8_t *p = d->msg.p + rr->off;
    text_printf(d->msg.out, " %u %u ", load_be16(p), load_be16(p + 2));
    return dns_put_visible(&d->msg, rr->off + 4, rr->len - 4);
}

static const struct {
    uint16_t type;
    bool (*put)(struct dns *d, const struct dns_rr *rr);
} rdata_rows[] = {
    {DNS_TYPE_A, put_a},
    {DNS_TYPE_AAAA, put_aaaa},
    {DNS_TYPE_NS, put_name},
    {DNS_TYPE_CNAME, put_name},
    {DNS_TYPE_PTR, put_name},
    {DNS_TYPE_DNAME, put_name},
    {DNS_TYPE_SOA, put_soa},
    {DNS_TYPE_MX, put_mx},
    {DNS_TYPE_TXT, put_txt},
    {DNS_TYPE_SRV, put_srv},
    {DNS_TYPE_A6, put_a6},
    {DNS_TYPE_OPT, put_opt},
    {DNS_TYPE_UNSPECA, put_unspeca},
    {DNS_TYPE_TSIG, put_tsig},
    {DNS_TYPE_URI, put_uri},
};

bool dns_put_rdata(struct dns *d, const struct dns_rr *rr)
{
    for (size_t i = 0; i < COUNT_OF(rdata_rows); i++) {
        if (rdata_rows[i].type == rr->type)
            return rdata_rows[i].put(d, rr);
    }
    return true;
}
