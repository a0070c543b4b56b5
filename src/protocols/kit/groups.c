/*
 * groups.c - sources and group records of multicast listeners.
 */
#include "groups.h"

#include "codes.h"

enum { RECORD_FIXED = 4 }; /* before the group's address */

static const struct code_name record_types[] = {
    {1, "is_in"}, {2, "is_ex"}, {3, "to_in"},
    {4, "to_ex"}, {5, "allow"}, {6, "block"},
};

static void put_addr(struct printer *pr, const struct group_kind *kind,
                     const char *before, uint32_t off)
{
    if (kind->addr_len == 4)
        printer_text_addr4(pr, before, off);
    else
        printer_text_addr6(pr, before, off);
}

void group_put_sources(struct printer *pr, const struct group_kind *kind,
                       uint32_t off, uint32_t n)
{
    if (pr->style->verbose < 2) {
        text_printf(pr->out, ", %u source(s)", n);
        return;
    }
    TEXT_LIT(pr->out, " {");
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        put_addr(pr, kind, " ", off + i * kind->addr_len);
    TEXT_LIT(pr->out, " }");
}

static void put_record_type(struct printer *pr, const struct group_kind *kind,
                            uint8_t type)
{
    const char *name = CODE_NAME(record_types, type, NULL);

    if (name != NULL)
        text_printf(pr->out, " %s", name);
    else
        text_printf(pr->out, "  [%s-#%u]", kind->report, type);
}

/* Bytes of the record at `off`; 0 when it claims more than there is. */
static uint32_t put_record(struct printer *pr, const struct group_kind *kind,
                           uint32_t off)
{
    const uint32_t sources = off + RECORD_FIXED + kind->addr_len;

    if (sources > pr->len) {
        TEXT_LIT(pr->out, " [invalid number of groups]");
        return 0;
    }
    if (!printer_need(pr, off, RECORD_FIXED + kind->addr_len))
        return 0;
    const uint32_t n = printer_u16(pr, off + 2);
    put_addr(pr, kind, " [gaddr ", off + RECORD_FIXED);
    put_record_type(pr, kind, printer_u8(pr, off));
    if (sources + n * kind->addr_len > pr->len) {
        text_printf(pr->out, " [invalid number of sources %u]", n);
        return 0;
    }
    group_put_sources(pr, kind, sources, n);
    text_char(pr->out, ']');
    return sources + n * kind->addr_len - off;
}

void group_put_records(struct printer *pr, const struct group_kind *kind,
                       uint32_t off, uint32_t n)
{
    uint32_t size = 1;

    text_printf(pr->out, ", %u group record(s)", n);
    if (pr->style->verbose == 0)
        return;
    for (uint32_t i = 0; i < n && size > 0 && printer_ok(pr); i++) {
        size = put_record(pr, kind, off);
        off += size;
    }
}
