/*
 * leaf_memory.c - makes what leaves remember.
 */
#include "leaf_memory.h"

#include <stdlib.h>

#include "leaf_members.h"

struct leaf_memory *leaf_memory_new(void)
{
    return calloc(1, sizeof(struct leaf_memory));
}

void leaf_memory_free(struct leaf_memory *memory)
{
    free(memory);
}
