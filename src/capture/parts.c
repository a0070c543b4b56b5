/*
 * parts.c - savefiles by number.
 */
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dump.h"
#include "err.h"

/* Of each file: there may be hundreds. */
enum { ROOM = 64 * 1024 };

struct parts {
    unsigned count;
    bool begun;
    struct dump one[];
};

static int open_part(const char *pattern, unsigned number, char *name)
{
    enum { EVERYBODY = 0666 };
    const char *percent = strchr(pattern, '%');
    const char *rest = strchr(percent, 'd') + 1;
    const int width = percent[1] == '0' ? percent[2] - '0' : 1;

    if (snprintf(name, PATH_MAX, "%.*s%0*u%s", (int)(percent - pattern),
                 pattern, width, number, rest) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, EVERYBODY);
}

struct parts *parts_open(const char *pattern, unsigned count,
                         const struct packing *packing,
                         bool (*own)(void *ctx, int fd), void *ctx,
                         struct err *e)
{
    struct parts *p = calloc(1, sizeof(*p) + count * sizeof(*p->one));
    char name[PATH_MAX];

    if (p == NULL) {
        (void)err_set(e, "not enough memory");
        return NULL;
    }
    for (; p->count < count; p->count++) {
        struct dump *d = &p->one[p->count];
        const int fd = open_part(pattern, p->count + 1, name);

        if (fd < 0 || !own(ctx, fd) || !dump_init(d, ROOM)) {
            (void)err_set(e, "%s: %s", name, strerror(errno));
            parts_free(p);
            return NULL;
        }
        d->fd = fd;
        d->packing = packing;
    }
    return p;
}

void parts_free(struct parts *p)
{
    if (p == NULL)
        return;
    for (unsigned i = 0; i < p->count; i++)
        dump_free(&p->one[i]);
    free(p);
}

bool parts_begin(struct parts *p, const struct dump_head *head, struct err *e)
{
    p->begun = true;
    for (unsigned i = 0; i < p->count; i++)
        if (!dump_begin(&p->one[i], p->one[i].fd, head, e))
            return false;
    return true;
}

bool parts_put(struct parts *p, unsigned n, const struct pcap_pkthdr *h,
               const uint8_t *data, struct err *e)
{
    return dump_put(&p->one[n], h, data, e);
}

bool parts_flush(struct parts *p, struct err *e)
{
    bool ok = true;

    for (unsigned i = 0; p->begun && i < p->count; i++)
        ok = dump_flush(&p->one[i], e) && ok;
    return ok;
}

bool parts_finish(struct parts *p, struct err *e)
{
    bool ok = true;

    for (unsigned i = 0; p->begun && i < p->count; i++)
        ok = dump_end(&p->one[i], e) && ok;
    return ok;
}

uint64_t parts_lost(const struct parts *p)
{
    uint64_t lost = 0;

    for (unsigned i = 0; i < p->count; i++)
        lost += p->one[i].lost;
    return lost;
}
