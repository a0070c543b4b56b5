/*
 * filer.h - a process of its own that creates the files of -C and -G.
 *
 * Whoever reads packets could be made to ask for any name. This process knows
 * the rotation's pattern, number and clock, so it is told no more than that
 * the next file is wanted, or that the last one is complete; it composes the
 * names, hands the descriptors on, and passes what is complete to the command
 * of -z.
 */
#ifndef TCPLINE_CAPTURE_FILER_H
#define TCPLINE_CAPTURE_FILER_H

#include "file_names.h"
#include "helper.h"

struct err;
struct postrotate;

struct filer {
    struct helper helper;
    struct file_names names;
    struct postrotate *command; /* -z's process, or NULL */
    /* In the process, once the directory is open: privileges and walls. */
    void (*settle)(void *ctx, int directory);
    void *ctx;
};

/*
 * Forks the process. `names` are as for file_names_begin(); settle and ctx are
 * set. From then on `command` is that process'.
 */
bool filer_start(struct filer *f, struct err *e);

/*
 * The next file: its name goes to `name`, of FILE_NAME_ROOM bytes. Its
 * descriptor, -1 with errno, or -1 with errno 0 for standard output.
 */
int filer_next(void *filer, enum file_step step, char *name);

/* The last file is complete. */
void filer_complete(void *filer, const char *name);

/* Returns when the last command has started. */
void filer_finish(struct filer *f);

#endif
