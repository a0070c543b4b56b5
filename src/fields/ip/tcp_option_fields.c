/*
 * tcp_option_fields.c - the options of a TCP header, each where its length
 * byte says (RFC 9293 section 3.1).
 */
#include "put_fields.h"

enum {
    KIND_EOL = 0,
    KIND_NOP = 1,
    DATA = 2, /* behind kind and length */
};

/* Of data of one, two, four bytes: the number. */
static void note_number(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    switch (row->len - DATA) {
    case 1:
        text_u32(out, row->bytes[DATA]);
        break;
    case 2:
        text_u32(out, load_be16(row->bytes + DATA));
        break;
    case 4:
        text_u32(out, load_be32(row->bytes + DATA));
        break;
    default:
        break;
    }
}

/* RFC 7323 section 2.3: more than 14 counts as 14. */
static void note_scale(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    enum { LEN = 3, MOST = 14 };

    (void)s;
    if (row->len != LEN)
        return;
    const unsigned shift = row->bytes[DATA];
    text_printf(out, "%u  [windows x %u]", shift,
                1U << (shift > MOST ? MOST : shift));
}

static void note_stamps(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    enum { LEN = 10 };

    (void)s;
    if (row->len == LEN)
        text_printf(out, "%u, echoing %u", load_be32(row->bytes + DATA),
                    load_be32(row->bytes + DATA + 4));
}

/* RFC 2018; the edges count from where acknowledgments of this side do. */
static void note_sack(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    enum { BLOCK = 8 };
    const struct tl_judgement *j = s->rec->judged;
    const bool relative = j != NULL && j->found_in == s->pkt &&
                          s->layer->depth == 0 && !s->absolute;
    const uint32_t base = relative ? j->verdict.ack_base : 0;
    const char *between = "";

    for (uint32_t at = DATA; at + BLOCK <= row->len; at += BLOCK) {
        text_printf(out, "%s%u:%u", between, load_be32(row->bytes + at) - base,
                    load_be32(row->bytes + at + 4) - base);
        between = ", ";
    }
}

static void note_timeout(const struct field_scene *s,
                         const struct field_row *row, struct text *out)
{
    enum { LEN = 4, MINUTES = 0x8000 };

    (void)s;
    if (row->len != LEN)
        return;
    const unsigned value = load_be16(row->bytes + DATA);
    text_printf(out, "%u %s", value & 0x7fff,
                (value & MINUTES) != 0 ? "minutes" : "seconds");
}

static const char *const mptcp_kinds[] = {
    "MP_CAPABLE", "MP_JOIN", "DSS",          "ADD_ADDR",  "REMOVE_ADDR",
    "MP_PRIO",    "MP_FAIL", "MP_FASTCLOSE", "MP_TCPRST",
};

/* RFC 8684 section 3 */
static void note_mptcp(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    (void)s;
    if (row->len <= DATA)
        return;
    const unsigned kind = row->bytes[DATA] >> 4;
    if (kind < COUNT_OF(mptcp_kinds))
        text_str(out, mptcp_kinds[kind]);
    else
        text_printf(out, "subtype %u", kind);
}

/* RFC 7413: without a cookie it asks for one. */
static void note_cookie(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    (void)s;
    if (row->len <= DATA)
        TEXT_LIT(out, "request");
    else
        text_printf(out, "%u bytes", (unsigned)row->len - DATA);
}

static void note_kind(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    (void)s;
    text_printf(out, "kind %u", row->bytes[0]);
}

static const struct option_field kinds[] = {
    {KIND_EOL, FIELD(0, 0, 0, PLAIN, "end of options", NULL)},
    {KIND_NOP, FIELD(0, 0, 0, PLAIN, "no-operation", NULL)},
    {2, FIELD(0, 0, 0, PLAIN, "max segment size", "tcp.options.mss",
              .note = note_number)},
    {3, FIELD(0, 0, 0, PLAIN, "window scale", "tcp.options.wscale",
              .note = note_scale)},
    {4, FIELD(0, 0, 0, PLAIN, "SACK permitted", "tcp.options.sack_perm")},
    {5, FIELD(0, 0, 0, PLAIN, "selective ACK", "tcp.options.sack",
              .note = note_sack)},
    {6, FIELD(0, 0, 0, PLAIN, "echo", "tcp.options.echo", .note = note_number)},
    {7, FIELD(0, 0, 0, PLAIN, "echo reply", "tcp.options.echo",
              .note = note_number)},
    {8, FIELD(0, 0, 0, PLAIN, "time stamps", "tcp.options.timestamp",
              .note = note_stamps)},
    {11, FIELD(0, 0, 0, PLAIN, "CC", "tcp.options.cc", .note = note_number)},
    {12,
     FIELD(0, 0, 0, PLAIN, "CC.NEW", "tcp.options.cc", .note = note_number)},
    {13,
     FIELD(0, 0, 0, PLAIN, "CC.ECHO", "tcp.options.cc", .note = note_number)},
    {14, FIELD(0, 0, 0, PLAIN, "checksum request", NULL)},
    {15, FIELD(0, 0, 0, PLAIN, "checksum data", NULL)},
    {19, FIELD(0, 0, 0, PLAIN, "MD5 signature", "tcp.options.md5")},
    {27, FIELD(0, 0, 0, PLAIN, "quick start", "tcp.options.qs")},
    {28, FIELD(0, 0, 0, PLAIN, "user timeout", "tcp.options.user_to",
               .note = note_timeout)},
    {29, FIELD(0, 0, 0, PLAIN, "authentication", "tcp.options.ao")},
    {30, FIELD(0, 0, 0, PLAIN, "multipath TCP", NULL, .note = note_mptcp)},
    {34, FIELD(0, 0, 0, PLAIN, "fast open cookie", "tcp.options.tfo",
               .note = note_cookie)},
    {172, FIELD(0, 0, 0, PLAIN, "accurate ECN", "tcp.options.acc_ecn")},
    {174, FIELD(0, 0, 0, PLAIN, "accurate ECN", "tcp.options.acc_ecn")},
    {253, FIELD(0, 0, 0, PLAIN, "experimental", "tcp.options.experimental",
                .note = note_kind)},
    {254, FIELD(0, 0, 0, PLAIN, "experimental", "tcp.options.experimental",
                .note = note_kind)},
};

static const struct field unknown =
    FIELD(0, 0, 0, PLAIN, "unknown option", NULL, .note = note_kind);
static const struct field bad = FIELD(0, 0, 0, PLAIN, "bad option", NULL);
static const struct field padding = FIELD(0, 0, 0, PLAIN, "padding", NULL);

/* The option at `off`; answers its length, 0 where nothing can follow. */
static uint32_t put_option(struct field_scene *s, uint32_t off, uint32_t end)
{
    const uint32_t kind = field_number(s, off, 1);
    const struct field *f = OPTION_FIELD(kinds, kind, &unknown);

    if (kind == KIND_EOL || kind == KIND_NOP) {
        put_field(s, f, off, 1);
        if (kind == KIND_NOP)
            return 1;
        if (off + 1 < end)
            put_field(s, &padding, off + 1, end - off - 1);
        return 0;
    }
    const bool has_length = field_room(s, off, DATA) == DATA;
    const uint32_t len = field_number(s, off + 1, 1);
    if (end - off < DATA || (has_length && (len < DATA || len > end - off))) {
        put_field(s, &bad, off, end - off);
        return 0;
    }
    return put_field(s, f, off, has_length ? len : DATA) ? len : 0;
}

void put_tcp_option_rows(struct field_scene *s, uint32_t off, uint32_t end)
{
    uint32_t len = 1;

    while (len > 0 && off < end && field_room(s, off, 1) == 1) {
        len = put_option(s, off, end);
        off += len;
    }
    if (off < end && field_room(s, off, 1) == 0)
        s->cut = true;
}
