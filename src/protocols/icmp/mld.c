/*
 * mld.c - multicast listener discovery, version 1 (RFC 2710) and version 2
 * (RFC 3810): ICMPv6 messages behind their name.
 */
#include "groups.h"
#include "protocol.h"

enum {
    QUERY = 130,
    REPORT2 = 143,
    HEADER = 8,
    VERSION1_LEN = 24,
    QUERY2_FIXED = 28,
};

static const struct group_kind mld2 = {.addr_len = 16, .report = "v2-report"};

static void put_robustness(struct printer *pr)
{
    enum { SUPPRESS = 8, ROBUSTNESS = 7 };
    const uint8_t flags = printer_u8(pr, 24);

    if (flags & SUPPRESS)
        TEXT_LIT(pr->out, " sflag");
    if (flags & ROBUSTNESS)
        text_printf(pr->out, " robustness=%u", flags & ROBUSTNESS);
    text_printf(pr->out, " qqi=%u", group_time8(printer_u8(pr, 25)));
}

static void put_query2(struct printer *pr)
{
    const bool verbose = pr->style->verbose > 0;

    TEXT_LIT(pr->out, " v2");
    const uint32_t delay = group_time16(printer_u16(pr, 4));
    if (verbose)
        text_printf(pr->out, " [max resp delay=%u]", delay);
    printer_text_addr6(pr, " [gaddr ", HEADER);
    if (verbose)
        put_robustness(pr);
    const uint32_t n = printer_u16(pr, 26);
    if (QUERY2_FIXED + n * mld2.addr_len > pr->len)
        TEXT_LIT(pr->out, " [invalid number of sources]");
    else if (n > 0)
        group_put_sources(pr, &mld2, QUERY2_FIXED, n);
    text_char(pr->out, ']');
}

static void put_report2(struct printer *pr)
{
    if (pr->len < HEADER)
        text_printf(pr->out, " [invalid len %u]", pr->len);
    else
        group_put_records(pr, &mld2, HEADER, printer_u16(pr, 6));
}

/* No blank before it: the oracle has none. One cut short says nothing. */
static void put_version1(struct printer *pr)
{
    if (!printer_has(pr, 0, VERSION1_LEN))
        return;
    text_printf(pr->out, "max resp delay: %u addr: ", printer_u16(pr, 4));
    printer_addr6(pr, HEADER);
}

static bool print_icmp6_mld(struct printer *pr)
{
    const uint8_t type = printer_u8(pr, 0);

    if (!printer_need(pr, 0, 2))
        return true;
    if (type == REPORT2)
        put_report2(pr);
    else if (type == QUERY && pr->len >= QUERY2_FIXED)
        put_query2(pr);
    else if (type == QUERY && pr->len != VERSION1_LEN)
        text_printf(pr->out, " unknown-version (len %u) ", pr->len);
    else
        put_version1(pr);
    return true;
}

const struct protocol protocol_icmp6_mld = {"icmpv6", print_icmp6_mld};
