/*
 * filter.h - the filter expression: its text, and its code for one capture.
 */
#ifndef TCPLINE_CAPTURE_FILTER_H
#define TCPLINE_CAPTURE_FILTER_H

#include <pcap/pcap.h>
#include <stdbool.h>

#include "err.h"

/*
 * The words joined by blanks, or if `file` is not NULL what stands in that
 * file, without the comments from '#' to the end of a line. NULL with `e`
 * filled; free(3) the text.
 */
char *filter_text(const char *file, char *const *words, struct err *e);

struct filter_style {
    bool optimize;
    bpf_u_int32 netmask; /* of the captured network; 0 for savefiles */
};

/* Compiles for the capture's link type; release with pcap_freecode(3PCAP). */
bool filter_compile(struct bpf_program *code, pcap_t *p, const char *text,
                    struct filter_style style, struct err *e);

#endif
