/*
 * values.c - what many protocols show alike.
 */
#include "values.h"

#include "count.h"

void printer_chars(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_need(pr, off + i, 1); i++)
        text_visible(pr->out, pr->base[off + i]);
}

void printer_string(struct printer *pr, uint32_t off, uint32_t n)
{
    for (uint32_t i = 0; i < n && printer_need(pr, off + i, 1); i++) {
        const uint8_t c = pr->base[off + i];
        if (c == 0)
            return;
        text_visible(pr->out, c);
    }
}

void printer_mac(struct printer *pr, uint32_t off)
{
    if (printer_need(pr, off, 6))
        text_mac(pr->out, pr->base + off, 6);
}

bool printer_masked(struct printer *pr, uint32_t off, unsigned bits,
                    uint8_t *addr)
{
    const unsigned n = (bits + 7) / 8;

    if (!printer_need(pr, off, n))
        return false;
    memcpy(addr, pr->base + off, n);
    if (bits % 8 != 0)
        addr[n - 1] &= (uint8_t)(0xff00 >> bits % 8);
    return true;
}

void printer_prefix4(struct printer *pr, uint32_t off, unsigned bits)
{
    uint8_t addr[4] = {0};

    if (!printer_masked(pr, off, bits, addr))
        return;
    pr->host->addr4(pr->host->ctx, pr->out, addr);
    text_printf(pr->out, "/%u", bits);
}

void printer_prefix6(struct printer *pr, uint32_t off, unsigned bits)
{
    uint8_t addr[16] = {0};

    if (!printer_masked(pr, off, bits, addr))
        return;
    pr->host->addr6(pr->host->ctx, pr->out, addr);
    text_printf(pr->out, "/%u", bits);
}

void duration_put(struct text *out, uint32_t seconds)
{
    static const struct {
        uint32_t seconds;
        char letter;
    } units[] = {
        {31536000, 'y'}, {604800, 'w'}, {86400, 'd'},
        {3600, 'h'},     {60, 'm'},     {1, 's'},
    };

    if (seconds == 0) {
        TEXT_LIT(out, "0s");
        return;
    }
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (seconds < units[i].seconds)
            continue;
        text_u32(out, seconds / units[i].seconds);
        text_char(out, units[i].letter);
        seconds %= units[i].seconds;
    }
}
