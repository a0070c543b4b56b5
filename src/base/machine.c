/*
 * machine.c - the machine's memory, and limits on it.
 */
#include "machine.h"

#include <sys/resource.h>
#include <unistd.h>

static uint64_t physical(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size
                                 : UINT64_MAX;
}

static uint64_t lower(uint64_t memory, const struct rlimit *limit)
{
    return limit->rlim_cur != RLIM_INFINITY && limit->rlim_cur < memory
               ? limit->rlim_cur
               : memory;
}

uint64_t machine_memory(void)
{
    uint64_t least = physical();
    struct rlimit limit;

    if (getrlimit(RLIMIT_AS, &limit) == 0)
        least = lower(least, &limit);
    if (getrlimit(RLIMIT_DATA, &limit) == 0)
        least = lower(least, &limit);
    return least;
}
