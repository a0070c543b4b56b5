/*
 * radius_location.c - attributes about where a user is, and who runs the
 * network there (RFC 5580).
 */
#include "codes.h"
#include "ntp_time.h"
#include "radius.h"
#include "values.h"

/* Whether there is nothing to show: too few octets, or not all captured. */
static bool is_short(struct printer *pr, struct span v, uint32_t least)
{
    if (!radius_has(pr, v.off, v.len))
        return true;
    if (v.len >= least)
        return false;
    text_printf(pr->out, "ERROR: length %u < %u", v.len, least);
    return true;
}

static void put_time(struct printer *pr, const char *what, uint32_t off)
{
    text_str(pr->out, what);
    ntp_time_put(pr->out, ntp_time_at(pr, off));
}

void radius_put_operator(struct printer *pr, struct span v, uint8_t type)
{
    static const struct code_name namespaces[] = {
        {'0', "TADIG"}, {'1', "REALM"}, {'2', "E212"}, {'3', "ICC"}};

    (void)type;
    if (is_short(pr, v, 2))
        return;
    text_char(pr->out, '[');
    CODE_PUT(pr->out, namespaces, printer_u8(pr, v.off),
             "unknown namespace %u");
    TEXT_LIT(pr->out, "] ");
    printer_chars(pr, v.off + 1, v.len - 1);
}

void radius_put_location_info(struct printer *pr, struct span v, uint8_t type)
{
    enum { METHOD = 20 };
    static const struct code_name codes[] = {{0, "Civic"}, {1, "Geospatial"}};
    static const struct code_name entities[] = {{0, "User"}, {1, "RADIUS"}};

    (void)type;
    if (is_short(pr, v, METHOD + 1))
        return;
    text_printf(pr->out, "index %u, code ", printer_u16(pr, v.off));
    CODE_PUT(pr->out, codes, printer_u8(pr, v.off + 2), "Unknown (%u)");
    TEXT_LIT(pr->out, ", entity ");
    CODE_PUT(pr->out, entities, printer_u8(pr, v.off + 3), "Unknown (%u)");
    put_time(pr, ", sighting time ", v.off + 4);
    put_time(pr, ", time to live ", v.off + 12);
    TEXT_LIT(pr->out, ", method \"");
    printer_chars(pr, v.off + METHOD, v.len - METHOD);
    text_char(pr->out, '"');
}

void radius_put_location_data(struct printer *pr, struct span v, uint8_t type)
{
    (void)type;
    if (is_short(pr, v, 3))
        return;
    text_printf(pr->out, "index %u, location", printer_u16(pr, v.off));
    printer_hex_ascii(pr, "\n\t    ", v.off + 2, v.len - 2);
}

void radius_put_location_rules(struct printer *pr, struct span v, uint8_t type)
{
    enum { NOTE = 10 };
    static const struct code_name flags[] = {
        {0x0001, "MBZ-15"}, {0x0002, "MBZ-14"},
        {0x0004, "MBZ-13"}, {0x0008, "MBZ-12"},
        {0x0010, "MBZ-11"}, {0x0020, "MBZ-10"},
        {0x0040, "MBZ-9"},  {0x0080, "MBZ-8"},
        {0x0100, "MBZ-7"},  {0x0200, "MBZ-6"},
        {0x0400, "MBZ-5"},  {0x0800, "MBZ-4"},
        {0x1000, "MBZ-3"},  {0x2000, "MBZ-2"},
        {0x4000, "MBZ-1"},  {0x8000, "Retransmission Allowed"},
    };

    (void)type;
    if (is_short(pr, v, NOTE))
        return;
    TEXT_LIT(pr->out, "flags [");
    CODE_PUT_BITS_OR(pr->out, flags, printer_u16(pr, v.off), ", ", "none");
    put_time(pr, "], retention expires ", v.off + 2);
    if (v.len == NOTE)
        return;
    TEXT_LIT(pr->out, ", note well \"");
    printer_chars(pr, v.off + NOTE, v.len - NOTE);
    text_char(pr->out, '"');
}
