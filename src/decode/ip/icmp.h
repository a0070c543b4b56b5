/*
 * icmp.h - message types of ICMP (RFC 792, 950, 1256) and ICMPv6.
 */
#ifndef TCPLINE_DECODE_ICMP_H
#define TCPLINE_DECODE_ICMP_H

#include <stdbool.h>
#include <stdint.h>

enum {
    ICMP_ECHO_REPLY = 0,
    ICMP_UNREACHABLE = 3,
    ICMP_QUENCH = 4,
    ICMP_REDIRECT = 5,
    ICMP_ECHO = 8,
    ICMP_ROUTER_ADVERTISEMENT = 9,
    ICMP_ROUTER_SOLICITATION = 10,
    ICMP_EXCEEDED = 11,
    ICMP_PARAMETER = 12,
    ICMP_TIME_STAMP = 13,
    ICMP_TIME_STAMP_REPLY = 14,
    ICMP_INFORMATION = 15,
    ICMP_INFORMATION_REPLY = 16,
    ICMP_MASK = 17,
    ICMP_MASK_REPLY = 18,
};

/* Whether the oracle shows the packet that a message quotes. */
bool icmp_quotes(uint8_t type);

#endif
