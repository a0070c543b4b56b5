/*
 * options.c - argv into struct options, by getopt_long(3) and the table.
 */
#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "option_table.h"

enum { ROW_KEY = 0x100 }; /* getopt's value for row n without letter: + n */

/* The table in the two forms getopt_long wants. */
struct getopt_form {
    char letters[2 * OPTION_MAX_ROWS + 1];
    struct option names[OPTION_MAX_ROWS + 1];
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

static void build_form(struct getopt_form *form)
{
    char *letter = form->letters;
    struct option *name = form->names;

    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        const bool arg = row->arg_name != NULL;

        if (row->letter != 0) {
            *letter++ = row->letter;
            if (arg)
                *letter++ = ':';
        }
        if (row->name != NULL)
            *name++ = (struct option){row->name, arg_of(row), NULL, row_key(i)};
    }
    *letter = '\0';
    *name = (struct option){0};
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
    return row->how == OPTION_VERSION ? OPTIONS_VERSION : OPTIONS_RUN;
}

/* Options that exclude each other; -D takes precedence over all complaints. */
static bool check_together(const struct options *o, struct err *e)
{
    const bool reading = o->read_file != NULL || o->read_list != NULL;

    if (o->list_interfaces)
        return true;
    if (o->time_letters > 5)
        return err_set(e, "only -t, -tt, -ttt, -tttt and -ttttt are supported");
    if (o->local_names_only && reading)
        return err_set(e, "-f can not be used with -V or -r");
    if (o->read_file != NULL && o->read_list != NULL)
        return err_set(e, "-V and -r are mutually exclusive.");
    if (o->json && o->ladder != OPTIONS_NO_LADDER)
        return err_set(e, "--json and --ladder cannot be combined");
    if (o->ladder != OPTIONS_NO_LADDER &&
        o->dump_hex + o->dump_hex_ascii + o->dump_ascii > 0)
        return err_set(e, "--ladder shows no bytes: leave out -x, -X and -A");
    return true;
}

enum options_wish options_parse(struct options *o, int argc, char **argv,
                                struct err *e)
{
    struct getopt_form form;
    int key;

    *o = (struct options){
        .snaplen = OPTIONS_SNAPLEN,
        .unpack_mib = OPTIONS_UNPACK_MIB,
        .tstamp_type = OPTIONS_UNSET,
        .link_type = OPTIONS_UNSET,
        .direction = OPTIONS_UNSET,
    };
    build_form(&form);
    optind = 0; /* so that a test may parse twice */
    while ((key = getopt_long(argc, argv, form.letters, form.names, NULL)) !=
           -1) {
        const struct option_row *row = find_row(key);
        const enum options_wish wish = wish_of(row);

        if (wish != OPTIONS_RUN)
            return wish;
        if (!apply(row, o, optarg, e))
            return OPTIONS_ERROR;
    }
    o->words = argv + optind;
    return check_together(o, e) ? OPTIONS_RUN : OPTIONS_ERROR;
}
