/*
 * pptp.c - control messages of PPTP (RFC 2637 section 2).
 *
 * A message is a header and a list of fields, each read and printed in turn;
 * the lists below are the whole protocol.
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { MAGIC_COOKIE = 0x1a2b3c4d, BODY = 12 };

enum field_kind {
    FIELD_END = 0,
    FIELD_U16,
    FIELD_U32,
    FIELD_HEX32,
    FIELD_VERSION,
    FIELD_ZERO8, /* reserved: shown only when it is not zero */
    FIELD_ZERO16,
    FIELD_STRING64,
    FIELD_STRING128,
    FIELD_PHONE, /* strings whose length stands in another field */
    FIELD_DIALED,
    FIELD_DIALING,
    FIELD_FRAME_CAP,
    FIELD_BEARER_CAP,
    FIELD_FRAME_TYPE, /* named always, the number never shown */
    FIELD_BEARER_TYPE,
    FIELD_REASON, /* a number, named at -v */
    FIELD_ERROR,
    FIELD_RESULT_START,
    FIELD_RESULT_OK,
    FIELD_RESULT_OUTGOING,
    FIELD_RESULT_INCOMING,
    FIELD_RESULT_CLEAR,
};

struct field {
    enum field_kind kind;
    const char *label;
};

static const struct code_name sccrp_results[] = {
    {1, "Successful channel establishment"},
    {2, "General error"},
    {3, "Command channel already exists"},
    {4, "Requester is not authorized to establish a command channel"},
    {5, "The protocol version of the requester is not supported"},
};
static const struct code_name ok_results[] = {
    {1, "OK"},
    {2, "General Error"},
};
static const struct code_name ocrp_results[] = {
    {1, "Connected"},     {2, "General Error"}, {3, "No Carrier"},
    {4, "Busy"},          {5, "No Dial Tone"},  {6, "Time-out"},
    {7, "Do Not Accept"},
};
static const struct code_name icrp_results[] = {
    {1, "Connect"},
    {2, "General Error"},
    {3, "Do Not Accept"},
};
static const struct code_name cdn_results[] = {
    {1, "Lost Carrier"},
    {2, "General Error"},
    {3, "Admin Shutdown"},
    {4, "Request"},
};
static const struct code_name error_codes[] = {
    {0, "None"},      {1, "Not-Connected"}, {2, "Bad-Format"},
    {3, "Bad-Value"}, {4, "No-Resource"},   {5, "Bad-Call-ID"},
    {6, "PAC-Error"},
};
static const struct code_name reasons[] = {
    {1, "None"},
    {2, "Stop-Protocol"},
    {3, "Stop-Local-Shutdown"},
};
static const struct code_name bearer_types[] = {
    {1, "A"},
    {2, "D"},
    {3, "Any"},
};
static const struct code_name frame_types[] = {
    {1, "A"},
    {2, "S"},
    {3, "E"},
};

#define NAMES(table) .names = (table), .count = COUNT_OF(table)

static const struct {
    uint8_t bytes;
    uint8_t len_off; /* where the length stands in the message */
    uint8_t count;
    const struct code_name *names;
} kinds[] = {
    [FIELD_END] = {.bytes = 0},
    [FIELD_U16] = {.bytes = 2},
    [FIELD_U32] = {.bytes = 4},
    [FIELD_HEX32] = {.bytes = 4},
    [FIELD_VERSION] = {.bytes = 2},
    [FIELD_ZERO8] = {.bytes = 1},
    [FIELD_ZERO16] = {.bytes = 2},
    [FIELD_STRING64] = {.bytes = 64},
    [FIELD_STRING128] = {.bytes = 128},
    [FIELD_PHONE] = {.bytes = 64, .len_off = BODY + 24},
    [FIELD_DIALED] = {.bytes = 64, .len_off = BODY + 12},
    [FIELD_DIALING] = {.bytes = 64, .len_off = BODY + 14},
    [FIELD_FRAME_CAP] = {.bytes = 4},
    [FIELD_BEARER_CAP] = {.bytes = 4},
    [FIELD_FRAME_TYPE] = {.bytes = 4, NAMES(frame_types)},
    [FIELD_BEARER_TYPE] = {.bytes = 4, NAMES(bearer_types)},
    [FIELD_REASON] = {.bytes = 1, NAMES(reasons)},
    [FIELD_ERROR] = {.bytes = 1, NAMES(error_codes)},
    [FIELD_RESULT_START] = {.bytes = 1, NAMES(sccrp_results)},
    [FIELD_RESULT_OK] = {.bytes = 1, NAMES(ok_results)},
    [FIELD_RESULT_OUTGOING] = {.bytes = 1, NAMES(ocrp_results)},
    [FIELD_RESULT_INCOMING] = {.bytes = 1, NAMES(icrp_results)},
    [FIELD_RESULT_CLEAR] = {.bytes = 1, NAMES(cdn_results)},
};

enum { FIELDS_MAX = 12 };

/* A field a line, in the order of RFC 2637 sections 2.1 to 2.15. */
/* clang-format off */
static const struct message {
    const char *name;
    struct field fields[FIELDS_MAX + 1]; /* FIELD_END is at their end */
} messages[] = {
    [0] = {"NOT_DEFINED", {{FIELD_END, ""}}},
    [1] = {"SCCRQ", {
        {FIELD_VERSION, "PROTO_VER"},
        {FIELD_ZERO16, ""},
        {FIELD_FRAME_CAP, "FRAME_CAP"},
        {FIELD_BEARER_CAP, "BEARER_CAP"},
        {FIELD_U16, "MAX_CHAN"},
        {FIELD_U16, "FIRM_REV"},
        {FIELD_STRING64, "HOSTNAME"},
        {FIELD_STRING64, "VENDOR"},
    }},
    [2] = {"SCCRP", {
        {FIELD_VERSION, "PROTO_VER"},
        {FIELD_RESULT_START, "RESULT_CODE"},
        {FIELD_ERROR, "ERR_CODE"},
        {FIELD_FRAME_CAP, "FRAME_CAP"},
        {FIELD_BEARER_CAP, "BEARER_CAP"},
        {FIELD_U16, "MAX_CHAN"},
        {FIELD_U16, "FIRM_REV"},
        {FIELD_STRING64, "HOSTNAME"},
        {FIELD_STRING64, "VENDOR"},
    }},
    [3] = {"StopCCRQ", {
        {FIELD_REASON, "REASON"},
        {FIELD_ZERO8, ""},
        {FIELD_ZERO16, ""},
    }},
    [4] = {"StopCCRP", {
        {FIELD_RESULT_OK, "RESULT_CODE"},
        {FIELD_ERROR, "ERR_CODE"},
        {FIELD_ZERO16, ""},
    }},
    [5] = {"ECHORQ", {
        {FIELD_U32, "ID"},
    }},
    [6] = {"ECHORP", {
        {FIELD_U32, "ID"},
        {FIELD_RESULT_OK, "RESULT_CODE"},
        {FIELD_ERROR, "ERR_CODE"},
        {FIELD_ZERO16, ""},
    }},
    [7] = {"OCRQ", {
        {FIELD_U16, "CALL_ID"},
        {FIELD_U16, "CALL_SER_NUM"},
        {FIELD_U32, "MIN_BPS"},
        {FIELD_U32, "MAX_BPS"},
        {FIELD_BEARER_TYPE, "BEARER_TYPE"},
        {FIELD_FRAME_TYPE, "FRAME_TYPE"},
        {FIELD_U16, "RECV_WIN"},
        {FIELD_U16, "PROC_DELAY"},
        {FIELD_U16, "PHONE_NO_LEN"},
        {FIELD_ZERO16, ""},
        {FIELD_PHONE, "PHONE_NO"},
        {FIELD_STRING64, "SUB_ADDR"},
    }},
    [8] = {"OCRP", {
        {FIELD_U16, "CALL_ID"},
        {FIELD_U16, "PEER_CALL_ID"},
        {FIELD_RESULT_OUTGOING, "RESULT_CODE"},
        {FIELD_ERROR, "ERR_CODE"},
        {FIELD_U16, "CAUSE_CODE"},
        {FIELD_U32, "CONN_SPEED"},
        {FIELD_U16, "RECV_WIN"},
        {FIELD_U16, "PROC_DELAY"},
        {FIELD_U32, "PHY_CHAN_ID"},
    }},
    [9] = {"ICRQ", {
        {FIELD_U16, "CALL_ID"},
        {FIELD_U16, "CALL_SER_NUM"},
        {FIELD_BEARER_TYPE, "BEARER_TYPE"},
        {FIELD_U32, "PHY_CHAN_ID"},
        {FIELD_U16, "DIALED_NO_LEN"},
        {FIELD_U16, "DIALING_NO_LEN"},
        {FIELD_DIALED, "DIALED_NO"},
        {FIELD_DIALING, "DIALING_NO"},
        {FIELD_STRING64, "SUB_ADDR"},
    }},
    [10] = {"ICRP", {
        {FIELD_U16, "CALL_ID"},
        {FIELD_U16, "PEER_CALL_ID"},
        {FIELD_RESULT_INCOMING, "RESULT_CODE"},
        {FIELD_ERROR, "ERR_CODE"},
        {FIELD_U16, "RECV_WIN"},
        {FIELD_U16, "PROC_DELAY"},
        {FIELD_ZERO16, ""},
    }},
    [11] = {"ICCN", {
        {FIELD_U16, "PEER_CALL_ID"},
        {FIELD_ZERO16, ""},
        {FIELD_U32, "CONN_SPEED"},
        {FIELD_U16, "RECV_WIN"},
        {FIELD_U16, "PROC_DELAY"},
        {FIELD_FRAME_TYPE, "FRAME_TYPE"},
    }},
    [12] = {"CCRQ", {
        {FIELD_U16, "CALL_ID"},
        {FIELD_ZERO16, ""},
    }},
    [13] = {"CDN", {
        {FIELD_U16, "CALL_ID"},
        {FIELD_RESULT_CLEAR, "RESULT_CODE"},
        {FIELD_ERROR, "ERR_CODE"},
        {FIELD_U16, "CAUSE_CODE"},
        {FIELD_ZERO16, ""},
        {FIELD_STRING128, "CALL_STATS"},
    }},
    [14] = {"WEN", {
        {FIELD_U16, "PEER_CALL_ID"},
        {FIELD_ZERO16, ""},
        {FIELD_U32, "CRC_ERR"},
        {FIELD_U32, "FRAMING_ERR"},
        {FIELD_U32, "HARDWARE_OVERRUN"},
        {FIELD_U32, "BUFFER_OVERRUN"},
        {FIELD_U32, "TIMEOUT_ERR"},
        {FIELD_U32, "ALIGN_ERR"},
    }},
    [15] = {"SLI", {
        {FIELD_U16, "PEER_CALL_ID"},
        {FIELD_ZERO16, ""},
        {FIELD_HEX32, "SEND_ACCM"},
        {FIELD_HEX32, "RECV_ACCM"},
    }},
};
/* clang-format on */

static const char *name_of(enum field_kind kind, uint32_t value)
{
    return code_find(kinds[kind].names, kinds[kind].count, value, "?");
}

static void put_reserved(struct text *out, uint32_t value)
{
    if (value != 0)
        text_printf(out, " [ERROR: reserved=%u must be zero]", value);
}

static void put_frame_cap(struct text *out, uint32_t value)
{
    static const struct code_name letters[] = {
        {1, "A"},
        {2, "S"},
    };

    (void)CODE_PUT_BITS(out, letters, value, "");
}

static void put_bearer_cap(struct text *out, uint32_t value)
{
    static const struct code_name letters[] = {
        {2, "D"},
        {1, "A"},
    };

    (void)CODE_PUT_BITS(out, letters, value, "");
}

static void put_number(struct printer *pr, enum field_kind kind, uint32_t off)
{
    const uint16_t n = printer_u16(pr, kinds[kind].len_off);
    printer_string(pr, off, n < kinds[kind].bytes ? n : kinds[kind].bytes);
}

static void put_code(struct printer *pr, enum field_kind kind, uint32_t code)
{
    text_u32(pr->out, code);
    if (pr->style->verbose > 0) {
        text_char(pr->out, ':');
        text_str(pr->out, name_of(kind, code));
    }
}

/*
 * The number in a field, read before its label is printed. FRAME_CAP and the
 * strings are read after theirs, which shows when the capture ends there.
 */
static uint32_t read_value(struct printer *pr, enum field_kind kind,
                           uint32_t off)
{
    if (kind == FIELD_FRAME_CAP)
        return 0;
    switch (kinds[kind].bytes) {
    case 1:
        return printer_u8(pr, off);
    case 2:
        return printer_u16(pr, off);
    case 4:
        return printer_u32(pr, off);
    default:
        return 0;
    }
}

/* What stands between the parentheses. */
static void put_value(struct printer *pr, enum field_kind kind, uint32_t off,
                      uint32_t value)
{
    switch (kind) {
    case FIELD_U16:
    case FIELD_U32:
        text_u32(pr->out, value);
        break;
    case FIELD_HEX32:
        text_printf(pr->out, "0x%08x", value);
        break;
    case FIELD_VERSION:
        text_printf(pr->out, "%u.%u", value >> 8, value & 0xff);
        break;
    case FIELD_STRING64:
    case FIELD_STRING128:
        printer_string(pr, off, kinds[kind].bytes);
        break;
    case FIELD_PHONE:
    case FIELD_DIALED:
    case FIELD_DIALING:
        put_number(pr, kind, off);
        break;
    case FIELD_FRAME_CAP:
        put_frame_cap(pr->out, printer_u32(pr, off));
        break;
    case FIELD_BEARER_CAP:
        put_bearer_cap(pr->out, value);
        break;
    case FIELD_FRAME_TYPE:
    case FIELD_BEARER_TYPE:
        text_str(pr->out, name_of(kind, value));
        break;
    case FIELD_REASON:
    case FIELD_ERROR:
    case FIELD_RESULT_START:
    case FIELD_RESULT_OK:
    case FIELD_RESULT_OUTGOING:
    case FIELD_RESULT_INCOMING:
    case FIELD_RESULT_CLEAR:
        put_code(pr, kind, value);
        break;
    case FIELD_END:
    case FIELD_ZERO8:
    case FIELD_ZERO16:
        break;
    }
}

static void put_field(struct printer *pr, const struct field *f, uint32_t off)
{
    const uint32_t value = read_value(pr, f->kind, off);

    if (f->kind == FIELD_ZERO8 || f->kind == FIELD_ZERO16) {
        put_reserved(pr->out, value);
        return;
    }
    text_char(pr->out, ' ');
    text_str(pr->out, f->label);
    text_char(pr->out, '(');
    put_value(pr, f->kind, off, value);
    text_char(pr->out, ')');
}

static void put_cookie(struct printer *pr)
{
    const uint32_t cookie = printer_u32(pr, 4);

    if (cookie != MAGIC_COOKIE)
        text_printf(pr->out, " UNEXPECTED Magic-Cookie!!(%08x)", cookie);
    if (cookie != MAGIC_COOKIE || pr->style->verbose > 0)
        text_printf(pr->out, " Magic-Cookie=%08x", cookie);
}

static void put_length_and_type(struct printer *pr)
{
    static const struct code_name types[] = {
        {1, "CTRL-MSG"},
        {2, "MGMT-MSG"},
    };

    text_printf(pr->out, " Length=%u", printer_u16(pr, 0));
    text_printf(pr->out, " %s",
                CODE_NAME(types, printer_u16(pr, 2), "UNKNOWN-MSG-TYPE"));
}

static bool print_pptp(struct printer *pr)
{
    pr->label = "pptp";
    TEXT_LIT(pr->out, ": pptp");
    if (pr->style->verbose > 0)
        put_length_and_type(pr);
    put_cookie(pr);
    const uint16_t type = printer_u16(pr, 8);
    if (type >= COUNT_OF(messages)) {
        text_printf(pr->out, " UNKNOWN_CTRL_MSGTYPE(%u)", type);
        put_reserved(pr->out, printer_u16(pr, 10));
        return true;
    }
    text_printf(pr->out, " CTRL_MSGTYPE=%s", messages[type].name);
    put_reserved(pr->out, printer_u16(pr, 10));
    uint32_t off = BODY;
    for (const struct field *f = messages[type].fields;
         f->kind != FIELD_END && printer_ok(pr); f++) {
        put_field(pr, f, off);
        off += kinds[f->kind].bytes;
    }
    return true;
}

const struct protocol protocol_pptp = {"pptp", print_pptp};
