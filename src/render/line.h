/*
 * line.h - the tcpdump line: one decoded packet to one record of text.
 *
 * In: a struct tl_packet, what tracking says of it, the user's style. Out:
 * number, time stamp, body, hex dump and newline, byte for byte as tcpdump
 * prints them. Changes nothing but its own caches.
 */
#ifndef TCPLINE_RENDER_LINE_H
#define TCPLINE_RENDER_LINE_H

#include <stdbool.h>

#include "err.h"
#include "tcpline/record.h"
#include "text.h"

struct names;

enum line_dump {
    LINE_DUMP_NONE,
    LINE_DUMP_HEX,       /* -x */
    LINE_DUMP_HEX_ASCII, /* -X */
    LINE_DUMP_ASCII,     /* -A */
};

enum line_time {
    LINE_TIME_CLOCK,       /* local time of day */
    LINE_TIME_NONE,        /* -t */
    LINE_TIME_EPOCH,       /* -tt: seconds since 1970 */
    LINE_TIME_SINCE_LAST,  /* -ttt */
    LINE_TIME_DATE,        /* -tttt: local date and time */
    LINE_TIME_SINCE_FIRST, /* -ttttt */
    LINE_TIME_ISO8601,     /* with the zone's distance from UTC */
};

/* --tree */
/* In the order of the option's. */
enum line_tree {
    LINE_NO_TREE,
    LINE_TREE_FIELDS,
    LINE_TREE_NAMES, /* Wireshark's filter names */
    LINE_TREE_BOXES, /* the picture of a TCP header */
};

/* Where the packets come from. */
enum line_source {
    LINE_SOURCE_LIVE,
    LINE_SOURCE_FILE,
    LINE_SOURCE_TEXT, /* --read-text */
};

/* --explain */
enum line_explain {
    LINE_EXPLAIN_NOTHING,
    LINE_EXPLAIN_FIRST, /* what something means, the first time only */
    LINE_EXPLAIN_ALL,
};

struct line_style {
    unsigned verbose;  /* how many -v */
    unsigned quiet;    /* how many -q */
    bool no_names;     /* -n */
    bool link_header;  /* -e */
    bool absolute;     /* -S */
    bool no_checksums; /* -K */
    bool number;       /* -# */
    bool nanoseconds;  /* stamps show nine digits */
    bool as_dot;       /* -b */
    bool raw_handles;  /* -u */
    bool analysis;     /* --analyze: a judged segment gets a suffix */
    bool color;        /* --color, as the terminal or the user has it */
    bool ladder_utf8;  /* --ladder: arrows of box drawing */
    bool diagnosis;    /* --diagnose: and an odd one this, behind it */
    bool lists;        /* --conversations: a table of connections */
    enum line_explain explain;
    enum line_source explain_source;
    unsigned columns; /* that the user wants; 0: as the terminal has */
    unsigned width;   /* of the terminal; 0 where there is none */
    enum line_tree tree;
    enum line_time time;
    enum line_dump dump;
    bool dump_link;         /* -xx -XX -AA: dumps start at the link header */
    const char *md5_secret; /* -M, NULL without */
};

struct line;

/*
 * `style` is copied, `names` borrowed (NULL: everything numeric). NULL when
 * there is no memory. Free with line_free().
 */
struct line *line_new(const struct line_style *style, struct names *names);
void line_free(struct line *line);

/*
 * Appends one whole record, newline included. The words of the analysis, if
 * the style has them, stand behind the last word and before any dump: whoever
 * takes them away has tcpdump's text again.
 */
void line_record(struct line *line, const struct record *rec, struct text *out);

/*
 * Appends what the line has behind "length N" of a TCP segment, and of any
 * other packet what it has of the innermost layer.
 */
void line_info(struct line *line, const struct tl_packet *pkt,
               struct text *out);

#endif
