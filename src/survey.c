/*
 * survey.c - decode, track, judge, and nothing shown.
 */
#include "survey.h"

#include <stdlib.h>

#include "conn.h"
#include "decode.h"
#include "judge.h"

enum { FIRST_ROOM = 1024, MOST_STREAMS = 1 << 26 };

struct survey {
    const struct setup *setup;
    struct conn_table *conns;
    struct judge judge;
    struct tl_packet packet;
    uint64_t packets;
    uint8_t *complete; /* by the connection's number */
    uint32_t room;
};

struct survey *survey_new(const struct setup *setup)
{
    struct survey *s = calloc(1, sizeof(*s));
    const struct judge_wants wants = {.verdicts = true};

    if (s == NULL)
        return NULL;
    s->setup = setup;
    s->conns = conn_table_new(setup->max_connections);
    if (s->conns != NULL &&
        judge_init(&s->judge, &wants, conn_table_flows(s->conns)))
        return s;
    survey_free(s);
    return NULL;
}

void survey_end(struct survey *s)
{
    judge_free(&s->judge);
    conn_table_free(s->conns);
    s->conns = NULL;
}

void survey_free(struct survey *s)
{
    if (s == NULL)
        return;
    survey_end(s);
    free(s->complete);
    free(s);
}

/* What has no room is not known. */
static bool make_room(struct survey *s, uint32_t stream)
{
    if (stream < s->room)
        return true;
    if (stream >= MOST_STREAMS)
        return false;
    uint32_t room = s->room > 0 ? s->room : FIRST_ROOM;
    while (room <= stream)
        room *= 2;
    uint8_t *grown = realloc(s->complete, room);
    if (grown == NULL)
        return false;
    for (uint32_t i = s->room; i < room; i++)
        grown[i] = 0;
    s->complete = grown;
    s->room = room;
    return true;
}

void survey_packet(struct survey *s, const struct tl_raw *raw)
{
    struct record rec = {.pkt = &s->packet};

    s->packet.raw = *raw;
    s->packet.raw.number = ++s->packets;
    decode_packet(&s->packet.raw, &s->packet);
    conn_track(s->conns, &s->packet, s->setup->tracks_quoted, &rec.step);
    judge_record(&s->judge, &rec);
    if (rec.judged == NULL || rec.judged->verdict.judged == TL_NOT_JUDGED)
        return;
    const uint32_t stream = rec.judged->verdict.stream;
    if (make_room(s, stream))
        s->complete[stream] = rec.judged->completeness;
}

uint8_t survey_complete(const struct survey *s, uint32_t stream)
{
    return stream < s->room ? s->complete[stream] : 0;
}
