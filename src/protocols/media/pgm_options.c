/*
 * pgm_options.c - the options of PGM (RFC 3208 section 9) and PGMCC.
 */
#include "codes.h"
#include "pgm.h"
#include "span.h"

enum { OPT_HDR = 4, LAST = 0x80 };

enum {
    LENGTH = 0x00,
    NAK_LIST = 0x02,
    REDIRECT = 0x07,
    PATH_NLA = 0x0c,
    CR = 0x10,
    PGMCC_DATA = 0x12,
    PGMCC_FEEDBACK = 0x13,
};

/* Options of one length: their name in complaints, and numbers shown. */
static const struct fixed_option {
    uint8_t type, len;
    const char *name;
    const char *words[3]; /* before each number; the first stands alone, too */
} fixed_options[] = {
    {0x01, 16, "OPT_FRAGMENT", {" FRAG seq ", " off ", " len "}},
    {0x03, 8, "OPT_JOIN", {" JOIN "}},
    {0x04, 12, "OPT_NAK_BO_IVL", {" BACKOFF ivl ", " ivlseq "}},
    {0x05, 12, "OPT_NAK_BO_RNG", {" BACKOFF max ", " min "}},
    {0x08, 8, "OPT_PARITY_PRM", {" PARITY MAXTGS "}},
    {0x09, 8, "OPT_PARITY_GRP", {" PARITY GROUP "}},
    {0x0a, 8, "OPT_CURR_TGSIZE", {" PARITY ATGS "}},
    {0x0b, 4, "OPT_NBR_UNREACH", {" NBR_UNREACH"}},
    {0x0d, 4, "OPT_SYN", {" SYN"}},
    {0x0e, 4, "OPT_FIN", {" FIN"}},
    {0x0f, 4, "OPT_RST", {" RST"}},
    {0x11, 4, "OPT_CRQST", {" CRQST"}},
};

/* Options that hold an address, behind a number in PGMCC's. */
static const struct addr_option {
    uint8_t type;
    uint8_t fixed;
    const char *short_name, *name, *words;
} addr_options[] = {
    {REDIRECT, 8, "OPT_REDIRECT", "OPT_REDIRECT", " REDIRECT "},
    {PGMCC_DATA, 12, "OPT_PGMCC_DATA", "OPT_PGMCC_DATA", " PGMCC DATA "},
    {PGMCC_FEEDBACK, 12, "PGM_OPT_PGMCC_FEEDBACK", "OPT_PGMCC_FEEDBACK",
     " PGMCC FEEDBACK "},
};

static bool put_fixed(struct printer *pr, const struct fixed_option *o,
                      struct span v)
{
    if (v.len != o->len) {
        text_printf(pr->out, "[Bad %s option, length %u != %u]", o->name, v.len,
                    o->len);
        return false;
    }
    text_str(pr->out, o->words[0]);
    for (uint32_t i = 0; OPT_HDR + 4 * i < o->len; i++) {
        if (i > 0)
            text_str(pr->out, o->words[i]);
        text_u32(pr->out, printer_u32(pr, v.off + OPT_HDR + 4 * i));
    }
    return true;
}

static bool put_addr_option(struct printer *pr, const struct addr_option *o,
                            struct span v)
{
    if (v.len < o->fixed) {
        text_printf(pr->out, "[Bad %s option, length %u < %u]", o->short_name,
                    v.len, o->fixed);
        return false;
    }
    const uint32_t n = pgm_addr_len(printer_u16(pr, v.off + o->fixed - 4));
    if (n == 0) {
        printer_mark(pr);
        return false;
    }
    if (v.len != o->fixed + n) {
        text_printf(pr->out, "[Bad %s option, length %u != %u + address size]",
                    o->name, v.len, o->fixed);
        return false;
    }
    text_str(pr->out, o->words);
    if (o->type != REDIRECT)
        text_printf(pr->out, "%u ", printer_u32(pr, v.off + OPT_HDR));
    pgm_put_addr(pr, v.off + o->fixed, n);
    return true;
}

static bool put_nak_list(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, " NAK LIST");
    span_skip(&v, OPT_HDR);
    for (; v.len > 0; span_skip(&v, 4)) {
        if (v.len < 4) {
            TEXT_LIT(pr->out, "[Option length not a multiple of 4]");
            return false;
        }
        text_printf(pr->out, " %u", printer_u32(pr, v.off));
    }
    return true;
}

static bool put_extra_length(struct printer *pr, struct span v)
{
    if (v.len != OPT_HDR) {
        text_printf(pr->out, "[Bad OPT_LENGTH option, length %u != 4]", v.len);
        return false;
    }
    text_printf(pr->out, " OPTS LEN (extra?) %u", printer_u16(pr, v.off + 2));
    return true;
}

static bool put_option(struct printer *pr, uint8_t code, struct span v)
{
    const uint8_t type = code & (uint8_t)~LAST;

    for (size_t i = 0; i < COUNT_OF(fixed_options); i++)
        if (fixed_options[i].type == type)
            return put_fixed(pr, &fixed_options[i], v);
    for (size_t i = 0; i < COUNT_OF(addr_options); i++)
        if (addr_options[i].type == type)
            return put_addr_option(pr, &addr_options[i], v);
    switch (type) {
    case LENGTH:
        return put_extra_length(pr, v);
    case NAK_LIST:
        return put_nak_list(pr, v);
    case PATH_NLA:
        text_printf(pr->out, " PATH_NLA [%u]", v.len);
        return true;
    case CR:
        TEXT_LIT(pr->out, " CR");
        return true;
    default:
        text_printf(pr->out, " OPT_%02X [%u] ", code, v.len);
        return true;
    }
}

/*
 * The oracle counts the first two octets twice of an option that it names but
 * does not look into.
 */
static uint32_t step(uint8_t code, uint32_t len)
{
    const uint8_t type = code & (uint8_t)~LAST;

    if (type == LENGTH || type == NAK_LIST)
        return len;
    for (size_t i = 0; i < COUNT_OF(fixed_options); i++)
        if (fixed_options[i].type == type)
            return len;
    for (size_t i = 0; i < COUNT_OF(addr_options); i++)
        if (addr_options[i].type == type)
            return len;
    return len + 2;
}

/* Moves `*at` behind what it has read. */
static bool put_list(struct printer *pr, struct span list, uint32_t *at)
{
    *at = list.off;
    while (list.len > 0) {
        if (list.len < OPT_HDR) {
            TEXT_LIT(pr->out,
                     "[Total option length leaves no room for final option]");
            return false;
        }
        if (!printer_need(pr, list.off, 2))
            return false;
        const uint8_t code = printer_u8(pr, list.off);
        const struct span v = {list.off, printer_u8(pr, list.off + 1)};
        if (v.len < OPT_HDR) {
            text_printf(pr->out, "[Bad option, length %u < 4]", v.len);
            *at += 2;
            return true;
        }
        if (v.len > list.len) {
            TEXT_LIT(pr->out,
                     "[Total option length leaves no room for final option]");
            return false;
        }
        if (!printer_has(pr, v.off, v.len)) {
            printer_mark(pr);
            return false;
        }
        if (!put_option(pr, code, v) || !printer_ok(pr))
            return false;
        list.off += step(code, v.len);
        *at = list.off;
        if ((code & LAST) != 0)
            return true;
        /* The oracle does not count the header of a list of NAKs. */
        list.len -= code == NAK_LIST ? v.len - OPT_HDR : v.len;
    }
    return true;
}

bool pgm_put_options(struct printer *pr, uint32_t *at)
{
    const uint32_t off = *at;

    if (!printer_has(pr, off, OPT_HDR)) {
        printer_mark(pr);
        return false;
    }
    const uint8_t type = printer_u8(pr, off) & (uint8_t)~LAST;
    const uint8_t len = printer_u8(pr, off + 1);
    const uint16_t total = printer_u16(pr, off + 2);
    if (type != LENGTH) {
        text_printf(pr->out,
                    "[First option bad, should be PGM_OPT_LENGTH, is %u]",
                    type);
        return false;
    }
    if (len != OPT_HDR) {
        text_printf(pr->out, "[Bad OPT_LENGTH option, length %u != 4]", len);
        return false;
    }
    if (total < OPT_HDR) {
        text_printf(pr->out, "[Bad total option length %u < 4]", total);
        return false;
    }
    text_printf(pr->out, " OPTS LEN %u", total);
    return put_list(pr, (struct span){off + OPT_HDR, total - OPT_HDR}, at);
}
