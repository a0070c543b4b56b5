/*
 * ppp_options.c - what PPP's control protocols negotiate: LCP (RFC 1661),
 * IPCP (RFC 1332, RFC 1877), IPV6CP (RFC 5072), CCP (RFC 1962) and BACP
 * (RFC 2125).
 */
#include "codes.h"
#include "oui.h"
#include "ppp_control.h"
#include "ppp_kit.h"
#include "values.h"

enum { HEADER_COMPRESSION = 0x61 }; /* RFC 2509 */

/* How an option's length is wrong, if it is. */
enum length_rule { ANY, EXACTLY, AT_LEAST };

/* False: the length was found wrong, which has been said. */
typedef bool put_fn(struct printer *pr, uint32_t off, uint32_t len);

struct option {
    uint8_t type;
    const char *name;
    put_fn *put; /* NULL: the value is dumped */
    enum length_rule rule;
    uint8_t length;
    bool ends; /* nothing is shown behind one whose length is wrong */
};

/* True when the length is not `right`, which has been said. */
static bool is_bogus(struct printer *pr, enum length_rule rule, uint32_t len,
                     uint32_t right)
{
    const bool bogus =
        (rule == EXACTLY && len != right) || (rule == AT_LEAST && len < right);

    if (bogus)
        text_printf(pr->out, " (length bogus, should be %s %u)",
                    rule == EXACTLY ? "=" : ">=", right);
    return bogus;
}

static bool put_nothing(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)pr, (void)off, (void)len;
    return true;
}

static bool put_vendor(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint32_t oui = printer_u24(pr, off + 2);

    (void)len;
    text_printf(pr->out, ": Vendor: %s (%u)", oui_name(oui), oui);
    return true;
}

static bool put_number(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    text_printf(pr->out, ": %u", printer_u16(pr, off + 2));
    return true;
}

static bool put_hex16(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    text_printf(pr->out, ": 0x%04x", printer_u16(pr, off + 2));
    return true;
}

static bool put_hex32(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    text_printf(pr->out, ": 0x%08x", printer_u32(pr, off + 2));
    return true;
}

static bool put_magic(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    text_printf(pr->out, ": Magic-Num 0x%08x", printer_u32(pr, off + 2));
    return true;
}

static bool put_authentication(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { PAP = 0xc023, SPAP = 0xc027, OLD_SPAP = 0xc123, EAP = 0xc227 };
    enum { CHAP = 0xc223 };
    static const struct code_name algorithms[] = {
        {5, "MD5"}, {0x80, "MS-CHAPv1"}, {0x81, "MS-CHAPv2"}};
    const uint16_t protocol = printer_u16(pr, off + 2);
    const char *name = ppp_name(protocol);

    TEXT_LIT(pr->out, ": ");
    text_str(pr->out,
             name != NULL ? name : "Unknown Auth Proto (0x04x)"); /* sic */
    if (protocol != PAP && protocol != SPAP && protocol != OLD_SPAP &&
        protocol != EAP && protocol != CHAP)
        printer_hex(pr, "\n\t", off, len);
    if (protocol != CHAP)
        return true;
    const uint8_t algorithm = printer_u8(pr, off + 4);
    TEXT_LIT(pr->out, ", ");
    CODE_PUT(pr->out, algorithms, algorithm, "Unknown Auth Alg %u");
    return true;
}

static bool put_quality(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    text_str(pr->out,
             printer_u16(pr, off + 2) == 0xc025 ? ": LQR" : ": unknown");
    return true;
}

static bool put_callback(struct printer *pr, uint32_t off, uint32_t len)
{
    static const struct code_name names[] = {{0, "UserAuth"}, {1, "DialString"},
                                             {2, "LocalID"},  {3, "E.164"},
                                             {4, "X.500"},    {6, "CBCP"}};

    (void)len;
    TEXT_LIT(pr->out, ": ");
    const uint8_t operation = printer_u8(pr, off + 2);
    text_printf(pr->out, ": Callback Operation %s (%u)",
                CODE_NAME(names, operation, "Unknown"), operation);
    return true;
}

/* RFC 1990 section 5.1.3 */
static bool put_discriminator(struct printer *pr, uint32_t off, uint32_t len)
{
    static const struct code_name names[] = {
        {0, "Null"}, {1, "Local"},           {2, "IPv4"},
        {3, "MAC"},  {4, "Magic-Num-Block"}, {5, "PSNDN"}};
    const uint8_t kind = printer_u8(pr, off + 2);

    if ((kind == 2 && is_bogus(pr, EXACTLY, len, 7)) ||
        (kind == 3 && is_bogus(pr, EXACTLY, len, 9)))
        return false;
    if ((kind == 2 && !printer_need(pr, off + 3, 4)) ||
        (kind == 3 && !printer_need(pr, off + 3, 6)))
        return false;
    TEXT_LIT(pr->out, ": ");
    CODE_PUT(pr->out, names, kind, "Unknown class %u");
    if (kind == 2)
        printer_text_addr4(pr, " ", off + 3);
    if (kind == 3) {
        text_char(pr->out, ' ');
        printer_ether(pr, off + 3);
    }
    return true;
}

static bool put_addr(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    printer_text_addr4(pr, ": ", off + 2);
    return true;
}

static bool put_addrs(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    if (!printer_need(pr, off + 6, 4))
        return true;
    printer_text_addr4(pr, ": src ", off + 2);
    printer_text_addr4(pr, ", dst ", off + 6);
    return true;
}

enum { COMPRESSION_FIXED = 14, SUBOPTION_HDR = 2 };

/* The suboption at `off` of `len` bytes of them has a header that counts. */
static bool is_suboption(struct printer *pr, uint32_t off, uint32_t len)
{
    return len >= SUBOPTION_HDR && printer_has(pr, off, SUBOPTION_HDR) &&
           printer_u8(pr, off) != 0 && printer_u8(pr, off + 1) != 0;
}

/* Where the walk over them ends, which is not always the end of the option. */
static uint32_t suboptions_end(struct printer *pr, uint32_t off, uint32_t len)
{
    while (is_suboption(pr, off, len) && printer_u8(pr, off + 1) <= len) {
        const uint8_t n = printer_u8(pr, off + 1);
        off += n;
        len -= n;
    }
    return off;
}

/* RFC 2509 section 2.2 */
static bool put_suboptions(struct printer *pr, uint32_t off, uint32_t len)
{
    static const struct code_name names[] = {{1, "RTP-Compression"},
                                             {2, "Enhanced RTP-Compression"}};

    text_printf(pr->out, "\n\t      Suboptions, length %u", len);
    while (is_suboption(pr, off, len)) {
        const uint8_t type = printer_u8(pr, off);
        const uint8_t n = printer_u8(pr, off + 1);
        text_printf(pr->out, "\n\t\t%s Suboption #%u, length %u",
                    CODE_NAME(names, type, "Unknown"), type, n);
        if (n > len) {
            text_printf(pr->out,
                        " [remaining suboptions length %u < %u] (invalid)", len,
                        n);
            return true;
        }
        off += n;
        len -= n;
    }
    if (len == 0 || printer_has(pr, off, SUBOPTION_HDR))
        return true;
    TEXT_LIT(pr->out, "[|ipcp]");
    return false;
}

static bool put_compression(struct printer *pr, uint32_t off, uint32_t len)
{
    static const struct code_name names[] = {
        {0x2d, "VJ-Comp"}, {HEADER_COMPRESSION, "IP Header Compression"}};
    const uint16_t protocol = printer_u16(pr, off + 2);

    text_printf(pr->out,
                ": %s (0x%02x):", CODE_NAME(names, protocol, "Unknown"),
                protocol);
    if (protocol != HEADER_COMPRESSION)
        return true;
    if (is_bogus(pr, AT_LEAST, len, COMPRESSION_FIXED))
        return false;
    if (!printer_has(pr, off, COMPRESSION_FIXED + SUBOPTION_HDR)) {
        TEXT_LIT(pr->out, "[|ipcp]");
        return false;
    }
    text_printf(pr->out,
                "\n\t    TCP Space %u, non-TCP Space %u, maxPeriod %u,"
                " maxTime %u, maxHdr %u",
                printer_u16(pr, off + 4), printer_u16(pr, off + 6),
                printer_u16(pr, off + 8), printer_u16(pr, off + 10),
                printer_u16(pr, off + 12));
    return put_suboptions(pr, off + COMPRESSION_FIXED, len - COMPRESSION_FIXED);
}

static bool put_interface(struct printer *pr, uint32_t off, uint32_t len)
{
    (void)len;
    if (!printer_has(pr, off, 10)) {
        TEXT_LIT(pr->out, "[|ip6cp]");
        return false;
    }
    text_printf(pr->out, ": %04x:%04x:%04x:%04x", printer_u16(pr, off + 2),
                printer_u16(pr, off + 4), printer_u16(pr, off + 6),
                printer_u16(pr, off + 8));
    return true;
}

static bool put_bsd(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t byte = printer_u8(pr, off + 2);

    (void)len;
    text_printf(pr->out, ": Version: %u, Dictionary Bits: %u", byte >> 5,
                byte & 31U);
    return true;
}

static bool put_mvrca(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t byte = printer_u8(pr, off + 2);

    (void)len;
    text_printf(pr->out, ": Features: %u, PxP: %s, History: %u, #CTX-ID: %u",
                byte >> 6, (byte & 0x20) != 0 ? "Enabled" : "Disabled",
                byte & 31U, printer_u8(pr, off + 3));
    return true;
}

static bool put_deflate(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t byte = printer_u8(pr, off + 2);
    const uint8_t check = printer_u8(pr, off + 3);

    (void)len;
    text_printf(pr->out, ": Window: %uK, Method: %s (0x%x), MBZ: %u, CHK: %u",
                byte >> 4, (byte & 15) == 8 ? "zlib" : "unknown", byte & 15U,
                check >> 2, check & 3U);
    return true;
}

/* clang-format off */
static const struct option lcp[] = {
    {0, "Vend-Ext", put_vendor, AT_LEAST, 6, false},
    {1, "MRU", put_number, EXACTLY, 4, false},
    {2, "ACCM", put_hex32, EXACTLY, 6, false},
    {3, "Auth-Prot", put_authentication, AT_LEAST, 4, false},
    {4, "Qual-Prot", put_quality, AT_LEAST, 4, true},
    {5, "Magic-Num", put_hex32, EXACTLY, 6, true},
    {6, "deprecated(6)", NULL, ANY, 0, false},
    {7, "PFC", put_nothing, ANY, 0, false},
    {8, "ACFC", put_nothing, ANY, 0, false},
    {9, "FCS-Alt", NULL, ANY, 0, false},
    {10, "SDP", NULL, ANY, 0, false},
    {11, "Num-Mode", NULL, ANY, 0, false},
    {12, "deprecated(12)", NULL, ANY, 0, false},
    {13, "Call-Back", put_callback, AT_LEAST, 3, true},
    {14, "deprecated(14)", NULL, ANY, 0, false},
    {15, "deprecated(15)", NULL, ANY, 0, false},
    {16, "deprecated(16)", NULL, ANY, 0, false},
    {17, "MRRU", put_number, EXACTLY, 4, true},
    {18, "12-Bit seq #", NULL, ANY, 0, false},
    {19, "End-Disc", put_discriminator, AT_LEAST, 3, true},
    {20, "Proprietary", NULL, ANY, 0, false},
    {21, "DCE-Id", NULL, ANY, 0, false},
    {22, "MP+", NULL, ANY, 0, false},
    {23, "Link-Disc", put_hex16, EXACTLY, 4, true},
    {24, "LCP-Auth-Opt", NULL, ANY, 0, false},
    {25, "COBS", NULL, ANY, 0, false},
    {26, "Prefix-elision", NULL, ANY, 0, false},
    {27, "Multilink-header-Form", NULL, ANY, 0, false},
    {28, "I18N", NULL, ANY, 0, false},
    {29, "SDL-over-SONET/SDH", NULL, ANY, 0, false},
    {30, "PPP-Muxing", NULL, ANY, 0, false},
};

static const struct option ipcp[] = {
    {1, "IP-Addrs", put_addrs, EXACTLY, 10, false},
    {2, "IP-Comp", put_compression, AT_LEAST, 4, true},
    {3, "IP-Addr", put_addr, EXACTLY, 6, true},
    {4, "Home-Addr", put_addr, EXACTLY, 6, true},
    {129, "Pri-DNS", put_addr, EXACTLY, 6, true},
    {130, "Pri-NBNS", put_addr, EXACTLY, 6, true},
    {131, "Sec-DNS", put_addr, EXACTLY, 6, true},
    {132, "Sec-NBNS", put_addr, EXACTLY, 6, true},
};

static const struct option ip6cp[] = {
    {1, "Interface-ID", put_interface, EXACTLY, 10, false},
};

static const struct option ccp[] = {
    {0, "OUI", NULL, ANY, 0, false},
    {1, "Pred-1", NULL, ANY, 0, false},
    {2, "Pred-2", NULL, ANY, 0, false},
    {3, "Puddle", NULL, ANY, 0, false},
    {16, "HP-PPC", NULL, ANY, 0, false},
    {17, "Stac-LZS", NULL, ANY, 0, false},
    {18, "MPPC", NULL, ANY, 0, false},
    {19, "Gand-FZA", NULL, ANY, 0, false},
    {20, "V.42bis", NULL, ANY, 0, false},
    {21, "BSD-Comp", put_bsd, AT_LEAST, 3, false},
    {23, "LZS-DCP", NULL, ANY, 0, false},
    {24, "MVRCA", put_mvrca, AT_LEAST, 4, false},
    {25, "DEC", NULL, ANY, 0, false},
    {26, "Deflate", put_deflate, AT_LEAST, 4, false},
    {255, "Reserved", NULL, ANY, 0, false},
};

static const struct option bacp[] = {
    {1, "Favored-Peer", put_magic, EXACTLY, 6, false},
};

static const struct family {
    uint16_t protocol;
    const char *label;
    const struct option *options;
    size_t count;
    const char *other; /* NULL: an unknown option is only named by number */
} families[] = {
    {PPP_IPCP, "ipcp", ipcp, COUNT_OF(ipcp), "unknown"},
    {PPP_IP6CP, "ip6cp", ip6cp, COUNT_OF(ip6cp), "unknown"},
    {PPP_CCP, "ccp", ccp, COUNT_OF(ccp), "Unknown"},
    {PPP_LCP, "lcp", lcp, COUNT_OF(lcp), NULL},
    {PPP_BACP, "bacp", bacp, COUNT_OF(bacp), "Unknown"},
};
/* clang-format on */

static const struct family *family_of(uint16_t protocol)
{
    for (size_t i = 0; i < COUNT_OF(families); i++)
        if (families[i].protocol == protocol)
            return &families[i];
    return NULL;
}

static const struct option *option_of(const struct family *family, uint8_t type)
{
    static const struct option unknown = {.rule = ANY};

    for (size_t i = 0; i < family->count; i++)
        if (family->options[i].type == type)
            return &family->options[i];
    return &unknown;
}

/* Dumps begin where the option's printer stopped, as it read on or not. */
static uint32_t dumped_from(struct printer *pr, const struct option *o,
                            uint32_t off, uint32_t len)
{
    if (o->put != put_compression ||
        printer_u16(pr, off + 2) != HEADER_COMPRESSION)
        return off;
    return suboptions_end(pr, off + COMPRESSION_FIXED, len - COMPRESSION_FIXED);
}

static void put_dump(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len <= 2)
        return;
    if (off + 2 < pr->cap)
        printer_hex(pr, "\n\t    ", off + 2, len - 2);
    else if (off + 2 > pr->cap && printer_ok(pr))
        TEXT_LIT(pr->out, "\n\t    Dissector error: print_unknown_data called "
                          "with pointer past end of packet");
}

static uint32_t put_option(struct printer *pr, const struct option *o,
                           uint32_t off, uint8_t n)
{
    if (is_bogus(pr, o->rule, n, o->length))
        return o->ends ? 0 : n;
    if (o->put != NULL && !o->put(pr, off, n))
        return 0;
    if (o->put == NULL || pr->style->verbose > 1)
        put_dump(pr, dumped_from(pr, o, off, n), n);
    return n;
}

uint32_t ppp_put_option(struct printer *pr, uint32_t off, uint32_t len)
{
    const struct family *family = family_of(pr->announced);

    if (family == NULL)
        return 0;
    if (!printer_has(pr, off, 2)) {
        text_printf(pr->out, "[|%s]", family->label);
        return 0;
    }
    const uint8_t type = printer_u8(pr, off);
    const uint8_t n = printer_u8(pr, off + 1);
    const struct option *o = option_of(family, type);
    const char *name = o->name != NULL ? o->name : family->other;
    if (n > len)
        return 0;
    if (name == NULL)
        text_printf(pr->out, "\n\tunknown LCP option 0x%02x", type);
    else
        text_printf(pr->out, "\n\t  %s Option (0x%02x), length %u", name, type,
                    n);
    if (n < 2) {
        if (name != NULL)
            is_bogus(pr, AT_LEAST, n, 2);
        return 0;
    }
    return name != NULL ? put_option(pr, o, off, n) : n;
}
