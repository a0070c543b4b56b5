/*
 * next_ports.c - what comes next behind UDP and TCP: the two tables of ports,
 * and what -T makes of them.
 *
 * As in next.c the first row that fits wins. Here that shows, since the two
 * ports of a packet may name different protocols; the test oracle-port-pairs
 * asks about every pair.
 */
#include "count.h"
#include "next.h"
#include "next_row.h"
#include "port_index.h"

/* One row a line: the order is the contract. */
/* clang-format off */
static const struct port_row udp_ports[] = {
    {53, 53, PORT_EITHER, LEAF(dns)},
    {5353, 5353, PORT_EITHER, LEAF(mdns)},
    {525, 525, PORT_EITHER, LEAF(timed)},
    {69, 69, PORT_EITHER, LEAF(tftp)},
    {67, 68, PORT_EITHER, LEAF(dhcp)},
    {520, 520, PORT_EITHER, LEAF(rip)},
    {654, 654, PORT_EITHER, LEAF(aodv)},
    {500, 500, PORT_EITHER, LEAF(isakmp)},
    {4500, 4500, PORT_EITHER, CARRIER(UDP_ENCAP)},
    {7500, 7500, PORT_EITHER, LEAF(isakmp)},
    {8500, 8500, PORT_EITHER, LEAF(isakmp)},
    {161, 162, PORT_EITHER, LEAF(snmp)},
    {123, 123, PORT_EITHER, LEAF(ntp)},
    {88, 88, PORT_EITHER, LEAF(kerberos)},
    {750, 750, PORT_EITHER, LEAF(kerberos)},
    {1701, 1701, PORT_EITHER, CARRIER(L2TP)},
    {3456, 3456, PORT_DESTINATION, LEAF(vat)},
    {2103, 2104, PORT_EITHER, LEAF(zephyr)},
    {7000, 7009, PORT_EITHER, LEAF(rx)},
    {521, 521, PORT_EITHER, LEAF(ripng)},
    {546, 547, PORT_EITHER, LEAF(dhcp6)},
    {5359, 5359, PORT_EITHER, LEAF(ahcp)},
    {6696, 6697, PORT_EITHER, LEAF(babel)},
    {8231, 8231, PORT_EITHER, LEAF(hncp)},
    {4567, 4567, PORT_DESTINATION, LEAF(wb)},
    {496, 496, PORT_EITHER, LEAF(auto_rp)},
    {1645, 1646, PORT_EITHER, LEAF(radius)},
    {1812, 1813, PORT_EITHER, LEAF(radius)},
    {1700, 1700, PORT_EITHER, LEAF(radius)},
    {3799, 3799, PORT_EITHER, LEAF(radius)},
    {1985, 1985, PORT_DESTINATION, LEAF(hsrp)},
    {921, 921, PORT_EITHER, LEAF(lwres)},
    {646, 646, PORT_EITHER, LEAF(ldp)},
    {698, 698, PORT_EITHER, LEAF(olsr)},
    {3503, 3503, PORT_EITHER, LEAF(lsp_ping)},
    {49152, 49152, PORT_SOURCE, CARRIER(BCM_LI)},
    {3784, 3784, PORT_DESTINATION, LEAF(bfd)},
    {3785, 3785, PORT_DESTINATION, LEAF(bfd)},
    {4784, 4784, PORT_DESTINATION, LEAF(bfd)},
    {6784, 6784, PORT_DESTINATION, LEAF(bfd)},
    {701, 701, PORT_EITHER, LEAF(lmp)},
    {1589, 1589, PORT_EITHER, LEAF(vqp)},
    {6343, 6343, PORT_EITHER, LEAF(sflow)},
    {12222, 12223, PORT_EITHER, LEAF(lwapp)},
    {5060, 5060, PORT_EITHER, LEAF(sip)},
    {514, 514, PORT_EITHER, LEAF(syslog)},
    {8472, 8472, PORT_EITHER, CARRIER(OTV)},
    {4789, 4789, PORT_EITHER, CARRIER(VXLAN)},
    {6081, 6081, PORT_EITHER, CARRIER(GENEVE)},
    {4342, 4342, PORT_EITHER, LEAF(lisp)},
    {4790, 4790, PORT_EITHER, CARRIER(VXLAN_GPE)},
    {17754, 17754, PORT_EITHER, LEAF(zep)},
    {6635, 6635, PORT_EITHER, CARRIER(MPLS)},
    {319, 320, PORT_EITHER, LEAF(ptp)},
    {30490, 30490, PORT_EITHER, LEAF(someip)},
};

static const struct port_row tcp_ports[] = {
    {23, 23, PORT_EITHER, LEAF(telnet)},
    {25, 25, PORT_EITHER, LEAF(smtp)},
    {43, 43, PORT_EITHER, LEAF(whois)},
    {179, 179, PORT_EITHER, LEAF(bgp)},
    {1723, 1723, PORT_EITHER, LEAF(pptp)},
    {6379, 6379, PORT_EITHER, LEAF(resp)},
    {22, 22, PORT_EITHER, LEAF(ssh)},
    {10288, 10288, PORT_EITHER, LEAF(beep)},
    {6633, 6633, PORT_EITHER, LEAF(openflow)},
    {6653, 6653, PORT_EITHER, LEAF(openflow)},
    {21, 21, PORT_EITHER, LEAF(ftp)},
    {80, 80, PORT_EITHER, LEAF(http)},
    {8080, 8080, PORT_EITHER, LEAF(http)},
    {554, 554, PORT_EITHER, LEAF(rtsp)},
    {8554, 8554, PORT_EITHER, LEAF(rtsp)},
    {53, 53, PORT_EITHER, LEAF(dns_tcp)},
    {639, 639, PORT_EITHER, LEAF(msdp)},
    {323, 323, PORT_EITHER, LEAF(rpki_rtr)},
    {646, 646, PORT_EITHER, LEAF(ldp)},
    {2049, 2049, PORT_EITHER, LEAF(nfs)},
};
/* clang-format on */

/*
 * -T: a type is a protocol of UDP, of TCP or of both. TCP leaves payloads of
 * a type that is not its own alone; UDP says nothing at all of them, which
 * goes for the type that is a protocol of IP, too.
 */
static const struct type_row {
    uint32_t udp, tcp; /* TL_NONE: nobody prints it */
    bool mutes_udp;
} types[TL_TYPE_COUNT] = {
    [TL_TYPE_AODV] = {.udp = LEAF(aodv)},
    [TL_TYPE_CARP] = {.mutes_udp = true},
    [TL_TYPE_CNFP] = {.udp = LEAF(cnfp)},
    [TL_TYPE_DOMAIN] = {.udp = LEAF(dns), .tcp = LEAF(dns_tcp)},
    [TL_TYPE_LMP] = {.udp = LEAF(lmp)},
    [TL_TYPE_PTP] = {.udp = LEAF(ptp)},
    [TL_TYPE_RADIUS] = {.udp = LEAF(radius)},
    [TL_TYPE_RESP] = {.mutes_udp = true, .tcp = LEAF(resp)},
    [TL_TYPE_RPC] = {.udp = LEAF(sunrpc)},
    [TL_TYPE_RTCP] = {.udp = LEAF(rtcp)},
    [TL_TYPE_RTP] = {.udp = LEAF(rtp)},
    [TL_TYPE_SNMP] = {.udp = LEAF(snmp)},
    [TL_TYPE_PGM] = {.udp = LEAF(pgm)},
    [TL_TYPE_PGM_ZMTP1] = {.udp = LEAF(pgm_zmtp1)},
    [TL_TYPE_SOMEIP] = {.udp = LEAF(someip)},
    [TL_TYPE_TFTP] = {.udp = LEAF(tftp)},
    [TL_TYPE_VAT] = {.udp = LEAF(vat)},
    [TL_TYPE_VXLAN] = {.udp = CARRIER(VXLAN)},
    [TL_TYPE_WB] = {.udp = LEAF(wb)},
    [TL_TYPE_ZMTP1] = {.mutes_udp = true, .tcp = LEAF(zmtp1)},
};

uint32_t next_of_sunrpc(uint16_t sport, uint16_t dport, uint32_t direction)
{
    enum { NFS_PORT = 2049, CALL = 0, REPLY = 1 };

    return (dport == NFS_PORT && direction == CALL) ||
                   (sport == NFS_PORT && direction == REPLY)
               ? LEAF(nfs_udp)
               : TL_NONE;
}

uint32_t next_of_udp(enum tl_packet_type type, uint16_t sport, uint16_t dport)
{
    static struct port_index index;

    if (type != TL_TYPE_BY_PORT)
        return types[type].udp;
    return port_index_find(&index, udp_ports, COUNT_OF(udp_ports), sport,
                           dport);
}

static bool is_atalk_port(uint16_t port)
{
    enum { OLD = 200, NEW = 768, SHIFTED = 16512, SOCKETS = 128 };

    return (port >= OLD && port < OLD + SOCKETS) ||
           (port >= NEW && port < NEW + SOCKETS) ||
           (port >= SHIFTED && port < SHIFTED + SOCKETS);
}

uint32_t next_of_atalk_in_udp(uint32_t by_port, uint16_t sport, uint16_t dport)
{
    const bool comes_first =
        by_port != TL_NONE && by_port != LEAF(ptp) && by_port != LEAF(someip);

    return !comes_first && (is_atalk_port(sport) || is_atalk_port(dport))
               ? LEAF(kip)
               : by_port;
}

uint32_t next_of_tcp(enum tl_packet_type type, uint16_t sport, uint16_t dport)
{
    static struct port_index index;

    if (type != TL_TYPE_BY_PORT)
        return types[type].tcp;
    return port_index_find(&index, tcp_ports, COUNT_OF(tcp_ports), sport,
                           dport);
}

bool next_mutes_udp(enum tl_packet_type type)
{
    return types[type].mutes_udp;
}

const struct port_row *next_udp_rows(size_t *count)
{
    *count = COUNT_OF(udp_ports);
    return udp_ports;
}

const struct port_row *next_tcp_rows(size_t *count)
{
    *count = COUNT_OF(tcp_ports);
    return tcp_ports;
}
