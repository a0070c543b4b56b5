/*
 * session.c - what savefiles and live captures have in common.
 */
#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "expect_report.h"
#include "flight.h"
#include "parts.h"
#include "privileges.h"
#include "shortage.h"
#include "signals.h"

/* Begins the first file, and makes it `owner`'s unless that is NULL. */
static bool begin_file(struct session *s, const struct guard_user *owner,
                       struct err *e)
{
    const int fd = rotate_begin(s->pl.files, &s->head, time(NULL), e);

    if (fd < 0 && errno == EACCES && s->self.user.change)
        return err_hint(e,
                        "files of -C and -G are made as user %s: another "
                        "directory, or -Z root",
                        s->self.user.name);
    if (fd < 0)
        return false;
    if (owner == NULL || guard_user_owns(owner, fd))
        return true;
    return err_set(e, "%s: %s", s->o->write_file, strerror(errno));
}

static bool start_filer(struct session *s, struct err *e)
{
    s->filer.names = rotate_names(&s->setup.files);
    if (s->setup.runs_command)
        s->filer.command = &s->command;
    return filer_start(&s->filer, e);
}

static const struct packing *packing_of(const struct session *s)
{
    return s->packing.pack != NULL ? &s->packing : NULL;
}

static void tell(const char *text)
{
    complain("%s", text);
}

static bool start_recorder(struct session *s, struct err *e)
{
    const char *name = s->o->write_file;
    struct flight_config config = s->setup.flight;

    config.packing = packing_of(s);
    config.create = flight_files_create;
    config.complete = flight_files_complete;
    config.ctx = &s->flown;
    config.tell = tell;
    if (!flight_files_pattern(name))
        return err_set(e,
                       "%s: --on wants one %%c in the name, in its last "
                       "part",
                       name);
    if (s->setup.runs_command)
        s->flown.command = &s->command;
    if (!flight_files_start(&s->flown, e))
        return false;
    s->pl.flight = flight_new(&config, e);
    return s->pl.flight != NULL;
}

/* Before the walls, and as whoever started the program. */
static bool open_junit(struct session *s, struct err *e)
{
    enum { EVERYBODY_READS = 0644 };
    const char *path = s->o->junit_file;

    s->junit =
        open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, EVERYBODY_READS);
    return s->junit >= 0 || err_set(e, "%s: %s", path, strerror(errno));
}

static void close_others(const struct session *s, const int *kept, size_t n)
{
    int all[1 + OPTIONS_FILES];

    all[0] = s->codes.source.fd;
    memcpy(all + 1, kept, n * sizeof(*kept));
    helper_close_others(all, 1 + n);
}

/* Codes have room for many, of which most runs need none. */
static void clear(struct session *s, const struct options *o)
{
    memset(s, 0, offsetof(struct session, codes));
    s->o = o;
    s->junit = -1;
    s->command = (struct postrotate){.helper = {.fd = -1},
                                     .command = o->rotate_command,
                                     .settle = confine_command_helper,
                                     .ctx = &s->self};
    s->filer = (struct filer){
        .helper = {.fd = -1}, .settle = confine_filer, .ctx = &s->self};
    s->flown = (struct flight_files){.helper = {.fd = -1},
                                     .pattern = o->write_file,
                                     .settle = confine_filer,
                                     .ctx = &s->self};
    s->creator = (struct creator){.helper = {.fd = -1},
                                  .path = o->write_file,
                                  .own = confine_owns,
                                  .ctx = &s->self};
}

/* Helpers are forked before anything is open that they should not hold. */
bool session_open(struct session *s, const struct options *o, const int *kept,
                  size_t n, struct err *e)
{
    clear(s, o);
    s->setup = setup_of(o);
    s->pl.setup = &s->setup; /* for session_close(), if this goes no further */
    /* A file of the command line may be one that was inherited. */
    filter_codes_open(&s->codes, o);
    close_others(s, kept, n);
    confine_plan(&s->self, o);
    if (o->write_file != NULL && !packing_load(&s->packing, o->write_file, e))
        return false;
    if (!confine_walls(&s->self, s->setup.rotates || s->setup.records, e))
        return false;
    if (s->setup.runs_command && !postrotate_start(&s->command, e))
        return false;
    if (s->setup.rotates && !start_filer(s, e))
        return false;
    if (o->junit_file != NULL && !open_junit(s, e))
        return false;
    if (!pipeline_init(&s->pl, &s->setup, confine_resolver, &s->self, e))
        return false;
    if (s->setup.records && !start_recorder(s, e))
        return false;
    if (s->setup.parts > 0)
        s->pl.parts = parts_open(o->write_file, s->setup.parts, packing_of(s),
                                 confine_owns, &s->self, e);
    return s->setup.parts == 0 || s->pl.parts != NULL;
}

static bool make_head(struct session *s, struct err *e)
{
    return dump_head_make(&s->head, s->alike != NULL ? s->alike : s->source, e);
}

static bool begin_parts(struct session *s, struct err *e)
{
    if (s->pl.parts == NULL && s->pl.flight == NULL)
        return true;
    if (!make_head(s, e))
        return false;
    if (s->pl.flight != NULL)
        flight_begin(s->pl.flight, &s->head);
    return s->pl.parts == NULL || parts_begin(s->pl.parts, &s->head, e);
}

bool session_source(struct session *s, const struct source *from,
                    bpf_u_int32 netmask, struct err *e)
{
    pcap_t *p = from->pcap;

    s->code = p != NULL ? filter_codes_for(&s->codes, p, netmask, e) : NULL;
    if (p != NULL && s->code == NULL)
        return false;
    const bool first = !s->begun;
    if (first)
        s->first_link_type = from->link_type;
    s->begun = true;
    s->source = p;
    pipeline_source(&s->pl, from);
    if (first && !begin_parts(s, e))
        return false;
    return p == NULL || pcap_setfilter(p, s->code) == 0 ||
           err_set(e, "%s", pcap_geterr(p));
}

void session_describe(const struct source *from, const char *what)
{
    const char *name = source_link_name(from);

    (void)fprintf(stderr, "%s, ", what);
    if (name == NULL)
        (void)fprintf(stderr, "link-type %d", from->link_type);
    else
        (void)fprintf(stderr, "link-type %s (%s)", name,
                      source_link_description(from));
    (void)fprintf(stderr, ", snapshot length %d", from->snaplen);
}

void session_announce(const struct source *from, const char *path, bool first)
{
    char what[4200];

    (void)snprintf(what, sizeof(what), "reading from file %s", path);
    session_describe(from, what);
    (void)fputc('\n', stderr);
    if (first && from->link_type == DLT_LINUX_SLL2)
        (void)fputs("Warning: interface names might be incorrect\n", stderr);
}

void session_print_count(struct session *s)
{
    struct text *out = &s->pl.sink.text;

    struct err later; /* what fails here fails again at the end */

    if (s->pl.files != NULL) /* it may be standard output */
        (void)rotate_flush(s->pl.files, &later);
    text_u64(out, s->pl.taken);
    text_str(out, s->pl.taken == 1 ? " packet\n" : " packets\n");
}

static bool make_files(struct session *s, struct err *e)
{
    struct rotate_config config = s->setup.files;

    config.complete = s->setup.runs_command ? filer_complete : NULL;
    config.ctx = &s->filer;
    config.next = s->setup.rotates ? filer_next : NULL;
    config.create = s->creator.helper.fd >= 0 ? creator_create : NULL;
    config.packing = packing_of(s);
    config.create_ctx = s->setup.rotates ? (void *)&s->filer : &s->creator;
    s->pl.files = rotate_new(&config, e);
    return s->pl.files != NULL;
}

bool session_open_files(struct session *s, struct err *e)
{
    return make_files(s, e) && make_head(s, e) &&
           (s->setup.rotates || begin_file(s, &s->self.user, e));
}

bool session_confine(struct session *s, const struct confine_device *device,
                     struct err *e)
{
    const struct confine_needs needs = {
        .device = *device, .helpers = s->setup.rotates || s->setup.records};

    if (!confine_user(&s->self, e))
        return false;
    if (s->setup.rotates && !begin_file(s, NULL, e))
        return false;
    return confine_calls(&s->self, &needs, e);
}

/* What is wrong is told in its turn, behind what is wrong with the savefile. */
bool session_prepare_files(struct session *s, struct err *e)
{
    const bool one = s->setup.writes && !s->setup.rotates &&
                     strcmp(s->o->write_file, "-") != 0;

    if (one && !creator_start(&s->creator, e))
        return false;
    if (s->setup.writes)
        (void)make_files(s, &s->no_files);
    return true;
}

bool session_begin_files(struct session *s, struct err *e)
{
    if (s->no_files.text[0] != '\0') {
        *e = s->no_files;
        return false;
    }
    return make_head(s, e) && begin_file(s, NULL, e);
}

/* Scripts read what -v says, where tcpdump has no such line. */
void session_say_confined(const struct session *s)
{
    if (s->o->verbose > 1 || (s->o->verbose == 1 && isatty(STDERR_FILENO)))
        complain("%s", s->self.report);
}

void session_packet(u_char *user, const struct pcap_pkthdr *h,
                    const u_char *data)
{
    struct session *s = (struct session *)(void *)user;

    if (!pipeline_packet(&s->pl, h, data) && s->source != NULL)
        pcap_breakloop(s->source);
}

bool session_goes_on(struct session *s)
{
    if (s->pl.outcome == OUTCOME_GOES_ON && signals_to_stop())
        s->pl.outcome = OUTCOME_STOPPED;
    return s->pl.outcome == OUTCOME_GOES_ON;
}

enum outcome session_outcome(const struct session *s)
{
    return s->pl.outcome;
}

bool session_sound(const struct session *s, struct err *e)
{
    if (s->pl.outcome != OUTCOME_SINK_FAILED &&
        s->pl.outcome != OUTCOME_FILE_FAILED &&
        s->pl.outcome != OUTCOME_NO_MEMORY)
        return true;
    *e = s->pl.err;
    return false;
}

uint64_t session_packets(const struct session *s)
{
    return s->pl.packets;
}

uint64_t session_taken(const struct session *s)
{
    return s->pl.taken;
}

bool session_flush(struct session *s, struct err *e)
{
    if (sink_flush(&s->pl.sink, e))
        return true;
    s->pl.outcome = OUTCOME_SINK_FAILED;
    s->pl.err = *e;
    return false;
}

bool session_flush_files(struct session *s, struct err *e)
{
    return (s->pl.files == NULL || rotate_flush(s->pl.files, e)) &&
           (s->pl.parts == NULL || parts_flush(s->pl.parts, e)) &&
           (s->pl.flight == NULL || flight_flush(s->pl.flight, e));
}

bool session_tick_files(struct session *s, time_t now, struct err *e)
{
    if (s->pl.flight != NULL &&
        !flight_tick(s->pl.flight, (int64_t)now * TL_BILLION, e))
        return false;
    if (s->pl.files == NULL)
        return true;
    const enum rotate_end end = rotate_tick(s->pl.files, now, e);
    if (end == ROTATE_LIMIT)
        s->pl.outcome = OUTCOME_FULL;
    return end != ROTATE_FAILED;
}

time_t session_files_due(const struct session *s)
{
    return s->pl.files != NULL ? rotate_due(s->pl.files) : 0;
}

void session_missed(struct session *s, uint64_t dropped, uint64_t if_dropped)
{
    pipeline_missed(&s->pl, dropped, if_dropped);
}

void session_report(struct session *s)
{
    pipeline_report(&s->pl);
}

void session_listen(struct session *s)
{
    if (s->pl.names != NULL)
        names_listen(s->pl.names);
}

void session_local_network(struct session *s, uint32_t net, uint32_t mask)
{
    if (s->pl.names != NULL)
        names_local(s->pl.names, net, mask);
}

static void finish_parts(struct session *s, struct err *e)
{
    if (s->pl.parts == NULL)
        return;
    (void)parts_finish(s->pl.parts, e);
    if (parts_lost(s->pl.parts) > 0)
        complain("%s: %llu captured packets could not be written",
                 s->o->write_file, (unsigned long long)parts_lost(s->pl.parts));
}

/* The last file is completed; what is in no file is said. */
static void finish_files(struct rotate *files, struct err *e)
{
    if (files == NULL)
        return;
    (void)rotate_finish(files, e);
    if (rotate_lost(files) > 0)
        complain("%s: %llu captured packets could not be written",
                 rotate_name(files), (unsigned long long)rotate_lost(files));
}

void session_interrupted(struct session *s)
{
    if (signals_to_stop() && !s->setup.writes)
        text_char(&s->pl.sink.text, '\n');
}

/* Whatever else went wrong decides the exit status. */
static int say_expectations(struct session *s, int status)
{
    const struct expectations *all = &s->pl.expects;
    struct err e = {0};

    if (all->count == 0)
        return status;
    expect_report_lines(all);
    if (s->junit >= 0 && !expect_report_junit(all, s->junit, &e)) {
        complain("%s", e.text);
        return status != 0 ? status : EXIT_FAILURE;
    }
    return status != 0 || expect_all_held(all) ? status : EXPECT_EXIT_FAILED;
}

int session_close(struct session *s, int status, struct err *e)
{
    struct err late = {0};

    if (e->text[0] == '\0') {
        pipeline_report(&s->pl);
        (void)session_sound(s, e);
    }
    pipeline_settle(&s->pl);
    if (e->text[0] == '\0' && shortage_seen())
        (void)shortage_err(e);
    if (!sink_flush(&s->pl.sink, &late) && e->text[0] == '\0')
        *e = late;
    finish_files(s->pl.files, e->text[0] == '\0' ? e : &late);
    finish_parts(s, e->text[0] == '\0' ? e : &late);
    if (s->pl.flight != NULL)
        (void)flight_finish(s->pl.flight, e->text[0] == '\0' ? e : &late);
    if (s->pl.outcome == OUTCOME_FULL)
        (void)fprintf(stderr, "Maximum file limit reached: %d\n",
                      s->o->rotate_files);
    if (e->text[0] != '\0')
        status = complain_of(e);
    status = say_expectations(s, status);
    pipeline_say_forgotten(&s->pl);
    rotate_free(s->pl.files);
    filer_finish(&s->filer);
    parts_free(s->pl.parts);
    flight_free(s->pl.flight);
    flight_files_finish(&s->flown);
    postrotate_finish(&s->command);
    creator_finish(&s->creator);
    filter_codes_free(&s->codes);
    pipeline_free(&s->pl);
    return status;
}
