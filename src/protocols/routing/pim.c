/*
 * pim.c - PIM version 2 (RFC 7761, RFC 3973, RFC 5015, RFC 5059).
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum {
    HELLO = 0,
    REGISTER = 1,
    REGISTER_STOP = 2,
    JOIN_PRUNE = 3,
    BOOTSTRAP = 4,
    ASSERT = 5,
    GRAFT = 6,
    GRAFT_ACK = 7,
    CANDIDATE_RP = 8,
    PRUNE_REFRESH = 9,
    DF_ELECTION = 10,
    HEADER = 4,
    REGISTER_SUM = 8, /* the checksum of a register goes so far */
    PIM = 103,
    FOREVER = 0xffff,
};

static const struct code_name types[] = {
    {HELLO, "Hello"},
    {REGISTER, "Register"},
    {REGISTER_STOP, "Register Stop"},
    {JOIN_PRUNE, "Join / Prune"},
    {BOOTSTRAP, "Bootstrap"},
    {ASSERT, "Assert"},
    {GRAFT, "Graft"},
    {GRAFT_ACK, "Graft Acknowledgement"},
    {CANDIDATE_RP, "Candidate RP Advertisement"},
    {PRUNE_REFRESH, "Prune Refresh"},
    {DF_ELECTION, "DF Election"},
    {11, "ECMP Redirect"},
};

enum {
    OPT_HOLD = 1,
    OPT_DELAY = 2,
    OPT_PRIORITY_OLD = 18,
    OPT_PRIORITY = 19,
    OPT_GENERATION = 20,
    OPT_REFRESH = 21,
    OPT_BIDIRECTIONAL = 22,
    OPT_ADDRESSES = 24,
    OPT_ADDRESSES_OLD = 65001,
};

static const struct code_name options[] = {
    {OPT_HOLD, "Hold Time"},
    {OPT_DELAY, "LAN Prune Delay"},
    {OPT_PRIORITY_OLD, "DR Priority (Old)"},
    {OPT_PRIORITY, "DR Priority"},
    {OPT_GENERATION, "Generation ID"},
    {OPT_REFRESH, "State Refresh Capability"},
    {OPT_BIDIRECTIONAL, "Bi-Directional Capability"},
    {OPT_ADDRESSES, "Address List"},
    {OPT_ADDRESSES_OLD, "Address List (Old)"},
};

/* The label tells this cut from one that a read made. */
static const char given_up[] = "pimv2";

/* The oracle looks for itself here: its mark ends the text, not the packet. */
static bool has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!pr->cut && !printer_has(pr, off, n)) {
        pr->label = given_up;
        printer_cut(pr);
    }
    return printer_ok(pr);
}

/* The same for a message that does not go on to `end`, captured or not. */
static bool reaches(struct printer *pr, uint32_t end)
{
    return has(pr, 0, end <= pr->len ? 0 : UINT32_MAX);
}

/* How an address is written; RFC 2117 said its length in the header. */
enum address { UNICAST, GROUP, SOURCE };

/*
 * The address at `*off`, which moves behind it; false, and pinned, where it
 * is of another family or not captured.
 */
static bool put_address(struct printer *pr, enum address kind, uint32_t *off)
{
    const uint32_t told = printer_u8(pr, 1) & 0x0f;
    uint32_t at = *off;
    uint32_t size = told;
    uint8_t flags = 0, width = 0;

    if (!reaches(pr, at + (told == 0 ? 2 : 1)))
        return false;
    if (told == 0) {
        const uint8_t family = printer_u8(pr, at);
        size = family == 1 ? 4U : family == 2 ? 16U : 0U;
        if (size != 0 && printer_u8(pr, at + 1) != 0)
            size = 0;
        at += 2;
    }
    if (!has(pr, at, size == 4 || size == 16 ? size : UINT32_MAX))
        return false;
    if (kind != UNICAST) {
        if (!has(pr, at, size + 2))
            return false;
        flags = printer_u8(pr, at);
        width = printer_u8(pr, at + 1);
        at += 2;
    }
    if (size == 4)
        printer_addr4(pr, at);
    else
        printer_addr6(pr, at);
    *off = at + size;
    if (kind != UNICAST && width != size * 8)
        text_printf(pr->out, "/%u", width);
    if (kind == GROUP && flags != 0)
        text_printf(pr->out, "(0x%02x)", flags);
    if (kind == SOURCE && flags != 0) {
        text_printf(pr->out, "(%s%s%s", flags & 4 ? "S" : "",
                    flags & 2 ? "W" : "", flags & 1 ? "R" : "");
        if ((flags & ~7U) != 0)
            text_printf(pr->out, "+0x%02x", flags & ~7U);
        text_char(pr->out, ')');
    }
    return true;
}

static bool put_named(struct printer *pr, const char *name, enum address kind,
                      uint32_t *off)
{
    text_str(pr->out, name);
    return put_address(pr, kind, off);
}

/* The lengths that options must have; 0 for those that have any. */
static uint32_t option_length(uint16_t type)
{
    switch (type) {
    case OPT_HOLD:
        return 2;
    case OPT_DELAY:
    case OPT_PRIORITY_OLD:
    case OPT_PRIORITY:
    case OPT_GENERATION:
    case OPT_REFRESH:
        return 4;
    default:
        return 0;
    }
}

static void put_addresses(struct printer *pr, uint32_t off, uint32_t end)
{
    while (off < end && printer_ok(pr))
        if (!put_named(pr, "\n\t    ", UNICAST, &off))
            return;
}

static void put_value(struct printer *pr, uint16_t type, uint32_t off,
                      uint32_t len)
{
    switch (type) {
    case OPT_HOLD:
        duration_put(pr->out, printer_u16(pr, off));
        break;
    case OPT_DELAY:
        text_printf(pr->out,
                    "\n\t    T-bit=%u, LAN delay %ums, "
                    "Override interval %ums",
                    printer_u16(pr, off) >> 15, printer_u16(pr, off) & 0x7fff,
                    printer_u16(pr, off + 2));
        break;
    case OPT_PRIORITY_OLD:
    case OPT_PRIORITY:
        if (len == 0)
            TEXT_LIT(pr->out, "Bi-Directional Capability (Old)");
        else
            text_u32(pr->out, printer_u32(pr, off));
        break;
    case OPT_GENERATION:
        text_printf(pr->out, "0x%08x", printer_u32(pr, off));
        break;
    case OPT_REFRESH:
        text_printf(pr->out, "v%u", printer_u8(pr, off));
        if (printer_u8(pr, off + 1) != 0) {
            TEXT_LIT(pr->out, ", interval ");
            duration_put(pr->out, printer_u8(pr, off + 1));
        }
        if (printer_u16(pr, off + 2) != 0)
            text_printf(pr->out, " ?0x%04x?", printer_u16(pr, off + 2));
        break;
    case OPT_BIDIRECTIONAL:
        break;
    case OPT_ADDRESSES:
    case OPT_ADDRESSES_OLD:
        if (pr->style->verbose > 1)
            put_addresses(pr, off, off + len);
        break;
    default:
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t    ", off, len);
        break;
    }
}

static void put_options(struct printer *pr)
{
    uint32_t off = HEADER;

    while (off < pr->len && printer_ok(pr)) {
        if (!has(pr, off, pr->len - off < 4 ? UINT32_MAX : 0) ||
            !printer_need(pr, off, 4))
            return;
        const uint16_t type = printer_u16(pr, off);
        const uint16_t len = printer_u16(pr, off + 2);
        const uint32_t want = option_length(type);
        text_printf(pr->out, "\n\t  %s Option (%u), length %u, Value: ",
                    CODE_NAME(options, type, "Unknown"), type, len);
        off += 4;
        if (!has(pr, off, len))
            return;
        const bool old =
            len == 0 && (type == OPT_PRIORITY || type == OPT_PRIORITY_OLD);
        if (want != 0 && len != want && !old) {
            text_printf(pr->out, "[option length %u != %u] (invalid)", len,
                        want);
            return;
        }
        put_value(pr, type, off, len);
        if (pr->style->verbose > 1)
            printer_hex(pr, "\n\t    ", off, len);
        off += len;
    }
}

/*
 * A packet, which its own layer prints, or the ends of one that a register
 * without data stands for.
 */
static void put_register(struct printer *pr)
{
    if (!has(pr, HEADER, 4))
        return;
    const uint32_t flags = printer_u32(pr, HEADER);
    text_printf(pr->out, ", Flags [ %s ]\n\t",
                flags == 0x80000000   ? "Border"
                : flags == 0x40000000 ? "Null"
                                      : "none");
    const uint32_t off = HEADER + 4;
    const uint8_t version = printer_u8(pr, off) >> 4;
    switch (version) {
    case 0:
        if (!printer_need(pr, off + 12, 8))
            return;
        printer_text_addr4(pr, "IP-Null-header ", off + 12);
        printer_text_addr4(pr, " > ", off + 16);
        break;
    case 4:
    case 6:
        break;
    default:
        text_printf(pr->out, "IP ver %u", version);
        break;
    }
}

static void put_hold(struct printer *pr, uint32_t off)
{
    const uint16_t seconds = printer_u16(pr, off);

    if (seconds == FOREVER)
        TEXT_LIT(pr->out, "infinite");
    else
        duration_put(pr->out, seconds);
}

static bool put_sources(struct printer *pr, const char *what, uint16_t n,
                        uint32_t *off)
{
    for (uint32_t i = 1; i <= n; i++) {
        text_printf(pr->out, "\n\t      %s source #%u: ", what, i);
        if (!put_address(pr, SOURCE, off))
            return false;
    }
    return true;
}

/* Joins, prunes and grafts; an acknowledgment lacks two of the fields. */
static void put_join_prune(struct printer *pr, bool is_ack)
{
    uint32_t off = HEADER;

    if (!is_ack && !put_named(pr, ", upstream-neighbor: ", UNICAST, &off))
        return;
    if (!has(pr, off, 4))
        return;
    const uint8_t groups = printer_u8(pr, off + 1);
    text_printf(pr->out, "\n\t  %u group(s)", groups);
    if (!is_ack) {
        TEXT_LIT(pr->out, ", holdtime: ");
        put_hold(pr, off + 2);
    }
    off += 4;
    for (uint32_t i = 1; i <= groups; i++) {
        text_printf(pr->out, "\n\t    group #%u: ", i);
        if (!put_address(pr, GROUP, &off) || !has(pr, off, 4))
            return;
        const uint16_t joins = printer_u16(pr, off);
        const uint16_t prunes = printer_u16(pr, off + 2);
        text_printf(pr->out, ", joined sources: %u, pruned sources: %u", joins,
                    prunes);
        off += 4;
        if (!put_sources(pr, "joined", joins, &off) ||
            !put_sources(pr, "pruned", prunes, &off))
            return;
    }
}

/* The rendezvous points of a group; false where the message ends. */
static bool put_points(struct printer *pr, uint8_t n, uint32_t *off)
{
    for (uint8_t i = 0; i < n && *off < pr->len; i++) {
        text_printf(pr->out, " RP%u=", i);
        if (!put_address(pr, UNICAST, off) || !reaches(pr, *off + 2))
            return false;
        TEXT_LIT(pr->out, ",holdtime=");
        if (!printer_need(pr, *off, 2))
            return false;
        duration_put(pr->out, printer_u16(pr, *off));
        text_printf(pr->out, ",prio=%u", printer_u8(pr, *off + 2));
        *off += 4;
        if (!reaches(pr, *off))
            return false;
    }
    return printer_ok(pr);
}

static void put_bootstrap(struct printer *pr)
{
    uint32_t off = HEADER;

    text_printf(pr->out, " tag=%x", printer_u16(pr, off));
    text_printf(pr->out, " hashmlen=%u", printer_u8(pr, off + 2));
    if (!has(pr, off + 3, 2))
        return;
    text_printf(pr->out, " BSRprio=%u", printer_u8(pr, off + 3));
    off += 4;
    if (!put_named(pr, " BSR=", UNICAST, &off))
        return;
    for (uint32_t i = 0; off < pr->len && printer_ok(pr); i++) {
        text_printf(pr->out, " (group%u: ", i);
        if (!put_address(pr, GROUP, &off))
            return;
        const uint8_t all = printer_u8(pr, off);
        text_printf(pr->out, " RPcnt=%u", all);
        const uint8_t here = printer_u8(pr, off + 1);
        text_printf(pr->out, " FRPcnt=%u", here);
        off += 4;
        if (!reaches(pr, off) || !put_points(pr, here, &off))
            return;
        text_char(pr->out, ')');
    }
}

static void put_assert(struct printer *pr)
{
    uint32_t off = HEADER;

    if (!put_named(pr, " group=", GROUP, &off) ||
        !put_named(pr, " src=", UNICAST, &off) || !has(pr, off, 8))
        return;
    if (printer_u32(pr, off) & 0x80000000)
        TEXT_LIT(pr->out, " RPT");
    text_printf(pr->out, " pref=%u", printer_u32(pr, off) & 0x7fffffff);
    text_printf(pr->out, " metric=%u", printer_u32(pr, off + 4));
}

static void put_candidate(struct printer *pr)
{
    const uint8_t n = printer_u8(pr, HEADER);
    uint32_t off = HEADER + 4;

    text_printf(pr->out, " prefix-cnt=%u", n);
    text_printf(pr->out, " prio=%u", printer_u8(pr, HEADER + 1));
    if (!reaches(pr, HEADER + 4))
        return;
    TEXT_LIT(pr->out, " holdtime=");
    duration_put(pr->out, printer_u16(pr, HEADER + 2));
    if (!put_named(pr, " RP=", UNICAST, &off))
        return;
    for (uint8_t i = 0; i < n && off < pr->len; i++) {
        text_printf(pr->out, " Group%u=", i);
        if (!put_address(pr, GROUP, &off))
            return;
    }
}

static void put_refresh(struct printer *pr)
{
    uint32_t off = HEADER;

    if (!put_named(pr, " src=", UNICAST, &off) ||
        !put_named(pr, " grp=", GROUP, &off) ||
        !put_named(pr, " forwarder=", UNICAST, &off))
        return;
    if (!reaches(pr, off + 2))
        return;
    TEXT_LIT(pr->out, " TUNR ");
    duration_put(pr->out, printer_u16(pr, off));
}

static const struct code_name elections[] = {
    {1, "Offer"},
    {2, "Winner"},
    {3, "Backoff"},
    {4, "Pass"},
};

/* An address, a preference and a metric, each by the name of whose it is. */
static bool put_rank(struct printer *pr, const char *whose, uint32_t *off)
{
    text_printf(pr->out, " %s pref=%u", whose, printer_u32(pr, *off));
    text_printf(pr->out, " %s metric=%u", whose, printer_u32(pr, *off + 4));
    *off += 8;
    return printer_ok(pr);
}

static void put_election(struct printer *pr)
{
    const uint8_t kind = printer_u8(pr, 1) >> 4;
    uint32_t off = HEADER;

    text_printf(pr->out, "\n\t  %s,", CODE_NAME(elections, kind, "Unknown"));
    if (!put_named(pr, " rpa=", UNICAST, &off) || !put_rank(pr, "sender", &off))
        return;
    if (kind == 3) {
        if (put_named(pr, "\n\t  offer addr=", UNICAST, &off) &&
            put_rank(pr, "offer", &off))
            text_printf(pr->out, " interval %ums", printer_u16(pr, off));
    } else if (kind == 4) {
        if (put_named(pr, "\n\t  new winner addr=", UNICAST, &off))
            put_rank(pr, "new winner", &off);
    }
}

static bool is_right(const struct printer *pr, uint32_t n)
{
    return (pr->addr_len == 16 ? printer_checksum_ip(pr, PIM, 0, n)
                               : printer_checksum(pr, 0, n)) == 0;
}

static void put_checksum(struct printer *pr, uint8_t type)
{
    const uint16_t sum = printer_u16(pr, 2);
    const char *verdict = "incorrect";

    if (sum == 0 || (type == REGISTER && pr->len < REGISTER_SUM))
        verdict = "unverified";
    else if (type == REGISTER && printer_has(pr, 0, REGISTER_SUM) &&
             is_right(pr, REGISTER_SUM))
        verdict = "correct";
    else if (!printer_has(pr, 0, pr->len))
        verdict = "unverified";
    else if (is_right(pr, pr->len))
        verdict = "correct";
    text_printf(pr->out, ", cksum 0x%04x (%s)", sum, verdict);
}

static void put_body(struct printer *pr, uint8_t type)
{
    switch (type) {
    case HELLO:
        put_options(pr);
        break;
    case REGISTER:
        put_register(pr);
        break;
    case REGISTER_STOP: {
        uint32_t off = HEADER;
        if (put_named(pr, " group=", GROUP, &off))
            put_named(pr, " source=", UNICAST, &off);
        break;
    }
    case JOIN_PRUNE:
    case GRAFT:
    case GRAFT_ACK:
        put_join_prune(pr, type == GRAFT_ACK);
        break;
    case BOOTSTRAP:
        put_bootstrap(pr);
        break;
    case ASSERT:
        put_assert(pr);
        break;
    case CANDIDATE_RP:
        put_candidate(pr);
        break;
    case PRUNE_REFRESH:
        put_refresh(pr);
        break;
    case DF_ELECTION:
        put_election(pr);
        break;
    default:
        text_printf(pr->out, " [type %u]", type);
        break;
    }
}

/* Whether the message is short by its own length, where the oracle looks. */
static bool is_short(const struct printer *pr, uint8_t type)
{
    if (pr->cap < pr->len)
        return false;
    if (type == REGISTER)
        return pr->len <= REGISTER_SUM;
    return type != DF_ELECTION || pr->len < 10;
}

static bool print_pim(struct printer *pr)
{
    pr->label = "pim";
    const uint8_t first = printer_u8(pr, 0);
    if (!printer_ok(pr))
        return true;
    const uint8_t type = first & 0x0f;
    const char *name = CODE_NAME(types, type, "Unknown Type");
    text_printf(pr->out, "PIMv%u", first >> 4);
    if (first >> 4 != 2) {
        text_printf(pr->out, ", length %u", pr->len);
        return true;
    }
    if (pr->style->verbose > 0 && pr->len < 2) {
        text_printf(pr->out, ", length %u\n\t%s[length %u < 2] (invalid)",
                    pr->len, name, pr->len);
        return true;
    }
    if (pr->style->verbose == 0) {
        text_printf(pr->out, ", %s, length %u", name, pr->len);
        return true;
    }
    pr->label = "pimv2";
    text_printf(pr->out, ", length %u\n\t%s", pr->len, name);
    if (printer_u8(pr, 1) & 0x0f)
        TEXT_LIT(pr->out, ", RFC2117-encoding");
    if (pr->len < HEADER) {
        text_printf(pr->out, "[length %u < %u] (invalid)", pr->len, HEADER);
        return true;
    }
    put_checksum(pr, type);
    put_body(pr, type);
    if (pr->cut && (pr->cut_label == given_up || is_short(pr, type))) {
        printer_finish(pr);
        pr->cut = false;
    }
    return true;
}

const struct protocol protocol_pim = {"pim", print_pim};
