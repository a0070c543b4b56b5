/*
 * tcp_options.c - the options of a TCP header, walked as the oracle walks
 * them.
 *
 * RFC 9293 section 3.1 has each option's length byte say where the next one
 * starts. The oracle instead moves on by the data its kind is known to have,
 * so a wrong length makes surplus bytes show up as further options; only
 * kinds of variable length follow the length byte. Bounds are the header's,
 * not the option's.
 */
#include "walk.h"

enum {
    OPT_EOL = 0,
    OPT_NOP = 1,
    OPT_SACK = 5,
    OPT_TIMESTAMPS = 8,
    OPT_AO = 29,
    TCP_MIN_HDR = 20,
};

/* Data bytes of the kinds that have a fixed number of them. */
static int fixed_data_len(uint8_t kind)
{
    switch (kind) {
    case 2: /* maximum segment size, RFC 9293 section 3.2 */
        return 2;
    case 3: /* window scale, RFC 7323 */
        return 1;
    case 4: /* SACK permitted, RFC 2018 */
        return 0;
    case 6: /* echo and echo reply, RFC 1072 */
    case 7:
    case 11: /* CC, CC.NEW, CC.ECHO, RFC 1644 */
    case 12:
    case 13:
        return 4;
    case 8: /* timestamps, RFC 7323 */
        return 8;
    case 19: /* MD5 signature, RFC 2385 */
        return 16;
    case 20: /* SCPS capabilities, CCSDS 714.0-B */
    case 28: /* user timeout, RFC 5482 */
        return 2;
    default:
        return -1;
    }
}

/* Bytes the oracle reads, which may differ from the data it moves past. */
static uint32_t bytes_read(const struct tl_tcp_option *opt)
{
    switch (opt->kind) {
    case OPT_SACK: /* an impossible list of blocks is not read */
        return opt->data_len % 8 == 0 ? opt->data_len : 0;
    case OPT_AO: /* nor is a signature without its key ids */
        return opt->data_len >= 2 ? opt->data_len : 0;
    default:
        return opt->data_len;
    }
}

/* Reads the data of `opt`, whose length byte is sound, at `pos`. */
static void read_data(const struct tl_tcp *tcp, uint32_t pos,
                      struct tl_tcp_option *opt)
{
    const int fixed = fixed_data_len(opt->kind);
    const uint32_t left = tcp->seg_cap > pos ? tcp->seg_cap - pos : 0;

    opt->data = tcp->hdr + pos;
    opt->data_len = (uint8_t)(fixed >= 0 ? fixed : opt->len - 2);
    opt->data_cap = (uint8_t)(opt->data_len < left ? opt->data_len : left);
    if (bytes_read(opt) > tcp->hdr_len - pos)
        opt->end = TL_OPTION_NO_ROOM;
    else if (bytes_read(opt) > left)
        opt->end = TL_OPTION_CUT;
    else
        opt->end = TL_OPTION_WHOLE;
}

static void read_option(const struct tl_tcp *tcp, uint32_t pos,
                        struct tl_tcp_option *opt)
{
    *opt = (struct tl_tcp_option){.end = TL_OPTION_NO_LENGTH};
    if (pos >= tcp->seg_cap)
        return;
    opt->kind = tcp->hdr[pos];
    if (opt->kind == OPT_EOL || opt->kind == OPT_NOP) {
        opt->len = 1;
        opt->end = TL_OPTION_WHOLE;
        return;
    }
    /* In the header's last byte a kind finds its length in the payload. */
    if (pos + 1 >= tcp->seg_cap)
        return;
    opt->len = tcp->hdr[pos + 1];
    if (opt->len < 2 || opt->len > tcp->hdr_len - pos) {
        opt->end = TL_OPTION_BAD;
        return;
    }
    read_data(tcp, pos + 2, opt);
}

/* One comparison recognises what most segments carry. */
static bool are_usual(const struct tl_tcp *tcp)
{
    enum { LAYOUT = 0x0101080a, LENGTH = 12 };

    return tcp->hdr_len == TCP_MIN_HDR + LENGTH &&
           tcp->seg_cap >= TCP_MIN_HDR + LENGTH &&
           load_be32(tcp->hdr + TCP_MIN_HDR) == LAYOUT;
}

static void take_usual(struct tl_tcp *tcp)
{
    static const struct tl_tcp_option nop = {
        .kind = OPT_NOP, .end = TL_OPTION_WHOLE, .len = 1};

    tcp->options[0] = nop; /* not the one from the other: that waits */
    tcp->options[1] = nop;
    tcp->options[2] = (struct tl_tcp_option){.kind = OPT_TIMESTAMPS,
                                             .end = TL_OPTION_WHOLE,
                                             .len = 10,
                                             .data_len = 8,
                                             .data_cap = 8,
                                             .data = tcp->hdr + 24};
    tcp->n_options = 3;
    tcp->usual_options = true;
}

/* Apart, so that it is not inlined where the usual ones are taken. */
__attribute__((noinline)) static void walk_options(struct tl_tcp *tcp)
{
    uint32_t pos = TCP_MIN_HDR;

    while (pos < tcp->hdr_len) {
        struct tl_tcp_option *opt = &tcp->options[tcp->n_options++];
        read_option(tcp, pos, opt);
        if (opt->end != TL_OPTION_WHOLE || opt->kind == OPT_EOL)
            return;
        pos += opt->len == 1 ? 1U : 2U + opt->data_len;
    }
}

void decode_tcp_options(struct tl_tcp *tcp)
{
    if (are_usual(tcp))
        take_usual(tcp);
    else
        walk_options(tcp);
}
