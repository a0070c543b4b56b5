/*
 * savefile.h - reading packets from files: -r and -V.
 */
#ifndef TCPLINE_CAPTURE_SAVEFILE_H
#define TCPLINE_CAPTURE_SAVEFILE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>

#include "err.h"

struct savefile;

/*
 * Opens a pcap or pcapng file, compressed or not; "-" is standard input.
 * Time stamps come out in microseconds or nanoseconds as asked. NULL with
 * `e` filled in libpcap's words.
 */
struct savefile *savefile_open(const char *path, bool nanoseconds,
                               struct err *e);
void savefile_close(struct savefile *s);

/* Owned by the savefile. */
pcap_t *savefile_pcap(const struct savefile *s);

/* What ended pcap_loop(3PCAP) with an error. */
const char *savefile_complaint(const struct savefile *s);

/* The names in a file that has one a line, for -V; "-" is standard input. */
struct name_list {
    char **names;
    size_t count;
    char *text; /* what the names point into */
};

/* False with `e` filled, also for a list without names; nothing to free. */
bool name_list_read(struct name_list *list, const char *path, struct err *e);
void name_list_free(struct name_list *list);

#endif
