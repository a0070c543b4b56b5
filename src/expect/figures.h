/*
 * figures.h - what is told of a connection as one number. Private to expect.
 */
#ifndef TCPLINE_EXPECT_FIGURES_H
#define TCPLINE_EXPECT_FIGURES_H

#include "expect.h"

struct expect_figure {
    const char *name;
    enum expect_unit unit;
    bool adds; /* up over connections; otherwise each has to be as expected */
    /* False: this connection has none. */
    bool (*of)(const struct tl_connection_sum *sum, int64_t *value);
};

/* NULL: there is none of that name. */
const struct expect_figure *expect_figure_named(const char *name);

/* The names one after the other; NULL behind the last. */
const char *expect_figure_name(size_t i);

#endif
