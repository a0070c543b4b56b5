/*
 * radiotap.c - the radiotap header before 802.11 frames.
 */
#include "radiotap.h"

#include "bytes.h"
#include "count.h"

enum {
    FIXED = 4, /* version, pad, length */
    WORD = 4,
    VENDOR_HDR = 6,
    BIT_RADIOTAP = 29,
    BIT_VENDOR = 30,
    BIT_EXTENDED = 31,
};

struct shape {
    uint8_t len, align;
};

/*
 * The oracle reads one byte of field 9, where the standard has two, and does
 * not align field 4.
 */
static const struct shape shapes[] = {
    {8, 8}, {1, 1}, {1, 1}, {4, 2}, {2, 1}, {1, 1},  {1, 1}, {2, 2},
    {2, 2}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1},  {2, 2}, {0, 0},
    {0, 0}, {0, 0}, {8, 4}, {3, 1}, {8, 4}, {12, 2},
};

static uint32_t present_at(const struct radiotap_walk *w)
{
    return load_le32(w->hdr + w->word);
}

bool radiotap_start(struct radiotap_walk *w, const uint8_t *hdr,
                    uint32_t hdr_len)
{
    *w = (struct radiotap_walk){
        .hdr = hdr,
        .hdr_len = hdr_len,
        .word = FIXED,
        .at = FIXED,
    };
    do {
        if (w->at + WORD > hdr_len)
            return false;
        w->at += WORD;
    } while (load_le32(hdr + w->at - WORD) >> BIT_EXTENDED != 0);
    w->present = present_at(w);
    return true;
}

/* Goes on to the next presence word, as the bits of this one say. */
static bool next_word(struct radiotap_walk *w)
{
    const uint32_t present = present_at(w);

    if (present >> BIT_EXTENDED == 0)
        return false;
    w->word += WORD;
    const bool radiotap = (present >> BIT_RADIOTAP & 1) != 0;
    const bool vendor = (present >> BIT_VENDOR & 1) != 0;
    if (radiotap != vendor) {
        w->vendor = vendor;
        w->first_bit = 0;
    } else if (!radiotap) { /* both of them change nothing, nor count */
        w->first_bit += 32;
    }
    w->present = present_at(w);
    if (w->vendor) /* of its bits those that choose the next one count */
        w->present &= UINT32_C(1) << BIT_RADIOTAP | UINT32_C(1) << BIT_VENDOR;
    return true;
}

/*
 * A vendor's name space announces how much of it to skip. When the header has
 * less than that the walk ends there. Of a header that is cut what is there is
 * passed: most of the organisation, if it is there behind what aligns it, but
 * without that; the rest of it, the sub-space.
 */
static bool skip_vendor(struct radiotap_walk *w)
{
    static const uint8_t parts[] = {2, 1, 1};
    const uint32_t at = w->at + (w->at & 1);

    if (at + VENDOR_HDR > w->hdr_len) {
        if (at + parts[0] > w->hdr_len)
            return false;
        for (size_t i = 0; i < COUNT_OF(parts); i++)
            if (w->at + parts[i] <= w->hdr_len)
                w->at += parts[i];
        return false;
    }
    const uint32_t skip = load_le16(w->hdr + at + 4);
    w->at = at + VENDOR_HDR;
    w->ended = skip > w->hdr_len - w->at;
    if (!w->ended)
        w->at += skip;
    return true;
}

static enum radiotap_end read_field(struct radiotap_walk *w,
                                    struct radiotap_field *field)
{
    static const unsigned known = COUNT_OF(shapes);
    const struct shape shape =
        field->bit < known ? shapes[field->bit] : (struct shape){0, 0};

    if (shape.len == 0)
        return RADIOTAP_UNKNOWN;
    const uint32_t at =
        (w->at + shape.align - 1) & ~(uint32_t)(shape.align - 1);
    if (at + shape.len > w->hdr_len)
        return RADIOTAP_CUT;
    field->p = w->hdr + at;
    w->at = at + shape.len;
    return RADIOTAP_FIELD;
}

/* The lowest bit of `v`, which is not zero. */
static unsigned lowest_bit(uint32_t v)
{
    unsigned n = 0;

    while ((v >> n & 1) == 0)
        n++;
    return n;
}

enum radiotap_end radiotap_next(struct radiotap_walk *w,
                                struct radiotap_field *field)
{
    while (!w->ended) {
        if (w->present == 0) {
            if (!next_word(w))
                return RADIOTAP_DONE;
            continue;
        }
        const unsigned bit = lowest_bit(w->present);
        w->present &= w->present - 1;
        if (bit == BIT_RADIOTAP) /* does away with the vendor's bit */
            w->present &= ~(UINT32_C(1) << BIT_VENDOR);
        if (bit == BIT_EXTENDED || bit == BIT_RADIOTAP)
            continue;
        if (bit == BIT_VENDOR) {
            if (!skip_vendor(w))
                return RADIOTAP_CUT; /* but what follows is read */
            continue;
        }
        *field = (struct radiotap_field){
            .bit = w->first_bit + bit,
            .present = present_at(w),
        };
        const enum radiotap_end end = read_field(w, field);
        w->ended = end != RADIOTAP_FIELD;
        return end;
    }
    return RADIOTAP_DONE;
}
