/*
 * pptp.c - control messages of PPTP (RFC 2637 section 2).
 *
 * A message is a header and a list of fields, each read and printed in turn;
 * the lists below are the whole protocol.
 */
#include "printers.h"

enum { MAGIC_COOKIE = 0x1a2b3c4d, BODY = 12 };

enum field_kind {
    FIELD_END = 0,
    FIELD_U16,
    FIELD_U32,
    FIELD_HEX32,
    FIELD_VERSION,
    FIELD_ZERO8, /* reserved: shown only when it is not zero */
    FIELD_ZERO16,
    FIELD_CODE8,  /* named at -v */
    FIELD_TYPE32, /* named always, the number never shown */
    FIELD_FRAME_CAP,
    FIELD_BEARER_CAP,
    FIELD_STRING64,
    FIELD_STRING128,
    FIELD_NUMBER64, /* a string whose length stood at `first` of the body */
};

struct field {
    enum field_kind kind;
    const char *label;
    const char *const *names; /* NULL-terminated, counted from 1 (or 0) */
    unsigned first;           /* what names[0] stands for */
};

static const char *const sccrp_results[] = {
    "Successful channel establishment",
    "General error",
    "Command channel already exists",
    "Requester is not authorized to establish a command channel",
    "The protocol version of the requester is not supported",
    NULL,
};
static const char *const ok_results[] = {"OK", "General Error", NULL};
static const char *const ocrp_results[] = {
    "Connected",    "General Error", "No Carrier",    "Busy",
    "No Dial Tone", "Time-out",      "Do Not Accept", NULL,
};
static const char *const icrp_results[] = {
    "Connect",
    "General Error",
    "Do Not Accept",
    NULL,
};
static const char *const cdn_results[] = {
    "Lost Carrier", "General Error", "Admin Shutdown", "Request", NULL,
};
static const char *const error_codes[] = {
    "None",        "Not-Connected", "Bad-Format", "Bad-Value",
    "No-Resource", "Bad-Call-ID",   "PAC-Error",  NULL,
};
static const char *const reasons[] = {
    "None",
    "Stop-Protocol",
    "Stop-Local-Shutdown",
    NULL,
};
static const char *const bearer_types[] = {"A", "D", "Any", NULL};
static const char *const frame_types[] = {"A", "S", "E", NULL};

#define ERR_CODE                                                               \
    {                                                                          \
        FIELD_CODE8, "ERR_CODE", error_codes, 0                                \
    }
#define RESULT_CODE(names)                                                     \
    {                                                                          \
        FIELD_CODE8, "RESULT_CODE", names, 1                                   \
    }
#define RESERVED8                                                              \
    {                                                                          \
        FIELD_ZERO8, NULL, NULL, 0                                             \
    }
#define RESERVED16                                                             \
    {                                                                          \
        FIELD_ZERO16, NULL, NULL, 0                                            \
    }
#define U16(label)                                                             \
    {                                                                          \
        FIELD_U16, label, NULL, 0                                              \
    }
#define U32(label)                                                             \
    {                                                                          \
        FIELD_U32, label, NULL, 0                                              \
    }
#define CAPABILITIES                                                           \
    {FIELD_FRAME_CAP, "FRAME_CAP", NULL, 0},                                   \
        {FIELD_BEARER_CAP, "BEARER_CAP", NULL, 0}, U16("MAX_CHAN"),            \
        U16("FIRM_REV"), {FIELD_STRING64, "HOSTNAME", NULL, 0},                \
    {                                                                          \
        FIELD_STRING64, "VENDOR", NULL, 0                                      \
    }
#define BEARER_TYPE                                                            \
    {                                                                          \
        FIELD_TYPE32, "BEARER_TYPE", bearer_types, 1                           \
    }
#define FRAME_TYPE                                                             \
    {                                                                          \
        FIELD_TYPE32, "FRAME_TYPE", frame_types, 1                             \
    }

enum { FIELDS_MAX = 12 };

static const struct message {
    const char *name;
    struct field fields[FIELDS_MAX + 1];
} messages[] = {
    [0] = {"NOT_DEFINED", {{FIELD_END, NULL, NULL, 0}}},
    [1] = {"SCCRQ",
           {{FIELD_VERSION, "PROTO_VER", NULL, 0}, RESERVED16, CAPABILITIES}},
    [2] = {"SCCRP",
           {{FIELD_VERSION, "PROTO_VER", NULL, 0},
            RESULT_CODE(sccrp_results),
            ERR_CODE,
            CAPABILITIES}},
    [3] = {"StopCCRQ",
           {{FIELD_CODE8, "REASON", reasons, 1}, RESERVED8, RESERVED16}},
    [4] = {"StopCCRP", {RESULT_CODE(ok_results), ERR_CODE, RESERVED16}},
    [5] = {"ECHORQ", {U32("ID")}},
    [6] = {"ECHORP",
           {U32("ID"), RESULT_CODE(ok_results), ERR_CODE, RESERVED16}},
    [7] = {"OCRQ",
           {U16("CALL_ID"),
            U16("CALL_SER_NUM"),
            U32("MIN_BPS"),
            U32("MAX_BPS"),
            BEARER_TYPE,
            FRAME_TYPE,
            U16("RECV_WIN"),
            U16("PROC_DELAY"),
            U16("PHONE_NO_LEN"),
            RESERVED16,
            {FIELD_NUMBER64, "PHONE_NO", NULL, 24},
            {FIELD_STRING64, "SUB_ADDR", NULL, 0}}},
    [8] = {"OCRP",
           {U16("CALL_ID"), U16("PEER_CALL_ID"), RESULT_CODE(ocrp_results),
            ERR_CODE, U16("CAUSE_CODE"), U32("CONN_SPEED"), U16("RECV_WIN"),
            U16("PROC_DELAY"), U32("PHY_CHAN_ID")}},
    [9] = {"ICRQ",
           {U16("CALL_ID"),
            U16("CALL_SER_NUM"),
            BEARER_TYPE,
            U32("PHY_CHAN_ID"),
            U16("DIALED_NO_LEN"),
            U16("DIALING_NO_LEN"),
            {FIELD_NUMBER64, "DIALED_NO", NULL, 12},
            {FIELD_NUMBER64, "DIALING_NO", NULL, 14},
            {FIELD_STRING64, "SUB_ADDR", NULL, 0}}},
    [10] = {"ICRP",
            {U16("CALL_ID"), U16("PEER_CALL_ID"), RESULT_CODE(icrp_results),
             ERR_CODE, U16("RECV_WIN"), U16("PROC_DELAY"), RESERVED16}},
    [11] = {"ICCN",
            {U16("PEER_CALL_ID"), RESERVED16, U32("CONN_SPEED"),
             U16("RECV_WIN"), U16("PROC_DELAY"), FRAME_TYPE}},
    [12] = {"CCRQ", {U16("CALL_ID"), RESERVED16}},
    [13] = {"CDN",
            {U16("CALL_ID"),
             RESULT_CODE(cdn_results),
             ERR_CODE,
             U16("CAUSE_CODE"),
             RESERVED16,
             {FIELD_STRING128, "CALL_STATS", NULL, 0}}},
    [14] = {"WEN",
            {U16("PEER_CALL_ID"), RESERVED16, U32("CRC_ERR"),
             U32("FRAMING_ERR"), U32("HARDWARE_OVERRUN"), U32("BUFFER_OVERRUN"),
             U32("TIMEOUT_ERR"), U32("ALIGN_ERR")}},
    [15] = {"SLI",
            {U16("PEER_CALL_ID"),
             RESERVED16,
             {FIELD_HEX32, "SEND_ACCM", NULL, 0},
             {FIELD_HEX32, "RECV_ACCM", NULL, 0}}},
};

static const char *name_of(const struct field *f, uint32_t value)
{
    uint32_t at = f->first;

    for (const char *const *name = f->names; *name != NULL; name++, at++) {
        if (at == value)
            return *name;
    }
    return "?";
}

static void put_reserved(struct text *out, uint32_t value)
{
    if (value != 0)
        text_printf(out, " [ERROR: reserved=%u must be zero]", value);
}

static void put_frame_cap(struct text *out, uint32_t value)
{
    if ((value & 1) != 0)
        text_char(out, 'A');
    if ((value & 2) != 0)
        text_char(out, 'S');
}

static void put_bearer_cap(struct text *out, uint32_t value)
{
    if ((value & 2) != 0)
        text_char(out, 'D');
    if ((value & 1) != 0)
        text_char(out, 'A');
}

/* Up to `max` bytes, ended by a zero byte. */
static void put_string(struct printer *pr, uint32_t off, uint32_t max)
{
    for (uint32_t i = 0; i < max && printer_ok(pr); i++) {
        const uint8_t c = printer_u8(pr, off + i);
        if (c == 0)
            return;
        text_visible(pr->out, c);
    }
}

static void put_number(struct printer *pr, const struct field *f, uint32_t off)
{
    const uint16_t n = printer_u16(pr, BODY + f->first);
    put_string(pr, off, n < 64 ? n : 64);
}

static void put_code(struct printer *pr, const struct field *f, uint8_t code)
{
    text_u32(pr->out, code);
    if (pr->style->verbose > 0) {
        text_char(pr->out, ':');
        text_str(pr->out, name_of(f, code));
    }
}

static uint32_t field_bytes(enum field_kind kind)
{
    static const uint8_t bytes[] = {
        [FIELD_END] = 0,         [FIELD_U16] = 2,        [FIELD_U32] = 4,
        [FIELD_HEX32] = 4,       [FIELD_VERSION] = 2,    [FIELD_ZERO8] = 1,
        [FIELD_ZERO16] = 2,      [FIELD_CODE8] = 1,      [FIELD_TYPE32] = 4,
        [FIELD_FRAME_CAP] = 4,   [FIELD_BEARER_CAP] = 4, [FIELD_STRING64] = 64,
        [FIELD_STRING128] = 128, [FIELD_NUMBER64] = 64,
    };
    return bytes[kind];
}

/*
 * The number in a field, read before its label is printed. FRAME_CAP and the
 * strings are read after theirs, which shows when the capture ends there.
 */
static uint32_t read_value(struct printer *pr, const struct field *f,
                           uint32_t off)
{
    if (f->kind == FIELD_FRAME_CAP)
        return 0;
    switch (field_bytes(f->kind)) {
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
static void put_value(struct printer *pr, const struct field *f, uint32_t off,
                      uint32_t value)
{
    switch (f->kind) {
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
    case FIELD_CODE8:
        put_code(pr, f, (uint8_t)value);
        break;
    case FIELD_TYPE32:
        text_str(pr->out, name_of(f, value));
        break;
    case FIELD_FRAME_CAP:
        put_frame_cap(pr->out, printer_u32(pr, off));
        break;
    case FIELD_BEARER_CAP:
        put_bearer_cap(pr->out, value);
        break;
    case FIELD_STRING64:
    case FIELD_STRING128:
        put_string(pr, off, field_bytes(f->kind));
        break;
    case FIELD_NUMBER64:
        put_number(pr, f, off);
        break;
    case FIELD_ZERO8:
    case FIELD_ZERO16:
    case FIELD_END:
        break;
    }
}

static void put_field(struct printer *pr, const struct field *f, uint32_t off)
{
    const uint32_t value = read_value(pr, f, off);

    if (f->kind == FIELD_ZERO8 || f->kind == FIELD_ZERO16) {
        put_reserved(pr->out, value);
        return;
    }
    text_char(pr->out, ' ');
    text_str(pr->out, f->label);
    text_char(pr->out, '(');
    put_value(pr, f, off, value);
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
    text_printf(pr->out, " Length=%u", printer_u16(pr, 0));
    switch (printer_u16(pr, 2)) {
    case 1:
        TEXT_LIT(pr->out, " CTRL-MSG");
        break;
    case 2:
        TEXT_LIT(pr->out, " MGMT-MSG");
        break;
    default:
        TEXT_LIT(pr->out, " UNKNOWN-MSG-TYPE");
        break;
    }
}

void print_pptp(struct printer *pr)
{
    pr->label = "pptp";
    TEXT_LIT(pr->out, ": pptp");
    if (pr->style->verbose > 0)
        put_length_and_type(pr);
    put_cookie(pr);
    const uint16_t type = printer_u16(pr, 8);
    if (type >= sizeof(messages) / sizeof(messages[0])) {
        text_printf(pr->out, " UNKNOWN_CTRL_MSGTYPE(%u)", type);
        put_reserved(pr->out, printer_u16(pr, 10));
        return;
    }
    text_printf(pr->out, " CTRL_MSGTYPE=%s", messages[type].name);
    put_reserved(pr->out, printer_u16(pr, 10));
    uint32_t off = BODY;
    for (const struct field *f = messages[type].fields;
         f->kind != FIELD_END && printer_ok(pr); f++) {
        put_field(pr, f, off);
        off += field_bytes(f->kind);
    }
}
