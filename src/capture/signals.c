/*
 * signals.c - the signal handlers, and the pipe they write to.
 *
 * Handlers have no argument to carry state, so the flags live in this file.
 */
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "count.h"
#include "err.h"

static int signal_pipe[2] = {-1, -1};
static volatile sig_atomic_t stop, statistics, flush;

static void (*also_wake)(void *ctx);
static void *also_ctx;

static void wake_up(void)
{
    const int saved = errno;

    if (also_wake != NULL)
        also_wake(also_ctx);
    const ssize_t n = write(signal_pipe[1], "", 1);
    (void)n; /* full is as good as written */
    errno = saved;
}

/* Since when to stop; clock_gettime(2) may be called by a handler. */
static struct timespec stop_since;

/* timeout(1) sends its signal twice, to the process and to its group. */
static bool is_impatient(void)
{
    enum { SECOND_THOUGHT_MS = 200 };
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - stop_since.tv_sec) * 1000 +
               (now.tv_nsec - stop_since.tv_nsec) / 1000000 >=
           SECOND_THOUGHT_MS;
}

/* Once asks to finish; again, later, is meant to kill. */
static void on_stop(int sig)
{
    if (!stop) {
        (void)clock_gettime(CLOCK_MONOTONIC, &stop_since);
    } else if (sig != SIGPIPE && is_impatient()) {
        (void)signal(sig, SIG_DFL);
        (void)raise(sig);
    }
    stop = 1;
    wake_up();
}

static void on_statistics(int sig)
{
    (void)sig;
    statistics = 1;
    wake_up();
}

static void on_flush(int sig)
{
    (void)sig;
    flush = 1;
    wake_up();
}

static bool catch (int sig, void (*handler)(int))
{
    struct sigaction old, new = {.sa_handler = handler};
    (void)sigemptyset(&new.sa_mask);
    if (sig == SIGHUP && sigaction(sig, NULL, &old) == 0 &&
        old.sa_handler == SIG_IGN)
        return true;
    return sigaction(sig, &new, NULL) == 0;
}

static bool catch_all(enum signals_source source)
{
    static const struct {
        int sig;
        void (*handler)(int);
        bool only_live;
    } wishes[] = {
        {SIGINT, on_stop, false},        {SIGTERM, on_stop, false},
        {SIGHUP, on_stop, false},        {SIGPIPE, on_stop, false},
        {SIGUSR1, on_statistics, false}, {SIGUSR2, on_flush, true},
    };
    bool ok = true;
    for (size_t i = 0; i < COUNT_OF(wishes); i++)
        if (source == SIGNALS_LIVE || !wishes[i].only_live)
            ok = catch (wishes[i].sig, wishes[i].handler) && ok;
    return ok;
}

bool signals_catch(enum signals_source source, struct err *e)
{
    /* Reading a file is never waited for with poll(2). */
    const bool ok = (source == SIGNALS_FILES ||
                     pipe2(signal_pipe, O_NONBLOCK | O_CLOEXEC) == 0) &&
                    catch_all(source);
    return ok || err_set(e, "signals: %s", strerror(errno));
}

void signals_wake(void (*wake)(void *ctx), void *ctx)
{
    also_ctx = ctx;
    also_wake = wake;
}

int signals_fd(void)
{
    return signal_pipe[0];
}

void signals_clear(void)
{
    char drain[64];
    while (read(signal_pipe[0], drain, sizeof(drain)) > 0)
        continue;
}

bool signals_to_stop(void)
{
    return stop;
}

bool signals_wait_for(int fd)
{
    enum { LOOK_UP_MS = 200 };
    struct pollfd p = {.fd = fd, .events = POLLIN};

    while (!stop)
        if (poll(&p, 1, LOOK_UP_MS) > 0)
            return true;
    errno = EINTR;
    return false;
}

bool signals_for_statistics(void)
{
    const bool asked = statistics;
    statistics = 0;
    return asked;
}

bool signals_for_flush(void)
{
    const bool asked = flush;
    flush = 0;
    return asked;
}
