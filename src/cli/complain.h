/*
 * complain.h - a line on standard error, with the program's name before it.
 */
#ifndef TCPLINE_CLI_COMPLAIN_H
#define TCPLINE_CLI_COMPLAIN_H

/* Just the name and a colon, for a line that is put together elsewhere. */
void complain_start(void);

void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

struct err;

/* Says what is wrong. Answers what the process should exit with. */
int complain_of(const struct err *e);

#endif
