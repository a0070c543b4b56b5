/*
 * judge.c - a packet's way through the analysis.
 */
#include "judge.h"

#include <stdlib.h>

#include "analyse.h"
#include "decode.h"

bool judge_init(struct judge *j, uint32_t max_connections)
{
    j->streams = stream_table_new(max_connections);
    j->fragments = reassembly_new();
    j->quoted = malloc(sizeof(*j->quoted));
    return j->streams != NULL && j->fragments != NULL && j->quoted != NULL;
}

void judge_free(struct judge *j)
{
    stream_table_free(j->streams);
    reassembly_free(j->fragments);
    free(j->quoted);
    *j = (struct judge){0};
}

/*
 * Decoding stops at an ICMPv6 error, as the line does; the segment it quotes
 * moves its connection on all the same (RFC 4443 section 3).
 */
static bool find_quoted(struct judge *j, const struct tl_packet *pkt,
                        int64_t time, struct segment *out)
{
    enum { ICMP6_HDR = 8, LAST_QUOTING_TYPE = 4 };
    const struct tl_layer *l = &pkt->layers[pkt->n_layers - 1];

    if (pkt->n_layers == 0 || l->kind != TL_ICMP6 || l->end != TL_WHOLE ||
        l->icmp.type == 0 || l->icmp.type > LAST_QUOTING_TYPE ||
        l->cap <= ICMP6_HDR)
        return false;
    const struct tl_raw raw = {
        .data = pkt->raw.data + l->off + ICMP6_HDR,
        .cap_len = l->cap - ICMP6_HDR,
        .wire_len = l->len - ICMP6_HDR,
        .number = pkt->raw.number,
    };
    decode_ip6_packet(&raw, j->quoted);
    if (!segment_of(j->quoted, time, out))
        return false;
    out->len_known = false;
    return true;
}

static bool find_segment(struct judge *j, const struct tl_packet *pkt,
                         int64_t time, struct segment *out)
{
    struct fragment piece;

    if (segment_of(pkt, time, out) || find_quoted(j, pkt, time, out))
        return true;
    return fragment_of(pkt, &piece) && !piece.cut &&
           reassembly_add(j->fragments, &piece, &j->whole) &&
           segment_of_fragments(pkt, time, &piece, j->whole.header,
                                j->whole.len, out);
}

void judge_packet(struct judge *j, const struct tl_packet *pkt, int64_t time,
                  struct judgement *out)
{
    struct stream_step step;
    bool unseen;

    out->has_segment = find_segment(j, pkt, time, &out->seg) &&
                       stream_open(j->streams, &out->seg, &step);
    if (!out->has_segment)
        return;
    analyse_before(&out->seg, &step, &out->verdict, &unseen);
    stream_advance(j->streams, &out->seg, &step, out->verdict.flags, unseen);
    analyse_after(&out->seg, &step, &out->verdict);
    out->initial_rtt = step.stream->initial_rtt;
}
