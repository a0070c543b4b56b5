/*
 * isis_narrow.h - the elements of ISO 10589 and RFC 1195 with metrics of six
 * bits, and the addresses of areas.
 */
#ifndef TCPLINE_PROTOCOLS_ISIS_NARROW_H
#define TCPLINE_PROTOCOLS_ISIS_NARROW_H

#include "printer.h"
#include "span.h"

/* Each a value, `v`; what of it cannot be right ends it. */
void isis_put_areas(struct printer *pr, struct span v);
void isis_put_is_reach(struct printer *pr, struct span v);
void isis_put_es_neighbors(struct printer *pr, struct span v);
void isis_put_prefix_neighbors(struct printer *pr, struct span v);

/* False where the whole packet ends. */
bool isis_put_ip_reach(struct printer *pr, struct span v);

#endif
