/*
 * dns_opt.c - the options of EDNS (RFC 6891).
 */
#include "codes.h"
#include "dns.h"
#include "span.h"

static uint8_t at8(const struct dns *d, struct span o, uint32_t i)
{
    return d->msg.p[o.off + i];
}

static void put_invalid(struct dns *d)
{
    TEXT_LIT(d->msg.out, " (invalid)");
}

static void put_hex(struct dns *d, struct span o)
{
    text_hex_bytes(d->msg.out, d->msg.p + o.off, o.len);
}

static void put_numbers(struct dns *d, struct span o,
                        const struct code_name *names, size_t rows)
{
    for (uint32_t i = 0; i < o.len; i++) {
        if (i > 0)
            text_char(d->msg.out, ' ');
        code_put(d->msg.out, names, rows, at8(d, o, i), "Alg_%u");
    }
}

/* RFC 6975: what the client understands of DNSSEC. */
static void put_dau(struct dns *d, struct span o)
{
    static const struct code_name names[] = {
        {0, "DELETE"},
        {1, "RSAMD5"},
        {2, "DH"},
        {3, "DS"},
        {5, "RSASHA1"},
        {6, "DSA-NSEC3-SHA1"},
        {7, "RSASHA1-NSEC3-SHA1"},
        {8, "RSASHA256"},
        {10, "RSASHA512"},
        {12, "ECC-GOST"},
        {13, "ECDSAP256SHA256"},
        {14, "ECDSAP384SHA384"},
        {15, "ED25519"},
        {16, "ED448"},
        {252, "INDIRECT"},
        {253, "PRIVATEDNS"},
        {254, "PRIVATEOID"},
    };
    put_numbers(d, o, names, COUNT_OF(names));
}

static void put_dhu(struct dns *d, struct span o)
{
    static const struct code_name names[] = {
        {1, "SHA-1"},
        {2, "SHA-256"},
        {3, "GOST_R_34.11-94"},
        {4, "SHA-384"},
    };
    put_numbers(d, o, names, COUNT_OF(names));
}

static void put_n3u(struct dns *d, struct span o)
{
    static const struct code_name names[] = {
        {1, "SHA-1"},
    };
    put_numbers(d, o, names, COUNT_OF(names));
}

/* RFC 7871 section 6: family, source and scope prefix, leading bytes. */
static void put_ecs(struct dns *d, struct span o)
{
    uint8_t addr[16] = {0};

    if (o.len < 4) {
        put_invalid(d);
        return;
    }
    const unsigned family = load_be16(d->msg.p + o.off);
    const unsigned source = at8(d, o, 2), scope = at8(d, o, 3);
    const uint32_t size = family == 1 ? 4 : 16, n = o.len - 4;
    if ((family != 1 && family != 2) || n > size || source > 8 * size ||
        scope > 8 * size || (source + 7) / 8 != n) {
        put_invalid(d);
        return;
    }
    memcpy(addr, d->msg.p + o.off + 4, n);
    if (family == 1)
        text_ip4(d->msg.out, addr);
    else
        text_ip6(d->msg.out, addr);
    text_printf(d->msg.out, "/%u/%u", source, scope);
}

/* RFC 7314 section 3. */
static void put_expire(struct dns *d, struct span o)
{
    if (o.len == 4)
        text_printf(d->msg.out, "%u sec", load_be32(d->msg.p + o.off));
    else
        put_invalid(d);
}

/* RFC 7873 section 4: the client's, and the server's behind it. */
static void put_cookie(struct dns *d, struct span o)
{
    if (o.len != 8 && (o.len < 16 || o.len > 40)) {
        put_invalid(d);
        return;
    }
    put_hex(d, (struct span){o.off, 8});
    if (o.len > 8) {
        text_char(d->msg.out, ' ');
        put_hex(d, (struct span){o.off + 8, o.len - 8});
    }
}

/* RFC 7828 section 3.1: tenths of a second. */
static void put_keepalive(struct dns *d, struct span o)
{
    if (o.len != 2) {
        put_invalid(d);
        return;
    }
    const unsigned tenths = load_be16(d->msg.p + o.off);
    text_printf(d->msg.out, "%u.%u sec", tenths / 10, tenths % 10);
}

static void put_padding(struct dns *d, struct span o)
{
    text_printf(d->msg.out, "(%u)", o.len);
}

/*
 * RFC 7901 section 4: a name. It should have no pointers; of those it has,
 * the oracle counts from the end of the option, and a bad one ends nothing.
 */
static void put_chain(struct dns *d, struct span o)
{
    uint32_t off = o.off;
    (void)dns_put_name_from(&d->msg, &off, o.off + o.len);
}

/* RFC 8145 section 4.1. */
static void put_key_tag(struct dns *d, struct span o)
{
    if (o.len % 2 != 0) {
        put_invalid(d);
        return;
    }
    for (uint32_t i = 0; i < o.len; i += 2) {
        if (i > 0)
            text_char(d->msg.out, ' ');
        text_u32(d->msg.out, load_be16(d->msg.p + o.off + i));
    }
}

struct row {
    uint16_t code;
    const char *name;
    void (*put)(struct dns *d, struct span o);
};

static const struct row rows[] = {
    {1, "LLQ", put_hex},          {2, "UL", put_hex},
    {3, "NSID", put_hex},         {5, "DAU", put_dau},
    {6, "DHU", put_dhu},          {7, "N3U", put_n3u},
    {8, "ECS", put_ecs},          {9, "EXPIRE", put_expire},
    {10, "COOKIE", put_cookie},   {11, "KEEPALIVE", put_keepalive},
    {12, "PADDING", put_padding}, {13, "CHAIN", put_chain},
    {14, "KEY-TAG", put_key_tag}, {16, "CLIENT-TAG", put_hex},
    {17, "SERVER-TAG", put_hex},
};

static const struct row *find_row(uint16_t code)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].code == code)
            return &rows[i];
    }
    return NULL;
}

bool dns_put_options(struct dns *d, uint32_t off, uint32_t len)
{
    const uint32_t end = off + len;

    TEXT_LIT(d->msg.out, " [");
    while (off < end) {
        if (!dns_has(&d->msg, off, 2))
            return false;
        const uint16_t code = load_be16(d->msg.p + off);
        const struct row *row = find_row(code);
        if (row != NULL)
            text_str(d->msg.out, row->name);
        else
            text_printf(d->msg.out, "Opt%u", code);
        if (!dns_has(&d->msg, off + 2, 2))
            return false;
        const struct span o = {off + 4, load_be16(d->msg.p + off + 2)};
        if (!dns_has(&d->msg, o.off, o.len))
            return false;
        if (o.len > 0) {
            text_char(d->msg.out, ' ');
            (row != NULL ? row->put : put_hex)(d, o);
        }
        off = o.off + o.len;
        if (off < end)
            text_char(d->msg.out, ',');
    }
    text_char(d->msg.out, ']');
    return true;
}
