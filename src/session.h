/*
 * session.h - one run of the program over its sources: the filter's code, the
 * pipeline, the files, and the words said before and after.
 *
 * Savefiles and live captures share this; what differs is in read_files.c
 * and in capture_live.c.
 */
#ifndef TCPLINE_SESSION_H
#define TCPLINE_SESSION_H

#include "confine.h"
#include "creator.h"
#include "dump.h"
#include "filer.h"
#include "filter_codes.h"
#include "flight_files.h"
#include "options.h"
#include "packing.h"
#include "pipeline.h"
#include "postrotate.h"
#include "source.h"

struct session {
    const struct options *o;
    struct setup setup;
    struct bpf_program *code; /* in use */
    pcap_t *source;       /* where packets come from now, if libpcap knows */
    bool begun;           /* the first source is known */
    pcap_t *alike;        /* what heads of files are like; NULL: source */
    int first_link_type;  /* of the first source */
    struct confined self; /* what this process becomes */
    struct postrotate command; /* -z */
    struct filer filer;        /* creates the files of -C and -G */
    struct flight_files flown; /* ... and of --on */
    struct creator creator;    /* of the file that savefiles go to */
    struct err no_files;       /* why -w cannot work, if it is known early */
    struct packing packing;    /* how files are compressed */
    struct dump_head head;     /* of every file -w writes */
    int junit;                 /* --junit, or -1 */
    struct pipeline pl;
    struct filter_codes codes; /* the filter's; the last, see session_open() */
};

/*
 * Closes all descriptors this process was started with but for the standard
 * ones and the `n` of `kept` (-1: none; at most OPTIONS_FILES). False with `e`
 * filled; session_close() also after a failure.
 */
bool session_open(struct session *s, const struct options *o, const int *kept,
                  size_t n, struct err *e);

/*
 * Writes out what is pending, says what is wrong if `e` does, and releases
 * everything. Returns the exit status: that of `e`, otherwise `status`.
 */
int session_close(struct session *s, int status, struct err *e);

/*
 * Packets come from `from` now, as far as the filter's code for its link type
 * lets them through. Without libpcap there is no filter.
 */
bool session_source(struct session *s, const struct source *from,
                    bpf_u_int32 netmask, struct err *e);

/*
 * -w, before the walls: packets from the source go to files. Opens the file,
 * unless it is to be one of many: those belong to the user the process becomes.
 */
bool session_open_files(struct session *s, struct err *e);

/*
 * Gives up privileges and raises the sandbox around the reader of `device`.
 * After it no packet can do more than be printed or saved.
 */
bool session_confine(struct session *s, const struct confine_device *device,
                     struct err *e);

/*
 * -w of savefiles: before the walls, what it takes to create files behind
 * them; and there, once the first source is known, the file.
 */
bool session_prepare_files(struct session *s, struct err *e);
bool session_begin_files(struct session *s, struct err *e);

/* With -vv, on a terminal with -v, says what is in force. */
void session_say_confined(const struct session *s);

/*
 * The callback for pcap_loop(3PCAP), whose `user` is the session. Breaks the
 * loop with the packet that ended the run.
 */
void session_packet(u_char *user, const struct pcap_pkthdr *h,
                    const u_char *data);

/* False once something has ended the run, a signal to stop included. */
bool session_goes_on(struct session *s);

enum outcome session_outcome(const struct session *s);

/* False, with `e` filled, when writing a packet or its text has failed. */
bool session_sound(const struct session *s, struct err *e);

/*
 * Packets that passed the filter so far; of these, what is shown, counted and
 * written: all without --only and --stream.
 */
uint64_t session_packets(const struct session *s);
uint64_t session_taken(const struct session *s);

/* Writes out the text that is pending; what files of -w have gathered. */
bool session_flush(struct session *s, struct err *e);
bool session_flush_files(struct session *s, struct err *e);

/*
 * Ends the last file of -w when its time is over: at session_files_due(),
 * which is 0 for never.
 */
bool session_tick_files(struct session *s, time_t now, struct err *e);
time_t session_files_due(const struct session *s);

/* What a live capture has missed so far; reports say it. */
void session_missed(struct session *s, uint64_t dropped, uint64_t if_dropped);

/* Appends what there is to say of all packets so far to the pending text. */
void session_report(struct session *s);

/* Names of addresses: answers that came late, and the network of -f. */
void session_listen(struct session *s);
void session_local_network(struct session *s, uint32_t net, uint32_t mask);

/* Says that packets of a file follow; of the `first` also what is doubtful. */
void session_announce(const struct source *from, const char *path, bool first);

/* Puts "WHAT, link-type EN10MB (Ethernet), snapshot length 262144" out. */
void session_describe(const struct source *from, const char *what);

/* Flushes the -w file, then prints "2 packets" as --count does. */
void session_print_count(struct session *s);

/* After a signal to stop, ends the text with an empty line, unless -w. */
void session_interrupted(struct session *s);

#endif
