/*
 * isis_reach.c - neighbours and prefixes of IS-IS, and their elements.
 */
#include "isis_reach.h"

#include "codes.h"
#include "gmpls.h"
#include "osi_kit.h"

enum {
    ADMIN_GROUPS = 3,
    LOCAL_REMOTE = 4,
    REMOTE = 5,
    INTERFACE4 = 6,
    NEIGHBOR4 = 8,
    MAX_BANDWIDTH = 9,
    RESERVABLE = 10,
    UNRESERVED = 11,
    CONSTRAINTS_OLD = 12,
    TE_METRIC = 18,
    LINK_ATTRIBUTE = 19,
    PROTECTION = 20,
    SWITCHING = 21,
    CONSTRAINTS = 22,
    SPB_METRIC = 29,
    LAN_ADJACENCY = 32,
};

static const struct code_name neighbor_subs[] = {
    {ADMIN_GROUPS, "Administrative groups"},
    {LOCAL_REMOTE, "Link Local/Remote Identifier"},
    {REMOTE, "Link Remote Identifier"},
    {INTERFACE4, "IPv4 interface address"},
    {NEIGHBOR4, "IPv4 neighbor address"},
    {MAX_BANDWIDTH, "Maximum link bandwidth"},
    {RESERVABLE, "Reservable link bandwidth"},
    {UNRESERVED, "Unreserved bandwidth"},
    {CONSTRAINTS_OLD, "Bandwidth Constraints (old)"},
    {TE_METRIC, "Traffic Engineering Metric"},
    {LINK_ATTRIBUTE, "Link Attribute"},
    {PROTECTION, "Link Protection Type"},
    {SWITCHING, "Interface Switching Capability"},
    {CONSTRAINTS, "Bandwidth Constraints"},
    {SPB_METRIC, "SPB Metric"},
    {LAN_ADJACENCY, "LAN Adjacency Segment Identifier"},
    {250, "Reserved for cisco specific extensions"},
    {251, "Reserved for cisco specific extensions"},
    {252, "Reserved for cisco specific extensions"},
    {253, "Reserved for cisco specific extensions"},
    {254, "Reserved for cisco specific extensions"},
    {255, "Reserved for future expansion"},
};

enum { TAG32 = 1, TAG64 = 2, PREFIX_SID = 3, COLOR = 117 };

static const struct code_name prefix_subs[] = {
    {TAG32, "32-Bit Administrative tag"},
    {TAG64, "64-Bit Administrative tag"},
    {PREFIX_SID, "Prefix SID"},
    {COLOR, "Management Prefix Color"},
};

/* RFC 5029 */
static const struct code_name link_attributes[] = {
    {1, "Local Protection Available"},
    {2, "Link excluded from local protection path"},
    {4, "Local maintenance required"},
};

static const struct code_name adjacency_flags[] = {
    {0x80, "Address family IPv6"},
    {0x40, "Backup"},
    {0x20, "Value"},
    {0x10, "Local significance"},
    {0x08, "Set of adjacencies"},
    {0x04, "Persistent"},
};

static const struct code_name sid_flags[] = {
    {0x80, "Readvertisement"}, {0x40, "Node"},  {0x20, "No-PHP"},
    {0x10, "Explicit NULL"},   {0x08, "Value"}, {0x04, "Local"},
};

static const struct code_name sid_algorithms[] = {
    {0, "SPF"},
    {1, "strict-SPF"},
};

static const struct code_name tdm_indications[] = {
    {0, "Standard SONET/SDH"},
    {1, "Arbitrary SONET/SDH"},
};

const char isis_pinned[] = "isis";
static const char unpinned[] = "isis";

bool isis_need(struct printer *pr, uint32_t off, uint32_t n)
{
    if (pr->cut || printer_has(pr, off, n))
        return !pr->cut;
    pr->label = unpinned;
    printer_cut(pr);
    return false;
}

/* What a switching capability says of its kind. */
static void put_specific(struct printer *pr, uint8_t kind, uint32_t off,
                         uint32_t len)
{
    static const char min[] = "\n\t          Min LSP Bandwidth: ";

    if (kind >= 1 && kind <= 4) {
        if (len < 6)
            return;
        text_str(pr->out, min);
        gmpls_put_bandwidth(pr, off);
        text_printf(pr->out, "\n\t          Interface MTU: %u",
                    printer_u16(pr, off + 4));
    } else if (kind == 100) {
        if (len < 8)
            return;
        text_str(pr->out, min);
        gmpls_put_bandwidth(pr, off);
        TEXT_LIT(pr->out, "\n\t          Indication ");
        CODE_PUT(pr->out, tdm_indications, printer_u8(pr, off + 4),
                 "Unknown (%u)");
    } else {
        printer_hex(pr, "\n\t\t    ", off, len);
    }
}

static void put_switching(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len < 36)
        return;
    const uint8_t kind = printer_u8(pr, off);
    text_printf(pr->out,
                "\n\t          Interface Switching Capability:%s, "
                "LSP Encoding: %s\n\t          Max LSP Bandwidth:",
                gmpls_switching(kind), gmpls_encoding(printer_u8(pr, off + 1)));
    gmpls_put_bandwidths(pr, "\n\t            priority level ", off + 4, 8);
    if (len > 36)
        put_specific(pr, kind, off + 36, len - 36);
}

static void put_constraints(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len == 0)
        return;
    const uint8_t model = printer_u8(pr, off);
    text_printf(pr->out, "\n\t        Bandwidth Constraints Model ID: %s (%u)",
                gmpls_constraint_model(model), model);
    gmpls_put_bandwidths(pr, "\n\t          Bandwidth constraint CT", off + 1,
                         (len - 1) / 4);
}

/* How a list of elements goes on. */
enum step { STEP_ON, STEP_MARK, STEP_LAST, STEP_OVER };

/*
 * RFC 8667 section 2.2.2. The oracle does not ask whether the label or the
 * index lies within `len`.
 */
static void put_lan_adjacency(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { VALUE = 0x20, LOCAL = 0x10 };

    if (len < 8)
        return;
    const uint8_t flags = printer_u8(pr, off);
    TEXT_LIT(pr->out, "\n\t          Flags: [");
    CODE_PUT_BITS_OR(pr->out, adjacency_flags, flags, ", ", "none");
    text_printf(pr->out, "]\n\t          Weight: %u", printer_u8(pr, off + 1));
    osi_put_named(pr, "\n\t          Neighbor System-ID: ", off + 2, 6);
    pr->label = isis_pinned;
    switch (flags & (VALUE | LOCAL)) {
    case VALUE | LOCAL:
        text_printf(pr->out, "\n\t          Label: %u",
                    printer_u24(pr, off + 8));
        break;
    case 0:
        text_printf(pr->out, "\n\t          Index: %u",
                    printer_u32(pr, off + 8));
        break;
    default:
        TEXT_LIT(pr->out, " (invalid)");
        break;
    }
    pr->label = unpinned;
}

/* The elements of a neighbour: each says what it has, and no more. */
/* One word, or the two that just fit. */
static void put_words(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len >= 4)
        text_printf(pr->out, ", 0x%08x", printer_u32(pr, off));
    if (len == 8)
        text_printf(pr->out, ", 0x%08x", printer_u32(pr, off + 4));
}

static void put_address4(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len >= 4)
        printer_text_addr4(pr, ", ", off);
}

static void put_bandwidth(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len < 4)
        return;
    TEXT_LIT(pr->out, ", ");
    gmpls_put_bandwidth(pr, off);
}

static void put_unreserved(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len >= 32)
        gmpls_put_bandwidths(pr, "\n\t          TE-Class ", off, 8);
}

static void put_te_metric(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len >= 3)
        text_printf(pr->out, ", %u", printer_u24(pr, off));
}

static void put_link_attribute(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len != 2)
        return;
    TEXT_LIT(pr->out, ", [ ");
    CODE_PUT_BITS_OR(pr->out, link_attributes, printer_u16(pr, off), ", ",
                     "Unknown");
    text_printf(pr->out, " ] (0x%04x)", printer_u16(pr, off));
}

static void put_protection(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len < 2)
        return;
    TEXT_LIT(pr->out, ", ");
    gmpls_put_protection(pr->out, printer_u8(pr, off));
    text_printf(pr->out, ", Priority %u", printer_u8(pr, off + 1));
}

static void put_spb_metric(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len >= 6)
        text_printf(pr->out, ", LM: %u, P: %u, P-ID: %u", printer_u24(pr, off),
                    printer_u8(pr, off + 3), printer_u16(pr, off + 4));
}

static void put_neighbor_value(struct printer *pr, uint8_t type, uint32_t off,
                               uint32_t len)
{
    static const struct {
        uint8_t type;
        void (*put)(struct printer *pr, uint32_t off, uint32_t len);
    } writers[] = {
        {ADMIN_GROUPS, put_words},
        {LOCAL_REMOTE, put_words},
        {REMOTE, put_words},
        {INTERFACE4, put_address4},
        {NEIGHBOR4, put_address4},
        {MAX_BANDWIDTH, put_bandwidth},
        {RESERVABLE, put_bandwidth},
        {UNRESERVED, put_unreserved},
        {CONSTRAINTS, put_constraints},
        {CONSTRAINTS_OLD, put_constraints},
        {TE_METRIC, put_te_metric},
        {LINK_ATTRIBUTE, put_link_attribute},
        {PROTECTION, put_protection},
        {SPB_METRIC, put_spb_metric},
        {SWITCHING, put_switching},
    };

    for (size_t i = 0; i < COUNT_OF(writers); i++)
        if (writers[i].type == type) {
            writers[i].put(pr, off, len);
            return;
        }
    printer_hex(pr, "\n\t\t    ", off, len);
}

/* False where it ends with the mark. */
static bool put_prefix_value(struct printer *pr, uint8_t type, uint32_t off,
                             uint32_t len)
{
    switch (type) {
    case TAG32:
    case COLOR:
        for (; len >= 4 && printer_ok(pr); len -= 4, off += 4)
            text_printf(pr->out, ", 0x%08x (=%u)", printer_u32(pr, off),
                        printer_u32(pr, off));
        break;
    case TAG64:
        for (; len >= 8 && printer_ok(pr); len -= 8, off += 8)
            text_printf(pr->out, ", 0x%08x%08x", printer_u32(pr, off),
                        printer_u32(pr, off + 4));
        break;
    case PREFIX_SID: {
        const uint8_t flags = printer_u8(pr, off);
        const bool is_label = (flags & 0x08) != 0;
        if (len < (is_label ? 5 : 6))
            return false;
        TEXT_LIT(pr->out, ", Flags [");
        CODE_PUT_BITS_OR(pr->out, sid_flags, flags, ", ", "None");
        TEXT_LIT(pr->out, "], Algo ");
        const uint8_t algo = printer_u8(pr, off + 1);
        text_printf(pr->out, "%s (%u)",
                    CODE_NAME(sid_algorithms, algo, "Unknown"), algo);
        if (is_label)
            text_printf(pr->out, ", label %u", printer_u24(pr, off + 2));
        else
            text_printf(pr->out, ", index %u", printer_u32(pr, off + 2));
        break;
    }
    default:
        printer_hex(pr, "\n\t\t    ", off, len);
        break;
    }
    return true;
}

/* How an element of a neighbour goes on, with words where it does not fit. */
static enum step fits(struct printer *pr, uint32_t off, uint32_t len,
                      uint32_t left, uint32_t tlv)
{
    if (len > left) {
        TEXT_LIT(pr->out, " (remaining data in subTLVs shorter than the "
                          "current subTLV)");
        return STEP_OVER;
    }
    if (len > tlv) {
        TEXT_LIT(pr->out, " (> remaining tlv length)");
        return STEP_LAST;
    }
    return isis_need(pr, off, len) ? STEP_ON : STEP_OVER;
}

static void put_sub_head(struct printer *pr, const char *name, uint32_t off)
{
    text_printf(pr->out, "\n\t        %s subTLV #%u, length: %u", name,
                printer_u8(pr, off), printer_u8(pr, off + 1));
}

/*
 * Octets of an element that the oracle, having read them one after the other,
 * forgets when it counts what is left of the whole.
 */
static uint32_t uncounted(uint8_t type, uint32_t len)
{
    switch (type) {
    case CONSTRAINTS:
    case CONSTRAINTS_OLD:
        return len == 0 ? 0 : 1 + (len - 1) / 4 * 4;
    case LAN_ADJACENCY:
        return len < 8 ? 0 : 2;
    case SPB_METRIC:
        return len < 6 ? 0 : 4;
    case SWITCHING:
        return len < 36 ? 0 : 36;
    case UNRESERVED:
        return len < 32 ? 0 : 32;
    default:
        return 0;
    }
}

/* The elements of a neighbour in `left` octets; the whole has `tlv` more. */
static enum step put_neighbor_subs(struct printer *pr, uint32_t off,
                                   uint32_t left, uint32_t tlv)
{
    enum { HEAD = 2 };
    enum step step = STEP_ON;

    while (left > 0 && printer_ok(pr) && step == STEP_ON) {
        if (!isis_need(pr, off, HEAD))
            return STEP_MARK;
        if (tlv < HEAD) {
            TEXT_LIT(pr->out, "\n\t        Remaining data in TLV shorter than "
                              "a subTLV header");
            return STEP_LAST;
        }
        if (left < HEAD) {
            TEXT_LIT(pr->out, "\n\t        Remaining data in subTLVs shorter "
                              "than a subTLV header");
            return STEP_OVER;
        }
        const uint8_t type = printer_u8(pr, off);
        const uint8_t len = printer_u8(pr, off + 1);
        put_sub_head(pr, CODE_NAME(neighbor_subs, type, "unknown"), off);
        off += HEAD;
        left -= HEAD;
        tlv -= HEAD;
        step = fits(pr, off, len, left, tlv);
        if (step != STEP_ON)
            break;
        if (type == LAN_ADJACENCY)
            put_lan_adjacency(pr, off, len);
        else
            put_neighbor_value(pr, type, off, len);
        off += len;
        left -= len;
        tlv -= len - uncounted(type, len);
    }
    return step;
}

/*
 * Those of a prefix, which the oracle looks for until they end where they
 * should: it counts on below zero, and stops where the capture does.
 */
static enum step put_prefix_subs_list(struct printer *pr, uint32_t off,
                                      uint32_t left)
{
    enum { HEAD = 2 };

    while (left != 0 && printer_ok(pr)) {
        if (!printer_need(pr, off, HEAD))
            return STEP_MARK;
        const uint8_t type = printer_u8(pr, off);
        const uint8_t len = printer_u8(pr, off + 1);
        put_sub_head(pr, CODE_NAME(prefix_subs, type, "unknown"), off);
        off += HEAD;
        if (!printer_has(pr, off, len) ||
            !put_prefix_value(pr, type, off, len)) {
            printer_mark(pr); /* one more is to follow */
            return STEP_MARK;
        }
        off += len;
        left -= HEAD + len;
    }
    return STEP_ON;
}

/* What a neighbour or a prefix takes, `used` before its elements. */
static uint32_t put_list(struct printer *pr, uint32_t off, uint32_t left,
                         uint32_t used, bool of_prefix)
{
    const uint8_t subs = printer_u8(pr, off + used - 1);

    text_printf(pr->out, " (%u)", subs);
    const uint32_t rest = left > used ? left - used : 0;
    switch (of_prefix ? put_prefix_subs_list(pr, off + used, subs)
                      : put_neighbor_subs(pr, off + used, subs, rest)) {
    case STEP_ON:
        return used + subs;
    case STEP_MARK:
        return 0;
    case STEP_LAST:
        return ISIS_LAST;
    default: /* what is wrong among the elements ends them alone */
        return used + subs;
    }
}

uint32_t isis_put_neighbor(struct printer *pr, uint32_t off, uint32_t left,
                           bool with_metric)
{
    enum { ID = 7, METRIC = 3 };
    uint32_t used = ID;

    pr->label = unpinned;
    if (left < ID || !isis_need(pr, off, ID))
        return 0;
    TEXT_LIT(pr->out, "\n\t      IS Neighbor: ");
    osi_put_system(pr, off, ID);
    if (with_metric) {
        if (left < used + METRIC)
            return 0;
        text_printf(pr->out, ", Metric: %u", printer_u24(pr, off + used));
        used += METRIC;
    }
    if (left < used + 1)
        return 0;
    const uint8_t subs = printer_u8(pr, off + used);
    text_printf(pr->out, ", %ssub-TLVs present", subs > 0 ? "" : "no ");
    used++;
    if (subs == 0)
        return used;
    return put_list(pr, off, left, used, false);
}

/* The elements of a prefix, behind `used` octets; what all take. */
static uint32_t put_prefix_subs(struct printer *pr, uint32_t off, uint32_t left,
                                uint32_t used)
{
    TEXT_LIT(pr->out, ", sub-TLVs present");
    if (!printer_need(pr, off + used, 1))
        return 0;
    return put_list(pr, off, left, used + 1, true);
}

static void put_distribution(struct printer *pr, bool down, uint32_t metric)
{
    text_printf(pr->out, ", Distribution: %s, Metric: %u", down ? "down" : "up",
                metric);
}

/* Copies the octets of a prefix, `bits` wide; false where fewer are captured.
 */
static bool copy_prefix(struct printer *pr, uint32_t off, uint32_t bits,
                        uint8_t *addr)
{
    const uint32_t octets = (bits + 7) / 8;

    if (!printer_need(pr, off, octets))
        return false;
    memcpy(addr, pr->base + off, octets);
    return true;
}

static uint32_t put_prefix4(struct printer *pr, uint32_t off, uint32_t left)
{
    enum { HEAD = 5, DOWN = 0x80, SUBS = 0x40, WIDTH = 15 };
    uint8_t addr[4] = {0};

    if (!printer_need(pr, off, HEAD))
        return 0;
    const uint8_t status = printer_u8(pr, off + 4);
    const uint32_t bits = status & 0x3f;
    if (bits > 32) {
        text_printf(pr->out, "\n\t      IPv4 prefix: bad bit length %u", bits);
        return 0;
    }
    if (!copy_prefix(pr, off + HEAD, bits, addr))
        return 0;
    TEXT_LIT(pr->out, "\n\t      IPv4 prefix: ");
    const size_t before = text_len(pr->out);
    text_ip4(pr->out, addr);
    const size_t n = text_len(pr->out) - before;
    text_truncate(pr->out, before);
    text_fill(pr->out, ' ', n < WIDTH ? WIDTH - n : 0);
    text_ip4(pr->out, addr);
    text_printf(pr->out, "/%u", bits);
    put_distribution(pr, (status & DOWN) != 0, printer_u32(pr, off));
    const uint32_t used = HEAD + (bits + 7) / 8;
    return status & SUBS ? put_prefix_subs(pr, off, left, used) : used;
}

static uint32_t put_prefix6(struct printer *pr, uint32_t off, uint32_t left)
{
    enum { HEAD = 6, DOWN = 0x80, EXTERNAL = 0x40, SUBS = 0x20 };
    uint8_t addr[16] = {0};

    if (!printer_need(pr, off, HEAD))
        return 0;
    const uint8_t status = printer_u8(pr, off + 4);
    const uint32_t bits = printer_u8(pr, off + 5);
    if (bits > 128) {
        text_printf(pr->out, "\n\t      IPv6 prefix: bad bit length %u", bits);
        return 0;
    }
    if (!copy_prefix(pr, off + HEAD, bits, addr))
        return 0;
    TEXT_LIT(pr->out, "\n\t      IPv6 prefix: ");
    text_ip6(pr->out, addr);
    text_printf(pr->out, "/%u", bits);
    put_distribution(pr, (status & DOWN) != 0, printer_u32(pr, off));
    text_str(pr->out, status & EXTERNAL ? ", External" : ", Internal");
    const uint32_t used = HEAD + (bits + 7) / 8;
    return status & SUBS ? put_prefix_subs(pr, off, left, used) : used;
}

uint32_t isis_put_prefix4(struct printer *pr, uint32_t off, uint32_t left)
{
    pr->label = isis_pinned;
    const uint32_t used = put_prefix4(pr, off, left);
    pr->label = unpinned;
    return used;
}

uint32_t isis_put_prefix6(struct printer *pr, uint32_t off, uint32_t left)
{
    pr->label = isis_pinned;
    const uint32_t used = put_prefix6(pr, off, left);
    pr->label = unpinned;
    return used;
}
