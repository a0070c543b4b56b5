/*
 * pipeline.c - one packet's way through the program.
 */
#include "pipeline.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "conn.h"
#include "decode.h"
#include "expect_report.h"
#include "flight.h"
#include "flow_table.h"
#include "part_of.h"
#include "parts.h"
#include "secrets.h"
#include "shortage.h"
#include "survey.h"

/* What --only and --stream let through; without them, every packet. */
static bool is_wanted(const struct setup *setup, const struct record *rec)
{
    const struct tl_judgement *j = rec->judged;

    if (!setup->has_only && setup->streams == NULL)
        return true;
    return j != NULL &&
           (!setup->has_only ||
            only_matches(&setup->only, j->seg, &j->verdict, rec->diagnosis)) &&
           (setup->streams == NULL ||
            stream_list_has(setup->streams, j->verdict.stream));
}

/* Decode, track, judge, choose: false for a packet that is not wanted. */
static bool look_into(struct pipeline *pl, struct record *rec)
{
    const struct setup *setup = pl->setup;

    decode_packet(&pl->packet.raw, &pl->packet);
    if (pl->retold != NULL && pl->retold->has_step)
        rec->step = pl->retold->step;
    else if (setup->tracks)
        conn_track(pl->conns, rec->pkt, setup->tracks_quoted, &rec->step);
    if (setup->judges && (pl->retold == NULL || !pl->retold->unjudged))
        judge_record(&pl->judge, rec);
    if (pl->survey != NULL && rec->judged != NULL)
        rec->complete =
            survey_complete(pl->survey, rec->judged->verdict.stream);
    if (setup->expects != NULL)
        expect_record(&pl->expects, rec);
    return is_wanted(setup, rec);
}

/*
 * As tcpdump, which reads -E where it first needs it: a capture without ESP
 * never hears of a wrong one, and the line that needs it is the last.
 */
static bool has_keys(struct pipeline *pl)
{
    if (pl->secrets == NULL || secrets_sound(pl->secrets, &pl->err))
        return true;
    text_truncate(&pl->sink.text, text_len(&pl->sink.text) - 1);
    return false;
}

static bool show_packet(struct pipeline *pl, const struct record *rec)
{
    pl->form.record(pl->form.ctx, rec, &pl->sink.text);
    if (has_keys(pl) && sink_record(&pl->sink, &pl->err))
        return true;
    pl->outcome = shortage_seen() ? OUTCOME_NO_MEMORY : OUTCOME_SINK_FAILED;
    return false;
}

/* What was learned of a packet without memory for it is not shown. */
static bool has_memory(struct pipeline *pl)
{
    if (!shortage_seen())
        return true;
    pl->outcome = OUTCOME_NO_MEMORY;
    return shortage_err(&pl->err);
}

static bool save_packet(struct pipeline *pl, const struct pcap_pkthdr *h,
                        const u_char *data)
{
    const time_t now = rotate_asks_clock(pl->files) ? time(NULL) : 0;

    switch (rotate_put(pl->files, h, data, now, &pl->err)) {
    case ROTATE_GOES_ON:
        return true;
    case ROTATE_LIMIT:
        pl->packets--; /* the packet after the last file */
        pl->taken--;
        pl->outcome = OUTCOME_FULL;
        return false;
    case ROTATE_FAILED:
        break;
    }
    pl->outcome = OUTCOME_FILE_FAILED;
    return false;
}

static bool part_packet(struct pipeline *pl, const struct pcap_pkthdr *h,
                        const u_char *data)
{
    const unsigned n = part_of(pl->parter, &pl->packet, pl->setup->parts);

    if (parts_put(pl->parts, n, h, data, &pl->err))
        return true;
    pl->outcome = OUTCOME_FILE_FAILED;
    return false;
}

/* Into the flight recorder's memory, and its files. */
static bool fly(struct pipeline *pl, const struct pcap_pkthdr *h,
                const u_char *data, const struct record *rec)
{
    const struct tl_judgement *j = rec->judged;
    const struct tl_ends ends = ends_of(pl->parter, rec->pkt);
    const bool trouble =
        j != NULL && only_matches(&pl->setup->record_on, j->seg, &j->verdict,
                                  rec->diagnosis);

    if (flight_packet(pl->flight, h, data, rec->pkt->raw.time.ns, pl->packets,
                      &ends, trouble, &pl->err))
        return true;
    pl->outcome = OUTCOME_FILE_FAILED;
    return false;
}

/* By the packets' own clock, which the first of them starts. */
static bool is_over(struct pipeline *pl)
{
    const int64_t now = pl->packet.raw.time.ns;

    if (pl->packets == 1 &&
        __builtin_add_overflow(now, pl->setup->duration, &pl->over_at))
        pl->over_at = INT64_MAX;
    return now > pl->over_at;
}

static bool is_sampled(const struct pipeline *pl)
{
    return pl->setup->sample == 0 || pl->taken % pl->setup->sample == 0;
}

/* Wherever packets go besides being printed. */
static bool save(struct pipeline *pl, const struct pcap_pkthdr *h,
                 const u_char *data)
{
    return (pl->files == NULL || save_packet(pl, h, data)) &&
           (pl->parts == NULL || part_packet(pl, h, data));
}

/* What differs from packet to packet. */
static void fill_raw(const struct pipeline *pl, const struct pcap_pkthdr *h,
                     const u_char *data, struct tl_raw *raw)
{
    raw->data = data;
    raw->cap_len = h->caplen;
    raw->wire_len = h->len;
    raw->time = tl_stamp(h->ts.tv_sec, h->ts.tv_usec * pl->part_ns);
    raw->number = pl->packets;
    raw->via = pl->via;
    raw->retold = pl->retold;
}

struct tl_raw pipeline_raw(const struct pipeline *pl,
                           const struct pcap_pkthdr *h, const u_char *data)
{
    struct tl_raw raw = pl->packet.raw;

    fill_raw(pl, h, data, &raw);
    return raw;
}

void pipeline_expect(struct pipeline *pl, struct upcoming *u)
{
    struct flow_table *table =
        pl->conns != NULL ? conn_table_flows(pl->conns) : NULL;
    struct glance soon[FLOW_AHEAD];
    struct flow flows[FLOW_AHEAD];
    const uint8_t *data;
    uint32_t cap_len;
    size_t n = 0;

    if (table == NULL || !flow_table_is_large(table))
        return;
    for (int i = 0; i < FLOW_AHEAD && upcoming_next(u, &data, &cap_len); i++)
        n += glance_at(pl->packet.raw.link_type, data, cap_len, &soon[n]);
    n = flow_table_expect(table, soon, n, flows);
    if (pl->setup->judges)
        judge_expect(&pl->judge, flows, n);
}

bool pipeline_packet(struct pipeline *pl, const struct pcap_pkthdr *h,
                     const u_char *data)
{
    struct record rec = {.pkt = &pl->packet};

    pl->packets++;
    fill_raw(pl, h, data, &pl->packet.raw);
    if (pl->setup->duration > 0 && is_over(pl)) {
        pl->packets--;
        pl->outcome = OUTCOME_OVER;
        return false;
    }
    const bool wanted = !pl->setup->examines || look_into(pl, &rec);
    if (!has_memory(pl))
        return false;
    if (pl->flight != NULL && !fly(pl, h, data, &rec))
        return false;
    if (!wanted || pl->packets <= pl->setup->skip)
        return true;
    pl->taken++;
    if (!pl->setup->only_prints && !save(pl, h, data))
        return false;
    return !pl->setup->prints || !is_sampled(pl) || show_packet(pl, &rec);
}

void pipeline_source(struct pipeline *pl, const struct source *from)
{
    pl->packet.raw.link_type = from->link_type;
    pl->part_ns = from->nanoseconds ? 1 : 1000;
}

/* A row may be one of a million: it does not wait for the others. */
static void show_connection(void *ctx, const struct tl_connection_sum *sum)
{
    struct pipeline *pl = ctx;

    if (!pl->setup->reports || pl->outcome == OUTCOME_SINK_FAILED ||
        pl->outcome == OUTCOME_NO_MEMORY ||
        (pl->setup->streams != NULL &&
         !stream_list_has(pl->setup->streams, sum->number)))
        return;
    pl->form.connection(pl->form.ctx, sum, &pl->sink.text);
    if (!sink_record(&pl->sink, &pl->err))
        pl->outcome = shortage_seen() ? OUTCOME_NO_MEMORY : OUTCOME_SINK_FAILED;
}

static void settle_connection(void *ctx, const struct tl_connection_sum *sum)
{
    struct pipeline *pl = ctx;

    expect_connection(&pl->expects, sum);
}

/* One that is over, and that there is no room to keep. */
static void end_connection(void *ctx, const struct tl_connection_sum *sum)
{
    settle_connection(ctx, sum);
    show_connection(ctx, sum);
}

static void say_of_keys(const char *text)
{
    complain("%s", text);
}

/* What only looking into packets needs. */
static bool make_rooms(struct pipeline *pl, const struct names_style *names,
                       struct err *e)
{
    const struct setup *setup = pl->setup;
    struct line_style style = setup->line;

    if (setup->esp_secret != NULL &&
        (pl->secrets = secrets_new(setup->esp_secret, say_of_keys, e)) == NULL)
        return false;
    if (setup->has_names && (pl->names = names_new(names, e)) == NULL)
        return false;
    (void)err_set(e, "not enough memory");
    pl->conns = conn_table_new(setup->max_connections);
    pl->side.data = malloc(TL_SIDE_ROOM);
    if (pl->conns == NULL || pl->side.data == NULL)
        return false;
    if (setup->tracks == TRACKS_FLOWS)
        conn_table_flows_alone(pl->conns);
    flow_table_limit(conn_table_flows(pl->conns), setup->most_connections);
    if (setup->judges &&
        !judge_init(&pl->judge, &setup->judge, conn_table_flows(pl->conns)))
        return false;
    if ((setup->parts > 0 || setup->records) &&
        (pl->parter = calloc(1, sizeof(*pl->parter))) == NULL)
        return false;
    examiner_on_overflow(&pl->judge.examiner, end_connection, pl);
    pl->packet.raw = (struct tl_raw){
        .type = setup->type,
        .mesh = setup->mesh,
        .side = &pl->side,
        .opener = pl->secrets != NULL ? secrets_opener(pl->secrets) : NULL,
    };
    style.width = sink_width(&pl->sink);
    return form_new(setup->form, &style, pl->names, &pl->form);
}

bool pipeline_init(struct pipeline *pl, const struct setup *setup,
                   void (*settle)(void *ctx), void *ctx, struct err *e)
{
    struct names_style names = setup->names;

    *pl = (struct pipeline){.setup = setup};
    if (setup->expects != NULL) {
        pl->expects = *setup->expects;
        expect_choose(&pl->expects, setup->expects_events);
    }
    names.settle = settle;
    names.settle_ctx = ctx;
    if (!sink_init(&pl->sink, STDOUT_FILENO, setup->sink))
        return err_set(e, "not enough memory");
    struct err why = {0};
    if (!setup->examines || make_rooms(pl, &names, &why))
        return true;
    *e = why;
    return false;
}

void pipeline_free(struct pipeline *pl)
{
    sink_free(&pl->sink);
    free(pl->parter);
    form_free(&pl->form);
    judge_free(&pl->judge);
    conn_table_free(pl->conns);
    names_free(pl->names);
    secrets_free(pl->secrets);
    free(pl->side.data);
}

void pipeline_missed(struct pipeline *pl, uint64_t dropped, uint64_t if_dropped)
{
    pl->dropped = dropped;
    pl->if_dropped = if_dropped;
}

void pipeline_report(struct pipeline *pl)
{
    if (!pl->setup->reports)
        return;
    const bool lists = pl->setup->judge.connections;
    struct tl_report report = {0};

    if (lists)
        report = examiner_report(&pl->judge.examiner);
    report.dropped = pl->dropped;
    report.if_dropped = pl->if_dropped;
    pl->form.report(pl->form.ctx, &report, &pl->sink.text);
    if (lists)
        examiner_each(&pl->judge.examiner, show_connection, pl);
}

void pipeline_settle(struct pipeline *pl)
{
    if (pl->setup->expects == NULL)
        return;
    if (pl->expects.needs_connections)
        examiner_each(&pl->judge.examiner, settle_connection, pl);
    if (pl->setup->expects_json)
        expect_report_json(&pl->expects, &pl->sink.text);
}

static void say(uint64_t n, const char *what)
{
    if (n != 0)
        complain("analysis: %" PRIu64 " %s", n, what);
}

static const char *forgotten_words(const struct setup *setup)
{
    if (setup->judge.apart > 0)
        return "connections forgotten before they were over, those silent "
               "longest; --max-connections says how many are kept";
    return setup->max_connections > 0
               ? "connections forgotten to stay within --max-connections"
               : "connections forgotten, as many as this machine has no "
                 "memory for; --max-connections says how many are kept";
}

void pipeline_say_forgotten(const struct pipeline *pl)
{
    const struct judge_losses lost = judge_losses(&pl->judge);
    say(lost.connections, forgotten_words(pl->setup));
    say(lost.times, "packets come at times too far apart to be reckoned with: "
                    "each is taken to come with the one before it");
    say(lost.segments, "segments not remembered, too many were unacknowledged");
    say(lost.fragments,
        "fragmented segments forgotten before they were complete");
}
