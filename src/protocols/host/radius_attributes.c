/*
 * radius_attributes.c - the attributes of RADIUS: what each is called and how
 * its value is shown.
 */
#include "codes.h"
#include "count.h"
#include "eap.h"
#include "enterprise.h"
#include "local_time.h"
#include "radius.h"
#include "values.h"

enum {
    FRAMED_ADDRESS = 8,
    LOGIN_HOST = 14,
    IPX_NETWORK = 23,
    APPLETALK_LINK = 37,
    APPLETALK_NETWORK = 38,
    TUNNEL_TYPE = 64,
    TUNNEL_MEDIUM = 65,
    TUNNEL_PREFERENCE = 83,
    ADDR6 = 16,
};

bool radius_has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (printer_has(pr, off, n))
        return true;
    printer_mark(pr);
    return false;
}

static bool length_is(struct printer *pr, struct span v, uint32_t n)
{
    if (v.len == n)
        return true;
    text_printf(pr->out, "ERROR: length %u != %u", v.len, n);
    return false;
}

/* What is not printable is a dot. */
static void put_character(struct text *out, uint8_t c)
{
    text_char(out, c < ' ' || c > '~' ? '.' : (char)c);
}

/* Up to a zero octet. */
static void put_text(struct printer *pr, struct span v)
{
    for (uint32_t i = 0; i < v.len; i++) {
        const uint8_t c = printer_u8(pr, v.off + i);

        if (c == 0)
            return;
        put_character(pr->out, c);
    }
}

static void put_string(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (radius_has(pr, v.off, v.len))
        put_text(pr, v);
}

/* RFC 2868 section 3: which tunnel the attribute is about. */
static void put_tag(struct printer *pr, uint8_t tag)
{
    if (tag == 0)
        TEXT_LIT(pr->out, "Tag[Unused] ");
    else
        text_printf(pr->out, "Tag[%u] ", tag);
}

enum { HIGHEST_TAG = 0x1f };

static void put_tagged_string(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!radius_has(pr, v.off, v.len))
        return;
    const uint8_t tag = printer_u8(pr, v.off);
    if (tag <= HIGHEST_TAG) {
        put_tag(pr, tag);
        span_skip(&v, 1);
    }
    put_text(pr, v);
}

static void put_tunnel_password(struct printer *pr, struct span v, uint8_t type)
{
    enum { SALTED = 3 };

    (void)type;
    if (!radius_has(pr, v.off, v.len))
        return;
    if (v.len < SALTED) {
        printer_mark(pr);
        return;
    }
    const uint8_t tag = printer_u8(pr, v.off);
    put_tag(pr, tag <= HIGHEST_TAG ? tag : 0);
    text_printf(pr->out, "Salt %u ", printer_u16(pr, v.off + 1));
    span_skip(&v, SALTED);
    put_text(pr, v);
}

/* RFC 4675 section 2.1 */
static void put_vlan_tag(struct printer *pr, uint32_t off)
{
    static const struct code_name tags[] = {{'1', "Tagged"}, {'2', "Untagged"}};
    const uint8_t tag = printer_u8(pr, off);

    text_printf(pr->out, "%s (0x%02x) ", CODE_NAME(tags, tag, "Unknown tag"),
                tag);
}

static void put_vlan_name(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!radius_has(pr, v.off, v.len))
        return;
    put_vlan_tag(pr, v.off);
    span_skip(&v, 1);
    put_text(pr, v);
}

static void put_vlan(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!length_is(pr, v, 4))
        return;
    put_vlan_tag(pr, v.off);
    text_u32(pr->out, printer_u24(pr, v.off + 1));
}

static void put_number(struct printer *pr, struct span v, uint8_t type)
{
    if (!length_is(pr, v, 4))
        return;
    if (type == TUNNEL_PREFERENCE) {
        put_tag(pr, printer_u8(pr, v.off));
        text_u32(pr->out, printer_u24(pr, v.off + 1));
        return;
    }
    const uint32_t n = printer_u32(pr, v.off);
    if (type == APPLETALK_LINK && n == 0) {
        TEXT_LIT(pr->out, "Unnumbered");
    } else if (type == APPLETALK_NETWORK && n == 0) {
        TEXT_LIT(pr->out, "NAS assigned");
    } else if (type == IPX_NETWORK && n == UINT32_MAX - 1) {
        TEXT_LIT(pr->out, "NAS Select");
    } else {
        text_u32(pr->out, n);
    }
}

static void put_word(struct printer *pr, struct span v, uint8_t type)
{
    if (!length_is(pr, v, 4))
        return;
    if (type == TUNNEL_TYPE || type == TUNNEL_MEDIUM) {
        put_tag(pr, printer_u8(pr, v.off));
        radius_put_word(pr->out, type, printer_u24(pr, v.off + 1));
    } else {
        radius_put_word(pr->out, type, printer_u32(pr, v.off));
    }
}

static void put_addr4(struct printer *pr, struct span v, uint8_t type)
{
    if (!length_is(pr, v, 4))
        return;
    const uint32_t addr = printer_u32(pr, v.off);
    const bool by_choice = type == FRAMED_ADDRESS || type == LOGIN_HOST;
    if (by_choice && addr == UINT32_MAX)
        TEXT_LIT(pr->out, "User Selected");
    else if (by_choice && addr == UINT32_MAX - 1)
        TEXT_LIT(pr->out, "NAS Select");
    else
        printer_addr4(pr, v.off);
}

static void put_addr6(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (length_is(pr, v, ADDR6))
        printer_addr6(pr, v.off);
}

/* "09 secs", "01:09 min", "25:01:09 hours" */
static void put_duration(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!length_is(pr, v, 4))
        return;
    const uint32_t n = printer_u32(pr, v.off);
    const unsigned sec = n % 60, min = n / 60 % 60, hours = n / 3600;
    if (n < 60)
        text_printf(pr->out, "%02u secs", sec);
    else if (n < 3600)
        text_printf(pr->out, "%02u:%02u min", min, sec);
    else
        text_printf(pr->out, "%02u:%02u:%02u hours", hours, min, sec);
}

static void put_date(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (length_is(pr, v, 4))
        local_time_put_asctime(pr->out, printer_u32(pr, v.off));
}

/* False when no more can be shown. */
static bool put_vendor_attribute(struct printer *pr, struct span *v)
{
    const uint8_t kind = printer_u8(pr, v->off);
    const uint32_t whole = printer_u8(pr, v->off + 1);
    const uint32_t len = whole < 2 ? 0 : whole - 2;

    if (!printer_ok(pr) ||
        (whole <= v->len && !radius_has(pr, v->off + 2, len)))
        return false;
    text_printf(pr->out, "\n\t    Vendor Attribute: %u, Length: %u", kind,
                whole < 2 || whole > v->len ? whole : len);
    if (whole < 2) {
        TEXT_LIT(pr->out, " (bogus, must be >= 2)");
        return false;
    }
    if (whole > v->len) {
        TEXT_LIT(pr->out,
                 " (bogus, goes past end of vendor-specific attribute)");
        return false;
    }
    TEXT_LIT(pr->out, ", Value: ");
    for (uint32_t i = 0; i < len; i++)
        put_character(pr->out, printer_u8(pr, v->off + 2 + i));
    span_skip(v, whole);
    return true;
}

/* Attributes of the vendor's own (RFC 2865 section 5.26). */
static void put_vendor(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (v.len < 4) {
        printer_mark(pr);
        return;
    }
    const uint32_t vendor = printer_u32(pr, v.off);
    if (printer_ok(pr))
        text_printf(pr->out, "Vendor: %s (%u)", enterprise_name(vendor),
                    vendor);
    span_skip(&v, 4);
    while (v.len >= 2 && put_vendor_attribute(pr, &v))
        continue;
}

/* Octets as "0A1B...". */
static void put_octets(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        text_printf(pr->out, "%02X", printer_u8(pr, off + i));
}

/* RFC 2869 sections 5.4, 5.5 and 5.15 */
static void put_arap_password(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!length_is(pr, v, 16))
        return;
    TEXT_LIT(pr->out, "User_challenge (");
    put_octets(pr, v.off, 8);
    TEXT_LIT(pr->out, ") User_resp(");
    put_octets(pr, v.off + 8, 8);
    TEXT_LIT(pr->out, ")");
}

static void put_arap_features(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!length_is(pr, v, 14))
        return;
    text_printf(pr->out, "User can%s change password",
                printer_u8(pr, v.off) == 0 ? "not" : "");
    text_printf(pr->out, ", Min password length: %u, created at: ",
                printer_u8(pr, v.off + 1));
    put_octets(pr, v.off + 2, 4);
    TEXT_LIT(pr->out, ", expires in: ");
    put_octets(pr, v.off + 6, 4);
    TEXT_LIT(pr->out, ", Current Time: ");
    put_octets(pr, v.off + 10, 4);
}

static void put_challenge(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (v.len >= 8 || length_is(pr, v, 8))
        put_octets(pr, v.off, 8);
}

/* A packet of EAP, or a part of one that several attributes carry. */
static void put_eap(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (radius_has(pr, v.off, v.len))
        eap_put(pr, v);
}

static bool is_netmask(struct printer *pr, unsigned bits)
{
    if (bits <= 128)
        return true;
    text_printf(pr->out, "ERROR: netmask %u not in range (0..128)", bits);
    return false;
}

/* As many octets as there are; bits behind the prefix should be zero. */
static void put_prefix6(struct printer *pr, struct span v, uint8_t type)
{
    enum { LEAST = 2, MOST = LEAST + ADDR6 };
    uint8_t addr[ADDR6] = {0};

    (void)type;
    if (v.len < LEAST || v.len > MOST) {
        text_printf(pr->out, "ERROR: length %u not in range (%u..%u)", v.len,
                    LEAST, MOST);
        return;
    }
    if (!radius_has(pr, v.off, v.len))
        return;
    const unsigned bits = printer_u8(pr, v.off + 1);
    if (!is_netmask(pr, bits))
        return;
    memcpy(addr, pr->base + v.off + LEAST, v.len - LEAST);
    pr->host->addr6(pr->host->ctx, pr->out, addr);
    text_printf(pr->out, "/%u", bits);
    if (bits > (v.len - LEAST) * 8)
        TEXT_LIT(pr->out, " (inconsistent prefix length)");
}

static void put_home_prefix(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (!length_is(pr, v, 1 + ADDR6) || !radius_has(pr, v.off, v.len))
        return;
    const unsigned bits = printer_u8(pr, v.off);
    if (!is_netmask(pr, bits))
        return;
    printer_addr6(pr, v.off + 1);
    text_printf(pr->out, "/%u", bits);
}

/* RFC 5176 section 3.5 */
static void put_error_cause(struct printer *pr, struct span v, uint8_t type)
{
    static const struct code_name causes[] = {
        {201, "Residual Session Context Removed"},
        {202, "Invalid EAP Packet (Ignored)"},
        {401, "Unsupported Attribute"},
        {402, "Missing Attribute"},
        {403, "NAS Identification Mismatch"},
        {404, "Invalid Request"},
        {405, "Unsupported Service"},
        {406, "Unsupported Extension"},
        {407, "Invalid Attribute Value"},
        {501, "Administratively Prohibited"},
        {502, "Request Not Routable (Proxy)"},
        {503, "Session Context Not Found"},
        {504, "Session Context Not Removable"},
        {505, "Other Proxy Processing Error"},
        {506, "Resources Unavailable"},
        {507, "Request Initiated"},
        {508, "Multiple Session Selection Unsupported"},
        {509, "Location Info Required"},
    };

    (void)type;
    if (v.len != 4) {
        text_printf(pr->out, "Error: length %u != 4", v.len);
        return;
    }
    const uint32_t cause = printer_u32(pr, v.off);
    text_printf(pr->out, "Error cause %u: ", cause);
    CODE_PUT(pr->out, causes, cause, "Error-Cause %u not known");
}

/* RFC 5447 section 4.2.5 and later: bits 0, 1 and 40 to 49. */
static void put_mip6_features(struct printer *pr, struct span v, uint8_t type)
{
    static const struct code_name high[] = {
        {0x00100, "PMIP6_SUPPORTED"},
        {0x00200, "IP4_HOA_SUPPORTED"},
        {0x00400, "LOCAL_MAG_ROUTING_SUPPORTED"},
        {0x00800, "ASSIGN_LOCAL_IP"},
        {0x01000, "MIP4_SUPPORTED"},
        {0x02000, "OPTIMIZED_IDLE_MODE_MOBILITY"},
        {0x04000, "GTPv2_SUPPORTED"},
        {0x08000, "IP4_TRANSPORT_SUPPORTED"},
        {0x10000, "IP4_HOA_ONLY_SUPPORTED"},
        {0x20000, "INTER_MAG_ROUTING_SUPPORTED"},
    };
    static const struct code_name low[] = {
        {1, "MIP6_INTEGRATED"},
        {2, "LOCAL_HOME_AGENT_ASSIGNMENT"},
    };

    (void)type;
    if (!length_is(pr, v, 8))
        return;
    text_char(pr->out, '[');
    const uint32_t low_bits = printer_u32(pr, v.off + 4);
    const uint32_t high_bits = printer_u32(pr, v.off);
    const size_t start = text_len(pr->out);
    (void)CODE_PUT_BITS(pr->out, low, low_bits, ", ");
    const size_t middle = text_len(pr->out);
    (void)CODE_PUT_BITS(pr->out, high, high_bits, ", ");
    if (middle > start && text_len(pr->out) > middle) {
        text_truncate(pr->out, middle);
        TEXT_LIT(pr->out, ", ");
        (void)CODE_PUT_BITS(pr->out, high, high_bits, ", ");
    }
    text_char(pr->out, ']');
}

const struct radius_attribute radius_attributes[RADIUS_ATTRIBUTES] = {
    [1] = {"User-Name", put_string},
    [2] = {"User-Password", NULL},
    [3] = {"CHAP-Password", NULL},
    [4] = {"NAS-IP-Address", put_addr4},
    [5] = {"NAS-Port", put_number},
    [6] = {"Service-Type", put_word},
    [7] = {"Framed-Protocol", put_word},
    [8] = {"Framed-IP-Address", put_addr4},
    [9] = {"Framed-IP-Netmask", put_addr4},
    [10] = {"Framed-Routing", put_word},
    [11] = {"Filter-Id", put_string},
    [12] = {"Framed-MTU", put_number},
    [13] = {"Framed-Compression", put_word},
    [14] = {"Login-IP-Host", put_addr4},
    [15] = {"Login-Service", put_word},
    [16] = {"Login-TCP-Port", put_number},
    [17] = {"Unassigned", NULL},
    [18] = {"Reply-Message", put_string},
    [19] = {"Callback-Number", put_string},
    [20] = {"Callback-Id", put_string},
    [21] = {"Unassigned", NULL},
    [22] = {"Framed-Route", put_string},
    [23] = {"Framed-IPX-Network", put_number},
    [24] = {"State", put_string},
    [25] = {"Class", put_string},
    [26] = {"Vendor-Specific", put_vendor},
    [27] = {"Session-Timeout", put_duration},
    [28] = {"Idle-Timeout", put_duration},
    [29] = {"Termination-Action", put_word},
    [30] = {"Called-Station-Id", put_string},
    [31] = {"Calling-Station-Id", put_string},
    [32] = {"NAS-Identifier", put_string},
    [33] = {"Proxy-State", put_string},
    [34] = {"Login-LAT-Service", put_string},
    [35] = {"Login-LAT-Node", put_string},
    [36] = {"Login-LAT-Group", put_string},
    [37] = {"Framed-AppleTalk-Link", put_number},
    [38] = {"Framed-AppleTalk-Network", put_number},
    [39] = {"Framed-AppleTalk-Zone", put_string},
    [40] = {"Acct-Status-Type", put_word},
    [41] = {"Acct-Delay-Time", put_duration},
    [42] = {"Acct-Input-Octets", put_number},
    [43] = {"Acct-Output-Octets", put_number},
    [44] = {"Acct-Session-Id", put_string},
    [45] = {"Acct-Authentic", put_word},
    [46] = {"Acct-Session-Time", put_duration},
    [47] = {"Acct-Input-Packets", put_number},
    [48] = {"Acct-Output-Packets", put_number},
    [49] = {"Acct-Terminate-Cause", put_word},
    [50] = {"Acct-Multi-Session-Id", put_string},
    [51] = {"Acct-Link-Count", put_number},
    [52] = {"Acct-Input-Gigawords", put_number},
    [53] = {"Acct-Output-Gigawords", put_number},
    [54] = {"Unassigned", NULL},
    [55] = {"Event-Timestamp", put_date},
    [56] = {"Egress-VLANID", put_vlan},
    [57] = {"Ingress-Filters", put_word},
    [58] = {"Egress-VLAN-Name", put_vlan_name},
    [59] = {"User-Priority-Table", NULL},
    [60] = {"CHAP-Challenge", put_string},
    [61] = {"NAS-Port-Type", put_word},
    [62] = {"Port-Limit", put_number},
    [63] = {"Login-LAT-Port", put_string},
    [64] = {"Tunnel-Type", put_word},
    [65] = {"Tunnel-Medium-Type", put_word},
    [66] = {"Tunnel-Client-Endpoint", put_tagged_string},
    [67] = {"Tunnel-Server-Endpoint", put_tagged_string},
    [68] = {"Acct-Tunnel-Connection", put_string},
    [69] = {"Tunnel-Password", put_tunnel_password},
    [70] = {"ARAP-Password", put_arap_password},
    [71] = {"ARAP-Features", put_arap_features},
    [72] = {"ARAP-Zone-Access", put_word},
    [73] = {"ARAP-Security", put_string},
    [74] = {"ARAP-Security-Data", put_string},
    [75] = {"Password-Retry", put_number},
    [76] = {"Prompt", put_word},
    [77] = {"Connect-Info", put_string},
    [78] = {"Configuration-Token", put_string},
    [79] = {"EAP-Message", put_eap},
    [80] = {"Message-Authenticator", put_string},
    [81] = {"Tunnel-Private-Group-ID", put_tagged_string},
    [82] = {"Tunnel-Assignment-ID", put_tagged_string},
    [83] = {"Tunnel-Preference", put_number},
    [84] = {"ARAP-Challenge-Response", put_challenge},
    [85] = {"Acct-Interim-Interval", put_duration},
    [86] = {"Acct-Tunnel-Packets-Lost", put_number},
    [87] = {"NAS-Port-Id", put_string},
    [88] = {"Framed-Pool", put_string},
    [89] = {"CUI", put_string},
    [90] = {"Tunnel-Client-Auth-ID", put_tagged_string},
    [91] = {"Tunnel-Server-Auth-ID", put_tagged_string},
    [92] = {"NAS-Filter-Rule", put_string},
    [93] = {"Unassigned", NULL},
    [94] = {"Originating-Line-Info", NULL},
    [95] = {"NAS-IPv6-Address", put_addr6},
    [96] = {"Framed-Interface-ID", NULL},
    [97] = {"Framed-IPv6-Prefix", put_prefix6},
    [98] = {"Login-IPv6-Host", put_addr6},
    [99] = {"Framed-IPv6-Route", put_string},
    [100] = {"Framed-IPv6-Pool", put_string},
    [101] = {"Error-Cause", put_error_cause},
    [102] = {"EAP-Key-Name", NULL},
    [103] = {"Digest-Response", put_string},
    [104] = {"Digest-Realm", put_string},
    [105] = {"Digest-Nonce", put_string},
    [106] = {"Digest-Response-Auth", put_string},
    [107] = {"Digest-Nextnonce", put_string},
    [108] = {"Digest-Method", put_string},
    [109] = {"Digest-URI", put_string},
    [110] = {"Digest-Qop", put_string},
    [111] = {"Digest-Algorithm", put_string},
    [112] = {"Digest-Entity-Body-Hash", put_string},
    [113] = {"Digest-CNonce", put_string},
    [114] = {"Digest-Nonce-Count", put_string},
    [115] = {"Digest-Username", put_string},
    [116] = {"Digest-Opaque", put_string},
    [117] = {"Digest-Auth-Param", put_string},
    [118] = {"Digest-AKA-Auts", put_string},
    [119] = {"Digest-Domain", put_string},
    [120] = {"Digest-Stale", put_string},
    [121] = {"Digest-HA1", put_string},
    [122] = {"SIP-AOR", put_string},
    [123] = {"Delegated-IPv6-Prefix", put_prefix6},
    [124] = {"MIP6-Feature-Vector", put_mip6_features},
    [125] = {"MIP6-Home-Link-Prefix", put_home_prefix},
    [126] = {"Operator-Name", radius_put_operator},
    [127] = {"Location-Information", radius_put_location_info},
    [128] = {"Location-Data", radius_put_location_data},
    [129] = {"Basic-Location-Policy-Rules", radius_put_location_rules},
};
