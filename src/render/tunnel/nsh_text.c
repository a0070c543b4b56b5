/*
 * nsh_text.c - the network service header (RFC 8300).
 */
#include "codes.h"
#include "nsh_metadata.h"
#include "render.h"

enum { NSH_FIXED = 8, NSH_UNIT = 4, MD_KNOWN = 2 };

static uint32_t header_len(uint32_t base)
{
    return (base >> 16 & 0x3f) * NSH_UNIT;
}

static const struct code_name next_names[] = {
    {1, "IPv4"},
    {2, "IPv6"},
    {3, "Ethernet"},
    {4, "NSH"},
    {5, "MPLS"},
    {0xfe, "Experiment 1"},
    {0xff, "Experiment 2"},
};

static void put_next(struct line *line, uint32_t next)
{
    const char *name = CODE_NAME(next_names, next, NULL);

    if (name != NULL)
        text_printf(line->out, "next-protocol %s, ", name);
    else
        text_printf(line->out, "next-protocol unknown (0x%02x), ", next);
}

static void put_sizes(struct line *line, uint32_t base)
{
    const uint32_t md = base >> 8 & 15;

    text_printf(line->out, "TTL %u, length %u, md type ", base >> 22 & 0x3f,
                header_len(base) / NSH_UNIT);
    if (md == 0)
        TEXT_LIT(line->out, "reserved");
    else if (md == 15)
        TEXT_LIT(line->out, "experimental");
    else if (md <= MD_KNOWN)
        text_u32(line->out, md);
    else
        text_printf(line->out, "unknown (0x%02x)", md);
    TEXT_LIT(line->out, ", ");
}

static void put_base(struct line *line, uint32_t base)
{
    const unsigned verbose = line->style.verbose;

    text_printf(line->out, "flags [%s], ", base >> 29 & 1 ? "O" : "none");
    if (verbose > 2)
        put_sizes(line, base);
    if (verbose > 1)
        put_next(line, base & 0xff);
}

/* -vvv; PART_NEXT when all of the header is there and sound. */
static enum part_end put_metadata(struct line *line, const struct tl_layer *l)
{
    const uint32_t base = l->nsh.base;
    struct printer pr;
    part_printer(line, l, &pr);

    if (line->style.verbose > 2 &&
        !print_nsh_metadata(&pr, base >> 8 & 15, header_len(base)))
        return part_invalid(line);
    if (printer_finish(&pr))
        return PART_CUT;
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

enum part_end part_nsh(struct line *line, const struct tl_layer *l)
{
    const uint32_t base = l->nsh.base;

    line->label = "nsh";
    if (l->len < NSH_FIXED) {
        text_printf(line->out, " (packet length %u < %d)", l->len, NSH_FIXED);
        return part_invalid(line);
    }
    if (l->cap < 4)
        return part_mark(line, PART_CUT);
    TEXT_LIT(line->out, "NSH, ");
    if (line->style.verbose > 1)
        text_printf(line->out, "ver %u, ", base >> 30);
    if (base >> 30 != 0)
        return PART_END;
    put_base(line, base);
    if (header_len(base) > l->len) {
        text_printf(line->out, " (too many headers for packet length %u)",
                    l->len);
        return part_invalid(line);
    }
    if (l->cap < 7)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "service-path-id 0x%06x, ", l->nsh.path >> 8);
    if (l->cap < NSH_FIXED)
        return part_mark(line, PART_CUT);
    text_printf(line->out, "service-index 0x%x", l->nsh.path & 0xff);
    if (header_len(base) < NSH_FIXED) {
        TEXT_LIT(line->out, " (less than two headers)");
        return part_invalid(line);
    }
    const enum part_end how = put_metadata(line, l);
    if (how != PART_NEXT)
        return how;
    text_str(line->out, line->style.verbose == 0 ? ": " : "\n    ");
    if (part_following(line, l)->kind == TL_NONE)
        TEXT_LIT(line->out, "ERROR: unknown-next-protocol");
    return PART_NEXT;
}
