/*
 * osi_kit.c - addresses, names and checksums of the OSI protocols.
 */
#include "osi_kit.h"

#include "codes.h"

void osi_put_system(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!printer_need(pr, off, n))
        return;
    for (uint32_t i = 0; i < n; i++) {
        if (i == 2 || i == 4 || i == 6)
            text_char(pr->out, '.');
        else if (i == 7)
            text_char(pr->out, '-');
        text_hex_pad(pr->out, pr->base[off + i], 2);
    }
}

void osi_put_named(struct printer *pr, const char *before, uint32_t off,
                   uint32_t n)
{
    if (!printer_need(pr, off, n))
        return;
    text_str(pr->out, before);
    osi_put_system(pr, off, n);
}

void osi_put_nsap(struct printer *pr, uint32_t off, uint32_t n)
{
    enum { MOST = 20 };

    if (n == 0 || n > MOST) {
        TEXT_LIT(pr->out, "isonsap_string: illegal length");
        return;
    }
    if (!printer_need(pr, off, n))
        return;
    for (uint32_t i = 0; i < n; i++) {
        if (i % 2 == 1)
            text_char(pr->out, '.');
        text_hex_pad(pr->out, pr->base[off + i], 2);
    }
}

/* ISO 9577 */
static const struct code_name nlpids[] = {
    {0x00, "NULL"},     {0x08, "Q.933"},     {0x09, "LMI"},   {0x80, "SNAP"},
    {0x81, "CLNP"},     {0x82, "ES-IS"},     {0x83, "IS-IS"}, {0x84, "CONS"},
    {0x85, "IDRP"},     {0x8a, "X25 ES-IS"}, {0x8e, "IPv6"},  {0xb1, "FRF.15"},
    {0xc1, "ISIS_SPB"}, {0xcc, "IPv4"},      {0xcf, "PPP"},
};

const char *osi_nlpid_name(uint8_t nlpid)
{
    return CODE_NAME(nlpids, nlpid, NULL);
}

/* RFC 1008 section 7: both octets for `at` as if they were zero. */
static uint16_t fletcher(const uint8_t *p, uint32_t n, uint32_t at)
{
    int32_t c0 = 0, c1 = 0;

    for (uint32_t i = 0; i < n; i++) {
        c0 += i == at || i == at + 1 ? 0 : p[i];
        c1 += c0;
        c0 %= 255;
        c1 %= 255;
    }
    int32_t x = ((int32_t)(n - at - 1) * c0 - c1) % 255;
    if (x <= 0)
        x += 255;
    /* The oracle takes one of the remainders below zero for another. */
    int32_t y = (c1 - (int32_t)(n - at) * c0) % 255;
    y = y == -254 ? 255 : y <= 0 ? y + 255 : y;
    return (uint16_t)(x << 8 | y);
}

void osi_put_checksum(struct printer *pr, uint32_t off, uint32_t n, uint32_t at)
{
    const uint16_t sum = printer_u16(pr, at);

    if (!printer_ok(pr))
        return;
    if (sum == 0 || at < off || at > off + n || !printer_has(pr, off, n))
        TEXT_LIT(pr->out, " (unverified)");
    else {
        const uint16_t right = fletcher(pr->base + off, n, at - off);
        if (sum == right)
            TEXT_LIT(pr->out, " (correct)");
        else
            text_printf(pr->out, " (incorrect should be 0x%04x)", right);
    }
}

bool osi_length_fits(struct printer *pr, struct span pdu, uint8_t hlen,
                     uint8_t least)
{
    if (hlen > pdu.len) {
        text_printf(pr->out, " length indicator(%u) > PDU size (%u)!", hlen,
                    pdu.len);
        return false;
    }
    if (hlen >= least)
        return true;
    text_printf(pr->out, " length indicator %u < min PDU size:", hlen);
    for (uint32_t i = pdu.off; i < pr->cap; i++)
        text_printf(pr->out, "%02X", pr->base[i]);
    return false;
}

bool osi_next_option(struct printer *pr, struct span *list,
                     struct osi_option *option)
{
    if (list->len < 2) {
        TEXT_LIT(pr->out, ", bad opts/li");
        return false;
    }
    option->type = printer_u8(pr, list->off);
    const uint8_t n = printer_u8(pr, list->off + 1);
    span_skip(list, 2);
    if (!printer_ok(pr))
        return false;
    if (n > list->len) {
        text_printf(pr->out, ", opt (%u) too long", option->type);
        return false;
    }
    option->value = (struct span){list->off, n};
    span_skip(list, n);
    return true;
}
