/*
 * judge.c - a packet's way through the analysis: segment, connection,
 * verdict.
 */
#include "judge.h"

#include <stdlib.h>

#include "analyse.h"
#include "analyse_short.h"
#include "analyse_words.h"
#include "carried.h"
#include "explain.h"
#include "flow_table.h"
#include "standing.h"
#include "stream_short.h"

static bool make_tables(struct judge *j, const struct judge_wants *wants)
{
    if (wants->apart != 0) {
        j->own = flow_table_new(sizeof(struct standing), wants->apart);
        j->flows = j->own;
        if (j->own == NULL)
            return false;
    }
    if (wants->verdicts)
        j->streams = stream_table_new(j->flows);
    j->fragments = reassembly_new();
    j->inner = malloc(sizeof(*j->inner));
    if (wants->explanation)
        j->ends = ends_table_new(j->flows);
    return (j->streams != NULL || !wants->verdicts) && j->fragments != NULL &&
           j->inner != NULL && (j->ends != NULL || !wants->explanation) &&
           (!j->examines ||
            examiner_init(&j->examiner, j->flows, wants->connections));
}

bool judge_init(struct judge *j, const struct judge_wants *wants,
                struct flow_table *flows)
{
    *j = (struct judge){
        .flows = flows,
        .looks_into_tls = wants->tls,
        .examines = wants->diagnosis || wants->explanation,
        .diagnoses = wants->diagnosis,
        .looks_further = wants->diagnosis || wants->explanation || wants->tls,
        .predicts = wants->verdicts && wants->apart == 0,
        .only_words = wants->verdicts && wants->only_words &&
                      wants->apart == 0 && !wants->diagnosis &&
                      !wants->explanation && !wants->tls,
        .clock = INT64_MAX,
        .now = {.seg = &j->seg},
    };
    if (make_tables(j, wants))
        return true;
    judge_free(j);
    return false;
}

void judge_free(struct judge *j)
{
    stream_table_free(j->streams);
    reassembly_free(j->fragments);
    ends_table_free(j->ends);
    examiner_free(&j->examiner);
    flow_table_free(j->own);
    free(j->inner);
    *j = (struct judge){0};
}

/* A segment of the packet's own, or one it completes. */
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

/*
 * Of a packet that is not plain: answers the packet it was found in, NULL when
 * there is none. Apart, so that what is usual needs no room for it.
 */
__attribute__((noinline)) static const struct tl_packet *
find_segment(struct judge *j, const struct tl_packet *pkt, int64_t time,
             struct segment *out)
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

enum { LATEST_BIT = 62 }; /* 2116, which no clock has said */

/*
 * libpcap takes the 32 bits of a savefile's seconds for signed; Wireshark does
 * not. What is left of times before 1970 is none.
 */
static int64_t reckoned(struct tl_stamp t)
{
    const int64_t latest = INT64_C(1) << LATEST_BIT;
    const bool wrapped = t.sec < 0 && t.sec >= INT32_MIN;
    const int64_t ns = wrapped ? t.ns + (INT64_C(1) << 32) * TL_BILLION : t.ns;

    return ns < 0 ? 0 : ns < latest ? ns : latest;
}

/* The first time, one that is to be repaired, one before the last, ... */
__attribute__((noinline)) static int64_t odd_time_of(struct judge *j,
                                                     struct tl_stamp t)
{
    const int64_t now = reckoned(t);

    if (j->clock == INT64_MAX) {
        j->clock = now;
        j->clock_left = UINT64_C(1) << 61;
    }
    const uint64_t way = now > j->clock ? (uint64_t)(now - j->clock)
                                        : (uint64_t)(j->clock - now);
    if (way > j->clock_left) {
        j->too_far++;
        return j->clock;
    }
    j->clock_left -= way;
    j->clock = now;
    return now;
}

/*
 * The time of a packet. All that is summed up later are ways of this clock, so
 * it may go 73 years in all, to and fro: a packet too far away for that is
 * taken to come with the one before it.
 */
static inline bool is_usual_time(const struct judge *j, int64_t now)
{
    return (uint64_t)now - (uint64_t)j->clock <= j->clock_left &&
           now >> LATEST_BIT == 0;
}

static inline void set_clock(struct judge *j, int64_t now)
{
    j->clock_left -= (uint64_t)now - (uint64_t)j->clock;
    j->clock = now;
}

static inline int64_t time_of(struct judge *j, struct tl_stamp t)
{
    if (!is_usual_time(j, t.ns))
        return odd_time_of(j, t);
    set_clock(j, t.ns);
    return t.ns;
}

/* Without memory for the segment's connection it answers NULL. */
__attribute__((noinline)) static const struct stream *
judge_at_length(struct judge *j)
{
    const struct segment *seg = &j->seg;
    struct tl_verdict *v = &j->now.verdict;
    struct stream_step step;
    bool unseen;

    if (!stream_open(j->streams, seg, j->flow, &step))
        return NULL;
    analyse_before(seg, &step, v, &unseen);
    stream_advance(j->streams, seg, &step, v->flags, unseen);
    analyse_after(seg, step.stream, &step.effect, v);
    return step.stream;
}

/* Of a segment that goes on, what it did to its connection. */
static inline void judge_effect(struct judge *j, struct stream *s,
                                struct stream_side *mine,
                                struct stream_side *theirs)
{
    struct tl_verdict *v = &j->now.verdict;
    const struct stream_at at = {s, mine, theirs};
    struct stream_effect effect;

    stream_go_on(j->streams, &j->seg, &at, v->flags, &effect);
    analyse_short_after(&j->seg, s, &effect, v);
}

static inline void judge_one_that_goes_on(struct judge *j, struct stream *s,
                                          struct stream_side *mine,
                                          struct stream_side *theirs)
{
    const struct segment *seg = &j->seg;
    struct tl_verdict *v = &j->now.verdict;
    const struct stream_at at = {s, mine, theirs};

    analyse_short(seg, s, mine, theirs, v);
    if (stream_has_effect(theirs, seg)) {
        judge_effect(j, s, mine, theirs);
    } else {
        stream_pass_bare(j->streams, seg, &at, v->flags);
        analyse_without(s, v);
    }
}

/* Apart, so that the places of connection and sides stay in registers. */
__attribute__((noinline)) static const struct stream *
judge_short(struct judge *j, struct stream *s, struct stream_side *mine,
            struct stream_side *theirs)
{
    judge_one_that_goes_on(j, s, mine, theirs);
    return s;
}

static inline void note_connection(struct tl_judgement *now,
                                   const struct stream *s)
{
    now->initial_rtt = stream_initial_rtt(s);
    now->completeness = s->completeness;
}

/* The verdict on the segment at hand; false without memory for it. */
static bool judge_segment(struct judge *j)
{
    struct tl_judgement *now = &j->now;
    struct stream_at at;
    const struct stream *s = stream_goes_on(j->streams, &j->seg, j->flow, &at)
                                 ? judge_short(j, at.stream, at.mine, at.theirs)
                                 : judge_at_length(j);

    if (s == NULL)
        return false;
    note_connection(now, s);
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

static void look_for_name(struct judge *j, const struct record *rec)
{
    if (rec->tls != NULL && rec->diagnosis != NULL && j->tls.client_hello &&
        j->tls.sni.p != NULL)
        history_name(j->examiner.histories, j->flow, j->tls.sni.p,
                     j->tls.sni.len);
}

/* The connection of the segment that was found. */
__attribute__((noinline)) static struct flow look_up(const struct judge *j)
{
    const struct segment *seg = &j->seg;

    return flow_of_ends(j->flows, seg->ip4,
                        (struct flow_end){seg->src, seg->sport},
                        (struct flow_end){seg->dst, seg->dport});
}

/*
 * The same: what the line is about has been looked up. Its parts were stored
 * one by one, and one load of both would wait for them.
 */
static inline void set_flow(struct judge *j, const struct record *rec)
{
    if (j->own == NULL && rec->step.flow.id != 0 &&
        j->now.found_in == rec->pkt) {
        j->flow.id = rec->step.flow.id;
        j->flow.reverse = rec->step.flow.reverse;
    } else {
        j->flow = look_up(j);
    }
}

/* RFC 8446 section 5.1, RFC 5246 section 6.2. */
static bool is_record_header(const uint8_t *p)
{
    enum { MAJOR = 3, LAST_MINOR = 4 };

    return p[0] >= TLS_CHANGE_CIPHER_SPEC && p[0] <= TLS_APPLICATION_DATA &&
           p[1] == MAJOR && p[2] <= LAST_MINOR;
}

/*
 * Three bytes may look like TLS by chance: a record that ends with the
 * segment, or is followed by another one, is no chance.
 */
static bool is_tls_record(const struct record *rec)
{
    enum { HEADER = 5, MOST = 18432 };
    const struct tl_tcp *tcp = &rec->pkt->tcp;

    if (rec->tls == NULL || rec->tls->length > MOST)
        return false;
    const uint8_t *data = tcp->hdr + tcp->hdr_len;
    const uint32_t end = HEADER + (uint32_t)rec->tls->length;
    return is_record_header(data) &&
           (end == tcp->data_len || (end + HEADER <= tl_tcp_data_cap(tcp) &&
                                     is_record_header(data + end)));
}

/*
 * A segment of the packet's own, whose header is all there, and as long as the
 * line says.
 */
static bool is_whole(const struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;
    const struct tl_judgement *j = rec->judged;

    return j->found_in == pkt && pkt->tcp_layer != TL_NO_LAYER &&
           pkt->layers[pkt->tcp_layer].depth == 0 &&
           pkt->tcp.end == TL_TCP_WHOLE && j->verdict.len_known &&
           j->seg->len == pkt->tcp.data_len &&
           j->verdict.judged >= TL_JUDGED_HEADER;
}

static void explain_record(struct judge *j, struct record *rec,
                           const struct tl_diagnosis *d)
{
    struct tl_verdict v = j->now.verdict;
    struct ends_step step;

    /* What Wireshark does not get to say is not said here either. */
    if (v.judged != TL_JUDGED_WHOLLY)
        v.flags = 0;
    if (v.flags == 0)
        v.duplicate_ack_num = 0;
    if (!is_whole(rec) || !ends_open(j->ends, &j->seg, j->flow, &step))
        return;
    const struct subject subject = {
        .pkt = rec->pkt,
        .seg = &j->seg,
        .v = &v,
        .d = d,
        .tls = is_tls_record(rec),
    };
    explain(&subject, &step, &j->explanation);
    ends_advance(&step, &j->seg, &v, d, explain_congested(rec->pkt));
    explain_states(&j->seg, &step, &j->explanation);
    rec->explanation = &j->explanation;
}

/* What nothing more is expected of can be given up first. */
__attribute__((noinline)) static void note_standing(const struct judge *j)
{
    if (j->flow.id == 0)
        return;
    struct standing *s = flow_table_value(j->own, j->flow.id);
    flow_table_pass(j->own, j->flow.id,
                    standing_passed(s, &j->seg, j->flow.reverse));
}

void judge_expect(const struct judge *j, const struct flow *flows, size_t n)
{
    if (j->own != NULL) /* they are the lines' */
        return;
    if (j->streams != NULL)
        stream_expect(j->streams, flows, n);
    if (j->examines)
        history_expect(j->examiner.histories, flows, n);
}

/* What is to be said beside the verdict. */
__attribute__((noinline)) static void look_further(struct judge *j,
                                                   struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;
    const struct tl_diagnosis *d = NULL;

    if (rec->judged != NULL && j->examines)
        d = examine(&j->examiner, pkt, j->now.found_in, &j->seg, &j->flow);
    if (j->diagnoses)
        rec->diagnosis = d;
    if (j->looks_into_tls && look_into_tls(pkt, &j->tls)) {
        rec->tls = &j->tls;
        look_for_name(j, rec);
    }
    if (d != NULL && j->ends != NULL)
        explain_record(j, rec, d);
}

/* The segment of a packet that has one, and its connection. */
static inline bool find_subject(struct judge *j, const struct record *rec,
                                int64_t time)
{
    const struct tl_packet *pkt = rec->pkt;
    struct tl_judgement *now = &j->now;

    if (segment_is_plain(pkt)) {
        segment_of_plain(pkt, time, &j->seg);
        now->found_in = pkt;
    } else {
        now->found_in = find_segment(j, pkt, time, &j->seg);
        if (now->found_in == NULL)
            return false;
    }
    set_flow(j, rec);
    if (j->own != NULL)
        note_standing(j);
    return true;
}

/* Of a plain segment: its payload is looked into only if it may be TLS. */
static inline bool may_be_tls(const struct tl_packet *pkt)
{
    const struct tl_tcp *tcp = &pkt->tcp;

    return tcp->data_len != 0 &&
           tls_may_begin(tcp->hdr + tcp->hdr_len, tl_tcp_data_cap(tcp));
}

/* Where nothing is asked for but TLS, most plain segments have nothing more. */
static inline bool has_more(const struct judge *j, const struct tl_packet *pkt)
{
    return j->looks_further &&
           (j->examines || !segment_is_plain(pkt) || may_be_tls(pkt));
}

__attribute__((noinline)) static void judge_fully(struct judge *j,
                                                  struct record *rec)
{
    const int64_t time = time_of(j, rec->pkt->raw.time);

    if (find_subject(j, rec, time) && (j->streams == NULL || judge_segment(j)))
        rec->judged = &j->now;
    if (has_more(j, rec->pkt))
        look_further(j, rec);
}

/*
 * A plain segment that goes on, as most do: what was just read of it is not
 * asked again. False: nothing was done that judge_fully() does not do anew.
 */
static inline bool judge_plain(struct judge *j, struct record *rec)
{
    const struct tl_packet *pkt = rec->pkt;
    const int64_t time = pkt->raw.time.ns;
    struct stream_at at;

    segment_of_plain(pkt, time, &j->seg);
    j->flow.id = rec->step.flow.id; /* one by one, as in set_flow() */
    j->flow.reverse = rec->step.flow.reverse;
    if (!is_usual_time(j, time) ||
        !stream_goes_on(j->streams, &j->seg, rec->step.flow, &at))
        return false;
    set_clock(j, time);
    j->now.found_in = pkt;
    judge_one_that_goes_on(j, at.stream, at.mine, at.theirs);
    note_connection(&j->now, at.stream);
    rec->judged = &j->now;
    if (j->looks_further && (j->examines || may_be_tls(pkt)))
        look_further(j, rec);
    return true;
}

/* Apart, so that lines of words need no frame for it. */
__attribute__((noinline)) static void judge_whole(struct judge *j,
                                                  struct record *rec)
{
    if (!judge_plain(j, rec))
        judge_fully(j, rec);
}

/*
 * A plain segment that goes on, as most do, for lines that show nothing but
 * words: what it is asked for stays in registers. False: nothing was done.
 */
static inline bool judge_words(struct judge *j, struct record *rec)
{
    const int64_t time = rec->pkt->raw.time.ns;
    struct segment seg;
    struct stream_at at;

    segment_of_plain(rec->pkt, time, &seg);
    if (!is_usual_time(j, time) ||
        !stream_goes_on(j->streams, &seg, rec->step.flow, &at))
        return false;
    const uint16_t flags =
        analyse_words(&seg, at.mine, at.theirs, &j->now.verdict);
    set_clock(j, time);
    rec->judged = &j->now;
    stream_pass(j->streams, &seg, &at, flags);
    return true;
}

/* Apart from what follows, which needs no frame for it. */
__attribute__((noinline)) static void judge_payload(struct judge *j,
                                                    struct record *rec)
{
    if (!judge_words(j, rec))
        judge_fully(j, rec);
}

void judge_record(struct judge *j, struct record *rec)
{
    if (!segment_is_plain(rec->pkt) || !(j->only_words || j->predicts))
        judge_fully(j, rec);
    else if (!j->only_words)
        judge_whole(j, rec);
    else if (rec->pkt->tcp.data_len != 0)
        judge_payload(j, rec);
    else if (!judge_words(j, rec))
        judge_fully(j, rec);
}

struct judge_losses judge_losses(const struct judge *j)
{
    struct judge_losses lost = {0};

    if (j->streams != NULL || j->examines)
        lost.connections = flow_table_forgotten(j->flows);
    if (j->streams != NULL)
        lost.segments = stream_table_unremembered(j->streams);
    lost.times = j->too_far;
    if (j->fragments != NULL)
        lost.fragments = reassembly_forgotten(j->fragments);
    return lost;
}
