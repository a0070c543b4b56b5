/*
 * guard_page.h - bytes that end where readable memory ends.
 *
 * Reading one byte too far stops the test program at once, in every kind of
 * build.
 */
#ifndef TCPLINE_TESTS_GUARD_PAGE_H
#define TCPLINE_TESTS_GUARD_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct guard_page {
    uint8_t *map;
    size_t room; /* readable bytes before the page that is not */
};

/* Room for `n` bytes; false when the system refuses. Release with _close(). */
static inline bool guard_page_open(struct guard_page *g, size_t n)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);

    g->room = (n + page - 1) / page * page;
    g->map = mmap(NULL, g->room + page, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (g->map == MAP_FAILED)
        return false;
    return mprotect(g->map + g->room, page, PROT_NONE) == 0;
}

static inline void guard_page_close(struct guard_page *g)
{
    munmap(g->map, g->room + (size_t)sysconf(_SC_PAGESIZE));
}

/* A copy of `n` bytes, n <= room, with nothing readable behind it. */
static inline const uint8_t *guard_page_put(struct guard_page *g,
                                            const void *bytes, size_t n)
{
    return memcpy(g->map + g->room - n, bytes, n);
}

#endif
