/*
 * session.h - one run of the program over its sources: the filter's code, the
 * pipeline, and the words said before and after.
 *
 * Savefiles and live captures share this; what differs is in read_files.c
 * and in capture_live.c.
 */
#ifndef TCPLINE_SESSION_H
#define TCPLINE_SESSION_H

#include "confine.h"
#include "dump.h"
#include "filter_codes.h"
#include "options.h"
#include "pipeline.h"
#include "postrotate.h"

struct session {
    const struct options *o;
    struct filter_codes codes;      /* the filter's */
    const struct bpf_program *code; /* in use; NULL before the first source */
    int first_link_type;
    struct confined self;      /* what this process becomes */
    struct postrotate command; /* -z */
    struct dump_head head;     /* of every file -w writes */
    struct pipeline pl;
};

/* False with `e` filled. session_close() also after a failure. */
bool session_open(struct session *s, const struct options *o, struct err *e);

/*
 * Writes out what is pending, says what is wrong if `e` does, and releases
 * everything. Returns the exit status: that of `e`, otherwise `status`.
 */
int session_close(struct session *s, int status, struct err *e);

/* Takes the filter's code for the link type of `p`. */
bool session_compile(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                     struct err *e);

/* The same, and installs the code. */
bool session_filter(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                    struct err *e);

/*
 * -w: packets from `p` go to files. Opens the file, unless it is to be one of
 * many: those belong to the user the process becomes.
 */
bool session_open_files(struct session *s, pcap_t *p, struct err *e);

/*
 * Gives up privileges and raises the sandbox. After it no packet can do more
 * than be printed or saved. `device` and `inputs` as in confine_calls().
 */
bool session_confine(struct session *s, const struct confine_needs *needs,
                     struct err *e);

/* Prints the filter's code as -d asks. */
void session_dump_code(const struct session *s);

/* Puts "WHAT, link-type EN10MB (Ethernet), snapshot length 262144" out. */
void session_describe(pcap_t *p, const char *what);

/* Flushes the -w file, then prints "2 packets" as --count does. */
void session_print_count(struct session *s);

/* After a signal to stop, ends the text with an empty line. */
void session_interrupted(struct session *s);

#endif
