/*
 * isis_tlv.h - the elements behind the fixed header of IS-IS (ISO 10589,
 * RFC 1195, RFC 5305, RFC 5308, RFC 5120 ...).
 */
#ifndef TCPLINE_PROTOCOLS_ISIS_TLV_H
#define TCPLINE_PROTOCOLS_ISIS_TLV_H

#include "printer.h"

/* The elements in `len` octets from `off`, of a PDU of `pdu` octets. */
void isis_put_tlvs(struct printer *pr, uint32_t off, uint32_t len,
                   uint32_t pdu);

#endif
