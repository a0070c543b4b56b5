/*
 * unpack.h - compressed savefiles, decompressed by a process of its own.
 *
 * The process holds nothing but a socket to its reader: it asks there for the
 * file's bytes and answers with what they decompress to. Only when the first
 * compressed file comes does it load libarchive, and then it raises walls of
 * its own before it looks at a byte.
 *
 * Messages begin with a byte that says what they are; see unpack.c.
 *
 * Where several files are open together, each compressed one has a process of
 * its own. Which these are is known behind the walls, where nothing can be
 * forked: a process that reads nothing but requests does it there.
 */
#ifndef TCPLINE_CAPTURE_UNPACK_H
#define TCPLINE_CAPTURE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "helper.h"

struct err;

enum { UNPACK_CHUNK = 64 * 1024 }; /* bytes of a file in one message */

struct unpackers {
    struct helper helper;
    struct unpacker *like; /* what each is to do */
};

struct unpacker {
    struct helper helper;
    /* Who starts it when a compressed file comes; NULL: it is started. */
    const struct unpackers *from;
    /* Raises the walls in the process, which ends if they do not stand. */
    void (*settle)(void *ctx);
    void *ctx;
    unsigned memory_mib; /* what `settle` allows it, for messages; 0: all */
    /* The reader's end. */
    uint8_t *chunk; /* one message; its bytes begin behind the first */
    size_t chunk_at;
    size_t chunk_end;
    bool ended;
    char complaint[256];
};

/*
 * The file's next bytes: how many are at `to`, 0 at its end, -1 with errno.
 */
typedef ssize_t unpack_source(void *source, void *to, size_t size);

/* Forks the process. Before the walls; `settle` and `ctx` are set. */
bool unpacker_start(struct unpacker *u, struct err *e);
void unpacker_finish(struct unpacker *u);

/*
 * The same of a process that starts others, as `like` says, which outlives
 * it.
 */
bool unpackers_start(struct unpackers *all, struct unpacker *like,
                     struct err *e);
void unpackers_finish(struct unpackers *all);

enum unpack_state {
    UNPACK_DATA,
    UNPACK_END,
    UNPACK_UNKNOWN, /* not compressed, or in no way libarchive knows */
    UNPACK_FAILED,  /* unpacker_complaint() says why */
};

/* A new file begins: what is its first message? */
enum unpack_state unpacker_begin(struct unpacker *u, unpack_source *more,
                                 void *source);

/* Decompressed bytes: at least one, 0 at the end, -1 with a complaint. */
ssize_t unpacker_read(struct unpacker *u, unpack_source *more, void *source,
                      void *to, size_t size);

/* NULL when nothing went wrong. */
const char *unpacker_complaint(const struct unpacker *u);

#endif
