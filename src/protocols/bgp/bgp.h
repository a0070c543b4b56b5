/*
 * bgp.h - what the files of the BGP printer share (RFC 4271 and its family).
 *
 * bgp.c frames the messages and prints the small ones, bgp_open.c the open
 * message, bgp_attr.c path attributes, bgp_community.c extended communities,
 * bgp_mp.c the multiprotocol attributes, bgp_prefix.c and bgp_vpn.c the
 * reachability entries in them.
 *
 * The oracle has two ways to run out of bytes. Some reads stop the packet:
 * those are printer_need() and the printer_uN() reads. Others end only the
 * message, with a mark, and the next message is printed: functions report
 * those by returning false, and bgp.c puts the mark.
 */
#ifndef TCPLINE_PAYLOAD_BGP_H
#define TCPLINE_PAYLOAD_BGP_H

#include "printer.h"

/* One path attribute's value. */
struct bgp_attr {
    uint8_t type;
    uint16_t len;
    uint32_t off;   /* of the value */
    unsigned level; /* how many attribute sets (RFC 6368) enclose it */
};

/* A list of path attributes, of an update or of an attribute set in one. */
struct bgp_attr_list {
    uint32_t off;
    uint32_t end;
    uint32_t bound; /* a header may not run past this */
    unsigned level;
    uint32_t left; /* out: octets of an attribute too short to print */
};

/* False when bytes are missing. */
bool bgp_print_attrs(struct printer *pr, struct bgp_attr_list *list);

void bgp_print_ext_communities(struct printer *pr, const struct bgp_attr *attr);
bool bgp_print_mp_reach(struct printer *pr, const struct bgp_attr *attr);
bool bgp_print_mp_unreach(struct printer *pr, const struct bgp_attr *attr);

/*
 * The body of an open message of `len` octets whose marker is at `off`; false
 * when bytes are missing.
 */
bool bgp_print_open(struct printer *pr, uint32_t off, uint32_t len);

const char *bgp_safi_name(uint8_t safi, const char *other);

/* "AFI IPv4 (1), SAFI Unicast (1)" */
void bgp_put_family(struct printer *pr, uint16_t afi, uint8_t safi);

/* An AS number, as -b asks. */
void bgp_put_as(struct printer *pr, uint32_t as);

/* The low four bytes of a 32-bit number as a dotted quad. */
void bgp_put_quad(struct text *out, uint32_t addr);

/* A route distinguisher (RFC 4364, 4.2), eight captured bytes. */
void bgp_put_rd(struct printer *pr, uint32_t off);

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

/*
 * Whether prefixes in a list seem to carry path identifiers; nothing in the
 * list says so. `max_bits` is the address size.
 */
bool bgp_guess_add_path(struct printer *pr, uint32_t off, uint32_t len,
                        unsigned max_bits);

typedef enum nlri_end bgp_nlri_fn(struct printer *pr, struct nlri *it);

/* The IPv4 entry of the update message itself: bounded by the list. */
bgp_nlri_fn bgp_nlri_update;
bgp_nlri_fn bgp_nlri_plain4, bgp_nlri_plain6, bgp_nlri_nsap;
bgp_nlri_fn bgp_nlri_labelled4, bgp_nlri_labelled6;
bgp_nlri_fn bgp_nlri_vpn4, bgp_nlri_vpn6, bgp_nlri_vpn_nsap;
bgp_nlri_fn bgp_nlri_mdt, bgp_nlri_route_target;
bgp_nlri_fn bgp_nlri_l2vpn, bgp_nlri_mvpn;

/* ISO address of `n` captured bytes: "47.0005.80". */
void bgp_put_nsap(struct printer *pr, uint32_t off, uint32_t n);

#endif
