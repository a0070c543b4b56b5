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

/* How an attribute's value is shown. */
enum form {
    NOTHING,
    ACCM,
    BEARERS,
    CALL_ERRORS,
    CAUSE,
    DISCONNECT,
    FRAMINGS,
    HEX,
    HEX64,
    HEX128,
    LONG,
    LOW_BYTE,
    MESSAGE,
    OBSOLETE,
    PROXY,
    RESULT,
    SHORT,
    STRING,
    VERSION,
};

struct attribute {
    const char *name;
    enum form form;
    uint8_t least; /* bytes of the value */
};

/* clang-format off */
static const struct attribute attributes[] = {
    [0] = {"MSGTYPE", MESSAGE, 2},
    [1] = {"RESULT_CODE", RESULT, 2},
    [2] = {"PROTO_VER", VERSION, 2},
    [3] = {"FRAMING_CAP", FRAMINGS, 4},
    [4] = {"BEARER_CAP", BEARERS, 4},
    [5] = {"TIE_BREAKER", HEX64, 8},
    [6] = {"FIRM_VER", SHORT, 2},
    [7] = {"HOST_NAME", STRING, 0},
    [8] = {"VENDOR_NAME", STRING, 0},
    [9] = {"ASSND_TUN_ID", SHORT, 2},
    [10] = {"RECV_WIN_SIZE", SHORT, 2},
    [11] = {"CHALLENGE", HEX, 0},
    [12] = {"Q931_CC", CAUSE, 3},
    [13] = {"CHALLENGE_RESP", HEX128, 16},
    [14] = {"ASSND_SESS_ID", SHORT, 2},
    [15] = {"CALL_SER_NUM", LONG, 4},
    [16] = {"MINIMUM_BPS", LONG, 4},
    [17] = {"MAXIMUM_BPS", LONG, 4},
    [18] = {"BEARER_TYPE", BEARERS, 4},
    [19] = {"FRAMING_TYPE", FRAMINGS, 4},
    [20] = {"PACKET_PROC_DELAY", OBSOLETE, 0},
    [21] = {"CALLED_NUMBER", STRING, 0},
    [22] = {"CALLING_NUMBER", STRING, 0},
    [23] = {"SUB_ADDRESS", STRING, 0},
    [24] = {"TX_CONN_SPEED", LONG, 4},
    [25] = {"PHY_CHANNEL_ID", LONG, 4},
    [26] = {"INI_RECV_LCP", HEX, 0},
    [27] = {"LAST_SENT_LCP", HEX, 0},
    [28] = {"LAST_RECV_LCP", HEX, 0},
    [29] = {"PROXY_AUTH_TYPE", PROXY, 2},
    [30] = {"PROXY_AUTH_NAME", STRING, 0},
    [31] = {"PROXY_AUTH_CHAL", HEX, 0},
    [32] = {"PROXY_AUTH_ID", LOW_BYTE, 2},
    [33] = {"PROXY_AUTH_RESP", HEX, 0},
    [34] = {"CALL_ERRORS", CALL_ERRORS, 2},
    [35] = {"ACCM", ACCM, 2},
    [36] = {"RANDOM_VECTOR", HEX, 0},
    [37] = {"PRIVATE_GRP_ID", STRING, 0},
    [38] = {"RX_CONN_SPEED", LONG, 4},
    [39] = {"SEQ_REQUIRED", NOTHING, 0},
    [46] = {"PPP_DISCON_CC", DISCONNECT, 5},
};
/* clang-format on */

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

static void put_message(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {
        {1, "SCCRQ"}, {2, "SCCRP"}, {3, "SCCCN"}, {4, "StopCCN"}, {6, "HELLO"},
        {7, "OCRQ"},  {8, "OCRP"},  {9, "OCCN"},  {10, "ICRQ"},   {11, "ICRP"},
        {12, "ICCN"}, {14, "CDN"},  {15, "WEN"},  {16, "SLI"},
    };

    CODE_PUT(pr->out, names, printer_u16(pr, off), "MSGTYPE-#%u");
}

static void put_proxy(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {{0, "Reserved"}, {1, "Textual"},
                                             {2, "CHAP"},     {3, "PAP"},
                                             {4, "No Auth"},  {5, "MS-CHAPv1"}};

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

static void put_value(struct printer *pr, enum form form, uint32_t off,
                      uint32_t n)
{
    static const char *const masks[] = {"send", "recv"};
    static const char *const errors[] = {"CRCErr",  "FrameErr", "HardOver",
                                         "BufOver", "Timeout",  "AlignErr"};

    switch (form) {
    case NOTHING:
        break;
    case ACCM:
        put_numbers(pr, masks, COUNT_OF(masks), true, off, n);
        break;
    case BEARERS:
        put_two_bits(pr, off, "A", "D");
        break;
    case CALL_ERRORS:
        put_numbers(pr, errors, COUNT_OF(errors), false, off, n);
        break;
    case CAUSE:
        text_printf(pr->out, "%u, %02x", printer_u16(pr, off),
                    printer_u8(pr, off + 2));
        put_string(pr, " ", off + 3, n - 3);
        break;
    case DISCONNECT:
        put_disconnect(pr, off, n);
        break;
    case FRAMINGS:
        put_two_bits(pr, off, "A", "S");
        break;
    case HEX:
        put_hex(pr, off, n);
        break;
    case HEX64:
        put_hex(pr, off, 8);
        break;
    case HEX128:
        put_hex(pr, off, 16);
        break;
    case LONG:
        text_u32(pr->out, printer_u32(pr, off));
        break;
    case LOW_BYTE:
        text_u32(pr->out, printer_u16(pr, off) & 0xffU);
        break;
    case MESSAGE:
        put_message(pr, off);
        break;
    case OBSOLETE:
        TEXT_LIT(pr->out, "obsolete");
        break;
    case PROXY:
        put_proxy(pr, off);
        break;
    case RESULT:
        put_result(pr, off, n);
        break;
    case SHORT:
        text_u32(pr->out, printer_u16(pr, off));
        break;
    case STRING:
        put_string(pr, "", off, n);
        break;
    case VERSION:
        text_printf(pr->out, "%u.%u", printer_u8(pr, off),
                    printer_u8(pr, off + 1));
        break;
    }
}

static void put_own(struct printer *pr, bool hidden, uint16_t type,
                    uint32_t off, uint32_t n)
{
    static const struct attribute unknown = {NULL, NOTHING, 0};
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
    else
        put_value(pr, a->form, off, n);
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
