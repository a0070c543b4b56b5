/*
 * packet.h - one decoded packet: the contract between decode and all that
 * follows.
 *
 * Decoding fills an array of layers, outermost first, each with its place in
 * the packet and its fields in host byte order. It cannot fail: it stops at a
 * place, and the last layer says why. The TCP header, of which a packet has
 * at most one (nothing is decoded behind it), lies beside the array.
 *
 * Ownership: every pointer points into the captured bytes and is good until
 * the next packet is read. Lengths are in bytes. Nothing here is allocated.
 */
#ifndef TCPLINE_PACKET_H
#define TCPLINE_PACKET_H

#include <stdbool.h>
#include <stdint.h>

#include "links.h"
#include "opener.h"
#include "packet_type.h"
#include "retold.h"
#include "stamp.h"

enum {
    TL_MAX_LAYERS = 160,
    TL_MAX_TCP_OPTIONS = 40, /* a header holds at most 40 option bytes */
    TL_NO_LAYER = 0xff,
    TL_MAX_SNAPLEN = 262144,
};

/*
 * Room for a packet whose layers do not all stand in it as they were sent: a
 * copy of it, and behind that what was decrypted or unescaped. The owner hands
 * out `data` with TL_SIDE_ROOM bytes.
 */
struct tl_side {
    uint8_t *data;
    uint32_t used; /* by the packet at hand */
};

enum { TL_SIDE_ROOM = 4 * TL_MAX_SNAPLEN };

/* One record as the capture delivers it. */
/* Where a packet came from, if one of several interfaces was asked for it. */
struct tl_via {
    const char *interface;
    uint32_t ifindex;
    uint8_t packet_type; /* as in a cooked header: 4 is one of our own */
};

struct tl_raw {
    const uint8_t *data; /* of the packet, or of its side: see walk_unpack() */
    /* Not in the order of libpcap: both would be copied by one load, which
       waits for the two stores before it. */
    uint32_t wire_len; /* bytes the packet had on the wire */
    uint32_t cap_len;  /* bytes of the packet */
    struct tl_stamp time;
    int link_type;   /* DLT_ value of libpcap */
    uint64_t number; /* 1 for the first packet that passed the filter */
    enum tl_packet_type type;
    bool mesh;                /* -H: look for mesh headers in 802.11 data */
    const struct tl_via *via; /* NULL: from the one place there is */
    const struct tl_retold *retold; /* NULL: it was captured, not told */
    struct tl_side *side;           /* NULL: nothing can be unpacked */
    const struct tl_opener *opener; /* NULL: nothing can be decrypted */
};

/*
 * True for a record that no capture can have made: empty, longer captured
 * than on the wire, or beyond the largest snapshot length.
 */
static inline bool tl_raw_impossible(const struct tl_raw *raw)
{
    return raw->cap_len == 0 || raw->wire_len == 0 ||
           raw->cap_len > raw->wire_len || raw->wire_len > TL_MAX_SNAPLEN;
}

enum tl_kind {
    TL_NONE,
    /* link layers */
    TL_ETHER,
    TL_VLAN,
    TL_LLC,
    TL_SNAP,
    TL_SLL,
    TL_SLL2,
    TL_NULL,
    TL_RAW,
    TL_MACSEC,
    TL_PPPOE,
    TL_PPP,
    TL_MPLS,
    TL_NSH,
    TL_CHDLC,
    TL_SLARP,
    TL_OSI,
    TL_FRELAY,
    TL_FRF15,
    TL_MFR,
    TL_SLIP,
    TL_SLIP_BSDOS,
    TL_PFLOG,
    TL_ENC,
    TL_NFLOG,
    TL_IPNET,
    TL_IPOIB,
    TL_AP1394,
    TL_SYMANTEC,
    TL_PKTAP,
    TL_PPI,
    TL_ARCNET,
    TL_ARCNET_LINUX,
    TL_TOKEN_RING,
    TL_FDDI,
    TL_IPFC,
    TL_ATM,
    TL_CLIP,
    TL_SUNATM,
    TL_LANE,
    TL_BRCM,
    TL_BRCM_PREPEND,
    TL_DSA,
    TL_EDSA,
    TL_ARISTA,
    TL_NETANALYZER,
    TL_NETANALYZER_PREAMBLE,
    TL_PPP_SERIAL,
    TL_PPP_ESCAPED,
    TL_PPP_BSDOS,
    TL_RADIOTAP,
    TL_PRISM,
    TL_AVS,
    TL_IEEE80211,
    TL_JUNIPER_ETHER,
    TL_JUNIPER_PPP,
    TL_JUNIPER_FRELAY,
    TL_JUNIPER_CHDLC,
    TL_JUNIPER_PPPOE,
    TL_JUNIPER_PPPOE_ATM,
    TL_JUNIPER_MLPPP,
    TL_JUNIPER_MLFR,
    TL_JUNIPER_MFR,
    TL_JUNIPER_GGSN,
    TL_JUNIPER_SERVICES,
    TL_JUNIPER_MONITOR,
    TL_JUNIPER_ES,
    TL_JUNIPER_ATM1,
    TL_JUNIPER_ATM2,
    /* network */
    TL_IPV4,
    TL_IPV6,
    TL_HOPOPT,
    TL_DSTOPT,
    TL_ROUTING,
    TL_FRAGMENT,
    TL_AH,
    TL_ESP,
    TL_ARP,
    /* transport and neighbours */
    TL_TCP,
    TL_UDP,
    TL_ICMP,
    TL_ICMP6,
    /* tunnels */
    TL_GRE,
    TL_L2TP,
    TL_VXLAN,
    TL_OTV,
    TL_VXLAN_GPE,
    TL_GENEVE,
    TL_BCM_LI,
    TL_PIM, /* or, if it is no register with a packet in it, a leaf */
    TL_UDP_ENCAP,
    TL_LEAF,     /* what carries nothing the line goes into: see leaves.h */
    TL_IP_OTHER, /* an IP protocol without a decoder */
    TL_LATER_FRAGMENT,
    TL_UNDECODED, /* bytes behind a link layer that names no known protocol */
    TL_KIND_COUNT,
};

/* How far the decoder of a layer got. */
enum tl_end {
    TL_WHOLE, /* its fields are all there */
    /*
     * The captured bytes ended. "Needed" is the oracle running into the end:
     * it gives up the packet there, and hex dumps then start at the link
     * header. "Seen" is the oracle looking before it reads.
     */
    TL_CUT_NEEDED,
    TL_CUT_SEEN,
    TL_BAD, /* the fields contradict each other; the layer says how */
};

struct tl_ether {
    const uint8_t *dst, *src; /* 6 bytes each */
    uint16_t type;            /* ethertype, or an 802.3 length when <= 1500 */
};

struct tl_vlan {
    uint16_t tci;  /* priority, drop eligibility, VLAN id (802.1Q) */
    uint16_t type; /* what follows */
};

struct tl_llc {
    uint8_t dsap, ssap;
    uint16_t control;
};

struct tl_snap {
    uint32_t oui;
    uint16_t type;
};

/* Linux cooked capture, v1 and v2. */
struct tl_sll {
    uint16_t packet_type, arphrd, addr_len, protocol;
    uint32_t ifindex;    /* v2 only */
    const uint8_t *addr; /* 8 bytes */
};

struct tl_null {
    uint32_t family; /* address family, host order already repaired */
};

/* RFC 791 */
enum tl_ip4_fault {
    TL_IP4_FINE,
    TL_IP4_VERSION,       /* not 4; the layer's `version` tells */
    TL_IP4_CARRIER_SHORT, /* the carrier grants fewer than 20 bytes */
    TL_IP4_HLEN,          /* header length below 20 */
    TL_IP4_TOTAL_LEN,     /* total length below the header length */
};

struct tl_ip4 {
    enum tl_ip4_fault fault;
    uint8_t version, hdr_len, tos, ttl, proto;
    uint16_t total_len, id, checksum;
    uint16_t frag;    /* flags and offset as on the wire */
    uint32_t missing; /* bytes of total_len the carrier does not grant */
    const uint8_t *src, *dst; /* NULL: the header could not be read */
};

enum { TL_IP4_DF = 0x4000, TL_IP4_MF = 0x2000, TL_IP4_OFFSET = 0x1fff };

/* RFC 8200 */
enum tl_ip6_fault {
    TL_IP6_FINE,
    TL_IP6_VERSION,
    TL_IP6_CARRIER_SHORT, /* the carrier grants fewer than 40 bytes */
};

struct tl_ip6 {
    enum tl_ip6_fault fault;
    uint8_t version, traffic_class, next_header, hop_limit;
    uint32_t flow_label;
    uint16_t payload_len;
    uint32_t jumbo_len; /* of a jumbogram (RFC 2675), else 0 */
    uint32_t missing;
    const uint8_t *src, *dst; /* NULL: the header could not be read */
};

enum tl_ip6_ext_fault {
    TL_EXT_FINE,
    TL_EXT_LATE,       /* hop-by-hop options, but not right behind the header */
    TL_EXT_TWICE,      /* hop-by-hop options again */
    TL_EXT_JUMBO,      /* a payload length of 0, but no jumbo payload option */
    TL_EXT_OPTIONS,    /* an option breaks a rule */
    TL_EXT_NO_PAYLOAD, /* a payload length of 0 ends the packet behind it */
    TL_EXT_LENGTH,     /* a routing header of an impossible length */
    TL_EXT_TYPE,       /* a routing header of a type nobody knows */
};

/* An IPv6 extension header; options are walked by ip6_option_next(). */
struct tl_ip6_ext {
    uint8_t fault; /* enum tl_ip6_ext_fault */
    uint8_t next_header;
    uint16_t hdr_len; /* bytes */
    uint8_t routing_type, segments_left;
    uint16_t frag_offset; /* bytes */
    bool more_fragments;
    uint32_t frag_id;
    uint32_t missing; /* jumbo payload bytes the carrier does not grant */
};

/* RFC 4302; RFC 4303 for ESP, which uses spi and seq. */
struct tl_ipsec {
    uint8_t next_header, length;
    uint16_t reserved;
    uint32_t spi, seq;
    bool short_inside; /* of ESP, decrypted: not even its padding is there */
};

/* RFC 826 */
struct tl_arp {
    uint16_t hrd, pro, op;
    uint8_t hln, pln;
    const uint8_t *sha, *spa, *tha, *tpa;
};

enum tl_udp_fault {
    TL_UDP_FINE,
    TL_UDP_NO_PORTS,  /* fewer than 4 bytes captured */
    TL_UDP_IP_SHORT,  /* the IP payload is no UDP header */
    TL_UDP_NO_HEADER, /* fewer than 8 bytes captured */
    TL_UDP_LEN_SHORT, /* its length field is below 8 */
};

/* RFC 768 */
struct tl_udp {
    enum tl_udp_fault fault;
    uint16_t sport, dport, checksum;
    uint32_t udp_len; /* 16 bits, but for jumbograms */
};

/* RFC 792; the quoted packet follows as layers of its own. */
struct tl_icmp {
    uint8_t type, code;
    uint16_t checksum;
    uint16_t id, seq; /* the second word, as most types use it */
    uint32_t word;    /* the same word whole: gateway, mask, ... */
};

/* IEEE 802.1AE */
struct tl_macsec {
    bool has_tag; /* it was wholly captured */
    uint8_t tci, short_len;
    uint32_t number;
    const uint8_t *sci; /* 8 bytes, or NULL */
    uint16_t type;      /* what follows when neither encrypted nor changed */
};

/* RFC 2516 */
struct tl_pppoe {
    uint8_t version, type, code;
    uint16_t session, length;
};

/* RFC 1661, RFC 1662 */
struct tl_ppp {
    uint8_t direction; /* the address byte of the framing, 0xff when none */
    bool announced;    /* by an ethertype */
    uint16_t proto;
};

/* RFC 3032; the entries stand at the layer's place. */
struct tl_mpls {
    uint32_t n;  /* entries captured */
    bool bottom; /* the last of them is the bottom of the stack */
};

/* RFC 8300 */
struct tl_nsh {
    uint32_t base, path; /* the two fixed words */
};

/* RFC 2784, RFC 2890, RFC 1701; version 1 as in RFC 2637. */
struct tl_gre {
    uint16_t flags, type, checksum, offset;
    uint32_t key, seq, ack;
    uint32_t fields; /* bytes of the optional fields that were captured */
};

/* RFC 2661 */
struct tl_l2tp {
    uint16_t flags, length, tunnel, session, ns, nr;
    uint16_t hdr_len;
};

/* RFC 7348 and its relatives: two words. */
struct tl_vxlan {
    uint8_t flags, next;
    uint32_t vni, overlay;
};

/* RFC 8926 */
struct tl_geneve {
    uint8_t version, options_len, flags, reserved;
    uint16_t type;
    uint32_t vni;
};

/* Broadcom's lawful interception shim */
enum { TL_BCM_LI_UNDECIDED = 4 }; /* a type: IP, of either version */

struct tl_bcm_li {
    uint32_t direction, type, subtype, id;
};

struct tl_ip_other {
    uint8_t proto;
};

struct tl_leaf_layer {
    uint16_t id;        /* enum tl_leaf */
    uint16_t announced; /* by this ethertype, PID, SAP or protocol; else 0 */
};

struct tl_layer {
    uint8_t kind;      /* enum tl_kind */
    uint8_t end;       /* enum tl_end */
    uint8_t ip;        /* index of the IP layer this one lies in, TL_NO_LAYER */
    uint8_t depth;     /* how many ICMP errors quote this layer: 0 is real */
    bool plain_only;   /* with -v the oracle stops before it */
    bool verbose_only; /* without -v it does */
    uint32_t off;      /* from the first captured byte */
    uint32_t cap; /* readable bytes from off, as enclosing headers limit it */
    uint32_t len; /* bytes from off, as enclosing headers announce it */
    union {
        struct tl_ether ether;
        struct tl_vlan vlan;
        struct tl_llc llc;
        struct tl_snap snap;
        struct tl_sll sll;
        struct tl_null null;
        struct tl_chdlc chdlc;
        struct tl_slarp slarp;
        struct tl_osi osi;
        struct tl_frelay frelay;
        struct tl_fragment_link frf;
        struct tl_slip slip;
        struct tl_pflog pflog;
        struct tl_enc enc;
        struct tl_nflog nflog;
        struct tl_ipnet ipnet;
        struct tl_typed_link typed;
        struct tl_dlt_link dlt;
        struct tl_arcnet arcnet;
        struct tl_token_link token;
        struct tl_switch_tag switch_tag;
        struct tl_arista arista;
        struct tl_hdlc hdlc;
        struct tl_juniper juniper;
        struct tl_radiotap radiotap;
        struct tl_80211 ieee80211;
        struct tl_atm atm;
        struct tl_ip4 ip4;
        struct tl_ip6 ip6;
        struct tl_ip6_ext ext;
        struct tl_arp arp;
        struct tl_udp udp;
        struct tl_icmp icmp;
        struct tl_macsec macsec;
        struct tl_pppoe pppoe;
        struct tl_ppp ppp;
        struct tl_mpls mpls;
        struct tl_nsh nsh;
        struct tl_ipsec ipsec;
        struct tl_gre gre;
        struct tl_l2tp l2tp;
        struct tl_vxlan vxlan;
        struct tl_geneve geneve;
        struct tl_bcm_li bcm_li;
        struct tl_ip_other other;
        struct tl_leaf_layer leaf;
    };
};

enum tl_tcp_flag {
    TL_FIN = 0x01,
    TL_SYN = 0x02,
    TL_RST = 0x04,
    TL_PSH = 0x08,
    TL_ACK = 0x10,
    TL_URG = 0x20,
    TL_ECE = 0x40,
    TL_CWR = 0x80,
};

enum tl_option_end {
    TL_OPTION_WHOLE,
    TL_OPTION_NO_LENGTH, /* G cut at its kind or length byte */
    TL_OPTION_BAD,       /* length byte below 2 or beyond the header */
    TL_OPTION_NO_ROOM,   /* needs more data than the header has left */
    TL_OPTION_CUT,       /* the snapshot ends inside its data */
};

/*
 * One TCP option as the oracle walks them (FORMAT.md, "TCP options"): its
 * data starts where the previous one's ended, whatever lengths were declared.
 */
struct tl_tcp_option {
    uint8_t kind;
    uint8_t end;      /* enum tl_option_end */
    uint8_t len;      /* declared length; 1 for eol and nop */
    uint8_t data_len; /* data bytes consumed, or wanted when cut */
    uint8_t data_cap; /* of these, captured */
    const uint8_t *data;
};

enum tl_tcp_end {
    TL_TCP_WHOLE,
    TL_TCP_NO_PORTS,   /* fewer than 4 bytes captured */
    TL_TCP_NO_HEADER,  /* fewer than 20 bytes captured */
    TL_TCP_HLEN_SHORT, /* data offset below 20 */
    TL_TCP_HLEN_LONG,  /* data offset beyond the segment */
};

/* RFC 9293 */
struct tl_tcp {
    uint8_t end; /* enum tl_tcp_end */
    uint8_t hdr_len;
    uint8_t flags;    /* the eight of enum tl_tcp_flag */
    uint8_t reserved; /* the low nibble beside the data offset */
    uint8_t n_options;
    bool usual_options; /* two nops and a timestamp, as RFC 7323 appendix A
                           recommends, and nothing else */
    uint16_t sport, dport, window, checksum, urgent;
    uint32_t seq, ack;
    uint32_t seg_len;  /* header and payload by the IP length */
    uint32_t seg_cap;  /* of these, captured */
    uint32_t data_len; /* payload by the IP length; wraps when hdr is long */
    const uint8_t *hdr;
    struct tl_tcp_option options[TL_MAX_TCP_OPTIONS];
};

struct tl_packet {
    struct tl_raw raw;
    uint32_t link_hdr_len; /* what hex dumps without the link header skip */
    uint8_t n_layers;
    uint8_t tcp_layer; /* index of the TCP layer, TL_NO_LAYER */
    bool too_deep;     /* TL_MAX_LAYERS reached; the rest is not decoded */
    bool plain_tcp;    /* found in one step: TCP right in IPv4 or IPv6 that is
                          whole, granted by its carrier, and no fragment */
    struct tl_tcp tcp; /* valid when tcp_layer says so */
    struct tl_layer layers[TL_MAX_LAYERS];
};

/* The first of a layer's bytes, of which l->cap are captured. */
static inline const uint8_t *tl_layer_bytes(const struct tl_packet *pkt,
                                            const struct tl_layer *l)
{
    return pkt->raw.data + l->off;
}

/* Bytes of the TCP payload that were captured; tcp.end is TL_TCP_WHOLE. */
static inline uint32_t tl_tcp_data_cap(const struct tl_tcp *tcp)
{
    return tcp->seg_cap > tcp->hdr_len ? tcp->seg_cap - tcp->hdr_len : 0;
}

#endif
