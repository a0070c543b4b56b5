/*
 * json_connection.c - a connection as one JSON object.
 */
#include <inttypes.h>
#include <string.h>

#include "connection_notes.h"
#include "connection_words.h"
#include "diagnosis_words.h"
#include "json.h"
#include "json_parts.h"
#include "json_write.h"

static void put_seconds(struct text *out, const char *key, int64_t ns)
{
    text_printf(out, ",\"%s\":", key);
    char *at = text_reserve(out, JSON_SECONDS_MAX);
    if (at != NULL)
        out->at = json_seconds(at, ns);
}

static void put_count(struct text *out, const char *key, uint64_t n)
{
    text_printf(out, ",\"%s\":%" PRIu64, key, n);
}

/* Members of an object by name; the first has no comma before it. */
static void put_named(struct text *out, const char *key, const uint32_t *n,
                      unsigned first, unsigned count,
                      const char *(*name)(unsigned))
{
    text_printf(out, ",\"%s\":{", key);
    for (unsigned i = first; i < count; i++)
        text_printf(out, "%s\"%s\":%" PRIu32, i == first ? "" : ",", name(i),
                    n[i]);
    text_char(out, '}');
}

static void put_round_trips(const struct tl_sender_sum *s, struct text *out)
{
    if (s->rtts == 0)
        return;
    TEXT_LIT(out, ",\"round_trip\":{\"count\":");
    text_u32(out, s->rtts);
    put_seconds(out, "least", (int64_t)s->rtt_least * 1000);
    put_seconds(out, "median", (int64_t)s->rtt_median * 1000);
    put_seconds(out, "p95", (int64_t)s->rtt_95 * 1000);
    text_char(out, '}');
}

static void put_time(const struct tl_sender_sum *s, struct text *out)
{
    TEXT_LIT(out, ",\"time\":{");
    const size_t open = text_len(out);
    for (unsigned i = 0; i < TL_SHARE_COUNT; i++)
        put_seconds(out, diagnosis_share_name(i), s->share[i]);
    if (text_failed(out))
        return;
    /* The comma of the first member. */
    const size_t len = text_len(out) - open;
    memmove(out->start + open, out->start + open + 1, len - 1);
    text_truncate(out, open + len - 1);
    text_char(out, '}');
}

static void put_side(const char *key, const struct tl_connection_sum *sum,
                     int i, struct text *out)
{
    const struct tl_sender_sum *s = &sum->side[i];

    text_printf(out, ",\"%s\":{\"address\":\"", key);
    connection_put_address(sum, i, out);
    text_printf(out, "\",\"port\":%u", sum->port[i]);
    put_count(out, "segments", s->segments);
    put_count(out, "bytes", s->bytes);
    put_count(out, "resent_bytes", s->resent);
    put_count(out, "retransmissions", s->retransmissions);
    put_named(out, "causes", s->cause, 1, TL_CAUSE_COUNT, diagnosis_cause_name);
    put_named(out, "triggers", s->trigger, 1, TL_TRIGGER_COUNT,
              diagnosis_trigger_name);
    put_count(out, "reordered", s->reordered);
    put_seconds(out, "latest", s->latest);
    put_count(out, "duplicates", s->duplicates);
    put_count(out, "captured_twice", s->captured_twice);
    put_count(out, "unseen_bytes", s->unseen);
    put_count(out, "forgotten", s->forgotten);
    put_seconds(out, "window_closed", s->window_closed);
    put_count(out, "least_window", s->least_window);
    put_count(out, "least_window_frame", s->least_window_frame);
    put_round_trips(s, out);
    put_time(s, out);
    text_char(out, '}');
}

static void put_string(struct text *out, const char *key, const char *s)
{
    text_printf(out, ",\"%s\":", key);
    json_string(out, s, strlen(s));
}

static void put_ends(const struct tl_connection_sum *sum, struct text *out)
{
    static const char *const endings[TL_ENDING_COUNT] = {
        "open",    "half",        "orderly",    "reset",
        "refused", "unreachable", "unanswered",
    };
    const enum tl_ending ending = tl_ending_of(sum);

    put_string(out, "opened", connection_opening_name(sum));
    put_string(out, "closed", endings[ending]);
    if (ending == TL_ENDING_RESET)
        put_string(out, "closed_by", sum->reset_by == 0 ? "a" : "b");
    else if (ending == TL_ENDING_HALF || ending == TL_ENDING_CLOSED)
        put_string(out, "closed_by", sum->closed_by == 0 ? "a" : "b");
}

static void put_verdict(const struct tl_connection_sum *sum, struct text *out)
{
    TEXT_LIT(out, ",\"verdict\":\"");
    connection_verdict(sum, out);
    text_char(out, '"');
}

void json_connection(struct json *j, const struct tl_connection_sum *sum,
                     struct text *out)
{
    static const char *const places[] = {"unknown", "a", "middle", "b"};

    text_printf(out,
                "{\"event\":\"connection\",\"conversation\":{\"stream\":"
                "%" PRIu32,
                sum->number);
    put_side("a", sum, 0, out);
    put_side("b", sum, 1, out);
    TEXT_LIT(out, ",\"time_start\":\"");
    char *at = text_reserve(out, JSON_DATE_MAX);
    if (at != NULL)
        out->at = json_put_date(j, at, sum->first_time);
    text_char(out, '"');
    put_seconds(out, "duration", sum->last_time - sum->first_time);
    put_string(out, "place", places[sum->place]);
    if (sum->server_name != NULL)
        put_string(out, "server_name", sum->server_name);
    put_ends(sum, out);
    put_verdict(sum, out);
    TEXT_LIT(out, "}}\n");
}
