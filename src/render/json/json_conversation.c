/*
 * json_conversation.c - a connection as one JSON object.
 */
#include <inttypes.h>

#include "conversations_text.h"
#include "json.h"
#include "json_parts.h"
#include "json_write.h"

static void put_end(struct text *out, const char *key,
                    const struct conversation *row,
                    const struct conversation_side *side)
{
    text_printf(out, ",\"%s\":{\"address\":\"", key);
    conversation_put_address(out, row, side);
    text_printf(out,
                "\",\"port\":%u,\"segments\":%" PRIu32 ",\"bytes\":%" PRIu64
                ",\"retransmissions\":%" PRIu32,
                side->port, side->segments, side->bytes, side->retransmissions);
    text_printf(out,
                ",\"lost_segments\":%" PRIu32 ",\"duplicate_acks\":%" PRIu32
                ",\"zero_windows\":%" PRIu32 "}",
                side->lost, side->duplicate_acks, side->zero_windows);
}

static void put_seconds(struct text *out, const char *key, int64_t ns)
{
    text_printf(out, ",\"%s\":", key);
    char *at = text_reserve(out, JSON_SECONDS_MAX);
    if (at != NULL)
        out->at = json_seconds(at, ns);
}

void json_conversation(struct json *j, const struct conversation *row,
                       struct text *out)
{
    text_printf(out, "{\"conversation\":{\"stream\":%" PRIu32, row->stream);
    put_end(out, "a", row, &row->side[0]);
    put_end(out, "b", row, &row->side[1]);
    TEXT_LIT(out, ",\"time_start\":\"");
    char *at = text_reserve(out, JSON_DATE_MAX);
    if (at != NULL)
        out->at = json_put_date(j, at, row->first_time);
    text_char(out, '"');
    put_seconds(out, "duration", tl_since(row->last_time, row->first_time));
    if (row->initial_rtt != 0)
        put_seconds(out, "initial_rtt", row->initial_rtt);
    text_printf(out, ",\"opened\":\"%s\",\"closed\":\"%s\"}}\n",
                conversation_opened_word(row), conversation_closed_word(row));
}
