/*
 * test_setup.c - what follows from which options.
 */
#include "setup.h"

#include <stdio.h>
#include <string.h>

#include "unit_main.h"

enum { WORDS = 12 };

static struct options o;

/* The setup of "tcpline ARGS", words with one blank between them. */
static struct setup of(const char *args)
{
    static char line[256];
    char *argv[WORDS + 1] = {line};
    struct err e;
    int argc = 1;

    ck_assert_int_lt(snprintf(line, sizeof(line), "tcpline %s", args),
                     (int)sizeof(line));
    for (char *at = strchr(line, ' '); at != NULL; at = strchr(at, ' ')) {
        *at++ = '\0';
        if (*at != '\0' && argc < WORDS)
            argv[argc++] = at;
    }
    ck_assert_int_eq(options_parse(&o, argc, argv, &e), OPTIONS_RUN);
    return setup_of(&o);
}

START_TEST(where_text_goes)
{
    ck_assert_int_eq(of("-r f").sink, SINK_BLOCKS);
    ck_assert_int_eq(of("-r f -U").sink, SINK_PACKETS);
    ck_assert_int_eq(of("-r f -U -l").sink, SINK_LINES);
    /* On one descriptor they take turns. */
    ck_assert_int_eq(of("-r f -w - --print").sink, SINK_PACKETS);
    ck_assert(of("-r f -w - --print").files.each_packet);
    ck_assert_int_eq(of("-r f -w x --print").sink, SINK_BLOCKS);
    ck_assert(!of("-r f -w x --print").files.each_packet);
}
END_TEST

START_TEST(what_is_printed)
{
    ck_assert(of("-r f").prints);
    ck_assert(!of("-r f --count").prints);
    ck_assert(!of("-r f -w x").prints);
    ck_assert(of("-r f -w x --print").prints);
    ck_assert(of("-r f -w x --print --count").prints);
}
END_TEST

START_TEST(which_form)
{
    ck_assert_int_eq(of("-r f").form, FORM_LINE);
    ck_assert_int_eq(of("-r f --analyze --conversations").form, FORM_LINE);
    ck_assert_int_eq(of("-r f --json").form, FORM_JSON);
    ck_assert_int_eq(of("-r f --ladder").form, FORM_LADDER);
    ck_assert(of("-r f --ladder").judges);
    ck_assert(of("-r f --ladder=utf-8").line.ladder_utf8);
    ck_assert(!of("-r f --ladder=ascii").line.ladder_utf8);
    ck_assert_int_eq(of("-r f --tree").form, FORM_TREE);
    ck_assert_int_eq(of("-r f --tree").line.tree, LINE_TREE_FIELDS);
    ck_assert_int_eq(of("-r f --tree=names").line.tree, LINE_TREE_NAMES);
    ck_assert_int_eq(of("-r f --tree=boxes").line.tree, LINE_TREE_BOXES);
    ck_assert(of("-r f --tree").judges);
    ck_assert(!of("-r f --tree -v").tracks_quoted);
    ck_assert(of("-r f --tree").surveys);
    ck_assert(!of("-r - --tree").surveys);
    ck_assert(!of("-r f").surveys);
    ck_assert(of("-r f --analyze").line.analysis);
    ck_assert(!of("-r f --only rst").line.analysis);
    /* A name brings what it needs; one of both, Wireshark's. */
    ck_assert(of("-r f --only window-full").line.analysis);
    ck_assert(of("-r f --only reordered").line.diagnosis);
    ck_assert(!of("-r f --only reordered").line.analysis);
    ck_assert(of("-r f --only retransmission").line.analysis);
    ck_assert(!of("-r f --only retransmission").line.diagnosis);
    ck_assert(!of("-r f --diagnose --only retransmission").line.analysis);
    ck_assert_uint_eq(of("-r f --diagnose --only trouble").only.verdicts, 0);
}
END_TEST

START_TEST(explanations_are_made_of_what_others_print)
{
    const struct setup plain = of("-r f");
    const struct setup explains = of("-r f --explain");

    ck_assert(!plain.judges && !plain.judge.explanation);
    ck_assert(explains.judges && explains.judge.explanation);
    ck_assert(explains.judge.verdicts && !explains.judge.diagnosis);
    ck_assert(!explains.line.analysis && !explains.line.diagnosis);
    ck_assert_int_eq(explains.form, FORM_LINE);
    ck_assert_int_eq(explains.line.explain, LINE_EXPLAIN_FIRST);
    ck_assert_int_eq(of("-r f --explain=all").line.explain, LINE_EXPLAIN_ALL);
    ck_assert_int_eq(explains.line.explain_source, LINE_SOURCE_FILE);
    ck_assert_int_eq(of("-i lo --explain").line.explain_source,
                     LINE_SOURCE_LIVE);
}
END_TEST

START_TEST(who_is_judged)
{
    ck_assert(!of("-r f -vvv").judges);
    ck_assert(of("-r f --analyze").judges);
    ck_assert(of("-r f --json").judges);
    ck_assert(of("-r f --only none").judges);
    ck_assert(of("-r f --conversations").judges);
    ck_assert(of("-r f --conversations").judge.diagnosis);
    ck_assert(!of("-r f --conversations").diagnoses);
    ck_assert(!of("-r f --analyze").judge.diagnosis);
    ck_assert(of("-r f --diagnose").diagnoses);
    ck_assert(!of("-r f --diagnose").judge.verdicts);
    ck_assert(of("-r f --diagnose --json").judge.verdicts);
    ck_assert(of("-r f --json").judge.tls);
    ck_assert(of("-r f --analyze -v").judge.tls);
    ck_assert(!of("-r f --analyze").judge.tls);
    ck_assert(of("-r f --conversations").judge.tls); /* for the names */
    ck_assert(!of("-r f").has_only);
    ck_assert_uint_eq(of("-r f --only rst").only.tcp_flags, TL_RST);
}
END_TEST

START_TEST(who_is_tracked)
{
    ck_assert(of("-r f").tracks);
    ck_assert(!of("-r f -q").tracks);
    ck_assert(!of("-r f -S -v").tracks);
    ck_assert_int_eq(of("-r f -q --analyze").tracks, TRACKS_NUMBERS);
    ck_assert_int_eq(of("-r f -S --json").tracks, TRACKS_FLOWS);
    /* Parts are told by packets alone, lest a long capture takes memory. */
    ck_assert(!of("-r f --split 8 -w x%d").tracks);
    ck_assert(of("-r f --split 8 -w x%d --print").tracks);
    ck_assert(of("-r f --split 8 -w x%d --only any").tracks);
    /* What counts has connections of its own. */
    ck_assert(!of("-r f --count --expect connections>=1").tracks);
    ck_assert(of("-r f --expect connections>=1").tracks);
    ck_assert(!of("-r f -q --expect connections>=1").tracks);
    ck_assert(!of("-r f --on rst -w x%c").tracks);
    ck_assert(of("-r f --on rst -w x%c --print").tracks);
    ck_assert(of("-r f --count --expect rst==0 --analyze").tracks);
}
END_TEST

/* The analysis asks for nanoseconds; files of -w stay as they were. */
START_TEST(which_stamps)
{
    ck_assert(!of("-r f").nanoseconds_if_possible);
    ck_assert(of("-r f --analyze").nanoseconds_if_possible);
    ck_assert(!of("-r f --analyze").nanoseconds);
    ck_assert(!of("-r f --analyze").line.nanoseconds);
    ck_assert(!of("-r f --analyze -w x --print").nanoseconds_if_possible);
    ck_assert(of("-r f --nano").nanoseconds);
    ck_assert(of("-r f --nano").line.nanoseconds);
}
END_TEST

START_TEST(how_many_connections)
{
    ck_assert_uint_eq(of("-r f").max_connections, 0);
    ck_assert_uint_eq(of("-V f").max_connections, 0);
    ck_assert_uint_eq(of("-i lo").max_connections, 1000000);
    ck_assert_uint_eq(of("-i lo --max-connections 7").max_connections, 7);
    ck_assert_uint_eq(of("-r f --max-connections 7").max_connections, 7);
}
END_TEST

START_TEST(how_many_apart)
{
    ck_assert_uint_eq(of("-r f").judge.apart, 0);
    ck_assert_uint_eq(of("-r f --conversations").judge.apart, 0);
    ck_assert_uint_eq(of("-r f --expect rst==0 --json").judge.apart, 0);
    ck_assert_uint_eq(of("-r f --expect rst==0 --only rst").judge.apart, 0);
    for (int i = 0; i < 2; i++) {
        const struct setup s =
            of(i == 0 ? "-r f --expect rst==0" : "-i lo --on rst -w x%c");
        /* On a small machine less. */
        ck_assert_uint_gt(s.judge.apart, 1000);
        ck_assert_uint_le(s.judge.apart, 200000);
        ck_assert_uint_eq(s.most_connections, 0);
    }
    ck_assert_uint_eq(
        of("-r f --expect rst==0 --max-connections 7").judge.apart, 7);
}
END_TEST

START_TEST(which_dump)
{
    ck_assert_int_eq(of("-r f").line.dump, LINE_DUMP_NONE);
    ck_assert_int_eq(of("-r f -A -x -X").line.dump, LINE_DUMP_HEX_ASCII);
    ck_assert_int_eq(of("-r f -AA -x").line.dump, LINE_DUMP_HEX);
    ck_assert(!of("-r f -AA -x").line.dump_link);
    ck_assert(of("-r f -A -xx").line.dump_link);
    ck_assert(of("-r f -AA").line.dump_link);
}
END_TEST

START_TEST(which_files)
{
    ck_assert(!of("-r f").writes);
    ck_assert(of("-r f -w x").writes);
    ck_assert(!of("-r f -w x").rotates);
    ck_assert(!of("-r f -w x -W 3").rotates);
    ck_assert(of("-r f -w x -C 1").rotates);
    ck_assert(of("-r f -w x -G 1").rotates);
    ck_assert(!of("-r f -G 1").rotates);
    ck_assert(!of("-r f -w x -G 1").runs_command);
    ck_assert(!of("-r f -w x -z cmd").runs_command);
    ck_assert(of("-r f -w x -G 1 -z cmd").runs_command);
    ck_assert_str_eq(of("-r f -w x -C 2").files.name, "x");
    ck_assert_int_eq(of("-r f -w x -C 2").files.max_bytes, 2000000);
}
END_TEST

START_TEST(which_names)
{
    ck_assert(of("-r f").has_names);
    ck_assert(!of("-r f -n").has_names);
    ck_assert(of("-r f -N").names.short_names);
    ck_assert(of("-i lo -f").names.local_only);
    ck_assert(of("-i lo").names.live);
    ck_assert(!of("-r f").names.live);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("setup");
    TCase *tc = tcase_create("options");

    tcase_add_test(tc, explanations_are_made_of_what_others_print);
    tcase_add_test(tc, where_text_goes);
    tcase_add_test(tc, what_is_printed);
    tcase_add_test(tc, which_form);
    tcase_add_test(tc, who_is_judged);
    tcase_add_test(tc, who_is_tracked);
    tcase_add_test(tc, which_stamps);
    tcase_add_test(tc, how_many_connections);
    tcase_add_test(tc, how_many_apart);
    tcase_add_test(tc, which_dump);
    tcase_add_test(tc, which_files);
    tcase_add_test(tc, which_names);
    suite_add_tcase(s, tc);
    return s;
}
