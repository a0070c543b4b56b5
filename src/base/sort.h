/*
 * sort.h - sorting an array in place, behind a sandbox too.
 *
 * glibc's qsort(3) asks the system how much memory there is, by a file in
 * some versions, which a walled process may not open. This one asks nobody,
 * allocates nothing and takes at most about 2 n log n comparisons, whatever
 * the order it is given.
 */
#ifndef TCPLINE_BASE_SORT_H
#define TCPLINE_BASE_SORT_H

#include <stddef.h>

/* Below, equal to or above zero as `a` belongs before, beside or behind `b`. */
typedef int sort_order(const void *a, const void *b);

/*
 * Sorts `count` rows of `size` bytes each. Rows that compare equal come out
 * in any order.
 */
void sort_rows(void *rows, size_t count, size_t size, sort_order *order);

#endif
