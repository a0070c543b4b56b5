/*
 * babel_kit.h - what the files of the Babel printer share: addresses,
 * prefixes, and the elements inside of elements.
 */
#ifndef TCPLINE_PROTOCOLS_BABEL_KIT_H
#define TCPLINE_PROTOCOLS_BABEL_KIT_H

#include "printer.h"
#include "span.h"

/* Types of elements. */
enum {
    PAD1,
    PADN,
    ACK_REQUEST,
    ACK,
    HELLO,
    IHU,
    ROUTER_ID,
    NEXT_HOP,
    UPDATE,
    ROUTE_REQUEST,
    SEQNO_REQUEST,
    TSPC,
    HMAC,
    SS_UPDATE,
    SS_REQUEST,
    SS_MH_REQUEST,
    MAC,
    PC,
    CHALLENGE_REQUEST,
    CHALLENGE_REPLY,
};

/* Address encodings. */
enum { AE_ANY = 0, AE_IP4 = 1, AE_IP6 = 2, AE_LINK_LOCAL = 3 };

/* An update may leave out octets of its prefix that an earlier one had. */
struct babel {
    struct printer *pr;
    uint8_t default4[4];
    uint8_t default6[16];
};

struct babel_prefix {
    uint8_t addr[16];
    uint8_t ae;
    uint8_t bits;
};

/* " (invalid)"; answers false, which ends the packet. */
bool babel_invalid(struct printer *pr);

/*
 * The address at the head of `value`, in the encoding `ae`; answers how many
 * octets it took, or -1 when it does not fit or the encoding is unknown.
 */
int babel_read_addr(struct printer *pr, uint8_t ae, struct span value,
                    uint8_t addr[16]);
void babel_put_addr(struct printer *pr, uint8_t ae, const uint8_t addr[16]);

/*
 * The prefix of p->ae and p->bits at the head of `value`: of its octets the
 * first `omitted` are those of the default. Answers how many it took, or -1.
 */
int babel_read_prefix(const struct babel *b, struct babel_prefix *p,
                      uint8_t omitted, struct span value);
void babel_put_prefix(struct printer *pr, const struct babel_prefix *p);

/* The elements inside of an element of `type`. */
void babel_put_subs(struct printer *pr, uint8_t type, struct span list);

#endif
