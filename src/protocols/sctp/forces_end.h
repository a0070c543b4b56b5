/*
 * forces_end.h - the elements of ForCES, and those a path ends in.
 */
#ifndef TCPLINE_PROTOCOLS_FORCES_END_H
#define TCPLINE_PROTOCOLS_FORCES_END_H

#include "printer.h"
#include "span.h"

enum { FORCES_TLV_HEADER = 4 };

/* The elements of paths, which have numbers in a row. */
enum {
    FORCES_PATH_DATA = 0x0110,
    FORCES_KEY_INFO,
    FORCES_FULL_DATA,
    FORCES_SPARSE_DATA,
    FORCES_RESULT,
};

/*
 * What holds for a path and everything inside it: the ends its operation
 * allows, and what its flags and those of the paths around it ask for.
 */
enum {
    FORCES_MAY_BE_FULL = 0x01,
    FORCES_MAY_BE_SPARSE = 0x02,
    FORCES_MAY_BE_RESULT = 0x04,
    FORCES_APPENDED = 0x10,
    FORCES_RANGED = 0x20,
    FORCES_KEYED = 0x40,
};

/* Whether elements are shown; complaints about them are in any case. */
static inline bool forces_shows(const struct printer *pr)
{
    return pr->style->verbose > 2;
}

/* What an element of this type is; NULL where there is none. Static text. */
const char *forces_kind(uint16_t type);

/* The same printed, or its number. */
void forces_put_kind(struct printer *pr, uint16_t type);

/* The bytes an element of length `len` takes. */
static inline uint32_t forces_padded(uint32_t len)
{
    return len <= UINT32_MAX - 3 ? (len + 3) & ~UINT32_C(3) : len;
}

/*
 * What is wrong with an element said to be `len` bytes long, its `header` of
 * them included, where `n` bytes are left; NULL if nothing is. Static text.
 */
const char *forces_flaw(uint32_t len, uint32_t n, uint32_t header);

/* Says of an element with a flaw which it is, and how much is left behind it.
 */
void forces_put_messy(struct printer *pr, const char *name, uint16_t type,
                      uint32_t excess);

/* `n` blanks. */
void forces_indent(struct printer *pr, unsigned n);

/* The `n` bytes from `off` as rows `in` columns to the right, and "]". */
void forces_put_hex(struct printer *pr, unsigned in, uint32_t off, uint32_t n);

/*
 * The element at the end of a path, header and padding included, which is of
 * `type` and not a path. `marks` are of those above. False where it is not as
 * it should be.
 */
bool forces_put_end(struct printer *pr, uint16_t type, struct span element,
                    unsigned in, unsigned marks);

#endif
