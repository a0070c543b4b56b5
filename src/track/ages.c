/*
 * ages.c - two rows of entries by last use.
 */
#include "ages.h"

#include <stdlib.h>

enum { SPARED = 8 }; /* one in so many of a full table */

bool ages_init(struct ages *a, uint32_t most)
{
    *a = (struct ages){
        .one = calloc((size_t)most + 1, sizeof(*a->one)),
        .passed = calloc((size_t)most / 8 + 1, 1),
        .spared = most / SPARED,
    };
    if (a->one != NULL && a->passed != NULL)
        return true;
    ages_release(a);
    return false;
}

void ages_release(struct ages *a)
{
    free(a->one);
    free(a->passed);
    *a = (struct ages){0};
}

static bool has_passed(const struct ages *a, uint32_t id)
{
    return (a->passed[id / 8] >> id % 8 & 1) != 0;
}

static struct age_row *row_of(struct ages *a, uint32_t id)
{
    return &a->rows[has_passed(a, id) ? AGES_PASSED : AGES_LAST];
}

static void take_out(struct ages *a, uint32_t id)
{
    struct age_row *row = row_of(a, id);
    const struct age *at = &a->one[id];

    if (at->newer != 0)
        a->one[at->newer].older = at->older;
    else
        row->newest = at->older;
    if (at->older != 0)
        a->one[at->older].newer = at->newer;
    else
        row->oldest = at->newer;
    row->count--;
}

static void put_first(struct ages *a, uint32_t id)
{
    struct age_row *row = row_of(a, id);

    a->one[id] = (struct age){.older = row->newest};
    if (row->newest != 0)
        a->one[row->newest].newer = id;
    else
        row->oldest = id;
    row->newest = id;
    row->count++;
}

void ages_add(struct ages *a, uint32_t id)
{
    a->passed[id / 8] &= (uint8_t) ~(1U << id % 8);
    put_first(a, id);
}

void ages_touch(struct ages *a, uint32_t id)
{
    if (row_of(a, id)->newest == id)
        return;
    take_out(a, id);
    put_first(a, id);
}

void ages_pass(struct ages *a, uint32_t id, bool passed)
{
    if (has_passed(a, id) == passed)
        return;
    take_out(a, id);
    a->passed[id / 8] ^= (uint8_t)(1U << id % 8);
    put_first(a, id);
}

uint32_t ages_take(struct ages *a, bool *passed)
{
    const struct age_row *over = &a->rows[AGES_PASSED];
    const struct age_row *open = &a->rows[AGES_LAST];

    *passed = over->count > a->spared || open->count == 0;
    const uint32_t id = *passed ? over->oldest : open->oldest;
    take_out(a, id);
    return id;
}
