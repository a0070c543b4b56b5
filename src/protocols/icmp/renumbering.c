/*
 * renumbering.c - router renumbering (RFC 2894): ICMPv6 messages behind their
 * name. Of a command the oracle shows the first prefix operation.
 */
#include "codes.h"
#include "protocol.h"

enum {
    COMMAND = 0,
    HEADER = 16,
    MATCH_LEN = 24,
    USE_LEN = 32,
    UNIT = 8, /* bytes that an operation's length counts */
};

static const struct code_name kinds[] = {
    {COMMAND, "command"}, {1, "result"}, {255, "sequence number reset"}};

static const struct code_name operations[] = {
    {1, "add"}, {2, "change"}, {3, "setglobal"}};

/* The names of the flags that are set, if any, and a comma. */
static void put_flags(struct printer *pr, const struct code_name *names,
                      size_t rows, uint8_t flags)
{
    if (flags == 0)
        return;
    (void)code_put_bits(pr->out, names, rows, flags, "");
    text_char(pr->out, ',');
}

/* Section 3.1: segments, and how long to wait. */
static void put_header(struct printer *pr)
{
    static const struct code_name names[] = {
        {0x80, "T"}, {0x40, "R"}, {0x20, "A"}, {0x10, "S"}, {0x08, "P"}};
    const uint32_t reserved = printer_u32(pr, 12);

    text_char(pr->out, '[');
    put_flags(pr, names, COUNT_OF(names), printer_u8(pr, 9));
    text_printf(pr->out, "seg=%u,maxdelay=%u", printer_u8(pr, 8),
                printer_u16(pr, 10));
    if (reserved != 0)
        text_printf(pr->out, "rsvd=0x%x", reserved);
    text_char(pr->out, ']');
}

/* From -vv on, each part has a line of its own. */
static const char *part_gap(const struct printer *pr)
{
    return pr->style->verbose > 1 ? "\n\t" : " ";
}

static void put_match(struct printer *pr, uint32_t off)
{
    const uint8_t operation = printer_u8(pr, off);
    const char *name = CODE_NAME(operations, operation, NULL);

    text_printf(pr->out, "%smatch(", part_gap(pr));
    if (name != NULL)
        text_printf(pr->out, "%s,", name);
    else
        text_printf(pr->out, "#%u,", operation);
    if (pr->style->verbose > 0)
        text_printf(pr->out, "ord=%u,min=%u,max=%u,", printer_u8(pr, off + 2),
                    printer_u8(pr, off + 4), printer_u8(pr, off + 5));
    printer_addr6(pr, off + 8);
    text_printf(pr->out, "/%u)", printer_u8(pr, off + 3));
}

static void put_lifetime(struct printer *pr, const char *what, uint32_t off)
{
    const uint32_t seconds = printer_u32(pr, off);

    if (seconds == UINT32_MAX)
        text_printf(pr->out, "%s=infty,", what);
    else
        text_printf(pr->out, "%s=%u,", what, seconds);
}

static void put_use(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {{0x80, "V"}, {0x40, "P"}};

    text_printf(pr->out, "%suse(", part_gap(pr));
    put_flags(pr, names, COUNT_OF(names), printer_u8(pr, off + 12));
    if (pr->style->verbose > 0) {
        text_printf(pr->out, "mask=0x%x,raflags=0x%x,", printer_u8(pr, off + 2),
                    printer_u8(pr, off + 3));
        put_lifetime(pr, "vltime", off + 4);
        put_lifetime(pr, "pltime", off + 8);
    }
    printer_addr6(pr, off + 16);
    text_printf(pr->out, "/%u/%u)", printer_u8(pr, off),
                printer_u8(pr, off + 1));
}

/* False for an operation whose length does not add up, or is cut. */
static bool put_operation(struct printer *pr, uint32_t off)
{
    if (!printer_has(pr, off, MATCH_LEN))
        return false;
    put_match(pr, off);
    const uint32_t len = printer_u8(pr, off + 1) * (uint32_t)UNIT;
    if (len < MATCH_LEN || (len - MATCH_LEN) % USE_LEN != 0)
        return false;
    for (uint32_t at = MATCH_LEN; at < len; at += USE_LEN) {
        if (!printer_has(pr, off + at, USE_LEN))
            return false;
        put_use(pr, off + at);
    }
    return true;
}

static bool print_icmp6_renumbering(struct printer *pr)
{
    const uint8_t kind = printer_u8(pr, 1);

    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return true;
    }
    const char *name = CODE_NAME(kinds, kind, NULL);
    if (name != NULL)
        text_printf(pr->out, ", %s", name);
    else
        text_printf(pr->out, ", code-#%u", kind);
    text_printf(pr->out, ", seq=%u", printer_u32(pr, 4));
    if (pr->style->verbose > 0)
        put_header(pr);
    if (kind == COMMAND && !put_operation(pr, HEADER))
        printer_mark(pr);
    return true;
}

const struct protocol protocol_icmp6_renumbering = {"icmpv6",
                                                    print_icmp6_renumbering};
