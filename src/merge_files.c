/*
 * merge_files.c - a run over several files of -r, merged by time.
 *
 * All files are opened first, then privileges go and the walls are raised, and
 * only then the first byte of any is read. Stamps are compared in nanoseconds,
 * whatever is shown of them.
 */
#include "merge_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "complain.h"
#include "libpcap.h"
#include "merge.h"
#include "progress.h"
#include "savefile.h"
#include "session.h"
#include "signals.h"
#include "unpack.h"

struct merging {
    const struct options *o;
    struct session s;
    size_t opened;
    int fds[OPTIONS_FILES]; /* of the files not yet handed on; or -1 */
    struct unpacker like;
    struct unpackers starter;
    struct unpacker *unpackers; /* one a file, started if it is compressed */
    struct merge *merge;
    size_t current; /* the file whose packets come */
    bool nano;      /* what is shown and written are nanoseconds */
    struct progress progress;
    int status;
};

/* Each file takes a descriptor, a compressed one two. */
static void allow_descriptors(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static bool open_all(struct merging *m, struct err *e)
{
    const struct options *o = m->o;

    allow_descriptors();
    for (; m->opened < o->read_count; m->opened++) {
        const int fd = savefile_descriptor(o->read_files[m->opened], e);

        if (fd < 0 && errno == EMFILE)
            return err_hint(e,
                            "%zu of the %u files are open; ulimit -n says "
                            "how many may be",
                            m->opened, o->read_count);
        if (fd < 0)
            return false;
        m->fds[m->opened] = fd;
    }
    return true;
}

/* The processes that need privileges are started before these go. */
static bool confine(struct merging *m, struct err *e)
{
    const struct confine_needs needs = {.helpers = true};

    return filter_codes_start(&m->s.codes, NULL, 0, confine_resolver,
                              &m->s.self, e) &&
           confine_user(&m->s.self, e) && libpcap_load(e) &&
           unpackers_start(&m->starter, &m->like, e) &&
           confine_calls(&m->s.self, &needs, e);
}

/* Which of many files it is that is no savefile. */
static bool name_it(struct err *e, const char *path)
{
    const struct err why = *e;

    (void)err_set(e, "%s: %s", path, why.text);
    e->exit_code = why.exit_code;
    return why.hint[0] != '\0' && err_hint(e, "%s", why.hint);
}

static bool open_one(struct merging *m, size_t i, struct err *e)
{
    const char *path = m->o->read_files[i];
    const int fd = m->fds[i];

    m->fds[i] = -1;
    m->unpackers[i] = (struct unpacker){.helper = {.fd = -1, .pid = -1},
                                        .from = &m->starter,
                                        .memory_mib = m->like.memory_mib};
    struct savefile *file = savefile_open_among(fd, true, &m->unpackers[i], e);
    if (file == NULL)
        return name_it(e, path);
    merge_add(m->merge, file);
    const struct source from = savefile_source(file);
    session_announce(&from, path, i == 0);
    return true;
}

/* Files of -w have one link type. */
static bool fits(struct merging *m, size_t i, struct err *e)
{
    const int link_type = pcap_datalink(savefile_pcap(merge_file(m->merge, i)));
    const int first = pcap_datalink(savefile_pcap(merge_file(m->merge, 0)));

    if (!m->s.setup.only_prints && link_type != first)
        return err_set(e, "%s: its link type is not that of %s: -w writes one",
                       m->o->read_files[i], m->o->read_files[0]);
    if (filter_codes_full(&m->s.codes, link_type))
        return err_set(e, "%s: no more than %d link types can be merged",
                       m->o->read_files[i], FILTER_CODES_MAX);
    return true;
}

static bool set_filter(struct merging *m, size_t i, struct err *e)
{
    struct savefile *file = merge_file(m->merge, i);
    pcap_t *p = savefile_pcap(file);

    if (!fits(m, i, e))
        return false;
    struct bpf_program *code = filter_codes_for(&m->s.codes, p, 0, e);
    if (code == NULL)
        return false;
    savefile_filter(file, code);
    return pcap_setfilter(p, code) == 0 || err_set(e, "%s", pcap_geterr(p));
}

/* What is written has room for the longest packets of all. */
static bool choose_head(struct merging *m, struct err *e)
{
    pcap_t *first = savefile_pcap(merge_file(m->merge, 0));
    int snaplen = 0;

    for (size_t i = 0; i < merge_count(m->merge); i++) {
        const int one = pcap_snapshot(savefile_pcap(merge_file(m->merge, i)));

        snaplen = one > snaplen ? one : snaplen;
    }
    m->s.alike = pcap_open_dead_with_tstamp_precision(
        pcap_datalink(first), snaplen,
        m->nano ? PCAP_TSTAMP_PRECISION_NANO : PCAP_TSTAMP_PRECISION_MICRO);
    return m->s.alike != NULL || err_set(e, "not enough memory");
}

/* The pipeline is told of another file's packets. */
static void switch_to(struct merging *m, size_t file)
{
    const struct source from = savefile_source(merge_file(m->merge, file));

    m->current = file;
    m->s.source = from.pcap;
    pipeline_source(&m->s.pl, &from);
    m->s.pl.part_ns = m->nano ? 1 : 1000;
}

static bool begin(struct merging *m, struct err *e)
{
    m->unpackers = calloc(m->o->read_count, sizeof(*m->unpackers));
    m->merge = merge_new(m->o->read_count);
    if (m->unpackers == NULL || m->merge == NULL)
        return err_set(e, "not enough memory");
    for (size_t i = 0; i < m->o->read_count; i++)
        if (!open_one(m, i, e))
            return false;
    const struct source first = savefile_source(merge_file(m->merge, 0));
    if (!confine_possible(&m->s.self, e) || !choose_head(m, e) ||
        !session_source(&m->s, &first, 0, e))
        return false;
    for (size_t i = 0; i < m->o->read_count; i++)
        if (!set_filter(m, i, e))
            return false;
    if (m->s.setup.writes && !session_begin_files(&m->s, e))
        return false;
    session_say_confined(&m->s);
    switch_to(m, 0);
    return true;
}

static bool take(struct merging *m, struct merge_packet *p)
{
    if (p->file != m->current)
        switch_to(m, p->file);
    if (!m->nano)
        p->head.ts.tv_usec /= 1000;
    session_packet((u_char *)&m->s, &p->head, p->data);
    progress_packet(&m->progress, session_packets(&m->s));
    return session_goes_on(&m->s) &&
           (m->o->count == 0 || session_taken(&m->s) < (uint64_t)m->o->count);
}

/* As far as it could be read; the others are not damaged by that. */
static bool say_damaged(struct merging *m, size_t file, struct err *e)
{
    progress_end(&m->progress);
    if (!session_goes_on(&m->s))
        return true;
    m->status = EXIT_FAILURE;
    if (!session_flush(&m->s, e))
        return false;
    complain("%s: pcap_loop: %s", m->o->read_files[file],
             savefile_complaint(merge_file(m->merge, file)));
    return true;
}

/* All files together; their sizes only if all are known. */
static struct savefile_position position(const void *files)
{
    const struct merge *merge = files;
    struct savefile_position all = {0};
    bool known = true;

    for (size_t i = 0; i < merge_count(merge); i++) {
        const struct savefile_position one =
            savefile_position(merge_file(merge, i));

        all.bytes += one.bytes;
        all.all += one.all;
        known = known && one.all > 0;
    }
    if (!known)
        all.all = 0;
    return all;
}

static void note_drops(struct merging *m)
{
    uint64_t drops = 0;

    for (size_t i = 0; i < merge_count(m->merge); i++)
        drops += savefile_drops(merge_file(m->merge, i));
    session_missed(&m->s, 0, drops);
}

static bool read_packets(struct merging *m, struct err *e)
{
    struct merge_packet p;
    bool goes_on = session_goes_on(&m->s);

    progress_read(&m->progress, position, m->merge);
    while (goes_on)
        switch (merge_next(m->merge, &p)) {
        case MERGE_PACKET:
            goes_on = take(m, &p);
            break;
        case MERGE_DAMAGED:
            if (!say_damaged(m, p.file, e))
                return false;
            goes_on = session_goes_on(&m->s);
            break;
        case MERGE_END:
            goes_on = false;
            break;
        }
    progress_end(&m->progress);
    note_drops(m);
    return session_sound(&m->s, e);
}

static void close_all(struct merging *m)
{
    for (size_t i = 0; i < m->opened; i++)
        if (m->fds[i] > STDERR_FILENO)
            (void)close(m->fds[i]);
    merge_free(m->merge);
    for (size_t i = 0; m->unpackers != NULL && i < m->o->read_count; i++)
        unpacker_finish(&m->unpackers[i]);
    free(m->unpackers);
    unpackers_finish(&m->starter);
    if (m->s.alike != NULL)
        pcap_close(m->s.alike);
}

static int run(struct merging *m)
{
    struct err e = {0};

    if (!open_all(m, &e)) {
        close_all(m);
        return complain_of(&e);
    }
    const bool opened = session_open(&m->s, m->o, m->fds, m->opened, &e);
    m->progress = progress_begin(m->s.setup.prints);
    const bool ok = opened && session_prepare_files(&m->s, &e) &&
                    signals_catch(SIGNALS_FILES, &e) && confine(m, &e);
    m->nano = m->s.setup.nanoseconds || m->s.setup.nanoseconds_if_possible;
    const bool done = ok && begin(m, &e) && read_packets(m, &e);

    if (done && m->o->count_only)
        session_print_count(&m->s);
    if (m->status == 0)
        session_interrupted(&m->s);
    const int status = session_close(&m->s, m->status, &e);
    close_all(m);
    return status;
}

int merge_files(const struct options *o)
{
    struct merging *m = calloc(1, sizeof(*m));

    if (m == NULL) {
        complain("not enough memory");
        return EXIT_FAILURE;
    }
    m->o = o;
    m->starter.helper.fd = -1;
    m->like = (struct unpacker){.helper = {.fd = -1},
                                .settle = confine_unpacker,
                                .ctx = &m->s.self,
                                .memory_mib = o->unpack_mib};
    const int status = run(m);
    free(m);
    return status;
}
