/*
 * filer.c - both ends of the filer's socket.
 */
#include "filer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "err.h"
#include "postrotate.h"

/* What it is told: one byte. Any other is nothing to it. */
enum {
    PERIOD = 'P',
    NEXT = 'N',
    COMPLETE = 'C',
    OVER = '\0', /* as helper_finish() says it */
};

struct answer {
    int why; /* errno, when no descriptor comes along */
    char name[FILE_NAME_ROOM];
};

/* --- the process' end --- */

/* False when the answer does not arrive: whoever waits for it hears the end. */
static bool create(int fd, struct file_names *names, enum file_step step)
{
    struct answer a = {0};
    int file = -1;

    if (!file_names_step(names, step, time(NULL))) {
        a.why = ENAMETOOLONG;
    } else if (!file_names_is_stdout(names)) {
        file = file_names_create(names);
        a.why = file < 0 ? errno : 0;
    }
    memcpy(a.name, names->name, sizeof(a.name));
    const bool sent = helper_hand(fd, &a, sizeof(a), file);
    if (file >= 0)
        (void)close(file);
    return sent;
}

static void pass_on(const struct filer *f)
{
    if (f->command == NULL || file_names_is_stdout(&f->names) ||
        postrotate_run(f->command, f->names.name))
        return;
    (void)fprintf(stderr, "%s: the command of -z could not be started\n",
                  f->names.name);
}

static void serve(int fd, void *ctx)
{
    struct filer *f = ctx;
    char told;
    bool ok = true;

    file_names_open_directory(&f->names);
    f->settle(f->ctx, f->names.directory);
    while (ok && read(fd, &told, 1) == 1 && told != OVER) {
        if (told == PERIOD || told == NEXT)
            ok =
                create(fd, &f->names, told == PERIOD ? FILE_PERIOD : FILE_NEXT);
        else if (told == COMPLETE)
            pass_on(f);
    }
    if (f->command != NULL)
        postrotate_finish(f->command);
}

/* --- the reader's end --- */

bool filer_start(struct filer *f, struct err *e)
{
    file_names_begin(&f->names);
    return postrotate_hand_to(f->command, &f->helper, serve, f, e);
}

int filer_next(void *filer, enum file_step step, char *name)
{
    const struct filer *f = filer;
    struct answer a = {.why = EPIPE};
    int fd = -1;

    (void)snprintf(a.name, sizeof(a.name), "%s", f->names.pattern);
    if (helper_hand(f->helper.fd, &(char){step == FILE_PERIOD ? PERIOD : NEXT},
                    1, -1) &&
        helper_take(f->helper.fd, &a, sizeof(a), &fd) != sizeof(a))
        a.why = EPIPE;
    (void)snprintf(name, FILE_NAME_ROOM, "%s", a.name);
    errno = a.why;
    return fd;
}

void filer_complete(void *filer, const char *name)
{
    const struct filer *f = filer;

    (void)name; /* which it knows, and would not believe */
    (void)helper_hand(f->helper.fd, &(char){COMPLETE}, 1, -1);
}

void filer_finish(struct filer *f)
{
    helper_finish(&f->helper);
}
