/*
 * read_files.c - a run over savefiles.
 *
 * The order of opening, checking and announcing is tcpdump's: it shows in
 * what stands on standard error when something is wrong.
 */
#include "read_files.h"

#include <stdio.h>

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
    const struct options *o = s->o;

    announce(p, path, true);
    if (!confine_possible(&s->self, e) || !session_filter(s, p, 0, e))
        return false;
    if (o->dump_code > 0 || o->write_file == NULL)
        return true;
    return session_open_files(s, p, e);
}

static bool go_on(struct session *s, pcap_t *p, const char *path, struct err *e)
{
    if (s->pl.files != NULL && pcap_datalink(p) != s->first_link_type)
        return err_set(e, "%s: new dlt does not match original", path);
    if (!session_filter(s, p, 0, e))
        return false;
    announce(p, path, false);
    return true;
}

/* False for what ends the run; a damaged file only sets `status`. */
static bool read_packets(struct session *s, const struct savefile *file,
                         int *status, struct err *e)
{
    pcap_t *p = savefile_pcap(file);

    pipeline_source(&s->pl, p);
    const int rc = pcap_loop(p, s->o->count > 0 ? s->o->count : -1,
                             pipeline_packet, (u_char *)&s->pl);
    if (s->pl.failed) {
        *e = s->pl.err;
        return false;
    }
    *status = rc == -1 ? 1 : 0;
    if (rc != -1)
        return true;
    if (!sink_flush(&s->pl.sink, e))
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

/* A signal, or as many files written as -W allows. */
static bool is_over(const struct session *s)
{
    return signals_to_stop() || s->pl.full;
}

/* `rest`: the files that will be opened after this one. */
static bool read_file(struct session *s, const char *path,
                      const struct confine_needs *rest, int *status,
                      struct err *e)
{
    const bool first = s->code == NULL;
    struct savefile *file = savefile_open(
        path, s->o->nanoseconds || inspect_needs_nanoseconds(s->o), e);

    if (file == NULL)
        return false;
    pcap_t *p = savefile_pcap(file);
    bool ok = first ? begin(s, p, path, e) : go_on(s, p, path, e);
    if (ok && s->o->dump_code > 0)
        session_dump_code(s);
    else if (ok)
        ok = (!first || settle(s, rest, e)) && read_packets(s, file, status, e);
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

    for (size_t i = 0; i < count && ok && !is_over(&s); i++) {
        const struct confine_needs rest = {
            .device = -1, .inputs = paths + 1, .input_count = count - 1};

        ok = read_file(&s, paths[i], &rest, &status, &e);
        if (o->dump_code > 0)
            break;
    }
    if (ok && o->count_only && o->dump_code == 0)
        session_print_count(&s);
    if (status == 0)
        session_interrupted(&s);
    return session_close(&s, status, &e);
}

int read_files(const struct options *o)
{
    struct name_list list;
    struct err e = {0};

    if (o->read_file != NULL)
        return read_all(o, &o->read_file, 1);
    if (!name_list_read(&list, o->read_list, &e)) {
        complain("%s", e.text);
        return e.exit_code;
    }
    const int status = read_all(o, (const char *const *)list.names, list.count);
    name_list_free(&list);
    return status;
}
