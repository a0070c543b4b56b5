/*
 * ike_kit.c - names and forms of IKE (RFC 2407 to 2409, RFC 7296).
 */
#include "ike_kit.h"

#include "codes.h"

static const char *const payload_names[] = {
    [IKE_NONE] = "none",     [IKE_SA] = "sa",
    [IKE_PROPOSAL] = "p",    [IKE_TRANSFORM] = "t",
    [IKE_KE] = "ke",         [IKE_ID] = "id",
    [IKE_CERT] = "cert",     [IKE_CERT_REQUEST] = "cr",
    [IKE_HASH] = "hash",     [IKE_SIGNATURE] = "sig",
    [IKE_NONCE] = "nonce",   [IKE_NOTIFY] = "n",
    [IKE_DELETE] = "d",      [IKE_VENDOR] = "vid",
    [IKE2_SA] = "v2sa",      [IKE2_KE] = "v2ke",
    [IKE2_ID_I] = "v2IDi",   [IKE2_ID_R] = "v2IDr",
    [IKE2_CERT] = "v2cert",  [IKE2_CERT_REQUEST] = "v2cr",
    [IKE2_AUTH] = "v2auth",  [IKE2_NONCE] = "v2nonce",
    [IKE2_NOTIFY] = "v2n",   [IKE2_DELETE] = "v2d",
    [IKE2_VENDOR] = "v2vid", [IKE2_TS_I] = "v2TSi",
    [IKE2_TS_R] = "v2TSr",   [IKE2_ENCRYPTED] = "v2e",
    [IKE2_CONFIG] = "v2cp",  [IKE2_EAP] = "v2eap",
};

static const struct code_name protocols[] = {
    {IKE_PROTO_ISAKMP, "isakmp"},
    {IKE_PROTO_AH, "ipsec-ah"},
    {IKE_PROTO_ESP, "ipsec-esp"},
    {IKE_PROTO_IPCOMP, "ipcomp"},
};

static const struct code_name groups[] = {
    {1, "modp768"},     {2, "modp1024"},    {3, "EC2N 2^155"},
    {4, "EC2N 2^185"},  {5, "modp1536"},    {6, "iana-grp06"},
    {7, "iana-grp07"},  {8, "iana-grp08"},  {9, "iana-grp09"},
    {10, "iana-grp10"}, {11, "iana-grp11"}, {12, "iana-grp12"},
    {13, "iana-grp13"}, {14, "modp2048"},   {15, "modp3072"},
    {16, "modp4096"},   {17, "modp6144"},   {18, "modp8192"},
};

static const struct code_name esp_transforms[] = {
    {1, "1des-iv64"}, {2, "1des"}, {3, "3des"},     {4, "rc5"},
    {5, "idea"},      {6, "cast"}, {7, "blowfish"}, {8, "3idea"},
    {9, "1des-iv32"}, {10, "rc4"}, {11, "null"},    {12, "aes"},
};

static const struct code_name ciphers[] = {
    {1, "1des"}, {2, "idea"}, {3, "blowfish"}, {4, "rc5"},
    {5, "3des"}, {6, "cast"}, {7, "aes"},
};

static const struct code_name hashes[] = {
    {1, "md5"},      {2, "sha1"},     {3, "tiger"},
    {4, "sha2-256"}, {5, "sha2-384"}, {6, "sha2-512"},
};

static const struct code_name methods[] = {
    {1, "preshared"},       {2, "dss"}, {3, "rsa sig"}, {4, "rsa enc"},
    {5, "rsa enc revised"},
};

static const struct code_name group_types[] = {
    {1, "MODP"}, {2, "ECP"}, {3, "EC2N"}};

static const struct code_name life_types[] = {{1, "sec"}, {2, "kb"}};

static const struct code_name modes[] = {{1, "tunnel"}, {2, "transport"}};

static const struct code_name macs[] = {
    {1, "hmac-md5"}, {2, "hmac-sha1"}, {3, "1des-mac"}, {4, "keyed"}};

#define VALUES(table) (table), COUNT_OF(table)

/* The oracle does not know the last group as a value. */
#define GROUP_VALUES groups, COUNT_OF(groups) - 1

/* RFC 2409 appendix A */
static const struct ike_attribute phase1[] = {
    [1] = {"enc", VALUES(ciphers)},
    [2] = {"hash", VALUES(hashes)},
    [3] = {"auth", VALUES(methods)},
    [4] = {"group desc", GROUP_VALUES},
    [5] = {"group type", VALUES(group_types)},
    [6] = {"group prime", NULL, 0},
    [7] = {"group gen1", NULL, 0},
    [8] = {"group gen2", NULL, 0},
    [9] = {"group curve A", NULL, 0},
    [10] = {"group curve B", NULL, 0},
    [11] = {"lifetype", VALUES(life_types)},
    [12] = {"lifeduration", NULL, 0},
    [13] = {"prf", NULL, 0},
    [14] = {"keylen", NULL, 0},
    [15] = {"field", NULL, 0},
    [16] = {"order", NULL, 0},
};

/* RFC 2407 section 4.5 */
static const struct ike_attribute phase2[] = {
    [1] = {"lifetype", VALUES(life_types)},
    [2] = {"life", NULL, 0},
    [3] = {"group desc", GROUP_VALUES},
    [4] = {"enc mode", VALUES(modes)},
    [5] = {"auth", VALUES(macs)},
    [6] = {"keylen", NULL, 0},
    [7] = {"rounds", NULL, 0},
    [8] = {"dictsize", NULL, 0},
    [9] = {"privalg", NULL, 0},
};

const struct ike_attributes ike_phase1_attributes = {phase1, COUNT_OF(phase1)};

struct ike_attributes ike_attributes_of(uint8_t protocol)
{
    switch (protocol) {
    case IKE_PROTO_ISAKMP:
        return ike_phase1_attributes;
    case IKE_PROTO_AH:
    case IKE_PROTO_ESP:
    case IKE_PROTO_IPCOMP:
        return (struct ike_attributes){phase2, COUNT_OF(phase2)};
    default:
        return (struct ike_attributes){NULL, 0};
    }
}

void ike_put_type(struct text *out, uint8_t type)
{
    if (type < COUNT_OF(payload_names) && payload_names[type] != NULL)
        text_str(out, payload_names[type]);
    else if (type < IKE2_SA)
        text_printf(out, "pay%u", type);
    else
        text_printf(out, "#%u", type);
}

void ike_put_protocol(struct text *out, uint8_t protocol)
{
    CODE_PUT(out, protocols, protocol, "#%u");
}

void ike_put_group(struct text *out, uint16_t group)
{
    CODE_PUT(out, groups, group, "#%u");
}

void ike_put_esp(struct text *out, uint16_t id)
{
    CODE_PUT(out, esp_transforms, id, "#%u");
}

void ike_mark(struct printer *pr, uint8_t type)
{
    TEXT_LIT(pr->out, " [|");
    ike_put_type(pr->out, type);
    text_char(pr->out, ']');
}

void ike_open(struct printer *pr, unsigned depth)
{
    text_char(pr->out, '\n');
    text_fill(pr->out, ' ', (size_t)4 * depth);
    text_char(pr->out, '(');
}

void ike_put_raw(struct printer *pr, uint32_t off, uint32_t n)
{
    if (printer_need(pr, off, n))
        text_hex_bytes(pr->out, pr->base + off, n);
}

void ike_put_body(struct printer *pr, const struct ike_item *item,
                  uint32_t skip)
{
    text_char(pr->out, ' ');
    ike_put_raw(pr, item->off + skip, item->len - skip);
}

void ike_put_short(struct printer *pr, uint32_t off)
{
    enum { HEAD = 10, TAIL = 20 };
    const uint32_t n = off < pr->cap ? pr->cap - off : 0;
    const uint32_t head = n < HEAD ? n : HEAD;
    const uint32_t tail = n - head < TAIL ? n - head : TAIL;

    TEXT_LIT(pr->out, "data=(");
    ike_put_raw(pr, off, head);
    TEXT_LIT(pr->out, "...");
    ike_put_raw(pr, off + n - tail, tail);
    text_char(pr->out, ')');
}

static void put_value(struct printer *pr, const struct ike_attribute *attr,
                      uint32_t off)
{
    const char *name = attr != NULL ? code_find(attr->values, attr->value_count,
                                                printer_u16(pr, off), NULL)
                                    : NULL;

    TEXT_LIT(pr->out, "value=");
    if (name != NULL)
        text_str(pr->out, name);
    else
        ike_put_raw(pr, off, 2);
}

uint32_t ike_put_attributes(struct printer *pr, struct ike_attributes known,
                            uint32_t off, uint32_t end)
{
    while (off < end && printer_ok(pr)) {
        const bool is_short = (printer_u8(pr, off) & 0x80) != 0;
        const uint32_t n = is_short ? 0 : printer_u16(pr, off + 2);
        if (!printer_ok(pr))
            break;
        if (end - off < 4 || end - off < 4 + n) {
            TEXT_LIT(pr->out, "[|attr]");
            return end + 1;
        }
        const uint16_t type = printer_u16(pr, off) & 0x7fff;
        const struct ike_attribute *attr =
            type < known.count && known.rows[type].name != NULL
                ? &known.rows[type]
                : NULL;
        if (attr != NULL)
            text_printf(pr->out, "(type=%s ", attr->name);
        else
            text_printf(pr->out, "(type=#%u ", type);
        if (is_short) {
            put_value(pr, attr, off + 2);
        } else {
            text_printf(pr->out, "len=%u value=", n);
            ike_put_raw(pr, off + 4, n);
        }
        text_char(pr->out, ')');
        off += 4 + n;
    }
    return off;
}
