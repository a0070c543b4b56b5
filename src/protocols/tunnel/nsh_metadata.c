/*
 * nsh_metadata.c - RFC 8300 section 2.4, four words, and section 2.5, any
 * number of types, lengths and values.
 */
#include "nsh_metadata.h"

enum {
    FIXED = 8, /* before the metadata */
    UNIT = 4,
    MD_WORDS = 1,
    MD_WORDS_LEN = FIXED + 4 * UNIT,
    MD_TRIPLETS = 2,
};

static void put_words(struct printer *pr, uint32_t end)
{
    for (uint32_t off = FIXED, i = 0; off < end && printer_ok(pr);
         off += UNIT, i++) {
        const uint32_t word = printer_u32(pr, off);
        text_printf(pr->out, "\n        Context[%02u]: 0x%08x", i, word);
    }
}

static void put_value(struct printer *pr, uint32_t off, uint32_t len)
{
    if (len > 0)
        TEXT_LIT(pr->out, "\n            Value: ");
    for (uint32_t i = 0; i < len && printer_ok(pr); i++) {
        const uint8_t byte = printer_u8(pr, off + i);
        text_printf(pr->out, i == 0 ? "0x%02x" : ":%02x", byte);
    }
}

static bool put_triplets(struct printer *pr, uint32_t end)
{
    uint32_t off = FIXED;

    while (off < end && printer_need(pr, off, UNIT)) {
        const uint32_t len = printer_u8(pr, off + 3) & 0x7f;
        text_printf(pr->out, "\n        TLV Class %u, Type %u, Len %u",
                    printer_u16(pr, off), printer_u8(pr, off + 2), len);
        off += UNIT;
        const uint32_t padded = (len + UNIT - 1) / UNIT * UNIT;
        if (off + padded > end) {
            TEXT_LIT(pr->out, " (length too big)");
            return false;
        }
        put_value(pr, off, len);
        off += padded;
    }
    return true;
}

bool print_nsh_metadata(struct printer *pr, unsigned md, uint32_t len)
{
    if (md == MD_TRIPLETS)
        return put_triplets(pr, len);
    if (md != MD_WORDS)
        return true;
    if (len != MD_WORDS_LEN) {
        TEXT_LIT(pr->out, " (invalid length for the MD type)");
        return false;
    }
    put_words(pr, len);
    return true;
}
