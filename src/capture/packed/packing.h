/*
 * packing.h - savefiles compressed as they are written.
 *
 * What is written at a time is a whole: a member of gzip (RFC 1952), a frame
 * of zstd (RFC 8878), which both may follow one another. So a file can be
 * read up to its last write, whatever ended the program. The libraries are
 * loaded when a name asks for them.
 */
#ifndef TCPLINE_CAPTURE_PACKING_H
#define TCPLINE_CAPTURE_PACKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;

struct packing {
    /*
     * Compresses `n` bytes into `to`, which has room for bound(n): how many
     * bytes that gave; 0 when there is no memory. NULL: nothing is compressed.
     */
    size_t (*pack)(const struct packing *p, const uint8_t *from, size_t n,
                   uint8_t *to, size_t room);
    size_t (*bound)(const struct packing *p, size_t n);
    void *functions[4]; /* of the library */
};

/*
 * What the end of a name asks for: .gz, .zst, or nothing. Before the walls.
 * False with `e` filled when there is no such library.
 */
bool packing_load(struct packing *p, const char *name, struct err *e);

#endif
