/*
 * tcp_options_text.c - ", options [...]" in all its forms (FORMAT.md,
 * "TCP options").
 *
 * One table row per option kind: its name and the writer of its data. A
 * writer sees only captured data, stops where it runs out, and answers false
 * when the option breaks a rule of its own.
 */
#include "bytes.h"
#include "count.h"
#include "digits.h"
#include "render.h"

typedef bool data_fn(struct line *line, const struct tl_tcp_option *opt);

struct kind_row {
    const char *name;
    size_t name_len;
    data_fn *put_data; /* NULL: the name is all */
};

/* True when all the data is there; a blank and the data may follow. */
static bool whole(const struct tl_tcp_option *opt)
{
    return opt->data_cap == opt->data_len;
}

static void put_number(struct line *line, uint32_t v)
{
    text_char(line->out, ' ');
    text_u32(line->out, v);
}

static bool put_u16(struct line *line, const struct tl_tcp_option *opt)
{
    if (whole(opt))
        put_number(line, load_be16(opt->data));
    return true;
}

static bool put_u8(struct line *line, const struct tl_tcp_option *opt)
{
    if (whole(opt))
        put_number(line, opt->data[0]);
    return true;
}

static bool put_u32(struct line *line, const struct tl_tcp_option *opt)
{
    if (whole(opt))
        put_number(line, load_be32(opt->data));
    return true;
}

static bool put_timestamps(struct line *line, const struct tl_tcp_option *opt)
{
    char *at = text_reserve(line->out, 48);

    if (!whole(opt) || at == NULL)
        return true;
    at = DIGITS_LIT(at, " val ");
    at = digits_u32(at, load_be32(opt->data));
    at = DIGITS_LIT(at, " ecr ");
    line->out->at = digits_u32(at, load_be32(opt->data + 4));
    return true;
}

/* RFC 2018; blocks that were captured whole show, also before a cut. */
static bool put_sack(struct line *line, const struct tl_tcp_option *opt)
{
    const uint32_t base = line->style.absolute ? 0 : line->step->sack_base;

    if (opt->data_len % 8 != 0) {
        TEXT_LIT(line->out, " invalid sack");
        return true;
    }
    put_number(line, opt->data_len / 8);
    text_char(line->out, ' ');
    for (unsigned i = 0; i + 8 <= opt->data_cap; i += 8) {
        text_char(line->out, '{');
        text_u32(line->out, load_be32(opt->data + i) - base);
        text_char(line->out, ':');
        text_u32(line->out, load_be32(opt->data + i + 4) - base);
        text_char(line->out, '}');
    }
    return true;
}

/* CCSDS 714.0-B: capability bits and connection id. */
static bool put_scps(struct line *line, const struct tl_tcp_option *opt)
{
    if (!whole(opt))
        return true;
    TEXT_LIT(line->out, " cap ");
    text_hex_pad(line->out, opt->data[0], 2);
    TEXT_LIT(line->out, " id ");
    text_u32(line->out, opt->data[1]);
    return true;
}

/* RFC 5482: the low bit says minutes. */
static bool put_uto(struct line *line, const struct tl_tcp_option *opt)
{
    if (!whole(opt))
        return true;
    const uint32_t v = load_be16(opt->data);
    TEXT_LIT(line->out, " 0x");
    text_hex(line->out, v);
    put_number(line, (v & 1) != 0 ? (v >> 1) * 60 : v >> 1);
    return true;
}

/* RFC 5925 */
static bool put_tcp_ao(struct line *line, const struct tl_tcp_option *opt)
{
    if (opt->data_len < 2) {
        TEXT_LIT(line->out, " (invalid)");
        return true;
    }
    if (opt->data_cap >= 1) {
        TEXT_LIT(line->out, " keyid");
        put_number(line, opt->data[0]);
    }
    if (opt->data_cap >= 2) {
        TEXT_LIT(line->out, " rnextkeyid");
        put_number(line, opt->data[1]);
        if (opt->data_len > 2)
            TEXT_LIT(line->out, " mac 0x");
    }
    if (opt->data_cap > 2)
        text_hex_bytes(line->out, opt->data + 2, opt->data_cap - 2U);
    return true;
}

/* RFC 7413: a cookie has an even number of bytes, 4 to 16. */
static void put_tfo_cookie(struct line *line, const uint8_t *p, unsigned n)
{
    if (n == 0) {
        TEXT_LIT(line->out, " cookiereq");
    } else if (n % 2 != 0 || n < 4 || n > 16) {
        TEXT_LIT(line->out, " (invalid)");
    } else {
        TEXT_LIT(line->out, " cookie ");
        text_hex_bytes(line->out, p, n);
    }
}

static bool put_tfo(struct line *line, const struct tl_tcp_option *opt)
{
    if (!whole(opt))
        return true;
    text_char(line->out, ' ');
    put_tfo_cookie(line, opt->data, opt->data_len);
    return true;
}

/* RFC 6994: an experiment's id leads the data. */
static bool put_experimental(struct line *line, const struct tl_tcp_option *opt)
{
    enum { EXP_TFO = 0xf989 };

    if (opt->end == TL_OPTION_CUT)
        return true;
    if (opt->data_len < 2)
        return false;
    const uint16_t id = load_be16(opt->data);
    if (id != EXP_TFO) {
        text_char(line->out, '-');
        text_hex_pad(line->out, id, 4);
        return true;
    }
    TEXT_LIT(line->out, "-tfo");
    put_tfo_cookie(line, opt->data + 2, opt->data_len - 2U);
    return true;
}

static void put_unchecked(struct line *line, const char *why,
                          const struct tl_tcp_option *opt)
{
    text_char(line->out, ' ');
    text_str(line->out, why);
    TEXT_LIT(line->out, ", can't check - ");
    text_hex_bytes(line->out, opt->data, opt->data_len);
}

/* RFC 2385 */
static bool put_md5(struct line *line, const struct tl_tcp_option *opt)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;
    const char *secret = line->style.md5_secret;

    if (!whole(opt))
        return true;
    if (tcp->seg_cap < tcp->seg_len)
        put_unchecked(line, "snaplen too short", opt);
    else if (secret == NULL)
        put_unchecked(line, "shared secret not supplied with -M", opt);
    else if (tcp_md5_valid(line->pkt, secret, opt->data))
        TEXT_LIT(line->out, " valid");
    else
        TEXT_LIT(line->out, "  (invalid)");
    return true;
}

static bool put_mptcp_option(struct line *line, const struct tl_tcp_option *opt)
{
    if (opt->len < 3)
        return false;
    if (!whole(opt))
        return true;
    put_number(line, opt->len);
    line->label = "mptcp";
    return put_mptcp(line, opt);
}

/* Kinds 9 and 10 and all later ones without a row are "unknown-N". */
#define ROW(name, put_data)                                                    \
    {                                                                          \
        name, sizeof(name) - 1, put_data                                       \
    }

static const struct kind_row kinds[] = {
    [0] = ROW("eol", NULL),
    [1] = ROW("nop", NULL),
    [2] = ROW("mss", put_u16),
    [3] = ROW("wscale", put_u8),
    [4] = ROW("sackOK", NULL),
    [5] = ROW("sack", put_sack),
    [6] = ROW("echo", put_u32),
    [7] = ROW("echoreply", put_u32),
    [8] = ROW("TS", put_timestamps),
    [11] = ROW("cc", put_u32),
    [12] = ROW("ccnew", put_u32),
    [13] = ROW("", put_u32),
    [19] = ROW("md5", put_md5),
    [20] = ROW("scps", put_scps),
    [28] = ROW("uto", put_uto),
    [29] = ROW("tcp-ao", put_tcp_ao),
    [30] = ROW("mptcp", put_mptcp_option),
    [34] = ROW("tfo", put_tfo),
    [254] = ROW("exp", put_experimental),
};

static bool put_unknown(struct line *line, const struct tl_tcp_option *opt)
{
    TEXT_LIT(line->out, "unknown-");
    text_u32(line->out, opt->kind);
    if (opt->data_len > 0)
        TEXT_LIT(line->out, " 0x");
    text_hex_bytes(line->out, opt->data, opt->data_cap);
    return true;
}

static bool put_option(struct line *line, const struct tl_tcp_option *opt)
{
    const size_t rows = COUNT_OF(kinds);

    if (opt->kind >= rows || kinds[opt->kind].name == NULL)
        return put_unknown(line, opt);
    text_put(line->out, kinds[opt->kind].name, kinds[opt->kind].name_len);
    if (opt->end == TL_OPTION_NO_ROOM || kinds[opt->kind].put_data == NULL)
        return true;
    return kinds[opt->kind].put_data(line, opt);
}

/* The bracket closes only when an option was completed before. */
static void put_bad_option(struct line *line, bool any_done)
{
    TEXT_LIT(line->out, "[bad opt]");
    if (any_done)
        text_char(line->out, ']');
}

/* A cut inside data leaves a stray '>' behind when an option was done. */
static enum part_end put_cut_option(struct line *line, bool any_done)
{
    part_mark(line, PART_END);
    if (any_done)
        text_char(line->out, '>');
    return PART_END;
}

/* True when the line ends with this option. */
static bool put_one(struct line *line, const struct tl_tcp_option *opt,
                    bool any_done, enum part_end *how)
{
    *how = PART_END;
    if (opt->end == TL_OPTION_NO_LENGTH) {
        *how = part_mark(line, PART_CUT);
        return true;
    }
    if (opt->end == TL_OPTION_BAD) {
        put_bad_option(line, any_done);
        return true;
    }
    if (!put_option(line, opt) || opt->end == TL_OPTION_NO_ROOM) {
        put_bad_option(line, any_done);
        return true;
    }
    if (opt->end == TL_OPTION_CUT) {
        *how = put_cut_option(line, any_done);
        return true;
    }
    if (opt->len > 1 && opt->len != opt->data_len + 2) {
        TEXT_LIT(line->out, "[len ");
        text_u32(line->out, opt->len);
        text_char(line->out, ']');
    }
    return false;
}

bool put_tcp_options(struct line *line, enum part_end *how)
{
    const struct tl_tcp *tcp = &line->pkt->tcp;

    TEXT_LIT(line->out, ", options [");
    for (unsigned i = 0; i < tcp->n_options; i++) {
        if (i > 0)
            text_char(line->out, ',');
        if (put_one(line, &tcp->options[i], i > 0, how))
            return true;
    }
    text_char(line->out, ']');
    return false;
}
