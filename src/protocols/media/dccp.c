/*
 * dccp.c - the Datagram Congestion Control Protocol (RFC 4340).
 *
 * The oracle takes acknowledgment numbers for eight octets, also where short
 * ones have four, when it looks for what stands behind them.
 */
#include "codes.h"
#include "inet_sum.h"
#include "protocol.h"
#include "span.h"

enum { HDR_SHORT = 12, HDR_LONG = 16, PROTO = 33 };

enum { REQUEST = 0, RESPONSE = 1, DATA = 2, RESET = 7 };

/* By type: the name, and the octets behind the general header. */
static const struct message {
    const char *name;
    uint8_t more;
} messages[] = {
    {"DCCP-Request", 4}, {"DCCP-Response", 12}, {"DCCP-Data", 0},
    {"DCCP-Ack", 8},     {"DCCP-DataAck", 8},   {"DCCP-CloseReq", 8},
    {"DCCP-Close", 8},   {"DCCP-Reset", 12},    {"DCCP-Sync", 8},
    {"DCCP-SyncAck", 8},
};

static const char *const reset_codes[] = {
    "unspecified",      "closed",       "aborted",         "no_connection",
    "packet_error",     "option_error", "mandatory_error", "connection_refused",
    "bad_service_code", "too_busy",     "bad_init_cookie", "aggression_penalty",
};

static const char *const features[] = {
    "reserved",
    "ccid",
    "allow_short_seqno",
    "sequence_window",
    "ecn_incapable",
    "ack_ratio",
    "send_ack_vector",
    "send_ndp_count",
    "minimum checksum coverage",
    "check data checksum",
};

enum {
    OPT_WITH_LENGTH = 32, /* from here on a length follows the type */
    OPT_CHANGE_L = 32,
    OPT_CONFIRM_R = 35,
    OPT_INIT_COOKIE = 36,
    OPT_NDP_COUNT = 37,
    OPT_DATA_DROPPED = 40,
    OPT_TIMESTAMP = 41,
    OPT_TIMESTAMP_ECHO = 42,
    OPT_ELAPSED_TIME = 43,
    OPT_DATA_CHECKSUM = 44,
    OPT_CCID = 128,
};

static const struct code_name options[] = {
    {0, "nop"},           {1, "mandatory"},
    {2, "slowreceiver"},  {32, "change_l"},
    {33, "confirm_l"},    {34, "change_r"},
    {35, "confirm_r"},    {36, "initcookie"},
    {37, "ndp_count"},    {38, "ack_vector0"},
    {39, "ack_vector1"},  {40, "data_dropped"},
    {41, "timestamp"},    {42, "timestamp_echo"},
    {43, "elapsed_time"}, {44, "data_checksum"},
};

static void put_option_name(struct text *out, uint8_t type)
{
    CODE_PUT(out, options, type,
             type >= OPT_CCID ? "CCID option %u" : "Option %u");
}

static void put_numbers(struct printer *pr, struct span v)
{
    for (uint32_t i = 0; i < v.len; i++)
        text_printf(pr->out, " %u", printer_u8(pr, v.off + i));
}

static void put_feature(struct printer *pr, struct span v)
{
    if (v.len == 0) {
        TEXT_LIT(pr->out, " optlen too short");
        return;
    }
    const uint8_t feature = printer_u8(pr, v.off);
    if (feature >= COUNT_OF(features))
        return;
    text_printf(pr->out, " %s", features[feature]);
    span_skip(&v, 1);
    put_numbers(pr, v);
}

static void put_hex(struct printer *pr, const char *before, struct span v)
{
    if (v.len == 0)
        return;
    text_str(pr->out, before);
    text_hex_bytes(pr->out, pr->base + v.off, v.len);
}

/* The number of two or four octets that `v` is. */
static uint32_t number(struct printer *pr, struct span v)
{
    return v.len == 2 ? printer_u16(pr, v.off) : printer_u32(pr, v.off);
}

static void put_times(struct printer *pr, uint8_t type, struct span v)
{
    if (type == OPT_TIMESTAMP && v.len != 4) {
        TEXT_LIT(pr->out, " [optlen != 6]");
    } else if (type == OPT_TIMESTAMP_ECHO && v.len != 4 && v.len != 6 &&
               v.len != 8) {
        TEXT_LIT(pr->out, " [optlen != 6 or 8 or 10]");
    } else if (type == OPT_ELAPSED_TIME && v.len != 2 && v.len != 4) {
        TEXT_LIT(pr->out, " [optlen != 4 or 6]");
    } else if (type == OPT_ELAPSED_TIME) {
        text_printf(pr->out, " %u", number(pr, v));
    } else {
        text_printf(pr->out, " %u", printer_u32(pr, v.off));
        span_skip(&v, 4);
        if (v.len > 0)
            text_printf(pr->out, " (elapsed time %u)", number(pr, v));
    }
}

static void put_option_value(struct printer *pr, uint8_t type, struct span v)
{
    if (type >= OPT_CHANGE_L && type <= OPT_CONFIRM_R)
        put_feature(pr, v);
    else if (type == OPT_NDP_COUNT)
        put_numbers(pr, v);
    else if (type >= OPT_INIT_COOKIE && type <= OPT_DATA_DROPPED)
        put_hex(pr, " 0x", v);
    else if (type >= OPT_TIMESTAMP && type <= OPT_ELAPSED_TIME)
        put_times(pr, type, v);
    else if (type == OPT_DATA_CHECKSUM)
        put_hex(pr, " ", v);
    else if (type >= OPT_CCID && (v.len == 2 || v.len == 4))
        text_printf(pr->out, " %u", number(pr, v));
}

/* How many octets it has; 0 when nothing follows. */
static uint32_t put_option(struct printer *pr, struct span rest)
{
    const uint8_t type = printer_u8(pr, rest.off);

    if (type < OPT_WITH_LENGTH) {
        put_option_name(pr->out, type);
        return 1;
    }
    const uint8_t len = printer_u8(pr, rest.off + 1);
    if (!printer_ok(pr))
        return 0;
    if (len < 2 || len > rest.len) {
        put_option_name(pr->out, type);
        text_str(pr->out, len < 2 ? " optlen too short"
                                  : " optlen goes past header length");
        return 0;
    }
    if (!printer_has(pr, rest.off, len)) {
        printer_mark(pr);
        return 0;
    }
    put_option_name(pr->out, type);
    put_option_value(pr, type, (struct span){rest.off + 2, len - 2U});
    return len;
}

static void put_options(struct printer *pr, struct span list)
{
    TEXT_LIT(pr->out, " <");
    while (printer_ok(pr)) {
        const uint32_t n = put_option(pr, list);
        if (n == 0)
            break;
        span_skip(&list, n);
        if (list.len == 0)
            break;
        TEXT_LIT(pr->out, ", ");
    }
    text_char(pr->out, '>');
}

static void put_end(struct printer *pr, const uint8_t *addr, uint16_t port)
{
    if (pr->addr_len == 4)
        pr->host->addr4(pr->host->ctx, pr->out, addr);
    else
        pr->host->addr6(pr->host->ctx, pr->out, addr);
    text_printf(pr->out, ".%u", port);
}

/* How much of the datagram its checksum covers (RFC 4340 section 9.2). */
static uint32_t covered(const struct printer *pr, uint8_t data_off, uint8_t cov)
{
    const uint32_t n = data_off * 4U + (cov - 1U) * 4U;

    return cov == 0 || n > pr->len ? pr->len : n;
}

static void put_verbose(struct printer *pr)
{
    enum { CHECKSUM = 6 };
    const uint8_t ccval_cov = printer_u8(pr, 5);
    const uint32_t n = covered(pr, printer_u8(pr, 4), ccval_cov & 15);

    text_printf(pr->out, "(CCVal %u, CsCov %u", ccval_cov >> 4, ccval_cov & 15);
    if (pr->cap >= pr->len) {
        const uint16_t sum = printer_u16(pr, CHECKSUM);
        const uint16_t off = printer_checksum_part(pr, PROTO, n);
        text_printf(pr->out, ", cksum 0x%04x ", sum);
        if (off == 0)
            TEXT_LIT(pr->out, "(correct)");
        else
            text_printf(pr->out, "(incorrect -> 0x%04x)",
                        inet_sum_fold((uint64_t)sum + off));
    }
    TEXT_LIT(pr->out, ") ");
}

/* Type, service or reset code; false when the packet ends in them. */
static bool put_message(struct printer *pr, uint8_t type, uint32_t hdr)
{
    enum { UNKNOWN_CODE = COUNT_OF(reset_codes) };

    if (type >= COUNT_OF(messages)) {
        text_printf(pr->out, "unknown-type-%u ", type);
        return true;
    }
    const struct message *m = &messages[type];
    if (pr->len < hdr + m->more) {
        text_printf(pr->out, "truncated-%s - %u bytes missing!", m->name,
                    hdr + m->more - pr->len);
        return false;
    }
    const bool measured = type == REQUEST || type == RESPONSE || type == RESET;
    if (measured && !printer_has(pr, 0, hdr + m->more)) {
        printer_mark(pr);
        return false;
    }
    text_printf(pr->out, "%s ", m->name);
    if (type == REQUEST || type == RESPONSE)
        text_printf(pr->out, "(service=%u) ",
                    printer_u32(pr, hdr + m->more - 4));
    if (type == RESET) {
        const uint8_t code = printer_u8(pr, hdr + 8);
        text_printf(pr->out, "(code=%s) ",
                    code < UNKNOWN_CODE ? reset_codes[code] : "invalid");
    }
    return true;
}

static uint64_t u48(struct printer *pr, uint32_t off)
{
    return printer_u64(pr, off) & 0xffffffffffff;
}

static void put_ack(struct printer *pr, uint32_t hdr)
{
    const bool extended = hdr == HDR_LONG;

    if (!printer_need(pr, hdr, extended ? 8 : 4))
        return;
    TEXT_LIT(pr->out, "(ack=");
    text_u64(pr->out,
             extended ? u48(pr, hdr) : printer_u32(pr, hdr) & 0xffffff);
    TEXT_LIT(pr->out, ") ");
}

static void put_body(struct printer *pr, uint32_t hdr, uint8_t type)
{
    const uint32_t data_off = printer_u8(pr, 4) * 4U;

    if (!put_message(pr, type, hdr))
        return;
    if (type != REQUEST && type != DATA)
        put_ack(pr, hdr);
    if (pr->style->verbose < 2)
        return;
    TEXT_LIT(pr->out, "seq ");
    text_u64(pr->out, hdr == HDR_LONG ? u48(pr, 8) : printer_u24(pr, 9));
    const uint32_t fixed =
        hdr + (type < COUNT_OF(messages) ? messages[type].more : 0);
    if (data_off > fixed)
        put_options(pr, (struct span){fixed, data_off - fixed});
}

static void put_quiet(struct printer *pr)
{
    const uint32_t data_off = printer_u8(pr, 4) * 4U;

    text_u32(pr->out, pr->len - data_off);
    if (data_off > pr->len)
        text_printf(pr->out, " [bad hdr length %u - too long, > %u]", data_off,
                    pr->len);
}

static bool print_dccp(struct printer *pr)
{
    enum { EXTENDED = 1 };

    pr->label = "dccp";
    if (!printer_has(pr, 0, HDR_SHORT)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t type_x = printer_u8(pr, 8);
    const uint32_t hdr = (type_x & EXTENDED) != 0 ? HDR_LONG : HDR_SHORT;
    if (pr->len < hdr) {
        text_printf(pr->out, "truncated-dccp - %u bytes missing!",
                    hdr - pr->len);
        return true;
    }
    if (!printer_has(pr, 0, hdr)) {
        printer_mark(pr);
        return true;
    }
    put_end(pr, pr->src_addr, printer_u16(pr, 0));
    TEXT_LIT(pr->out, " > ");
    put_end(pr, pr->dst_addr, printer_u16(pr, 2));
    TEXT_LIT(pr->out, ": DCCP ");
    if (pr->style->quiet) {
        put_quiet(pr);
        return true;
    }
    if (pr->style->verbose > 0)
        put_verbose(pr);
    put_body(pr, hdr, type_x >> 1 & 15);
    return true;
}

const struct protocol protocol_dccp = {"dccp", print_dccp};
