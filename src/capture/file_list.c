/*
 * file_list.c - both ends of the socket between the list and its reader.
 */
#include "file_list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "err.h"
#include "text.h"

enum kind {
    OPENED, /* the descriptor is with the message */
    STDIN,  /* "-" */
    REFUSED,
    OVER,
    EMPTY,      /* the list has no name at all */
    UNREADABLE, /* the list itself */
};

struct answer {
    enum kind kind;
    int why; /* errno */
    char name[PATH_MAX];
};

/* --- the process' end --- */

/* False with errno. */
static bool read_text(int fd, struct text *to)
{
    enum { BLOCK = 4096 };
    ssize_t n = 0;

    if (!text_init(to, BLOCK))
        return false;
    do {
        char *at = text_reserve(to, BLOCK);

        if (at == NULL)
            return false;
        n = read(fd, at, BLOCK);
        if (n > 0)
            to->at += n;
    } while (n > 0 || (n < 0 && errno == EINTR));
    return n == 0;
}

/* Who waits for an answer that does not arrive hears that nobody is left. */
static void answer(int fd, struct answer *a, int descriptor)
{
    if (!helper_hand(fd, a, sizeof(*a), descriptor))
        _exit(EXIT_FAILURE);
    if (descriptor > STDERR_FILENO)
        (void)close(descriptor);
}

static void open_next(int fd, const char *name, size_t n)
{
    struct answer a = {.kind = OPENED};

    (void)snprintf(a.name, sizeof(a.name), "%.*s", (int)n, name);
    if (strcmp(a.name, "-") == 0) {
        a.kind = STDIN;
        answer(fd, &a, -1);
        return;
    }
    const int file = n < sizeof(a.name) ? open(a.name, O_RDONLY | O_CLOEXEC)
                                        : (errno = ENAMETOOLONG, -1);
    if (file < 0) {
        a.kind = REFUSED;
        a.why = errno;
    }
    answer(fd, &a, file);
}

/* A line is a name, an empty one too; a final newline begins none. */
static void serve_names(int fd, const char *text, size_t size)
{
    const char *const end = text + size;
    char request;

    for (const char *line = text; read(fd, &request, 1) > 0;) {
        const size_t left = (size_t)(end - line);
        const char *newline = left > 0 ? memchr(line, '\n', left) : NULL;
        const size_t n = newline != NULL ? (size_t)(newline - line) : left;

        if (left > 0)
            open_next(fd, line, n);
        else
            answer(fd, &(struct answer){.kind = size == 0 ? EMPTY : OVER}, -1);
        line += newline != NULL ? n + 1 : n;
    }
}

static void serve(int fd, void *ctx)
{
    const struct file_list *l = ctx;
    struct text text;
    char request;

    if (l->settle != NULL)
        l->settle(l->ctx);
    const bool ok = read_text(l->fd, &text);
    const int why = errno; /* as tcpdump's, a folder is an empty list */
    if (ok)
        serve_names(fd, text.start, text_len(&text));
    else if (read(fd, &request, 1) > 0)
        answer(fd,
               &(struct answer){.kind = why == EISDIR ? EMPTY : UNREADABLE,
                                .why = why},
               -1);
    text_free(&text);
}

/* --- the reader's end --- */

bool file_list_open(struct file_list *l, const char *path, struct err *e)
{
    l->path = path;
    l->helper.fd = -1;
    l->fd = strcmp(path, "-") == 0 ? STDIN_FILENO
                                   : open(path, O_RDONLY | O_CLOEXEC);
    if (l->fd >= 0)
        return true;
    (void)err_set(e, "Unable to open file: %s", strerror(errno));
    return err_hint(e, "-V %s", path);
}

bool file_list_start(struct file_list *l, struct err *e)
{
    const bool ok = helper_start_with(&l->helper, l->fd, serve, l, e);

    if (l->fd != STDIN_FILENO)
        (void)close(l->fd);
    return ok;
}

void file_list_finish(struct file_list *l)
{
    helper_leave(&l->helper);
}

enum file_list_state file_list_next(struct file_list *l, char name[PATH_MAX],
                                    int *fd, struct err *e)
{
    struct answer a;

    *fd = -1;
    if (!helper_hand(l->helper.fd, &(char){'n'}, 1, -1) ||
        helper_take(l->helper.fd, &a, sizeof(a), fd) != sizeof(a))
        a = (struct answer){.kind = UNREADABLE, .why = EPIPE};
    memcpy(name, a.name, PATH_MAX);
    name[PATH_MAX - 1] = '\0';
    switch (a.kind) {
    case OPENED:
        return FILE_LIST_FILE;
    case STDIN:
        *fd = STDIN_FILENO;
        return FILE_LIST_FILE;
    case OVER:
        return FILE_LIST_END;
    case EMPTY:
        (void)err_set(e, "Nothing in %s", l->path);
        break;
    case REFUSED:
        (void)err_set(e, "%s: %s", name, strerror(a.why));
        break;
    case UNREADABLE:
        (void)err_set(e, "%s: %s", l->path, strerror(a.why));
        break;
    }
    return FILE_LIST_FAILED;
}
