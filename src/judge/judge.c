/*
 * judge.c - a packet's way through the analysis: segment, connection,
 * verdict.
 */
#include "judge.h"

#include <stdlib.h>

#include "analyse.h"
#include "carried.h"

bool judge_init(struct judge *j, const struct judge_wants *wants)
{
    *j = (struct judge){
        .looks_into_tls = wants->tls,
        .streams = stream_table_new(wants->max_connections),
        .fragments = reassembly_new(),
        .conversations = wants->conversations ? conversations_new() : NULL,
        .inner = malloc(sizeof(*j->inner)),
    };
    if (j->streams != NULL && j->fragments != NULL && j->inner != NULL &&
        (j->conversations != NULL || !wants->conversations))
        return true;
    judge_free(j);
    return false;
}

void judge_free(struct judge *j)
{
    stream_table_free(j->streams);
    reassembly_free(j->fragments);
    conversations_free(j->conversations);
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

/* The verdict on the segment of `pkt`; false when it has none that counts. */
static bool judge_segment(struct judge *j, const struct tl_packet *pkt)
{
    struct tl_judgement *now = &j->now;
    struct segment *seg = &j->seg;
    struct stream_step step;
    bool unseen;

    now->seg = seg;
    now->found_in = find_segment(j, pkt, time_of(pkt->raw.time), seg);
    if (now->found_in == NULL || !stream_open(j->streams, seg, &step))
        return false;
    analyse_before(seg, &step, &now->verdict, &unseen);
    stream_advance(j->streams, seg, &step, now->verdict.flags, unseen);
    analyse_after(seg, &step, &now->verdict);
    now->initial_rtt = step.stream->initial_rtt;
    return true;
}

/* The payload of a whole segment of the packet's own, if it begins as TLS. */
static bool look_into_tls(const struct tl_packet *pkt, struct tls_peek *out)
{
    const struct tl_tcp *tcp = &pkt->tcp;

    if (pkt->tcp_layer == TL_NO_LAYER ||
        pkt->layers[pkt->tcp_layer].depth != 0 || tcp->end != TL_TCP_WHOLE)
        return false;
    return tls_look(tcp->hdr + tcp->hdr_len, tl_tcp_data_cap(tcp), out);
}

void judge_record(struct judge *j, struct record *rec)
{
    if (judge_segment(j, rec->pkt)) {
        rec->judged = &j->now;
        if (j->conversations != NULL)
            conversations_add(j->conversations, &j->seg, &j->now.verdict,
                              j->now.initial_rtt);
    }
    if (j->looks_into_tls && look_into_tls(rec->pkt, &j->tls))
        rec->tls = &j->tls;
}

struct conversation_table judge_conversations(const struct judge *j)
{
    return conversations_table(j->conversations);
}

struct judge_losses judge_losses(const struct judge *j)
{
    if (j->streams == NULL)
        return (struct judge_losses){0};
    return (struct judge_losses){
        .connections = stream_table_forgotten(j->streams),
        .segments = stream_table_unremembered(j->streams),
        .fragments = reassembly_forgotten(j->fragments),
    };
}
