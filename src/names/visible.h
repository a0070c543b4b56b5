/*
 * visible.h - names as they may be printed.
 *
 * Whoever writes a hosts file or answers for an address is not the one whose
 * terminal this is: bytes of a name that are no plain text are shown as those
 * of payloads are.
 */
#ifndef TCPLINE_NAMES_VISIBLE_H
#define TCPLINE_NAMES_VISIBLE_H

#include <stddef.h>

/*
 * A copy of the first `n` bytes of `name`, or of all if it is shorter, made
 * visible. To be freed; NULL without memory.
 */
char *visible_copy(const char *name, size_t n);

#endif
