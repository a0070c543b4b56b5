/*
 * hex_packet.h - a packet written in hexadecimal, decoded.
 */
#ifndef TCPLINE_TESTS_HEX_PACKET_H
#define TCPLINE_TESTS_HEX_PACKET_H

#include "decode.h"
#include "hex_bytes.h"

/* Up to 512 bytes, whose values last until the next call; all are captured. */
static inline void hex_packet(struct tl_packet *pkt, int link_type,
                              const char *hex, uint64_t number,
                              struct tl_stamp time)
{
    static uint8_t bytes[512];
    const uint32_t n = (uint32_t)hex_bytes(hex, bytes);
    const struct tl_raw raw = {
        .data = bytes,
        .cap_len = n,
        .wire_len = n,
        .link_type = link_type,
        .number = number,
        .time = time,
    };

    decode_packet(&raw, pkt);
}

#endif
