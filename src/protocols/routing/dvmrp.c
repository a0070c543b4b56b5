/*
 * dvmrp.c - the Distance Vector Multicast Routing Protocol: version 1
 * (RFC 1075) and what the drafts of version 3 made of it.
 */
#include "dvmrp.h"

#include "codes.h"
#include "span.h"
#include "values.h"

enum {
    PROBE = 1,
    REPORT = 2,
    NEIGHBORS = 4,
    NEIGHBORS2 = 6,
    PRUNE = 7,
    GRAFT = 8,
    GRAFT_ACK = 9,
    HEADER = 8,
    ADDR = 4,
};

static const struct code_name message_names[] = {
    {PROBE, "Probe"},          {REPORT, "Report"},
    {3, "Ask-neighbors(old)"}, {NEIGHBORS, "Neighbors(old)"},
    {5, "Ask-neighbors2"},     {NEIGHBORS2, "Neighbors2"},
    {PRUNE, "Prune"},          {GRAFT, "Graft"},
    {GRAFT_ACK, "Graft-ACK"},
};

/* Whether `least` bytes are left; " [length 3 < 4] (invalid)" otherwise. */
static bool has_room(struct printer *pr, const struct span *s, uint32_t least,
                     const char *what)
{
    if (s->len >= least)
        return true;
    text_printf(pr->out, "%slength %u < %u] (invalid)", what, s->len, least);
    return false;
}

/* -v: the sender's generation, and with -vv whom it has heard. */
static void put_probe(struct printer *pr, struct span s)
{
    const bool listed = pr->style->verbose > 1;

    if (pr->style->verbose == 0 || !has_room(pr, &s, 4, " [full "))
        return;
    text_str(pr->out, listed ? "\n\t" : " ");
    text_printf(pr->out, "genid %u", printer_u32(pr, s.off));
    span_skip(&s, 4);
    while (listed && s.len > 0 && printer_ok(pr)) {
        if (!has_room(pr, &s, ADDR, "[remaining "))
            return;
        printer_text_addr4(pr, "\n\tneighbor ", s.off);
        span_skip(&s, ADDR);
    }
}

/* The routes that share a mask of `width` bytes; false when they are cut. */
static bool put_routes(struct printer *pr, struct span *s, uint32_t width)
{
    enum { LAST = 0x80 };
    uint8_t metric = 0;

    while ((metric & LAST) == 0 && printer_ok(pr)) {
        uint8_t origin[ADDR] = {0};
        if (s->len < width + 1) {
            TEXT_LIT(pr->out, "\n\t  [Truncated Report] (invalid)");
            return false;
        }
        if (printer_need(pr, s->off, width + 1))
            memcpy(origin, pr->base + s->off, width);
        metric = printer_u8(pr, s->off + width);
        text_printf(pr->out, "\n\t  %u.%u.%u.%u metric %u", origin[0],
                    origin[1], origin[2], origin[3], metric & 0x7f);
        span_skip(s, width + 1);
    }
    return true;
}

/* -vv */
static void put_report(struct printer *pr, struct span s)
{
    enum { MASK = 3 }; /* the first byte of a mask is 255, and left out */
    bool whole = pr->style->verbose > 1;

    while (whole && s.len > 0 && printer_ok(pr)) {
        if (!has_room(pr, &s, MASK, " [") || !printer_need(pr, s.off, MASK))
            return;
        const uint8_t *mask = pr->base + s.off;
        uint32_t width = 1;
        for (uint32_t i = 0; i < MASK; i++)
            if (mask[i] != 0)
                width = i + 2;
        text_printf(pr->out, "\n\tMask 255.%u.%u.%u", mask[0], mask[1],
                    mask[2]);
        span_skip(&s, MASK);
        whole = put_routes(pr, &s, width);
    }
}

/* The neighbours that each interface has, as version 1 said it. */
static void put_neighbors(struct printer *pr, struct span s)
{
    enum { FIXED = 7 };

    while (s.len > 0 && printer_ok(pr)) {
        const uint32_t local = s.off;
        if (!has_room(pr, &s, FIXED, " [") || !printer_need(pr, local, FIXED))
            return;
        span_skip(&s, FIXED);
        for (unsigned n = printer_u8(pr, local + 6); n > 0; n--) {
            if (!has_room(pr, &s, ADDR, " ["))
                return;
            printer_text_addr4(pr, " [", local);
            TEXT_LIT(pr->out, " ->");
            printer_text_addr4(pr, " ", s.off);
            text_printf(pr->out, ", (%u/%u)]", printer_u8(pr, local + 4),
                        printer_u8(pr, local + 5));
            span_skip(&s, ADDR);
        }
    }
}

/* A neighbour of the interface at `local`. */
static void put_neighbor2(struct printer *pr, uint32_t local, uint32_t off)
{
    static const struct code_name flags[] = {{0x01, "/tunnel"},
                                             {0x02, "/srcrt"},
                                             {0x40, "/querier"},
                                             {0x20, "/disabled"},
                                             {0x10, "/down"}};

    printer_text_addr4(pr, " [", local);
    TEXT_LIT(pr->out, " -> ");
    printer_addr4(pr, off);
    text_printf(pr->out, " (%u/%u", printer_u8(pr, local + 4),
                printer_u8(pr, local + 5));
    (void)CODE_PUT_BITS(pr->out, flags, printer_u8(pr, local + 6), "");
    TEXT_LIT(pr->out, ")]");
}

static void put_neighbors2(struct printer *pr, struct span s)
{
    enum { FIXED = 8, MINOR = 6, MAJOR = 7 };
    const uint8_t minor = printer_u8(pr, MINOR), major = printer_u8(pr, MAJOR);

    text_printf(pr->out, " (v %u.%u):", major, minor);
    while (s.len > 0 && printer_ok(pr)) {
        const uint32_t local = s.off;
        if (!has_room(pr, &s, FIXED, " [") || !printer_need(pr, local, FIXED))
            return;
        span_skip(&s, FIXED);
        for (unsigned n = printer_u8(pr, local + 7); n > 0; n--) {
            if (s.len == 0) {
                TEXT_LIT(pr->out, " [invalid ncount] (invalid)");
                return;
            }
            if (!has_room(pr, &s, ADDR, " ["))
                return;
            put_neighbor2(pr, local, s.off);
            span_skip(&s, ADDR);
        }
    }
}

/* A prune or a graft: what is asked for, and until when. */
static void put_tree(struct printer *pr, bool timed)
{
    if (!printer_need(pr, HEADER, 2 * ADDR))
        return;
    printer_text_addr4(pr, " src ", HEADER);
    printer_text_addr4(pr, " grp ", HEADER + ADDR);
    if (!timed)
        return;
    TEXT_LIT(pr->out, " timer ");
    duration_put(pr->out, printer_u32(pr, HEADER + 2 * ADDR));
}

static void put_body(struct printer *pr, uint8_t code)
{
    const struct span s = {HEADER, pr->len - HEADER};

    switch (code) {
    case PROBE:
        put_probe(pr, s);
        break;
    case REPORT:
        put_report(pr, s);
        break;
    case NEIGHBORS:
        put_neighbors(pr, s);
        break;
    case NEIGHBORS2:
        put_neighbors2(pr, s);
        break;
    case PRUNE:
    case GRAFT:
    case GRAFT_ACK:
        put_tree(pr, code == PRUNE);
        break;
    default:
        break;
    }
}

void dvmrp_put_message(struct printer *pr)
{
    pr->label = "dvmrp";
    TEXT_LIT(pr->out, "igmp dvmrp");
    if (pr->len < HEADER) {
        text_printf(pr->out, " [len %u]", pr->len);
        return;
    }
    const uint8_t code = printer_u8(pr, 1);
    const char *name = CODE_NAME(message_names, code, NULL);
    if (name != NULL)
        text_printf(pr->out, " %s", name);
    else
        text_printf(pr->out, " [type %u]", code);
    put_body(pr, code);
}
