/*
 * pages.c - advice to the kernel on large memory.
 */
#include "pages.h"

#include <stdint.h>
#include <sys/mman.h>

void pages_advise_large(void *p, size_t n, size_t few)
{
#ifdef MADV_HUGEPAGE
    const size_t page = PAGES_LARGE;
    const size_t before = -(uintptr_t)p & (page - 1);
    const size_t from = before >= few ? before : before + page;

    if (n >= from + page)
        (void)madvise((char *)p + from, (n - from) & ~(page - 1),
                      MADV_HUGEPAGE);
#else
    (void)p;
    (void)n;
    (void)few;
#endif
}
