/*
 * creator.c - both ends of the creator's socket.
 */
#include "creator.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "err.h"

static int create(const struct creator *c)
{
    const int fd =
        open(c->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (fd < 0 || c->own(c->ctx, fd))
        return fd;
    const int why = errno;
    (void)close(fd);
    errno = why;
    return -1;
}

static void serve(int fd, void *ctx)
{
    char request;

    if (read(fd, &request, 1) != 1)
        return;
    const int file = create(ctx);
    int why = file < 0 ? errno : 0;
    (void)helper_hand(fd, &why, sizeof(why), file);
}

bool creator_start(struct creator *c, struct err *e)
{
    return helper_start(&c->helper, serve, c, e);
}

int creator_create(void *creator)
{
    struct creator *c = creator;
    int why = EPIPE, fd = -1;

    if (helper_hand(c->helper.fd, &(char){'c'}, 1, -1) &&
        helper_take(c->helper.fd, &why, sizeof(why), &fd) != sizeof(why))
        why = EPIPE;
    creator_finish(c);
    errno = why;
    return fd;
}

void creator_finish(struct creator *c)
{
    helper_leave(&c->helper);
}
