/*
 * lldp.h - the organisations' own elements inside LLDP (IEEE 802.1AB).
 *
 * Each function prints the element in `value`, whose octets are captured:
 * four of organisation and subtype, at least. True when its octets are to be
 * dumped in any case, because not all of them are understood.
 */
#ifndef TCPLINE_PROTOCOLS_LLDP_H
#define TCPLINE_PROTOCOLS_LLDP_H

#include "codes.h"
#include "printer.h"
#include "span.h"

enum { LLDP_ORG_HDR = 4 };

bool lldp_put_8021(struct printer *pr, struct span value);
bool lldp_put_8023(struct printer *pr, struct span value);
bool lldp_put_med(struct printer *pr, struct span value);
bool lldp_put_dcbx(struct printer *pr, struct span value);

/* "\n\t  Port VLAN Id Subtype (1)"; true when the table has no name. */
bool lldp_put_subtype(struct printer *pr, const struct code_name *names,
                      size_t n, uint32_t subtype);

/* "aggregation status [supported], aggregation port ID 7" */
void lldp_put_aggregation(struct printer *pr, uint32_t off);

#endif
