/*
 * option_table.h - one row an option: the single description that parsing,
 * usage, help and completions are made from.
 */
#ifndef TCPLINE_CLI_OPTION_TABLE_H
#define TCPLINE_CLI_OPTION_TABLE_H

#include <stddef.h>

#include "options.h"

enum option_how {
    OPTION_FLAG,    /* sets a bool */
    OPTION_TALLY,   /* counts up an unsigned */
    OPTION_WORD,    /* keeps the argument as it is */
    OPTION_VALUE,   /* hands the argument to `read` */
    OPTION_CHOICE,  /* the same, but it may be left out: then NULL */
    OPTION_HELP,    /* -h */
    OPTION_VERSION, /* --version */
    OPTION_FP_TYPE, /* --fp-type */
};

/* What the argument of an option is, for the completions. */
enum option_arg {
    OPTION_ARG_NONE,
    OPTION_ARG_TEXT,
    OPTION_ARG_FILE,
    OPTION_ARG_CAPTURE, /* a file, savefiles first */
    OPTION_ARG_INTERFACE,
    OPTION_ARG_USER,
    OPTION_ARG_COMMAND,
};

typedef bool option_reader(struct options *o, const char *arg, struct err *e);

struct option_row {
    char letter;      /* 0: long name only */
    const char *name; /* NULL: letter only */
    enum option_arg arg;
    const char *arg_name; /* how the usage calls the argument */
    enum option_how how;
    size_t field;        /* of struct options, for FLAG, TALLY and WORD */
    option_reader *read; /* for VALUE */
    const char *help;
};

enum { OPTION_MAX_ROWS = 96 }; /* the parser's tables have this room */

extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* Readers of values, in option_values.c; they say what is wrong as tcpdump. */
option_reader option_buffer_size, option_count, option_file_size,
    option_seconds, option_files, option_snaplen, option_tstamp_type,
    option_link_type, option_direction, option_sandbox, option_connections,
    option_packet_type, option_precision, option_micro, option_module,
    option_only, option_unpack_memory, option_color, option_ladder, option_tree,
    option_explain, option_stream, option_read, option_interface;

/* Amounts and expectations, in option_amounts.c. */
option_reader option_duration, option_expect, option_fail_on, option_on,
    option_record_after, option_record_before, option_sample, option_skip,
    option_split, option_time;

/* The words two of them know, by number; NULL behind the last. */
const char *option_type_word(size_t i);
const char *option_time_word(size_t i);

#endif
