/*
 * ip4_options_text.c - the options of an IPv4 header (RFC 791, section
 * 3.1), shown with -v.
 *
 * The oracle holds the hops of an option to the capture, not to the option:
 * where a length is no whole number of hops, the last one reaches behind it.
 */
#include "ip4_options.h"

#include "bytes.h"
#include "codes.h"
#include "render.h"

static const struct code_name option_names[] = {
    {IP4_OPTION_EOL, "EOL"},
    {IP4_OPTION_NOP, "NOP"},
    {IP4_OPTION_RR, "RR"},
    {IP4_OPTION_TIMESTAMP, "timestamp"},
    {IP4_OPTION_TRACEROUTE, "traceroute"},
    {IP4_OPTION_SECURITY, "security"},
    {IP4_OPTION_LSRR, "LSRR"},
    {IP4_OPTION_SSRR, "SSRR"},
    {IP4_OPTION_ALERT, "RA"},
};

static void put_bad(struct line *line, const char *what, uint32_t value)
{
    text_printf(line->out, "[bad %s %u]", what, value);
}

/* Record route and the two source routes: hops before the pointer are used. */
static bool put_route(struct line *line, const struct ip4_option *opt)
{
    enum { FIRST_HOP = 3, HOP = 4 };

    if (opt->len < FIRST_HOP) {
        TEXT_LIT(line->out, " ");
        put_bad(line, "length", opt->len);
        return true;
    }
    if ((opt->len + 1) % HOP != 0) {
        TEXT_LIT(line->out, " ");
        put_bad(line, "length", opt->len);
    }
    /* The pointer counts from 1; 0 wraps to behind everything. */
    const uint8_t ptr = (uint8_t)(opt->p[2] - 1);
    if (opt->p[2] < FIRST_HOP + 1 || (ptr + 1) % HOP != 0 ||
        ptr > opt->len + 1) {
        TEXT_LIT(line->out, " ");
        put_bad(line, "ptr", opt->p[2]);
    }
    for (uint32_t at = FIRST_HOP; at < opt->len; at += HOP) {
        if (at + HOP > opt->cap)
            return false;
        text_char(line->out, ' ');
        put_addr4(line, opt->p + at);
        if (at < ptr)
            text_char(line->out, ',');
    }
    return true;
}

/* One recorded time, with the host that recorded it if `hop` has room. */
static void put_time(struct line *line, const uint8_t *p, uint32_t hop)
{
    text_u32(line->out, load_be32(p + hop - 4));
    text_char(line->out, '@');
    if (hop == 8)
        put_addr4(line, p);
}

static bool put_times(struct line *line, const struct ip4_option *opt,
                      uint32_t hop)
{
    enum { FIRST_HOP = 4 };
    const uint8_t ptr = opt->p[2];
    uint32_t at = FIRST_HOP;

    for (; at < opt->len; at += hop) {
        if (at + hop > opt->cap)
            return false;
        text_str(line->out, at + 1 == ptr ? " ^ " : " ");
        put_time(line, opt->p + at, hop);
    }
    if (at + 1 == ptr)
        TEXT_LIT(line->out, " ^ ");
    return true;
}

static bool put_timestamp(struct line *line, const struct ip4_option *opt)
{
    enum { FIRST_HOP = 4, TSONLY = 0 };
    static const struct code_name names[] = {
        {TSONLY, "TSONLY"},
        {1, "TS+ADDR"},
        {3, "PRESPEC"},
    };

    if (opt->len < FIRST_HOP) {
        put_bad(line, "length", opt->len);
        return true;
    }
    const uint8_t type = opt->p[3] & 15;
    const uint32_t hop = type == TSONLY ? 4 : 8;
    const uint8_t ptr = opt->p[2];
    TEXT_LIT(line->out, " TS{");
    if ((opt->len - FIRST_HOP) % hop != 0)
        put_bad(line, "length", opt->len);
    if (ptr < FIRST_HOP + 1 || (ptr - FIRST_HOP - 1U) % hop != 0 ||
        ptr > opt->len + 2)
        put_bad(line, "ptr", ptr);
    CODE_PUT(line->out, names, type, "[bad ts type %u]");
    if (CODE_NAME(names, type, NULL) == NULL)
        text_str(line->out, ptr == 1 ? " ^ " : "");
    else if (!put_times(line, opt, hop))
        return false;
    if (opt->p[3] >> 4 != 0)
        text_printf(line->out, " [%u hops not recorded]} ", opt->p[3] >> 4);
    else
        text_char(line->out, '}');
    return true;
}

static void put_alert(struct line *line, const struct ip4_option *opt)
{
    if (opt->len < 4) {
        TEXT_LIT(line->out, " ");
        put_bad(line, "length", opt->len);
    } else if (load_be16(opt->p + 2) != 0) {
        text_printf(line->out, " value %u", load_be16(opt->p + 2));
    }
}

/* False when the capture ended in the middle. */
static bool put_data(struct line *line, const struct ip4_option *opt)
{
    switch (opt->kind) {
    case IP4_OPTION_RR:
    case IP4_OPTION_LSRR:
    case IP4_OPTION_SSRR:
        return put_route(line, opt);
    case IP4_OPTION_TIMESTAMP:
        return put_timestamp(line, opt);
    case IP4_OPTION_ALERT:
        put_alert(line, opt);
        return true;
    default:
        return true;
    }
}

enum part_end put_ip4_options(struct line *line, const struct tl_layer *l)
{
    enum { FIRST = 20 };
    const char *sep = "";
    struct ip4_option opt;

    for (uint32_t pos = FIRST; ip4_option_next(line->pkt, l, &pos, &opt);) {
        text_str(line->out, sep);
        sep = ",";
        if (opt.end != IP4_OPTION_NO_KIND)
            CODE_PUT(line->out, option_names, opt.kind, "unknown %u");
        if (opt.end == IP4_OPTION_NO_KIND || opt.end == IP4_OPTION_NO_LENGTH)
            return part_mark(line, PART_CUT);
        if (opt.end == IP4_OPTION_BAD)
            text_printf(line->out, " [bad length %u]", opt.len);
        if (opt.end == IP4_OPTION_CUT ||
            (opt.end == IP4_OPTION_WHOLE && !put_data(line, &opt))) {
            TEXT_LIT(line->out, " [truncated-option]");
            return PART_END;
        }
    }
    return PART_NEXT;
}
