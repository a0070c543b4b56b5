/*
 * setup.c - what follows from the options.
 */
#include "setup.h"

#include <string.h>

#include "machine.h"
#include "terminal.h"

enum { LIVE_CONNECTIONS = 1000000, APART_CONNECTIONS = 200000 };

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

static bool has_colors(const struct options *o)
{
    return o->color == OPTIONS_COLOR_ALWAYS ||
           (o->color == OPTIONS_COLOR_AUTO && terminal_colors());
}

/* A name of --only that fits both words is Wireshark's without --diagnose. */
static bool diagnoses(const struct options *o)
{
    return o->diagnose || (o->has_only && o->only.needs_events);
}

static bool analyzes(const struct options *o)
{
    return o->analyze ||
           (o->has_only && (o->only.needs_verdicts ||
                            (o->only.needs_either && !diagnoses(o))));
}

static enum line_source source_of(const struct options *o)
{
    if (o->read_text != NULL)
        return LINE_SOURCE_TEXT;
    return o->read_file != NULL || o->read_list != NULL ? LINE_SOURCE_FILE
                                                        : LINE_SOURCE_LIVE;
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
        .color = has_colors(o),
        .analysis = analyzes(o),
        .diagnosis = diagnoses(o),
        .lists = o->conversations,
        .ladder_utf8 = o->ladder == OPTIONS_LADDER_UTF8 ||
                       (o->ladder == OPTIONS_LADDER_AUTO && terminal_boxes()),
        .tree = (enum line_tree)o->tree,
        .time =
            o->iso8601 ? LINE_TIME_ISO8601 : (enum line_time)o->time_letters,
        .md5_secret = o->md5_secret,
    };

    style.explain = (enum line_explain)o->explain;
    style.explain_source = source_of(o);
    style.columns = terminal_columns();
    set_dump(&style, o);
    return style;
}

static bool is_live(const struct options *o)
{
    return o->read_file == NULL && o->read_list == NULL && o->read_text == NULL;
}

/* -w - with --print: packets and their text take turns on one descriptor. */
static bool shares_stdout(const struct options *o)
{
    return o->print && o->write_file != NULL && strcmp(o->write_file, "-") == 0;
}

static enum sink_mode sink_mode_of(const struct options *o)
{
    if (o->line_buffered)
        return SINK_LINES;
    if (o->packet_buffered || shares_stdout(o))
        return SINK_PACKETS;
    return SINK_BLOCKS;
}

/* A savefile has an end; a live capture must not grow without one. */
static uint32_t connections_of(const struct options *o)
{
    if (o->max_connections > 0)
        return o->max_connections;
    return is_live(o) ? LIVE_CONNECTIONS : 0;
}

static struct only only_of(const struct options *o)
{
    struct only only = o->only;

    if (!analyzes(o))
        only.verdicts = 0;
    if (!diagnoses(o))
        only.events = 0;
    return only;
}

/* Wireshark's numbers of segments and connections, whatever the words. */
static bool shows_numbers(const struct options *o)
{
    return o->json || o->canonical || o->ladder != OPTIONS_NO_LADDER ||
           o->tree != OPTIONS_NO_TREE || o->streams.count > 0 ||
           o->explain != OPTIONS_NO_EXPLAIN;
}

static bool needs_verdicts(const struct options *o)
{
    return analyzes(o) || shows_numbers(o) || has_colors(o);
}

static bool judges(const struct options *o)
{
    return needs_verdicts(o) || diagnoses(o) || o->has_only ||
           o->conversations || o->expects.count > 0 || o->records;
}

/*
 * Counts and events, of which a segment shows its color at most: they need not
 * remember every connection, as lines and tables do.
 */
static bool judges_apart(const struct options *o)
{
    return (o->expects.count > 0 || o->records) && !analyzes(o) &&
           !diagnoses(o) && !shows_numbers(o) && !o->has_only &&
           !o->conversations;
}

static bool prints_packets(const struct options *o)
{
    const bool writes = o->write_file != NULL;

    return writes || o->command ? o->print : !o->count_only;
}

/* Lines without relative numbers can do without connections. */
static bool has_connections(const struct options *o)
{
    return (judges(o) && !judges_apart(o)) ||
           (prints_packets(o) && o->quiet == 0 && !o->absolute_seq);
}

/*
 * What counts of a name that is both Wireshark's and an event: the event,
 * which is right more often, unless Wireshark's words alone are asked for.
 */
static bool expects_events(const struct options *o)
{
    return o->diagnose || !o->analyze;
}

static bool expects_diagnosis(const struct options *o)
{
    return o->expects.needs_events || o->expects.needs_connections ||
           o->record_on.needs_events ||
           ((o->expects.needs_either || o->record_on.needs_either) &&
            expects_events(o));
}

/*
 * Half of the memory is for what is remembered of connections: a little more
 * than a connection with some data takes.
 */
static uint32_t room_for(const struct judge_wants *wants)
{
    enum { PROGRAM = 32 << 20, BYTES_VERDICTS = 350, BYTES_DIAGNOSIS = 1100 };
    const bool much =
        wants->diagnosis || wants->connections || wants->explanation;
    const uint64_t memory = machine_memory();
    const uint64_t room = memory > 2 * PROGRAM ? memory - PROGRAM : PROGRAM;
    const uint64_t most = room / 2 / (much ? BYTES_DIAGNOSIS : BYTES_VERDICTS);

    return most < UINT32_MAX ? (uint32_t)most : 0;
}

/* Lines alone need so little that no file is too large. */
static uint32_t most_connections_of(const struct options *o,
                                    const struct judge_wants *wants)
{
    return connections_of(o) != 0 || !judges(o) || judges_apart(o)
               ? 0
               : room_for(wants);
}

static uint32_t apart_connections_of(const struct options *o,
                                     const struct judge_wants *wants)
{
    if (!judges_apart(o))
        return 0;
    if (o->max_connections > 0)
        return o->max_connections;
    const uint32_t most = room_for(wants);
    return most != 0 && most < APART_CONNECTIONS ? most : APART_CONNECTIONS;
}

/* Lines that show nothing of an analysis but its words. */
static bool shows_only_words(const struct options *o)
{
    return o->verbose == 0 && !shows_numbers(o) && !has_colors(o) &&
           !diagnoses(o) && !o->has_only && !o->conversations &&
           o->expects.count == 0 && !o->records;
}

static struct judge_wants judge_wants_of(const struct options *o)
{
    const struct expectations *x = &o->expects;
    const bool all_diagnosed = diagnoses(o) || o->conversations;
    struct judge_wants wants = {
        .verdicts = needs_verdicts(o) || x->needs_verdicts || x->needs_either ||
                    o->records,
        .only_words = shows_only_words(o),
        .diagnosis = all_diagnosed || expects_diagnosis(o),
        .connections = all_diagnosed || x->needs_connections,
        .tls = o->json || o->conversations ||
               o->explain != OPTIONS_NO_EXPLAIN ||
               (analyzes(o) && o->verbose > 0),
        .explanation = o->explain != OPTIONS_NO_EXPLAIN,
    };

    wants.apart = apart_connections_of(o, &wants);
    return wants;
}

static struct rotate_config files_of(const struct options *o)
{
    return (struct rotate_config){
        .name = o->write_file,
        .max_bytes = o->rotate_bytes,
        .seconds = o->rotate_seconds,
        .files = o->rotate_files,
        .each_packet = o->packet_buffered || shares_stdout(o),
    };
}

static struct flight_config flight_of(const struct options *o)
{
    enum { FILES = 1000, FILE_BYTES = 100000000 };
    const int64_t ten_seconds = INT64_C(10) * TL_BILLION;

    return (struct flight_config){
        .bytes =
            o->record_memory > 0 ? o->record_memory : OPTIONS_RECORD_DEFAULT,
        .before = o->record_before,
        .after = o->record_after > 0 ? o->record_after : ten_seconds,
        .all = o->record_all,
        .files = o->rotate_files > 0 ? (unsigned)o->rotate_files : FILES,
        .file_bytes =
            o->rotate_bytes > 0 ? (uint64_t)o->rotate_bytes : FILE_BYTES,
    };
}

static enum form_kind form_of(const struct options *o)
{
    if (o->ladder != OPTIONS_NO_LADDER)
        return FORM_LADDER;
    if (o->tree != OPTIONS_NO_TREE)
        return FORM_TREE;
    if (o->canonical)
        return FORM_CANONICAL;
    return o->json ? FORM_JSON : FORM_LINE;
}

/* JSON has the analysis' own numbers, and of the line what has none. */
static enum tracks tracks_of(const struct options *o)
{
    if (!has_connections(o))
        return TRACKS_NOTHING;
    return form_of(o) == FORM_JSON ? TRACKS_FLOWS : TRACKS_NUMBERS;
}

/*
 * A plain file is looked through first, for what only its last packet decides.
 * A wrong -E is to be told where it is first needed, not before.
 */
static bool surveys(const struct options *o)
{
    return o->tree != OPTIONS_NO_TREE && o->esp_secret == NULL &&
           o->read_count == 1 && strcmp(o->read_file, "-") != 0;
}

struct setup setup_of(const struct options *o)
{
    const bool writes = o->write_file != NULL;
    const bool prints = prints_packets(o);
    const bool chooses = o->has_only || o->streams.count > 0 || o->skip > 0;
    const bool reports = o->canonical || o->conversations || diagnoses(o);
    const struct judge_wants wants = judge_wants_of(o);
    const bool rotates =
        writes && !o->records && (o->rotate_bytes > 0 || o->rotate_seconds > 0);

    return (struct setup){
        .live = is_live(o),
        .nanoseconds = o->nanoseconds,
        .nanoseconds_if_possible = judges(o) && !writes,
        .type = o->packet_type,
        .mesh = o->mesh_headers,
        .esp_secret = o->esp_secret,
        .max_connections = connections_of(o),
        .most_connections = most_connections_of(o, &wants),
        .tracks = tracks_of(o),
        /* With --tree the line is the short one. */
        .tracks_quoted = o->verbose > 0 && o->tree == OPTIONS_NO_TREE,
        .judges = judges(o),
        .judge = wants,
        .has_only = o->has_only,
        .only = only_of(o),
        .diagnoses = diagnoses(o),
        .lists = o->conversations,
        .streams = o->streams.count > 0 ? &o->streams : NULL,
        .prints = prints,
        .only_prints = !writes,
        .skip = o->skip,
        .sample = o->sample,
        .duration = is_live(o) ? 0 : o->duration,
        .chooses = chooses,
        .reports = reports,
        .expects = o->expects.count > 0 ? &o->expects : NULL,
        .expects_events = expects_events(o),
        .expects_json = o->json,
        .examines = prints || o->split > 0 || o->records || chooses ||
                    reports || o->expects.count > 0,
        .form = form_of(o),
        .line = line_style_of(o),
        .surveys = prints && surveys(o),
        .has_names = !o->no_names,
        .names = {.short_names = o->short_names,
                  .local_only = o->local_names_only,
                  .live = is_live(o),
                  .told = o->read_text != NULL},
        .sink = sink_mode_of(o),
        .writes = writes && o->split == 0 && !o->records,
        .records = o->records,
        .record_on = o->record_on,
        .flight = flight_of(o),
        .parts = o->split,
        .files = files_of(o),
        .rotates = rotates,
        .runs_command = (rotates || o->records) && o->rotate_command != NULL,
    };
}
