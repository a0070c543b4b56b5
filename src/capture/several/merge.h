/*
 * merge.h - the packets of several savefiles, the earliest first.
 *
 * In: open savefiles, each with its filter and with stamps in nanoseconds.
 * Out: at every step, of the packets the files begin with, the one with the
 * least stamp, and of equal ones that of the file added last: mergecap(1)'s
 * order. A file whose own stamps go back is not sorted: its packets stay in its
 * order. One packet a file is pending, in the file's own buffer, so that memory
 * does not grow with the files' size.
 */
#ifndef TCPLINE_CAPTURE_MERGE_H
#define TCPLINE_CAPTURE_MERGE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>

struct merge;
struct savefile;

/* Room for so many files; NULL when there is no memory. */
struct merge *merge_new(size_t files);

/* Closes all files as well. */
void merge_free(struct merge *m);

/* The file is the merger's from now on; its number is its turn, from 0. */
void merge_add(struct merge *m, struct savefile *file);

size_t merge_count(const struct merge *m);
struct savefile *merge_file(const struct merge *m, size_t file);

enum merge_state {
    MERGE_PACKET,
    MERGE_DAMAGED, /* `file` ends here; the others go on with the next call */
    MERGE_END,
};

struct merge_packet {
    size_t file;
    struct pcap_pkthdr head;
    const u_char *data; /* until the next call */
};

enum merge_state merge_next(struct merge *m, struct merge_packet *p);

#endif
