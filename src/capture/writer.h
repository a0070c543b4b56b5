/*
 * writer.h - packets into a savefile: -w.
 */
#ifndef TCPLINE_CAPTURE_WRITER_H
#define TCPLINE_CAPTURE_WRITER_H

#include <pcap/pcap.h>
#include <stdbool.h>

#include "err.h"

struct writer;

struct writer_style {
    const char *path; /* "-" is standard output */
    bool flush_each;  /* -U: every packet reaches the file at once */
};

/* A file with the link type and precision of `p`. NULL with `e` filled. */
struct writer *writer_open(pcap_t *p, const struct writer_style *style,
                           struct err *e);
void writer_close(struct writer *w);

/* Makes what has been put so far reach the file. */
void writer_flush(struct writer *w);

void writer_put(struct writer *w, const struct pcap_pkthdr *h,
                const u_char *data);

#endif
