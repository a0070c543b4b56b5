/*
 * printer.c - the cut, the mark and the hex dumps shared by all printers.
 */
#include "printer.h"

#include "hexdump.h"
#include "inet_sum.h"

void printer_cut(struct printer *pr)
{
    if (pr->cut)
        return;
    pr->cut = true;
    pr->cut_at = text_len(pr->out);
    pr->cut_label = pr->label;
}

void printer_rewind(struct printer *pr, size_t len)
{
    text_truncate(pr->out, len);
    if (pr->cut && pr->cut_at > len)
        pr->cut_at = len;
}

static void put_mark(struct text *out, const char *label)
{
    TEXT_LIT(out, " [|");
    text_str(out, label);
    text_char(out, ']');
}

void printer_mark(struct printer *pr)
{
    put_mark(pr->out, pr->label);
}

void printer_settle(struct printer *pr)
{
    (void)printer_finish(pr);
    pr->cut = false;
}

bool printer_visible(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!printer_need(pr, off, n))
        return false;
    for (uint32_t i = 0; i < n; i++)
        text_visible(pr->out, pr->base[off + i]);
    return true;
}

void printer_addr4(struct printer *pr, uint32_t off)
{
    printer_text_addr4(pr, "", off);
}

void printer_addr6(struct printer *pr, uint32_t off)
{
    printer_text_addr6(pr, "", off);
}

void printer_text_addr4(struct printer *pr, const char *before, uint32_t off)
{
    if (!printer_need(pr, off, 4))
        return;
    text_str(pr->out, before);
    pr->host->addr4(pr->host->ctx, pr->out, pr->base + off);
}

void printer_text_addr6(struct printer *pr, const char *before, uint32_t off)
{
    if (!printer_need(pr, off, 16))
        return;
    text_str(pr->out, before);
    pr->host->addr6(pr->host->ctx, pr->out, pr->base + off);
}

void printer_ether(struct printer *pr, uint32_t off)
{
    if (printer_need(pr, off, 6))
        pr->host->ether(pr->host->ctx, pr->out, pr->base + off);
}

void printer_ends(struct printer *pr, uint16_t sport, uint16_t dport)
{
    if (printer_ok(pr))
        pr->host->ends(pr->host->ctx, pr->out, sport, dport);
}

/* Captured bytes among the `n` from `off`. */
static uint32_t captured(const struct printer *pr, uint32_t off, uint32_t n)
{
    const uint32_t left = off < pr->cap ? pr->cap - off : 0;
    return n < left ? n : left;
}

void printer_hex(struct printer *pr, const char *indent, uint32_t off,
                 uint32_t n)
{
    if (printer_ok(pr) && captured(pr, off, n) > 0)
        hexdump_hex(pr->out, indent, pr->base + off, captured(pr, off, n));
}

void printer_hex_ascii(struct printer *pr, const char *indent, uint32_t off,
                       uint32_t n)
{
    if (printer_ok(pr) && captured(pr, off, n) > 0)
        hexdump_hex_ascii(pr->out, indent, pr->base + off,
                          captured(pr, off, n));
}

typedef bool host_fn(void *ctx, struct text *out, const uint8_t *p,
                     uint32_t cap, uint32_t len, const char **label);

static void print_inner(struct printer *pr, host_fn *print, uint32_t off,
                        uint32_t cap, uint32_t len)
{
    if (!printer_ok(pr))
        return;
    const uint8_t *p = cap > 0 ? pr->base + off : pr->base;
    if (print(pr->host->ctx, pr->out, p, cap, len, &pr->label)) {
        printer_cut(pr);
        pr->cut_label = NULL;
    }
}

void printer_ip_packet(struct printer *pr, uint32_t off, uint32_t len)
{
    print_inner(pr, pr->host->ip_packet, off, captured(pr, off, UINT32_MAX),
                len);
}

void printer_frame(struct printer *pr, uint32_t off, uint32_t len)
{
    print_inner(pr, pr->host->frame, off, captured(pr, off, len), len);
}

static uint16_t checksum_on_top(const struct printer *pr, uint64_t sum,
                                uint32_t off, uint32_t n)
{
    return (uint16_t)~inet_sum_fold(inet_sum_add(sum, pr->base + off, n));
}

uint16_t printer_checksum(const struct printer *pr, uint32_t off, uint32_t n)
{
    return checksum_on_top(pr, 0, off, n);
}

/* The sum over the pseudo-header of IP. */
static uint64_t pseudo_sum(const struct printer *pr, uint8_t proto, uint32_t n)
{
    const uint64_t sum =
        inet_sum_add((uint64_t)proto + n, pr->src_addr, pr->addr_len);

    return inet_sum_add(sum, pr->final_dst, pr->addr_len);
}

uint16_t printer_checksum_ip(const struct printer *pr, uint8_t proto,
                             uint32_t off, uint32_t n)
{
    return checksum_on_top(pr, pseudo_sum(pr, proto, n), off, n);
}

uint16_t printer_checksum_part(const struct printer *pr, uint8_t proto,
                               uint32_t n)
{
    return checksum_on_top(pr, pseudo_sum(pr, proto, pr->len), 0, n);
}

bool printer_finish(struct printer *pr)
{
    if (!pr->cut)
        return false;
    text_truncate(pr->out, pr->cut_at);
    if (pr->cut_label != NULL)
        put_mark(pr->out, pr->cut_label);
    return true;
}
