/*
 * around.h - a command that runs while packets are captured: the capture
 * begins before it and ends with it.
 *
 * It is started as whoever started the program, with all that belongs to them:
 * by a process forked before privileges go, which waits for the capture.
 */
#ifndef TCPLINE_AROUND_H
#define TCPLINE_AROUND_H

#include <stdbool.h>

#include "helper.h"

struct err;

struct around {
    struct helper helper;
    char *const *argv; /* NULL: there is no command */
    bool started, over;
    int status; /* as a shell has it: 128 and the signal's number */
};

bool around_prepare(struct around *a, char *const *argv, struct err *e);

/* Packets are being captured: it may run. */
void around_begin(struct around *a);

/* Readable when it has ended; -1 where there is none. */
int around_fd(const struct around *a);
bool around_is_over(struct around *a);

/*
 * The exit status of the run whose own is `status`: waits for a command that
 * runs yet, unless a signal said to stop.
 */
int around_end(struct around *a, int status);

#endif
