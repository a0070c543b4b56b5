/*
 * udp_fields.c - the UDP header (RFC 768).
 */
#include "checksum.h"
#include "put_fields.h"

static void note_length(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    enum { LEAST = 8 };

    (void)s;
    if (row->value >= LEAST)
        text_printf(out, " = %d header + %u", LEAST,
                    (unsigned)row->value - LEAST);
}

static void note_sum(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    const struct tl_layer *l = s->layer;

    if (row->value == 0) {
        TEXT_LIT(out, ", none");
        return;
    }
    if (l->ip == TL_NO_LAYER || l->depth != 0 || l->end != TL_WHOLE)
        return;
    const struct checksum_verdict v = checksum_udp(s->pkt, l);
    const uint32_t len = l->udp.udp_len < l->len ? l->udp.udp_len : l->len;
    note_checksum(s, &v, checksum_pseudo(s->pkt, l, 17, len), out);
}

static const struct field fixed[] = {
    FIELD(0, 2, 0, NUMBER, "source port", "udp.srcport"),
    FIELD(2, 2, 0, NUMBER, "destination port", "udp.dstport"),
    FIELD(4, 2, 0, NUMBER, "length", "udp.length", .note = note_length),
    FIELD(6, 2, 0, HEX, "checksum", "udp.checksum", .note = note_sum),
};

const struct header header_udp = {
    .title = "UDP",
    .filter = "udp",
    .mark = "udp",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
};
