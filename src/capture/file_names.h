/*
 * file_names.h - the names of -w's files, one after another, and creating
 * them.
 *
 * -G fills the time into the name, -C appends a number, -W bounds it and gives
 * it digits enough to sort by name. Files are created relative to a directory
 * that is opened first, while the process still may.
 */
#ifndef TCPLINE_CAPTURE_FILE_NAMES_H
#define TCPLINE_CAPTURE_FILE_NAMES_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

enum { FILE_NAME_ROOM = PATH_MAX + 16 };

struct file_names {
    const char *pattern; /* -w; "-" is standard output */
    bool numbered;       /* -C */
    bool timed;          /* -G */
    int files;           /* -W, 0: no bound */
    int number;          /* of the file within -C */
    unsigned digits;     /* of that number, with -W */
    int directory;       /* -1: none is needed, or could be opened ... */
    int why_no_directory;
    size_t directory_len; /* bytes of the name that say the directory */
    bool later;           /* the first file is created */
    char stem[PATH_MAX];  /* the name, time filled in, without number */
    char name[FILE_NAME_ROOM];
};

/* What the next file's name follows from. */
enum file_step {
    FILE_PERIOD, /* the time; the first file, too */
    FILE_NEXT,   /* the number after the one before */
};

/* Of `names` the pattern, numbered, timed and files are set, no more. */
void file_names_begin(struct file_names *names);

/* Opens the directory; what is wrong is told when the first file is created. */
void file_names_open_directory(struct file_names *names);
void file_names_end(struct file_names *names);

/* The next name, at `now`; false, with the pattern for one, if it is too long.
 */
bool file_names_step(struct file_names *names, enum file_step step, time_t now);

bool file_names_is_stdout(const struct file_names *names);

/*
 * Creates the file of that name, or empties it: its descriptor, or -1 with
 * errno. The first one is whatever the name leads to; later names are no
 * user's own words, so those files are new or this user's.
 */
int file_names_create(struct file_names *names);

#endif
