/*
 * ospf_kit.h - what the two versions of OSPF (RFC 2328, RFC 5340) and their
 * link state advertisements share.
 */
#ifndef TCPLINE_PROTOCOLS_OSPF_KIT_H
#define TCPLINE_PROTOCOLS_OSPF_KIT_H

#include "codes.h"
#include "printer.h"

/* Packet types; both versions number them alike. */
enum {
    OSPF_HELLO = 1,
    OSPF_DESCRIPTION = 2,
    OSPF_REQUEST = 3,
    OSPF_UPDATE = 4,
    OSPF_ACK = 5,
};

enum { OSPF_LSA_HEADER = 20 };

/* Whether a packet type has a name, and more text than that. */
bool ospf_knows(uint8_t type);

/* "OSPFv2, Hello, length 44"; a type without a name in the words of `other`. */
void ospf_put_head(struct printer *pr, const char *other);

/* "\n\tRouter-ID 1.1.1.1, Area 0.0.0.1" of the ids at 4 and 8 */
void ospf_put_ids(struct printer *pr);

/* "Options [A, B]" and the like, with `open` before the names. */
void ospf_put_flags(struct printer *pr, const char *open,
                    const struct code_name *names, size_t rows, uint32_t bits);

/* Of a hello: the designated router and its backup at `off`, if there are. */
void ospf_put_routers(struct printer *pr, uint32_t off);

/* The routers it has heard of, from `off` to `end`. */
void ospf_put_neighbors(struct printer *pr, uint32_t off, uint32_t end);

#endif
