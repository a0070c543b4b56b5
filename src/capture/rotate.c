/*
 * rotate.c - names of savefiles and the moments they change.
 */
#include "rotate.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dump.h"
#include "err.h"

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

struct rotate {
    struct rotate_config config;
    struct dump_head head;
    struct dump dump;
    int directory;        /* -1: none is needed */
    size_t directory_len; /* bytes of the name that say the directory */
    time_t begun;         /* when the current -G period began */
    int periods;          /* -G periods completed */
    int number;           /* of the file within -C */
    unsigned digits;      /* of that number, with -W */
    char stem[PATH_MAX];  /* the name, time filled in, without number */
    char name[PATH_MAX + 16];
};

static bool to_stdout(const struct rotate *r)
{
    return strcmp(r->config.name, "-") == 0;
}

/*
 * Length of the leading directories, up to and with their last slash. A part
 * strftime(3) will fill in is not one yet.
 */
static size_t directory_length(const struct rotate_config *c)
{
    const char *end = c->seconds ? strchr(c->name, '%') : NULL;
    size_t n = end ? (size_t)(end - c->name) : strlen(c->name);
    while (n > 0 && c->name[n - 1] != '/')
        n--;
    return n;
}

static bool open_directory(struct rotate *r, struct err *e)
{
    char path[PATH_MAX] = ".";
    r->directory_len = directory_length(&r->config);
    if (r->directory_len >= sizeof(path))
        return err_set(e, "%s: %s", r->config.name, strerror(ENAMETOOLONG));
    if (r->directory_len > 0)
        snprintf(path, sizeof(path), "%.*s", (int)r->directory_len,
                 r->config.name);
    r->directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return r->directory >= 0 ||
           err_set(e, "%s: %s", r->config.name, strerror(errno));
}

/* Digits of the highest number below `files`: enough to sort by name. */
static unsigned digits_below(int files)
{
    unsigned digits = 1;
    for (int n = files - 1; n >= 10; n /= 10)
        digits++;
    return digits;
}

struct rotate *rotate_new(const struct rotate_config *config, struct err *e)
{
    struct rotate *r = calloc(1, sizeof(*r));
    if (!r || !dump_init(&r->dump)) {
        free(r);
        err_set(e, "out of memory");
        return NULL;
    }
    r->config = *config;
    r->directory = -1;
    r->digits = digits_below(config->files);
    const bool fits =
        !to_stdout(r) || (!config->max_bytes && !config->seconds) ||
        err_set(e, "standard output cannot be rotated: -C and -G need "
                   "a file name with -w");
    if (fits &&
        (to_stdout(r) || config->create != NULL || open_directory(r, e)))
        return r;
    rotate_free(r);
    return NULL;
}

void rotate_free(struct rotate *r)
{
    if (!r)
        return;
    if (r->directory >= 0)
        close(r->directory);
    dump_free(&r->dump);
    free(r);
}

bool rotate_opens_files(const struct rotate *r)
{
    return r->config.max_bytes > 0 || r->config.seconds > 0;
}

int rotate_directory(const struct rotate *r)
{
    return r->directory;
}

/* The name with the time of this -G period filled in. */
static bool name_period(struct rotate *r, struct err *e)
{
    struct tm when;
    const char *name = r->config.name;
    size_t n = strlen(name);
    if (r->config.seconds && localtime_r(&r->begun, &when))
        n = strftime(r->stem, sizeof(r->stem), name, &when);
    else if (n < sizeof(r->stem))
        memcpy(r->stem, name, n + 1);
    return (n > 0 && n < sizeof(r->stem)) ||
           err_set(e, "%s: no file name comes out of this", name);
}

/* The period's name and, where -C is in force, the file's number. */
static void name_file(struct rotate *r)
{
    const bool padded = r->config.max_bytes && r->config.files;
    if (padded)
        snprintf(r->name, sizeof(r->name), "%s%0*d", r->stem, (int)r->digits,
                 r->number);
    else if (r->config.max_bytes && r->number > 0)
        snprintf(r->name, sizeof(r->name), "%s%d", r->stem, r->number);
    else
        snprintf(r->name, sizeof(r->name), "%s", r->stem);
}

static int open_file(struct rotate *r)
{
    if (to_stdout(r))
        return STDOUT_FILENO;
    if (r->config.create != NULL)
        return r->config.create(r->config.create_ctx);
    return openat(r->directory, r->name + r->directory_len,
                  O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static bool begin_file(struct rotate *r, struct err *e)
{
    name_file(r);
    const int fd = open_file(r);
    if (fd < 0)
        return err_set(e, "%s: %s", r->name, strerror(errno));
    return dump_begin(&r->dump, fd, &r->head, e);
}

static bool end_file(struct rotate *r, struct err *e)
{
    const bool ok = dump_end(&r->dump, e);
    if (r->config.complete && !to_stdout(r))
        r->config.complete(r->config.ctx, r->name);
    return ok;
}

int rotate_begin(struct rotate *r, const struct dump_head *head, time_t now,
                 struct err *e)
{
    r->head = *head;
    r->begun = now;
    return name_period(r, e) && begin_file(r, e) ? r->dump.fd : -1;
}

static enum rotate_end next_file(struct rotate *r, struct err *e)
{
    return begin_file(r, e) ? ROTATE_GOES_ON : ROTATE_FAILED;
}

/* -W counts files of time only where -C does not count files of size. */
static bool at_limit(const struct rotate *r)
{
    return r->config.files && !r->config.max_bytes &&
           r->periods >= r->config.files;
}

static enum rotate_end next_period(struct rotate *r, time_t now, struct err *e)
{
    r->begun = now;
    r->number = 0;
    r->periods++;
    if (!end_file(r, e))
        return ROTATE_FAILED;
    if (at_limit(r))
        return ROTATE_LIMIT;
    return name_period(r, e) ? next_file(r, e) : ROTATE_FAILED;
}

static enum rotate_end next_number(struct rotate *r, struct err *e)
{
    if (!end_file(r, e))
        return ROTATE_FAILED;
    r->number++;
    if (r->config.files && r->number >= r->config.files)
        r->number = 0;
    return next_file(r, e);
}

time_t rotate_due(const struct rotate *r)
{
    return r->config.seconds ? r->begun + r->config.seconds : 0;
}

enum rotate_end rotate_tick(struct rotate *r, time_t now, struct err *e)
{
    if (now < r->begun)
        r->begun = now; /* the clock was set back: the period starts anew */
    if (!r->config.seconds || now < rotate_due(r))
        return ROTATE_GOES_ON;
    return next_period(r, now, e);
}

static bool grown_full(const struct rotate *r)
{
    return r->config.max_bytes && r->dump.size > (uint64_t)r->config.max_bytes;
}

enum rotate_end rotate_put(struct rotate *r, const struct pcap_pkthdr *h,
                           const uint8_t *data, time_t now, struct err *e)
{
    enum rotate_end end = rotate_tick(r, now, e);
    if (end == ROTATE_GOES_ON && grown_full(r))
        end = next_number(r, e);
    if (end != ROTATE_GOES_ON) {
        r->dump.lost += end == ROTATE_FAILED;
        return end;
    }
    if (!dump_put(&r->dump, h, data, e))
        return ROTATE_FAILED;
    if (r->config.each_packet && !dump_flush(&r->dump, e))
        return ROTATE_FAILED;
    return ROTATE_GOES_ON;
}

bool rotate_flush(struct rotate *r, struct err *e)
{
    return r->dump.fd < 0 || dump_flush(&r->dump, e);
}

bool rotate_finish(struct rotate *r, struct err *e)
{
    return r->dump.fd < 0 || end_file(r, e);
}

uint64_t rotate_lost(const struct rotate *r)
{
    return r->dump.lost;
}

const char *rotate_name(const struct rotate *r)
{
    return r->name;
}
