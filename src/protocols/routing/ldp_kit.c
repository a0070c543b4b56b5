/*
 * ldp_kit.c - the value of a TLV.
 */
#include "ldp_kit.h"

bool ldp_value_has(struct printer *pr, const struct ldp_value *v, unsigned n)
{
    if (n <= v->left)
        return true;
    text_printf(pr->out, " [tlv length %u < %u] (invalid)", v->left, n);
    return false;
}
