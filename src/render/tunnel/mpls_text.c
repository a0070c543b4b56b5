/*
 * mpls_text.c - the labels of an MPLS stack (RFC 3032).
 */
#include "bytes.h"
#include "codes.h"
#include "render.h"

/* RFC 3032 section 2.1 */
static const char *label_name(uint32_t label)
{
    static const struct code_name names[] = {
        {0, "IPv4 explicit NULL"},
        {1, "router alert"},
        {2, "IPv6 explicit NULL"},
        {3, "implicit NULL"},
    };

    return CODE_NAME(names, label, label < 16 ? "rsvd" : NULL);
}

static void put_entry(struct line *line, uint32_t entry)
{
    const char *name = label_name(entry >> 12);

    text_printf(line->out, "(label %u", entry >> 12);
    if (line->style.verbose > 0 && name != NULL)
        text_printf(line->out, " (%s)", name);
    text_printf(line->out, ", tc %u", entry >> 9 & 7);
    if (entry & 0x100)
        TEXT_LIT(line->out, ", [S]");
    text_printf(line->out, ", ttl %u)", entry & 0xff);
}

enum part_end part_mpls(struct line *line, const struct tl_layer *l)
{
    enum { ENTRY = 4 };
    const uint8_t *p = tl_layer_bytes(line->pkt, l);
    const char *sep = line->style.verbose > 0 ? "\n\t" : " ";

    line->label = "mpls";
    TEXT_LIT(line->out, "MPLS");
    for (uint32_t i = 0; i < l->mpls.n; i++) {
        text_str(line->out, i == 0 ? " " : sep);
        put_entry(line, load_be32(p + i * ENTRY));
    }
    if (l->end == TL_BAD) {
        const enum part_end how = part_invalid(line);
        /* Even that is wanted whole. */
        if (l->cap < l->len)
            return part_mark(line, PART_CUT);
        return how;
    }
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    const uint8_t next = part_following(line, l)->kind;
    if (next != TL_NONE && next != TL_UNDECODED)
        text_str(line->out, sep);
    return PART_NEXT;
}
