/*
 * mobility_text.c - the mobility header of IPv6 (RFC 6275): nothing follows
 * it.
 */
#include "bytes.h"
#include "render.h"

enum { TYPE_COUNT = 8, UNIT = 8 };

/* Bytes of a message before its options, and its name. */
static const struct {
    uint8_t fixed;
    const char *name;
} messages[TYPE_COUNT] = {
    {8, "BRR"},  {16, "HoTI"}, {16, "CoTI"}, {24, "HoT"},
    {24, "CoT"}, {12, "BU"},   {12, "BA"},   {24, "BE"},
};

static const uint8_t *at(const struct line *line, const struct tl_layer *l,
                         uint32_t offset)
{
    return line->pkt->raw.data + l->off + offset;
}

/* " Home Init Cookie=01020304:05060708" */
static bool put_pair(struct line *line, const struct tl_layer *l,
                     const char *what, uint32_t offset)
{
    if (l->cap < offset + 8)
        return false;
    text_printf(line->out, " %s=%08x:%08x", what,
                load_be32(at(line, l, offset)),
                load_be32(at(line, l, offset + 4)));
    return true;
}

/* Home or care-of test, and the initiation of either. False when cut. */
static bool put_test(struct line *line, const struct tl_layer *l, uint8_t type)
{
    const bool home = type % 2 == 1;
    const char *cookie = home ? "Home Init Cookie" : "Care-of Init Cookie";

    if (type >= 3) {
        if (l->cap < 8)
            return false;
        text_printf(line->out, " nonce id=0x%x", load_be16(at(line, l, 6)));
    }
    if (line->style.verbose == 0)
        return true;
    return put_pair(line, l, cookie, 8) &&
           (type < 3 ||
            put_pair(line, l,
                     home ? "Home Keygen Token" : "Care-of Keygen Token", 16));
}

static bool put_update(struct line *line, const struct tl_layer *l)
{
    static const char letters[] = {'A', 'H', 'L', 'K'};

    if (l->cap < 8)
        return false;
    text_printf(line->out, " seq#=%u", load_be16(at(line, l, 6)));
    if (l->cap < 10)
        return false;
    const uint8_t flags = *at(line, l, 8);
    if (flags & 0xf0)
        text_char(line->out, ' ');
    for (unsigned i = 0; i < 4; i++)
        if (flags & 0x80U >> i)
            text_char(line->out, letters[i]);
    if (l->cap < 12)
        return false;
    text_printf(line->out, " lifetime=%u", load_be16(at(line, l, 10)) * 4U);
    return true;
}

static bool put_acknowledgment(struct line *line, const struct tl_layer *l)
{
    if (l->cap < 7)
        return false;
    text_printf(line->out, " status=%u", *at(line, l, 6));
    if (l->cap < 8)
        return false;
    if (*at(line, l, 7) & 0x80)
        TEXT_LIT(line->out, " K");
    if (l->cap < 10)
        return false;
    text_printf(line->out, " seq#=%u", load_be16(at(line, l, 8)));
    if (l->cap < 12)
        return false;
    text_printf(line->out, " lifetime=%u", load_be16(at(line, l, 10)) * 4U);
    return true;
}

static bool put_error(struct line *line, const struct tl_layer *l)
{
    if (l->cap < 7)
        return false;
    text_printf(line->out, " status=%u", *at(line, l, 6));
    if (l->cap < 24)
        return false;
    TEXT_LIT(line->out, " homeaddr ");
    put_addr6(line, at(line, l, 8));
    return true;
}

static bool put_message(struct line *line, const struct tl_layer *l,
                        uint8_t type)
{
    switch (type) {
    case 0:
        return l->cap >= 8 || line->style.verbose == 0;
    case 5:
        return put_update(line, l);
    case 6:
        return put_acknowledgment(line, l);
    case 7:
        return put_error(line, l);
    default:
        return put_test(line, l, type);
    }
}

/* Bytes that an option of this type needs for its text. */
static uint32_t option_need(uint8_t type)
{
    switch (type) {
    case 2:
        return 4;
    case 3:
        return 18;
    case 4:
        return 6;
    case 5:
        return 12;
    default:
        return 2;
    }
}

static void put_option(struct line *line, const uint8_t *p)
{
    switch (p[0]) {
    case 1:
        TEXT_LIT(line->out, "(padn)");
        break;
    case 2:
        text_printf(line->out, "(refresh: %u)", load_be16(p + 2) * 4U);
        break;
    case 3:
        TEXT_LIT(line->out, "(alt-CoA: ");
        put_addr6(line, p + 2);
        text_char(line->out, ')');
        break;
    case 4:
        text_printf(line->out, "(ni: ho=0x%04x co=0x%04x)", load_be16(p + 2),
                    load_be16(p + 4));
        break;
    case 5:
        TEXT_LIT(line->out, "(auth)");
        break;
    default:
        text_printf(line->out, "(type-0x%02x: len=%u)", p[0], p[1]);
    }
}

static void put_too_short(struct line *line, uint8_t type)
{
    static const char *const names[] = {NULL,     NULL, "refresh",
                                        "altcoa", "ni", "auth"};

    if (type < sizeof(names) / sizeof(names[0]) && names[type] != NULL)
        text_printf(line->out, "(%s: trunc)", names[type]);
}

/* -v. The oracle takes an option that ends with the header for a cut one. */
static enum part_end put_options(struct line *line, const struct tl_layer *l,
                                 uint32_t offset, uint32_t len)
{
    while (offset < len) {
        if (l->cap <= offset)
            return part_mark(line, PART_CUT);
        const uint8_t *p = at(line, l, offset);
        const uint32_t left = len - offset;
        if (left < 2)
            return part_mark(line, PART_END);
        if (p[0] == 0) {
            TEXT_LIT(line->out, "(pad1)");
            offset++;
            continue;
        }
        if (l->cap < offset + 2)
            return part_mark(line, PART_CUT);
        const uint32_t size = 2U + p[1];
        if (left <= size || l->cap - offset <= size)
            return part_mark(line, PART_END);
        if (left < option_need(p[0])) {
            put_too_short(line, p[0]);
            return part_mark(line, PART_END);
        }
        if (p[0] <= 5 && l->cap < offset + option_need(p[0]))
            return part_mark(line, PART_CUT);
        put_option(line, p);
        offset += size;
    }
    return PART_END;
}

/* Of all fields the oracle looks for these two bytes before it reads them. */
static bool misses_flags(const struct tl_layer *l, uint8_t type)
{
    enum { UPDATE = 5 };

    return type == UPDATE && (l->cap == 8 || l->cap == 9);
}

enum part_end part_ip6_mobility(struct line *line, const struct tl_layer *l)
{
    line->label = "mobility";
    if (l->cap < 2)
        return part_mark(line, PART_END);
    if (l->cap < 3)
        return part_mark(line, PART_CUT);
    const uint8_t *p = at(line, l, 0);
    const uint32_t len = (p[1] + 1U) * UNIT;
    const uint8_t type = p[2];
    if (type < TYPE_COUNT && len < messages[type].fixed) {
        text_printf(line->out, "(header length %u is too small for type %u)",
                    len, type);
        return part_mark(line, PART_END);
    }
    TEXT_LIT(line->out, "mobility: ");
    if (type >= TYPE_COUNT) {
        text_printf(line->out, "type-#%u len=%u", type, p[1]);
        return PART_END;
    }
    text_str(line->out, messages[type].name);
    if (!put_message(line, l, type))
        return part_mark(line, misses_flags(l, type) ? PART_END : PART_CUT);
    if (line->style.verbose == 0)
        return PART_END;
    return put_options(line, l, messages[type].fixed, len);
}
