/*
 * packet_type.h - what the user has the payloads of TCP and UDP taken for
 * (-T), whatever their ports say.
 */
#ifndef TCPLINE_PACKET_TYPE_H
#define TCPLINE_PACKET_TYPE_H

enum tl_packet_type {
    TL_TYPE_BY_PORT, /* no -T */
    TL_TYPE_AODV,
    TL_TYPE_CARP,
    TL_TYPE_CNFP,
    TL_TYPE_DOMAIN,
    TL_TYPE_LMP,
    TL_TYPE_PGM,
    TL_TYPE_PGM_ZMTP1,
    TL_TYPE_PTP,
    TL_TYPE_RADIUS,
    TL_TYPE_RESP,
    TL_TYPE_RPC,
    TL_TYPE_RTCP,
    TL_TYPE_RTP,
    TL_TYPE_SNMP,
    TL_TYPE_SOMEIP,
    TL_TYPE_TFTP,
    TL_TYPE_VAT,
    TL_TYPE_VXLAN,
    TL_TYPE_WB,
    TL_TYPE_ZMTP1,
    TL_TYPE_COUNT,
};

#endif
