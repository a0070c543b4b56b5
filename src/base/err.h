/*
 * err.h - a sentence about what went wrong, filled by whoever knows.
 *
 * Functions that can fail because of the environment answer false (or NULL)
 * and fill a struct err; only main prints it and chooses to exit.
 */
#ifndef TCPLINE_BASE_ERR_H
#define TCPLINE_BASE_ERR_H

#include <stdbool.h>

struct err {
    int exit_code; /* what the process should exit with; 0 means 1 */
    char text[512];
    char hint[256]; /* what a person may do about it; empty: nothing is known */
};

/*
 * Fills `e` with exit code 1 and no hint; always false, so `return
 * err_set(...)`.
 */
bool err_set(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds the hint to what err_set() has filled in; always false, too. */
bool err_hint(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
