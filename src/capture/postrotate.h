/*
 * postrotate.h - the command of -z, run on every completed savefile.
 *
 * A helper process runs it, beside the capture and at the lowest priority:
 * the capturing process may not start programs.
 */
#ifndef TCPLINE_CAPTURE_POSTROTATE_H
#define TCPLINE_CAPTURE_POSTROTATE_H

#include <stdbool.h>

#include "helper.h"

struct err;

struct postrotate {
    struct helper helper;
    const char *command;
    /* Called in the helper before anything else: gives up privileges. */
    void (*settle)(void *ctx);
    void *ctx;
};

/* Starts the helper; `command`, `settle` and `ctx` are set by the caller. */
bool postrotate_start(struct postrotate *p, struct err *e);

/*
 * Starts the helper `h` that is the one to run the command from now on: this
 * process no longer can. `p` may be NULL, where there is no command.
 */
bool postrotate_hand_to(struct postrotate *p, struct helper *h,
                        helper_serve *served, void *ctx, struct err *e);

/* Runs the command on `name`. False when the helper cannot. */
bool postrotate_run(struct postrotate *p, const char *name);

/* Returns when the last command has started. */
void postrotate_finish(struct postrotate *p);

#endif
