/*
 * walls.h - the two walls of the sandbox, private to this room.
 */
#ifndef TCPLINE_GUARD_WALLS_H
#define TCPLINE_GUARD_WALLS_H

#include <stdbool.h>

struct err;
struct guard_plan;

/*
 * A sanitizer's run time traces this process from another at its end, and
 * gcov's writes files: no wall can stand around either.
 */
#ifdef TCPLINE_INSTRUMENTED
enum { INSTRUMENTED = 1 };
#else
enum { INSTRUMENTED = 0 };
#endif

/* True when `plan` lets the process open anything by its path. */
bool wall_opens_paths(const struct guard_plan *plan);

/* False, with the reason: this kernel takes no list of system calls. */
bool wall_calls_possible(struct err *e);

/* Allows the plan's system calls and no other. `count` tells how many. */
bool wall_calls(const struct guard_plan *plan, unsigned *count, struct err *e);

/*
 * Allows the plan's paths and no other. `abi` is the kernel's Landlock
 * version, or 0 where it has none: then nothing was restricted, and the
 * answer is still true.
 */
bool wall_paths(const struct guard_plan *plan, int *abi, struct err *e);

/* The kernel's version of Landlock, 0 where it has none. */
int wall_paths_version(void);

/*
 * A test build tries, once the walls stand, what must not work any more. No
 * other build has these functions.
 */
#ifdef TCPLINE_GUARD_PROBE
void wall_probe_prepare(void);
void wall_probe(const struct guard_plan *plan);
/* The version of Landlock to take for the kernel's, which has `abi`. */
int wall_probe_landlock(int abi);
#else
static inline void wall_probe_prepare(void)
{
}

static inline void wall_probe(const struct guard_plan *plan)
{
    (void)plan;
}

static inline int wall_probe_landlock(int abi)
{
    return abi;
}
#endif

#endif
