/*
 * flight_files.c - both ends of that process' socket.
 */
#include "flight_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "err.h"
#include "flight.h"
#include "postrotate.h"
#include "text.h"

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

enum { MOST_OF_ONE_NAME = 10000 };

enum what { CREATE = 'F', COMPLETE = 'C' };

struct asked {
    char what;
    uint8_t slot;
    struct tl_ends ends;
};

struct answer {
    int why; /* errno, when no descriptor comes along */
    char name[FLIGHT_NAME];
};

bool flight_files_pattern(const char *pattern)
{
    const char *percent = strchr(pattern, '%');

    return percent != NULL && percent[1] == 'c' &&
           strchr(percent + 1, '%') == NULL && strchr(percent, '/') == NULL &&
           strlen(pattern) + 128 < FLIGHT_NAME;
}

/* --- the process' end --- */

struct server {
    struct flight_files *files;
    int directory, why_no_directory;
    size_t directory_len;
    char names[FLIGHT_OPEN][FLIGHT_NAME];
};

static void put_end(const struct tl_ends *ends, unsigned side, struct text *to)
{
    if (ends->ip4)
        text_ip4(to, ends->addr[side]);
    else
        text_ip6(to, ends->addr[side]);
    if (ends->port[side] != 0) {
        text_char(to, '.');
        text_u32(to, ends->port[side]);
    }
}

/* "PATTERN with 10.0.0.1.1234-10.0.0.2.80 for %c", and ".2" for the second. */
static bool compose(const struct server *s, const struct tl_ends *ends,
                    unsigned nth, char name[FLIGHT_NAME])
{
    const char *pattern = s->files->pattern, *percent = strchr(pattern, '%');
    struct text both = {0};

    if (!text_init(&both, 128))
        return false;
    put_end(ends, 0, &both);
    text_char(&both, '-');
    put_end(ends, 1, &both);
    if (nth > 1)
        text_printf(&both, ".%u", nth);
    const int n =
        snprintf(name, FLIGHT_NAME, "%.*s%.*s%s", (int)(percent - pattern),
                 pattern, (int)text_len(&both), both.start, percent + 2);
    text_free(&both);
    return n < FLIGHT_NAME;
}

static int create(const struct server *s, const struct tl_ends *ends,
                  char name[FLIGHT_NAME])
{
    enum { EVERYBODY = 0666 };
    int fd = -1;

    errno = s->directory < 0 ? s->why_no_directory : EEXIST;
    for (unsigned nth = 1; fd < 0 && errno == EEXIST && nth <= MOST_OF_ONE_NAME;
         nth++) {
        if (!compose(s, ends, nth, name))
            return -1;
        fd = openat(s->directory, name + s->directory_len,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    EVERYBODY);
    }
    return fd;
}

static void answer(struct server *s, int socket, const struct asked *asked)
{
    struct answer a = {0};
    const int fd = create(s, &asked->ends, a.name);

    a.why = fd < 0 ? errno : 0;
    memcpy(s->names[asked->slot], a.name, sizeof(a.name));
    (void)helper_hand(socket, &a, sizeof(a), fd);
    if (fd >= 0)
        (void)close(fd);
}

static void open_directory(struct server *s)
{
    const char *slash = strrchr(s->files->pattern, '/');
    char path[FLIGHT_NAME] = ".";

    if (slash != NULL) {
        s->directory_len = (size_t)(slash + 1 - s->files->pattern);
        (void)snprintf(path, sizeof(path), "%.*s", (int)s->directory_len,
                       s->files->pattern);
    }
    s->directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    s->why_no_directory = errno;
}

static void serve(int socket, void *ctx)
{
    static struct server s;
    struct asked asked;

    s.files = ctx;
    open_directory(&s);
    s.files->settle(s.files->ctx, s.directory);
    while (read(socket, &asked, sizeof(asked)) == sizeof(asked)) {
        if (asked.slot >= FLIGHT_OPEN)
            continue;
        if (asked.what == CREATE)
            answer(&s, socket, &asked);
        else if (s.files->command != NULL)
            (void)postrotate_run(s.files->command, s.names[asked.slot]);
    }
    if (s.files->command != NULL)
        postrotate_finish(s.files->command);
}

/* --- the reader's end --- */

bool flight_files_start(struct flight_files *f, struct err *e)
{
    return postrotate_hand_to(f->command, &f->helper, serve, f, e);
}

int flight_files_create(void *files, unsigned slot, const struct tl_ends *ends,
                        char *name)
{
    const struct flight_files *f = files;
    struct asked asked = {.what = CREATE, .slot = (uint8_t)slot, .ends = *ends};
    struct answer a = {.why = EPIPE};
    int fd = -1;

    if (helper_hand(f->helper.fd, &asked, sizeof(asked), -1) &&
        helper_take(f->helper.fd, &a, sizeof(a), &fd) != sizeof(a))
        a.why = EPIPE;
    (void)snprintf(name, FLIGHT_NAME, "%s",
                   a.name[0] != '\0' ? a.name : f->pattern);
    errno = a.why;
    return fd;
}

void flight_files_complete(void *files, unsigned slot)
{
    const struct flight_files *f = files;
    struct asked asked = {.what = COMPLETE, .slot = (uint8_t)slot};

    (void)helper_hand(f->helper.fd, &asked, sizeof(asked), -1);
}

void flight_files_finish(struct flight_files *f)
{
    helper_finish(&f->helper);
}
