/*
 * signals.h - signals, turned into something a loop can wait for.
 */
#ifndef TCPLINE_CAPTURE_SIGNALS_H
#define TCPLINE_CAPTURE_SIGNALS_H

#include <stdbool.h>

struct err;

enum signals_source {
    SIGNALS_LIVE,
    SIGNALS_FILES, /* USR2 keeps its default, as in tcpdump */
};

/*
 * Catches INT, TERM, HUP (unless it is ignored, as under nohup) and PIPE as a
 * wish to stop, USR1 as one for statistics, USR2 as one to flush. Once per
 * process. A second INT or TERM ends it at once: a capture whose output is
 * stuck must not be stuck too.
 */
bool signals_catch(enum signals_source source, struct err *e);

/*
 * Every signal that is caught also calls `wake`, from its handler: for a wait
 * that signals_fd() cannot end.
 */
void signals_wake(void (*wake)(void *ctx), void *ctx);

/* Readable since a signal came; signals_clear() makes it quiet again. */
int signals_fd(void);
void signals_clear(void);

bool signals_to_stop(void);

/*
 * Waits until `fd` has something to read, or has ended. False with errno EINTR
 * once a signal has said to stop: also one that came just before.
 */
bool signals_wait_for(int fd);

/* True once for each wish. */
bool signals_for_statistics(void);
bool signals_for_flush(void);

#endif
