/*
 * dhcp6.c - DHCP for IPv6 (RFC 8415); messages are in dhcp6_message.c.
 */
#include "codes.h"
#include "dhcp6_message.h"
#include "protocol.h"

/* The oracle looks before it reads, so what is not captured is not there. */
static bool print_dhcp6(struct printer *pr)
{
    pr->label = "dhcp6";
    dhcp6_print_message(
        pr, (struct span){0, pr->len < pr->cap ? pr->len : pr->cap});
    return true;
}

const struct protocol protocol_dhcp6 = {.name = "dhcpv6", .print = print_dhcp6};
