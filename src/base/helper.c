/*
 * helper.c - fork, socket pair, and letting go of all that was inherited.
 */
#include "helper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "count.h"
#include "err.h"

enum {
    FIRST_OTHER = STDERR_FILENO + 1,
    MOST_CLOSED = 4096, /* one by one, where the kernel has no close_range */
};

/* The terminal's signals reach the whole group; the socket tells when to end.
 */
static const int ignored[] = {SIGINT,  SIGTERM, SIGHUP,
                              SIGPIPE, SIGUSR1, SIGUSR2};

/* nohup(1) means what it starts, too. */
static bool outlives_terminal;

static void ignore_signals(void)
{
    struct sigaction hangup;

    outlives_terminal =
        sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler == SIG_IGN;
    for (size_t i = 0; i < COUNT_OF(ignored); i++)
        (void)signal(ignored[i], SIG_IGN);
}

void helper_hear_signals(void)
{
    for (size_t i = 0; i < COUNT_OF(ignored); i++)
        if (ignored[i] != SIGHUP || !outlives_terminal)
            (void)signal(ignored[i], SIG_DFL);
    (void)signal(SIGCHLD, SIG_DFL);
    (void)signal(SIGXFSZ, SIG_DFL);
}

static void close_from_to(int first, int last)
{
    if (first > last || close_range((unsigned)first, (unsigned)last, 0) == 0)
        return;
    for (int fd = first; fd <= last && fd < MOST_CLOSED; fd++)
        (void)close(fd);
}

/* The smallest of `kept` that is at least `from`, or -1. */
static int next_kept(const int *kept, size_t n, int from)
{
    int best = -1;

    for (size_t i = 0; i < n; i++)
        if (kept[i] >= from && (best < 0 || kept[i] < best))
            best = kept[i];
    return best;
}

void helper_close_others(const int *kept, size_t n)
{
    int from = FIRST_OTHER;

    for (int fd; (fd = next_kept(kept, n, from)) >= 0; from = fd + 1)
        close_from_to(from, fd - 1);
    close_from_to(from, INT32_MAX);
}

bool helper_start(struct helper *h, helper_serve *serve, void *ctx,
                  struct err *e)
{
    return helper_start_with(h, -1, serve, ctx, e);
}

bool helper_start_with(struct helper *h, int kept, helper_serve *serve,
                       void *ctx, struct err *e)
{
    int ends[2];
    *h = (struct helper){.fd = -1, .pid = -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return err_set(e, "socketpair: %s", strerror(errno));
    h->pid = fork();
    if (h->pid == 0) {
        const int mine[] = {ends[1], kept};
        ignore_signals();
        helper_close_others(mine, COUNT_OF(mine));
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

/* What a message with a descriptor travels in. */
struct envelope {
    struct msghdr head;
    struct iovec part;
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
};

static void address(struct envelope *v, void *message, size_t n)
{
    memset(v, 0, sizeof(*v));
    v->part = (struct iovec){.iov_base = message, .iov_len = n};
    v->head.msg_iov = &v->part;
    v->head.msg_iovlen = 1;
    v->head.msg_control = v->control.bytes;
    v->head.msg_controllen = sizeof(v->control.bytes);
}

bool helper_hand(int fd, void *message, size_t n, int descriptor)
{
    struct envelope v;

    if (descriptor < 0)
        return write(fd, message, n) == (ssize_t)n;
    address(&v, message, n);
    struct cmsghdr *c = CMSG_FIRSTHDR(&v.head);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(c), &descriptor, sizeof(int));
    return sendmsg(fd, &v.head, MSG_NOSIGNAL) == (ssize_t)n;
}

ssize_t helper_take(int fd, void *message, size_t n, int *descriptor)
{
    struct envelope v;
    ssize_t got;

    *descriptor = -1;
    address(&v, message, n);
    do
        got = recvmsg(fd, &v.head, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const struct cmsghdr *c = got > 0 ? CMSG_FIRSTHDR(&v.head) : NULL;
    if (c != NULL && c->cmsg_level == SOL_SOCKET &&
        c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(descriptor, CMSG_DATA(c), sizeof(int));
    return got;
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
    helper_leave(h);
}

void helper_leave(struct helper *h)
{
    if (h->fd >= 0)
        (void)close(h->fd);
    h->fd = -1;
}
