/*
 * l2tp_avp.c - L2TP's control messages, which are lists of attributes
 * (RFC 2661 section 4).
 */
#include "codes.h"
#include "protocol.h"

enum {
    AVP_HEADER = 6,
    MANDATORY = 0x8000,
    HIDDEN = 0x4000,
    LENGTH_MASK = 0x3ff,
};

static const char too_short[] = "AVP too short";

static void put_hex(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        text_hex_pad(pr->out, printer_u8(pr, off + i), 2);
}

/* `before` and the characters, if there are any. */
static void put_string(struct printer *pr, const char *before, uint32_t off,
                       uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_ok(pr); i++) {
        if (i == 0)
            text_str(pr->out, before);
        text_visible(pr->out, printer_u8(pr, off + i));
    }
}

static void put_message(struct printer *pr, uint32_t off, uint32_t n)
{
    static const struct code_name names[] = {
        {1, "SCCRQ"}, {2, "SCCRP"}, {3, "SCCCN"}, {4, "StopCCN"}, {6, "HELLO"},
        {7, "OCRQ"},  {8, "OCRP"},  {9, "OCCN"},  {10, "ICRQ"},   {11, "ICRP"},
        {12, "ICCN"}, {14, "CDN"},  {15, "WEN"},  {16, "SLI"},
    };

    (void)n;
    CODE_PUT(pr->out, names, printer_u16(pr, off), "MSGTYPE-#%u");
}

static void put_proxy(struct printer *pr, uint32_t off, uint32_t n)
{
    static const struct code_name names[] = {{0, "Reserved"}, {1, "Textual"},
                                             {2, "CHAP"},     {3, "PAP"},
                                             {4, "No Auth"},  {5, "MS-CHAPv1"}};

    (void)n;
    CODE_PUT(pr->out, names, printer_u16(pr, off), "AuthType-#%u");
}

/* A result, perhaps with an error and what it says. */
static void put_result(struct printer *pr, uint32_t off, uint32_t n)
{
    text_u32(pr->out, printer_u16(pr, off));
    if (n == 2)
        return;
    if (n < 4) {
        text_printf(pr->out, " %s", too_short);
        return;
    }
    text_printf(pr->out, "/%u", printer_u16(pr, off + 2));
    put_string(pr, " ", off + 4, n - 4);
}

/* Numbers behind two reserved bytes, each behind its `words`. */
static void put_numbers(struct printer *pr, const char *const *words,
                        size_t count, bool as_hex, uint32_t off, uint32_t n)
{
    uint32_t at = 2;

    for (size_t i = 0; i < count && printer_ok(pr); i++, at += 4) {
        if (n < at + 4) {
            text_str(pr->out, too_short);
            return;
        }
        const uint32_t number = printer_u32(pr, off + at);
        text_printf(pr->out, as_hex ? "%s=%08x " : "%s=%u ", words[i], number);
    }
}

static void put_disconnect(struct printer *pr, uint32_t off, uint32_t n)
{
    static const struct code_name directions[] = {
        {0, "global error"}, {1, "at peer"}, {2, "at local"}};

    text_printf(pr->out, "%04x, %04x ", printer_u16(pr, off),
                printer_u16(pr, off + 2));
    CODE_PUT(pr->out, directions, printer_u8(pr, off + 4), "Direction-#%u");
    put_string(pr, " ", off + 5, n - 5);
}

static void put_two_bits(struct printer *pr, uint32_t off, const char *second,
                         const char *first)
{
    const uint32_t bits = printer_u32(pr, off);

    text_printf(pr->out, "%s%s", (bits & 2) != 0 ? second : "",
                (bits & 1) != 0 ? first : "");
}

/* The writers of values: all of them are given the value's `n` octets. */
static void put_accm(struct printer *pr, uint32_t off, uint32_t n)
{
    static const char *const masks[] = {"send", "recv"};

    put_numbers(pr, masks, COUNT_OF(masks), true, off, n);
}

static void put_bearers(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    put_two_bits(pr, off, "A", "D");
}

static void put_framings(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    put_two_bits(pr, off, "A", "S");
}

static void put_call_errors(struct printer *pr, uint32_t off, uint32_t n)
{
    static const char *const errors[] = {"CRCErr",  "FrameErr", "HardOver",
                                         "BufOver", "Timeout",  "AlignErr"};

    put_numbers(pr, errors, COUNT_OF(errors), false, off, n);
}

static void put_cause(struct printer *pr, uint32_t off, uint32_t n)
{
    text_printf(pr->out, "%u, %02x", printer_u16(pr, off),
                printer_u8(pr, off + 2));
    put_string(pr, " ", off + 3, n - 3);
}

static void put_hex64(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    put_hex(pr, off, 8);
}

static void put_hex128(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    put_hex(pr, off, 16);
}

static void put_long(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    text_u32(pr->out, printer_u32(pr, off));
}

static void put_short(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    text_u32(pr->out, printer_u16(pr, off));
}

static void put_low_byte(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    text_u32(pr->out, printer_u16(pr, off) & 0xffU);
}

static void put_obsolete(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)off;
    (void)n;
    TEXT_LIT(pr->out, "obsolete");
}

static void put_chars(struct printer *pr, uint32_t off, uint32_t n)
{
    put_string(pr, "", off, n);
}

static void put_version(struct printer *pr, uint32_t off, uint32_t n)
{
    (void)n;
    text_printf(pr->out, "%u.%u", printer_u8(pr, off), printer_u8(pr, off + 1));
}

struct attribute {
    const char *name;
    void (*put)(struct printer *pr, uint32_t off, uint32_t n); /* or NULL */
    uint8_t least; /* bytes of the value */
};

/* clang-format off */
static const struct attribute attributes[] = {
    [0] = {"MSGTYPE", put_message, 2},
    [1] = {"RESULT_CODE", put_result, 2},
    [2] = {"PROTO_VER", put_version, 2},
    [3] = {"FRAMING_CAP", put_framings, 4},
    [4] = {"BEARER_CAP", put_bearers, 4},
    [5] = {"TIE_BREAKER", put_hex64, 8},
    [6] = {"FIRM_VER", put_short, 2},
    [7] = {"HOST_NAME", put_chars, 0},
    [8] = {"VENDOR_NAME", put_chars, 0},
    [9] = {"ASSND_TUN_ID", put_short, 2},
    [10] = {"RECV_WIN_SIZE", put_short, 2},
    [11] = {"CHALLENGE", put_hex, 0},
    [12] = {"Q931_CC", put_cause, 3},
    [13] = {"CHALLENGE_RESP", put_hex128, 16},
    [14] = {"ASSND_SESS_ID", put_short, 2},
    [15] = {"CALL_SER_NUM", put_long, 4},
    [16] = {"MINIMUM_BPS", put_long, 4},
    [17] = {"MAXIMUM_BPS", put_long, 4},
    [18] = {"BEARER_TYPE", put_bearers, 4},
    [19] = {"FRAMING_TYPE", put_framings, 4},
    [20] = {"PACKET_PROC_DELAY", put_obsolete, 0},
    [21] = {"CALLED_NUMBER", put_chars, 0},
    [22] = {"CALLING_NUMBER", put_chars, 0},
    [23] = {"SUB_ADDRESS", put_chars, 0},
    [24] = {"TX_CONN_SPEED", put_long, 4},
    [25] = {"PHY_CHANNEL_ID", put_long, 4},
    [26] = {"INI_RECV_LCP", put_hex, 0},
    [27] = {"LAST_SENT_LCP", put_hex, 0},
    [28] = {"LAST_RECV_LCP", put_hex, 0},
    [29] = {"PROXY_AUTH_TYPE", put_proxy, 2},
    [30] = {"PROXY_AUTH_NAME", put_chars, 0},
    [31] = {"PROXY_AUTH_CHAL", put_hex, 0},
    [32] = {"PROXY_AUTH_ID", put_low_byte, 2},
    [33] = {"PROXY_AUTH_RESP", put_hex, 0},
    [34] = {"CALL_ERRORS", put_call_errors, 2},
    [35] = {"ACCM", put_accm, 2},
    [36] = {"RANDOM_VECTOR", put_hex, 0},
    [37] = {"PRIVATE_GRP_ID", put_chars, 0},
    [38] = {"RX_CONN_SPEED", put_long, 4},
    [39] = {"SEQ_REQUIRED", NULL, 0},
    [46] = {"PPP_DISCON_CC", put_disconnect, 5},
};
/* clang-format on */

static void put_own(struct printer *pr, bool hidden, uint16_t type,
                    uint32_t off, uint32_t n)
{
    static const struct attribute unknown = {NULL, NULL, 0};
    const struct attribute *a =
        type < COUNT_OF(attributes) && attributes[type].name != NULL
            ? &attributes[type]
            : &unknown;

    if (a->name != NULL)
        text_str(pr->out, a->name);
    else
        text_printf(pr->out, "AVP-#%u", type);
    text_char(pr->out, '(');
    if (hidden)
        TEXT_LIT(pr->out, "???");
    else if (n < a->least)
        text_str(pr->out, too_short);
    else if (a->put != NULL)
        a->put(pr, off, n);
    text_char(pr->out, ')');
}

/* The attribute's length; 0 ends the message. */
static uint32_t put_avp(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, " ");
    const uint16_t head = printer_u16(pr, off);
    const uint32_t len = head & LENGTH_MASK;
    if (!printer_ok(pr))
        return 0;
    if (len < AVP_HEADER || len > pr->len - off || !printer_has(pr, off, len)) {
        printer_mark(pr);
        return 0;
    }
    const uint16_t vendor = printer_u16(pr, off + 2);
    const uint16_t type = printer_u16(pr, off + 4);
    if ((head & MANDATORY) != 0)
        text_char(pr->out, '*');
    if ((head & HIDDEN) != 0)
        text_char(pr->out, '?');
    if (vendor == 0) {
        put_own(pr, (head & HIDDEN) != 0, type, off + AVP_HEADER,
                len - AVP_HEADER);
    } else {
        text_printf(pr->out, "VENDOR%04x:ATTR%04x(", vendor, type);
        put_hex(pr, off + AVP_HEADER, len - AVP_HEADER);
        text_char(pr->out, ')');
    }
    return len;
}

static bool print_avps(struct printer *pr)
{
    uint32_t off = 0;
    uint32_t n = 1;

    pr->label = "l2tp";
    for (; off < pr->len && n > 0 && printer_ok(pr); off += n)
        n = put_avp(pr, off);
    return true;
}

const struct protocol protocol_l2tp_control = {"l2tp", print_avps};
