/*
 * packet_rig.h - from fuzz input to one rendered record.
 *
 * The input's first bytes choose style and lengths, the rest is the packet.
 * It is copied to a heap block of its exact size, so that the sanitizer sees
 * any byte read beyond the capture.
 */
#ifndef TCPLINE_TESTS_PACKET_RIG_H
#define TCPLINE_TESTS_PACKET_RIG_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "conn.h"
#include "decode.h"
#include "form.h"
#include "line.h"

enum { RIG_HEAD = 5 };

struct packet_rig {
    struct line_style style;
    enum tl_packet_type type;
    struct text out;
    struct tl_packet pkt;
    const struct tl_retold *retold; /* of a packet that was read from text */
    uint32_t extra; /* bytes on the wire that were not captured */
};

static inline void rig_style(struct packet_rig *rig, const uint8_t *head)
{
    rig->style = (struct line_style){
        .no_names = true,
        .verbose = head[0] & 3,
        .quiet = (head[0] >> 2 & 7) == 7 ? 1 : 0,
        .link_header = head[0] >> 5 & 1,
        .absolute = head[0] >> 6 & 1,
        .no_checksums = head[0] >> 7,
        .dump = (enum line_dump)(head[1] & 3),
        .dump_link = head[1] >> 2 & 1,
        .time = (enum line_time)((head[1] >> 3) % 6),
        .md5_secret = head[2] & 0x80 ? "secret" : NULL,
        .as_dot = head[2] >> 6 & 1,
        .raw_handles = head[2] >> 5 & 1,
        .tree = (enum line_tree)(head[3] >> 2 & 3),
    };
    const unsigned type = head[2] & 0x1f;
    rig->type =
        type < TL_TYPE_COUNT ? (enum tl_packet_type)type : TL_TYPE_BY_PORT;
    rig->extra = (head[3] & 3) == 3 ? head[4] : 0;
}

/* Appends the record of `n` bytes of `link_type` to rig->out. */
static inline void rig_render(struct packet_rig *rig, int link_type,
                              const uint8_t *bytes, size_t n, uint32_t len)
{
    const enum form_kind kind =
        rig->style.tree != LINE_NO_TREE ? FORM_TREE : FORM_LINE;
    struct form form;
    struct conn_table *conns = conn_table_new(16);
    uint8_t *copy = malloc(n);
    struct record rec = {.pkt = &rig->pkt};

    if (!form_new(kind, &rig->style, NULL, &form) || conns == NULL ||
        (copy == NULL && n > 0))
        abort();
    memcpy(copy, bytes, n);
    const struct tl_raw raw = {.data = copy,
                               .cap_len = (uint32_t)n,
                               .wire_len = len,
                               .time = tl_stamp(1700000000, 0),
                               .link_type = link_type,
                               .number = 1,
                               .type = rig->type,
                               .retold = rig->retold};
    decode_packet(&raw, &rig->pkt);
    conn_track(conns, &rig->pkt, rig->style.verbose > 0, &rec.step);
    form.record(form.ctx, &rec, &rig->out);
    free(copy);
    conn_table_free(conns);
    form_free(&form);
}

/* A record ends in one newline of its own. */
static inline void rig_check(const struct packet_rig *rig)
{
    if (text_len(&rig->out) == 0 || rig->out.at[-1] != '\n')
        abort();
}

/* One packet of `link_type` from fuzz input. */
static inline int rig_one(const uint8_t *data, size_t size, int link_type)
{
    static struct packet_rig rig;

    if (size < RIG_HEAD + 1 || size > 4096)
        return 0;
    if (rig.out.start == NULL && !text_init(&rig.out, 65536))
        abort();
    rig_style(&rig, data);
    text_truncate(&rig.out, 0);
    rig_render(&rig, link_type, data + RIG_HEAD, size - RIG_HEAD,
               (uint32_t)(size - RIG_HEAD) + rig.extra);
    rig_check(&rig);
    return 0;
}

#endif
