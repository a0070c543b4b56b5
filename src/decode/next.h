/*
 * next.h - what comes next: every table from a number that a header announces
 * to the carrier or leaf behind it.
 *
 * An answer is an enum tl_kind; TL_LEAF has the leaf above it, see next_leaf().
 * TL_UNDECODED stands for a number nobody knows, unless a function says
 * otherwise.
 */
#ifndef TCPLINE_DECODE_NEXT_H
#define TCPLINE_DECODE_NEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tcpline/leaves.h"
#include "tcpline/packet.h"
#include "tcpline/packet_type.h"

enum { NEXT_LEAF_SHIFT = 8 };

static inline enum tl_kind next_kind(uint32_t next)
{
    return (enum tl_kind)(next & ((1U << NEXT_LEAF_SHIFT) - 1));
}

static inline enum tl_leaf next_leaf(uint32_t next)
{
    return (enum tl_leaf)(next >> NEXT_LEAF_SHIFT);
}

/* The outermost layer of packets of a DLT_, TL_NONE when not decoded. */
uint32_t next_of_link_type(int link_type);

/*
 * Link layers. Tags of Ethernet are what only a frame's own type field may
 * announce: VLANs, MACsec, LLC.
 */
uint32_t next_of_ethertype(uint16_t type);

/* What ARP is for hardware of this number; none where it is as everywhere. */
uint32_t next_of_arp(uint16_t hardware);
uint32_t next_of_ether_tag(uint16_t type);
uint32_t next_of_cooked(uint16_t protocol);
uint32_t next_of_snap(uint32_t oui, uint16_t pid);
uint32_t next_of_ppp(uint16_t proto);
uint32_t next_of_pppoe(uint8_t code);
uint32_t next_of_nlpid(uint8_t nlpid);
uint32_t next_of_arcnet(uint8_t type);

/* An LLC header with these two SAPs and this control field. */
/* Behind a length instead of LLC: what Novell put there. */
uint32_t next_of_novell_raw(void);
uint32_t next_of_llc(uint8_t dsap, uint8_t ssap, uint16_t control);

/* TL_NONE when unknown: nothing behind is shown. */
uint32_t next_of_chdlc(uint16_t protocol);
uint32_t next_of_osi(uint8_t nlpid);
uint32_t next_of_mlppp_code(uint16_t code);
uint32_t next_of_mfr_code(uint16_t code);
uint32_t next_of_ggsn(uint8_t proto);

/* Circuits of ATM that the standard gives a purpose. */
enum { ATM_META = 1, ATM_BROADCAST = 2, ATM_ILMI = 16 };
uint32_t next_of_atm_circuit(uint8_t path, uint16_t circuit);

/* A cell of ATM without its check octet; FRF.16's control messages. */
uint32_t next_of_bare_cell(void);
uint32_t next_of_mfr_control(void);

/* Address families as the BSDs, as Linux and as Solaris number them. */
uint32_t next_of_bsd_family(uint32_t family);
uint32_t next_of_loopback_family(uint32_t family);
uint32_t next_of_linux_family(uint32_t family);
uint32_t next_of_solaris_family(uint32_t family);

/* Tunnels; TL_NONE when unknown in NSH, GPE and BCM-LI. */
uint32_t next_of_gre(uint16_t type);
uint32_t next_of_geneve(uint16_t type);
uint32_t next_of_nsh(uint8_t proto);
uint32_t next_of_gpe(uint8_t proto);
uint32_t next_of_bcm_li(uint32_t type);

/* What PIM is when it carries no packet. */
uint32_t next_of_pim(void);

/* IPv4 or IPv6 by its first byte, TL_NONE when neither. */
uint32_t next_of_version(uint8_t first);

/* What stands behind an MPLS label that does not say, by its first byte. */
uint32_t next_of_mpls(uint8_t first);

/*
 * A protocol number inside IPv4 or IPv6; TL_IP_OTHER when unknown there. In
 * a chain of IPv6 headers extension headers may stand, too.
 */
uint32_t next_of_ip_proto(uint8_t proto, bool in_ip4);
uint32_t next_of_ip6_header(uint8_t next_header);

/*
 * What -T makes of `next`, a protocol of IP: a protocol that shares its number
 * with another.
 */
uint32_t next_of_ip_type(uint32_t next, enum tl_packet_type type);

/* An extension header that RFC 8200 lets further ones follow, or mobility's. */
bool next_is_ip6_header(uint8_t next_header);

/* A message type of ICMPv6; TL_NONE when it is no leaf. */
uint32_t next_of_icmp6(uint8_t type);

/* What an L2TP message that has a body carries. */
uint32_t next_of_l2tp(bool is_control);

/* The SPI at the head of UDP-encapsulated IPsec: 0 is none (RFC 3948). */
uint32_t next_of_udp_encap(uint32_t spi);

/*
 * A SunRPC message over UDP, by what its second word says it is (RFC 5531
 * section 9); TL_NONE when it is none. It comes before all ports.
 */
uint32_t next_of_sunrpc(uint16_t sport, uint16_t dport, uint32_t direction);

/*
 * The payload of UDP or TCP, taken for `type`; TL_NONE when nobody claims it.
 * The cost does not depend on how many rows there are.
 */
uint32_t next_of_udp(enum tl_packet_type type, uint16_t sport, uint16_t dport);

/*
 * The same where the payload looks like AppleTalk in UDP, and the ports named
 * `by_port`: it has ports of its own, but most others come before it.
 */
uint32_t next_of_atalk_in_udp(uint32_t by_port, uint16_t sport, uint16_t dport);
uint32_t next_of_tcp(enum tl_packet_type type, uint16_t sport, uint16_t dport);

/* With this type the oracle shows nothing of a datagram, not even ports. */
bool next_mutes_udp(enum tl_packet_type type);

/* Which port of the two has to lie in a row's range. */
enum port_side { PORT_EITHER, PORT_SOURCE, PORT_DESTINATION, PORT_BOTH };

struct port_row {
    uint16_t from, to;
    enum port_side side;
    uint32_t next;
};

/* The rows themselves, first come first served, for tests. */
const struct port_row *next_udp_rows(size_t *count);
const struct port_row *next_tcp_rows(size_t *count);

#endif
