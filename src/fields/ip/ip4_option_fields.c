/*
 * ip4_option_fields.c - the options of an IPv4 header (RFC 791 section 3.1).
 */
#include "ip4_options.h"
#include "put_fields.h"

enum { POINTER = 2, ADDRESSES = 3, IP4_ADDR = 4 };

/* "10.0.0.1, 10.0.0.2"; the pointer counts from 1 and names the next one. */
static void note_route(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    const char *between = "";

    (void)s;
    for (uint32_t i = ADDRESSES; i + IP4_ADDR <= row->len; i += IP4_ADDR) {
        text_str(out, between);
        text_ip4(out, row->bytes + i);
        between = ", ";
    }
    if (row->len > POINTER)
        text_printf(out, "  [pointer %u]", row->bytes[POINTER]);
}

static void note_word(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    (void)s;
    if (row->len >= 4)
        text_printf(out, "%u", load_be16(row->bytes + 2));
}

static const struct option_field kinds[] = {
    {IP4_OPTION_EOL, FIELD(0, 0, 0, PLAIN, "end of options", NULL)},
    {IP4_OPTION_NOP, FIELD(0, 0, 0, PLAIN, "no-operation", NULL)},
    {IP4_OPTION_RR, FIELD(0, 0, 0, PLAIN, "record route",
                          "ip.options.record_route", .note = note_route)},
    {25, FIELD(0, 0, 0, PLAIN, "quick start", "ip.options.qs")},
    {IP4_OPTION_TIMESTAMP,
     FIELD(0, 0, 0, PLAIN, "time stamps", "ip.options.timestamp")},
    {IP4_OPTION_TRACEROUTE,
     FIELD(0, 0, 0, PLAIN, "traceroute", "ip.options.traceroute")},
    {IP4_OPTION_SECURITY,
     FIELD(0, 0, 0, PLAIN, "security", "ip.options.security")},
    {IP4_OPTION_LSRR, FIELD(0, 0, 0, PLAIN, "loose source route",
                            "ip.options.route", .note = note_route)},
    {134, FIELD(0, 0, 0, PLAIN, "commercial security", "ip.options.cipso")},
    {136, FIELD(0, 0, 0, PLAIN, "stream", "ip.options.sid", .note = note_word)},
    {IP4_OPTION_SSRR, FIELD(0, 0, 0, PLAIN, "strict source route",
                            "ip.options.source_route", .note = note_route)},
    {IP4_OPTION_ALERT, FIELD(0, 0, 0, PLAIN, "router alert",
                             "ip.options.routeralert", .note = note_word)},
};

static const struct field unknown =
    FIELD(0, 0, 0, PLAIN, "unknown option", NULL);
static const struct field bad = FIELD(0, 0, 0, PLAIN, "bad option", NULL);
static const struct field padding = FIELD(0, 0, 0, PLAIN, "padding", NULL);

static const struct field *option_of(uint32_t kind)
{
    return OPTION_FIELD(kinds, kind, &unknown);
}

void put_ip4_option_rows(struct field_scene *s, uint32_t off, uint32_t end)
{
    while (off < end && !s->cut && field_room(s, off, 1) == 1) {
        const uint32_t kind = field_number(s, off, 1);
        const struct field *f = option_of(kind);
        if (kind == IP4_OPTION_EOL || kind == IP4_OPTION_NOP) {
            put_field(s, f, off++, 1);
            if (kind == IP4_OPTION_EOL && off < end)
                put_field(s, &padding, off, end - off);
            if (kind == IP4_OPTION_EOL)
                return;
            continue;
        }
        const uint32_t len = field_number(s, off + 1, 1);
        if (field_room(s, off, 2) < 2 && end - off >= 2) {
            put_field(s, f, off, 2);
            return;
        }
        if (len < 2 || len > end - off) {
            put_field(s, &bad, off, end - off);
            return;
        }
        put_field(s, f, off, len);
        off += len;
    }
}
