/*
 * helper.c - fork, socket pair, and letting go of all that was inherited.
 */
#include "helper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "count.h"
#include "err.h"

/* The terminal's signals reach the whole group; the socket tells when to end.
 */
static void ignore_signals(void)
{
    static const int ignored[] = {SIGINT,  SIGTERM, SIGHUP,
                                  SIGPIPE, SIGUSR1, SIGUSR2};
    for (size_t i = 0; i < COUNT_OF(ignored); i++)
        (void)signal(ignored[i], SIG_IGN);
}

static void close_others(int keep)
{
    const long most = sysconf(_SC_OPEN_MAX);
    const int end = most > 0 && most < 4096 ? (int)most : 4096;
    for (int fd = STDERR_FILENO + 1; fd < end; fd++)
        if (fd != keep)
            (void)close(fd);
}

bool helper_start(struct helper *h, helper_serve *serve, void *ctx,
                  struct err *e)
{
    int ends[2];
    *h = (struct helper){.fd = -1, .pid = -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return err_set(e, "socketpair: %s", strerror(errno));
    h->pid = fork();
    if (h->pid == 0) {
        ignore_signals();
        close_others(ends[1]);
        serve(ends[1], ctx);
        _exit(0);
    }
    const int why = errno;
    (void)close(ends[1]);
    h->fd = ends[0];
    if (h->pid > 0)
        return true;
    (void)close(h->fd);
    h->fd = -1;
    return err_set(e, "fork: %s", strerror(why));
}

/*
 * Asked first, because a write to a helper that is gone would raise SIGPIPE,
 * and that signal means to the capture that its reader is gone.
 */
static bool can_take(const struct helper *h)
{
    struct pollfd p = {.fd = h->fd, .events = POLLOUT};
    return h->fd >= 0 && poll(&p, 1, 0) == 1 &&
           (p.revents & (POLLOUT | POLLHUP | POLLERR)) == POLLOUT;
}

bool helper_send(const struct helper *h, const void *message, size_t n)
{
    return can_take(h) && write(h->fd, message, n) == (ssize_t)n;
}

/*
 * Reading ends when the helper does: no wait(2) is needed, which the sandbox
 * would not allow.
 */
void helper_finish(struct helper *h)
{
    char rest[64];
    struct pollfd p = {.fd = h->fd, .events = POLLIN};
    if (h->fd < 0)
        return;
    if (helper_send(h, "", 1))
        while (poll(&p, 1, 5000) == 1 && read(h->fd, rest, sizeof(rest)) > 0)
            continue;
    (void)close(h->fd);
    h->fd = -1;
}
