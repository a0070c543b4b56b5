/*
 * l2tp.h - the bits of an L2TP header (RFC 2661 section 3.1).
 */
#ifndef TCPLINE_DECODE_L2TP_H
#define TCPLINE_DECODE_L2TP_H

enum {
    L2TP_CONTROL = 0x8000,
    L2TP_LENGTH = 0x4000,
    L2TP_SEQUENCE = 0x0800,
    L2TP_OFFSET = 0x0200,
    L2TP_PRIORITY = 0x0100,
    L2TP_VERSION = 0x000f,
};

#endif
