/*
 * devices.h - the devices of this system, by name and by number.
 */
#ifndef TCPLINE_CAPTURE_DEVICES_H
#define TCPLINE_CAPTURE_DEVICES_H

#include <stdbool.h>
#include <stdio.h>

struct err;

/* Prints the list of -D. */
bool devices_print(FILE *to, struct err *e);

/*
 * The device captured from without -i: the first in the list. NULL with `e`
 * filled when there is none; free(3) it.
 */
char *devices_default(struct err *e);

/*
 * The device that -D lists under the number in `text`. NULL with `e` empty
 * when `text` is no number, with `e` filled when no device has it.
 */
char *devices_numbered(const char *text, struct err *e);

#endif
