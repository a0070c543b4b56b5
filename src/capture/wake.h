/*
 * wake.h - signals, turned into something a loop can wait for.
 */
#ifndef TCPLINE_CAPTURE_WAKE_H
#define TCPLINE_CAPTURE_WAKE_H

#include <stdbool.h>

struct err;

enum wake_source {
    WAKE_LIVE,
    WAKE_FILES, /* USR1 and USR2 keep their defaults, as in tcpdump */
};

/*
 * Catches INT, TERM, HUP (unless it is ignored, as under nohup) and PIPE as a
 * wish to stop, USR1 as one for statistics, USR2 as one to flush. Once per
 * process. A second INT or TERM ends it at once: a capture whose output is
 * stuck must not be stuck too.
 */
bool wake_install(enum wake_source source, struct err *e);

/* Readable since a signal came; wake_clear() makes it quiet again. */
int wake_fd(void);
void wake_clear(void);

bool wake_to_stop(void);

/* True once for each wish. */
bool wake_for_statistics(void);
bool wake_for_flush(void);

#endif
