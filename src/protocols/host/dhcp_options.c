/*
 * dhcp_options.c - the options of DHCP (RFC 2132 and its successors).
 *
 * Each option has a format that says how its data are printed; the formats
 * take elements of one size and leave what is too short for one, which is
 * then said to be trailing.
 */
#include "dhcp.h"

#include "span.h"

enum format {
    UNKNOWN, /* as numbers of the largest size that fits */
    ADDRESSES,
    AGENT,
    BOOLEANS,
    BYTES,
    CLIENT_ID,
    FQDN,
    LONGS,
    MESSAGE,
    NODE_TYPE,
    OVERLOAD,
    PAIRS,
    REQUEST_LIST,
    ROUTES,
    SHORTS,
    SIGNED,
    STRING,
    USER_CLASS,
};

enum { PAD = 0, END = 255 };

struct option {
    const char *name;
    enum format format;
};

/* clang-format off */
static const struct option options[256] = {
    [PAD] = {"PAD", UNKNOWN},
    [1] = {"Subnet-Mask", ADDRESSES},
    [2] = {"Time-Zone", SIGNED},
    [3] = {"Default-Gateway", ADDRESSES},
    [4] = {"Time-Server", ADDRESSES},
    [5] = {"IEN-Name-Server", ADDRESSES},
    [6] = {"Domain-Name-Server", ADDRESSES},
    [7] = {"LOG", ADDRESSES},
    [8] = {"CS", ADDRESSES},
    [9] = {"LPR-Server", ADDRESSES},
    [10] = {"IM", ADDRESSES},
    [11] = {"RL", ADDRESSES},
    [12] = {"Hostname", STRING},
    [13] = {"BS", SHORTS},
    [14] = {"DP", STRING},
    [15] = {"Domain-Name", STRING},
    [16] = {"SS", ADDRESSES},
    [17] = {"RP", STRING},
    [18] = {"EP", STRING},
    [19] = {"IPF", BOOLEANS},
    [20] = {"SRT", BOOLEANS},
    [21] = {"PF", PAIRS},
    [22] = {"RSZ", SHORTS},
    [23] = {"TTL", BYTES},
    [24] = {"MTU-Timeout", LONGS},
    [25] = {"MTU-Table", SHORTS},
    [26] = {"MTU", SHORTS},
    [27] = {"LSN", BOOLEANS},
    [28] = {"BR", ADDRESSES},
    [29] = {"MD", BOOLEANS},
    [30] = {"MS", BOOLEANS},
    [31] = {"Router-Discovery", BOOLEANS},
    [32] = {"RSA", ADDRESSES},
    [33] = {"Static-Route", PAIRS},
    [34] = {"UT", BOOLEANS},
    [35] = {"AT", LONGS},
    [36] = {"IE", BOOLEANS},
    [37] = {"TT", BYTES},
    [38] = {"KI", LONGS},
    [39] = {"KG", BOOLEANS},
    [40] = {"YD", STRING},
    [41] = {"YS", ADDRESSES},
    [42] = {"NTP", ADDRESSES},
    [43] = {"Vendor-Option", BYTES},
    [44] = {"Netbios-Name-Server", ADDRESSES},
    [45] = {"WDD", ADDRESSES},
    [46] = {"Netbios-Node", NODE_TYPE},
    [47] = {"Netbios-Scope", STRING},
    [48] = {"XFS", ADDRESSES},
    [49] = {"XDM", ADDRESSES},
    [50] = {"Requested-IP", ADDRESSES},
    [51] = {"Lease-Time", LONGS},
    [52] = {"OO", OVERLOAD},
    [53] = {"DHCP-Message", MESSAGE},
    [54] = {"Server-ID", ADDRESSES},
    [55] = {"Parameter-Request", REQUEST_LIST},
    [56] = {"MSG", STRING},
    [57] = {"MSZ", SHORTS},
    [58] = {"RN", LONGS},
    [59] = {"RB", LONGS},
    [60] = {"Vendor-Class", STRING},
    [61] = {"Client-ID", CLIENT_ID},
    [64] = {"N+D", SHORTS},
    [65] = {"N+S", ADDRESSES},
    [66] = {"TFTP", STRING},
    [67] = {"BF", STRING},
    [68] = {"MH", ADDRESSES},
    [69] = {"SMTP", ADDRESSES},
    [70] = {"POP3", ADDRESSES},
    [71] = {"NNTP", ADDRESSES},
    [72] = {"WWW", ADDRESSES},
    [73] = {"FG", ADDRESSES},
    [74] = {"IRC", ADDRESSES},
    [75] = {"STS", ADDRESSES},
    [76] = {"STDA", ADDRESSES},
    [77] = {"User-Class", USER_CLASS},
    [78] = {"SLP-DA", BYTES},
    [79] = {"SLP-SCOPE", BYTES},
    [80] = {"SLP-NA", STRING},
    [81] = {"FQDN", FQDN},
    [82] = {"Agent-Information", AGENT},
    [83] = {"ARMT", BYTES},
    [88] = {"TZSTR", STRING},
    [89] = {"FQDNS", BYTES},
    [90] = {"AUTH", BYTES},
    [91] = {"Last-Transaction-Time", SIGNED},
    [92] = {"Associated-IP", ADDRESSES},
    [93] = {"ARCH", SHORTS},
    [94] = {"NDI", BYTES},
    [95] = {"LDAP", STRING},
    [97] = {"GUID", BYTES},
    [98] = {"UAP", STRING},
    [100] = {"POSIX-TZ", STRING},
    [101] = {"TZ-Name", STRING},
    [112] = {"NI", ADDRESSES},
    [113] = {"NITAG", STRING},
    [114] = {"URL", STRING},
    [116] = {"NOAUTO", BOOLEANS},
    [117] = {"NSSEARCH", SHORTS},
    [118] = {"SUBNET", ADDRESSES},
    [121] = {"Classless-Static-Route", ROUTES},
    [150] = {"TFTP-Server-Address", ADDRESSES},
    [161] = {"MUD-URL", STRING},
    [249] = {"Classless-Static-Route-Microsoft", ROUTES},
    [END] = {"END", UNKNOWN},
};
/* clang-format on */

static const char *option_name(uint8_t tag)
{
    return options[tag].name != NULL ? options[tag].name : "Unknown";
}

static void put_string(struct printer *pr, struct span s)
{
    text_char(pr->out, '"');
    printer_visible(pr, s.off, s.len);
    text_char(pr->out, '"');
}

static void put_element(struct printer *pr, enum format format, uint32_t off)
{
    const char *const words[] = {"N", "Y"};

    switch (format) {
    case ADDRESSES:
        printer_addr4(pr, off);
        break;
    case PAIRS:
        text_char(pr->out, '(');
        printer_addr4(pr, off);
        text_char(pr->out, ':');
        printer_addr4(pr, off + 4);
        text_char(pr->out, ')');
        break;
    case LONGS:
        text_u32(pr->out, printer_u32(pr, off));
        break;
    case SIGNED:
        text_i64(pr->out, (int32_t)printer_u32(pr, off));
        break;
    case SHORTS:
        text_u32(pr->out, printer_u16(pr, off));
        break;
    case BOOLEANS:
        if (printer_u8(pr, off) < COUNT_OF(words))
            text_str(pr->out, words[printer_u8(pr, off)]);
        else
            text_printf(pr->out, "%u?", printer_u8(pr, off));
        break;
    default:
        text_u32(pr->out, printer_u8(pr, off));
        break;
    }
}

static uint32_t element_size(enum format format)
{
    switch (format) {
    case PAIRS:
        return 8;
    case ADDRESSES:
    case LONGS:
    case SIGNED:
        return 4;
    case SHORTS:
        return 2;
    default:
        return 1;
    }
}

static void put_elements(struct printer *pr, enum format format, struct span *s)
{
    const uint32_t size = element_size(format);

    for (bool first = true; s->len >= size; span_skip(s, size), first = false) {
        if (!first)
            text_char(pr->out, format == BYTES ? '.' : ',');
        put_element(pr, format, s->off);
    }
}

static enum format guess(uint32_t len)
{
    if (len % 4 == 0)
        return LONGS;
    return len % 2 == 0 ? SHORTS : BYTES;
}

/* True when the data are too short, which has been said; they are used up. */
static bool is_short(struct printer *pr, struct span *s, uint32_t least)
{
    if (s->len >= least)
        return false;
    text_printf(pr->out, "[ERROR: length < %u bytes]", least);
    s->len = 0;
    return true;
}

static void put_message(struct printer *pr, struct span *s)
{
    static const struct code_name names[] = {
        {1, "Discover"},         {2, "Offer"},         {3, "Request"},
        {4, "Decline"},          {5, "ACK"},           {6, "NACK"},
        {7, "Release"},          {8, "Inform"},        {10, "LeaseQuery"},
        {11, "LeaseUnassigned"}, {12, "LeaseUnknown"}, {13, "LeaseActive"},
    };

    if (s->len != 1) {
        put_elements(pr, BYTES, s);
        return;
    }
    CODE_PUT(pr->out, names, printer_u8(pr, s->off), "Unknown (%u)");
    span_skip(s, 1);
}

/* The first byte by its name in `names`. */
static void put_named(struct printer *pr, struct span *s,
                      const struct code_name *names, size_t rows)
{
    if (is_short(pr, s, 1))
        return;
    code_put(pr->out, names, rows, printer_u8(pr, s->off), "#%u");
    span_skip(s, 1);
}

/* RFC 1533 section 8.7 */
static void put_node_type(struct printer *pr, struct span *s)
{
    static const struct code_name names[] = {
        {1, "b-node"}, {2, "p-node"}, {4, "m-node"}, {8, "h-node"}};

    put_named(pr, s, names, COUNT_OF(names));
}

static void put_overload(struct printer *pr, struct span *s)
{
    static const struct code_name names[] = {
        {1, "file"}, {2, "sname"}, {3, "file+sname"}};

    put_named(pr, s, names, COUNT_OF(names));
}

static void put_request_list(struct printer *pr, struct span *s)
{
    for (uint32_t i = 0; s->len > 0; i++, span_skip(s, 1)) {
        const uint8_t tag = printer_u8(pr, s->off);
        text_str(pr->out, i % 4 == 0 ? "\n\t      " : ", ");
        text_printf(pr->out, "%s (%u)", option_name(tag), tag);
    }
}

/* A hardware type and an address of it, or a name of any form behind a 0. */
static void put_client_id(struct printer *pr, struct span *s)
{
    static const struct code_name types[] = {
        {1, "ether"},   {6, "ieee802"}, {7, "arcnet"},
        {15, "frelay"}, {23, "strip"},  {24, "ieee1394"},
    };

    if (is_short(pr, s, 1))
        return;
    const uint8_t type = printer_u8(pr, s->off);
    span_skip(s, 1);
    if (type == 0) {
        put_string(pr, *s);
    } else {
        const char *name = CODE_NAME(types, type, NULL);
        if (name != NULL)
            text_printf(pr->out, "%s ", name);
        else
            text_printf(pr->out, "hardware-type %u, ", type);
        for (uint32_t i = 0; i < s->len; i++)
            text_printf(pr->out, "%s%02x", i > 0 ? ":" : "",
                        printer_u8(pr, s->off + i));
    }
    s->len = 0;
}

/* RFC 3004 */
static void put_user_class(struct printer *pr, struct span *s)
{
    if (is_short(pr, s, 2))
        return;
    for (uint32_t i = 1; s->len > 0; i++) {
        const uint8_t n = printer_u8(pr, s->off);
        span_skip(s, 1);
        text_printf(pr->out, "\n\t      instance#%u: ", i);
        if (n == 0) {
            TEXT_LIT(pr->out, "[ERROR: suboption length must be non-zero]");
            break;
        }
        if (n > s->len) {
            TEXT_LIT(pr->out, "[ERROR: invalid option]");
            break;
        }
        put_string(pr, (struct span){s->off, n});
        text_printf(pr->out, ", length %u", n);
        span_skip(s, n);
    }
    s->len = 0;
}

/* RFC 4702 */
static void put_fqdn(struct printer *pr, struct span *s)
{
    static const struct code_name names[] = {
        {1, "S"}, {2, "O"}, {4, "E"}, {8, "N"}};

    if (is_short(pr, s, 3))
        return;
    const uint8_t flags = printer_u8(pr, s->off);
    const uint8_t rcode1 = printer_u8(pr, s->off + 1);
    const uint8_t rcode2 = printer_u8(pr, s->off + 2);
    if (flags >> 4 != 0)
        text_printf(pr->out, "[ERROR: MBZ nibble 0x%x != 0] ", flags >> 4);
    if ((flags & 15) != 0) {
        text_char(pr->out, '[');
        CODE_PUT_BITS(pr->out, names, flags & 15U, "");
        TEXT_LIT(pr->out, "] ");
    }
    if (rcode1 != 0 || rcode2 != 0)
        text_printf(pr->out, "%u/%u ", rcode1, rcode2);
    span_skip(s, 3);
    put_string(pr, *s);
    s->len = 0;
}

/* RFC 3046 */
static void put_agent(struct printer *pr, struct span *s)
{
    static const struct code_name names[] = {
        {1, "Circuit-ID"}, {2, "Remote-ID"}, {6, "Subscriber-ID"}};

    while (s->len >= 2) {
        const uint8_t tag = printer_u8(pr, s->off);
        const uint8_t n = printer_u8(pr, s->off + 1);
        const char *name = CODE_NAME(names, tag, NULL);
        text_printf(pr->out, "\n\t      %s SubOption %u, length %u: ",
                    name != NULL ? name : "Unknown", tag, n);
        span_skip(s, 2);
        if (n > s->len) {
            TEXT_LIT(pr->out, "length goes past end of option");
            s->len = 0;
            return;
        }
        if (name != NULL)
            printer_visible(pr, s->off, n);
        else
            printer_hex(pr, "\n\t\t", s->off, n);
        span_skip(s, n);
    }
}

static void put_route(struct printer *pr, struct span s, uint8_t width)
{
    const uint32_t octets = (width + 7U) / 8;
    uint8_t net[4] = {0};

    text_char(pr->out, '(');
    if (width == 0) {
        TEXT_LIT(pr->out, "default");
    } else {
        for (uint32_t i = 0; i < octets; i++)
            net[i] = printer_u8(pr, s.off + i);
        text_ip4(pr->out, net);
        text_printf(pr->out, "/%u", width);
    }
    text_char(pr->out, ':');
    printer_addr4(pr, s.off + octets);
    text_char(pr->out, ')');
}

/* RFC 3442 */
static void put_routes(struct printer *pr, struct span *s)
{
    enum { GATEWAY = 4, WIDEST = 32 };

    if (is_short(pr, s, 1 + GATEWAY))
        return;
    for (bool first = true; s->len > 0; first = false) {
        const uint8_t width = printer_u8(pr, s->off);
        const uint32_t need = (width + 7U) / 8 + GATEWAY;
        if (!first)
            text_char(pr->out, ',');
        span_skip(s, 1);
        if (width > WIDEST) {
            text_printf(pr->out, "[ERROR: Mask width (%u) > 32]", width);
            break;
        }
        if (need > s->len) {
            text_printf(pr->out, "[ERROR: Remaining length (%u) < %u bytes]",
                        s->len, need);
            break;
        }
        put_route(pr, *s, width);
        span_skip(s, need);
    }
    s->len = 0;
}

typedef void put_fn(struct printer *pr, struct span *s);

/* The formats that are no lists of elements. */
static put_fn *const writers[] = {
    [AGENT] = put_agent,
    [CLIENT_ID] = put_client_id,
    [FQDN] = put_fqdn,
    [MESSAGE] = put_message,
    [NODE_TYPE] = put_node_type,
    [OVERLOAD] = put_overload,
    [REQUEST_LIST] = put_request_list,
    [ROUTES] = put_routes,
    [USER_CLASS] = put_user_class,
};

static void print_data(struct printer *pr, uint8_t tag, struct span s)
{
    enum format format = options[tag].format;

    if (format == UNKNOWN)
        format = guess(s.len);
    if (format == STRING) {
        put_string(pr, s);
        s.len = 0;
    } else if (format < COUNT_OF(writers) && writers[format] != NULL) {
        writers[format](pr, &s);
    } else {
        put_elements(pr, format, &s);
    }
    if (s.len > 0)
        text_printf(pr->out, "\n\t  trailing data length %u", s.len);
}

/* -vvv shows what fills the space; answers how many octets that is. */
static uint32_t print_pads(struct printer *pr, uint32_t off)
{
    uint32_t n = 0;

    while (printer_has(pr, off + n, 1) && pr->base[off + n] == PAD)
        n++;
    if (pr->style->verbose > 2) {
        TEXT_LIT(pr->out, "\n\t    PAD (0), length 0");
        if (n > 1)
            text_printf(pr->out, ", occurs %u", n);
    }
    return n;
}

/* Behind an END, too, where -vvv looks on. */
static bool print_end(struct printer *pr)
{
    if (pr->style->verbose <= 2)
        return false;
    TEXT_LIT(pr->out, "\n\t    END (255), length 0");
    return true;
}

void dhcp_print_options(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t  Vendor-rfc1048 Extensions");
    text_printf(pr->out, "\n\t    Magic Cookie 0x%08x", printer_u32(pr, off));
    off += 4;
    while (printer_ok(pr) && printer_has(pr, off, 1)) {
        const uint8_t tag = printer_u8(pr, off);
        if (tag == PAD) {
            off += print_pads(pr, off);
            continue;
        }
        off++;
        if (tag == END) {
            if (!print_end(pr))
                return;
            continue;
        }
        const uint8_t n = printer_u8(pr, off++);
        text_printf(pr->out, "\n\t    %s (%u), length %u%s", option_name(tag),
                    tag, n, n > 0 ? ": " : "");
        if (printer_need(pr, off, n))
            print_data(pr, tag, (struct span){off, n});
        off += n;
    }
}
