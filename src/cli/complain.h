/*
 * complain.h - a line on standard error, with the program's name before it.
 */
#ifndef TCPLINE_CLI_COMPLAIN_H
#define TCPLINE_CLI_COMPLAIN_H

/* Just the name and a colon, for a line that is put together elsewhere. */
void complain_start(void);

void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

struct err;

/*
 * A second line on what to do, in parentheses: only where a person reads it,
 * on a terminal. What tcpdump says in the first is what scripts look for.
 */
void complain_hint(const char *hint);

/* Says what is wrong, and the hint. Answers what the process should exit with.
 */
int complain_of(const struct err *e);

#endif
