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
    int directory;        /* -1: none is needed, or could be opened ... */
    int why_no_directory; /* ... for this reason, an errno */
    int standard_output;  /* -1: not for a file, or it has been one */
    size_t directory_len; /* bytes of the name that say the directory */
    time_t begun;         /* when the current -G period began */
    int periods;          /* -G periods completed */
    int number;           /* of the file within -C */
    unsigned digits;      /* of that number, with -W */
    char stem[PATH_MAX];  /* the name, time filled in, without number */
    char name[PATH_MAX + 16];
};

static bool is_stdout(const char *name)
{
    return strcmp(name, "-") == 0;
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

/* What is wrong is told of the first file that was to be in it. */
static void open_directory(struct rotate *r)
{
    char path[PATH_MAX] = ".";

    r->directory_len = directory_length(&r->config);
    r->why_no_directory = ENAMETOOLONG;
    if (r->directory_len >= sizeof(path))
        return;
    if (r->directory_len > 0)
        snprintf(path, sizeof(path), "%.*s", (int)r->directory_len,
                 r->config.name);
    r->directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    r->why_no_directory = errno;
}

/*
 * Digits of the highest number below `files`: enough to sort by name. One file
 * needs none.
 */
static unsigned digits_below(int files)
{
    unsigned digits = 0;
    for (int n = files - 1; n > 0; n /= 10)
        digits++;
    return digits;
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
    r->standard_output = standard_output_for(r);
    if (config->create == NULL &&
        (rotate_opens_files(r) || !is_stdout(config->name)))
        open_directory(r);
    return r;
}

void rotate_free(struct rotate *r)
{
    if (!r)
        return;
    if (r->directory >= 0)
        close(r->directory);
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

int rotate_directory(const struct rotate *r)
{
    return r->directory;
}

/* The name with the time of this -G period filled in. */
static bool name_period(struct rotate *r, struct err *e)
{
    struct tm when;
    const char *name = r->config.name;
    const size_t n = strlen(name);

    if (n >= sizeof(r->stem))
        return err_set(e, "%s: %s", name, strerror(ENAMETOOLONG));
    if (r->config.seconds == 0 || localtime_r(&r->begun, &when) == NULL)
        memcpy(r->stem, name, n + 1);
    else if (strftime(r->stem, sizeof(r->stem), name, &when) == 0)
        r->stem[0] = '\0'; /* no name at all: opening it says so */
    return true;
}

/* The period's name and, where -C is in force, the file's number. */
static void name_file(struct rotate *r)
{
    const bool padded = r->digits > 0;

    if (r->config.max_bytes && (padded || (r->number > 0 && !r->config.files)))
        snprintf(r->name, sizeof(r->name), "%s%0*d", r->stem,
                 padded ? (int)r->digits : 1, r->number);
    else
        snprintf(r->name, sizeof(r->name), "%s", r->stem);
}

static int take_standard_output(struct rotate *r)
{
    const int fd = r->standard_output;

    r->standard_output = -1;
    return fd;
}

static int create_file(const struct rotate *r)
{
    if (r->config.create != NULL)
        return r->config.create(r->config.create_ctx);
    if (r->directory < 0) {
        errno = r->why_no_directory;
        return -1;
    }
    return openat(r->directory, r->name + r->directory_len,
                  O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

static bool begin_file(struct rotate *r, struct err *e)
{
    name_file(r);
    const bool standard = is_stdout(r->name);
    const int fd = standard ? take_standard_output(r) : create_file(r);
    if (fd < 0 && standard)
        return err_set(e, "Can't write to standard output: %s",
                       strerror(EBADF));
    if (fd < 0)
        return err_set(e, "%s: %s", r->name, strerror(errno));
    return dump_begin(&r->dump, fd, &r->head, e);
}

/* Only a file that another follows, or might, is one for -z. */
static bool end_file(struct rotate *r, bool rotated, struct err *e)
{
    const bool ok = dump_end(&r->dump, e);
    if (r->config.complete && rotated && !is_stdout(r->name))
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
static bool at_limit(const struct rotate *r, int periods)
{
    return r->config.files && !r->config.max_bytes &&
           periods >= r->config.files;
}

static enum rotate_end next_period(struct rotate *r, time_t now, struct err *e)
{
    r->begun = now;
    r->number = 0;
    r->periods++;
    if (!end_file(r, true, e))
        return ROTATE_FAILED;
    if (at_limit(r, r->periods))
        return ROTATE_LIMIT;
    return name_period(r, e) ? next_file(r, e) : ROTATE_FAILED;
}

static enum rotate_end next_number(struct rotate *r, struct err *e)
{
    if (!end_file(r, true, e))
        return ROTATE_FAILED;
    r->number++;
    if (r->config.files && r->number >= r->config.files)
        r->number = 0;
    return next_file(r, e);
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
    return !r->config.max_bytes || !is_stdout(r->name) ||
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
        r->dump.lost += end == ROTATE_FAILED && !is_stdout(r->name);
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
    return r->name;
}
