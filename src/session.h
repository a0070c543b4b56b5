/*
 * session.h - one run of the program over its sources: the filter's code, the
 * pipeline, and the words said before and after.
 *
 * Savefiles and live captures share this; what differs is in read_files.c
 * and in capture_live.c.
 */
#ifndef TCPLINE_SESSION_H
#define TCPLINE_SESSION_H

#include "options.h"
#include "pipeline.h"

struct session {
    const struct options *o;
    char *filter; /* its text, read when the first source is open */
    bool has_code;
    int code_link_type;
    struct bpf_program code;
    struct pipeline pl;
};

/* False with `e` filled. session_close() also after a failure. */
bool session_open(struct session *s, const struct options *o, struct err *e);

/*
 * Writes out what is pending, says what is wrong if `e` does, and releases
 * everything. Returns the exit status: that of `e`, otherwise `status`.
 */
int session_close(struct session *s, int status, struct err *e);

/* Compiles the filter for the link type of `p`, unless that is done. */
bool session_compile(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                     struct err *e);

/* The same, and installs the code. */
bool session_filter(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                    struct err *e);

/* Prints the filter's code as -d asks. */
void session_dump_code(const struct session *s);

/* Puts "WHAT, link-type EN10MB (Ethernet), snapshot length 262144" out. */
void session_describe(pcap_t *p, const char *what);

/* Flushes the -w file, then prints "2 packets" as --count does. */
void session_print_count(struct session *s);

#endif
