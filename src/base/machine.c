/*
 * machine.c - the machine's memory, and limits on it.
 *
 * A control group's limit counts with those of the groups above it, and is
 * read from files (cgroups(7)): of version 2 all in one tree, of version 1 in
 * one of the memory controller's own. A container sees its own group as the
 * tree's root, whatever path it is told.
 */
#include "machine.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "count.h"

enum { MOST_PATH = 1024, MOST_GROUPS = 4096 };

/* Below the root; where both versions are, the second has no memory. */
static const struct tree {
    const char *controller; /* as /proc says it */
    const char *mounted;
    const char *limit;
} trees[] = {
    {"", "/sys/fs/cgroup", "memory.max"},
    {"memory", "/sys/fs/cgroup/memory", "memory.limit_in_bytes"},
};

static uint64_t least_of(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t physical(void)
{
    const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size
                                 : UINT64_MAX;
}

/* Of the process itself. */
static uint64_t own_limit(void)
{
    uint64_t least = UINT64_MAX; /* as RLIM_INFINITY */
    struct rlimit limit;

    if (getrlimit(RLIMIT_AS, &limit) == 0)
        least = least_of(least, limit.rlim_cur);
    if (getrlimit(RLIMIT_DATA, &limit) == 0)
        least = least_of(least, limit.rlim_cur);
    return least;
}

/* The beginning of a file as a string; empty where there is none. */
static void read_text(const char *path, char *text, size_t size)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t n = fd >= 0 ? read(fd, text, size - 1) : 0;

    text[n > 0 ? n : 0] = '\0';
    if (fd >= 0)
        (void)close(fd);
}

/* "max", or what is no number at all, is no limit. */
static uint64_t limit_in(const char *path)
{
    char text[32];

    read_text(path, text, sizeof(text));
    return text[0] >= '0' && text[0] <= '9' ? strtoull(text, NULL, 10)
                                            : UINT64_MAX;
}

/* The least limit from a group's folder up to the tree's root. */
static uint64_t least_upwards(const struct tree *tree, const char *root,
                              const char *group, size_t n)
{
    uint64_t least = UINT64_MAX;

    for (;;) {
        char path[MOST_PATH];

        while (n > 0 && group[n - 1] == '/')
            n--;
        if (snprintf(path, sizeof(path), "%s%s%.*s/%s", root, tree->mounted,
                     (int)n, group, tree->limit) < (int)sizeof(path))
            least = least_of(least, limit_in(path));
        if (n == 0)
            return least;
        while (n > 0 && group[n - 1] != '/')
            n--;
    }
}

/* Whether `name` is one of a list with commas, which may be of one nothing. */
static bool is_listed(const char *name, const char *list, size_t n)
{
    const size_t len = strlen(name);

    for (size_t at = 0; at <= n; at++) {
        const char *comma = memchr(list + at, ',', n - at);
        const size_t end = comma != NULL ? (size_t)(comma - list) : n;

        if (end - at == len && memcmp(list + at, name, len) == 0)
            return true;
        at = end;
    }
    return false;
}

/* Of one line of /proc/self/cgroup: number, controllers, group. */
static uint64_t limit_of_line(const char *root, const char *line, size_t n)
{
    const char *end = line + n, *controllers = memchr(line, ':', n);
    const char *group = NULL;
    uint64_t least = UINT64_MAX;

    if (controllers != NULL) {
        controllers++;
        group = memchr(controllers, ':', (size_t)(end - controllers));
    }
    for (size_t i = 0; group != NULL && i < COUNT_OF(trees); i++)
        if (is_listed(trees[i].controller, controllers,
                      (size_t)(group - controllers)))
            least = least_of(least, least_upwards(&trees[i], root, group + 1,
                                                  (size_t)(end - group - 1)));
    return least;
}

uint64_t machine_group_memory(const char *root)
{
    char path[MOST_PATH], groups[MOST_GROUPS];
    uint64_t least = UINT64_MAX;

    if (snprintf(path, sizeof(path), "%s/proc/self/cgroup", root) >=
        (int)sizeof(path))
        return UINT64_MAX;
    read_text(path, groups, sizeof(groups));
    for (const char *line = groups; *line != '\0';) {
        const size_t n = strcspn(line, "\n");

        least = least_of(least, limit_of_line(root, line, n));
        line += n + (line[n] == '\n');
    }
    return least;
}

uint64_t machine_memory(void)
{
    return least_of(least_of(physical(), own_limit()),
                    machine_group_memory(""));
}
