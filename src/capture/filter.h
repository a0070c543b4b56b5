/*
 * filter.h - the filter expression: its text, and its code for one capture.
 */
#ifndef TCPLINE_CAPTURE_FILTER_H
#define TCPLINE_CAPTURE_FILTER_H

#include <pcap/pcap.h>
#include <stdbool.h>

#include "err.h"

/* Where the expression stands: in a file, or else in the command line. */
struct filter_source {
    const char *file;   /* NULL: the words */
    char *const *words; /* NULL-terminated */
    int fd;             /* of the file, or -1 and `why_not` its errno */
    int why_not;
    bool is_a_file; /* the first word is the name of one: was -r forgotten? */
};

/* Opens the file, if there is one; that it failed is told by filter_text(). */
void filter_source_open(struct filter_source *s);

/* True without a file and without words. */
bool filter_source_is_empty(const struct filter_source *s);

/* The first word names a file. */
bool filter_is_a_file(char *const *words);

/* Hints at what is wrong with an expression that did not compile. */
void filter_hint(const struct filter_source *s, struct err *e);

/*
 * The words joined by blanks, or what stands in the file, which is then closed,
 * without the comments from '#' to the end of a line. NULL with `e` filled;
 * free(3) the text.
 */
char *filter_text(const struct filter_source *s, struct err *e);

struct filter_style {
    bool optimize;
    bpf_u_int32 netmask; /* of the captured network; 0 for savefiles */
};

/* Compiles for the capture's link type; release with pcap_freecode(3PCAP). */
bool filter_compile(struct bpf_program *code, pcap_t *p, const char *text,
                    struct filter_style style, struct err *e);

#endif
