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

#include "complain.h"
#include "decode.h"
#include "devices.h"
#include "live.h"
#include "live_report.h"
#include "session.h"
#include "signals.h"

enum {
    BATCH = 2048,       /* packets between two looks at clock and signals */
    WAIT_MS = 10,       /* a packet's line is seen at most this much later */
    WAIT_FILE_MS = 100, /* with -w nobody is watching */
    TICK_MS = 1000,
    DRAIN_SECONDS = 1,
};

struct capture {
    const struct options *o;
    struct session s;
    struct live *live;
    int wait_ms; /* how long a packet may be in the kernel unseen */
    struct timespec now;
    time_t ticked;
    uint64_t told; /* the last "Got N" */
};

static void warn(const char *text)
{
    complain("WARNING: %s", text);
}

static bool open_device(struct capture *c, struct err *e)
{
    const struct options *o = c->o;
    const bool watched = o->write_file == NULL || o->print;

    c->wait_ms = watched ? WAIT_MS : WAIT_FILE_MS;
    c->live = live_open(
        &(struct live_config){
            .device = o->interface,
            .snaplen = o->snaplen,
            .buffer_bytes = o->buffer_bytes,
            .wait_ms = c->wait_ms,
            .promiscuous = !o->no_promisc,
            .monitor = o->monitor_mode,
            .immediate = o->immediate_mode,
            .nanoseconds = o->nanoseconds,
            .nanoseconds_if_possible = inspect_needs_nanoseconds(o),
            .tstamp_type = o->tstamp_type,
            .direction = o->direction,
            .warn = warn,
        },
        e);
    return c->live != NULL;
}

static void announce(const struct capture *c)
{
    char what[256];
    (void)snprintf(what, sizeof(what), "listening on %s", live_device(c->live));
    if (c->o->verbose == 0 && c->o->write_file == NULL)
        complain("verbose output suppressed, use -v[v]... for full protocol "
                 "decode");
    else
        complain_start();
    session_describe(live_pcap(c->live), what);
    (void)fputs(" bytes\n", stderr);
}

/* From everything open to nothing but reading packets. */
static bool settle(struct capture *c, struct err *e)
{
    const struct confine_needs needs = {.device =
                                            pcap_fileno(live_pcap(c->live))};

    if (c->o->write_file != NULL &&
        !session_open_files(&c->s, live_pcap(c->live), e))
        return false;
    announce(c);
    return signals_catch(SIGNALS_LIVE, e) && session_confine(&c->s, &needs, e);
}

/* As many packets or files as were asked for. */
static bool complete(const struct capture *c)
{
    return c->s.pl.full ||
           (c->o->count > 0 && c->s.pl.packets >= (uint64_t)c->o->count);
}

static int batch(const struct capture *c)
{
    if (c->o->count == 0)
        return BATCH;
    const uint64_t left = (uint64_t)c->o->count - c->s.pl.packets;
    return left < BATCH ? (int)left : BATCH;
}

/* Milliseconds until the clock gives something to do. */
static int until_due(const struct capture *c)
{
    const time_t due = c->s.pl.files ? rotate_due(c->s.pl.files) : 0;
    const int64_t past_ms = c->now.tv_nsec / 1000000;
    if (due == 0 || due > c->now.tv_sec + 1)
        return TICK_MS;
    const int64_t ms = (due - c->now.tv_sec) * 1000 - past_ms + 1;
    return ms < 0 ? 0 : (int)ms;
}

static void listen_for_names(struct capture *c)
{
    if (c->s.pl.names != NULL)
        names_listen(c->s.pl.names);
}

/* Nothing is waiting: what was printed goes out, and the process sleeps. */
static bool idle(struct capture *c, struct err *e)
{
    struct pollfd fds[] = {
        {.fd = signals_fd(), .events = POLLIN},
        {.fd = live_fd(c->live), .events = POLLIN},
    };
    const int most = fds[1].fd >= 0 ? until_due(c) : WAIT_MS;
    if (!sink_flush(&c->s.pl.sink, e))
        return false;
    listen_for_names(c);
    if (poll(fds, 2, most) < 0 && errno != EINTR)
        return err_set(e, "poll: %s", strerror(errno));
    if (fds[0].revents != 0)
        signals_clear();
    return true;
}

static bool answer_signals(struct capture *c, struct err *e)
{
    if (signals_for_statistics()) {
        live_report_now(c->s.pl.packets, live_count(c->live));
        pipeline_report(&c->s.pl);
    }
    if (signals_for_flush() && c->s.pl.files)
        return rotate_flush(c->s.pl.files, e);
    return true;
}

/* Once a second: nothing gathered gets old, and no counter wraps unseen. */
static bool tick(struct capture *c, struct err *e)
{
    const bool tells = c->o->verbose > 0 && c->o->write_file && !c->o->print;
    c->ticked = c->now.tv_sec;
    listen_for_names(c);
    (void)live_count(c->live);
    if (tells && c->told != c->s.pl.packets) {
        c->told = c->s.pl.packets;
        (void)fprintf(stderr, "Got %llu\r", (unsigned long long)c->told);
    }
    return c->s.pl.files == NULL || rotate_flush(c->s.pl.files, e);
}

static bool look_at_clock(struct capture *c, struct err *e)
{
    (void)clock_gettime(CLOCK_REALTIME, &c->now);
    if (c->s.pl.files) {
        const enum rotate_end end =
            rotate_tick(c->s.pl.files, c->now.tv_sec, e);
        c->s.pl.full = c->s.pl.full || end == ROTATE_LIMIT;
        if (end == ROTATE_FAILED)
            return false;
    }
    return c->ticked == c->now.tv_sec || tick(c, e);
}

/* At most `most` packets; how many is in `got`. */
static bool read_batch(struct capture *c, int *got, struct err *e)
{
    *got = live_read(c->live, batch(c), pipeline_packet, &c->s.pl, e);
    if (c->s.pl.failed)
        *e = c->s.pl.err;
    return *got >= 0 && !c->s.pl.failed;
}

/*
 * The signal to stop came while the kernel still had packets: they were
 * captured before it, and are read as far as that takes no long time.
 */
static bool drain(struct capture *c, struct err *e)
{
    const struct live_counts *n = live_count(c->live);
    const uint64_t there = n->received - n->dropped;
    const time_t until = c->now.tv_sec + DRAIN_SECONDS;
    struct pollfd device = {.fd = live_fd(c->live), .events = POLLIN};
    int got = 0;

    while (c->s.pl.packets < there && c->now.tv_sec <= until && !complete(c)) {
        if (!read_batch(c, &got, e) || !look_at_clock(c, e))
            return false;
        if (got == 0 && poll(&device, 1, 2 * c->wait_ms) == 0)
            break;
    }
    return true;
}

static bool read_packets(struct capture *c, struct err *e)
{
    bool ok = look_at_clock(c, e);
    int got = 0;

    while (ok && !complete(c) && !signals_to_stop())
        ok = read_batch(c, &got, e) && (got > 0 || idle(c, e)) &&
             answer_signals(c, e) && look_at_clock(c, e);
    return ok && (!signals_to_stop() || drain(c, e));
}

/* The words at the end, in tcpdump's order. */
static int finish(struct capture *c, bool ran, struct err *e)
{
    struct sink *out = &c->s.pl.sink;

    if (ran && !out->failed)
        session_interrupted(&c->s);
    if (ran && !out->failed && e->text[0] == '\0')
        (void)sink_flush(out, e);
    const bool stdout_failed = out->failed;
    const uint64_t captured = c->s.pl.packets;
    const int status = session_close(&c->s, EXIT_SUCCESS, e);
    if (ran && !stdout_failed)
        live_report_end(captured, live_count(c->live));
    return status;
}

static bool choose_link_type(struct capture *c, struct err *e)
{
    int chosen;

    if (!live_choose_link_type(c->live, c->o->link_type, &chosen, e))
        return false;
    if (chosen != LIVE_UNSET)
        complain("data link type %s", pcap_datalink_val_to_name(chosen));
    return true;
}

/* What needs no capture: -L, -d. False: the capture goes on. */
static bool only_asked(struct capture *c, bool *ok, struct err *e)
{
    if (c->o->list_link_types) {
        *ok = live_print_link_types(c->live, c->o->monitor_mode,
                                    decode_knows_link_type, e);
        return true;
    }
    *ok = choose_link_type(c, e) &&
          session_filter(&c->s, live_pcap(c->live), live_netmask(c->live), e);
    if (*ok && c->o->dump_code > 0)
        session_dump_code(&c->s);
    return c->o->dump_code > 0;
}

int capture_live(const struct options *o)
{
    struct capture c = {.o = o};
    struct err e = {0};
    bool ran = false;
    bool ok = session_open(&c.s, o, &e) && open_device(&c, &e) &&
              confine_possible(&c.s.self, &e);
    if (ok && !only_asked(&c, &ok, &e) && ok) {
        pipeline_source(&c.s.pl, live_pcap(c.live));
        if (c.s.pl.names != NULL)
            names_local(c.s.pl.names, ntohl(live_network(c.live)),
                        ntohl(live_netmask(c.live)));
        ran = settle(&c, &e);
        if (ran)
            (void)read_packets(&c, &e);
    }
    const int status = finish(&c, ran, &e);
    /* Behind the walls a device cannot be closed: it goes with the process. */
    if (!c.s.self.walled)
        live_close(c.live);
    return status;
}

int capture_lists(const struct options *o)
{
    struct err e = {0};
    const bool ok = o->list_interfaces
                        ? devices_print(stdout, &e)
                        : live_print_tstamp_types(o->interface, &e);
    if (ok)
        return EXIT_SUCCESS;
    complain("%s", e.text);
    return e.exit_code;
}
