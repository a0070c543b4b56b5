/*
 * clean.h - a line as it was before terminals, mails and web pages had it.
 */
#ifndef TCPLINE_PASTED_CLEAN_H
#define TCPLINE_PASTED_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Rewrites `n` bytes in place and answers how many are left: entities and
 * common tags of HTML, colours, tabs, blanks of Unicode; what is left of
 * control characters are blanks.
 */
size_t clean_line(char *line, size_t n);

#endif
