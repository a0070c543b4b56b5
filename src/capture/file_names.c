/*
 * file_names.c - names of savefiles.
 */
#include "file_names.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_PATH
#define O_PATH O_RDONLY
#endif

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

void file_names_begin(struct file_names *names)
{
    names->number = 0;
    names->digits = digits_below(names->files);
    names->directory = -1;
    names->later = false;
    names->stem[0] = names->name[0] = '\0';
}

/*
 * Length of the leading directories, up to and with their last slash. A part
 * strftime(3) will fill in is not one yet.
 */
static size_t directory_length(const struct file_names *names)
{
    const char *end = names->timed ? strchr(names->pattern, '%') : NULL;
    size_t n = end ? (size_t)(end - names->pattern) : strlen(names->pattern);
    while (n > 0 && names->pattern[n - 1] != '/')
        n--;
    return n;
}

void file_names_open_directory(struct file_names *names)
{
    char path[PATH_MAX] = ".";

    names->directory_len = directory_length(names);
    names->why_no_directory = ENAMETOOLONG;
    if (names->directory_len >= sizeof(path))
        return;
    if (names->directory_len > 0)
        (void)snprintf(path, sizeof(path), "%.*s", (int)names->directory_len,
                       names->pattern);
    names->directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    names->why_no_directory = errno;
}

void file_names_end(struct file_names *names)
{
    if (names->directory >= 0)
        (void)close(names->directory);
    names->directory = -1;
}

/*
 * A pattern whose time does not fit, or that fills in nothing, leaves what
 * strftime(3) had written before it gave up: tcpdump uses that, too, and glibc
 * leaves whole pieces. The directories are literal, so they are among them.
 */
static void fill_in_time(struct file_names *names, const struct tm *when)
{
    memset(names->stem, 0, sizeof(names->stem));
    (void)strftime(names->stem, sizeof(names->stem), names->pattern, when);
    names->stem[sizeof(names->stem) - 1] = '\0';
}

/* The name with the time of this -G period filled in. */
static bool name_period(struct file_names *names, time_t now)
{
    struct tm when;
    const size_t n = strlen(names->pattern);

    if (n >= sizeof(names->stem)) {
        (void)snprintf(names->name, sizeof(names->name), "%s", names->pattern);
        return false;
    }
    if (!names->timed || localtime_r(&now, &when) == NULL)
        memcpy(names->stem, names->pattern, n + 1);
    else
        fill_in_time(names, &when);
    return true;
}

/* The period's name and, where -C is in force, the file's number. */
static void name_file(struct file_names *names)
{
    const bool padded = names->digits > 0;

    if (names->numbered && (padded || (names->number > 0 && names->files == 0)))
        (void)snprintf(names->name, sizeof(names->name), "%s%0*d", names->stem,
                       padded ? (int)names->digits : 1, names->number);
    else
        (void)snprintf(names->name, sizeof(names->name), "%s", names->stem);
}

bool file_names_step(struct file_names *names, enum file_step step, time_t now)
{
    const bool round = names->files > 0 && names->number + 1 >= names->files;
    const bool last = round || names->number == INT_MAX;

    if (step == FILE_NEXT)
        names->number = last ? 0 : names->number + 1;
    else
        names->number = 0;
    if (step == FILE_PERIOD && !name_period(names, now))
        return false;
    name_file(names);
    return true;
}

bool file_names_is_stdout(const struct file_names *names)
{
    return strcmp(names->name, "-") == 0;
}

/* The user's own regular files alone may be emptied under a name made up. */
static bool may_be_used(int fd)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return false;
    if (!S_ISREG(st.st_mode) || st.st_size == 0 || st.st_uid == geteuid())
        return true;
    errno = EPERM;
    return false;
}

static int open_later(struct file_names *names, const char *name)
{
    const int fd = openat(names->directory, name,
                          O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);

    if (fd < 0)
        return -1;
    if (may_be_used(fd) &&
        (ftruncate(fd, 0) == 0 || errno == EINVAL /* no regular file */))
        return fd;
    const int why = errno;
    (void)close(fd);
    errno = why;
    return -1;
}

int file_names_create(struct file_names *names)
{
    const char *name = names->name + names->directory_len;

    if (names->directory_len > 0 && name[0] == '\0')
        name = "."; /* which says, as the whole name would, what it is */
    if (names->directory < 0) {
        errno = names->why_no_directory;
        return -1;
    }
    if (names->later)
        return open_later(names, name);
    names->later = true;
    return openat(names->directory, name,
                  O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}
