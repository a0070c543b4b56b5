/*
 * pipeline.c - one packet's way through the program.
 */
#include "pipeline.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "conn.h"
#include "decode.h"
#include "signals.h"

enum { LIVE_CONNECTIONS = 1000000 };

/* One kind of dump wins, X before x before A, and its own count matters. */
static void set_dump(struct line_style *style, const struct options *o)
{
    unsigned count = 0;

    if (o->dump_hex_ascii > 0) {
        style->dump = LINE_DUMP_HEX_ASCII;
        count = o->dump_hex_ascii;
    } else if (o->dump_hex > 0) {
        style->dump = LINE_DUMP_HEX;
        count = o->dump_hex;
    } else if (o->dump_ascii > 0) {
        style->dump = LINE_DUMP_ASCII;
        count = o->dump_ascii;
    }
    style->dump_link = count > 1;
}

static struct line_style line_style_of(const struct options *o)
{
    struct line_style style = {
        .verbose = o->verbose,
        .quiet = o->quiet,
        .no_names = o->no_names,
        .link_header = o->link_header,
        .absolute = o->absolute_seq,
        .no_checksums = o->no_checksums,
        .number = o->number,
        .nanoseconds = o->nanoseconds,
        .as_dot = o->as_dot,
        .raw_handles = o->raw_handles,
        .time = (enum line_time)o->time_letters,
        .md5_secret = o->md5_secret,
    };

    set_dump(&style, o);
    return style;
}

bool pipeline_shares_stdout(const struct options *o)
{
    return o->print && o->write_file != NULL && strcmp(o->write_file, "-") == 0;
}

static enum sink_mode sink_mode_of(const struct options *o)
{
    if (o->line_buffered)
        return SINK_LINES;
    if (o->packet_buffered || pipeline_shares_stdout(o))
        return SINK_PACKETS;
    return SINK_BLOCKS;
}

static bool is_live(const struct options *o)
{
    return o->read_file == NULL && o->read_list == NULL;
}

/* A savefile has an end; a live capture must not grow without one. */
static uint32_t connections_of(const struct options *o)
{
    if (o->max_connections > 0)
        return o->max_connections;
    return is_live(o) ? LIVE_CONNECTIONS : 0;
}

bool pipeline_init(struct pipeline *pl, const struct options *o,
                   void (*settle)(void *ctx), void *ctx, struct err *e)
{
    const struct line_style style = line_style_of(o);

    *pl = (struct pipeline){
        .prints = o->write_file != NULL ? o->print : !o->count_only,
        .verbose = o->verbose > 0,
        .type = o->packet_type,
        .mesh = o->mesh_headers,
    };
    if (!sink_init(&pl->sink, STDOUT_FILENO, sink_mode_of(o)))
        return err_set(e, "not enough memory");
    pl->sink.strict = is_live(o);
    pl->breaks = !is_live(o);
    if (!pl->prints)
        return true;
    if (!o->no_names)
        pl->names =
            names_new(&(struct names_style){.short_names = o->short_names,
                                            .local_only = o->local_names_only,
                                            .live = is_live(o),
                                            .settle = settle,
                                            .settle_ctx = ctx});
    pl->line = line_new(&style, pl->names);
    pl->conns = conn_table_new(connections_of(o));
    if (pl->line == NULL || pl->conns == NULL ||
        (pl->names == NULL && !o->no_names))
        return err_set(e, "not enough memory");
    if (!inspect_wanted(o))
        return true;
    pl->inspects = inspect_init(&pl->inspect, o, connections_of(o), e);
    return pl->inspects;
}

void pipeline_free(struct pipeline *pl)
{
    sink_free(&pl->sink);
    line_free(pl->line);
    conn_table_free(pl->conns);
    names_free(pl->names);
    if (pl->inspects)
        inspect_free(&pl->inspect);
}

void pipeline_source(struct pipeline *pl, pcap_t *p)
{
    pl->source = p;
    pl->link_type = pcap_datalink(p);
    pl->part_ns =
        pcap_get_tstamp_precision(p) == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1000;
}

static void print_packet(struct pipeline *pl, const struct tl_raw *raw)
{
    struct conn_step step;

    decode_packet(raw, &pl->packet);
    conn_track(pl->conns, &pl->packet, pl->verbose, &step);
    if (pl->inspects) {
        inspect_packet(&pl->inspect, pl->line, &pl->packet, &step,
                       &pl->sink.text);
    } else {
        line_record(pl->line, &pl->packet, &step, &pl->sink.text);
    }
    if (!sink_record(&pl->sink, &pl->err)) {
        pl->failed = true;
        pcap_breakloop(pl->source);
    }
}

static bool save_packet(struct pipeline *pl, const struct pcap_pkthdr *h,
                        const u_char *data)
{
    const time_t now = rotate_due(pl->files) ? time(NULL) : 0;
    const enum rotate_end end = rotate_put(pl->files, h, data, now, &pl->err);

    if (end == ROTATE_GOES_ON)
        return true;
    pl->failed = end == ROTATE_FAILED;
    pl->full = end == ROTATE_LIMIT;
    pl->packets -= pl->full; /* the packet after the last file */
    pcap_breakloop(pl->source);
    return false;
}

void pipeline_packet(u_char *user, const struct pcap_pkthdr *h,
                     const u_char *data)
{
    struct pipeline *pl = (struct pipeline *)(void *)user;

    if (pl->breaks && signals_to_stop()) {
        pcap_breakloop(pl->source);
        return;
    }
    pl->packets++;
    if (pl->files != NULL && !save_packet(pl, h, data))
        return;
    if (!pl->prints)
        return;
    print_packet(
        pl, &(struct tl_raw){
                .data = data,
                .cap_len = h->caplen,
                .wire_len = h->len,
                .time = tl_stamp(h->ts.tv_sec, h->ts.tv_usec * pl->part_ns),
                .link_type = pl->link_type,
                .number = pl->packets,
                .type = pl->type,
                .mesh = pl->mesh,
            });
}

void pipeline_report(struct pipeline *pl)
{
    if (pl->inspects)
        inspect_report(&pl->inspect, &pl->sink.text);
}

void pipeline_say_forgotten(const struct pipeline *pl)
{
    if (pl->inspects)
        inspect_say_forgotten(&pl->inspect);
}
