/*
 * wb.c - LBL's distributed white board.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

/* Offsets from the first octet; the body begins with a page's number. */
enum { OFF_TYPE = 10, OFF_RELAYED = 11, HDR = 12 };

enum {
    ID_LEN = 28,
    REQUEST_LEN = 20,
    DRAWING_LEN = 16,
    PAGES_LEN = 4,
};

/* False, with the remark, when the message cannot be of `n` octets. */
static bool is_whole(struct printer *pr, uint32_t n)
{
    if (pr->len >= HDR + n)
        return true;
    TEXT_LIT(pr->out, " (invalid)");
    return false;
}

/* "10.0.0.1:2" */
static void put_page(struct printer *pr, uint32_t off)
{
    printer_addr4(pr, off);
    text_printf(pr->out, ":%u", printer_u32(pr, off + 4));
}

/* What was drawn from `first` to `last`; a gap says its last. */
static void print_drawing(struct printer *pr, uint32_t off, uint32_t first,
                          uint32_t last)
{
    static const struct code_name kinds[] = {
        {2, "RECT"},    {3, "LINE"}, {4, "ML"},    {5, "DEL"},   {6, "XFORM"},
        {7, "ELL"},     {8, "CHAR"}, {9, "STR"},   {10, "NOP"},  {11, "PSCODE"},
        {12, "PSCOMP"}, {13, "REF"}, {14, "SKIP"}, {15, "HOLE"},
    };
    enum { SKIP = 14, HOLE = 15, OP_HDR = 8 };

    TEXT_LIT(pr->out, " <");
    for (uint64_t i = first; i <= last; i++) {
        if (!printer_need(pr, off, OP_HDR))
            return;
        const uint32_t to = printer_u32(pr, off);
        const uint32_t len = printer_u16(pr, off + 4);
        const uint8_t kind = printer_u8(pr, off + 7);
        text_char(pr->out, ' ');
        CODE_PUT(pr->out, kinds, kind, "dop-%u!");
        if (kind == SKIP || kind == HOLE) {
            text_u32(pr->out, to - (uint32_t)i + 1);
            if (to > last || to < i)
                TEXT_LIT(pr->out, "[|]");
            if (to < i)
                return;
            i = to;
        }
        off += OP_HDR + (len + 3) / 4 * 4;
    }
    TEXT_LIT(pr->out, " >");
}

static void print_drawn(struct printer *pr)
{
    if (!is_whole(pr, DRAWING_LEN) || !printer_need(pr, HDR, DRAWING_LEN))
        return;
    const uint32_t first = printer_u32(pr, HDR + 8);
    const uint32_t last = printer_u32(pr, HDR + 12);
    text_char(pr->out, ' ');
    put_page(pr, HDR);
    text_printf(pr->out, "<%u:%u>", first, last);
    if (pr->style->verbose > 0)
        print_drawing(pr, HDR + DRAWING_LEN, first, last);
}

static void print_repair_request(struct printer *pr)
{
    if (!is_whole(pr, REQUEST_LEN) || !printer_need(pr, HDR, REQUEST_LEN))
        return;
    TEXT_LIT(pr->out, " please repair ");
    printer_addr4(pr, HDR);
    text_char(pr->out, ' ');
    put_page(pr, HDR + 4);
    text_printf(pr->out, "<%u:%u>", printer_u32(pr, HDR + 12),
                printer_u32(pr, HDR + 16));
}

static void print_repair(struct printer *pr)
{
    if (!is_whole(pr, REQUEST_LEN) || !printer_need(pr, HDR, REQUEST_LEN))
        return;
    const uint32_t first = printer_u32(pr, HDR + 12);
    const uint32_t last = printer_u32(pr, HDR + 16);
    TEXT_LIT(pr->out, " for ");
    printer_addr4(pr, HDR);
    text_char(pr->out, ' ');
    put_page(pr, HDR + 4);
    text_printf(pr->out, "<%u:%u>", first, last);
    if (pr->style->verbose > 0)
        print_drawing(pr, HDR + REQUEST_LEN, first, last);
}

static void print_page_request(struct printer *pr)
{
    if (!is_whole(pr, DRAWING_LEN) || !printer_need(pr, HDR, 12))
        return;
    text_printf(pr->out, " need %u/", printer_u32(pr, HDR + 8));
    put_page(pr, HDR);
    printer_need(pr, HDR, DRAWING_LEN);
}

/* " 4/10.0.0.5:6" */
static void put_numbered_page(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, " %u/", printer_u32(pr, off));
    put_page(pr, off + 4);
}

/* "<10.0.0.1:5,10.0.0.2:6" */
static void put_sites(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_need(pr, off + 8 * i, 8); i++) {
        text_char(pr->out, i == 0 ? '<' : ',');
        put_page(pr, off + 8 * i);
    }
}

static void print_id(struct printer *pr)
{
    enum { OFF_SITES = HDR + 24, BODY = HDR + ID_LEN };

    if (!is_whole(pr, ID_LEN) || !printer_need(pr, HDR, 24))
        return;
    put_numbered_page(pr, HDR + 12);
    text_printf(pr->out, " (max %u/", printer_u32(pr, HDR));
    put_page(pr, HDR + 4);
    TEXT_LIT(pr->out, ") ");
    if (!printer_need(pr, OFF_SITES, 4))
        return;
    const uint32_t n = printer_u16(pr, OFF_SITES);
    if (8 * n > pr->len - BODY) {
        TEXT_LIT(pr->out, " (invalid)");
        return;
    }
    put_sites(pr, BODY, n);
    TEXT_LIT(pr->out, "> \"");
    for (uint32_t off = BODY + 8 * n; printer_ok(pr) && off < pr->len; off++) {
        const uint8_t c = printer_u8(pr, off);
        if (c == 0)
            break;
        text_visible(pr->out, c);
    }
    text_char(pr->out, '"');
}

static void print_pages(struct printer *pr)
{
    enum { PAGE = 16 };

    if (!is_whole(pr, PAGES_LEN))
        return;
    const uint32_t n = printer_u32(pr, HDR);
    uint32_t off = HDR + PAGES_LEN;
    for (uint32_t i = 0; i < n && printer_need(pr, off, 12); i++) {
        put_numbered_page(pr, off);
        if (!printer_need(pr, off, PAGE))
            return;
        const uint32_t sites = printer_u8(pr, off + 12);
        off += PAGE;
        put_sites(pr, off, sites);
        text_char(pr->out, '>');
        off += 8 * sites;
    }
}

static void print_kill(struct printer *pr)
{
    (void)pr;
}

static bool print_wb(struct printer *pr)
{
    static const struct {
        const char *name;
        void (*print)(struct printer *pr);
    } types[] = {
        {"dop:", print_drawn},
        {"id:", print_id},
        {"rreq:", print_repair_request},
        {"rrep:", print_repair},
        {"kill", print_kill},
        {"preq:", print_page_request},
        {NULL, NULL},
        {"prep:", print_pages},
    };

    pr->label = "wb";
    if (pr->len < HDR) {
        TEXT_LIT(pr->out, " (invalid)");
        return true;
    }
    if (!printer_need(pr, 0, HDR))
        return true;
    const uint8_t type = printer_u8(pr, OFF_TYPE);
    if (printer_u8(pr, OFF_RELAYED) != 0)
        text_char(pr->out, '*');
    TEXT_LIT(pr->out, " wb-");
    if (type < COUNT_OF(types) && types[type].name != NULL) {
        text_str(pr->out, types[type].name);
        types[type].print(pr);
    } else {
        text_printf(pr->out, "%u! (invalid)", type);
    }
    return true;
}

const struct protocol protocol_wb = {.name = "wb", .print = print_wb};
