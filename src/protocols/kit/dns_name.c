/*
 * dns_name.c - DNS names inside a message.
 */
#include "dns_name.h"

#include "bytes.h"

enum {
    NAME_MAX_CHARS = 255, /* RFC 1035 section 2.3.4 */
    KIND = 0xc0,
    KIND_POINTER = 0xc0,
    KIND_EXTENDED = 0x40, /* RFC 2673 section 3.1 */
    EXTENDED_BITS = 0x41,
};

/* RFC 2673 section 3.2: a count byte of zero stands for 256. */
static uint32_t bit_count(uint8_t count)
{
    return count == 0 ? 256 : count;
}

/* Length of the label at `off`, its length byte included; 0 when unknown. */
static uint32_t label_bytes(const struct dns_message *m, uint32_t off)
{
    const uint8_t c = m->p[off];

    if ((c & KIND) == 0)
        return 1 + (uint32_t)c;
    if (c != EXTENDED_BITS || !dns_has(m, off, 2))
        return 0;
    return 2 + (bit_count(m->p[off + 1]) + 7) / 8;
}

bool dns_skip_name(const struct dns_message *m, uint32_t *off)
{
    uint32_t at = *off;

    while (dns_has(m, at, 1) && m->p[at] != 0) {
        if ((m->p[at] & KIND) == KIND_POINTER) {
            *off = at + 2;
            return true;
        }
        const uint32_t n = label_bytes(m, at);
        if (n == 0)
            return false;
        at += n;
    }
    *off = at + 1;
    return dns_has(m, at, 1);
}

bool dns_put_visible(struct dns_message *m, uint32_t off, uint32_t n)
{
    const uint32_t left = off < m->cap ? m->cap - off : 0;

    text_visible_bytes(m->out, (const char *)m->p + off, n < left ? n : left);
    return n <= left;
}

/* "\[x01f/12]": the bits as hexadecimal digits, and their number. */
static bool put_bit_label(struct dns_message *m, uint32_t off)
{
    if (!dns_has(m, off, 2))
        return false;
    const uint32_t bits = bit_count(m->p[off + 1]);
    uint32_t at = off + 2;

    TEXT_LIT(m->out, "\\[x");
    for (uint32_t left = bits; left > 0; at++) {
        if (!dns_has(m, at, 1)) {
            printer_cut(m->pr);
            return false;
        }
        const uint32_t n = left < 8 ? left : 8;
        const unsigned byte = m->p[at] & (0xff00U >> n);
        if (n > 4)
            text_hex_pad(m->out, byte & 0xff, 2);
        else
            text_hex(m->out, (byte & 0xff) >> 4);
        left -= n;
    }
    text_char(m->out, '/');
    text_u32(m->out, bits);
    text_char(m->out, ']');
    return true;
}

/* `*chars` counts what the name has taken of NAME_MAX_CHARS. */
static bool put_label(struct dns_message *m, uint32_t off, uint32_t *chars)
{
    const uint8_t c = m->p[off];

    if ((c & KIND) == 0) {
        const uint32_t room =
            *chars < NAME_MAX_CHARS ? NAME_MAX_CHARS - *chars : 0;
        *chars += c;
        return dns_put_visible(m, off + 1, c < room ? c : room);
    }
    if ((c & KIND) != KIND_EXTENDED) {
        TEXT_LIT(m->out, "<BAD LABEL TYPE>");
        return false;
    }
    if (c == EXTENDED_BITS)
        return put_bit_label(m, off);
    TEXT_LIT(m->out, "<ELT ");
    text_u32(m->out, c & 0x3f);
    text_char(m->out, '>');
    return false;
}

/* Pays for `n` bytes walked; false when the message has used up its share. */
static bool walk(struct dns_message *m, uint32_t n)
{
    if (m->walk_left < n)
        return false;
    m->walk_left -= n;
    return true;
}

/*
 * Follows the pointers at `*at`, if any, which count from `base`. Each must
 * lead to before `*limit`, where the name, or the part of it pointed to last,
 * begins.
 */
static bool follow(struct dns_message *m, uint32_t base, uint32_t *at,
                   uint32_t *limit)
{
    while (dns_has(m, *at, 1) && (m->p[*at] & KIND) == KIND_POINTER) {
        if (!dns_has(m, *at, 2))
            return true;
        const uint32_t target = load_be16(m->p + *at) & 0x3fffU;
        if (target >= *limit || !walk(m, 2)) {
            TEXT_LIT(m->out, "<BAD PTR>");
            return false;
        }
        *limit = target;
        *at = base + target;
    }
    return dns_has(m, *at, 1);
}

/*
 * A label or a pointer of which only the first byte was captured. It ends the
 * name without complaint, but for a pointer that the name opens with.
 */
static bool is_bare(const struct dns_message *m, uint32_t off)
{
    const uint8_t kind = m->p[off] & KIND;
    return (kind == 0 || kind == KIND_POINTER) && !dns_has(m, off + 1, 1);
}

bool dns_put_name_from(struct dns_message *m, uint32_t *off, uint32_t base)
{
    uint32_t at = *off, limit = *off - base, chars = 0;

    if (!dns_skip_name(m, off))
        *off = m->cap;
    if (dns_has(m, at, 1) && m->p[at] == 0) {
        text_char(m->out, '.');
        return true;
    }
    while (follow(m, base, &at, &limit)) {
        if (m->p[at] == 0) {
            if (chars > NAME_MAX_CHARS)
                TEXT_LIT(m->out, "<DOMAIN NAME TOO LONG>");
            return true;
        }
        if (is_bare(m, at))
            return chars > 0 || (m->p[at] & KIND) == 0;
        if (!put_label(m, at, &chars))
            return false;
        if (chars <= NAME_MAX_CHARS) {
            text_char(m->out, '.');
            chars++;
        }
        const uint32_t n = label_bytes(m, at);
        if (!walk(m, n))
            return false;
        at += n;
    }
    return false;
}

bool dns_put_name(struct dns_message *m, uint32_t *off)
{
    return dns_put_name_from(m, off, 0);
}
