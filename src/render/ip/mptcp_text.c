/*
 * mptcp_text.c - multipath TCP options, v0 (RFC 6824) and v1 (RFC 8684).
 *
 * The subtype is the high nibble of the third option byte; which fields there
 * are follows from the declared length and the segment's SYN and ACK bits.
 */
#include "bytes.h"
#include "codes.h"
#include "render.h"

struct mptcp {
    struct line *line;
    struct text *out;
    const uint8_t *p; /* option data: p[0] holds the subtype */
    unsigned n;       /* bytes at p */
    unsigned len;     /* declared option length */
    bool syn, ack;
};

static void put_hex64(struct text *out, const char *what, const uint8_t *p)
{
    text_str(out, what);
    text_hex(out, load_be64(p));
}

static void put_dec(struct text *out, const char *what, uint64_t v)
{
    text_str(out, what);
    text_u64(out, v);
}

static bool capable_fits(const struct mptcp *m)
{
    if (m->len == 12 || m->len == 4)
        return m->syn;
    return (m->len == 20 || m->len == 22) && m->ack && !m->syn;
}

static bool put_capable(const struct mptcp *m)
{
    const unsigned version = m->p[0] & 15;

    if (!capable_fits(m))
        return false;
    if (version > 1) {
        put_dec(m->out, " Unknown Version (", version);
        text_char(m->out, ')');
        return true;
    }
    put_dec(m->out, " v", version);
    if (m->p[1] & 0x80)
        TEXT_LIT(m->out, " csum");
    if (m->len >= 12) {
        put_hex64(m->out, " {0x", m->p + 2);
        if (m->len >= 20)
            put_hex64(m->out, ",0x", m->p + 10);
        text_char(m->out, '}');
    }
    return true;
}

static void put_join_id(const struct mptcp *m)
{
    if (m->p[0] & 1)
        TEXT_LIT(m->out, " backup");
    put_dec(m->out, " id ", m->p[1]);
}

static bool put_join(const struct mptcp *m)
{
    if (m->len == 12 && m->syn) {
        put_join_id(m);
        text_str(m->out, " token 0x");
        text_hex(m->out, load_be32(m->p + 2));
        text_str(m->out, " nonce 0x");
        text_hex(m->out, load_be32(m->p + 6));
        return true;
    }
    if (m->len == 16 && m->syn && m->ack) {
        put_join_id(m);
        put_hex64(m->out, " hmac 0x", m->p + 2);
        text_str(m->out, " nonce 0x");
        text_hex(m->out, load_be32(m->p + 10));
        return true;
    }
    if (m->len == 24 && m->ack) {
        TEXT_LIT(m->out, " hmac 0x");
        text_hex_bytes(m->out, m->p + 2, 20);
        return true;
    }
    return false;
}

/*
 * A 4- or 8-byte number at *pos; false when it is not all there. The first
 * number of each kind shows its name even so.
 */
static bool dss_number(const struct mptcp *m, unsigned *pos, bool wide)
{
    const unsigned n = wide ? 8 : 4;

    if (m->n - *pos < n)
        return false;
    text_u64(m->out, wide ? load_be64(m->p + *pos) : load_be32(m->p + *pos));
    *pos += n;
    return true;
}

/* RFC 8684 section 3.3: data sequence number, its place, length, checksum. */
static bool put_dss_map(const struct mptcp *m, unsigned *pos, uint8_t flags)
{
    TEXT_LIT(m->out, " seq ");
    if (!dss_number(m, pos, (flags & 0x08) != 0) || m->n - *pos < 4)
        return false;
    TEXT_LIT(m->out, " subseq ");
    dss_number(m, pos, false);
    if (m->n - *pos < 2)
        return false;
    put_dec(m->out, " len ", load_be16(m->p + *pos));
    *pos += 2;
    if (m->n - *pos >= 2) {
        TEXT_LIT(m->out, " csum 0x");
        text_hex(m->out, load_be16(m->p + *pos));
        *pos += 2;
    }
    return true;
}

static bool put_dss(const struct mptcp *m)
{
    unsigned pos = 2;

    if (m->len < 4 || m->syn)
        return false;
    const uint8_t flags = m->p[1];
    if (flags & 0x10)
        TEXT_LIT(m->out, " fin");
    if (flags & 0x01) {
        TEXT_LIT(m->out, " ack ");
        if (!dss_number(m, &pos, (flags & 0x02) != 0))
            return false;
    }
    if ((flags & 0x04) && !put_dss_map(m, &pos, flags))
        return false;
    return pos == m->n;
}

static const struct code_name add_addr_versions[] = {
    {6, " v0-ip6"},
    {4, " v0-ip4"},
    {1, " v1-echo"},
    {0, " v1"},
};

static bool put_add_addr(const struct mptcp *m)
{
    const bool v6 = m->len >= 20;
    const unsigned addr_len = v6 ? 16 : 4;
    const unsigned extra = m->len - 4 - addr_len; /* 0, 2, 8 or 10 */

    if (m->len < 8 || (extra != 0 && extra != 2 && extra != 8 && extra != 10))
        return false;
    text_str(m->out,
             CODE_NAME(add_addr_versions, m->p[0] & 15, " [bad version/echo]"));
    put_dec(m->out, " id ", m->p[1]);
    text_char(m->out, ' ');
    if (v6)
        put_addr6(m->line, m->p + 2);
    else
        put_addr4(m->line, m->p + 2);
    const uint8_t *rest = m->p + 2 + addr_len;
    if (extra == 2 || extra == 10) {
        put_dec(m->out, ":", load_be16(rest));
        rest += 2;
    }
    if (extra >= 8)
        put_hex64(m->out, " hmac 0x", rest);
    return true;
}

static bool put_rem_addr(const struct mptcp *m)
{
    if (m->len < 4)
        return false;
    TEXT_LIT(m->out, " id");
    for (unsigned i = 1; i < m->n; i++)
        put_dec(m->out, " ", m->p[i]);
    return true;
}

static bool put_prio(const struct mptcp *m)
{
    if (m->len != 3 && m->len != 4)
        return false;
    text_str(m->out, (m->p[0] & 1) ? " backup" : " non-backup");
    if (m->len == 4)
        put_dec(m->out, " id ", m->p[1]);
    return true;
}

static bool put_fail(const struct mptcp *m)
{
    if (m->len != 12)
        return false;
    put_dec(m->out, " seq ", load_be64(m->p + 2));
    return true;
}

static bool put_fast_close(const struct mptcp *m)
{
    if (m->len != 12)
        return false;
    put_hex64(m->out, " key 0x", m->p + 2);
    return true;
}

static const struct {
    const char *name;
    bool (*put)(const struct mptcp *m);
} subtypes[] = {
    {" capable", put_capable},   {" join", put_join},
    {" dss", put_dss},           {" add-addr", put_add_addr},
    {" rem-addr", put_rem_addr}, {" prio", put_prio},
    {" fail", put_fail},         {" fast-close", put_fast_close},
};

bool put_mptcp(struct line *line, const struct tl_tcp_option *opt)
{
    const uint8_t flags = line->pkt->tcp.flags;
    const struct mptcp m = {
        .line = line,
        .out = line->out,
        .p = opt->data,
        .n = opt->data_len,
        .len = opt->len,
        .syn = (flags & TL_SYN) != 0,
        .ack = (flags & TL_ACK) != 0,
    };
    const unsigned subtype = m.p[0] >> 4;

    if (subtype >= COUNT_OF(subtypes)) {
        TEXT_LIT(line->out, " unknown");
        return true;
    }
    text_str(line->out, subtypes[subtype].name);
    return subtypes[subtype].put(&m);
}
