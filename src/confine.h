/*
 * confine.h - from "everything is open" to "nothing more can be opened".
 */
#ifndef TCPLINE_CONFINE_H
#define TCPLINE_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

#include "options.h"
#include "privileges.h"

/* Where packets come from. */
struct confine_device {
    const int *fds; /* of packet sockets; a module may have its own */
    size_t count;
    bool module; /* no packet socket: a module of libpcap talks to it */
};

/* What packets will still need once the walls stand. */
struct confine_needs {
    struct confine_device device;
    bool helpers; /* that descriptors and bytes come from */
};

/* What this process and its helpers become. */
struct confined {
    struct guard_user user;
    bool sandbox_off;
    bool walled;         /* the sandbox stands */
    char report[160];    /* what is in force, for -v */
    unsigned unpack_mib; /* memory of the decompressor; 0: no limit */
    struct err why_not;  /* the user is unknown */
};

/* Finds out whom to become, before anything is open. */
void confine_plan(struct confined *c, const struct options *o);

/* False when that user is unknown: known early, but told in its turn. */
bool confine_possible(const struct confined *c, struct err *e);

/*
 * False when this kernel cannot confine anybody, or nobody who `creates` files
 * while packets come.
 */
bool confine_walls(const struct confined *c, bool creates, struct err *e);

/* Gives up privileges. */
bool confine_user(struct confined *c, struct err *e);

/* Raises the sandbox, unless it is off. */
bool confine_calls(struct confined *c, const struct confine_needs *needs,
                   struct err *e);

/*
 * The same in the helper processes, which hold nothing open and end where it
 * fails. `ctx` is the struct confined.
 */
void confine_command_helper(void *ctx);
void confine_resolver(void *ctx);
void confine_opener(void *ctx);
void confine_unpacker(void *ctx);
void confine_looker(void *ctx);

/* The same, but it goes on creating files in `directory`. */
void confine_filer(void *ctx, int directory);

/* Makes `fd`, just created, the file of the user the process becomes. */
bool confine_owns(void *ctx, int fd);

#endif
