/*
 * judge.c - a packet's way through the analysis.
 */
#include "judge.h"

#include <stdlib.h>

#include "analyse.h"
#include "carried.h"

bool judge_init(struct judge *j, uint32_t max_connections)
{
    j->streams = stream_table_new(max_connections);
    j->fragments = reassembly_new();
    j->inner = malloc(sizeof(*j->inner));
    return j->streams != NULL && j->fragments != NULL && j->inner != NULL;
}

void judge_free(struct judge *j)
{
    stream_table_free(j->streams);
    reassembly_free(j->fragments);
    free(j->inner);
    *j = (struct judge){0};
}

static bool find_whole(struct judge *j, const struct tl_packet *pkt,
                       int64_t time, struct segment *out)
{
    struct fragment piece;

    if (segment_of(pkt, time, out))
        return true;
    return fragment_of(pkt, &piece) && !piece.cut &&
           reassembly_add(j->fragments, &piece, &j->whole) &&
           segment_of_fragments(pkt, time, &piece, j->whole.header,
                                j->whole.len, out);
}

/* Answers the packet the segment was found in, NULL when there is none. */
static const struct tl_packet *find_segment(struct judge *j,
                                            const struct tl_packet *pkt,
                                            int64_t time, struct segment *out)
{
    bool quoted;

    if (find_whole(j, pkt, time, out))
        return pkt;
    if (!carried_packet(pkt, j->inner, &quoted) ||
        !find_whole(j, j->inner, time, out))
        return NULL;
    out->len_known = out->len_known && !quoted;
    return j->inner;
}

/*
 * libpcap takes the 32 bits of a savefile's seconds for signed; Wireshark does
 * not.
 */
static int64_t time_of(struct tl_stamp t)
{
    const bool wrapped = t.sec < 0 && t.sec >= INT32_MIN;
    return wrapped ? t.ns + (INT64_C(1) << 32) * TL_BILLION : t.ns;
}

void judge_packet(struct judge *j, const struct tl_packet *pkt,
                  struct judgement *out)
{
    struct stream_step step;
    bool unseen;

    out->found_in = find_segment(j, pkt, time_of(pkt->raw.time), &out->seg);
    out->has_segment =
        out->found_in != NULL && stream_open(j->streams, &out->seg, &step);
    if (!out->has_segment)
        return;
    analyse_before(&out->seg, &step, &out->verdict, &unseen);
    stream_advance(j->streams, &out->seg, &step, out->verdict.flags, unseen);
    analyse_after(&out->seg, &step, &out->verdict);
    out->initial_rtt = step.stream->initial_rtt;
}
