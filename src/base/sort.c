/*
 * sort.c - heapsort.
 */
#include "sort.h"

#include <string.h>

struct heap {
    char *rows;
    size_t size; /* of a row */
    sort_order *order;
};

static char *row_at(const struct heap *h, size_t i)
{
    return h->rows + i * h->size;
}

static void swap(const struct heap *h, size_t i, size_t j)
{
    char *a = row_at(h, i), *b = row_at(h, j);
    char some[64];

    for (size_t left = h->size; left > 0;) {
        const size_t n = left < sizeof(some) ? left : sizeof(some);
        memcpy(some, a, n);
        memcpy(a, b, n);
        memcpy(b, some, n);
        a += n;
        b += n;
        left -= n;
    }
}

/* Lets row `i` sink in a heap of `n` rows, whose top comes last. */
static void sink_down(const struct heap *h, size_t i, size_t n)
{
    for (size_t child = 2 * i + 1; child < n; child = 2 * i + 1) {
        if (child + 1 < n &&
            h->order(row_at(h, child), row_at(h, child + 1)) < 0)
            child++;
        if (h->order(row_at(h, i), row_at(h, child)) >= 0)
            return;
        swap(h, i, child);
        i = child;
    }
}

void sort_rows(void *rows, size_t count, size_t size, sort_order *order)
{
    const struct heap h = {.rows = rows, .size = size, .order = order};

    for (size_t i = count / 2; i-- > 0;)
        sink_down(&h, i, count);
    while (count-- > 1) {
        swap(&h, 0, count);
        sink_down(&h, 0, count);
    }
}
