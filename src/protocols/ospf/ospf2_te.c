/*
 * ospf2_te.c - opaque advertisements: traffic engineering, graceful restart,
 * capabilities.
 *
 * The oracle leaves a list in silence where an element is not captured, and
 * with words where it cannot be right; neither keeps it from the next
 * advertisement.
 */
#include "ospf2_te.h"

#include "codes.h"
#include "gmpls.h"

enum { ELEMENT = 4, LINK_TLV = 2 };

static const struct code_name te_tlvs[] = {
    {1, "Router Address"},
    {2, "Link"},
};

enum {
    LINK_TYPE = 1,
    LINK_ID = 2,
    LOCAL_ADDR = 3,
    REMOTE_ADDR = 4,
    METRIC = 5,
    MAX_BANDWIDTH = 6,
    RESERVABLE = 7,
    UNRESERVED = 8,
    ADMIN_GROUP = 9,
    LOCAL_REMOTE = 11,
    PROTECTION = 14,
    SWITCHING = 15,
    RISK_GROUP = 16,
    CONSTRAINTS = 17,
};

static const struct code_name link_subs[] = {
    {LINK_TYPE, "Link Type"},
    {LINK_ID, "Link ID"},
    {LOCAL_ADDR, "Local Interface IP address"},
    {REMOTE_ADDR, "Remote Interface IP address"},
    {METRIC, "Traffic Engineering Metric"},
    {MAX_BANDWIDTH, "Maximum Bandwidth"},
    {RESERVABLE, "Maximum Reservable Bandwidth"},
    {UNRESERVED, "Unreserved Bandwidth"},
    {ADMIN_GROUP, "Administrative Group"},
    {LOCAL_REMOTE, "Link Local/Remote Identifier"},
    {PROTECTION, "Link Protection Type"},
    {SWITCHING, "Interface Switching Capability"},
    {RISK_GROUP, "Shared Risk Link Group"},
    {CONSTRAINTS, "Bandwidth Constraints"},
};

static const struct code_name link_types[] = {
    {1, "Point-to-point"},
    {2, "Multi-Access"},
};

static void put_id(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, ", ", off);
    text_printf(pr->out, " (0x%08x)", printer_u32(pr, off));
}

static bool put_ids(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len != 4 && len != 8) {
        TEXT_LIT(pr->out, " != 4 && != 8");
        return false;
    }
    put_id(pr, off);
    if (len == 8)
        put_id(pr, off + 4);
    return true;
}

static bool put_constraints(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { MODEL = 4, MOST = 36 };

    if (len < MODEL) {
        TEXT_LIT(pr->out, " < 4");
        return false;
    }
    const uint8_t model = printer_u8(pr, off);
    TEXT_LIT(pr->out, "\n\t\tBandwidth Constraints Model ID: ");
    text_printf(pr->out, "%s (%u)", gmpls_constraint_model(model), model);
    if (len % 4 != 0) {
        text_printf(pr->out, "\n\t\tlength %u != N x 4", len);
        return false;
    }
    if (len > MOST) {
        text_printf(pr->out, "\n\t\tlength %u > %u", len, MOST);
        return false;
    }
    gmpls_put_bandwidths(pr, "\n\t\t  Bandwidth constraint CT", off + MODEL,
                         (len - MODEL) / 4);
    return true;
}

static bool put_switching(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len < 36) {
        TEXT_LIT(pr->out, " < 36");
        return false;
    }
    text_printf(pr->out, "\n\t\tInterface Switching Capability: %s",
                gmpls_switching(printer_u8(pr, off)));
    text_printf(pr->out, "\n\t\tLSP Encoding: %s\n\t\tMax LSP Bandwidth:",
                gmpls_encoding(printer_u8(pr, off + 1)));
    gmpls_put_bandwidths(pr, "\n\t\t  priority level ", off + 4, 8);
    return true;
}

static bool put_risk_groups(struct printer *pr, uint32_t off, uint32_t len)
{
    const char *before = "\n\t\t  Shared risk group: ";

    if (len % 4 != 0) {
        TEXT_LIT(pr->out, " != N x 4");
        return false;
    }
    for (uint32_t i = 0; i < len && printer_ok(pr); i += 4) {
        text_printf(pr->out, "%s%u", before, printer_u32(pr, off + i));
        before = ", ";
    }
    return true;
}

/* Those that have one length; false when it is another. */
static bool put_fixed(struct printer *pr, uint32_t type, uint32_t off,
                      uint32_t len)
{
    const uint32_t want = type == LINK_TYPE    ? 1U
                          : type == UNRESERVED ? 32U
                                               : 4U;

    if (len != want) {
        text_printf(pr->out, " != %u", want);
        return false;
    }
    switch (type) {
    case LINK_TYPE:
        text_printf(pr->out, ", %s (%u)",
                    CODE_NAME(link_types, printer_u8(pr, off), "unknown"),
                    printer_u8(pr, off));
        break;
    case METRIC:
        text_printf(pr->out, ", Metric %u", printer_u32(pr, off));
        break;
    case ADMIN_GROUP:
        text_printf(pr->out, ", 0x%08x", printer_u32(pr, off));
        break;
    case PROTECTION:
        TEXT_LIT(pr->out, ", ");
        gmpls_put_protection(pr->out, printer_u8(pr, off));
        break;
    case UNRESERVED:
        gmpls_put_bandwidths(pr, "\n\t\tTE-Class ", off, 8);
        break;
    case MAX_BANDWIDTH:
    case RESERVABLE:
        TEXT_LIT(pr->out, ", ");
        gmpls_put_bandwidth(pr, off);
        break;
    default:
        printer_text_addr4(pr, ", ", off);
        break;
    }
    return true;
}

static bool put_sub(struct printer *pr, uint32_t type, uint32_t off,
                    uint32_t len)
{
    switch (type) {
    case LINK_ID:
    case LOCAL_REMOTE:
        return put_ids(pr, off, len);
    case CONSTRAINTS:
        return put_constraints(pr, off, len);
    case SWITCHING:
        return put_switching(pr, off, len);
    case RISK_GROUP:
        return put_risk_groups(pr, off, len);
    case LINK_TYPE:
    case LOCAL_ADDR:
    case REMOTE_ADDR:
    case METRIC:
    case MAX_BANDWIDTH:
    case RESERVABLE:
    case UNRESERVED:
    case ADMIN_GROUP:
    case PROTECTION:
        return put_fixed(pr, type, off, len);
    default:
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t\t", off, len);
        return true;
    }
}

static void put_remaining(struct printer *pr, uint32_t left, uint32_t need)
{
    text_printf(pr->out, "\n\t    Remaining TLV length %u < %u", left, need);
}

/*
 * The elements of a link in `left` octets at `*at`, which moves behind them;
 * false where the whole list is left. The oracle steps over a risk group
 * twice.
 */
static bool put_link(struct printer *pr, uint32_t *at, uint32_t left)
{
    uint32_t off = *at;

    while (left != 0 && printer_ok(pr)) {
        if (left < ELEMENT) {
            put_remaining(pr, left, ELEMENT);
            return false;
        }
        const uint16_t type = printer_u16(pr, off);
        const uint16_t len = printer_u16(pr, off + 2);
        if (type == 0 || len == 0) {
            if (printer_need(pr, off, ELEMENT))
                TEXT_LIT(pr->out, " (invalid)");
            return false;
        }
        if (!printer_need(pr, off, ELEMENT))
            return false;
        text_printf(pr->out, "\n\t      %s subTLV (%u), length: %u",
                    CODE_NAME(link_subs, type, "unknown"), type, len);
        const uint32_t bare = ELEMENT + (uint32_t)len;
        const uint32_t whole = (bare + 3) & ~3U;
        if (left < bare) {
            put_remaining(pr, left, bare);
            return false;
        }
        if (!printer_has(pr, off + ELEMENT, len))
            return false;
        if (!put_sub(pr, type, off + ELEMENT, len)) {
            TEXT_LIT(pr->out, " (invalid)");
            return false;
        }
        if (left < whole) {
            put_remaining(pr, left, whole);
            return false;
        }
        off += type == RISK_GROUP ? whole + len : whole;
        left -= whole;
    }
    *at = off;
    return true;
}

/* How a list goes on, at `off` with `left` octets to come. */
enum step { MORE, DONE, LEFT };

static enum step look(struct printer *pr, uint32_t off, uint32_t left)
{
    if (left == 0)
        return DONE;
    if (!printer_ok(pr) || !printer_has(pr, off, ELEMENT))
        return LEFT;
    if (left >= ELEMENT)
        return MORE;
    text_printf(pr->out, "\n\t    Remaining LS length %u < %u", left, ELEMENT);
    return LEFT;
}

/* Says so where a list of `len` octets has no room for `n`. */
static bool fits(struct printer *pr, uint32_t n, uint32_t len)
{
    if (n <= len)
        return true;
    text_printf(pr->out, "\n\t    Bogus length %u > %u", n, len);
    return false;
}

static bool put_te_tlv(struct printer *pr, uint16_t type, uint32_t off,
                       uint16_t len)
{
    if (type == 1) {
        if (len < 4) {
            text_printf(pr->out, "\n\t    TLV length %u < 4", len);
            return false;
        }
        printer_text_addr4(pr, ", ", off);
        return true;
    }
    if (pr->style->verbose <= 1)
        printer_hex(pr, "\n\t      ", off, len);
    return true;
}

bool ospf2_put_te(struct printer *pr, uint32_t off, uint32_t len)
{
    enum step step;

    while ((step = look(pr, off, len)) == MORE) {
        const uint16_t type = printer_u16(pr, off);
        const uint16_t n = printer_u16(pr, off + 2);
        off += ELEMENT;
        len -= ELEMENT;
        text_printf(pr->out, "\n\t    %s TLV (%u), length: %u",
                    CODE_NAME(te_tlvs, type, "unknown"), type, n);
        if (!fits(pr, n, len) || type == 0 || n == 0)
            return false;
        /* To the oracle a link takes no more than its header of the list. */
        if (type == LINK_TLV) {
            if (!put_link(pr, &off, n))
                return false;
            continue;
        }
        if (!put_te_tlv(pr, type, off, n))
            return false;
        const uint32_t padded = (n + 3U) & ~3U;
        if (padded > len) {
            text_printf(pr->out, "\n\t    Bogus padded length %u > %u", padded,
                        len);
            return false;
        }
        off += padded;
        len -= padded;
    }
    return step == DONE;
}

static const struct code_name grace_tlvs[] = {
    {1, "Grace Period"},
    {2, "Graceful restart Reason"},
    {3, "IPv4 interface address"},
};

static const struct code_name grace_reasons[] = {
    {0, "Unknown"},
    {1, "Software Restart"},
    {2, "Software Reload/Upgrade"},
    {3, "Control Processor Switch"},
};

static bool put_grace_tlv(struct printer *pr, uint16_t type, uint32_t off,
                          uint16_t len)
{
    if (type > 3) {
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t      ", off, len);
        return true;
    }
    const uint16_t want = type == 2 ? 1 : 4;
    if (len != want) {
        text_printf(pr->out, "\n\t    Bogus length %u != %u", len, want);
        return false;
    }
    if (type == 1)
        text_printf(pr->out, "%us", printer_u32(pr, off));
    else if (type == 2)
        text_printf(pr->out, "%s (%u)",
                    CODE_NAME(grace_reasons, printer_u8(pr, off), "Unknown"),
                    printer_u8(pr, off));
    else
        printer_addr4(pr, off);
    return true;
}

bool ospf2_put_grace(struct printer *pr, uint32_t off, uint32_t len)
{
    enum step step;

    while ((step = look(pr, off, len)) == MORE) {
        const uint16_t type = printer_u16(pr, off);
        const uint16_t n = printer_u16(pr, off + 2);
        off += ELEMENT;
        len -= ELEMENT;
        text_printf(pr->out, "\n\t    %s TLV (%u), length %u, value: ",
                    CODE_NAME(grace_tlvs, type, "unknown"), type, n);
        if (!fits(pr, n, len) || type == 0 || n == 0 ||
            !printer_has(pr, off, n))
            return false;
        if (!put_grace_tlv(pr, type, off, n))
            return false;
        /* Padding that goes past the end leaves the oracle plenty. */
        off += (n + 3U) & ~3U;
        len -= (n + 3U) & ~3U;
    }
    return step == DONE;
}

static const struct code_name info_tlvs[] = {{1, "Router Capabilities"}};

/* RFC 7770 section 2.4; the oracle counts the bits from the other end. */
static const struct code_name capabilities[] = {
    {0x001, "Reserved"},
    {0x002, "Reserved"},
    {0x004, "Reserved"},
    {0x008, "Reserved"},
    {0x010, "graceful restart capable"},
    {0x020, "graceful restart helper"},
    {0x040, "Stub router support"},
    {0x080, "Traffic engineering"},
    {0x100, "p2p over LAN"},
    {0x200, "path computation server"},
};

bool ospf2_put_router_info(struct printer *pr, uint32_t off, uint32_t len)
{
    while (len != 0 && printer_need(pr, off, ELEMENT)) {
        if (look(pr, off, len) != MORE)
            return false;
        const uint16_t type = printer_u16(pr, off);
        const uint16_t n = printer_u16(pr, off + 2);
        off += ELEMENT;
        len -= ELEMENT;
        text_printf(pr->out, "\n\t    %s TLV (%u), length: %u, value: ",
                    CODE_NAME(info_tlvs, type, "unknown"), type, n);
        if (n > len) {
            text_printf(pr->out,
                        "\n\t    Bogus length %u > remaining LS length %u", n,
                        len);
            return false;
        }
        if (!printer_need(pr, off, n))
            return false;
        if (type != 1) {
            if (pr->style->verbose <= 1)
                printer_hex(pr, "\n\t      ", off, n);
        } else if (n != 4) {
            text_printf(pr->out, "\n\t    Bogus length %u != 4", n);
            return false;
        } else {
            TEXT_LIT(pr->out, "Capabilities: ");
            CODE_PUT_BITS_OR(pr->out, capabilities, printer_u32(pr, off), ", ",
                             "Unknown");
        }
        off += n;
        len -= n;
    }
    return true;
}
