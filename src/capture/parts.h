/*
 * parts.h - several savefiles written side by side: --split.
 *
 * They are opened before the walls, and begun when the first source says which
 * link type they have.
 */
#ifndef TCPLINE_CAPTURE_PARTS_H
#define TCPLINE_CAPTURE_PARTS_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

struct dump_head;
struct err;
struct packing;
struct parts;

/*
 * Creates files 1 to `count`, with the number in their names in the place of
 * the "%d" or "%03d" that `pattern` has; `own` gives each to whom it is to
 * belong. NULL with `e` filled.
 */
struct parts *parts_open(const char *pattern, unsigned count,
                         const struct packing *packing,
                         bool (*own)(void *ctx, int fd), void *ctx,
                         struct err *e);
void parts_free(struct parts *p);

bool parts_begin(struct parts *p, const struct dump_head *head, struct err *e);

/* Adds a record to part `n`, counted from 0. */
bool parts_put(struct parts *p, unsigned n, const struct pcap_pkthdr *h,
               const uint8_t *data, struct err *e);

/* Writes what was gathered; and closes the files. */
bool parts_flush(struct parts *p, struct err *e);
bool parts_finish(struct parts *p, struct err *e);

/* Packets that were put but are in no file. */
uint64_t parts_lost(const struct parts *p);

#endif
