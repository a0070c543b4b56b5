/*
 * compare.h - --diff: what two captures have different, apart from chance.
 */
#ifndef TCPLINE_COMPARE_H
#define TCPLINE_COMPARE_H

#include "options.h"

/* Returns what the process should exit with, as diff(1): 0, 1 or 2. */
int compare_captures(const struct options *o);

#endif
