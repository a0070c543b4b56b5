/*
 * bgp_kit.h - what the files of the BGP printer share (RFC 4271 and its
 * family).
 *
 * The oracle has two ways to run out of bytes. Some reads stop the packet:
 * those are printer_need() and the printer_uN() reads. Others end only the
 * message, with a mark, and the next message is printed: functions report
 * those by returning false, and bgp.c puts the mark.
 */
#ifndef TCPLINE_PROTOCOLS_BGP_KIT_H
#define TCPLINE_PROTOCOLS_BGP_KIT_H

#include "printer.h"

enum { BGP_RD_LEN = 8 };

/* One path attribute's value. */
struct bgp_attr {
    uint8_t type;
    uint16_t len;
    uint32_t off;   /* of the value */
    unsigned level; /* how many attribute sets (RFC 6368) enclose it */
};

const char *bgp_safi_name(uint8_t safi, const char *other);

/* "AFI IPv4 (1), SAFI Unicast (1)" */
void bgp_put_family(struct printer *pr, uint16_t afi, uint8_t safi);

/* An AS number, as -b asks. */
void bgp_put_as(struct printer *pr, uint32_t as);

/* The low four bytes of a 32-bit number as a dotted quad. */
void bgp_put_quad(struct text *out, uint32_t addr);

/* A route distinguisher (RFC 4364, 4.2), eight captured bytes. */
void bgp_put_rd(struct printer *pr, uint32_t off);

/* ISO address of `n` bytes: "47.0005.80". */
void bgp_put_nsap(struct text *out, const uint8_t *addr, uint32_t n);

/*
 * One reachability entry. A decoder appends the entry's text and says how
 * many bytes it took.
 */
enum {
    BGP_ENTRY_INDENT = 8, /* "\n\t      " */
    BGP_ENTRY_MAX = 163,  /* the oracle formats an entry into so much */
};

enum nlri_end {
    NLRI_OK,
    NLRI_ILLEGAL, /* prefix length out of range: the list ends here */
    NLRI_CUT,     /* bytes missing */
};

struct nlri {
    uint32_t off;
    uint32_t end;      /* of the list, by the attribute's length */
    uint32_t attr_len; /* what the oracle measures some entries against */
    bool add_path;     /* a path identifier precedes each prefix (RFC 7911) */
    uint32_t used;
};

typedef enum nlri_end bgp_nlri_fn(struct printer *pr, struct nlri *it);

#endif
