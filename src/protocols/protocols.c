/*
 * protocols.c - from a leaf of the list to what prints it.
 */
#include "protocols.h"

static const struct protocol *const protocols[LEAF_COUNT] = {
#define PROTOCOL_ROW(name) [LEAF_##name] = &protocol_##name,
    TL_LEAVES(PROTOCOL_ROW)
#undef PROTOCOL_ROW
};

const struct protocol *protocol_of(enum tl_leaf leaf)
{
    return protocols[leaf];
}

enum protocol_end protocol_print(enum tl_leaf leaf, struct printer *pr)
{
    if (!protocols[leaf]->print(pr))
        return PROTOCOL_NOT_MINE;
    return printer_finish(pr) ? PROTOCOL_CUT : PROTOCOL_DONE;
}
