/*
 * usage.c - version, synopsis and help, made from the option table.
 */
#include "usage.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <string.h>

#include "count.h"
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
void usage_fp_type(FILE *f)
{
    static const float asked = 9877.895F;

    (void)fprintf(f, "%.3f\n", (double)asked);
}

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

/*
 * The groups of the help: long names where there are any, else letters. What
 * stands in none comes last.
 */
static const struct group {
    const char *title;
    const char *const options[24];
} groups[] = {
    {"What happened, which tcpdump does not tell",
     {"analyze", "diagnose", "explain", "ladder", "tree", "conversations",
      "json", "canonical", "diff", "only", "stream", "color"}},
    {"Where packets come from",
     {"r", "V", "read-text", "interface", "list-interfaces",
      "no-promiscuous-mode", "monitor-mode", "direction", "snapshot-length",
      "buffer-size", "immediate-mode", "linktype", "list-data-link-types",
      "time-stamp-type", "list-time-stamp-types", "relinquish-privileges",
      "sandbox"}},
    {"Which packets, and how many",
     {"c", "duration", "skip", "sample", "F", "d", "no-optimize"}},
    {"Where they go",
     {"w", "print", "count", "C", "G", "W", "z", "split", "on", "record-before",
      "record-after", "record-all", "l", "packet-buffered"}},
    {"How they look",
     {"n",
      "N",
      "f",
      "e",
      "v",
      "q",
      "absolute-tcp-sequence-numbers",
      "t",
      "time",
      "utc",
      "micro",
      "nano",
      "time-stamp-precision",
      "number",
      "x",
      "X",
      "A",
      "T",
      "b",
      "u",
      "dont-verify-checksums",
      "M",
      "E",
      "H"}},
    {"What is expected of them", {"expect", "fail-on", "junit"}},
    {"About", {"help", "version"}},
};

static bool is_called(const struct option_row *row, const char *option)
{
    if (option[1] == '\0')
        return row->letter == option[0];
    return row->name != NULL && strcmp(row->name, option) == 0;
}

static bool is_in(const struct option_row *row, const struct group *group)
{
    for (size_t i = 0; i < COUNT_OF(group->options); i++)
        if (group->options[i] != NULL && is_called(row, group->options[i]))
            return true;
    return false;
}

/* The text from `column` on, words wrapped to where it began. */
static void put_help(FILE *f, const char *text)
{
    int column = HELP_COLUMN;

    while (*text != '\0') {
        const int n = (int)strcspn(text, " ");

        if (column > HELP_COLUMN && column + 1 + n > WIDTH) {
            (void)fprintf(f, "\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        }
        column +=
            fprintf(f, "%s%.*s", column > HELP_COLUMN ? " " : "", n, text);
        text += n + (text[n] == ' ');
    }
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
    (void)fprintf(f, "%*s", HELP_COLUMN - column, "");
    put_help(f, row->help);
}

static void help_group(FILE *f, const struct group *group)
{
    (void)fprintf(f, "\n%s:\n", group->title);
    for (size_t i = 0; i < COUNT_OF(group->options); i++)
        for (size_t j = 0; j < option_row_count && group->options[i] != NULL;
             j++)
            if (is_called(&option_rows[j], group->options[i]))
                help_row(f, &option_rows[j]);
}

/* What no group has: at least what is there for the sake of old scripts. */
static void help_rest(FILE *f)
{
    (void)fputs("\nMore:\n", f);
    for (size_t i = 0; i < option_row_count; i++) {
        size_t j = 0;

        while (j < COUNT_OF(groups) && !is_in(&option_rows[i], &groups[j]))
            j++;
        if (j == COUNT_OF(groups))
            help_row(f, &option_rows[i]);
    }
}

static const char examples[] =
    "\nExamples:\n"
    "  tcpline -n -i eth0 tcp port 443\n"
    "  tcpline -nv --analyze --only trouble -r trace.pcap.gz\n"
    "  tcpline -n --ladder --stream 0 -r trace.pcap\n"
    "  tcpline -n --conversations --count -r trace.pcap\n"
    "  xclip -o | tcpline --read-text - --ladder\n"
    "\nManual: man tcpline. How a filter is written: man 7 pcap-filter.\n";

/* An alias called tcpdump begins as that does: scripts read it. */
void usage_help(FILE *f)
{
    usage_version(f);
    if (strcmp(program_invocation_short_name, "tcpdump") == 0)
        usage_synopsis(f);
    else
        (void)fprintf(f, "Usage: %s [option ...] [filter]\n",
                      program_invocation_short_name);
    for (size_t i = 0; i < COUNT_OF(groups); i++)
        help_group(f, &groups[i]);
    help_rest(f);
    (void)fputs(examples, f);
}
