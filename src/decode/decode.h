/*
 * decode.h - bytes to structs.
 *
 * In: one captured record. Out: a struct tl_packet whose layers say what is
 * there and where it ends. Pure: no I/O, no allocation, nothing remembered (but
 * an index of the ports, made once), and it cannot fail.
 */
#ifndef TCPLINE_DECODE_DECODE_H
#define TCPLINE_DECODE_DECODE_H

#include "tcpline/packet.h"

/* `raw` is copied into `out`, unless it is there; its bytes are borrowed. */
void decode_packet(const struct tl_raw *raw, struct tl_packet *out);

/* Decodes an IP packet carried as somebody's data: `raw` gives the bytes. */
void decode_ip4_packet(const struct tl_raw *raw, struct tl_packet *out);
void decode_ip6_packet(const struct tl_raw *raw, struct tl_packet *out);

/* True when packets of this DLT_ can be decoded. */
bool decode_knows_link_type(int link_type);

#endif
