/*
 * render_packet.h - packets to lines, as the program makes them from a
 * savefile with -n -t and a few more options.
 *
 * The one place of the case runner that knows how the rooms fit together.
 */
#ifndef TCPLINE_TESTS_RENDER_PACKET_H
#define TCPLINE_TESTS_RENDER_PACKET_H

#include <stdlib.h>
#include <string.h>

#include "conn.h"
#include "decode.h"
#include "line.h"
#include "options.h"
#include "secrets.h"
#include "setup.h"

/* What is remembered from one packet to the next. */
struct renderer {
    struct setup setup;
    struct line *line;
    struct conn_table *conns;
    struct secrets *secrets;
    struct tl_side side;
    struct tl_packet packet;
};

/* What is wrong with keys, the oracle's tests compare. */
static inline void renderer_say(const char *text)
{
    (void)text;
}

/*
 * The options of words such as "-v", "-T" and "snmp", with tabs between them,
 * beside -n -t. The words are taken apart and borrowed.
 */
static inline bool renderer_options(struct options *o, char *words)
{
    enum { MAX_WORDS = 16 };
    static char name[] = "tcpline", always[] = "-nt";
    char *argv[MAX_WORDS + 1] = {name, always};
    struct err e;
    int argc = 2;
    char *rest = NULL;

    for (char *word = strtok_r(words, "\t", &rest);
         word != NULL && argc < MAX_WORDS; word = strtok_r(NULL, "\t", &rest))
        argv[argc++] = word;
    return options_parse(o, argc, argv, &e) == OPTIONS_RUN;
}

static inline bool renderer_open(struct renderer *r, const struct options *o)
{
    struct err e;

    *r = (struct renderer){.setup = setup_of(o)};
    r->line = line_new(&r->setup.line, NULL);
    r->conns = conn_table_new(0);
    if (r->setup.esp_secret != NULL &&
        (r->secrets = secrets_new(r->setup.esp_secret, renderer_say, &e)) ==
            NULL)
        return false;
    r->side.data = malloc(TL_SIDE_ROOM);
    return r->line != NULL && r->conns != NULL && r->side.data != NULL;
}

static inline void renderer_close(struct renderer *r)
{
    line_free(r->line);
    conn_table_free(r->conns);
    secrets_free(r->secrets);
    free(r->side.data);
}

/* Appends the record of one packet to `out`. */
static inline void render_packet(struct renderer *r, int link_type,
                                 const uint8_t *data, uint32_t cap_len,
                                 uint32_t wire_len, struct text *out)
{
    const struct tl_raw raw = {
        .data = data,
        .cap_len = cap_len,
        .wire_len = wire_len,
        .link_type = link_type,
        .type = r->setup.type,
        .mesh = r->setup.mesh,
        .side = &r->side,
        .opener = r->secrets != NULL ? secrets_opener(r->secrets) : NULL,
    };
    struct record rec = {.pkt = &r->packet};

    decode_packet(&raw, &r->packet);
    conn_track(r->conns, &r->packet, r->setup.tracks_quoted, &rec.step);
    line_record(r->line, &rec, out);
}

#endif
