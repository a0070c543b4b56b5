/*
 * capture_live.c - a run over a device.
 *
 * The device, the filter and the first savefile are opened with whatever
 * privileges the process has; then it gives them up, raises the sandbox, and
 * only then looks at a packet.
 */
#include "capture_live.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "around.h"
#include "complain.h"
#include "count.h"
#include "decode.h"
#include "devices.h"
#include "live.h"
#include "live_report.h"
#include "lives.h"
#include "session.h"
#include "signals.h"

enum {
    BATCH = 2048,       /* packets between two looks at clock and signals */
    WAIT_MS = 10,       /* a packet's line is seen at most this much later */
    WAIT_FILE_MS = 100, /* with -w nobody is watching */
    TICK_MS = 1000,
    FLUSH_MS = 200, /* what kill -9 may cost of -w, were the ring never empty */
    DRAIN_SECONDS = 5, /* a second signal ends it at once */
};

struct capture {
    const struct options *o;
    struct session s;
    struct live *live;     /* the device; the first of several */
    struct lives *several; /* NULL: there is one */
    struct around around;  /* the command behind "--" */
    int wait_ms;           /* how long a packet may be in the kernel unseen */
    struct timespec now;
    time_t ticked;
    int64_t flushed; /* when files of -w were, in milliseconds */
    uint64_t told;   /* the last "Got N" */
    int64_t over_at; /* --duration, by a clock that never jumps; or 0 */
};

static void warn(const char *text)
{
    complain("WARNING: %s", text);
}

static struct live_config config_of(struct capture *c)
{
    const struct options *o = c->o;
    const struct setup setup = setup_of(o);
    const bool watched = !setup.writes || setup.prints;

    c->wait_ms = watched ? WAIT_MS : WAIT_FILE_MS;
    return (struct live_config){
        .device = o->interface,
        .snaplen = o->snaplen == OPTIONS_SNAPLEN ? 0 : o->snaplen,
        .buffer_bytes = o->buffer_bytes,
        .wait_ms = c->wait_ms,
        .promiscuous = !o->no_promisc,
        .monitor = o->monitor_mode,
        .immediate = o->immediate_mode,
        .nanoseconds = setup.nanoseconds,
        .nanoseconds_if_possible = setup.nanoseconds_if_possible,
        .tstamp_type = o->tstamp_type,
        .direction = o->direction,
        .warn = warn,
    };
}

/* All together have the memory that one alone would have. */
static bool open_several(struct capture *c, struct err *e)
{
    enum { LEAST_BYTES = 2 << 20 };
    const struct options *o = c->o;
    struct live_config config = config_of(c);
    const int share = LIVE_BUFFER_BYTES / 2 / (int)o->interface_count;

    if (config.buffer_bytes == 0)
        config.buffer_bytes = share > LEAST_BYTES ? share : LEAST_BYTES;
    c->several = lives_new(2 * c->wait_ms);
    if (c->several == NULL)
        return err_set(e, "not enough memory");
    for (unsigned i = 0; i < o->interface_count; i++) {
        config.device = o->interfaces[i];
        if (!lives_add(c->several, &config, e))
            return false;
    }
    c->live = lives_tap(c->several, 0);
    return true;
}

static bool open_device(struct capture *c, struct err *e)
{
    const struct options *o = c->o;
    const struct live_config config = config_of(c);

    if (o->interface_count > 1 && !o->list_link_types && o->dump_code == 0)
        return open_several(c, e);
    c->live = live_open(&config, e);
    if (c->live == NULL && o->interface == NULL && filter_is_a_file(o->words))
        (void)err_hint(e, "%s is a file: read it with -r", o->words[0]);
    return c->live != NULL;
}

static void describe(const struct live *live)
{
    const struct source from = source_of(live_pcap(live));
    char what[256];

    (void)snprintf(what, sizeof(what), "listening on %s", live_device(live));
    session_describe(&from, what);
    (void)fputs(" bytes\n", stderr);
}

/* Of several interfaces what each one is, and then that all of them listen. */
static void announce(const struct capture *c)
{
    size_t told = 0;

    if (c->o->verbose == 0 && c->o->write_file == NULL && c->o->command == NULL)
        complain("verbose output suppressed, use -v[v]... for full protocol "
                 "decode");
    else
        complain_start();
    if (c->several == NULL) {
        describe(c->live);
        return;
    }
    for (size_t i = 0; i < lives_taps(c->several); i++)
        if (lives_device_of(c->several, i) == told) {
            describe(lives_tap(c->several, i));
            told++;
        }
}

/* In a signal handler: the one call libpcap allows there. */
static void break_wait(void *p)
{
    pcap_breakloop(p);
}

static int64_t steady_ns(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * TL_BILLION + now.tv_nsec;
}

static size_t sockets(const struct capture *c, int fds[LIVES_TAPS])
{
    size_t n = 0;

    if (c->several == NULL)
        fds[n++] = pcap_fileno(live_pcap(c->live));
    else
        for (; n < lives_taps(c->several); n++)
            fds[n] = pcap_fileno(live_pcap(lives_tap(c->several, n)));
    return n;
}

/* From everything open to nothing but reading packets. */
static bool settle(struct capture *c, struct err *e)
{
    if (c->s.setup.writes && !session_open_files(&c->s, e))
        return false;
    announce(c);
    int fds[LIVES_TAPS] = {-1};
    const size_t count = sockets(c, fds);
    const struct confine_device device = {
        .fds = fds,
        .count = fds[0] >= 0 ? count : 0,
        .module = !live_is_packet_socket(c->live),
    };
    if (live_waits(c->live))
        signals_wake(break_wait, live_pcap(c->live));
    if (!signals_catch(SIGNALS_LIVE, e) || !session_confine(&c->s, &device, e))
        return false;
    if (c->o->duration > 0)
        c->over_at = steady_ns() + c->o->duration;
    session_say_confined(&c->s);
    around_begin(&c->around);
    if (c->s.self.user.missing)
        complain("WARNING: this system has neither a user '" TCPLINE_USER
                 "' nor 'tcpdump': the capture stays root's, without "
                 "capabilities; -Z names another user");
    return true;
}

/* How many packets -c still asks for, UINT64_MAX without it. */
static uint64_t left_to_take(const struct capture *c)
{
    const uint64_t all = (uint64_t)c->o->count, got = session_taken(&c->s);

    if (all == 0)
        return UINT64_MAX;
    return got < all ? all - got : 0;
}

static bool is_over(struct capture *c)
{
    return around_is_over(&c->around) ||
           (c->over_at != 0 && steady_ns() >= c->over_at);
}

/* Milliseconds until --duration is over, no more than `most`. */
static int until_over(const struct capture *c, int most)
{
    if (c->over_at == 0)
        return most;
    const int64_t ms = (c->over_at - steady_ns()) / TL_MICRO + 1;
    return ms > most ? most : ms < 0 ? 0 : (int)ms;
}

/* Milliseconds until the clock of -G gives something to do. */
static int until_due(const struct capture *c)
{
    const time_t due = session_files_due(&c->s);
    const int64_t past_ms = c->now.tv_nsec / 1000000;
    if (due == 0 || due > c->now.tv_sec + 1)
        return TICK_MS;
    const int64_t ms = (due - c->now.tv_sec) * 1000 - past_ms + 1;
    return ms < 0 ? 0 : (int)ms;
}

static size_t devices_to_poll(const struct capture *c, struct pollfd *fds)
{
    if (c->several != NULL)
        return lives_poll(c->several, fds);
    *fds = (struct pollfd){.fd = live_fd(c->live), .events = POLLIN};
    return 1;
}

static const struct live_counts *count(struct capture *c)
{
    return c->several != NULL ? lives_count_all(c->several)
                              : live_count(c->live);
}

/* Nothing is waiting: what was printed goes out, and the process sleeps. */
static bool idle(struct capture *c, struct err *e)
{
    struct pollfd fds[2 + LIVES_TAPS] = {
        {.fd = signals_fd(), .events = POLLIN},
        {.fd = around_fd(&c->around), .events = POLLIN},
    };
    const size_t n = 2 + devices_to_poll(c, fds + 2);
    const int blind = live_waits(c->live) ? 0 : WAIT_MS;
    const bool sees = c->several != NULL || fds[2].fd >= 0;
    int most = until_over(c, sees ? until_due(c) : blind);
    if (c->several != NULL)
        most = lives_wait(c->several, most);
    if (!session_flush(&c->s, e) || !session_flush_files(&c->s, e))
        return false;
    session_listen(&c->s);
    if (poll(fds, n, most) < 0 && errno != EINTR)
        return err_set(e, "poll: %s", strerror(errno));
    if (fds[0].revents != 0)
        signals_clear();
    return true;
}

static void note_missed(struct capture *c)
{
    const struct live_counts *n = count(c);

    session_missed(&c->s, n->dropped, n->if_dropped);
}

static bool answer_signals(struct capture *c, struct err *e)
{
    if (signals_for_statistics()) {
        live_report_now(session_taken(&c->s), count(c));
        note_missed(c);
        session_report(&c->s);
    }
    return !signals_for_flush() || session_flush_files(&c->s, e);
}

/* Once a second: no counter wraps unseen. */
static void tick(struct capture *c)
{
    const bool tells = c->o->verbose > 0 && c->o->write_file && !c->o->print;
    const uint64_t packets = session_taken(&c->s);
    c->ticked = c->now.tv_sec;
    session_listen(&c->s);
    (void)count(c);
    if (tells && c->told != packets) {
        c->told = packets;
        (void)fprintf(stderr, "Got %llu\r", (unsigned long long)c->told);
    }
}

/* Nothing gathered gets old. */
static bool flush_in_time(struct capture *c, struct err *e)
{
    const int64_t ms = (int64_t)c->now.tv_sec * 1000 + c->now.tv_nsec / 1000000;

    if (ms >= c->flushed && ms < c->flushed + FLUSH_MS)
        return true;
    c->flushed = ms;
    return session_flush_files(&c->s, e);
}

static bool look_at_clock(struct capture *c, struct err *e)
{
    (void)clock_gettime(CLOCK_REALTIME, &c->now);
    if (c->ticked != c->now.tv_sec)
        tick(c);
    return session_tick_files(&c->s, c->now.tv_sec, e) && flush_in_time(c, e);
}

/* One of several interfaces' packets: each has its link type. */
static bool take(void *user, const struct lives_packet *p)
{
    struct capture *c = user;

    const struct source from =
        source_of(live_pcap(lives_tap(c->several, p->tap)));

    c->s.source = from.pcap;
    pipeline_source(&c->s.pl, &from);
    c->s.pl.via = p->via;
    session_packet((u_char *)&c->s, p->head, p->data);
    return session_goes_on(&c->s);
}

/* The packets that are there, but not too many; how many is in `got`. */
static bool read_batch(struct capture *c, int *got, struct err *e)
{
    const uint64_t left = left_to_take(c);
    const int most = left < BATCH ? (int)left : BATCH;

    *got = c->several != NULL
               ? lives_read(c->several, most, take, c, e)
               : live_read(c->live, most, session_packet, &c->s, e);
    return session_sound(&c->s, e) && *got >= 0;
}

/*
 * The signal to stop came while the kernel still had packets: they were
 * captured before it, and are read as far as that takes no long time.
 */
static bool drain(struct capture *c, struct err *e)
{
    const struct live_counts *n = count(c);
    const uint64_t there = n->received - n->dropped;
    const time_t until = c->now.tv_sec + DRAIN_SECONDS;
    struct pollfd fds[LIVES_TAPS];
    int got = 0;

    if (c->several != NULL)
        lives_drain(c->several);
    while (!live_waits(c->live) && session_packets(&c->s) < there &&
           c->now.tv_sec <= until && session_outcome(&c->s) != OUTCOME_FULL &&
           left_to_take(c) > 0) {
        if (!read_batch(c, &got, e) || !look_at_clock(c, e))
            return false;
        if (got == 0 && poll(fds, devices_to_poll(c, fds), 2 * c->wait_ms) == 0)
            break;
    }
    return true;
}

static bool read_packets(struct capture *c, struct err *e)
{
    const bool waits = live_waits(c->live); /* then nothing may be pending */
    bool ok = look_at_clock(c, e);
    int got = 0;

    while (ok && session_goes_on(&c->s) && left_to_take(c) > 0 && !is_over(c))
        ok = read_batch(c, &got, e) && ((got > 0 && !waits) || idle(c, e)) &&
             answer_signals(c, e) && look_at_clock(c, e);
    return ok && (!(signals_to_stop() || is_over(c)) || drain(c, e));
}

/* The words at the end, in tcpdump's order. */
static int finish(struct capture *c, bool ran, struct err *e)
{
    if (ran && session_outcome(&c->s) != OUTCOME_SINK_FAILED) {
        session_interrupted(&c->s);
        if (e->text[0] == '\0')
            (void)session_flush(&c->s, e);
    }
    const bool told = ran && session_outcome(&c->s) != OUTCOME_SINK_FAILED;
    const uint64_t captured = session_taken(&c->s);
    if (ran)
        note_missed(c);
    const int status = session_close(&c->s, EXIT_SUCCESS, e);
    if (told)
        live_report_end(captured, count(c));
    for (size_t i = 0;
         told && c->several != NULL && i < lives_devices(c->several); i++) {
        const struct live_counts n = lives_count(c->several, i);

        live_report_of(lives_via(c->several, i)->interface,
                       lives_captured(c->several, i), &n);
    }
    return status;
}

static bool choose_of(const struct capture *c, struct live *live, struct err *e)
{
    int chosen;

    if (!live_choose_link_type(live, c->o->link_type, &chosen, e))
        return false;
    if (chosen != LIVE_UNSET)
        complain("data link type %s", pcap_datalink_val_to_name(chosen));
    return true;
}

static bool choose_link_type(const struct capture *c, struct err *e)
{
    if (c->several == NULL)
        return choose_of(c, c->live, e);
    for (size_t i = 0; i < lives_taps(c->several); i++)
        if (!choose_of(c, lives_tap(c->several, i), e))
            return false;
    return true;
}

/* Files of -w have one link type. */
static bool are_alike(const struct capture *c, struct err *e)
{
    const struct live *first = c->live;

    if (c->several == NULL || c->o->write_file == NULL)
        return true;
    for (size_t i = 1; i < lives_taps(c->several); i++) {
        const struct live *one = lives_tap(c->several, i);

        if (pcap_datalink(live_pcap(one)) != pcap_datalink(live_pcap(first)))
            return err_set(e,
                           "-i %s: its link type is not that of %s: -w writes "
                           "one",
                           live_device(one), live_device(first));
    }
    return true;
}

/* Which network is meant by "ip broadcast" is not known of several. */
static bool filter_several(struct capture *c, struct err *e)
{
    for (size_t i = 0; c->several != NULL && i < lives_taps(c->several); i++) {
        pcap_t *p = live_pcap(lives_tap(c->several, i));
        struct bpf_program *code =
            filter_codes_for(&c->s.codes, p, PCAP_NETMASK_UNKNOWN, e);

        if (code == NULL || !lives_filter(c->several, i, code, e))
            return false;
    }
    return true;
}

/* What filters are compiled for; the array is the compiler's while it runs. */
static bool start_filter(struct capture *c, struct err *e)
{
    pcap_t *devices[LIVES_TAPS] = {live_pcap(c->live)};
    size_t n = 1;

    for (; c->several != NULL && n < lives_taps(c->several); n++)
        devices[n] = live_pcap(lives_tap(c->several, n));
    return filter_codes_start(&c->s.codes, devices, n, confine_resolver,
                              &c->s.self, e);
}

/* What needs a device, but no capture: -L, -d. */
static bool answer(struct capture *c, struct err *e)
{
    struct confined self;

    confine_plan(&self, c->o);
    if (!open_device(c, e) || !confine_possible(&self, e))
        return false;
    if (c->o->list_link_types)
        return live_print_link_types(c->live, c->o->monitor_mode,
                                     decode_knows_link_type, e);
    /* As tcpdump's, this code is that of a device without a network. */
    return choose_link_type(c, e) &&
           filter_codes_dump(c->o, live_pcap(c->live), true, confine_resolver,
                             &self, e);
}

static int ask_device(const struct options *o)
{
    struct capture c = {.o = o};
    struct err e = {0};
    const bool ok = answer(&c, &e);

    live_close(c.live);
    return ok ? EXIT_SUCCESS : complain_of(&e);
}

static bpf_u_int32 netmask(const struct capture *c)
{
    return c->several != NULL ? PCAP_NETMASK_UNKNOWN : live_netmask(c->live);
}

static bool choose_source(struct capture *c, struct err *e)
{
    const struct source from = source_of(live_pcap(c->live));

    return session_source(&c->s, &from, netmask(c), e);
}

/* From nothing open to everything that a capture needs. */
static bool begin(struct capture *c, struct err *e)
{
    if (!session_open(&c->s, c->o, &c->around.helper.fd, 1, e) ||
        !open_device(c, e) || !confine_possible(&c->s.self, e) ||
        !choose_link_type(c, e) || !are_alike(c, e) || !start_filter(c, e) ||
        !choose_source(c, e) || !filter_several(c, e))
        return false;
    session_local_network(&c->s, ntohl(live_network(c->live)),
                          ntohl(live_netmask(c->live)));
    return settle(c, e);
}

int capture_live(const struct options *o)
{
    struct capture c = {.o = o};
    struct err e = {0};

    if (o->list_link_types || o->dump_code > 0)
        return ask_device(o);
    if (!around_prepare(&c.around, o->command, &e))
        return complain_of(&e);
    const bool ran = begin(&c, &e);
    if (ran)
        (void)read_packets(&c, &e);
    const int status = finish(&c, ran, &e);
    /* Behind the walls a device cannot be closed: it goes with the process. */
    if (!c.s.self.walled && c.several != NULL)
        lives_free(c.several);
    else if (!c.s.self.walled)
        live_close(c.live);
    return around_end(&c.around, status);
}

int capture_lists(const struct options *o)
{
    struct err e = {0};
    const bool ok = o->list_interfaces
                        ? devices_print(stdout, &e)
                        : live_print_tstamp_types(o->interface, &e);
    return ok ? EXIT_SUCCESS : complain_of(&e);
}
