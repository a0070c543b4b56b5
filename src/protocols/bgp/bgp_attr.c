/*
 * bgp_attr.c - the path attributes of an update (RFC 4271, 4.3 and 5).
 */
#include "bgp_attr.h"

#include "bgp_community.h"
#include "bgp_mp.h"
#include "codes.h"
#include "tlv.h"

/* The oracle prints no more than so many sets in one another. */
enum { SET_LEVELS = 10 };

enum attr_type {
    ATTR_ORIGIN = 1,
    ATTR_AS_PATH = 2,
    ATTR_NEXT_HOP = 3,
    ATTR_MULTI_EXIT_DISC = 4,
    ATTR_LOCAL_PREF = 5,
    ATTR_ATOMIC_AGGREGATE = 6,
    ATTR_AGGREGATOR = 7,
    ATTR_COMMUNITIES = 8,
    ATTR_ORIGINATOR_ID = 9,
    ATTR_CLUSTER_LIST = 10,
    ATTR_MP_REACH = 14,
    ATTR_MP_UNREACH = 15,
    ATTR_EXT_COMMUNITIES = 16,
    ATTR_AS4_PATH = 17,
    ATTR_AS4_AGGREGATOR = 18,
    ATTR_PMSI_TUNNEL = 22,
    ATTR_AIGP = 26,
    ATTR_LARGE_COMMUNITIES = 32,
    ATTR_SET = 128,
};

static const struct code_name attr_names[] = {
    {ATTR_ORIGIN, "Origin"},
    {ATTR_AS_PATH, "AS Path"},
    {ATTR_NEXT_HOP, "Next Hop"},
    {ATTR_MULTI_EXIT_DISC, "Multi Exit Discriminator"},
    {ATTR_LOCAL_PREF, "Local Preference"},
    {ATTR_ATOMIC_AGGREGATE, "Atomic Aggregate"},
    {ATTR_AGGREGATOR, "Aggregator"},
    {ATTR_COMMUNITIES, "Community"},
    {ATTR_ORIGINATOR_ID, "Originator ID"},
    {ATTR_CLUSTER_LIST, "Cluster List"},
    {11, "DPA"},
    {12, "Advertisers"},
    {13, "RCID Path / Cluster ID"},
    {ATTR_MP_REACH, "Multi-Protocol Reach NLRI"},
    {ATTR_MP_UNREACH, "Multi-Protocol Unreach NLRI"},
    {ATTR_EXT_COMMUNITIES, "Extended Community"},
    {ATTR_AS4_PATH, "AS4 Path"},
    {ATTR_AS4_AGGREGATOR, "Aggregator4"},
    {ATTR_PMSI_TUNNEL, "PMSI Tunnel"},
    {23, "Tunnel Encapsulation"},
    {24, "Traffic Engineering"},
    {25, "IPv6 Extended Community"},
    {ATTR_AIGP, "Accumulated IGP Metric"},
    {27, "PE Distinguisher Label"},
    {28, "Entropy Label"},
    {ATTR_LARGE_COMMUNITIES, "Large Community"},
    {ATTR_SET, "Attribute Set"},
    {255, "Reserved for development"},
};

/* Bytes of the attribute's header: the extended length flag adds one. */
static uint32_t head_len(uint8_t flags)
{
    return flags & 0x10 ? 4 : 3;
}

static void put_flags(struct text *out, uint8_t flags)
{
    static const struct code_name letters[] = {
        {0x80, "O"},
        {0x40, "T"},
        {0x20, "P"},
        {0x10, "E"},
    };

    if (flags == 0)
        return;
    TEXT_LIT(out, ", Flags [");
    const uint32_t others = CODE_PUT_BITS(out, letters, flags, "");
    if (others != 0)
        text_printf(out, "+%x", others);
    text_char(out, ']');
}

/* "\n\t  Origin (1), length: 1, Flags [T]: " */
static void print_head(struct printer *pr, uint32_t off, struct bgp_attr *attr)
{
    const uint8_t flags = printer_u8(pr, off);
    const uint32_t head = head_len(flags);

    attr->type = printer_u8(pr, off + 1);
    attr->len = head == 4 ? printer_u16(pr, off + 2) : printer_u8(pr, off + 2);
    attr->off = off + head;
    text_printf(pr->out, "\n\t  %s%s (%u), length: %u",
                attr->level > 0 ? "    " : "",
                CODE_NAME(attr_names, attr->type, "Unknown Attribute"),
                attr->type, attr->len);
    put_flags(pr->out, flags);
    if (flags != 0 || attr->level > 0)
        TEXT_LIT(pr->out, ": ");
}

static void invalid_len(struct printer *pr)
{
    TEXT_LIT(pr->out, "invalid len");
}

/* --- AS paths ---------------------------------------------------------- */

static const struct code_name segment_opens[] = {
    {1, "{ "},
    {2, ""},
    {3, "( "},
    {4, "({ "},
};

static const struct code_name segment_closes[] = {
    {1, "}"},
    {2, ""},
    {3, ")"},
    {4, "})"},
};

/*
 * Nothing in an AS_PATH tells how wide its AS numbers are. Two octets are
 * assumed when the segments fit the attribute that way, four otherwise.
 */
static unsigned guess_as_size(struct printer *pr, const struct bgp_attr *attr)
{
    uint32_t i = 0;

    if (attr->type == ATTR_AS4_PATH)
        return 4;
    while (i < attr->len) {
        const uint8_t type = printer_u8(pr, attr->off + i);
        if (type < 1 || type > 4 || i + 2 > attr->len)
            return 4;
        i += 2 + 2u * printer_u8(pr, attr->off + i + 1);
    }
    return i == attr->len ? 2 : 4;
}

static bool print_as_path(struct printer *pr, const struct bgp_attr *attr)
{
    struct text *out = pr->out;
    const uint32_t end = attr->off + attr->len;
    uint32_t off = attr->off;

    if (attr->len % 2 != 0) {
        invalid_len(pr);
        return true;
    }
    if (attr->len == 0)
        TEXT_LIT(out, "empty");
    const unsigned size = guess_as_size(pr, attr);
    while (off < end) {
        if (!printer_has(pr, off, 2))
            return false;
        const uint8_t type = printer_u8(pr, off);
        const uint8_t count = printer_u8(pr, off + 1);
        text_str(out, CODE_NAME(segment_opens, type, "?"));
        off += 2;
        for (unsigned i = 0; i < count; i++, off += size) {
            if (!printer_has(pr, off, size))
                return false;
            bgp_put_as(pr,
                       size == 2 ? printer_u16(pr, off) : printer_u32(pr, off));
            text_char(out, ' ');
        }
        text_str(out, CODE_NAME(segment_closes, type, "?"));
    }
    return true;
}

static void print_aggregator(struct printer *pr, const struct bgp_attr *attr)
{
    const bool wide = attr->len == 8;

    if (!wide && (attr->len != 6 || attr->type == ATTR_AS4_AGGREGATOR)) {
        invalid_len(pr);
        return;
    }
    TEXT_LIT(pr->out, " AS #");
    bgp_put_as(pr,
               wide ? printer_u32(pr, attr->off) : printer_u16(pr, attr->off));
    TEXT_LIT(pr->out, ", origin ");
    bgp_put_quad(pr->out, printer_u32(pr, attr->off + attr->len - 4));
}

/* --- lists of numbers -------------------------------------------------- */

/* RFC 1997. The well-known names are not separated from their neighbours. */
static void print_communities(struct printer *pr, const struct bgp_attr *attr)
{
    static const struct code_name well_known[] = {
        {0xffffff01, " NO_EXPORT"},
        {0xffffff02, " NO_ADVERTISE"},
        {0xffffff03, " NO_EXPORT_SUBCONFED"},
    };

    if (attr->len % 4 != 0) {
        invalid_len(pr);
        return;
    }
    for (uint32_t i = 0; i < attr->len; i += 4) {
        const uint32_t community = printer_u32(pr, attr->off + i);
        const char *name = CODE_NAME(well_known, community, NULL);
        if (name != NULL) {
            text_str(pr->out, name);
            continue;
        }
        text_printf(pr->out, "%u:%u%s", community >> 16, community & 0xffff,
                    i + 4 < attr->len ? ", " : "");
    }
}

/* RFC 8092 */
static void print_large_communities(struct printer *pr,
                                    const struct bgp_attr *attr)
{
    if (attr->len == 0 || attr->len % 12 != 0) {
        invalid_len(pr);
        return;
    }
    TEXT_LIT(pr->out, "\n\t    ");
    for (uint32_t i = 0; i < attr->len; i += 12) {
        const uint32_t off = attr->off + i;
        text_printf(pr->out, "%s%u:%u:%u", i > 0 ? ", " : "",
                    printer_u32(pr, off), printer_u32(pr, off + 4),
                    printer_u32(pr, off + 8));
    }
}

static void print_cluster_list(struct printer *pr, const struct bgp_attr *attr)
{
    if (attr->len % 4 != 0) {
        invalid_len(pr);
        return;
    }
    for (uint32_t i = 0; i < attr->len; i += 4) {
        if (i > 0)
            TEXT_LIT(pr->out, ", ");
        bgp_put_quad(pr->out, printer_u32(pr, attr->off + i));
    }
}

/* RFC 7311 */
static bool print_aigp(struct printer *pr, const struct bgp_attr *attr)
{
    static const struct tlv_form form = {
        .type_bits = 8, .length_bits = 16, .whole = true};
    struct span list = {attr->off, attr->len};
    struct tlv t;

    while (list.len >= 3) {
        const enum tlv_fit fit = tlv_next(pr, &form, &list, &t);
        text_printf(pr->out, "\n\t    %s TLV (%u), length %u",
                    t.type == 1 ? "AIGP" : "Unknown", t.type, t.length);
        if (fit != TLV_FITS || (t.type == 1 && t.value.len < 8))
            return false;
        if (t.type == 1)
            text_printf(pr->out, ", metric %llu",
                        (unsigned long long)printer_u64(pr, t.value.off));
        else if (pr->style->verbose < 2)
            printer_hex(pr, "\n\t      ", t.value.off, t.value.len);
    }
    return true;
}

/* --- PMSI tunnel (RFC 6514, 5) ----------------------------------------- */

static const struct code_name tunnel_names[] = {
    {1, "RSVP-TE P2MP LSP"}, {2, "LDP P2MP LSP"},   {3, "PIM-SSM Tree"},
    {4, "PIM-SM Tree"},      {5, "PIM-Bidir Tree"}, {6, "Ingress Replication"},
    {7, "LDP MP2MP LSP"},
};

/* "\n\t      Root-Node 1.2.3.4, P-Group 224.0.0.5" */
static void put_tree(struct printer *pr, const char *root, uint32_t off)
{
    if (!printer_need(pr, off, 8))
        return;
    text_printf(pr->out, "\n\t      %s ", root);
    printer_addr4(pr, off);
    TEXT_LIT(pr->out, ", P-Group ");
    printer_addr4(pr, off + 4);
}

/* "\n\t      Root-Node 1.2.3.4, LSP-ID 0x00000001" */
static void put_lsp(struct printer *pr, const char *root, const char *id,
                    uint32_t off)
{
    if (!printer_need(pr, off, 8))
        return;
    text_printf(pr->out, "\n\t      %s ", root);
    printer_addr4(pr, off);
    text_printf(pr->out, ", %s 0x%08x", id, printer_u32(pr, off + 4));
}

/* The identifier's own length is not looked at: it depends on the type. */
static bool print_pmsi(struct printer *pr, const struct bgp_attr *attr)
{
    const uint32_t id = attr->off + 5;

    if (attr->len < 5)
        return false;
    const uint8_t flags = printer_u8(pr, attr->off);
    const uint8_t type = printer_u8(pr, attr->off + 1);
    text_printf(pr->out,
                "\n\t    Tunnel-type %s (%u), Flags [%s], MPLS Label %u",
                CODE_NAME(tunnel_names, type, "Unknown"), type,
                flags & 1 ? "Leaf Information required" : "none",
                printer_u24(pr, attr->off + 2) >> 4);
    switch (type) {
    case 1:
        put_lsp(pr, "Extended-Tunnel-ID", "P2MP-ID", id);
        break;
    case 2:
    case 7:
        put_lsp(pr, "Root-Node", "LSP-ID", id);
        break;
    case 3:
        put_tree(pr, "Root-Node", id);
        break;
    case 4:
    case 5:
        put_tree(pr, "Sender", id);
        break;
    case 6:
        printer_text_addr4(pr, "\n\t      Tunnel-Endpoint ", id);
        break;
    default:
        if (pr->style->verbose < 2)
            printer_hex(pr, "\n\t      ", id, attr->len - 5u);
        break;
    }
    return true;
}

/* --- attribute set (RFC 6368) ------------------------------------------ */

/*
 * Unlike other values, which are dumped whole at -vv, a set has as many of
 * its octets dumped as could not be taken apart.
 */
static bool print_attr_set(struct printer *pr, const struct bgp_attr *set)
{
    struct bgp_attr_list list = {
        .off = set->off + 4,
        .end = set->off + set->len,
        .bound = pr->cap,
        .level = set->level + 1,
    };

    if (set->len < 4)
        return false;
    TEXT_LIT(pr->out, "\n\t    Origin AS: ");
    bgp_put_as(pr, printer_u32(pr, set->off));
    if (!bgp_print_attrs(pr, &list))
        return false;
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t    ", set->off, list.left);
    return true;
}

/* --- all of them ------------------------------------------------------- */

static void print_origin(struct printer *pr, const struct bgp_attr *attr)
{
    static const struct code_name origins[] = {
        {0, "IGP"},
        {1, "EGP"},
        {2, "Incomplete"},
    };

    if (attr->len != 1)
        invalid_len(pr);
    else
        text_str(pr->out, CODE_NAME(origins, printer_u8(pr, attr->off),
                                    "Unknown Origin Typecode"));
}

static void print_addr(struct printer *pr, const struct bgp_attr *attr)
{
    if (attr->len != 4)
        invalid_len(pr);
    else
        printer_addr4(pr, attr->off);
}

static void print_number(struct printer *pr, const struct bgp_attr *attr)
{
    if (attr->len != 4)
        invalid_len(pr);
    else
        text_u32(pr->out, printer_u32(pr, attr->off));
}

static void print_undecoded(struct printer *pr, const struct bgp_attr *attr)
{
    text_printf(pr->out, "\n\t    no Attribute %u decoder", attr->type);
    if (pr->style->verbose < 2)
        printer_hex(pr, "\n\t    ", attr->off, attr->len);
}

static bool print_value(struct printer *pr, const struct bgp_attr *attr)
{
    switch ((enum attr_type)attr->type) {
    case ATTR_ORIGIN:
        print_origin(pr, attr);
        return true;
    case ATTR_AS_PATH:
    case ATTR_AS4_PATH:
        return print_as_path(pr, attr);
    case ATTR_NEXT_HOP:
    case ATTR_ORIGINATOR_ID:
        print_addr(pr, attr);
        return true;
    case ATTR_MULTI_EXIT_DISC:
    case ATTR_LOCAL_PREF:
        print_number(pr, attr);
        return true;
    case ATTR_ATOMIC_AGGREGATE:
        if (attr->len != 0)
            invalid_len(pr);
        return true;
    case ATTR_AGGREGATOR:
    case ATTR_AS4_AGGREGATOR:
        print_aggregator(pr, attr);
        return true;
    case ATTR_COMMUNITIES:
        print_communities(pr, attr);
        return true;
    case ATTR_CLUSTER_LIST:
        print_cluster_list(pr, attr);
        return true;
    case ATTR_MP_REACH:
        return bgp_print_mp_reach(pr, attr);
    case ATTR_MP_UNREACH:
        return bgp_print_mp_unreach(pr, attr);
    case ATTR_EXT_COMMUNITIES:
        bgp_print_ext_communities(pr, attr);
        return true;
    case ATTR_PMSI_TUNNEL:
        return print_pmsi(pr, attr);
    case ATTR_AIGP:
        return print_aigp(pr, attr);
    case ATTR_LARGE_COMMUNITIES:
        print_large_communities(pr, attr);
        return true;
    case ATTR_SET:
        return print_attr_set(pr, attr);
    }
    print_undecoded(pr, attr);
    return true;
}

/* Attributes whose value is not dumped as a whole at -vv. */
static bool dumps_itself(const struct bgp_attr *attr)
{
    return attr->type == ATTR_SET ||
           (attr->type == ATTR_LARGE_COMMUNITIES && attr->len % 12 == 0);
}

static bool print_attr(struct printer *pr, const struct bgp_attr *attr)
{
    if (attr->level > SET_LEVELS) {
        TEXT_LIT(pr->out, "(too many nested levels, not recursing)");
        return true;
    }
    if (!print_value(pr, attr) || !printer_ok(pr))
        return false;
    if (pr->style->verbose > 1 && !dumps_itself(attr))
        printer_hex(pr, "\n\t    ", attr->off, attr->len);
    return true;
}

bool bgp_print_attrs(struct printer *pr, struct bgp_attr_list *list)
{
    const bool nested = list->level > 0;
    struct bgp_attr attr = {.level = list->level};
    uint32_t off = list->off;

    list->left = 0;
    while (off < list->end) {
        const uint32_t left = list->end - off;
        const uint32_t bound = list->bound - off;
        const uint32_t head = head_len(printer_u8(pr, off));
        if (bound < 2 || (left >= 2 && bound < head))
            return false;
        if (left < head) {
            text_str(pr->out, nested ? " [path attr too short]"
                                     : "\n\t  [path attrs too short]");
            list->left = left < 2 ? left : left - 2;
            return true;
        }
        print_head(pr, off, &attr);
        if (attr.len > left - head) {
            text_str(pr->out, nested ? " [path attr too short]"
                                     : " [path attrs too short]");
            list->left = left - head;
            return true;
        }
        if (!print_attr(pr, &attr))
            return false;
        off += head + attr.len;
    }
    return true;
}
