/*
 * rtcp.c - RTCP (RFC 3550 section 6): several packets in a datagram.
 */
#include "printer.h"
#include "protocol.h"

enum {
    HDR = 4,
    SOURCE = 4,
    SENDER = 20,
    REPORT = 24,
    TYPE_SR = 200,
    TYPE_RR = 201,
    TYPE_SDES = 202,
    TYPE_BYE = 203,
};

static void put_source(struct printer *pr, uint32_t off)
{
    if (pr->style->verbose > 0)
        text_printf(pr->out, " %u", printer_u32(pr, off));
}

/* A length that the header says and the reports do not. */
static void put_other_length(struct printer *pr, uint32_t said, uint32_t due)
{
    if (said != due)
        text_printf(pr->out, " [%u]", said);
}

/* section 6.4.1: what the sender has sent, and when */
static void print_sender(struct printer *pr, uint32_t off)
{
    static const double fraction = 4294967296.0;

    if (!printer_need(pr, off, SENDER))
        return;
    const double when =
        printer_u32(pr, off) + printer_u32(pr, off + 4) / fraction;
    text_printf(pr->out, " @%.2f %u %up %ub", when, printer_u32(pr, off + 8),
                printer_u32(pr, off + 12), printer_u32(pr, off + 16));
}

/*
 * Reports on what others have sent: times are in 1/65536 seconds. The oracle
 * shows the first as often as there are any.
 */
static void print_reports(struct printer *pr, uint32_t off, uint32_t n)
{
    static const double fraction = 65536.0;

    if (n > 1)
        text_printf(pr->out, " c%u", n);
    for (uint32_t i = 0; i < n && printer_need(pr, off, REPORT); i++) {
        put_source(pr, off);
        text_printf(pr->out, " %ul %us %uj @%.2f+%.2f",
                    printer_u24(pr, off + 5), printer_u32(pr, off + 8),
                    printer_u32(pr, off + 12),
                    printer_u32(pr, off + 16) / fraction,
                    printer_u32(pr, off + 20) / fraction);
    }
}

static void print_packet(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t type = printer_u8(pr, off + 1);
    const uint32_t n = printer_u8(pr, off) & 0x1f;
    const uint32_t behind = off + HDR + SOURCE;

    switch (type) {
    case TYPE_SR:
        TEXT_LIT(pr->out, " sr");
        put_other_length(pr, len, HDR + SOURCE + SENDER + n * REPORT);
        put_source(pr, off + HDR);
        print_sender(pr, behind);
        print_reports(pr, behind + SENDER, n);
        break;
    case TYPE_RR:
        TEXT_LIT(pr->out, " rr");
        put_other_length(pr, len, HDR + SOURCE + n * REPORT);
        put_source(pr, off + HDR);
        print_reports(pr, behind, n);
        break;
    case TYPE_SDES:
    case TYPE_BYE:
        text_printf(pr->out, " %s %u", type == TYPE_BYE ? "bye" : "sdes", len);
        put_source(pr, off + HDR);
        break;
    default:
        text_printf(pr->out, " type-0x%x %u", type, len);
    }
}

/* What is there counts, not what UDP's length says. */
static bool print_rtcp(struct printer *pr)
{
    pr->label = "rtcp";
    for (uint32_t off = 0; printer_ok(pr) && off < pr->cap;) {
        if (pr->cap - off < HDR + SOURCE) {
            printer_cut(pr);
            break;
        }
        const uint32_t len = 4 * (printer_u16(pr, off + 2) + 1U);
        print_packet(pr, off, len);
        off += len;
    }
    printer_settle(pr);
    return true;
}

const struct protocol protocol_rtcp = {.name = "rtcp", .print = print_rtcp};
