/*
 * options.h - the command line, read into one struct.
 *
 * Every option of tcpdump 4.99 has its field here, whoever acts on it. One
 * table (option_table.h) drives the parser, the usage text and the shell
 * completions; a new option is one row there and one field here.
 *
 * Words (const char *) point into argv and live as long as it does.
 */
#ifndef TCPLINE_CLI_OPTIONS_H
#define TCPLINE_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "expect.h"
#include "only.h"
#include "stream_list.h"
#include "tcpline/packet_type.h"

enum {
    OPTIONS_SNAPLEN = 262144, /* without -s, and the most -s may ask for */
    OPTIONS_UNPACK_MIB = 256, /* without --unpack-memory */
    OPTIONS_TIME_LETTERS = 6, /* forms of time that -t knows */
    OPTIONS_PARTS = 512,      /* the most of --split */
    OPTIONS_FILES = 4096,     /* the most -r */
    OPTIONS_INTERFACES = 32,  /* the most -i */
    OPTIONS_UNSET = -1,
};

/* Bytes of --record-before. */
#define OPTIONS_RECORD_LEAST UINT64_C(1000000)
#define OPTIONS_RECORD_DEFAULT UINT64_C(64000000)
#define OPTIONS_RECORD_MOST UINT64_C(64000000000)

/* --ladder, and what its arrows are made of. */
enum options_ladder {
    OPTIONS_NO_LADDER,
    OPTIONS_LADDER_AUTO, /* as the terminal can show */
    OPTIONS_LADDER_ASCII,
    OPTIONS_LADDER_UTF8,
};

/* --tree, and how fields are called. */
enum options_tree {
    OPTIONS_NO_TREE,
    OPTIONS_TREE_FIELDS,
    OPTIONS_TREE_NAMES, /* as Wireshark's filters call them */
    OPTIONS_TREE_BOXES, /* a picture of the TCP header */
};

/* --explain */
enum options_explain {
    OPTIONS_NO_EXPLAIN,
    OPTIONS_EXPLAIN_FIRST, /* what something means, the first time only */
    OPTIONS_EXPLAIN_ALL,
};

/* --color */
enum options_color {
    OPTIONS_COLOR_AUTO, /* as the terminal and the environment have it */
    OPTIONS_COLOR_ALWAYS,
    OPTIONS_COLOR_NEVER,
};

struct options {
    /* Where packets come from. */
    const char *read_file; /* -r, the last; "-" is standard input */
    unsigned read_count;
    const char *read_list; /* -V; "-" is standard input */
    const char *read_text; /* --read-text; "-" is standard input */
    const char *interface; /* -i, the last */
    const char *interfaces[OPTIONS_INTERFACES]; /* ... and all of them */
    unsigned interface_count;

    /* How a live capture is opened. */
    int snaplen;         /* -s */
    int buffer_bytes;    /* -B, already in bytes; 0: the system's choice */
    bool no_promisc;     /* -p */
    bool monitor_mode;   /* -I */
    bool immediate_mode; /* --immediate-mode */
    bool nanoseconds;    /* --nano; also for savefiles */
    int tstamp_type;     /* -j, a PCAP_TSTAMP_ value, or OPTIONS_UNSET */
    int link_type;       /* -y, a DLT_ value, or OPTIONS_UNSET */
    int direction;       /* -Q, a pcap_direction_t, or OPTIONS_UNSET */
    const char *user;    /* -Z, NULL: the user chosen at build time */

    /* Instead of capturing. */
    bool list_interfaces;   /* -D */
    bool list_tstamp_types; /* -J */
    bool list_link_types;   /* -L */
    unsigned dump_code;     /* how many -d */

    /* Which packets. */
    char **words;            /* the filter's words, NULL-terminated */
    const char *filter_file; /* -F */
    bool no_optimize;        /* -O */
    int count;               /* -c; 0: no limit */
    uint64_t skip;           /* --skip, packets */
    int64_t duration;        /* --duration, nanoseconds; 0: no limit */

    /* Where they go. */
    const char *write_file; /* -w; "-" is standard output */
    int64_t rotate_bytes;   /* -C, already in bytes; 0: never */
    int rotate_seconds;     /* -G; 0: never */
    int rotate_files;       /* -W; 0: no limit */
    unsigned split;         /* --split, into so many files; 0: no */
    /* The flight recorder: of packets before and after what is on the list. */
    bool records;           /* --on */
    struct only record_on;  /* --on */
    int64_t record_before;  /* --record-before, nanoseconds; 0: not by time */
    uint64_t record_memory; /* --record-before, bytes; 0: a default */
    int64_t record_after;   /* --record-after, nanoseconds */
    bool record_all;        /* --record-all */
    const char *rotate_command; /* -z */
    bool print;                 /* --print */
    bool count_only;            /* --count */
    bool line_buffered;         /* -l */
    bool packet_buffered;       /* -U */

    /* How they look. */
    unsigned time_letters;           /* how many -t, 0 to 5 */
    bool iso8601;                    /* --time=iso8601 */
    bool utc;                        /* --utc */
    uint64_t sample;                 /* --sample, packets; 0: all */
    unsigned verbose;                /* how many -v */
    unsigned quiet;                  /* how many -q */
    unsigned dump_hex;               /* how many -x */
    unsigned dump_hex_ascii;         /* how many -X */
    unsigned dump_ascii;             /* how many -A */
    bool number;                     /* -# */
    bool link_header;                /* -e */
    bool no_names;                   /* -n */
    bool short_names;                /* -N */
    bool local_names_only;           /* -f */
    bool absolute_seq;               /* -S */
    bool no_checksums;               /* -K */
    bool as_dot;                     /* -b */
    bool raw_handles;                /* -u */
    enum tl_packet_type packet_type; /* -T */
    const char *md5_secret;          /* -M */

    /* The analysis of TCP. */
    bool analyze;          /* --analyze */
    bool diagnose;         /* --diagnose */
    bool json;             /* --json */
    bool canonical;        /* --canonical */
    const char *diff_from; /* --diff, its first file ... */
    const char *diff_to;   /* ... and the second */
    bool conversations;    /* --conversations */
    enum options_ladder ladder;
    enum options_tree tree;
    enum options_color color;
    enum options_explain explain;
    struct stream_list streams; /* --stream: only these connections */
    bool has_only;              /* --only: not everything, but ... */
    struct only only;           /* ... with these verdicts, events */

    /* What is expected of it. */
    struct expectations expects; /* --expect, --fail-on */
    const char *junit_file;      /* --junit */
    char **command; /* behind "--", to capture around it; or NULL */

    /* tcpline's own. */
    bool sandbox_off;         /* --sandbox=off; strict otherwise */
    unsigned unpack_mib;      /* --unpack-memory; 0: no limit */
    uint32_t max_connections; /* 0: as many as there are, but live a default */

    bool mesh_headers; /* -H */

    /* Accepted; they change nothing that is printed. */
    const char *esp_secret; /* -E */
    bool old_a;             /* -a */

    /*
     * All of -r, `read_count` of them: the last member, of which only these are
     * set.
     */
    const char *read_files[OPTIONS_FILES];
};

/* What the command line asks for. */
enum options_wish {
    OPTIONS_RUN,     /* go by the struct */
    OPTIONS_HELP,    /* print the help, exit 0 */
    OPTIONS_VERSION, /* print the version, exit 0 */
    OPTIONS_FP_TYPE, /* print how a fraction is rounded, exit 0 */
    OPTIONS_MISUSE,  /* getopt has complained; print the usage, exit 1 */
    OPTIONS_ERROR,   /* `e` says what is wrong with a value */
};

/* Reads argv, whose words getopt_long(3) may reorder. */
enum options_wish options_parse(struct options *o, int argc, char **argv,
                                struct err *e);

#endif
