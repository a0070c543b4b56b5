/*
 * json_tcp.c - the "tcp" object: header, options, analysis.
 */
#include "bytes.h"
#include "checksum.h"
#include "json_diagnosis.h"
#include "json_parts.h"
#include "json_piece.h"
#include "json_write.h"
#include "segment.h"
#include "seq.h"
#include "tcp_flags.h"

enum {
    OPT_EOL = 0,
    OPT_NOP = 1,
    OPT_MSS = 2,
    OPT_WINDOW_SCALE = 3,
    OPT_SACK_PERMITTED = 4,
    OPT_SACK = 5,
    OPT_TIMESTAMP = 8,
    /* Wireshark's numbers for tcp.checksum.status */
    STATUS_BAD = 0,
    STATUS_GOOD = 1,
    STATUS_UNVERIFIED = 2,
};

/* As on the line. */
static char *put_flags_str(char *at, uint16_t flags)
{
    at = DIGITS_LIT(at, ",\"flags_str\":\"");
    at = tcp_flags_put(at, (uint8_t)flags);
    *at++ = '"';
    return at;
}

/* Together, and each for itself, set or not: a query asks for both. */
static char *write_flags(char *at, uint16_t flags)
{
    enum { AE = 0x100 };

    at = JSON_U32(at, "flags", flags);
    at = put_flags_str(at, flags);
    at = JSON_BOOL(at, "flags_ae", (flags & AE) != 0);
    at = JSON_BOOL(at, "flags_cwr", (flags & TL_CWR) != 0);
    at = JSON_BOOL(at, "flags_ece", (flags & TL_ECE) != 0);
    at = JSON_BOOL(at, "flags_urg", (flags & TL_URG) != 0);
    at = JSON_BOOL(at, "flags_ack", (flags & TL_ACK) != 0);
    at = JSON_BOOL(at, "flags_push", (flags & TL_PSH) != 0);
    at = JSON_BOOL(at, "flags_reset", (flags & TL_RST) != 0);
    at = JSON_BOOL(at, "flags_syn", (flags & TL_SYN) != 0);
    return JSON_BOOL(at, "flags_fin", (flags & TL_FIN) != 0);
}

/* From the end of "ack_raw" to the value of "window_size_value". */
static char *put_flags(const struct json *j, char *at,
                       const struct segment *seg)
{
    struct json_piece *p = json_piece_of(
        &j->pieces->tcp_flags, (uint64_t)seg->hdr_len << 16 | seg->flags, 0);

    if (p->len == 0) {
        char *end = JSON_U32(p->text, "hdr_len", seg->hdr_len);
        end = write_flags(end, seg->flags);
        json_piece_ends(p, JSON_KEY(end, "window_size_value"));
    }
    return json_piece_put(at, p, JSON_PIECE_MOST);
}

char *json_put_window(char *at, const struct json *j, const struct segment *seg,
                      const struct tl_verdict *v)
{
    at = digits_u16(put_flags(j, at, seg), seg->window);
    at = JSON_U32(at, "window_size", v->window);
    if ((seg->flags & TL_SYN) != 0)
        return at;
    at = JSON_KEY(at, "window_size_scalefactor");
    if (v->window_shift < 0) {
        *at++ = '-';
        *at++ = (char)('0' - v->window_shift);
        return at;
    }
    return digits_u32(at, 1U << v->window_shift);
}

char *json_put_seq(char *at, const struct segment *seg,
                   const struct tl_verdict *v)
{
    at = digits_u32(at, v->completeness);
    at = JSON_U32(at, "seq", v->seq);
    at = JSON_U32(at, "seq_raw", seg->seq);
    if (!v->len_known)
        return at;
    at = JSON_U32(at, "len", v->len);
    return v->judged == TL_JUDGED_NUMBERS ? at
                                          : JSON_U32(at, "nxtseq", v->next_seq);
}

char *json_put_ack(char *at, const struct segment *seg,
                   const struct tl_verdict *v)
{
    return JSON_U32(JSON_U32(at, "ack", v->ack), "ack_raw", seg->ack);
}

/* Unverified unless asked for, as Wireshark's default has it. */
static unsigned checksum_status(const struct json *j,
                                const struct tl_packet *pkt)
{
    if (!j->verify_checksums || pkt->tcp_layer == TL_NO_LAYER)
        return STATUS_UNVERIFIED;
    switch (checksum_tcp(pkt).state) {
    case CHECKSUM_GOOD:
        return STATUS_GOOD;
    case CHECKSUM_BAD:
        return STATUS_BAD;
    default:
        return STATUS_UNVERIFIED;
    }
}

/*
 * RFC 2883: the first block reports a duplicate when the acknowledgement has
 * passed it, or when the second block surrounds it.
 */
static bool is_dsack(const struct segment *seg)
{
    const struct sack_block *b = seg->sack;

    if (seq_not_above(b[0].right, seg->ack))
        return true;
    return seg->n_sack > 1 && seq_below(b[1].left, b[0].right) &&
           seq_not_above(b[0].right, b[1].right);
}

static char *put_sack(char *at, const struct segment *seg, uint32_t base)
{
    at = DIGITS_LIT(at, ",\"sack_le\":[");
    for (int i = 0; i < seg->n_sack; i++) {
        at = digits_u32(at, seg->sack[i].left - base);
        *at++ = ',';
    }
    at[-1] = ']';
    at = DIGITS_LIT(at, ",\"sack_re\":[");
    for (int i = 0; i < seg->n_sack; i++) {
        at = digits_u32(at, seg->sack[i].right - base);
        *at++ = ',';
    }
    at[-1] = ']';
    at = DIGITS_LIT(at, ",\"sack\":");
    char *const open = at;
    at = JSON_U32(at, "count", seg->n_sack);
    if (is_dsack(seg)) {
        at = JSON_TRUE(at, "dsack");
        at = JSON_U32(at, "dsack_le", seg->sack[0].left - base);
        at = JSON_U32(at, "dsack_re", seg->sack[0].right - base);
    }
    return json_close(open, at);
}

static char *put_window_scale(char *at, const struct segment_option *opt)
{
    const uint8_t shift = opt->data[0] > 14 ? 14 : opt->data[0];

    at = DIGITS_LIT(at, ",\"wscale\":");
    char *const open = at;
    at = JSON_U32(at, "shift", opt->data[0]);
    at = JSON_U32(at, "multiplier", 1U << shift);
    return json_close(open, at);
}

static char *put_timestamp(char *at, const struct segment_option *opt)
{
    at = DIGITS_LIT(at, ",\"timestamp\":");
    char *const open = at;
    at = JSON_U32(at, "tsval", load_be32(opt->data));
    at = JSON_U32(at, "tsecr", load_be32(opt->data + 4));
    return json_close(open, at);
}

/* Options that this file has a reading for; each is shown once. */
enum known { KNOWN_MSS = 1, KNOWN_SCALE = 2, KNOWN_PERM = 4, KNOWN_TIME = 8 };

static unsigned known_as(const struct segment_option *opt)
{
    if (opt->kind == OPT_MSS && opt->len == 4)
        return KNOWN_MSS;
    if (opt->kind == OPT_WINDOW_SCALE && opt->len == 3)
        return KNOWN_SCALE;
    if (opt->kind == OPT_SACK_PERMITTED && opt->len == 2)
        return KNOWN_PERM;
    if (opt->kind == OPT_TIMESTAMP && opt->len == 10)
        return KNOWN_TIME;
    return 0;
}

static char *put_known(char *at, const struct segment_option *opt)
{
    switch (opt->kind) {
    case OPT_MSS:
        return JSON_U32(at, "mss_val", load_be16(opt->data));
    case OPT_WINDOW_SCALE:
        return put_window_scale(at, opt);
    case OPT_SACK_PERMITTED:
        return JSON_TRUE(at, "sack_perm");
    default:
        return put_timestamp(at, opt);
    }
}

static char *put_other(char *at, const struct segment_option *opt)
{
    *at++ = ',';
    char *const open = at;
    at = JSON_U32(at, "kind", opt->kind);
    at = JSON_U32(at, "len", opt->len);
    at = json_hex(JSON_KEY(at, "data"), opt->data, opt->len - 2U);
    return json_close(open, at);
}

/* Options of other kinds, or repeated, or of an odd length: as they are. */
static char *put_others(char *at, const struct segment *seg)
{
    struct segment_option opt;
    uint32_t pos = SEGMENT_HEADER;
    unsigned seen = 0;

    at = DIGITS_LIT(at, ",\"other\":");
    char *const open = at;
    while (segment_option_next(seg, &pos, &opt)) {
        const unsigned known = known_as(&opt);
        if (opt.len > 1 && opt.kind != OPT_SACK &&
            (known == 0 || (seen & known) != 0))
            at = put_other(at, &opt);
        seen |= known;
    }
    *open = '[';
    *at++ = ']';
    return at;
}

/* Two NOPs and the time stamps, as most segments have them. */
static bool only_time_stamps(const struct segment *seg)
{
    static const uint8_t usual[] = {OPT_NOP, OPT_NOP, OPT_TIMESTAMP, 10};
    enum { USUAL = SEGMENT_HEADER + 12 };

    return seg->hdr_len == USUAL && seg->hdr_cap >= USUAL &&
           memcmp(seg->hdr + SEGMENT_HEADER, usual, sizeof(usual)) == 0;
}

/* From the value of "tsval". */
static char *put_only_time_stamps(char *at, const struct segment *seg)
{
    const uint8_t *p = seg->hdr + SEGMENT_HEADER + 4;

    at = digits_u32(at, load_be32(p));
    at = JSON_U32(at, "tsecr", load_be32(p + 4));
    return DIGITS_LIT(at, "}}");
}

static char *put_options(char *at, const struct segment *seg, uint32_t base)
{
    struct segment_option opt;
    uint32_t pos = SEGMENT_HEADER;
    unsigned seen = 0;
    bool others = false;

    if (only_time_stamps(seg)) {
        at = DIGITS_LIT(at, ",\"options\":{\"timestamp\":{\"tsval\":");
        return put_only_time_stamps(at, seg);
    }
    at = DIGITS_LIT(at, ",\"options\":");
    char *const open = at;
    while (segment_option_next(seg, &pos, &opt)) {
        const unsigned known = known_as(&opt);
        if (known != 0 && (seen & known) == 0)
            at = put_known(at, &opt);
        else
            others |= opt.len > 1 && opt.kind != OPT_SACK;
        seen |= known;
    }
    if (seg->n_sack > 0)
        at = put_sack(at, seg, base);
    if (others)
        at = put_others(at, seg);
    return json_close(open, at);
}

char *json_put_rest(char *at, const struct json *j,
                    const struct tl_judgement *now)
{
    const struct segment *seg = now->seg;

    at = JSON_U32(at, "checksum_status", checksum_status(j, now->found_in));
    at = JSON_U32(at, "urgent_pointer", load_be16(seg->hdr + 18));
    if (seg->hdr_len > SEGMENT_HEADER)
        at = put_options(at, seg, now->verdict.ack_base);
    return at;
}

static char *put_header(char *at, const struct json *j,
                        const struct tl_judgement *now)
{
    const struct segment *seg = now->seg;
    const struct tl_verdict *v = &now->verdict;

    at = digits_u16(JSON_KEY(at, "checksum"), load_be16(seg->hdr + 16));
    at = json_put_rest(at, j, now);
    at = json_seconds(JSON_KEY(at, "time_relative"), v->time_relative);
    return json_seconds(JSON_KEY(at, "time_delta"), v->time_delta);
}

static char *put_raw_header(char *at, const struct tl_tcp *tcp)
{
    at = JSON_U32(at, "ack_raw", tcp->ack);
    at = JSON_U32(at, "hdr_len", tcp->hdr_len);
    at = JSON_U32(at, "flags", tcp->flags);
    at = put_flags_str(at, tcp->flags);
    at = JSON_U32(at, "window_size_value", tcp->window);
    at = JSON_U32(at, "checksum", tcp->checksum);
    return JSON_U32(at, "urgent_pointer", tcp->urgent);
}

/*
 * A header that says nothing of a connection: of a first fragment whose others
 * are not there, or one cut short. Wireshark calls the number of one that is
 * quoted relative, which it is to nothing.
 */
static char *put_unjudged(char *at, const struct tl_packet *pkt)
{
    enum { WITH_SEQ = 8 };
    const struct tl_tcp *tcp = &pkt->tcp;

    if (pkt->tcp_layer == TL_NO_LAYER || tcp->end == TL_TCP_NO_PORTS)
        return at;
    const bool quoted = pkt->layers[pkt->tcp_layer].depth != 0;
    at = DIGITS_LIT(at, ",\"tcp\":");
    char *const open = at;
    at = JSON_U32(at, "srcport", tcp->sport);
    at = JSON_U32(at, "dstport", tcp->dport);
    if (tcp->seg_cap >= WITH_SEQ && quoted)
        at = JSON_U32(at, "seq", load_be32(tcp->hdr + 4));
    else if (tcp->seg_cap >= WITH_SEQ)
        at = JSON_U32(at, "seq_raw", load_be32(tcp->hdr + 4));
    if (tcp->end != TL_TCP_NO_HEADER)
        at = put_raw_header(at, tcp);
    return json_close(open, at);
}

char *json_put_connection(char *at, const struct tl_judgement *now)
{
    at = DIGITS_LIT(at, ",\"tcp\":{\"srcport\":");
    at = digits_u16(at, now->seg->sport);
    at = JSON_U32(at, "dstport", now->seg->dport);
    at = JSON_U32(at, "stream", now->verdict.stream);
    return JSON_KEY(at, "completeness");
}

char *json_put_segment(char *at, const struct json *j, const struct record *rec)
{
    const struct tl_judgement *now = rec->judged;
    const struct tl_verdict *v = &now->verdict;

    at = json_put_seq(at, now->seg, v);
    if (v->judged != TL_JUDGED_NUMBERS) {
        at = json_put_ack(at, now->seg, v);
        at = json_put_window(at, j, now->seg, v);
    }
    if (v->judged >= TL_JUDGED_HEADER)
        at = put_header(at, j, now);
    if (v->judged == TL_JUDGED_WHOLLY && v->has_record)
        at = json_put_analysis(at, v, NULL);
    if (rec->diagnosis != NULL)
        at = json_put_diagnosis(at, rec->diagnosis);
    *at++ = '}';
    return at;
}

char *json_put_tcp(char *at, const struct json *j, const struct record *rec)
{
    if (rec->judged == NULL)
        return put_unjudged(at, rec->pkt);
    return json_put_segment(json_put_connection(at, rec->judged), j, rec);
}
