/*
 * ldp_kit.c - the value of a TLV.
 */
#include "ldp_kit.h"

bool ldp_has(struct printer *pr, const struct span *value, unsigned n)
{
    if (n <= value->len)
        return true;
    text_printf(pr->out, " [tlv length %u < %u] (invalid)", value->len, n);
    return false;
}
