/*
 * pim1.c - PIM version 1: type 0x14 of IGMP, with a code of its own.
 */
#include "pim1.h"

#include "codes.h"
#include "values.h"

enum {
    QUERY = 0,
    REGISTER = 1,
    REGISTER_STOP = 2,
    JOIN_PRUNE = 3,
    RP_REACHABLE = 4,
    ASSERT = 5,
    GRAFT = 6,
    GRAFT_ACK = 7,
    HEADER = 8,
    GROUP = 12, /* address, mask, two counts */
    SOURCE = 6, /* flags, width, address */
    LIST = 20,  /* where the groups begin */
};

static const struct code_name codes[] = {
    {QUERY, "Query"},
    {REGISTER, "Register"},
    {REGISTER_STOP, "Register-Stop"},
    {JOIN_PRUNE, "Join/Prune"},
    {RP_REACHABLE, "RP-reachable"},
    {ASSERT, "Assert"},
    {GRAFT, "Graft"},
    {GRAFT_ACK, "Graft-ACK"},
};

static const struct code_name modes[] = {
    {0, " Dense-mode"},
    {1, " Sparse-mode"},
    {2, " Sparse-Dense-mode"},
};

static void put_time(struct printer *pr, const char *before, uint32_t off)
{
    text_str(pr->out, before);
    duration_put(pr->out, printer_u16(pr, off));
}

/* What the flags of the source at `off` say. */
static void put_kind(struct printer *pr, uint32_t off)
{
    const uint8_t bits = printer_u8(pr, off + 1);

    text_printf(pr->out, "%s%s %s",
                printer_u8(pr, off) & 1 ? "Sparse" : "Dense",
                bits & 0x80 ? " WC" : "", bits & 0x40 ? "RP" : "SPT");
}

/* True, and marked, where the message itself does not go so far. */
static bool ends_before(struct printer *pr, uint32_t end)
{
    if (pr->len >= end)
        return false;
    printer_mark(pr);
    return true;
}

/* False where the message ends within. */
static bool put_group(struct printer *pr, const char *before, uint32_t off)
{
    if (ends_before(pr, off + 4))
        return false;
    printer_text_addr4(pr, before, off);
    if (ends_before(pr, off + 8))
        return false;
    if (printer_u32(pr, off + 4) != 0xffffffff)
        printer_text_addr4(pr, "/", off + 4);
    return true;
}

/* True, and printed, where the list is one source of one group. */
static bool put_single(struct printer *pr)
{
    if (pr->len < LIST + GROUP + SOURCE ||
        !printer_has(pr, 0, LIST + GROUP + SOURCE) || printer_u8(pr, 19) != 1)
        return false;
    const uint32_t counts = printer_u32(pr, LIST + 8);
    if (counts != 1 && counts != 0x10000)
        return false;
    const uint32_t source = LIST + GROUP;
    printer_text_addr4(pr, " RPF ", 8);
    put_time(pr, " Hold ", 14);
    text_str(pr->out, counts == 1 ? "Prune" : "Join");
    printer_text_addr4(pr, " (", source + 2);
    text_printf(pr->out, "/%u", printer_u8(pr, source + 1) & 0x3f);
    (void)put_group(pr, ", ", LIST);
    TEXT_LIT(pr->out, ") ");
    put_kind(pr, source);
    return true;
}

static void put_list(struct printer *pr)
{
    const uint8_t groups = printer_u8(pr, 19);
    uint32_t off = LIST;

    for (uint8_t i = 0; i < groups; i++) {
        if (!put_group(pr, "\n\tGroup: ", off) || ends_before(pr, off + GROUP))
            return;
        const uint32_t joins = printer_u16(pr, off + 8);
        const uint32_t prunes = printer_u16(pr, off + 10);
        text_printf(pr->out, " joined: %u pruned: %u", joins, prunes);
        off += GROUP;
        for (uint32_t j = 0; j < joins + prunes; j++, off += SOURCE) {
            if (ends_before(pr, off + SOURCE) || !printer_need(pr, off, SOURCE))
                return;
            text_str(pr->out, j < joins ? "\n\tJoin  " : "\n\tPrune ");
            put_kind(pr, off);
            printer_text_addr4(pr, " ", off + 2);
            text_printf(pr->out, "/%u", printer_u8(pr, off + 1) & 0x3f);
        }
    }
}

static void put_join_prune(struct printer *pr)
{
    const bool lists = pr->style->verbose > 1;

    if (put_single(pr) || ends_before(pr, 12))
        return;
    if (lists)
        text_char(pr->out, '\n');
    printer_text_addr4(pr, " Upstream Nbr: ", 8);
    if (ends_before(pr, 16))
        return;
    if (lists)
        text_char(pr->out, '\n');
    put_time(pr, " Hold time: ", 14);
    if (lists && !ends_before(pr, LIST))
        put_list(pr);
}

static void put_assert(struct printer *pr)
{
    printer_text_addr4(pr, " for ", 16);
    printer_text_addr4(pr, " > ", 8);
    if (printer_u32(pr, 12) != 0xffffffff)
        printer_text_addr4(pr, "/", 12);
    text_printf(pr->out, "%s pref %u metric %u",
                printer_u8(pr, 20) & 0x80 ? " RP-tree" : " SPT",
                printer_u32(pr, 20) & 0x7fffffff, printer_u32(pr, 24));
}

/* False where the message is left. */
static bool put_body(struct printer *pr, uint8_t code)
{
    const bool verbose = pr->style->verbose > 0;

    switch (code) {
    case QUERY:
        if (printer_has(pr, 8, 1))
            CODE_PUT(pr->out, modes, printer_u8(pr, 8) >> 4, " mode-%u");
        if (verbose) {
            put_time(pr, " (Hold-time ", 10);
            text_char(pr->out, ')');
        }
        break;
    case REGISTER:
        if (!printer_has(pr, 8, 20)) {
            printer_mark(pr);
            return false;
        }
        printer_text_addr4(pr, " for ", 20);
        printer_text_addr4(pr, " > ", 24);
        break;
    case REGISTER_STOP:
        if (!printer_need(pr, 8, 8))
            return false;
        printer_text_addr4(pr, " for ", 8);
        printer_text_addr4(pr, " > ", 12);
        break;
    case RP_REACHABLE:
        if (!verbose)
            break;
        printer_text_addr4(pr, " group ", 8);
        if (printer_u32(pr, 12) != 0xffffffff)
            printer_text_addr4(pr, "/", 12);
        printer_text_addr4(pr, " RP ", 16);
        put_time(pr, " hold ", 22);
        break;
    case ASSERT:
        put_assert(pr);
        break;
    case JOIN_PRUNE:
    case GRAFT:
    case GRAFT_ACK:
        if (verbose && ends_before(pr, HEADER))
            return false;
        if (verbose)
            put_join_prune(pr);
        break;
    default:
        break;
    }
    return true;
}

void pim1_put_message(struct printer *pr)
{
    pr->label = "pimv1";
    TEXT_LIT(pr->out, " pimv1");
    const uint8_t code = printer_u8(pr, 1);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, codes, code, "[type %u]");
    if (!put_body(pr, code))
        return;
    if (printer_u8(pr, 4) >> 4 != 1)
        text_printf(pr->out, " [v%u]", printer_u8(pr, 4) >> 4);
}
