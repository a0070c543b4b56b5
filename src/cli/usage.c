/*
 * usage.c - version, synopsis and help, made from the option table.
 */
#include "usage.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <string.h>

#include "option_table.h"

enum {
    WIDTH = 79,
    TAB = 8,
    HELP_COLUMN = 34, /* where the description of an option begins */
};

/*
 * Scripts ask an alias which tcpdump it is, and want one of at least so and so:
 * the first line answers with the version whose lines are printed.
 */
void usage_version(FILE *f)
{
    if (strcmp(program_invocation_short_name, "tcpdump") == 0)
        (void)fputs("tcpdump version 4.99.3\n", f);
    (void)fprintf(f, "tcpline version %s\n%s\n", TCPLINE_VERSION,
                  pcap_lib_version());
}

/* Puts a word on the line, or on a new one, and says where the line ends. */
static int put_wrapped(FILE *f, int column, const char *word)
{
    const int length = (int)strlen(word) + 1;

    if (column + length > WIDTH) {
        (void)fprintf(f, "\n\t\t%s", word);
        return 2 * TAB + length - 1;
    }
    (void)fprintf(f, " %s", word);
    return column + length;
}

/* Has a letter of its own in the group of letters that begins the synopsis. */
static bool is_lone_letter(const struct option_row *row)
{
    return row->letter != 0 && row->arg_name == NULL;
}

/* One that may be left out stands behind an equals sign of its own. */
static const char *before_argument(const struct option_row *row)
{
    return row->how == OPTION_CHOICE ? "" : " ";
}

static void row_synopsis(const struct option_row *row, char *word, size_t size)
{
    if (row->letter != 0)
        (void)snprintf(word, size, "[ -%c %s ]", row->letter, row->arg_name);
    else if (row->arg_name != NULL)
        (void)snprintf(word, size, "[ --%s%s%s ]", row->name,
                       before_argument(row), row->arg_name);
    else
        (void)snprintf(word, size, "[ --%s ]", row->name);
}

void usage_synopsis(FILE *f)
{
    char letters[OPTION_MAX_ROWS + 4] = "[-";
    char *at = letters + 2;
    int column = fprintf(f, "Usage: %s", program_invocation_short_name);

    for (size_t i = 0; i < option_row_count; i++) {
        if (is_lone_letter(&option_rows[i]))
            *at++ = option_rows[i].letter;
    }
    *at = ']';
    column = put_wrapped(f, column, letters);
    for (size_t i = 0; i < option_row_count; i++) {
        char word[64];

        if (is_lone_letter(&option_rows[i]))
            continue;
        row_synopsis(&option_rows[i], word, sizeof(word));
        column = put_wrapped(f, column, word);
    }
    (void)put_wrapped(f, column, "[ expression ]");
    (void)fputc('\n', f);
}

/* "  -r file" or "  -s, --snapshot-length snaplen", padded. */
static void help_row(FILE *f, const struct option_row *row)
{
    int column = fprintf(f, row->letter != 0 ? "  -%c" : "    ", row->letter);

    if (row->name != NULL)
        column +=
            fprintf(f, "%s--%s", row->letter != 0 ? ", " : "  ", row->name);
    if (row->arg_name != NULL)
        column += fprintf(f, "%s%s", before_argument(row), row->arg_name);
    if (column > HELP_COLUMN - 2)
        column = fprintf(f, "\n") - 1;
    (void)fprintf(f, "%*s%s\n", HELP_COLUMN - column, "", row->help);
}

void usage_help(FILE *f)
{
    usage_version(f);
    usage_synopsis(f);
    (void)fputc('\n', f);
    for (size_t i = 0; i < option_row_count; i++)
        help_row(f, &option_rows[i]);
}
