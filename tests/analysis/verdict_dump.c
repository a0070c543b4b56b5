/*
 * verdict_dump - the analysis of a savefile, one line per TCP frame, in the
 * fields and the notation of `tshark -T fields`; see fields.py.
 *
 * For the tests: compares the verdicts without the renderers in between.
 */
#include <inttypes.h>
#include <pcap/pcap.h>
#include <stdio.h>

#include "decode.h"
#include "flow_table.h"
#include "judge.h"

static void put_flag(const struct tl_verdict *v, uint16_t flag)
{
    printf("\t%s", v->flags & flag ? "1" : "");
}

static void put_number(uint64_t n)
{
    if (n != 0)
        printf("\t%" PRIu64, n);
    else
        printf("\t");
}

static void put_seconds(int64_t ns)
{
    const uint64_t size = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;
    printf("\t%s%" PRIu64 ".%09" PRIu64, ns < 0 ? "-" : "", size / 1000000000,
           size % 1000000000);
}

static void put_duration(int64_t ns)
{
    if (ns != 0)
        put_seconds(ns);
    else
        printf("\t");
}

static void put_scale(const struct segment *seg, const struct tl_verdict *v)
{
    if ((seg->flags & TL_SYN) != 0)
        printf("\t");
    else
        printf("\t%d",
               v->window_shift < 0 ? v->window_shift : 1 << v->window_shift);
}

static const uint16_t flag_columns[] = {
    TL_V_RETRANSMISSION, TL_V_FAST_RETRANSMISSION, TL_V_SPURIOUS_RETRANSMISSION,
    TL_V_OUT_OF_ORDER,   TL_V_LOST_SEGMENT,        TL_V_ACK_LOST_SEGMENT,
    TL_V_DUPLICATE_ACK,  TL_V_KEEP_ALIVE,          TL_V_KEEP_ALIVE_ACK,
    TL_V_ZERO_WINDOW,    TL_V_ZERO_WINDOW_PROBE,   TL_V_ZERO_WINDOW_PROBE_ACK,
    TL_V_WINDOW_UPDATE,  TL_V_WINDOW_FULL,         TL_V_REUSED_PORTS,
};

static void put_verdict(const struct tl_verdict *v)
{
    for (unsigned i = 0; i < TL_VERDICT_COUNT; i++)
        put_flag(v, flag_columns[i]);
    put_number(v->duplicate_ack_num);
    if (v->duplicate_ack_num != 0)
        printf("\t%" PRIu64, v->duplicate_ack_frame);
    else
        printf("\t");
    put_duration(v->rto);
    put_number(v->rto_frame);
    put_number(v->bytes_in_flight);
    put_number(v->push_bytes_sent);
    put_number(v->acks_frame);
    put_duration(v->ack_rtt);
    put_duration(v->initial_rtt);
}

static void put_hidden_verdict(void)
{
    for (unsigned i = 0; i < TL_VERDICT_COUNT + 9; i++)
        putchar('\t');
}

static void put_line(const struct segment *seg, const struct tl_verdict *v)
{
    printf("%" PRIu64 "\t%u\t%u", seg->frame, v->stream, v->completeness);
    printf("\t%u", v->seq);
    if (v->judged == TL_JUDGED_NUMBERS) {
        printf("\t\t\t%u\t\t", v->len);
    } else {
        printf("\t%u", v->ack);
        if (v->len_known)
            printf("\t%u\t%u", v->next_seq, v->len);
        else
            printf("\t\t");
        printf("\t%u", v->window);
        put_scale(seg, v);
    }
    if (v->judged >= TL_JUDGED_HEADER) {
        put_seconds(v->time_relative);
        put_seconds(v->time_delta);
    } else {
        printf("\t\t");
    }
    printf("\t%s", v->judged == TL_JUDGED_WHOLLY && v->has_record ? "1" : "");
    if (v->judged == TL_JUDGED_WHOLLY)
        put_verdict(v);
    else
        put_hidden_verdict();
    putchar('\n');
}

static void one_packet(struct judge *judge, const struct tl_raw *raw)
{
    static struct tl_packet pkt;
    struct record rec = {.pkt = &pkt};

    decode_packet(raw, &pkt);
    judge_record(judge, &rec);
    if (rec.judged != NULL)
        put_line(rec.judged->seg, &rec.judged->verdict);
}

int main(int argc, char **argv)
{
    char err[PCAP_ERRBUF_SIZE];
    const uint8_t *data;
    struct pcap_pkthdr *h;
    uint64_t number = 0;

    if (argc != 2)
        return 2;
    pcap_t *p = pcap_open_offline_with_tstamp_precision(
        argv[1], PCAP_TSTAMP_PRECISION_NANO, err);
    struct flow_table *flows = flow_table_new(0, 0);
    struct judge judge;
    if (p == NULL || flows == NULL ||
        !judge_init(&judge, &(struct judge_wants){.verdicts = true}, flows)) {
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
        one_packet(&judge, &raw);
    }
    judge_free(&judge);
    flow_table_free(flows);
    pcap_close(p);
    return 0;
}
