/*
 * postrotate.c - the helper that starts the command of -z.
 */
#include "postrotate.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LOWEST_PRIORITY = 19 };

/* A name that begins with a dash is to be no option of the command. */
static void run(const char *command, const char *name)
{
    char operand[PATH_MAX + 80];

    const pid_t child = fork();
    if (child < 0)
        (void)fprintf(stderr, "compress_savefile: fork failed: %s\n",
                      strerror(errno));
    if (child != 0)
        return;
    (void)snprintf(operand, sizeof(operand), "%s%s", name[0] == '-' ? "./" : "",
                   name);
    helper_hear_signals();
    (void)setpriority(PRIO_PROCESS, 0, LOWEST_PRIORITY);
    execlp(command, command, operand, (char *)NULL);
    (void)fprintf(stderr, "compress_savefile: execlp(%s, %s) failed: %s\n",
                  command, name, strerror(errno));
    _exit(1);
}

/* A message is a file name; an empty one says there will be no other. */
static void serve(int fd, void *ctx)
{
    const struct postrotate *p = ctx;
    char name[PATH_MAX + 64];
    ssize_t n;
    p->settle(p->ctx);
    (void)signal(SIGCHLD, SIG_IGN); /* nobody waits for the commands */
    while ((n = read(fd, name, sizeof(name) - 1)) > 0 && name[0] != '\0') {
        name[n] = '\0';
        run(p->command, name);
    }
}

bool postrotate_start(struct postrotate *p, struct err *e)
{
    return helper_start(&p->helper, serve, p, e);
}

bool postrotate_hand_to(struct postrotate *p, struct helper *h,
                        helper_serve *served, void *ctx, struct err *e)
{
    const int command = p != NULL ? p->helper.fd : -1;
    const bool ok = helper_start_with(h, command, served, ctx, e);

    if (p != NULL)
        helper_leave(&p->helper);
    return ok;
}

bool postrotate_run(struct postrotate *p, const char *name)
{
    return helper_send(&p->helper, name, strlen(name));
}

void postrotate_finish(struct postrotate *p)
{
    helper_finish(&p->helper);
}
