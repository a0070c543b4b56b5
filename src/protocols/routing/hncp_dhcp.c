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

/* DNS's own names; what they point to is counted from the value's end. */
static bool put_names(struct printer *pr, struct span v)
{
    struct dns_message message = {.p = pr->base,
                                  .cap = pr->cap,
                                  .out = pr->out,
                                  .pr = pr,
                                  .walk_left = pr->cap};
    const uint32_t end = v.off + v.len;

    for (uint32_t off = v.off; off < end;) {
        text_char(pr->out, ' ');
        if (!dns_put_name_from(&message, &off, end))
            return false;
    }
    return true;
}

/* How the options of one DHCP are written. */
struct options_form {
    const struct code_name *names; /* of those with a value that is shown */
    size_t count;
    uint8_t octets; /* of an option's number, and of its length */
    uint8_t
        search; /* the number of the one with names; others have addresses */
    uint8_t address;
    bool may_be_empty;
    const char *wrong; /* of a length that is not that of addresses */
};

static bool put_addresses(struct printer *pr, const struct options_form *form,
                          struct span v)
{
    if (v.len % form->address != 0 || (v.len == 0 && !form->may_be_empty)) {
        text_str(pr->out, form->wrong);
        return false;
    }
    for (; v.len > 0; span_skip(&v, form->address)) {
        if (form->address == 4)
            printer_text_addr4(pr, " ", v.off);
        else
            printer_text_addr6(pr, " ", v.off);
    }
    return true;
}

static uint32_t number(struct printer *pr, uint32_t off, unsigned octets)
{
    return octets == 1 ? printer_u8(pr, off) : printer_u16(pr, off);
}

static bool print_options(struct printer *pr, const struct options_form *form,
                          struct span options, unsigned tabs)
{
    const uint32_t head = 2U * form->octets;

    while (options.len > 0) {
        if (options.len < head)
            return false;
        const uint32_t kind = number(pr, options.off, form->octets);
        const uint32_t len =
            number(pr, options.off + form->octets, form->octets);
        const char *name = code_find(form->names, form->count, kind, NULL);
        hncp_put_line(pr, tabs);
        text_printf(pr->out, "%s (%u)", name != NULL ? name : "Unknown",
                    len + head);
        if (options.len < head + len)
            return false;
        const struct span v = {options.off + head, len};
        if (name != NULL &&
            !(kind == form->search ? put_names(pr, v)
                                   : put_addresses(pr, form, v)))
            return false;
        span_skip(&options, head + len);
    }
    return true;
}

bool hncp_print_dhcp4(struct printer *pr, struct span options, unsigned tabs)
{
    enum { SEARCH = 119 };
    static const struct code_name names[] = {
        {6, "DNS-server"}, {42, "NTP-server"}, {SEARCH, "DNS-search"}};
    static const struct options_form form = {.names = names,
                                             .count = COUNT_OF(names),
                                             .octets = 1,
                                             .search = SEARCH,
                                             .address = 4,
                                             .wrong = ""};

    return print_options(pr, &form, options, tabs);
}

bool hncp_print_dhcp6(struct printer *pr, struct span options, unsigned tabs)
{
    enum { SEARCH = 24 };
    static const struct code_name names[] = {
        {23, "DNS-server"}, {SEARCH, "DNS-search-list"}, {31, "SNTP-servers"}};
    static const struct options_form form = {.names = names,
                                             .count = COUNT_OF(names),
                                             .octets = 2,
                                             .search = SEARCH,
                                             .address = 16,
                                             .may_be_empty = true,
                                             .wrong = " (invalid)"};

    return print_options(pr, &form, options, tabs);
}
