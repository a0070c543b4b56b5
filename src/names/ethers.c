/*
 * ethers.c - a file of Ethernet names, sorted by address.
 */
#include "ethers.h"

#include <errno.h>
#include <netinet/ether.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "sort.h"
#include "visible.h"

enum { NAME_MAX_BYTES = 1024 }; /* what ether_line(3) may write */

struct ether_name {
    uint64_t addr;
    size_t line; /* where it stood: the first of equal addresses counts */
    char *name;
};

struct ethers {
    struct ether_name *rows;
    size_t count;
};

static uint64_t addr_number(const uint8_t *addr)
{
    return (uint64_t)load_be16(addr) << 32 | load_be32(addr + 2);
}

static int by_addr(const void *a, const void *b)
{
    const struct ether_name *x = a, *y = b;

    if (x->addr != y->addr)
        return x->addr < y->addr ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static bool add(struct ethers *e, const struct ether_addr *addr,
                const char *name)
{
    struct ether_name *rows =
        reallocarray(e->rows, e->count + 1, sizeof(*rows));

    if (rows == NULL)
        return false;
    e->rows = rows;
    rows[e->count] =
        (struct ether_name){addr_number(addr->ether_addr_octet), e->count,
                            visible_copy(name, SIZE_MAX)};
    if (rows[e->count].name == NULL)
        return false;
    e->count++;
    return true;
}

static bool read_all(struct ethers *e, FILE *f)
{
    char line[NAME_MAX_BYTES];
    bool ok = true;

    errno = 0;
    while (ok && fgets(line, sizeof(line), f) != NULL) {
        char name[NAME_MAX_BYTES];
        struct ether_addr addr;

        if (ether_line(line + strspn(line, " \t"), &addr, name) == 0)
            ok = add(e, &addr, name);
    }
    return ok && !(ferror(f) && errno == ENOMEM);
}

struct ethers *ethers_load(const char *path)
{
    struct ethers *e = calloc(1, sizeof(*e));
    FILE *f = fopen(path, "re");
    bool ok = e != NULL && (f != NULL || errno != ENOMEM);

    if (ok && f != NULL)
        ok = read_all(e, f);
    if (f != NULL)
        (void)fclose(f);
    if (!ok) {
        ethers_free(e);
        return NULL;
    }
    sort_rows(e->rows, e->count, sizeof(*e->rows), by_addr);
    return e;
}

void ethers_free(struct ethers *e)
{
    if (e == NULL)
        return;
    for (size_t i = 0; i < e->count; i++)
        free(e->rows[i].name);
    free(e->rows);
    free(e);
}

const char *ethers_find(const struct ethers *e, const uint8_t addr[6])
{
    const uint64_t want = addr_number(addr);
    size_t low = 0, high = e->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (e->rows[middle].addr < want)
            low = middle + 1;
        else
            high = middle;
    }
    return low < e->count && e->rows[low].addr == want ? e->rows[low].name
                                                       : NULL;
}
