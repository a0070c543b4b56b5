/*
 * by_port.h - prints a payload as the leaf that its ports choose.
 */
#ifndef TCPLINE_TESTS_BY_PORT_H
#define TCPLINE_TESTS_BY_PORT_H

#include "next.h"
#include "protocols.h"

static inline enum protocol_end print_by_port(struct printer *pr, bool udp,
                                              enum tl_packet_type type)
{
    const uint32_t next = udp ? next_of_udp(type, pr->sport, pr->dport)
                              : next_of_tcp(type, pr->sport, pr->dport);

    if (next_kind(next) != TL_LEAF)
        return PROTOCOL_NOT_MINE;
    return protocol_print(next_leaf(next), pr);
}

#endif
