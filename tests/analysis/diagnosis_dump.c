/*
 * diagnosis_dump - the diagnosis of a savefile, one JSON object per TCP
 * segment, and one per connection at the end; the last argument names the
 * savefile.
 *
 * For the tests: scores the diagnosis without the program around it.
 */
#include <inttypes.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>

#include "decode.h"
#include "diagnosis_words.h"
#include "examine.h"
#include "json_diagnosis.h"
#include "judge.h"

static void put_segment(const struct tl_packet *pkt,
                        const struct tl_judgement *j,
                        const struct tl_diagnosis *d)
{
    char text[JSON_DIAGNOSIS_MAX];
    struct transit way;

    transit_of(pkt, j->found_in, j->seg, &way);
    *json_put_diagnosis(text, d) = '\0';
    printf("{\"frame\":{\"number\":%" PRIu64 "},\"ip\":{\"id\":%u},\"tcp\":{"
           "\"srcport\":%u,\"dstport\":%u,\"stream\":%u,\"len\":%u,"
           "\"seq_raw\":%u,\"options\":{\"timestamp\":{\"tsval\":%u}}%s}}\n",
           j->seg->frame, way.id, j->seg->sport, j->seg->dport,
           j->verdict.stream, j->seg->len, j->seg->seq, way.ts, text);
}

static void put_side(const struct tl_sender_sum *s)
{
    printf("{\"segments\":%u,\"bytes\":%" PRIu64 ",\"resent\":%" PRIu64
           ",\"unseen\":%" PRIu64 ",\"retransmissions\":%u,\"reordered\":%u,"
           "\"duplicates\":%u,\"captured_twice\":%u,\"revised\":%u,"
           "\"window_closed\":%.6f",
           s->segments, s->bytes, s->resent, s->unseen, s->retransmissions,
           s->reordered, s->duplicates, s->captured_twice, s->revised,
           (double)s->window_closed / 1e9);
    for (unsigned i = 1; i < TL_TRIGGER_COUNT; i++)
        printf(",\"trigger_%s\":%u", diagnosis_trigger_name(i), s->trigger[i]);
    for (unsigned i = 1; i < TL_CAUSE_COUNT; i++)
        printf(",\"cause_%s\":%u", diagnosis_cause_name(i), s->cause[i]);
    for (unsigned i = 0; i < TL_SHARE_COUNT; i++)
        printf(",\"%s\":%.6f", diagnosis_share_name(i),
               (double)s->share[i] / 1e9);
    printf(",\"rtts\":%u,\"rtt_least\":%u,\"rtt_median\":%u,\"rtt_95\":%u}",
           s->rtts, s->rtt_least, s->rtt_median, s->rtt_95);
}

static void put_connection(void *ctx, const struct tl_connection_sum *sum)
{
    (void)ctx;
    printf("{\"event\":\"connection\",\"number\":%u,\"place\":\"%s\","
           "\"duration\":%.6f,\"sides\":[",
           sum->number, diagnosis_place_name(sum->place),
           (double)(sum->last_time - sum->first_time) / 1e9);
    put_side(&sum->side[0]);
    putchar(',');
    put_side(&sum->side[1]);
    printf("]}\n");
}

static void one_packet(struct judge *judge, struct examiner *examiner,
                       const struct tl_raw *raw)
{
    static struct tl_packet pkt;
    struct record rec = {.pkt = &pkt};
    struct tl_diagnosis d;

    decode_packet(raw, &pkt);
    judge_record(judge, &rec);
    if (rec.judged != NULL &&
        examine(examiner, &pkt, rec.judged->found_in, rec.judged->seg, &d))
        put_segment(&pkt, rec.judged, &d);
}

int main(int argc, char **argv)
{
    char err[PCAP_ERRBUF_SIZE];
    const uint8_t *data;
    struct pcap_pkthdr *h;
    uint64_t number = 0;

    if (argc < 2)
        return 2;
    pcap_t *p = pcap_open_offline_with_tstamp_precision(
        argv[argc - 1], PCAP_TSTAMP_PRECISION_NANO, err);
    struct judge judge;
    struct examiner examiner;
    if (p == NULL || !examiner_init(&examiner, 0, true) ||
        !judge_init(&judge, &(struct judge_wants){.verdicts = true})) {
        fprintf(stderr, "%s\n", err);
        return 3;
    }
    while (pcap_next_ex(p, &h, &data) == 1) {
        const struct tl_raw raw = {
            .data = data,
            .cap_len = h->caplen,
            .wire_len = h->len,
            .time = tl_stamp(h->ts.tv_sec, h->ts.tv_usec),
            .link_type = pcap_datalink(p),
            .number = ++number,
        };
        one_packet(&judge, &examiner, &raw);
    }
    examiner_each(&examiner, put_connection, NULL);
    examiner_free(&examiner);
    judge_free(&judge);
    pcap_close(p);
    return 0;
}
