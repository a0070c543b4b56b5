/*
 * creator.h - the output file of -w, created when it is known to be needed.
 *
 * A file must not be created, or emptied, before the savefile that is read has
 * shown that it is one, and that is seen behind walls. So a process that still
 * has the privileges waits in front of them: it reads nothing, creates the one
 * file of the command line when it is told to, and ends.
 */
#ifndef TCPLINE_CAPTURE_CREATOR_H
#define TCPLINE_CAPTURE_CREATOR_H

#include <stdbool.h>

#include "helper.h"

struct err;

struct creator {
    struct helper helper;
    const char *path;
    /* Gives the file to whom it is to belong; false with errno. */
    bool (*own)(void *ctx, int fd);
    void *ctx;
};

/* Forks the process. `path`, `own` and `ctx` are set. False with `e` filled. */
bool creator_start(struct creator *c, struct err *e);

/* Creates the file and returns its descriptor, or -1 with errno. Once. */
int creator_create(void *creator);

void creator_finish(struct creator *c);

#endif
