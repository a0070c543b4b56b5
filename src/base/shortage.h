/*
 * shortage.h - that memory ran out, remembered for the rest of the run.
 *
 * A table that cannot grow or a name that cannot be kept does not stop the
 * work it is part of; but what comes after it may be wrong. So whoever meets
 * the shortage notes it here, and whoever hands out records asks before each:
 * a run ends with the last record that was made with all it needed, and says
 * why. As errno it belongs to the process, not to a table.
 */
#ifndef TCPLINE_BASE_SHORTAGE_H
#define TCPLINE_BASE_SHORTAGE_H

#include <stdbool.h>

struct err;

extern bool shortage_noted; /* private to the functions below */

static inline void shortage_note(void)
{
    shortage_noted = true;
}

static inline bool shortage_seen(void)
{
    return shortage_noted;
}

/* Fills `e`; always false, so `return shortage_err(...)`. */
bool shortage_err(struct err *e);

#endif
