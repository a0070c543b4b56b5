/*
 * igmp.c - the Internet Group Management Protocol (RFC 1112, RFC 2236,
 * RFC 3376), and the tracing and routing of multicast that share its number.
 */
#include "dvmrp.h"
#include "groups.h"
#include "pim1.h"
#include "protocol.h"

enum {
    QUERY = 0x11,
    REPORT1 = 0x12,
    DVMRP = 0x13,
    PIM1 = 0x14,
    REPORT2 = 0x16,
    LEAVE = 0x17,
    MTRACE_RESPONSE = 0x1e,
    MTRACE = 0x1f,
    REPORT3 = 0x22,
    CHECKSUM_END = 4,
    HEADER = 8,
    QUERY3_FIXED = 12,
    REPORT3_LEAST = 16,
    MTRACE_LEN = 24,
    MULTICAST = 0xe,  /* the first four bits of such an address */
    USUAL_WAIT = 100, /* tenths of a second */
};

static const struct group_kind igmp3 = {.addr_len = 4, .report = "v3-report"};

/* From version 3 on, whole words make up a message. */
static bool is_short(const struct printer *pr, uint32_t least)
{
    if (pr->len >= least && pr->len % 4 == 0)
        return false;
    text_printf(pr->out, " [invalid len %u]", pr->len);
    return true;
}

static void put_wait(struct text *out, uint32_t tenths)
{
    if (tenths == USUAL_WAIT)
        return;
    TEXT_LIT(out, " [max resp time ");
    if (tenths < 600)
        text_printf(out, "%u.%us", tenths / 10, tenths % 10);
    else
        text_printf(out, "%um", tenths / 600);
    if (tenths >= 600 && tenths / 10 % 60 != 0)
        text_printf(out, "%us", tenths / 10 % 60);
    text_char(out, ']');
}

static void put_query3(struct printer *pr)
{
    TEXT_LIT(pr->out, " v3");
    if (is_short(pr, QUERY3_FIXED))
        return;
    put_wait(pr->out, group_time8(printer_u8(pr, 1)));
    if (printer_u32(pr, 4) == 0)
        return;
    printer_text_addr4(pr, " [gaddr ", 4);
    const uint32_t n = printer_u16(pr, 10);
    if (QUERY3_FIXED + n * igmp3.addr_len > pr->len)
        TEXT_LIT(pr->out, " [invalid number of sources]");
    else if (n > 0)
        group_put_sources(pr, &igmp3, QUERY3_FIXED, n);
    text_char(pr->out, ']');
}

/* Of the newer kinds the oracle minds no length. */
static void put_odd_length(struct printer *pr)
{
    if (pr->len != HEADER)
        text_printf(pr->out, " [len %u]", pr->len);
}

static void put_query(struct printer *pr)
{
    TEXT_LIT(pr->out, "igmp query");
    if (pr->len >= QUERY3_FIXED) {
        put_query3(pr);
        return;
    }
    const uint8_t wait = printer_u8(pr, 1);
    text_str(pr->out, wait == 0 ? " v1" : " v2");
    if (wait != 0 && wait != USUAL_WAIT)
        text_printf(pr->out, " [max resp time %u]", wait);
    if (printer_u32(pr, 4) != 0) {
        printer_text_addr4(pr, " [gaddr ", 4);
        text_char(pr->out, ']');
    }
    put_odd_length(pr);
}

static void put_report3(struct printer *pr)
{
    TEXT_LIT(pr->out, "igmp v3 report");
    if (!is_short(pr, REPORT3_LEAST))
        group_put_records(pr, &igmp3, HEADER, printer_u16(pr, 6));
}

/* Fenner and Casner's "traceroute" facility for IP multicast. */
static void put_mtrace(struct printer *pr, const char *what)
{
    if (pr->len < MTRACE_LEN) {
        text_printf(pr->out, " [invalid len %u]", pr->len);
        return;
    }
    if (!printer_need(pr, 0, MTRACE_LEN))
        return;
    text_printf(pr->out, "%s %u: ", what, printer_u24(pr, 21));
    printer_addr4(pr, 8);
    printer_text_addr4(pr, " to ", 12);
    printer_text_addr4(pr, " reply-to ", 16);
    if (pr->base[16] >> 4 == MULTICAST)
        text_printf(pr->out, " with-ttl %u", printer_u8(pr, 20));
}

static void put_message(struct printer *pr)
{
    const uint8_t type = printer_u8(pr, 0);

    switch (type) {
    case QUERY:
        put_query(pr);
        break;
    case REPORT1:
        printer_text_addr4(pr, "igmp v1 report ", 4);
        put_odd_length(pr);
        break;
    case DVMRP:
        dvmrp_put_message(pr);
        break;
    case PIM1:
        TEXT_LIT(pr->out, "igmp");
        pim1_put_message(pr);
        break;
    case REPORT2:
        printer_text_addr4(pr, "igmp v2 report ", 4);
        break;
    case LEAVE:
        printer_text_addr4(pr, "igmp leave ", 4);
        break;
    case MTRACE_RESPONSE:
        put_mtrace(pr, "mresp");
        break;
    case MTRACE:
        put_mtrace(pr, "mtrace");
        break;
    case REPORT3:
        put_report3(pr);
        break;
    default:
        text_printf(pr->out, "igmp-%u", type);
        break;
    }
}

static bool print_igmp(struct printer *pr)
{
    pr->label = "igmp";
    if (pr->style->quiet) {
        TEXT_LIT(pr->out, "igmp");
        return true;
    }
    put_message(pr);
    if (pr->style->verbose > 0 && pr->len >= CHECKSUM_END &&
        printer_has(pr, 0, pr->len) && printer_checksum(pr, 0, pr->len) != 0)
        text_printf(pr->out, " bad igmp cksum %x!", printer_u16(pr, 2));
    return true;
}

const struct protocol protocol_igmp = {"igmp", print_igmp};
