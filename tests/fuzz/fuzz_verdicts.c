/*
 * fuzz_verdicts.c - verdicts and diagnoses of a sequence of packets, alone and
 * with another connection's packets in between: they must be the same.
 */
#include "conn.h"
#include "decode.h"
#include "flow_table.h"
#include "judge.h"
#include "packet_script.h"
#include "uncovered.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* More than packets come, so that nothing is forgotten. */
enum { MOST_CONNECTIONS = 1024 };

UNCOVERED_BEGIN

/* What does not count frames or connections. */
struct finding_of {
    uint32_t flags, judged, completeness, duplicate_ack, in_flight;
    uint32_t event, cause, trigger, evidence, missing, unseen;
    int64_t rto, ack_rtt, initial_rtt, relative, after;
    int shift;
};

struct room {
    struct conn_table *conns;
    struct judge judge;
    struct tl_packet packet;
    uint64_t number;
    int link_type;
};

static void room_init(struct room *r, int link_type)
{
    static const struct judge_wants wants = {
        .verdicts = true, .diagnosis = true, .connections = true, .tls = true};

    r->link_type = link_type;
    r->number = 0;
    r->conns = conn_table_new(0);
    if (r->conns == NULL)
        abort();
    flow_table_limit(conn_table_flows(r->conns), MOST_CONNECTIONS);
    if (!judge_init(&r->judge, &wants, conn_table_flows(r->conns)))
        abort();
}

static void room_free(struct room *r)
{
    judge_free(&r->judge);
    conn_table_free(r->conns);
}

static struct finding_of look_at(struct room *r, const struct pcap_pkthdr *h,
                                 const uint8_t *data, int link_type)
{
    struct record rec = {.pkt = &r->packet};
    struct finding_of f;
    const struct tl_raw raw = {
        .data = data,
        .cap_len = h->caplen,
        .wire_len = h->len,
        .time = tl_stamp(h->ts.tv_sec, h->ts.tv_usec * 1000),
        .link_type = link_type,
        .number = ++r->number,
    };

    memset(&f, 0, sizeof(f));
    decode_packet(&raw, &r->packet);
    conn_track(r->conns, rec.pkt, false, &rec.step);
    judge_record(&r->judge, &rec);
    if (rec.judged != NULL) {
        const struct tl_verdict *v = &rec.judged->verdict;
        f.flags = v->flags;
        f.judged = v->judged;
        f.completeness = v->completeness;
        f.duplicate_ack = v->duplicate_ack_num;
        f.in_flight = v->bytes_in_flight;
        f.shift = v->window_shift;
        f.rto = v->rto;
        f.ack_rtt = v->ack_rtt;
        f.initial_rtt = rec.judged->initial_rtt;
        f.relative = v->time_relative;
    }
    if (rec.diagnosis != NULL) {
        f.event = rec.diagnosis->event;
        f.cause = rec.diagnosis->cause;
        f.trigger = rec.diagnosis->trigger;
        f.evidence = rec.diagnosis->evidence;
        f.missing = rec.diagnosis->missing_bytes;
        f.unseen = rec.diagnosis->unseen_bytes;
        f.after = rec.diagnosis->after;
    }
    return f;
}

/* One of two ends that nothing else here has, in a little trouble. */
static const uint8_t ends[2][4] = {{192, 0, 2, 177}, {198, 51, 100, 178}};

static void stranger(struct room *r, const struct pcap_pkthdr *now, unsigned i)
{
    const bool back = i % 3 == 2;
    const uint32_t seq = back ? 5000 : 100 + i / 4 * 10;
    uint8_t p[50] = {0x45, 0, 0, 50, 0, 1, 0, 0, 64, 6};
    const struct pcap_pkthdr h = {now->ts, sizeof(p), sizeof(p)};

    memcpy(p + 12, ends[back], 4);
    memcpy(p + 16, ends[!back], 4);
    p[20] = p[22] = 0x45;
    p[21] = back ? 2 : 1;
    p[23] = back ? 1 : 2;
    p[26] = (uint8_t)(seq >> 8);
    p[27] = (uint8_t)seq;
    p[30] = (uint8_t)(i >> 8);
    p[31] = (uint8_t)i;
    p[32] = 0x50;
    p[33] = i == 0 ? 2 : 0x18;
    p[34] = i % 7 == 0 ? 0 : 4;
    (void)look_at(r, &h, p, DLT_RAW);
}

/* Input that names one of the stranger's ends may well be about it. */
static bool names_stranger(const uint8_t *data, size_t size)
{
    for (size_t at = 0; at + 4 <= size; at++)
        if (memcmp(data + at, ends[0], 4) == 0 ||
            memcmp(data + at, ends[1], 4) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room alone, mixed;
    static struct packet_script script;

    if (size < 2 || names_stranger(data, size) ||
        !script_read(&script, data + 1, size - 1))
        return 0;
    room_init(&alone, script.link_type);
    room_init(&mixed, script.link_type);
    for (unsigned i = 0, others = 0; i < script.n; i++) {
        struct script_packet *p = &script.packets[i];
        const struct finding_of one =
            look_at(&alone, &p->head, p->data, script.link_type);

        for (unsigned k = 0; k < data[0] % 4U; k++)
            stranger(&mixed, &p->head, others++);
        const struct finding_of other =
            look_at(&mixed, &p->head, p->data, script.link_type);
        if (memcmp(&one, &other, sizeof(one)) != 0)
            abort();
        script_drop(p);
    }
    room_free(&alone);
    room_free(&mixed);
    script_free(&script);
    return 0;
}

UNCOVERED_END
