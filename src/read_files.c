/*
 * read_files.c - a run over savefiles, or over text that is read as one.
 *
 * The order of opening, checking and announcing is tcpdump's: it shows in
 * what stands on standard error when something is wrong.
 */
#include "read_files.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "file_list.h"
#include "libpcap.h"
#include "merge_files.h"
#include "pasted.h"
#include "progress.h"
#include "savefile.h"
#include "session.h"
#include "signals.h"
#include "small.h"
#include "survey.h"
#include "unpack.h"

/* Where files come from, and the process that decompresses them. */
struct sources {
    const struct options *o;
    int fd;              /* of the one file until it is read, or -1 */
    struct pasted *text; /* of --read-text, or NULL */
    struct file_list list;
    struct unpacker unpacker;
    size_t small;          /* bytes of the one file, if it is small and plain */
    struct savefile *file; /* being read */
    uint64_t drops;        /* that the files tell of */
    struct progress progress;
};

static struct sources sources_of(const struct options *o, struct confined *self)
{
    return (struct sources){
        .o = o,
        .fd = -1,
        .list = {.helper = {.fd = -1}, .settle = confine_opener, .ctx = self},
        .unpacker = {.helper = {.fd = -1},
                     .settle = confine_unpacker,
                     .ctx = self,
                     .memory_mib = o->unpack_mib},
    };
}

/* The name of the one file; NULL where there is a list of them. */
static const char *one_file(const struct options *o)
{
    return o->read_text != NULL ? o->read_text : o->read_file;
}

/* Descriptors come first; nothing is read from them before the walls stand. */
static bool open_sources(struct sources *from, struct err *e)
{
    const struct options *o = from->o;

    if (one_file(o) == NULL)
        return file_list_open(&from->list, o->read_list, e);
    if (o->read_text != NULL && (from->text = pasted_new(o->utc)) == NULL)
        return err_set(e, "not enough memory");
    from->fd = savefile_descriptor(one_file(o), e);
    return from->fd >= 0;
}

/* What open_sources() has opened. */
static int source_descriptor(const struct sources *from)
{
    return from->fd >= 0 ? from->fd : from->list.fd;
}

static bool start_sources(struct sources *from, struct err *e)
{
    from->fd = savefile_as_stdin(from->fd);
    return one_file(from->o) != NULL || file_list_start(&from->list, e);
}

static void close_sources(struct sources *from)
{
    if (from->fd > STDERR_FILENO)
        (void)close(from->fd);
    file_list_finish(&from->list);
    unpacker_finish(&from->unpacker);
    pasted_free(from->text);
}

/*
 * Who looks for more than packets needs libpcap, or reads the file twice. A
 * list's files are not known yet.
 */
static bool may_be_small(const struct sources *from,
                         const struct filter_codes *codes)
{
    const struct options *o = from->o;

    return o->read_file != NULL && o->dump_code == 0 && o->write_file == NULL &&
           o->tree == OPTIONS_NO_TREE && filter_source_is_empty(&codes->source);
}

/* What a file may need that is not known to be small and plain. */
static bool start_readers(struct sources *from, struct err *e)
{
    return from->small > 0 ||
           (libpcap_load(e) && unpacker_start(&from->unpacker, e));
}

/* The processes that need privileges are started before these go. */
static bool confine(struct sources *from, struct confined *self,
                    struct filter_codes *codes, struct err *e)
{
    const struct confine_needs needs = {.helpers = true};

    if (!filter_codes_start(codes, NULL, 0, confine_resolver, self, e) ||
        !confine_user(self, e))
        return false;
    if (may_be_small(from, codes))
        from->small = small_bytes(from->fd, confine_looker, self);
    return start_readers(from, e) && confine_calls(self, &needs, e);
}

/* The next file, and its name. NULL at the end, and when `e` is filled. */
static struct savefile *next_file(struct sources *from, bool nanoseconds,
                                  char path[PATH_MAX], struct err *e)
{
    int fd = from->fd;

    from->fd = -1;
    if (one_file(from->o) != NULL)
        (void)snprintf(path, PATH_MAX, "%s", one_file(from->o));
    else if (file_list_next(&from->list, path, &fd, e) != FILE_LIST_FILE)
        return NULL;
    if (fd >= 0 && from->text != NULL)
        return savefile_open_text(fd, from->text, nanoseconds, e);
    if (fd < 0)
        return NULL;
    if (from->small > 0)
        return savefile_open_small(fd, nanoseconds, from->small, e);
    struct savefile *file = savefile_open(fd, nanoseconds, &from->unpacker, e);
    const struct err why = *e;
    if (file == NULL && why.hint[0] != '\0')
        (void)err_hint(e, "%s: %s", path, why.hint);
    return file;
}

/* The first file decides what the run is: its filter and its output. */
static bool begin(struct session *s, const struct source *from,
                  const char *path, struct err *e)
{
    if (s->o->read_text == NULL)
        session_announce(from, path, true);
    if (!confine_possible(&s->self, e) || !session_source(s, from, 0, e) ||
        (s->setup.writes && !session_begin_files(s, e)))
        return false;
    session_say_confined(s);
    return true;
}

static bool go_on(struct session *s, const struct source *from,
                  const char *path, struct err *e)
{
    if (!s->setup.only_prints && from->link_type != s->first_link_type)
        return err_set(e, "%s: new dlt does not match original", path);
    if (!session_source(s, from, 0, e))
        return false;
    session_announce(from, path, false);
    return true;
}

/* A file being read. */
struct reading {
    struct session *s;
    struct sources *from;
    uint64_t last; /* packets taken at which -c ends the file, where packets
                      are chosen: then the file does not know */
};

/* As session_packet(), and off at a signal. */
static void on_packet(u_char *user, const struct pcap_pkthdr *h,
                      const u_char *data)
{
    struct reading *r = (struct reading *)(void *)user;

    r->s->pl.retold = savefile_retold(r->from->file);
    if (session_goes_on(r->s))
        session_packet((u_char *)r->s, h, data);
    progress_packet(&r->from->progress, session_packets(r->s));
    if (session_outcome(r->s) != OUTCOME_GOES_ON ||
        session_taken(r->s) == r->last)
        savefile_break(r->from->file);
}

static void on_upcoming(u_char *user, struct upcoming *u)
{
    struct reading *r = (struct reading *)(void *)user;

    pipeline_expect(&r->s->pl, u);
}

static struct savefile_position position(const void *file)
{
    return savefile_position(file);
}

/* False for what ends the run; a damaged file only sets `status`. */
static bool read_packets(struct session *s, struct sources *from, int *status,
                         struct err *e)
{
    const bool chooses = s->setup.chooses && s->o->count > 0;
    struct savefile *file = from->file;
    struct reading reading = {s, from, UINT64_MAX};

    progress_read(&from->progress, position, file);
    if (chooses)
        reading.last = session_taken(s) + (uint64_t)s->o->count;
    savefile_filter(file, s->code);
    savefile_look_ahead(file, on_upcoming);
    const bool whole = savefile_loop(file, chooses ? 0 : s->o->count, on_packet,
                                     (u_char *)&reading);
    progress_end(&from->progress);
    from->drops += savefile_drops(file);
    session_missed(s, 0, from->drops);
    if (!session_sound(s, e))
        return false;
    *status = whole ? 0 : 1;
    if (whole)
        return true;
    if (!session_flush(s, e))
        return false;
    complain("pcap_loop: %s", savefile_complaint(file));
    return true;
}

/* A file under survey. */
struct surveying {
    struct session *s;
    struct savefile *file;
    struct survey *survey;
};

static void on_surveyed(u_char *user, const struct pcap_pkthdr *h,
                        const u_char *data)
{
    struct surveying *v = (struct surveying *)(void *)user;

    const struct tl_raw raw = pipeline_raw(&v->s->pl, h, data);
    survey_packet(v->survey, &raw);
    if (!session_goes_on(v->s))
        savefile_break(v->file);
}

/* Reads the file on standard input from its beginning. */
static struct survey *survey_file(struct session *s)
{
    const bool nano = s->setup.nanoseconds || s->setup.nanoseconds_if_possible;
    struct err unread = {0};
    struct surveying v = {s, savefile_open(STDIN_FILENO, nano, NULL, &unread),
                          NULL};

    if (v.file == NULL)
        return NULL; /* compressed: reading it once says what is wrong */
    v.survey = survey_new(&s->setup);
    if (v.survey != NULL) {
        savefile_filter(v.file, s->code);
        (void)savefile_loop(v.file, 0, on_surveyed, (u_char *)&v);
        survey_end(v.survey);
    }
    savefile_close(v.file);
    return v.survey;
}

/*
 * What was read of the file so far stays read: only its place moves. What has
 * no place, as a pipe, is read once.
 */
static struct survey *survey_first(struct session *s)
{
    if (!s->setup.surveys)
        return NULL;
    const off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR);
    if (at < 0 || lseek(STDIN_FILENO, 0, SEEK_SET) != 0)
        return NULL;
    struct survey *survey = survey_file(s);
    (void)lseek(STDIN_FILENO, at, SEEK_SET);
    return survey;
}

static bool read_file(struct session *s, struct sources *from, const char *path,
                      int *status, struct err *e)
{
    const struct source source = savefile_source(from->file);

    if (s->begun ? !go_on(s, &source, path, e) : !begin(s, &source, path, e))
        return false;
    struct survey *survey = survey_first(s);
    s->pl.survey = survey;
    const bool ok = read_packets(s, from, status, e);
    s->pl.survey = NULL;
    survey_free(survey);
    return ok;
}

static bool read_all(struct session *s, struct sources *from, int *status,
                     struct err *e)
{
    const bool nano = s->setup.nanoseconds || s->setup.nanoseconds_if_possible;
    char path[PATH_MAX];
    bool ok = true;

    while (ok && session_goes_on(s)) {
        from->file = next_file(from, nano, path, e);
        if (from->file == NULL)
            return e->text[0] == '\0';
        ok = read_file(s, from, path, status, e);
        savefile_close(from->file);
    }
    return ok;
}

static void say_count(uint64_t n, const char *what)
{
    if (n > 0)
        (void)fprintf(stderr, ", %" PRIu64 " %s", n, what);
}

/* What became of a text's lines. A text without a segment is a failure. */
static int say_counts(const struct pasted *text, const struct options *o,
                      int status)
{
    const struct pasted_counts counts = pasted_counts(text);
    const bool shows_fields =
        o->json || o->tree != OPTIONS_NO_TREE || o->write_file != NULL;

    if (counts.bare && (shows_fields || o->verbose > 0))
        complain("the text has no IP headers: ttl 64, id 0 and the like are "
                 "made up");
    if (counts.quiet && shows_fields)
        complain("the text was made with -q: flags and numbers are made up");
    if (o->absolute_seq && counts.uncounted)
        complain("-S: some connections begin before the text does: their "
                 "numbers are those of the text");
    (void)fprintf(stderr, "%" PRIu64 " segment%s read", counts.segments,
                  counts.segments == 1 ? "" : "s");
    say_count(counts.others, counts.others == 1 ? "other line" : "other lines");
    say_count(counts.quoted, "quoted twice");
    (void)fputc('\n', stderr);
    if (counts.segments == 0)
        complain_hint("no line here is tcpdump's about a TCP segment; a "
                      "capture is read with -r");
    return counts.segments == 0 && status == 0 ? EXIT_FAILURE : status;
}

/* Names are the text's: no others are known, and nobody is asked. */
static bool tell_names(const struct session *s, const struct pasted *text)
{
    if (text != NULL && s->pl.names != NULL)
        names_tell(s->pl.names, &(struct names_told){pasted_host_name,
                                                     pasted_port_name, text});
    return true;
}

static int run(const struct options *o)
{
    struct session s;
    struct sources from = sources_of(o, &s.self);
    struct err e = {0};
    int status = 0;

    if (!open_sources(&from, &e))
        return complain_of(&e);
    const int kept = source_descriptor(&from);
    const bool opened = session_open(&s, o, &kept, 1, &e);
    from.progress = progress_begin(s.setup.prints);
    const bool ok = opened && tell_names(&s, from.text) &&
                    start_sources(&from, &e) && session_prepare_files(&s, &e) &&
                    signals_catch(SIGNALS_FILES, &e) &&
                    confine(&from, &s.self, &s.codes, &e) &&
                    read_all(&s, &from, &status, &e);

    if (ok && o->count_only)
        session_print_count(&s);
    if (status == 0)
        session_interrupted(&s);
    status = session_close(&s, status, &e);
    if (ok && from.text != NULL)
        status = say_counts(from.text, o, status);
    close_sources(&from);
    return status;
}

/* -d: the code for packets of a file, the first of a list. */
static int dump_code(const struct options *o)
{
    struct confined self;
    struct filter_codes codes;
    struct sources from = sources_of(o, &self);
    char path[PATH_MAX];
    struct err e = {0};
    struct savefile *file = NULL;

    confine_plan(&self, o);
    filter_codes_open(&codes, o);
    if (open_sources(&from, &e) && start_sources(&from, &e) &&
        confine(&from, &self, &codes, &e))
        file = next_file(&from, false, path, &e);
    bool ok = file != NULL;
    if (ok) {
        const struct source source = savefile_source(file);
        if (o->read_text == NULL)
            session_announce(&source, path, true);
        ok = confine_possible(&self, &e) &&
             filter_codes_print(&codes, savefile_pcap(file), 0, o->dump_code,
                                &e);
    }
    savefile_close(file);
    filter_codes_free(&codes);
    close_sources(&from);
    return ok ? EXIT_SUCCESS : complain_of(&e);
}

int read_files(const struct options *o)
{
    if (o->read_count > 1 && o->dump_code == 0)
        return merge_files(o);
    return o->dump_code > 0 ? dump_code(o) : run(o);
}
