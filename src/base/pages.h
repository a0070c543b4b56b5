/*
 * pages.h - what the kernel may know of large memory.
 */
#ifndef TCPLINE_BASE_PAGES_H
#define TCPLINE_BASE_PAGES_H

#include <stddef.h>

/* What a machine has beside its usual pages. */
enum { PAGES_LARGE = 2 << 20 };

/*
 * `n` bytes at `p` will be looked into all over: in large pages their
 * addresses are found at once. Not so the first `few`, PAGES_LARGE at most,
 * which may stay all that is used. An advice that may come to nothing.
 */
void pages_advise_large(void *p, size_t n, size_t few);

#endif
