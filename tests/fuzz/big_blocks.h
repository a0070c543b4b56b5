/*
 * big_blocks.h - large blocks of memory, used again from one input to the
 * next, where a target is linked with them.
 */
#ifndef TCPLINE_TESTS_BIG_BLOCKS_H
#define TCPLINE_TESTS_BIG_BLOCKS_H

#include <stddef.h>

/* Bytes of blocks that were not given back. */
size_t big_blocks_in_use(void);

#endif
