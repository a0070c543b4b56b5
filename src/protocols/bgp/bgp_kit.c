/*
 * bgp_kit.c - names, numbers and addresses that all of BGP writes alike.
 */
#include "bgp_kit.h"

#include "afi.h"
#include "codes.h"

static const struct code_name safi_names[] = {
    {0, "Reserved"},
    {1, "Unicast"},
    {2, "Multicast"},
    {3, "Unicast+Multicast"},
    {4, "labeled Unicast"},
    {5, "Multicast VPN"},
    {64, "Tunnel"},
    {65, "VPLS"},
    {66, "MDT"},
    {70, "EVPN"},
    {128, "labeled VPN Unicast"},
    {129, "labeled VPN Multicast"},
    {130, "labeled VPN Unicast+Multicast"},
    {132, "Route Target Routing Information"},
};

const char *bgp_safi_name(uint8_t safi, const char *other)
{
    return CODE_NAME(safi_names, safi, other);
}

void bgp_put_as(struct printer *pr, uint32_t as)
{
    if (pr->style->as_dot && as > 0xffff)
        text_printf(pr->out, "%u.%u", as >> 16, as & 0xffff);
    else
        text_u32(pr->out, as);
}

void bgp_put_quad(struct text *out, uint32_t addr)
{
    text_printf(out, "%u.%u.%u.%u", addr >> 24, addr >> 16 & 0xff,
                addr >> 8 & 0xff, addr & 0xff);
}

void bgp_put_family(struct printer *pr, uint16_t afi, uint8_t safi)
{
    text_printf(pr->out, "AFI %s (%u), SAFI %s (%u)", afi_name(afi, "Unknown"),
                afi, bgp_safi_name(safi, "Unknown"), safi);
}

void bgp_put_rd(struct printer *pr, uint32_t off)
{
    const uint8_t *p = pr->base + off;
    struct text *out = pr->out;

    switch (load_be16(p)) {
    case 0:
        text_printf(out, "%u:%u (= ", load_be16(p + 2), load_be32(p + 4));
        text_ip4(out, p + 4);
        text_char(out, ')');
        break;
    case 1:
        text_ip4(out, p + 2);
        text_printf(out, ":%u", load_be16(p + 6));
        break;
    case 2:
        bgp_put_as(pr, load_be32(p + 2));
        text_printf(out, ":%u (", load_be16(p + 6));
        text_ip4(out, p + 2);
        text_printf(out, ":%u)", load_be16(p + 6));
        break;
    default:
        TEXT_LIT(out, "unknown RD format");
        break;
    }
}

void bgp_put_nsap(struct text *out, const uint8_t *addr, uint32_t n)
{
    if (n < 1 || n > 20) {
        TEXT_LIT(out, "isonsap_string: illegal length");
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        text_hex_pad(out, addr[i], 2);
        if (i % 2 == 0 && i + 1 < n)
            text_char(out, '.');
    }
}
