/*
 * test_options.c - the command line: values, complaints and the usage text.
 */
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "option_table.h"
#include "options.h"
#include "unit_main.h"
#include "usage.h"

static struct options o;
static struct err e;

enum { MAX_ARGS = 24 };

/* Parses words separated by blanks; "''" stands for an empty word. */
static enum options_wish parse(const char *line)
{
    static char copy[256];
    static char name[] = "tcpdump";
    static char empty[] = "";
    static char *argv[MAX_ARGS + 1];
    int argc = 0;

    ck_assert_uint_lt(strlen(line), sizeof(copy));
    strcpy(copy, line);
    argv[argc++] = name;
    for (char *w = strtok(copy, " "); w != NULL; w = strtok(NULL, " ")) {
        ck_assert_int_lt(argc, MAX_ARGS);
        argv[argc++] = strcmp(w, "''") == 0 ? empty : w;
    }
    argv[argc] = NULL;
    e = (struct err){0};
    return options_parse(&o, argc, argv, &e);
}

static const struct {
    const char *line, *complaint;
} complaints[] = {
    {"-c 0", "invalid packet count 0"},
    {"-c 0x10", "invalid packet count 0x10"},
    {"-c 2147483648", "invalid packet count 2147483648"},
    {"-s -1", "invalid snaplen -1 (must be >= 0 and <= 262144)"},
    {"-s abc", "invalid snaplen abc (must be >= 0 and <= 262144)"},
    {"-s 262145", "invalid snaplen 262145 (must be >= 0 and <= 262144)"},
    {"-s ''", "invalid snaplen  (must be >= 0 and <= 262144)"},
    {"-B 0", "invalid packet buffer size 0"},
    {"-B 2097152", "invalid packet buffer size 2097152"},
    {"-C 1k", "invalid file size 1k"},
    {"-C 0", "invalid file size 0"},
    {"-C 99999999999999999999999", "invalid file size 99999999999999999999999"},
    {"-C 9223372036855", "file size 9223372036855 is too large"},
    {"-G -1", "invalid number of seconds -1"},
    {"-W 0", "invalid number of output files 0"},
    {"-y FOO", "invalid data link type FOO"},
    {"-y DLT_EN10MB", "invalid data link type DLT_EN10MB"},
    {"-T foo", "unknown packet type `foo'"},
    {"-Q foo", "unknown capture direction `foo'"},
    {"-j foo", "invalid time stamp type foo"},
    {"--time-stamp-precision mi", "unsupported time stamp precision"},
    {"-ttt -ttt", "only -t, -tt, -ttt, -tttt and -ttttt are supported"},
    {"-f -r x", "-f can not be used with -V or -r"},
    {"-V x -f", "-f can not be used with -V or -r"},
    {"-r x -V y", "-V and -r are mutually exclusive."},
    {"-tttttt -f -r x", "only -t, -tt, -ttt, -tttt and -ttttt are supported"},
    {"-k -c 0", NULL},
    {"-c 0 -k", "invalid packet count 0"},
    {"tcp -c 0", "invalid packet count 0"},
};

START_TEST(complaint)
{
    const char *want = complaints[_i].complaint;

    ck_assert_int_eq(parse(complaints[_i].line),
                     want == NULL ? OPTIONS_MISUSE : OPTIONS_ERROR);
    ck_assert_str_eq(e.text, want == NULL ? "" : want);
}
END_TEST

START_TEST(values)
{
    ck_assert_int_eq(parse("-c 2x -s 0x10 -C 3 -G 5 -W 2 -B 4 -y raw -T VXLAN"
                           " -Q Out"),
                     OPTIONS_RUN);
    ck_assert_int_eq(o.count, 2);
    ck_assert_int_eq(o.snaplen, 16);
    ck_assert_int_eq(o.rotate_bytes, 3000000);
    ck_assert_int_eq(o.rotate_seconds, 5);
    ck_assert_int_eq(o.rotate_files, 2);
    ck_assert_int_eq(o.buffer_bytes, 4096);
    ck_assert_int_eq(o.link_type, DLT_RAW);
    ck_assert_int_eq(o.packet_type, TL_TYPE_VXLAN);
    ck_assert_int_eq(o.direction, PCAP_D_OUT);
}
END_TEST

START_TEST(defaults)
{
    ck_assert_int_eq(parse("''"), OPTIONS_RUN);
    ck_assert_int_eq(o.snaplen, 262144);
    ck_assert_int_eq(o.link_type, OPTIONS_UNSET);
    ck_assert_int_eq(o.tstamp_type, OPTIONS_UNSET);
    ck_assert_int_eq(o.direction, OPTIONS_UNSET);
    ck_assert_ptr_null(o.read_file);
}
END_TEST

START_TEST(repeated_letters)
{
    ck_assert_int_eq(parse("-ttvvvnn -ttXX -xA -q#"), OPTIONS_RUN);
    ck_assert_uint_eq(o.time_letters, 4);
    ck_assert_uint_eq(o.verbose, 3);
    ck_assert(o.no_names);
    ck_assert_uint_eq(o.dump_hex_ascii, 2);
    ck_assert_uint_eq(o.dump_hex, 1);
    ck_assert_uint_eq(o.dump_ascii, 1);
    ck_assert_uint_eq(o.quiet, 1);
    ck_assert(o.number);
}
END_TEST

/* tcpdump 4.99.3's long options, those that take an argument first. */
static const char *const long_names[] = {
    "buffer-size",
    "direction",
    "interface",
    "linktype",
    "relinquish-privileges",
    "snapshot-length",
    "time-stamp-precision",
    "time-stamp-type",
    "absolute-tcp-sequence-numbers",
    "count",
    "dont-verify-checksums",
    "help",
    "immediate-mode",
    "list-data-link-types",
    "list-interfaces",
    "list-time-stamp-types",
    "micro",
    "monitor-mode",
    "nano",
    "no-optimize",
    "no-promiscuous-mode",
    "number",
    "packet-buffered",
    "print",
    "version",
};
enum { LAST_WITH_ARGUMENT = 7 };

static unsigned names_begun_by(const char *word)
{
    unsigned n = 0;

    for (size_t i = 0; i < COUNT_OF(long_names); i++)
        n += strncmp(long_names[i], word, strlen(word)) == 0;
    return n;
}

static bool is_known_name(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(long_names); i++)
        if (strcmp(long_names[i], word) == 0)
            return true;
    return false;
}

/* No name of ours makes an abbreviation of tcpdump's mean something else. */
START_TEST(abbreviations_are_tcpdumps_first)
{
    static const char *const arguments[] = {"1",   "in", "lo",   "raw",
                                            "him", "60", "nano", "host"};
    const char *name = long_names[_i];
    const char *value = _i <= LAST_WITH_ARGUMENT ? arguments[_i] : "";

    for (size_t n = 1; n <= strlen(name); n++) {
        char word[64], line[80];
        (void)snprintf(word, sizeof(word), "%.*s", (int)n, name);
        (void)snprintf(line, sizeof(line), "x --%s %s", word, value);
        const enum options_wish got = parse(line);
        /* A whole name of ours, where tcpdump's would be ambiguous. */
        if (strcmp(word, "time") == 0)
            continue;
        const bool meant = names_begun_by(word) == 1 || is_known_name(word);
        ck_assert_msg((got != OPTIONS_MISUSE) == meant, "%s", line);
    }
}
END_TEST

START_TEST(own_names_may_be_abbreviated_too)
{
    ck_assert_int_eq(parse("--conv --co -r --json x --js --sand off"),
                     OPTIONS_RUN);
    ck_assert(o.conversations && o.count_only && o.json && o.sandbox_off);
    ck_assert_str_eq(o.read_file, "--json");
    ck_assert_str_eq(o.words[0], "x");
    ck_assert_int_eq(parse("-- --json"), OPTIONS_RUN);
    ck_assert(!o.json);
}
END_TEST

START_TEST(command_behind_dashes)
{
    ck_assert_int_eq(parse("--fail-on rst tcp port 80 -- make -k"),
                     OPTIONS_RUN);
    ck_assert_str_eq(o.words[0], "tcp");
    ck_assert_str_eq(o.words[2], "80");
    ck_assert_ptr_null(o.words[3]);
    ck_assert_str_eq(o.command[0], "make");
    ck_assert_str_eq(o.command[1], "-k");
    ck_assert_ptr_null(o.command[2]);
    ck_assert_int_eq(parse("tcp port 80 -- or port 81"), OPTIONS_RUN);
    ck_assert_str_eq(o.words[3], "or");
    ck_assert_ptr_null(o.command);
    ck_assert_int_eq(parse("--fail-on rst -r x -- tcp"), OPTIONS_RUN);
    ck_assert_str_eq(o.words[0], "tcp");
    ck_assert_ptr_null(o.command);
    ck_assert_int_eq(parse("--fail-on rst -- tcp --"), OPTIONS_RUN);
    ck_assert_str_eq(o.command[1], "--");
}
END_TEST

START_TEST(last_precision_wins)
{
    ck_assert_int_eq(parse("--nano --micro"), OPTIONS_RUN);
    ck_assert(!o.nanoseconds);
    ck_assert_int_eq(parse("--micro --time-stamp-precision=nanofoo"),
                     OPTIONS_RUN);
    ck_assert(o.nanoseconds);
}
END_TEST

START_TEST(filter_words_in_order)
{
    ck_assert_int_eq(parse("tcp -n port -r - 80"), OPTIONS_RUN);
    ck_assert_str_eq(o.words[0], "tcp");
    ck_assert_str_eq(o.words[1], "port");
    ck_assert_str_eq(o.words[2], "80");
    ck_assert_ptr_null(o.words[3]);
    ck_assert_str_eq(o.read_file, "-");
}
END_TEST

START_TEST(wishes)
{
    ck_assert_int_eq(parse("-h -k"), OPTIONS_HELP);
    ck_assert_int_eq(parse("--version --help"), OPTIONS_VERSION);
    ck_assert_int_eq(parse("-D -tttttt -f -r x"), OPTIONS_RUN);
    ck_assert(o.list_interfaces);
}
END_TEST

/* No name, letter or field twice; every option explained. */
START_TEST(table_is_sound)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *a = &option_rows[i];

        ck_assert(a->letter != 0 || a->name != NULL);
        ck_assert_ptr_nonnull(a->help);
        ck_assert((a->arg_name == NULL) == (a->arg == OPTION_ARG_NONE) ||
                  a->how == OPTION_CHOICE);
        for (size_t j = 0; j < i; j++) {
            const struct option_row *b = &option_rows[j];

            ck_assert(a->letter == 0 || a->letter != b->letter);
            ck_assert(a->name == NULL || b->name == NULL ||
                      strcmp(a->name, b->name) != 0);
        }
    }
}
END_TEST

/* Word by word, however many blanks and newlines lie between. */
static bool stands_in(const char *text, const char *words)
{
    for (; *text != '\0'; text++) {
        const char *at = text, *word = words;

        while (*word != '\0' &&
               (*word == ' ' ? *at == ' ' || *at == '\n' : *word == *at)) {
            at += *word == ' ' ? strspn(at, " \n") : 1;
            word++;
        }
        if (*word == '\0')
            return true;
    }
    return false;
}

/* Every option stands in the help, and no line of the synopsis is too long. */
START_TEST(help_is_complete)
{
    char *text;
    size_t size;
    FILE *f = open_memstream(&text, &size);

    usage_help(f);
    (void)fclose(f);
    for (size_t i = 0; i < option_row_count; i++)
        ck_assert_msg(stands_in(text, option_rows[i].help), "%s",
                      option_rows[i].help);
    for (char *line = strtok(text, "\n"); line != NULL;
         line = strtok(NULL, "\n"))
        ck_assert_uint_lt(strlen(line), 80);
    free(text);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("options");
    TCase *tc = tcase_create("command line");

    tcase_add_loop_test(tc, complaint, 0, COUNT_OF(complaints));
    tcase_add_test(tc, values);
    tcase_add_test(tc, defaults);
    tcase_add_test(tc, repeated_letters);
    tcase_add_loop_test(tc, abbreviations_are_tcpdumps_first, 0,
                        (int)COUNT_OF(long_names));
    tcase_add_test(tc, own_names_may_be_abbreviated_too);
    tcase_add_test(tc, command_behind_dashes);
    tcase_add_test(tc, last_precision_wins);
    tcase_add_test(tc, filter_words_in_order);
    tcase_add_test(tc, wishes);
    tcase_add_test(tc, table_is_sound);
    tcase_add_test(tc, help_is_complete);
    suite_add_tcase(s, tc);
    return s;
}
