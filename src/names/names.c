/*
 * names.c - names for addresses, ports and vendors: numbers so far.
 */
#include "names.h"

void names_addr4(struct names *n, struct text *out, const uint8_t *addr)
{
    (void)n;
    text_ip4(out, addr);
}

void names_addr6(struct names *n, struct text *out, const uint8_t *addr)
{
    (void)n;
    text_ip6(out, addr);
}

void names_port(struct names *n, struct text *out, bool udp, uint16_t port)
{
    (void)n;
    (void)udp;
    text_u32(out, port);
}

void names_ether(struct names *n, struct text *out, const uint8_t *addr)
{
    (void)n;
    text_mac(out, addr, 6);
    TEXT_LIT(out, " (oui Unknown)");
}
