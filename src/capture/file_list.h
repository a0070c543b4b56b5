/*
 * file_list.h - the files of -V, opened one by one by a process of its own.
 *
 * Only the list says which files there are, and the list is a file: it is read
 * behind walls, by a process that may open files for reading and do nothing
 * else. Whoever reads packets gets descriptors from it, in the list's order,
 * and has no say in which.
 */
#ifndef TCPLINE_CAPTURE_FILE_LIST_H
#define TCPLINE_CAPTURE_FILE_LIST_H

#include <limits.h>
#include <stdbool.h>

#include "helper.h"

struct err;

struct file_list {
    struct helper helper;
    /* Raises the walls in the process, which ends if they do not stand. */
    void (*settle)(void *ctx);
    void *ctx;
    const char *path;
    int fd; /* of the list, until the process has it */
};

/* Opens the list; "-" is standard input. False with `e` filled. */
bool file_list_open(struct file_list *l, const char *path, struct err *e);

/*
 * Forks the process. Before the walls; `settle` and `ctx` are set. False with
 * `e` filled.
 */
bool file_list_start(struct file_list *l, struct err *e);
void file_list_finish(struct file_list *l);

enum file_list_state {
    FILE_LIST_FILE,
    FILE_LIST_END,
    FILE_LIST_FAILED, /* `e` says why */
};

/* The next file's name and its descriptor, now the caller's. */
enum file_list_state file_list_next(struct file_list *l, char name[PATH_MAX],
                                    int *fd, struct err *e);

#endif
