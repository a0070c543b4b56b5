/*
 * main.c - the story of a run: options, then one of the things they ask for.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture_live.h"
#include "compare.h"
#include "complain.h"
#include "confine.h"
#include "filter_codes.h"
#include "options.h"
#include "read_files.h"
#include "sandbox.h"
#include "sink.h"
#include "usage.h"

/* -d where no capture says which link type the code is for. */
static int dump_code(const struct options *o)
{
    struct err e = {0};
    struct confined self;
    const int link_type =
        o->link_type == OPTIONS_UNSET ? DLT_EN10MB : o->link_type;
    pcap_t *p = pcap_open_dead(link_type, o->snaplen);

    if (o->link_type == OPTIONS_UNSET)
        (void)fputs("Warning: assuming Ethernet\n", stderr);
    confine_plan(&self, o);
    const bool ok = filter_codes_dump(o, p, false, confine_resolver, &self, &e);
    pcap_close(p);
    return ok ? EXIT_SUCCESS : complain_of(&e);
}

/* What is ignored is said: an option nobody heeds looks like a fault. */
static void say_ignored(const struct options *o)
{
    if (o->json && o->dump_hex + o->dump_hex_ascii + o->dump_ascii > 0)
        complain("--json shows no bytes of packets: -x, -X, -A are ignored");
}

/* What else decides how a run goes: whose lines these are, libraries, walls. */
static void print_versions(void)
{
    char walls[96];

    usage_version(stdout);
    guard_describe(walls, sizeof(walls));
    (void)printf("lines: tcpdump 4.99.3; analysis: Wireshark 4.0.17\n"
                 "compressed savefiles: " TCPLINE_LIBARCHIVE "\n"
                 "sandbox: %s\n",
                 walls);
}

static int run(const struct options *o)
{
    say_ignored(o);
    if (o->utc)
        (void)setenv("TZ", "UTC0", 1);
    if (o->diff_from != NULL)
        return compare_captures(o);
    if (o->list_interfaces)
        return capture_lists(o);
    if (o->read_file != NULL || o->read_list != NULL || o->read_text != NULL)
        return read_files(o);
    if (o->list_tstamp_types)
        return capture_lists(o);
    if (o->dump_code > 0 && o->interface == NULL)
        return dump_code(o);
    return capture_live(o);
}

/*
 * Started without standard input, output or error: something unusable takes
 * the place, lest a packet socket get the number that text is written to.
 */
static void occupy_stdio(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/*
 * What the lists, --help and -d print goes through stdio, which remembers a
 * failed write until somebody asks.
 */
static int finish_stdout(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    complain("Unable to write output: %s", strerror(errno));
    return status != EXIT_SUCCESS ? status : SINK_EXIT_CODE;
}

/* A person who mistyped a name is told which it may have been, no more. */
static void say_usage(const struct err *e)
{
    if (e->hint[0] != '\0' && isatty(STDERR_FILENO)) {
        complain_hint(e->hint);
        return;
    }
    usage_version(stderr);
    usage_synopsis(stderr);
}

int main(int argc, char **argv)
{
    struct options o;
    struct err e = {0};

    occupy_stdio();
    /* A closed pipe or a quota is a failed write, answered where it failed. */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN);
    switch (options_parse(&o, argc, argv, &e)) {
    case OPTIONS_HELP:
        usage_help(stdout);
        return finish_stdout(EXIT_SUCCESS);
    case OPTIONS_VERSION:
        print_versions();
        return finish_stdout(EXIT_SUCCESS);
    case OPTIONS_FP_TYPE:
        usage_fp_type(stdout);
        return finish_stdout(EXIT_SUCCESS);
    case OPTIONS_MISUSE:
        say_usage(&e);
        return EXIT_FAILURE;
    case OPTIONS_ERROR:
        return complain_of(&e);
    case OPTIONS_RUN:
        break;
    }
    return finish_stdout(run(&o));
}
