/*
 * read_files.c - a run over savefiles.
 *
 * The order of opening, checking and announcing is tcpdump's: it shows in
 * what stands on standard error when something is wrong.
 */
#include "read_files.h"

#include <stdio.h>
#include <stdlib.h>

#include "complain.h"
#include "savefile.h"
#include "session.h"
#include "signals.h"

static void announce(pcap_t *p, const char *path, bool first)
{
    char what[4200];

    (void)snprintf(what, sizeof(what), "reading from file %s", path);
    session_describe(p, what);
    (void)fputc('\n', stderr);
    if (first && pcap_datalink(p) == DLT_LINUX_SLL2)
        (void)fputs("Warning: interface names might be incorrect\n", stderr);
}

/* The first file decides what the run is: its filter and its output. */
static bool begin(struct session *s, pcap_t *p, const char *path, struct err *e)
{
    announce(p, path, true);
    return confine_possible(&s->self, e) && session_source(s, p, 0, e) &&
           (!s->setup.writes || session_open_files(s, e));
}

static bool go_on(struct session *s, pcap_t *p, const char *path, struct err *e)
{
    if (s->setup.writes && pcap_datalink(p) != s->first_link_type)
        return err_set(e, "%s: new dlt does not match original", path);
    if (!session_source(s, p, 0, e))
        return false;
    announce(p, path, false);
    return true;
}

/* As session_packet(), and off at a signal. */
static void on_packet(u_char *user, const struct pcap_pkthdr *h,
                      const u_char *data)
{
    struct session *s = (struct session *)(void *)user;

    if (session_goes_on(s))
        session_packet(user, h, data);
    else
        pcap_breakloop(s->source);
}

/* False for what ends the run; a damaged file only sets `status`. */
static bool read_packets(struct session *s, const struct savefile *file,
                         int *status, struct err *e)
{
    const int most = s->o->count > 0 ? s->o->count : -1;
    const int rc = pcap_loop(s->source, most, on_packet, (u_char *)s);

    if (!session_sound(s, e))
        return false;
    *status = rc == -1 ? 1 : 0;
    if (rc != -1)
        return true;
    if (!session_flush(s, e))
        return false;
    complain("pcap_loop: %s", savefile_complaint(file));
    return true;
}

static bool settle(struct session *s, const struct confine_needs *rest,
                   struct err *e)
{
    filter_codes_prepare(&s->codes, s->o, rest->inputs, rest->input_count);
    return signals_catch(SIGNALS_FILES, e) && session_confine(s, rest, e);
}

/* `rest`: the files that will be opened after this one. */
static bool read_file(struct session *s, const char *path,
                      const struct confine_needs *rest, int *status,
                      struct err *e)
{
    const bool first = s->source == NULL;
    const bool nano = s->setup.nanoseconds || s->setup.nanoseconds_if_possible;
    struct savefile *file = savefile_open(path, nano, e);

    if (file == NULL)
        return false;
    pcap_t *p = savefile_pcap(file);
    const bool ok = (first ? begin(s, p, path, e) && settle(s, rest, e)
                           : go_on(s, p, path, e)) &&
                    read_packets(s, file, status, e);
    savefile_close(file);
    return ok;
}

static int read_all(const struct options *o, const char *const *paths,
                    size_t count)
{
    struct session s;
    struct err e = {0};
    int status = 0;
    bool ok = session_open(&s, o, &e);

    for (size_t i = 0; i < count && ok && session_goes_on(&s); i++) {
        const struct confine_needs rest = {
            .device = -1, .inputs = paths + 1, .input_count = count - 1};

        ok = read_file(&s, paths[i], &rest, &status, &e);
    }
    if (ok && o->count_only)
        session_print_count(&s);
    if (status == 0)
        session_interrupted(&s);
    return session_close(&s, status, &e);
}

/* -d: the code for packets of a file, the first of a list. */
static int dump_code(const struct options *o, const char *path)
{
    struct confined self;
    struct err e = {0};
    struct savefile *file = savefile_open(path, false, &e);

    if (file == NULL)
        return complain_of(&e);
    pcap_t *p = savefile_pcap(file);
    announce(p, path, true);
    confine_plan(&self, o);
    const bool ok =
        confine_possible(&self, &e) && filter_codes_dump(o, p, 0, &e);
    savefile_close(file);
    return ok ? EXIT_SUCCESS : complain_of(&e);
}

static int run(const struct options *o, const char *const *paths, size_t count)
{
    return o->dump_code > 0 ? dump_code(o, paths[0])
                            : read_all(o, paths, count);
}

int read_files(const struct options *o)
{
    struct name_list list;
    struct err e = {0};

    if (o->read_file != NULL)
        return run(o, &o->read_file, 1);
    if (!name_list_read(&list, o->read_list, &e))
        return complain_of(&e);
    const int status = run(o, (const char *const *)list.names, list.count);
    name_list_free(&list);
    return status;
}
