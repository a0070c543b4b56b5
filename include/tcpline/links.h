/*
 * links.h - the fields of the rarer link layers, as packet.h holds them.
 *
 * Pointers lead into the captured bytes. Numbers are in host byte order
 * unless a comment says otherwise.
 */
#ifndef TCPLINE_LINKS_H
#define TCPLINE_LINKS_H

#include <stdbool.h>
#include <stdint.h>

/* Cisco HDLC */
struct tl_chdlc {
    uint8_t address;
    uint16_t protocol;
    bool cut_inside; /* behind the header */
};

/* Cisco's address resolution and keepalive over HDLC */
struct tl_slarp {
    uint32_t code;
    uint32_t mine, yours; /* keepalive */
    uint16_t reliability;
    bool has_uptime, uptime_cut;
    uint32_t uptime;     /* milliseconds */
    const uint8_t *addr; /* reply: address, then mask */
};

/* ISO 9577 network layer protocol identifier */
struct tl_osi {
    uint8_t nlpid;
};

/* ITU-T Q.922 address and RFC 2427 encapsulation */
enum { TL_Q922_MAX = 4 };

enum tl_frelay_flag { /* bits of struct tl_frelay's `marks` */
                      TL_FR_ETHERTYPE =
                          0x01, /* Cisco: an ethertype behind the address */
                      TL_FR_ETHERTYPE_ODD =
                          0x02, /* looked at as one, but not a known one */
                      TL_FR_NOT_UI = 0x04, /* the control byte is not 0x03 */
                      TL_FR_PAD = 0x08,
                      TL_FR_NO_PAD =
                          0x10, /* a pad was due, by the parity of the header */
                      TL_FR_BAD_ADDRESS = 0x20,
};

struct tl_frelay {
    const uint8_t *address;
    uint8_t addr_len, control, nlpid, marks;
    uint16_t ethertype;
    uint32_t dlci;
};

/* FRF.16 and FRF.15 fragments */
struct tl_fragment_link {
    uint8_t flags;
    uint8_t message;
    uint16_t seq;
};

struct tl_slip {
    const uint8_t *hdr; /* direction, compression type, compressed header */
};

/* OpenBSD's packet filter log */
struct tl_pflog {
    uint8_t hdr_len, family, action, reason, direction;
    const uint8_t *ifname, *ruleset; /* 16 bytes each */
    uint32_t rule, subrule;
};

/* OpenBSD's encapsulating interface */
struct tl_enc {
    uint32_t spi, flags;
};

/* Linux netfilter log */
struct tl_nflog {
    uint8_t family, version;
    uint16_t resource;
};

/* Solaris IP observability */
struct tl_ipnet {
    uint8_t family;
    uint32_t src_zone, dst_zone;
};

/* A type behind a header of which the line shows little else. */
struct tl_typed_link {
    const uint8_t *hdr;
    uint16_t type;
};

/* Headers that name the link-layer type of what they carry */
struct tl_dlt_link {
    uint8_t version;
    uint32_t dlt, hdr_len;
    uint32_t record; /* PKTAP record type */
};

/* ARCNET, with a BSD or a Linux header */
struct tl_arcnet {
    uint8_t src, dst, type;
    uint8_t flag;
    uint16_t seq;
    bool has_phds; /* fragmentation header */
    bool extended;
};

/*
 * IEEE 802.5, ANSI X3T9.5 (FDDI) and RFC 2625. Like the next one it starts as
 * struct tl_ether does.
 */
struct tl_token_link {
    const uint8_t *dst, *src; /* 6 bytes each */
    uint8_t access, control;
    bool routed;
    const uint8_t *route; /* source routing field, NULL without */
    uint8_t route_segments;
};

/* Its fields are walked by radiotap_next(). */
struct tl_radiotap {
    const uint8_t *hdr;
    uint16_t hdr_len;
    uint8_t flags;
};

/* IEEE 802.11; like the above for data frames */
struct tl_80211 {
    const uint8_t *dst, *src;
    const uint8_t *hdr;          /* NULL when cut */
    const uint8_t *mesh;         /* control and addresses, NULL without */
    const uint8_t *body;         /* fixed fields, or WEP's; NULL when cut */
    const uint8_t *ssid, *rates; /* elements, NULL without */
    uint8_t ssid_len, n_rates, channel;
    bool has_channel;
};

/* Juniper routers' header and their cards' cookies */
struct tl_juniper {
    const uint8_t *ext; /* NULL when cut */
    const uint8_t *cookie;
    uint32_t hdr_len; /* with the cookie, once it is read */
    uint32_t control;
    uint16_t ext_len, ext_left, ext_need;
    uint16_t proto; /* the two bytes behind the header */
    uint8_t flags, cookie_len;
    uint8_t stage; /* enum juniper_stage */
    bool has_control;
};

/* Ethernet with a switch's tag before the ethertype */
struct tl_switch_tag {
    const uint8_t *dst, *src;
    uint16_t type;
    const uint8_t *tag;
};

/*
 * A switch's time stamp between a frame's addresses and its type: which is
 * unknown, that of the stamp itself, when it is not understood.
 */
enum { TL_ARISTA_TYPE = 0xd28b, TL_ARISTA_STAMP = 1 };
enum { TL_ARISTA_64_BIT = 1, TL_ARISTA_48_BIT = 2 };

struct tl_arista {
    uint16_t type;
};

/* PPP in HDLC framing, without looking for it (RFC 1662) */
struct tl_hdlc {
    uint8_t address, control;
    uint16_t proto;
};

/* Sun's and Linux's ATM headers */
struct tl_atm {
    uint8_t flags, vpi;
    uint16_t vci;
    uint16_t lecid;
};

#endif
