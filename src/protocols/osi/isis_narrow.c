/*
 * isis_narrow.c - the elements of IS-IS with metrics of six bits, and the
 * addresses of areas.
 */
#include "isis_narrow.h"
#include "isis_reach.h"

#include "count.h"
#include "osi_kit.h"

static const char *where(bool external)
{
    return external ? "External" : "Internal";
}

/* The four metrics of ISO 10589; of all but the first, bit 8 says no. */
static void put_metrics(struct printer *pr, uint32_t off, const char *indent)
{
    static const char *const names[] = {"Delay", "Expense", "Error"};

    for (uint32_t i = 0; i < COUNT_OF(names); i++) {
        const uint8_t m = printer_u8(pr, off + 1 + i);
        if ((m & 0x80) == 0)
            text_printf(pr->out, "%s%s Metric: %u, %s", indent, names[i],
                        m & 0x3f, where((m & 0x40) != 0));
    }
}

static void put_metric_block(struct printer *pr, uint32_t off)
{
    const uint8_t m = printer_u8(pr, off);

    text_printf(pr->out, ", Default Metric: %u, %s", m & 0x3f,
                where((m & 0x40) != 0));
    put_metrics(pr, off, "\n\t\t  ");
}

void isis_put_areas(struct printer *pr, struct span v)
{
    while (v.len > 0 && printer_ok(pr)) {
        const uint8_t n = printer_u8(pr, v.off);
        span_skip(&v, 1);
        if (n > v.len)
            return;
        if (!printer_need(pr, v.off, n))
            return;
        text_printf(pr->out, "\n\t      Area address (length: %u): ", n);
        osi_put_nsap(pr, v.off, n);
        span_skip(&v, n);
    }
}

void isis_put_is_reach(struct printer *pr, struct span v)
{
    if (v.len == 0)
        return;
    const uint8_t flag = printer_u8(pr, v.off);
    if (flag == 0)
        TEXT_LIT(pr->out, "\n\t      IsNotVirtual");
    else if (flag == 1)
        TEXT_LIT(pr->out, "\n\t      IsVirtual");
    else
        text_printf(pr->out, "\n\t      bogus virtual flag 0x%02x", flag);
    span_skip(&v, 1);
    for (; v.len >= 11 && isis_need(pr, v.off, 11); span_skip(&v, 11)) {
        osi_put_named(pr, "\n\t      IS Neighbor: ", v.off + 4, 7);
        put_metric_block(pr, v.off);
    }
}

void isis_put_es_neighbors(struct printer *pr, struct span v)
{
    for (; v.len >= 10 && isis_need(pr, v.off, 10); span_skip(&v, 10)) {
        osi_put_named(pr, "\n\t      ES Neighbor: ", v.off + 4, 6);
        put_metric_block(pr, v.off);
    }
}

/* Their lengths are in half octets. */
void isis_put_prefix_neighbors(struct printer *pr, struct span v)
{
    if (v.len < 4)
        return;
    if (!isis_need(pr, v.off, 4))
        return;
    TEXT_LIT(pr->out, "\n\t      Metric Block");
    put_metric_block(pr, v.off);
    span_skip(&v, 4);
    while (v.len > 0 && printer_ok(pr)) {
        const uint8_t halves = printer_u8(pr, v.off);
        span_skip(&v, 1);
        if (halves < 2) {
            text_printf(pr->out, "\n\t\tAddress: prefix length %u < 2", halves);
            return;
        }
        const uint32_t n = halves / 2U;
        if (n > v.len)
            return;
        if (!printer_need(pr, v.off, n))
            return;
        TEXT_LIT(pr->out, "\n\t\tAddress: ");
        osi_put_nsap(pr, v.off, n);
        text_printf(pr->out, "/%u", halves * 4U);
        span_skip(&v, n);
    }
}

/* RFC 1195 */
bool isis_put_ip_reach(struct printer *pr, struct span v)
{
    enum { ENTRY = 12 };

    for (; v.len > 0 && printer_ok(pr); span_skip(&v, ENTRY)) {
        if (v.len < ENTRY) {
            text_printf(pr->out, "short IPv4 Reachability (%u vs %u)", v.len,
                        ENTRY);
            return false;
        }
        if (!printer_has(pr, v.off, ENTRY))
            return false;
        uint32_t mask = printer_u32(pr, v.off + 8);
        int bits = 0;
        for (; mask & 0x80000000; mask <<= 1)
            bits++;
        TEXT_LIT(pr->out, "\n\t      IPv4 prefix: ");
        const size_t before = text_len(pr->out);
        text_ip4(pr->out, pr->base + v.off + 4);
        const size_t n = text_len(pr->out) - before;
        if (mask == 0) {
            text_truncate(pr->out, before);
            text_fill(pr->out, ' ', n < 15 ? 15 - n : 0);
            text_ip4(pr->out, pr->base + v.off + 4);
            text_printf(pr->out, "/%d", bits);
        } else {
            printer_text_addr4(pr, " mask ", v.off + 8);
        }
        const uint8_t m = printer_u8(pr, v.off);
        text_printf(pr->out, ", Distribution: %s, Metric: %u, %s",
                    m & 0x80 ? "down" : "up", m & 0x3f, where((m & 0x40) != 0));
        put_metrics(pr, v.off, "\n\t        ");
    }
    return printer_ok(pr);
}
