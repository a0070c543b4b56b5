/*
 * compare.c - two processes read a capture each, behind walls of their own;
 * this one sees their text alone.
 */
#include "compare.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "complain.h"
#include "confine.h"
#include "count.h"
#include "diff.h"
#include "read_files.h"

enum { SAME, DIFFERENT, TROUBLE, CHUNK = 64 * 1024 };

struct reading {
    const char *name;
    pid_t pid;
    int fd; /* -1: it has told all */
    struct text text;
};

static _Noreturn void read_one(const struct options *o, const char *name,
                               int out)
{
    struct options one = *o;

    one.read_file = name;
    one.read_count = 1;
    one.diff_from = NULL;
    one.canonical = true;
    if (dup2(out, STDOUT_FILENO) < 0)
        _exit(EXIT_FAILURE);
    const int status = read_files(&one);
    (void)fflush(stderr);
    _exit(status);
}

static bool start(struct reading *r, const struct options *o, struct err *e)
{
    int ends[2];

    if (!text_init(&r->text, CHUNK) || pipe(ends) != 0)
        return err_set(e, "--diff: %s", strerror(errno));
    r->pid = fork();
    if (r->pid == 0)
        read_one(o, r->name, ends[1]);
    (void)close(ends[1]);
    r->fd = ends[0];
    return r->pid > 0 || err_set(e, "--diff: %s", strerror(errno));
}

static void stop_listening(struct reading *r)
{
    if (r->fd >= 0)
        (void)close(r->fd);
    r->fd = -1;
}

/* What has come; closes what is over. */
static bool take(struct reading *r)
{
    char *to = text_reserve(&r->text, CHUNK);

    if (to == NULL)
        return false;
    const ssize_t n = read(r->fd, to, CHUNK);
    if (n > 0)
        r->text.at += n;
    else if (n == 0 || errno != EINTR)
        stop_listening(r);
    return true;
}

static bool take_all(struct reading both[2], struct err *e)
{
    while (both[0].fd >= 0 || both[1].fd >= 0) {
        struct pollfd fds[] = {{.fd = both[0].fd, .events = POLLIN},
                               {.fd = both[1].fd, .events = POLLIN}};

        if (poll(fds, COUNT_OF(fds), -1) < 0 && errno != EINTR)
            return err_set(e, "--diff: %s", strerror(errno));
        for (unsigned i = 0; i < COUNT_OF(fds); i++)
            if (both[i].fd >= 0 && fds[i].revents != 0 && !take(&both[i]))
                return err_set(e, "--diff: not enough memory");
    }
    return true;
}

/* One that nobody listens to any more ends, too. */
static bool ended_well(struct reading *r)
{
    int status;

    stop_listening(r);
    return waitpid(r->pid, &status, 0) == r->pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static int print_difference(const struct reading both[2])
{
    const struct diff_side a = {both[0].name, both[0].text.start,
                                text_len(&both[0].text)};
    const struct diff_side b = {both[1].name, both[1].text.start,
                                text_len(&both[1].text)};
    struct text out = {0};
    const bool ok = text_init(&out, CHUNK) && diff_unified(&a, &b, &out);
    const size_t n = text_len(&out);
    const bool written =
        ok && fwrite(out.start, 1, n, stdout) == n && fflush(stdout) == 0;
    text_free(&out);
    if (written)
        return n == 0 ? SAME : DIFFERENT;
    complain("--diff: %s", ok ? strerror(errno) : "not enough memory");
    return TROUBLE;
}

int compare_captures(const struct options *o)
{
    struct reading both[] = {{.name = o->diff_from, .fd = -1},
                             {.name = o->diff_to, .fd = -1}};
    struct confined self;
    struct err e = {0};

    if (!start(&both[0], o, &e) || !start(&both[1], o, &e)) {
        complain("%s", e.text);
        return TROUBLE;
    }
    confine_plan(&self, o);
    const bool ok = confine_user(&self, &e) && take_all(both, &e);
    const bool first = ended_well(&both[0]), second = ended_well(&both[1]);
    const int status = ok && first && second ? print_difference(both) : TROUBLE;

    if (e.text[0] != '\0')
        complain("%s", e.text);
    text_free(&both[0].text);
    text_free(&both[1].text);
    return status;
}
