/*
 * ptp.c - the Precision Time Protocol (IEEE 1588-2008, version 2), over
 * Ethernet and UDP.
 */
#include "codes.h"
#include "protocol.h"

enum {
    TYPE = 0,
    VERSION = 1,
    LENGTH = 2,
    DOMAIN = 4,
    FLAGS = 6,
    CORRECTION = 8,
    RESERVED = 16,
    CLOCK = 20,
    PORT = 28,
    SEQUENCE = 30,
    CONTROL = 32,
    INTERVAL = 33,
    HEADER_LEN = 34,
};

enum {
    SYNC = 0,
    DELAY_REQ = 1,
    PEER_DELAY_REQ = 2,
    PEER_DELAY_RESP = 3,
    FOLLOW_UP = 8,
    DELAY_RESP = 9,
    PEER_DELAY_FOLLOW_UP = 10,
    ANNOUNCE = 11,
    SIGNALLING = 12,
    MANAGEMENT = 13,
};

static const struct code_name types[] = {
    {SYNC, "sync msg"},
    {DELAY_REQ, "delay req msg"},
    {PEER_DELAY_REQ, "peer delay req msg"},
    {PEER_DELAY_RESP, "peer delay resp msg"},
    {FOLLOW_UP, "follow up msg"},
    {DELAY_RESP, "delay resp msg"},
    {PEER_DELAY_FOLLOW_UP, "pdelay resp fup msg"},
    {ANNOUNCE, "announce msg"},
    {SIGNALLING, "signalling msg"},
    {MANAGEMENT, "management msg"},
};

static const struct code_name flag_names[] = {
    {0x0001, "l1 61"},
    {0x0002, "l1 59"},
    {0x0004, "utc reasonable"},
    {0x0008, "timescale"},
    {0x0010, "time tracable"},
    {0x0020, "frequency tracable"},
    {0x0100, "alternate master"},
    {0x0200, "two step"},
    {0x0400, "unicast"},
    {0x1000, "profile specific 1"},
    {0x2000, "profile specific 2"},
    {0x4000, "security mask"},
};

static const struct code_name controls[] = {
    {0, "Sync"},       {1, "Delay_Req"},  {2, "Follow_Up"},
    {3, "Delay_Resp"}, {4, "Management"}, {5, "Other"},
};

static void put_number(struct printer *pr, const char *before, uint32_t value)
{
    text_str(pr->out, before);
    text_u32(pr->out, value);
}

static void put_identity(struct printer *pr, const char *before, uint32_t off)
{
    const uint64_t id = printer_u64(pr, off);

    text_str(pr->out, before);
    text_hex(pr->out, id);
    const uint16_t port = printer_u16(pr, off + 8);
    put_number(pr, ", port id : ", port);
}

/* Seconds of six octets, nanoseconds of four. */
static void put_time(struct printer *pr, const char *name, const char *between)
{
    text_printf(pr->out, ", %s :", name);
    const uint64_t seconds = (uint64_t)printer_u16(pr, HEADER_LEN) << 32 |
                             printer_u32(pr, HEADER_LEN + 2);

    text_char(pr->out, ' ');
    text_u64(pr->out, seconds);
    text_str(pr->out, between);
    const uint32_t nanoseconds = printer_u32(pr, HEADER_LEN + 6);
    text_printf(pr->out, " %u nanoseconds", nanoseconds);
}

static void put_announce(struct printer *pr)
{
    static const struct {
        const char *name;
        uint32_t len;
    } fields[] = {
        {", origin cur utc :", 2},     {", rsvd : ", 1},
        {", gm priority_1 : ", 1},     {", gm clock class : ", 1},
        {", gm clock accuracy : ", 1}, {", gm clock variance : ", 2},
        {", gm priority_2 : ", 1},
    };
    uint32_t off = HEADER_LEN + 10;

    put_time(pr, "originTimeStamp", " seconds");
    for (uint32_t i = 0; i < COUNT_OF(fields); i++) {
        const uint32_t value =
            fields[i].len == 2 ? printer_u16(pr, off) : printer_u8(pr, off);
        put_number(pr, fields[i].name, value);
        off += fields[i].len;
    }
    const uint64_t clock = printer_u64(pr, off);
    TEXT_LIT(pr->out, ", gm clock id : 0x");
    text_hex(pr->out, clock);
    const uint16_t steps = printer_u16(pr, off + 8);
    put_number(pr, ", steps removed : ", steps);
    const uint8_t source = printer_u8(pr, off + 10);
    text_printf(pr->out, ", time source : 0x%x", source);
}

static void put_management(struct printer *pr)
{
    put_identity(pr, ", port identity : 0x", HEADER_LEN);
    /* The oracle reads the same octet four times. */
    const uint8_t b = printer_u8(pr, HEADER_LEN);
    text_printf(pr->out,
                ", , start boundary hops  %u, , boundary hops  %u"
                ", , flags  0x%x, , reserved  0x%x",
                b, b, b, b);
}

static void put_body(struct printer *pr, uint8_t type)
{
    enum { IDENTITY = HEADER_LEN + 10 };

    switch (type) {
    case SYNC:
    case DELAY_REQ:
        put_time(pr, "originTimeStamp", " seconds,");
        break;
    case FOLLOW_UP:
        put_time(pr, "preciseOriginTimeStamp", " seconds,");
        break;
    case PEER_DELAY_REQ:
    case PEER_DELAY_FOLLOW_UP:
        put_time(pr, "preciseOriginTimeStamp", " seconds,");
        put_identity(pr, ", port identity : 0x", IDENTITY);
        break;
    case PEER_DELAY_RESP:
    case DELAY_RESP:
        put_time(pr, "receiveTimeStamp", " seconds,");
        put_identity(pr, ", port identity : 0x", IDENTITY);
        break;
    case ANNOUNCE:
        put_announce(pr);
        break;
    case SIGNALLING:
        put_identity(pr, ", port identity : 0x", HEADER_LEN);
        break;
    case MANAGEMENT:
        put_management(pr);
        break;
    default:
        break;
    }
}

static void print_version_2(struct printer *pr)
{
    /* The oracle has a name for these only when all of them are set. */
    enum { FLAGS_UNKNOWN = 0x18c0 };
    const uint8_t b = printer_u8(pr, TYPE);
    const uint8_t type = b & 0xf;

    text_printf(pr->out, ", v1 compat : %s, msg type : %s",
                b & 0x10 ? "yes" : "no", CODE_NAME(types, type, "Reserved"));
    const uint16_t length = printer_u16(pr, LENGTH);
    put_number(pr, ", length : ", length);
    const uint16_t domain = printer_u16(pr, DOMAIN);
    text_printf(pr->out, ", domain : %u, reserved1 : %u", domain >> 8,
                domain & 0xff);
    const uint16_t flags = printer_u16(pr, FLAGS);
    TEXT_LIT(pr->out, ", Flags [");
    CODE_PUT_BITS_OR(pr->out, flag_names, flags, ", ", "none");
    if ((flags & FLAGS_UNKNOWN) == FLAGS_UNKNOWN)
        TEXT_LIT(pr->out, ", unknown");
    text_char(pr->out, ']');
    const uint64_t ns = (uint64_t)printer_u16(pr, CORRECTION) << 32 |
                        printer_u32(pr, CORRECTION + 2);
    TEXT_LIT(pr->out, ", NS correction : ");
    text_u64(pr->out, ns);
    const uint16_t sub_ns = printer_u16(pr, CORRECTION + 6);
    put_number(pr, ", sub NS correction : ", sub_ns);
    const uint32_t reserved = printer_u32(pr, RESERVED);
    put_number(pr, ", reserved2 : ", reserved);
    put_identity(pr, ", clock identity : 0x", CLOCK);
    const uint16_t sequence = printer_u16(pr, SEQUENCE);
    put_number(pr, ", seq id : ", sequence);
    const uint8_t control = printer_u8(pr, CONTROL);
    text_printf(pr->out, ", control : %u (%s)", control,
                CODE_NAME(controls, control, "Reserved"));
    const uint8_t interval = printer_u8(pr, INTERVAL);
    put_number(pr, ", log message interval : ", interval);
    put_body(pr, type);
}

static bool print_ptp(struct printer *pr)
{
    pr->label = "ptp";
    if (pr->len < HEADER_LEN) {
        text_printf(pr->out, " [length %u < 34] (invalid)", pr->len);
        return true;
    }
    const uint8_t version = printer_u8(pr, VERSION);
    text_printf(pr->out, "PTPv%u", version);
    if (version == 1)
        TEXT_LIT(pr->out, " (not implemented)");
    else if (version == 2)
        print_version_2(pr);
    return true;
}

const struct protocol protocol_ptp = {.name = "ptp", .print = print_ptp};
