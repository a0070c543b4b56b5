/*
 * dump_scan.c - a row of a dump.
 *
 * The characters beside the bytes stand behind two blanks or more. Where a web
 * page has left one, they end the row unless they look like bytes themselves.
 */
#include "dump_scan.h"

/* One or two bytes, then a blank or the end. */
static size_t scan_group(struct scan *s, uint8_t *out, size_t room)
{
    const char *from = s->at;
    const size_t n = scan_bytes(s, out, room < 2 ? room : 2);

    if (n > 0 && (scan_over(s) || *s->at == ' '))
        return n;
    s->at = from;
    return 0;
}

size_t dump_scan_row(struct scan s, uint32_t *at, uint8_t *out)
{
    size_t n = 0;

    scan_blanks(&s);
    if (!scan_text(&s, "0x") || !scan_hex(&s, at) || !scan_text(&s, ":"))
        return 0;
    scan_blanks(&s);
    while (n < DUMP_ROW_BYTES) {
        const size_t got = scan_group(&s, out + n, DUMP_ROW_BYTES - n);

        n += got;
        if (got < 2)
            break;
        const bool wide = scan_left(&s) > 1 && s.at[1] == ' ';
        scan_blanks(&s);
        if (wide)
            break;
    }
    return n;
}
