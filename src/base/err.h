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
};

/* Fills `e` with exit code 1; always false, so `return err_set(...)`. */
bool err_set(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
