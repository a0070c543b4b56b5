/*
 * rotate.c - the moments when savefiles change.
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

struct rotate {
    struct rotate_config config;
    struct dump_head head;
    struct dump dump;
    struct file_names names;
    int standard_output; /* -1: not for a file, or it has been one */
    time_t begun;        /* when the current -G period began */
    int periods;         /* -G periods completed */
};

static bool is_stdout(const char *name)
{
    return strcmp(name, "-") == 0;
}

/*
 * A descriptor to write packets to, which closing it does not take away from
 * whatever else is written to standard output: no later file gets its number.
 */
static int standard_output_for(const struct rotate *r)
{
    if (!is_stdout(r->config.name))
        return -1;
    return r->config.max_bytes > 0 || r->config.seconds > 0
               ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
               : STDOUT_FILENO;
}

struct file_names rotate_names(const struct rotate_config *config)
{
    return (struct file_names){
        .pattern = config->name,
        .numbered = config->max_bytes > 0,
        .timed = config->seconds > 0,
        .files = config->files,
    };
}

struct rotate *rotate_new(const struct rotate_config *config, struct err *e)
{
    struct rotate *r = calloc(1, sizeof(*r));
    if (!r || !dump_init(&r->dump, DUMP_ROOM)) {
        free(r);
        err_set(e, "out of memory");
        return NULL;
    }
    r->config = *config;
    r->dump.packing = config->packing;
    r->names = rotate_names(config);
    file_names_begin(&r->names);
    r->standard_output = standard_output_for(r);
    if (config->create == NULL && config->next == NULL &&
        (rotate_opens_files(r) || !is_stdout(config->name)))
        file_names_open_directory(&r->names);
    return r;
}

void rotate_free(struct rotate *r)
{
    if (!r)
        return;
    file_names_end(&r->names);
    if (r->standard_output > STDERR_FILENO)
        close(r->standard_output);
    dump_free(&r->dump);
    free(r);
}

bool rotate_opens_files(const struct rotate *r)
{
    return r->config.max_bytes > 0 ||
           (r->config.seconds > 0 && !is_stdout(r->config.name));
}

static int take_standard_output(struct rotate *r)
{
    const int fd = r->standard_output;

    r->standard_output = -1;
    return fd;
}

/* The next file's descriptor and, in `names`, its name; or -1 with errno. */
static int create_file(struct rotate *r, enum file_step step)
{
    const struct rotate_config *c = &r->config;

    if (c->next != NULL) {
        const int fd = c->next(c->create_ctx, step, r->names.name);
        return fd < 0 && errno == 0 ? take_standard_output(r) : fd;
    }
    if (!file_names_step(&r->names, step, r->begun)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if (file_names_is_stdout(&r->names))
        return take_standard_output(r);
    return c->create != NULL ? c->create(c->create_ctx)
                             : file_names_create(&r->names);
}

static bool begin_file(struct rotate *r, enum file_step step, struct err *e)
{
    const int fd = create_file(r, step);
    const int why = errno;

    if (fd >= 0)
        return dump_begin(&r->dump, fd, &r->head, e);
    if (file_names_is_stdout(&r->names))
        return err_set(e, "Can't write to standard output: %s",
                       strerror(EBADF));
    return err_set(e, "%s: %s", r->names.name, strerror(why));
}

/* Only a file that another follows, or might, is one for -z. */
static bool end_file(struct rotate *r, bool rotated, struct err *e)
{
    const bool ok = dump_end(&r->dump, e);
    if (r->config.complete && rotated && !is_stdout(r->names.name))
        r->config.complete(r->config.ctx, r->names.name);
    return ok;
}

int rotate_begin(struct rotate *r, const struct dump_head *head, time_t now,
                 struct err *e)
{
    r->head = *head;
    r->begun = now;
    return begin_file(r, FILE_PERIOD, e) ? r->dump.fd : -1;
}

static enum rotate_end next_file(struct rotate *r, enum file_step step,
                                 struct err *e)
{
    return begin_file(r, step, e) ? ROTATE_GOES_ON : ROTATE_FAILED;
}

/* -W counts files of time only where -C does not count files of size. */
static bool at_limit(const struct rotate *r, int periods)
{
    return r->config.files && !r->config.max_bytes &&
           periods >= r->config.files;
}

static enum rotate_end next_period(struct rotate *r, time_t now, struct err *e)
{
    r->begun = now;
    r->periods++;
    if (!end_file(r, true, e))
        return ROTATE_FAILED;
    if (at_limit(r, r->periods))
        return ROTATE_LIMIT;
    return next_file(r, FILE_PERIOD, e);
}

static enum rotate_end next_number(struct rotate *r, struct err *e)
{
    if (!end_file(r, true, e))
        return ROTATE_FAILED;
    return next_file(r, FILE_NEXT, e);
}

bool rotate_asks_clock(const struct rotate *r)
{
    return r->config.seconds > 0;
}

time_t rotate_due(const struct rotate *r)
{
    const bool last = at_limit(r, r->periods + 1);

    return r->config.seconds && last ? r->begun + r->config.seconds : 0;
}

static bool period_is_over(const struct rotate *r, time_t now)
{
    return r->config.seconds && now >= r->begun + r->config.seconds;
}

enum rotate_end rotate_tick(struct rotate *r, time_t now, struct err *e)
{
    if (now < r->begun)
        r->begun = now; /* the clock was set back: the period starts anew */
    return rotate_due(r) != 0 && period_is_over(r, now) ? next_period(r, now, e)
                                                        : ROTATE_GOES_ON;
}

/* A pipe has no size, and tcpdump, which would have to know it, ends there. */
static bool has_size(const struct rotate *r, struct err *e)
{
    return !r->config.max_bytes || !is_stdout(r->names.name) ||
           lseek(r->dump.fd, 0, SEEK_CUR) >= 0 ||
           err_set(e, "ftell fails on output file");
}

static bool grown_full(const struct rotate *r)
{
    return r->config.max_bytes && r->dump.size > (uint64_t)r->config.max_bytes;
}

/* Before a packet: the next file where it is time, or where this one is full.
 */
static enum rotate_end rotate(struct rotate *r, time_t now, struct err *e)
{
    enum rotate_end end = rotate_tick(r, now, e);

    if (end == ROTATE_GOES_ON && period_is_over(r, now))
        end = next_period(r, now, e);
    if (end != ROTATE_GOES_ON)
        return end;
    if (!has_size(r, e))
        return ROTATE_FAILED;
    return grown_full(r) ? next_number(r, e) : ROTATE_GOES_ON;
}

enum rotate_end rotate_put(struct rotate *r, const struct pcap_pkthdr *h,
                           const uint8_t *data, time_t now, struct err *e)
{
    const enum rotate_end end = rotate(r, now, e);

    if (end != ROTATE_GOES_ON) {
        /* To standard output no second file can follow: no loss, a limit. */
        r->dump.lost += end == ROTATE_FAILED && !is_stdout(r->names.name);
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
    return r->dump.fd < 0 || end_file(r, false, e);
}

uint64_t rotate_lost(const struct rotate *r)
{
    return r->dump.lost;
}

const char *rotate_name(const struct rotate *r)
{
    return r->names.name;
}
