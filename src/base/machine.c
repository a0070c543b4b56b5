/*
 * machine.c - the machine's memory, and limits on it.
 */
#include "machine.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>
#include <unistd.h>

#include "count.h"

static uint64_t physical(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size
                                 : UINT64_MAX;
}

uint64_t machine_memory(void)
{
    static const int limits[] = {RLIMIT_AS, RLIMIT_DATA};
    uint64_t least = physical();

    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        struct rlimit limit;
        const bool known = getrlimit(limits[i], &limit) == 0 &&
                           limit.rlim_cur != RLIM_INFINITY;
        if (known && limit.rlim_cur < least)
            least = limit.rlim_cur;
    }
    return least;
}
