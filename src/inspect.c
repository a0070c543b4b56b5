/*
 * inspect.c - what --analyze, --json and --only do with a packet.
 */
#include "inspect.h"

#include <inttypes.h>

#include "complain.h"
#include "conversations_text.h"

enum { INFO_CAPACITY = 4096 };

bool inspect_wanted(const struct options *o)
{
    return o->analyze || o->json || o->only != NULL || o->conversations;
}

bool inspect_needs_nanoseconds(const struct options *o)
{
    return inspect_wanted(o) && o->write_file == NULL;
}

static bool make_tables(struct inspect *in, const struct options *o,
                        uint32_t max_connections)
{
    if (o->conversations)
        in->conversations = conversations_new();
    return judge_init(&in->judge, max_connections) &&
           text_init(&in->info, INFO_CAPACITY) &&
           (in->conversations != NULL || !o->conversations);
}

bool inspect_init(struct inspect *in, const struct options *o,
                  uint32_t max_connections, struct err *e)
{
    *in = (struct inspect){
        .as_json = o->json,
        .marks_line = o->analyze,
        .looks_into_tls = o->json || o->verbose > 0,
        .has_only = o->only != NULL,
        .json = {.verify_checksums = o->verbose > 0 && !o->no_checksums},
    };
    if (in->has_only && !only_parse(&in->only, o->only, e))
        return false;
    if (make_tables(in, o, max_connections))
        return true;
    inspect_free(in);
    return err_set(e, "not enough memory");
}

void inspect_free(struct inspect *in)
{
    judge_free(&in->judge);
    text_free(&in->info);
    conversations_free(in->conversations);
}

/* The payload of a whole segment of the packet's own, if it begins as TLS. */
static bool look_into_tls(const struct inspect *in, const struct tl_packet *pkt,
                          struct tls_peek *out)
{
    const struct tl_tcp *tcp = &pkt->tcp;

    if (!in->looks_into_tls || pkt->tcp_layer == TL_NO_LAYER ||
        pkt->layers[pkt->tcp_layer].depth != 0 || tcp->end != TL_TCP_WHOLE)
        return false;
    return tls_look(tcp->hdr + tcp->hdr_len, tl_tcp_data_cap(tcp), out);
}

static void put_json(struct inspect *in, struct line *line,
                     const struct tl_packet *pkt, const struct tls_peek *tls,
                     struct text *out)
{
    text_truncate(&in->info, 0);
    line_info(line, pkt, &in->info);
    const struct json_input input = {
        .pkt = pkt,
        .inner = in->now.has_segment ? in->now.found_in : pkt,
        .seg = in->now.has_segment ? &in->now.seg : NULL,
        .v = &in->now.verdict,
        .tls = tls,
        .info = in->info.start,
        .info_len = text_len(&in->info),
    };
    json_record(&in->json, &input, out);
}

void inspect_packet(struct inspect *in, struct line *line,
                    const struct tl_packet *pkt, const struct conn_step *step,
                    struct text *out)
{
    const struct judgement *now = &in->now;
    struct tls_peek peek;

    judge_packet(&in->judge, pkt, &in->now);
    if (in->conversations != NULL && now->has_segment)
        conversations_add(in->conversations, &now->seg, &now->verdict,
                          now->initial_rtt);
    if (in->has_only && (!now->has_segment ||
                         !only_matches(&in->only, &now->seg, &now->verdict)))
        return;
    const struct tls_peek *tls = look_into_tls(in, pkt, &peek) ? &peek : NULL;
    if (in->as_json)
        put_json(in, line, pkt, tls, out);
    else
        line_record_judged(line, pkt, step,
                           in->marks_line && now->has_segment ? &now->verdict
                                                              : NULL,
                           tls, out);
}

static void put_table(const struct conversation_table *table, struct text *out)
{
    conversations_put_heading(out);
    for (uint32_t i = 0; i < table->count; i++) {
        const struct conversation *row = table->rows[i];
        conversations_put_row(row, tl_since(row->first_time, table->began),
                              out);
    }
    if (table->unlisted == 0)
        return;
    text_u64(out, table->unlisted);
    TEXT_LIT(out, " more connections are not listed\n");
}

void inspect_report(struct inspect *in, struct text *out)
{
    if (in->conversations == NULL)
        return;
    const struct conversation_table table =
        conversations_table(in->conversations);
    if (!in->as_json) {
        put_table(&table, out);
        return;
    }
    for (uint32_t i = 0; i < table.count; i++)
        conversations_put_json(table.rows[i], &in->json, out);
}

static void say(uint64_t n, const char *what)
{
    if (n != 0)
        complain("analysis: %" PRIu64 " %s", n, what);
}

void inspect_say_forgotten(const struct inspect *in)
{
    const struct judge *j = &in->judge;

    say(stream_table_forgotten(j->streams),
        "connections forgotten to stay within --max-connections");
    say(stream_table_unremembered(j->streams),
        "segments not remembered, too many were unacknowledged");
    say(reassembly_forgotten(j->fragments),
        "fragmented segments forgotten before they were complete");
}
