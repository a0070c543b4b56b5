/*
 * leaf_memory.h - what leaves remember from one packet to the next.
 *
 * Opaque and of a fixed size: whoever renders owns one and hands it through
 * the printer. Each leaf's share is a member in leaf_members.h.
 */
#ifndef TCPLINE_PROTOCOLS_LEAF_MEMORY_H
#define TCPLINE_PROTOCOLS_LEAF_MEMORY_H

struct leaf_memory;

/* Remembers nothing yet; NULL when there is no room. */
struct leaf_memory *leaf_memory_new(void);
void leaf_memory_free(struct leaf_memory *memory);

#endif
