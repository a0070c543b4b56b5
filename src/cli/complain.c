/*
 * complain.c - a line on standard error.
 */
#include "complain.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "err.h"

void complain_start(void)
{
    (void)fprintf(stderr, "%s: ", program_invocation_short_name);
}

void complain(const char *fmt, ...)
{
    va_list ap;

    complain_start();
    va_start(ap, fmt);
    (void)vfprintf(stderr, fmt, ap);
    va_end(ap);
    (void)fputc('\n', stderr);
}

void complain_hint(const char *hint)
{
    if (hint[0] != '\0' && isatty(STDERR_FILENO))
        (void)fprintf(stderr, "(%s)\n", hint);
}

int complain_of(const struct err *e)
{
    complain("%s", e->text);
    complain_hint(e->hint);
    return e->exit_code;
}
