/*
 * nfs_fh.c - NFS file handles.
 *
 * A handle is opaque to everybody but the server that made it. The oracle
 * nevertheless recognises what servers of the nineties put into theirs, and
 * shows a device and a file number; other handles it shows in hexadecimal.
 * The rules below are what it was seen to do.
 */
#include "nfs_fh.h"

enum {
    LEAST = 16,          /* octets a recognised handle has */
    LEAST_FIXED_64 = 24, /* the same for handles looked at further on */
    LEAST_NAMED = 28,
    SHOWN = 32, /* octets of an unknown handle */
};

/* Whole words of a handle. */
struct handle {
    const uint8_t *p;
    uint32_t len;
};

static void put_device(struct text *out, uint32_t major, uint32_t minor,
                       uint32_t file)
{
    text_printf(out, "%u,%u/%u", major, minor, file);
}

/*
 * A big-endian device number whose minor part has `bits`, and the file. For
 * minor 257 the oracle shows stray memory instead of the file.
 */
static void put_device_be(struct text *out, const uint8_t *p, unsigned bits)
{
    const uint32_t device = load_be32(p);

    put_device(out, device >> bits, device & ((1u << bits) - 1),
               load_be32(p + 12));
}

static void put_device_le(struct text *out, const uint8_t *p)
{
    const uint32_t device = load_le32(p);

    put_device(out, device >> 20, device & 0xfffff, load_le32(p + 12));
}

/* Whether a little-endian length of twelve octets stands in the third word. */
static bool says_twelve(const uint8_t *p)
{
    return p[8] == 12 && p[9] == 0;
}

/* Handles that open with a zero half-word. */
static void put_big_endian(struct text *out, const uint8_t *p)
{
    if (p[2] == 0 && p[3] == 0)
        put_device(out, p[6], p[7], load_be32(p + 12));
    else if (p[4] != 0 && p[5] == 0 && says_twelve(p))
        put_device_le(out, p);
    else
        put_device(out, p[2], p[3],
                   load_be32(load_be32(p + 4) == 0x00080000 ? p + 8 : p + 12));
}

/* Handles whose second half-word is zero; false when unknown. */
static bool put_little_endian(struct text *out, const struct handle *h)
{
    const uint8_t *p = h->p;

    if (p[6] == 0 && p[7] == 0)
        put_device(out, p[1], p[0], load_le32(p + 12));
    else if (h->len >= LEAST_FIXED_64 && p[21] == 0 && p[23] == 0)
        put_device(out, p[1], p[0], load_le32(p + 4));
    else if (p[9] == 10)
        put_device_be(out, p, 18);
    else
        return false;
    return true;
}

/* Whether a printable name, padded with zero octets, fills octets 1 to 13. */
static bool is_named(const struct handle *h)
{
    bool padding = false;

    if (h->len < LEAST_NAMED || h->p[1] == 0)
        return false;
    for (unsigned i = 1; i < 14; i++) {
        const uint8_t c = h->p[i];
        if (c == 0)
            padding = true;
        else if (padding || c < 0x20 || c > 0x7e)
            return false;
    }
    return true;
}

/*
 * The name ends at a blank; the oracle has a character for each word, and
 * prints what is no longer the name raw: here it is made visible.
 */
static void put_named(struct text *out, const struct handle *h)
{
    const uint8_t *p = h->p;

    for (uint32_t i = 1; i <= h->len / 4 && p[i] != 0 && p[i] != ' '; i++)
        text_visible(out, p[i]);
    text_printf(out, "/%u",
                (uint32_t)load_be16(p + 26) << 16 | load_le16(p + 22));
}

static void put_unknown(struct text *out, const struct handle *h)
{
    static const char word[] = "Unknown";
    const uint32_t shown = h->len < SHOWN ? h->len : SHOWN;
    const size_t letters = h->len / 4;

    text_put(out, word, letters < strlen(word) ? letters : strlen(word));
    text_char(out, '/');
    for (uint32_t i = 0; i < shown; i++)
        text_printf(out, "%02X", h->p[i]);
}

static void put_recognised(struct text *out, const struct handle *h)
{
    const uint8_t *p = h->p;

    if (h->len < LEAST) {
        put_unknown(out, h);
    } else if (p[0] == 0 && p[1] == 0) {
        put_big_endian(out, p);
    } else if (p[2] == 0 && p[3] == 0) {
        if (!put_little_endian(out, h))
            put_unknown(out, h);
    } else if (says_twelve(p)) {
        put_device_le(out, p);
    } else if (p[8] == 0 && p[9] == 10) {
        put_device_be(out, p, load_be32(p + 4) == 0 ? 24 : 18);
    } else if (is_named(h)) {
        put_named(out, h);
    } else {
        put_unknown(out, h);
    }
}

static void put_raw(struct text *out, const struct handle *h)
{
    TEXT_LIT(out, " fh[");
    for (uint32_t i = 0; i < h->len; i += 4) {
        if (i > 0)
            text_char(out, ':');
        text_hex(out, load_be32(h->p + i));
    }
    text_char(out, ']');
}

void nfs_put_handle(struct printer *pr, uint32_t off, uint32_t len)
{
    const struct handle h = {pr->base + off, len};

    if (!printer_ok(pr))
        return;
    if (pr->style->raw_handles) {
        put_raw(pr->out, &h);
    } else {
        TEXT_LIT(pr->out, " fh ");
        put_recognised(pr->out, &h);
    }
}
