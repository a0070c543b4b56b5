/*
 * tcp_fields.c - the TCP header (RFC 9293 section 3.1; RFC 3168 and
 * draft-ietf-tcpm-accurate-ecn for its flags).
 */
#include "checksum.h"
#include "put_fields.h"

enum { LEAST = 20, OFFSET_AT = 12, FLAGS_AT = 13 };

/* What analysis knows of this very segment; NULL for one that is quoted. */
static const struct tl_verdict *verdict_of(const struct field_scene *s)
{
    const struct tl_judgement *j = s->rec->judged;

    return j != NULL && j->found_in == s->pkt && s->layer->depth == 0
               ? &j->verdict
               : NULL;
}

static void note_seq(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    const struct tl_verdict *v = verdict_of(s);

    (void)row;
    if (v == NULL || !v->len_known || s->absolute)
        return;
    text_printf(out, "  [relative %u, next %u]", v->seq, v->next_seq);
}

static bool has_flag(const struct field_scene *s, uint8_t flag)
{
    return (field_number(s, s->start + FLAGS_AT, 1) & flag) != 0;
}

/* Behind a cut nobody knows the flags. */
static bool knows_flags(const struct field_scene *s)
{
    return field_room(s, s->start, FLAGS_AT + 1) == FLAGS_AT + 1;
}

static void note_ack(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    const struct tl_verdict *v = verdict_of(s);

    (void)row;
    if (!knows_flags(s))
        return;
    if (!has_flag(s, TL_ACK))
        TEXT_LIT(out, "  (no meaning without ACK)");
    else if (v != NULL && v->len_known && !s->absolute)
        text_printf(out, "  [relative %u]", v->ack);
}

static void note_offset(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    const unsigned hdr = (unsigned)row->value * 4;

    if (hdr < LEAST)
        text_printf(out, ", must be %d or more", LEAST);
    else if (hdr > s->layer->len)
        text_printf(out, ", more than the %u of the segment", s->layer->len);
}

static void note_reserved(const struct field_scene *s,
                          const struct field_row *row, struct text *out)
{
    (void)s;
    if (row->value != 0)
        text_printf(out, "set (%u), must be 0", (unsigned)row->value);
}

static void note_legend(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    (void)row;
    TEXT_LIT(out, "len  rsvA CEUA PRSF");
}

static void note_window(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    const struct tl_verdict *v = verdict_of(s);

    if (has_flag(s, TL_SYN))
        TEXT_LIT(out, "  [never scaled in a SYN]");
    else if (v == NULL || v->judged < TL_JUDGED_WINDOW)
        return;
    else if (v->window_shift == TL_SCALE_UNUSED)
        TEXT_LIT(out, "  [not scaled: only offered if both ends do]");
    else if (v->window_shift == TL_SCALE_UNKNOWN)
        TEXT_LIT(out, "  [scale not known: no handshake was seen]");
    else
        text_printf(out, "  [x %u = %u bytes]", 1U << v->window_shift,
                    (unsigned)row->value << v->window_shift);
}

static void note_sum(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    const struct tl_packet *pkt = s->pkt;

    (void)row;
    if (s->layer->ip == TL_NO_LAYER || s->layer->depth != 0 ||
        pkt->tcp.end == TL_TCP_NO_PORTS || pkt->tcp.end == TL_TCP_NO_HEADER)
        return;
    const struct checksum_verdict v = checksum_tcp(pkt);
    note_checksum(s, &v, checksum_pseudo(pkt, s->layer, 6, pkt->tcp.seg_len),
                  out);
}

static void note_urgent(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)row;
    if (!has_flag(s, TL_URG))
        TEXT_LIT(out, "  (no meaning without URG)");
}

static const struct code_name flags[] = {
    {TL_FIN, "FIN"}, {TL_SYN, "SYN"}, {TL_RST, "RST"},
    {TL_PSH, "PSH"}, {TL_ACK, "ACK"}, {TL_URG, "URG"},
    {TL_ECE, "ECE"}, {TL_CWR, "CWR"}, {0x100, "AE"},
};

#define TCP_FLAG(word, filter_name, mask, meaning)                             \
    FIELD(OFFSET_AT, 2, mask, BIT, word, "tcp.flags." filter_name,             \
          .joined = true, .detail = DETAIL_FULL, .means = (meaning))

static const struct field fixed[] = {
    FIELD(0, 2, 0, NUMBER, "source port", "tcp.srcport"),
    FIELD(2, 2, 0, NUMBER, "destination port", "tcp.dstport"),
    FIELD(4, 4, 0, NUMBER, "sequence number", "tcp.seq_raw", .note = note_seq),
    FIELD(8, 4, 0, NUMBER, "acknowledgment", "tcp.ack_raw", .note = note_ack),
    FIELD(OFFSET_AT, 2, 0xf000, WORDS, "header length", "tcp.hdr_len",
          .note = note_offset),
    FIELD(OFFSET_AT, 2, 0x0e00, PLAIN, "reserved", "tcp.flags.res",
          .joined = true, .note = note_reserved),
    FIELD(OFFSET_AT, 2, 0x01ff, BITS, "flags", "tcp.flags",
          .detail = DETAIL_BRIEF, FIELD_NAMES(flags)),
    FIELD(OFFSET_AT, 2, 0, PLAIN, "", NULL, .detail = DETAIL_BRIEF,
          .note = note_legend),
    TCP_FLAG("AE", "ae", 0x0100, "Accurate ECN"),
    TCP_FLAG("CWR", "cwr", 0x0080, "congestion window reduced"),
    TCP_FLAG("ECE", "ece", 0x0040, "ECN-Echo"),
    TCP_FLAG("URG", "urg", 0x0020, "urgent"),
    TCP_FLAG("ACK", "ack", 0x0010, "acknowledgment"),
    TCP_FLAG("PSH", "push", 0x0008, "push"),
    TCP_FLAG("RST", "reset", 0x0004, "reset"),
    TCP_FLAG("SYN", "syn", 0x0002, "synchronize"),
    TCP_FLAG("FIN", "fin", 0x0001, "finish"),
    FIELD(14, 2, 0, NUMBER, "window", "tcp.window_size_value",
          .note = note_window),
    FIELD(16, 2, 0, HEX, "checksum", "tcp.checksum", .note = note_sum),
    FIELD(18, 2, 0, NUMBER, "urgent pointer", "tcp.urgent_pointer",
          .note = note_urgent),
};

static uint32_t read_tcp(struct field_scene *s, uint32_t off)
{
    const uint32_t hdr = (field_number(s, off + OFFSET_AT, 1) >> 4) * 4;

    PUT_FIELDS(s, fixed, off);
    if (hdr <= LEAST || hdr > s->layer->len)
        return LEAST;
    put_tcp_option_rows(s, off + LEAST, off + hdr);
    return hdr;
}

const struct header header_tcp = {
    .title = "TCP",
    .filter = "tcp",
    .mark = "tcp",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_tcp,
};
