/*
 * ntp.c - NTP (RFC 1305, RFC 5905): time packets and control messages.
 */
#include "codes.h"
#include "ntp_time.h"
#include "printer.h"
#include "protocol.h"

enum {
    TIME_LEN = 48,
    CONTROL_LEN = 12,
    MODE_CONTROL = 6,
    STRATUM_PRIMARY = 1,
    STRATUM_RESERVED = 16,
};

/* From `a` to `b`; the time `b` itself where `a` is not set. */
static void put_difference(struct text *out, struct ntp_time a,
                           struct ntp_time b)
{
    struct ntp_time d;

    if (a.sec == 0 && a.frac == 0) {
        ntp_time_put(out, b);
        return;
    }
    const uint64_t from = (uint64_t)a.sec << 32 | a.frac;
    const uint64_t to = (uint64_t)b.sec << 32 | b.frac;
    const uint64_t apart = to >= from ? to - from : from - to;
    d = (struct ntp_time){(uint32_t)(apart >> 32), (uint32_t)apart};
    text_printf(out, "%c%u.%09u", to > from ? '+' : '-', d.sec,
                ntp_time_nanoseconds(d.frac));
}

/* A short fixed point number: sixteen bits and sixteen of a fraction. */
static void print_short(struct printer *pr, const char *what, uint32_t off)
{
    const uint32_t v = printer_u32(pr, off);

    text_printf(pr->out, "%s: %u.%06u", what, v >> 16,
                (uint32_t)((uint64_t)(v & 0xffff) * 1000000 / 65536));
}

static void print_poll(struct printer *pr)
{
    enum { LONGEST = 31 };
    const int8_t poll = (int8_t)printer_u8(pr, 2);

    text_printf(pr->out, ", poll %d", poll);
    if (poll >= 0 && poll <= LONGEST)
        text_printf(pr->out, " (%us)", UINT32_C(1) << poll);
    else if (poll < 0 && poll >= -LONGEST)
        text_printf(pr->out, " (1/%us)", UINT32_C(1) << -poll);
}

static void print_stratum(struct printer *pr, uint8_t stratum)
{
    const char *word = "secondary reference";

    if (stratum == 0)
        word = "unspecified";
    else if (stratum == STRATUM_PRIMARY)
        word = "primary reference";
    else if (stratum >= STRATUM_RESERVED)
        word = "reserved";
    text_printf(pr->out, ", Stratum %u (%s)", stratum, word);
}

static void print_reference(struct printer *pr, uint8_t stratum)
{
    enum { REFERENCE = 12 };

    if (!printer_need(pr, REFERENCE, 4))
        return;
    TEXT_LIT(pr->out, ", Reference-ID: ");
    if (stratum == 0)
        TEXT_LIT(pr->out, "(unspec)");
    else if (stratum == STRATUM_PRIMARY)
        printer_visible(pr, REFERENCE, 4);
    else
        text_printf(pr->out, "0x%08x", printer_u32(pr, REFERENCE));
}

static void print_stamps(struct printer *pr)
{
    static const char *const names[] = {
        "Reference Timestamp:  ", "Originator Timestamp: ",
        "Receive Timestamp:    ", "Transmit Timestamp:   "};
    struct ntp_time t[COUNT_OF(names)];

    for (uint32_t i = 0; i < COUNT_OF(names); i++) {
        t[i] = ntp_time_at(pr, 16 + 8 * i);
        text_printf(pr->out, "\n\t  %s", names[i]);
        ntp_time_put(pr->out, t[i]);
    }
    TEXT_LIT(pr->out, "\n\t    Originator - Receive Timestamp:  ");
    put_difference(pr->out, t[1], t[2]);
    TEXT_LIT(pr->out, "\n\t    Originator - Transmit Timestamp: ");
    put_difference(pr->out, t[1], t[3]);
}

/* RFC 5905 section 7.5: a key's number, alone or with an MD5 or SHA-1 sum. */
static void print_authentication(struct printer *pr)
{
    enum { KEY = 4, MD5 = 16, SHA1 = 20 };
    const uint32_t more = pr->len - TIME_LEN;

    if (more == 0)
        return;
    if (more != KEY && more != KEY + MD5 && more != KEY + SHA1) {
        text_printf(pr->out, "\n\t(%u more bytes after the header)", more);
        return;
    }
    text_printf(pr->out, "\n\tKey id: %u", printer_u32(pr, TIME_LEN));
    if (more == KEY)
        return;
    if (!printer_need(pr, TIME_LEN + KEY, more - KEY))
        return;
    TEXT_LIT(pr->out, "\n\tAuthentication: ");
    text_hex_bytes(pr->out, pr->base + TIME_LEN + KEY, more - KEY);
}

static void print_time(struct printer *pr)
{
    const uint8_t stratum = printer_u8(pr, 1);

    print_stratum(pr, stratum);
    print_poll(pr);
    text_printf(pr->out, ", precision %d", (int8_t)printer_u8(pr, 3));
    print_short(pr, "\n\tRoot Delay", 4);
    print_short(pr, ", Root dispersion", 8);
    print_reference(pr, stratum);
    print_stamps(pr);
    print_authentication(pr);
}

/* What is invalid must be captured all the same. */
static void print_invalid(struct printer *pr)
{
    TEXT_LIT(pr->out, " (invalid)");
    printer_need(pr, 0, pr->len);
}

/* RFC 1305 appendix B */
static void print_control(struct printer *pr)
{
    enum { RESPONSE = 0x80, ERROR = 0x40, MORE = 0x20, OPCODE = 0x1f };
    const uint8_t bits = printer_u8(pr, 1);

    text_printf(pr->out, ", %s, %s, %s, OpCode=%u\n",
                bits & RESPONSE ? "Response" : "Request",
                bits & ERROR ? "Error" : "OK", bits & MORE ? "More" : "Last",
                bits & OPCODE);
    text_printf(pr->out, "\tSequence=%u", printer_u16(pr, 2));
    text_printf(pr->out, ", Status=%#x", printer_u16(pr, 4));
    text_printf(pr->out, ", Assoc.=%u", printer_u16(pr, 6));
    text_printf(pr->out, ", Offset=%u", printer_u16(pr, 8));
    const uint32_t count = printer_u16(pr, 10);
    text_printf(pr->out, ", Count=%u", count);
    if (count > pr->len - CONTROL_LEN) {
        print_invalid(pr);
        return;
    }
    if (count > 0 && printer_need(pr, CONTROL_LEN, count))
        TEXT_LIT(pr->out, "\n\tTO-BE-DONE: data not interpreted");
}

static bool print_ntp(struct printer *pr)
{
    static const struct code_name modes[] = {
        {0, "unspecified"},
        {1, "symmetric active"},
        {2, "symmetric passive"},
        {3, "Client"},
        {4, "Server"},
        {5, "Broadcast"},
        {6, "Control Message"},
        {7, "Reserved"},
    };
    static const struct code_name leaps[] = {
        {0, ""}, {0x40, "+1s"}, {0x80, "-1s"}, {0xc0, "clock unsynchronized"}};

    pr->label = "ntp";
    const uint8_t first = printer_u8(pr, 0);
    const uint8_t mode = first & 7, leap = first & 0xc0;
    text_printf(pr->out, "NTPv%u, %s, length %u", first >> 3 & 7,
                CODE_NAME(modes, mode, ""), pr->len);
    if (pr->style->verbose == 0)
        return true;
    text_printf(pr->out, "\n\tLeap indicator: %s (%u)",
                CODE_NAME(leaps, leap, ""), leap);
    if (mode == 7)
        return true;
    const uint32_t least = mode == MODE_CONTROL ? CONTROL_LEN : TIME_LEN;
    if (pr->len < least)
        print_invalid(pr);
    else if (mode == MODE_CONTROL)
        print_control(pr);
    else
        print_time(pr);
    /* The oracle looks for itself where the length is wrong, behind the first
     * four bytes of a time, but not at its key's number, and in data of
     * control. */
    const uint32_t read = mode == MODE_CONTROL ? CONTROL_LEN : 4;
    const bool at_key = mode != MODE_CONTROL && printer_has(pr, 0, TIME_LEN) &&
                        !printer_has(pr, 0, TIME_LEN + 4);
    if (pr->cut && !at_key && printer_has(pr, 0, pr->len < least ? 1 : read))
        printer_settle(pr);
    return true;
}

const struct protocol protocol_ntp = {.name = "ntp", .print = print_ntp};
