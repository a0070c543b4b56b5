/*
 * llc.h - numbers of IEEE 802.2 headers and of SNAP.
 */
#ifndef TCPLINE_DECODE_LLC_H
#define TCPLINE_DECODE_LLC_H

enum {
    LLC_SAP_FLAG = 1, /* group (destination) or response (source) */
    LLC_SAP_IP = 0x06,
    LLC_SAP_SNAP = 0xaa,
    LLC_SAP_OSI = 0xfe,
    LLC_UI = 3,         /* unnumbered information */
    LLC_UNNUMBERED = 3, /* two low bits of the control field */
    LLC_SUPERVISORY = 1,
    OUI_ETHERNET = 0x000000,
    OUI_CISCO_BRIDGED = 0x0000f8,
    OUI_BRIDGED = 0x0080c2, /* RFC 2684 */
    PID_BRIDGED_ETHERNET_FCS = 0x0001,
    PID_BRIDGED_ETHERNET = 0x0007,
};

#endif
