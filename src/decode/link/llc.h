/*
 * llc.h - numbers of IEEE 802.2 headers, of SNAP and of ISO 9577.
 */
#ifndef TCPLINE_DECODE_LLC_H
#define TCPLINE_DECODE_LLC_H

enum {
    LLC_SAP_FLAG = 1, /* group (destination) or response (source) */
    LLC_SAP_IP = 0x06,
    LLC_SAP_STP = 0x42,
    LLC_SAP_SNAP = 0xaa,
    LLC_SAP_IPX = 0xe0,
    LLC_SAP_OSI = 0xfe,
    LLC_NOVELL_RAW = 0xff, /* no SAPs, but IPX without a checksum */
    LLC_UI = 3,            /* unnumbered information */
    LLC_UNNUMBERED = 3,    /* two low bits of the control field */
    LLC_SUPERVISORY = 1,
    OUI_ETHERNET = 0x000000,
    OUI_CISCO = 0x00000c,
    OUI_CISCO_BRIDGED = 0x0000f8,
    OUI_BRIDGED = 0x0080c2, /* RFC 2684 */
    PID_BRIDGED_ETHERNET_FCS = 0x0001,
    PID_BRIDGED_TOKEN_RING_FCS = 0x0003,
    PID_BRIDGED_FDDI_FCS = 0x0004,
    PID_BRIDGED_ETHERNET = 0x0007,
    PID_BRIDGED_TOKEN_RING = 0x0009,
    PID_BRIDGED_FDDI = 0x000a,
    PID_BRIDGED_BPDU = 0x000e,
    PID_CISCO_PVST = 0x010b,
    PID_CISCO_VLAN_BRIDGE = 0x010c,
    PID_CISCO_UDLD = 0x0111,
    PID_CISCO_CDP = 0x2000,
    PID_CISCO_VTP = 0x2003,
    PID_CISCO_DTP = 0x2004,
    OUI_APPLE = 0x080007,
    PID_APPLE_ATALK = 0x809b,
};

/* Network layer protocol identifiers */
enum {
    NLPID_NULL = 0x00,
    NLPID_Q933 = 0x08,
    NLPID_SNAP = 0x80,
    NLPID_CLNP = 0x81,
    NLPID_ESIS = 0x82,
    NLPID_ISIS = 0x83,
    NLPID_IP6 = 0x8e,
    NLPID_FRF15 = 0xb1,
    NLPID_IP = 0xcc,
    NLPID_PPP = 0xcf,
};

#endif
