/*
 * around.c - starts the command, waits for it, says how it ended.
 */
#include "around.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "complain.h"
#include "signals.h"

enum { STATUS_NOT_FOUND = 127, STATUS_SIGNALLED = 128 };

static _Noreturn void become(char *const *argv)
{
    helper_hear_signals();
    (void)execvp(argv[0], argv);
    complain("%s: %s", argv[0], strerror(errno));
    _exit(STATUS_NOT_FOUND);
}

/* Waits to be told to begin, and tells how it ended. */
static void serve(int fd, void *ctx)
{
    const struct around *a = ctx;
    uint8_t status = STATUS_NOT_FOUND;
    int ended;

    if (read(fd, &status, 1) != 1)
        return;
    const pid_t pid = fork();
    if (pid == 0)
        become(a->argv);
    if (pid > 0 && waitpid(pid, &ended, 0) == pid)
        status =
            (uint8_t)(WIFSIGNALED(ended) ? STATUS_SIGNALLED + WTERMSIG(ended)
                                         : WEXITSTATUS(ended));
    else
        complain("%s: %s", a->argv[0], strerror(errno));
    const ssize_t n = write(fd, &status, 1);
    (void)n; /* the capture may have ended first */
}

bool around_prepare(struct around *a, char *const *argv, struct err *e)
{
    *a = (struct around){.helper = {.fd = -1, .pid = -1}, .argv = argv};
    return argv == NULL || helper_start(&a->helper, serve, a, e);
}

void around_begin(struct around *a)
{
    if (a->argv == NULL)
        return;
    a->started = helper_send(&a->helper, "", 1);
    a->over = !a->started;
    a->status = STATUS_NOT_FOUND;
}

int around_fd(const struct around *a)
{
    return a->argv != NULL && !a->over ? a->helper.fd : -1;
}

static void take_status(struct around *a)
{
    uint8_t status;

    if (read(around_fd(a), &status, 1) == 1)
        a->status = status;
    a->over = true;
}

bool around_is_over(struct around *a)
{
    struct pollfd end = {.fd = around_fd(a), .events = POLLIN};

    if (a->argv == NULL || !a->started || a->over)
        return a->over;
    if (poll(&end, 1, 0) <= 0)
        return false;
    take_status(a);
    return true;
}

int around_end(struct around *a, int status)
{
    if (a->argv == NULL)
        return status;
    /* A capture that --duration or -c ended first owes the command its end. */
    if (a->started && !a->over && signals_wait_for(around_fd(a)))
        take_status(a);
    helper_leave(&a->helper);
    return a->over && a->status != 0 ? a->status : status;
}
