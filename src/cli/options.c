/*
 * options.c - argv into struct options, by getopt_long(3) and the table.
 */
#include "options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "option_table.h"
#include "option_words.h"

enum { ROW_KEY = 0x100 }; /* getopt's value for row n without letter: + n */

/*
 * The table in the forms getopt_long wants. Long names are apart: an
 * abbreviation that means something to tcpdump must not become ambiguous by a
 * name of ours.
 */
struct getopt_form {
    char letters[2 * OPTION_MAX_ROWS + 1];
    struct option names[OPTION_MAX_ROWS + 1]; /* tcpdump's */
    struct option own[OPTION_MAX_ROWS + 1];
};

static int row_key(size_t i)
{
    const char letter = option_rows[i].letter;
    return letter != 0 ? letter : ROW_KEY + (int)i;
}

static int arg_of(const struct option_row *row)
{
    if (row->how == OPTION_CHOICE)
        return optional_argument;
    return row->arg_name != NULL ? required_argument : no_argument;
}

/* tcpdump's options are those with a letter, and a few without. */
static bool is_tcpdumps(const struct option_row *row)
{
    static const char *const names[] = {
        "count", "fp-type", "immediate-mode",       "micro",
        "nano",  "print",   "time-stamp-precision", "version",
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (row->name != NULL && strcmp(row->name, names[i]) == 0)
            return true;
    return row->letter != 0;
}

static void build_form(struct getopt_form *form)
{
    char *letter = form->letters;
    struct option *name = form->names, *own = form->own;

    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        const bool arg = row->arg_name != NULL;

        if (row->letter != 0) {
            *letter++ = row->letter;
            if (arg)
                *letter++ = ':';
        }
        if (row->name != NULL)
            *(is_tcpdumps(row) ? name++ : own++) =
                (struct option){row->name, arg_of(row), NULL, row_key(i)};
    }
    *letter = '\0';
    *name = *own = (struct option){0};
}

/* How many of the names `word` abbreviates; one, if it is one of them. */
static unsigned abbreviated(const char *word, const struct option *names)
{
    const size_t n = strcspn(word, "=");
    unsigned count = 0;

    for (; names->name != NULL; names++) {
        if (strncmp(word, names->name, n) != 0)
            continue;
        if (names->name[n] == '\0')
            return 1;
        count++;
    }
    return count;
}

static bool is_name(const char *word, const struct option *names)
{
    const size_t n = strcspn(word, "=");

    while (names->name != NULL &&
           (strncmp(word, names->name, n) != 0 || names->name[n] != '\0'))
        names++;
    return names->name != NULL;
}

/*
 * Ours is what means nothing to tcpdump; and the whole name of ours, where
 * tcpdump could only say that it is ambiguous.
 */
static bool is_ours(const struct getopt_form *form, const char *word)
{
    const unsigned theirs = abbreviated(word, form->names);

    return theirs == 0 ? abbreviated(word, form->own) > 0
                       : theirs > 1 && is_name(word, form->own);
}

/*
 * Where getopt_long is to look the next long name up: with ours only if that
 * is none of tcpdump's. It passes over words that are no options.
 */
static const struct option *names_for_next(const struct getopt_form *form,
                                           char *const *argv)
{
    char *const *word = argv + (optind == 0 ? 1 : optind);

    while (*word != NULL && ((*word)[0] != '-' || (*word)[1] == '\0'))
        word++;
    return *word != NULL && strncmp(*word, "--", 2) == 0 &&
                   is_ours(form, *word + 2)
               ? form->own
               : form->names;
}

static int next_option(const struct getopt_form *form, int argc, char **argv)
{
    return getopt_long(argc, argv, form->letters, names_for_next(form, argv),
                       NULL);
}

static const struct option_row *find_row(int key)
{
    for (size_t i = 0; i < option_row_count; i++) {
        if (row_key(i) == key)
            return &option_rows[i];
    }
    return NULL; /* getopt's '?' */
}

static bool apply(const struct option_row *row, struct options *o,
                  const char *arg, struct err *e)
{
    void *field = (char *)o + row->field;

    switch (row->how) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_TALLY:
        ++*(unsigned *)field;
        return true;
    case OPTION_WORD:
        *(const char **)field = arg;
        return true;
    case OPTION_VALUE:
    case OPTION_CHOICE:
        return row->read(o, arg, e);
    case OPTION_HELP:
    case OPTION_VERSION:
    case OPTION_FP_TYPE:
        break;
    }
    return true;
}

static enum options_wish wish_of(const struct option_row *row)
{
    if (row == NULL)
        return OPTIONS_MISUSE;
    if (row->how == OPTION_HELP)
        return OPTIONS_HELP;
    if (row->how == OPTION_FP_TYPE)
        return OPTIONS_FP_TYPE;
    return row->how == OPTION_VERSION ? OPTIONS_VERSION : OPTIONS_RUN;
}

/* The parts of --split are numbered, and are not rotated besides. */
static bool check_split(const struct options *o, struct err *e)
{
    if (o->split == 0)
        return true;
    if (o->write_file == NULL)
        return err_set(e, "--split wants -w with a name for its parts, as in "
                          "-w part-%%d.pcap");
    if (o->rotate_bytes > 0 || o->rotate_seconds > 0)
        return err_set(e, "--split cannot be combined with -C and -G");
    const char *percent = strchr(o->write_file, '%');
    const char *rest = percent != NULL ? percent + 1 : "";
    if (rest[0] == '0' && rest[1] >= '1' && rest[1] <= '9')
        rest += 2;
    if (*rest != 'd' || strchr(rest, '%') != NULL)
        return err_set(e, "%s: --split wants one %%d in the name of its parts",
                       o->write_file);
    return true;
}

/* The flight recorder makes files of its own kind. */
static bool check_recorder(const struct options *o, struct err *e)
{
    const bool wanted = o->record_before > 0 || o->record_memory > 0 ||
                        o->record_after > 0 || o->record_all;

    if (!o->records)
        return !wanted ||
               err_set(e, "--record-before, --record-after and --record-all "
                          "want --on with what to wait for");
    if (o->write_file == NULL || strstr(o->write_file, "%c") == NULL)
        return err_set(e, "--on wants -w with a %%c where the connection's "
                          "ends go, as in -w trouble-%%c.pcap");
    if (o->split > 0 || o->rotate_seconds > 0)
        return err_set(e, "--on cannot be combined with --split and -G");
    return true;
}

/* As diff(1), which exits with 2 when it cannot compare. */
static bool check_diff(const struct options *o, struct err *e)
{
    enum { EXIT_NOT_COMPARED = 2 };
    const bool other = o->read_file != NULL || o->read_list != NULL ||
                       o->read_text != NULL || o->interface != NULL ||
                       o->write_file != NULL || o->expects.count > 0;

    if (o->diff_from == NULL || (o->diff_to != NULL && !other))
        return true;
    if (other)
        (void)err_set(e, "--diff reads its two captures: leave out -r, -V, "
                         "--read-text, -i, -w and --expect");
    else
        (void)err_set(e, "--diff wants two captures: --diff A B");
    e->exit_code = EXIT_NOT_COMPARED;
    return false;
}

static bool check_canonical(const struct options *o, struct err *e)
{
    const bool wanted = o->canonical || o->diff_from != NULL;
    const bool other = o->json || o->ladder != OPTIONS_NO_LADDER ||
                       o->tree != OPTIONS_NO_TREE ||
                       o->explain != OPTIONS_NO_EXPLAIN || o->conversations ||
                       o->dump_hex + o->dump_hex_ascii + o->dump_ascii > 0;

    return !wanted || !other ||
           err_set(e, "--canonical is a form of its own: leave out --json, "
                      "--ladder, --tree, --explain, --conversations, -x, -X "
                      "and -A");
}

static bool reads_stdin_twice(const struct options *o)
{
    unsigned count = 0;

    for (unsigned i = 0; i < o->read_count; i++)
        count += strcmp(o->read_files[i], "-") == 0;
    return count > 1;
}

/* Options that exclude each other; -D takes precedence over all complaints. */
static bool check_together(const struct options *o, struct err *e)
{
    const bool reading =
        o->read_file != NULL || o->read_list != NULL || o->read_text != NULL;

    if (o->list_interfaces)
        return true;
    if (o->time_letters > 5)
        return err_set(e, "only -t, -tt, -ttt, -tttt and -ttttt are supported");
    if (o->local_names_only && reading)
        return err_set(e, o->read_text != NULL
                              ? "-f can not be used with --read-text"
                              : "-f can not be used with -V or -r");
    if (o->read_file != NULL && o->read_list != NULL)
        return err_set(e, "-V and -r are mutually exclusive.");
    if (o->local_names_only && o->interface_count > 1)
        return err_set(e, "-f can not be used with several -i");
    if (reads_stdin_twice(o))
        return err_set(e, "-r - was given twice: there is one standard input");
    if (o->read_text != NULL &&
        (o->read_file != NULL || o->read_list != NULL || o->interface != NULL))
        return err_set(e, "--read-text and -r, -V or -i: packets come from "
                          "one place");
    if (!check_diff(o, e) || !check_canonical(o, e) || !check_split(o, e) ||
        !check_recorder(o, e))
        return false;
    if (o->conversations && o->write_file != NULL &&
        strcmp(o->write_file, "-") == 0)
        return err_set(e, "--conversations and -w - both write to standard "
                          "output");
    if (o->junit_file != NULL && o->expects.count == 0)
        return err_set(e, "--junit without --expect or --fail-on");
    if (o->json && o->ladder != OPTIONS_NO_LADDER)
        return err_set(e, "--json and --ladder cannot be combined");
    if (o->tree != OPTIONS_NO_TREE && o->json)
        return err_set(e, "--tree and --json cannot be combined");
    if (o->tree != OPTIONS_NO_TREE && o->ladder != OPTIONS_NO_LADDER)
        return err_set(e, "--tree and --ladder cannot be combined");
    if (o->ladder != OPTIONS_NO_LADDER &&
        o->dump_hex + o->dump_hex_ascii + o->dump_ascii > 0)
        return err_set(e, "--ladder shows no bytes: leave out -x, -X and -A");
    return true;
}

/* How many words stand behind the first "--". */
static int words_behind_dashes(int argc, char *const *argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--") == 0)
            return argc - i - 1;
    return 0;
}

/*
 * What stands behind "--" is the filter's, as with tcpdump; unless something
 * is expected of a live capture: then it is a command to capture around. By
 * now getopt_long has moved the words before it there, and "--" before them.
 */
static void split_command(struct options *o, int argc, char **argv, int behind)
{
    const bool live =
        o->read_file == NULL && o->read_list == NULL && o->read_text == NULL;

    if (o->expects.count == 0 || !live || behind == 0 || optind < 2 ||
        strcmp(argv[optind - 1], "--") != 0)
        return;
    o->command = argv + argc - behind;
    o->words = argv + optind - 1;
    memmove(o->words, o->words + 1,
            (size_t)(o->command - o->words - 1) * sizeof(*o->words));
    o->command[-1] = NULL;
}

enum options_wish options_parse(struct options *o, int argc, char **argv,
                                struct err *e)
{
    const int behind = words_behind_dashes(argc, argv);
    struct getopt_form form;
    int key;

    memset(o, 0, offsetof(struct options, read_files));
    o->snaplen = OPTIONS_SNAPLEN;
    o->unpack_mib = OPTIONS_UNPACK_MIB;
    o->tstamp_type = OPTIONS_UNSET;
    o->link_type = OPTIONS_UNSET;
    o->direction = OPTIONS_UNSET;
    build_form(&form);
    optind = 0; /* so that a test may parse twice */
    while ((key = next_option(&form, argc, argv)) != -1) {
        const struct option_row *row = find_row(key);
        const enum options_wish wish = wish_of(row);

        if (wish == OPTIONS_MISUSE)
            option_hint_name(argv[optind - 1], e);
        if (wish != OPTIONS_RUN)
            return wish;
        if (!apply(row, o, optarg, e)) {
            option_hint_word(row, optarg, e);
            return OPTIONS_ERROR;
        }
    }
    o->words = argv + optind;
    split_command(o, argc, argv, behind);
    if (o->diff_from != NULL && o->words[0] != NULL)
        o->diff_to = *o->words++;
    return check_together(o, e) ? OPTIONS_RUN : OPTIONS_ERROR;
}
