/*
 * progress.c - percent, rate and time left of a savefile being read.
 */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "signals.h"

enum {
    FIRST_MS = 3000, /* what is over sooner needs no word */
    AGAIN_MS = 500,
    MEGABYTE = 1000000,
};

static int64_t now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A pager at the other end of a pipe has the terminal for itself. */
static bool is_pipe(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 &&
           (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
}

struct progress progress_begin(bool prints)
{
    return (struct progress){
        .shows = isatty(STDERR_FILENO) && !is_pipe(STDOUT_FILENO) &&
                 !(prints && isatty(STDOUT_FILENO)),
        .next_at = now_ms() + FIRST_MS,
    };
}

void progress_read(struct progress *p, progress_where *where, const void *files)
{
    p->where = where;
    p->files = files;
    p->began = now_ms();
}

/* Ends without a newline. */
static void put_state(const struct progress *p, uint64_t packets)
{
    const struct savefile_position at = p->where(p->files);
    const double ms = (double)(now_ms() - p->began) + 1;
    const double bytes_a_ms = (double)at.bytes / ms;

    if (at.all > 0)
        (void)fprintf(stderr, "%3.0f%%, ",
                      100.0 * (double)at.bytes / (double)at.all);
    (void)fprintf(stderr, "%" PRIu64 " packets, %" PRIu64 " MB, %.0f MB/s",
                  packets, at.bytes / MEGABYTE, bytes_a_ms * 1000 / MEGABYTE);
    if (at.all > at.bytes && bytes_a_ms > 0) {
        const double left = (double)(at.all - at.bytes) / bytes_a_ms / 1000;
        const unsigned seconds = left < 1e9 ? (unsigned)left + 1 : 0;
        (void)fprintf(stderr, ", %u:%02u left", seconds / 60, seconds % 60);
    }
}

void progress_look(struct progress *p, uint64_t packets)
{
    if (signals_for_statistics()) {
        progress_end(p);
        complain_start();
        put_state(p, packets);
        (void)fputc('\n', stderr);
    }
    if (!p->shows || now_ms() < p->next_at)
        return;
    p->next_at = now_ms() + AGAIN_MS;
    p->shown = true;
    (void)fputc('\r', stderr);
    put_state(p, packets);
    (void)fputs("\033[K", stderr);
    (void)fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->shown)
        (void)fputs("\r\033[K", stderr);
    p->shown = false;
}
