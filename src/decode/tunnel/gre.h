/*
 * gre.h - the bits of a GRE header.
 */
#ifndef TCPLINE_DECODE_GRE_H
#define TCPLINE_DECODE_GRE_H

enum {
    GRE_CHECKSUM = 0x8000,
    GRE_ROUTING = 0x4000,
    GRE_KEY = 0x2000,
    GRE_SEQUENCE = 0x1000,
    GRE_STRICT = 0x0800,
    GRE_ACK = 0x0080,
    GRE_VERSION = 0x0007,
    GRE_TYPE_PPP = 0x880b,
    GRE_ROUTE_HDR = 4, /* family, offset, length of a source route */
    GRE_ROUTE_IP = 0x0800,
    GRE_ROUTE_AS = 0xfffe,
};

#endif
