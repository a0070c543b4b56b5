/*
 * hncp_dhcp.c - the values HNCP has from DNS and DHCP.
 */
#include "codes.h"
#include "dns_name.h"
#include "hncp.h"
#include "values.h"

void hncp_put_line(struct printer *pr, unsigned tabs)
{
    text_char(pr->out, '\n');
    text_fill(pr->out, '\t', tabs);
}

uint32_t hncp_put_name(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t at = 0; at < n;) {
        const uint32_t len = printer_u8(pr, off + at);
        const bool first = at == 0;
        at++;
        if (len == 0)
            return at;
        if (!first)
            text_char(pr->out, '.');
        printer_string(pr, off + at, len < n - at ? len : n - at);
        if (len > n - at)
            break;
        at += len;
    }
    TEXT_LIT(pr->out, "[|DNS]");
    return 0;
}

/* DNS's own names, one behind the other; `held` to the value's end. */
static bool put_names(struct printer *pr, struct span v, bool held)
{
    struct dns_message message = {.p = pr->base,
                                  .cap = pr->cap,
                                  .out = pr->out,
                                  .pr = pr,
                                  .walk_left = pr->cap};
    const uint32_t end = v.off + v.len;

    for (uint32_t off = v.off; off < end;) {
        text_char(pr->out, ' ');
        if (!dns_put_name_from(&message, &off, v.off) || (held && off > end))
            return false;
    }
    return true;
}

static void put_addresses(struct printer *pr, struct span v, uint32_t width)
{
    for (; v.len >= width; span_skip(&v, width)) {
        if (width == 4)
            printer_text_addr4(pr, " ", v.off);
        else
            printer_text_addr6(pr, " ", v.off);
    }
}

bool hncp_print_dhcp4(struct printer *pr, struct span options, unsigned tabs)
{
    static const struct code_name names[] = {
        {6, "DNS-server"}, {42, "NTP-server"}, {119, "DNS-search"}};
    enum { SEARCH = 119, HDR = 2 };

    while (options.len > 0) {
        if (options.len < HDR)
            return false;
        const uint8_t kind = printer_u8(pr, options.off);
        const uint32_t len = printer_u8(pr, options.off + 1);
        const char *name = CODE_NAME(names, kind, NULL);
        hncp_put_line(pr, tabs);
        text_printf(pr->out, "%s (%u)", name != NULL ? name : "Unknown",
                    len + HDR);
        if (options.len < HDR + len)
            return false;
        const struct span v = {options.off + HDR, len};
        if (kind == SEARCH) {
            if (!put_names(pr, v, true))
                return false;
        } else if (name != NULL) {
            if (len < 4 || len % 4 != 0)
                return false;
            put_addresses(pr, v, 4);
        }
        span_skip(&options, HDR + len);
    }
    return true;
}

bool hncp_print_dhcp6(struct printer *pr, struct span options, unsigned tabs)
{
    static const struct code_name names[] = {
        {23, "DNS-server"}, {24, "DNS-search-list"}, {31, "SNTP-servers"}};
    enum { SEARCH = 24, HDR = 4 };

    while (options.len > 0) {
        if (options.len < HDR)
            return false;
        const uint16_t kind = printer_u16(pr, options.off);
        const uint32_t len = printer_u16(pr, options.off + 2);
        const char *name = CODE_NAME(names, kind, NULL);
        hncp_put_line(pr, tabs);
        text_printf(pr->out, "%s (%u)", name != NULL ? name : "Unknown",
                    len + HDR);
        if (options.len < HDR + len)
            return false;
        const struct span v = {options.off + HDR, len};
        if (kind == SEARCH) {
            if (!put_names(pr, v, false))
                return false;
        } else if (name != NULL) {
            if (len % 16 != 0) {
                TEXT_LIT(pr->out, " (invalid)");
                return false;
            }
            put_addresses(pr, v, 16);
        }
        span_skip(&options, HDR + len);
    }
    return true;
}
