/*
 * flight_files.h - a process of its own that creates the flight recorder's
 * files.
 *
 * It is told the ends of a connection, as numbers, and composes the name: no
 * packet has a say in more than that. A file that is there is left alone; the
 * next one gets a number.
 */
#ifndef TCPLINE_CAPTURE_FLIGHT_FILES_H
#define TCPLINE_CAPTURE_FLIGHT_FILES_H

#include <stdbool.h>

#include "helper.h"
#include "tcpline/ends.h"

struct err;
struct postrotate;

struct flight_files {
    struct helper helper;
    const char *pattern;        /* with one %c, where the ends go */
    struct postrotate *command; /* -z's process, or NULL */
    /* In the process, once the directory is open: privileges and walls. */
    void (*settle)(void *ctx, int directory);
    void *ctx;
};

/* Whether `pattern` has one %c in its last part, and no other percent sign. */
bool flight_files_pattern(const char *pattern);

/* As filer_start(). */
bool flight_files_start(struct flight_files *f, struct err *e);

/* For struct flight_config; `files` is the struct flight_files. */
int flight_files_create(void *files, unsigned slot, const struct tl_ends *ends,
                        char *name);
void flight_files_complete(void *files, unsigned slot);

void flight_files_finish(struct flight_files *f);

#endif
