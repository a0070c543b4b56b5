/*
 * sink.c - large writes, and what their failing means.
 */
#include "sink.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "shortage.h"

enum { BLOCK_BYTES = 256 * 1024 };

bool sink_init(struct sink *s, int fd, enum sink_mode mode)
{
    s->fd = fd;
    s->whole = 0;
    s->mode = isatty(fd) ? SINK_LINES : mode;
    /* Room for the block and for a record that begins just below its end. */
    return text_init(&s->text, 2 * (size_t)BLOCK_BYTES);
}

void sink_free(struct sink *s)
{
    text_free(&s->text);
}

/* Waits until a non-blocking descriptor takes bytes again. */
static bool wait_writable(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    return poll(&p, 1, -1) >= 0 || errno == EINTR;
}

/* How many of the bytes could not be written; errno says why. */
static size_t write_all(int fd, const char *p, size_t n)
{
    while (n > 0) {
        const ssize_t done = write(fd, p, n);

        if (done >= 0) {
            p += done;
            n -= (size_t)done;
        } else if (errno == EAGAIN) {
            if (!wait_writable(fd))
                break;
        } else if (errno != EINTR) {
            break;
        }
    }
    return n;
}

bool sink_flush(struct sink *s, struct err *e)
{
    const size_t lost = write_all(s->fd, s->text.start, text_len(&s->text));
    const int why = errno;

    text_truncate(&s->text, 0);
    s->whole = 0;
    if (lost == 0)
        return true;
    (void)err_set(e, "Unable to write output: %s", strerror(why));
    e->exit_code = SINK_EXIT_CODE;
    return false;
}

unsigned sink_width(const struct sink *s)
{
    struct winsize size;

    if (isatty(s->fd) == 0 || ioctl(s->fd, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

bool sink_record(struct sink *s, struct err *e)
{
    if (text_failed(&s->text) || shortage_seen()) {
        text_truncate(&s->text, s->whole);
        return shortage_err(e);
    }
    s->whole = text_len(&s->text);
    if (s->mode == SINK_BLOCKS && text_len(&s->text) < BLOCK_BYTES)
        return true;
    return sink_flush(s, e);
}
