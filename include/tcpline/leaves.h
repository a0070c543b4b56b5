/*
 * leaves.h - the list of leaves: protocols that carry nothing the line goes
 * into, each printed by one file of src/protocols/.
 *
 * One line each, sorted. The name is that of the protocol's `protocol_NAME`;
 * where it is found stands in src/decode/next.c.
 */
#ifndef TCPLINE_LEAVES_H
#define TCPLINE_LEAVES_H

/* clang-format off */
#define TL_LEAVES(X) \
    X(aarp) \
    X(ahcp) \
    X(aodv) \
    X(aoe) \
    X(atalk) \
    X(atm_arp) \
    X(atm_oam) \
    X(atm_oam_checked) \
    X(auto_rp) \
    X(babel) \
    X(beep) \
    X(bfd) \
    X(bgp) \
    X(bluetooth) \
    X(calm) \
    X(carp) \
    X(cdp) \
    X(cfm) \
    X(clnp) \
    X(cnfp) \
    X(dccp) \
    X(decnet) \
    X(dhcp) \
    X(dhcp6) \
    X(dns) \
    X(dns_tcp) \
    X(dtp) \
    X(eapol) \
    X(egp) \
    X(eigrp) \
    X(esis) \
    X(ftp) \
    X(geonet) \
    X(hncp) \
    X(hsrp) \
    X(http) \
    X(icmp6_home_agent) \
    X(icmp6_mld) \
    X(icmp6_nd) \
    X(icmp6_node_info) \
    X(icmp6_renumbering) \
    X(icmp6_rpl) \
    X(igmp) \
    X(igrp) \
    X(ipcomp) \
    X(ipx) \
    X(isakmp) \
    X(isis) \
    X(kerberos) \
    X(kip) \
    X(l2tp_control) \
    X(ldp) \
    X(lisp) \
    X(lldp) \
    X(lmp) \
    X(localtalk) \
    X(loopback) \
    X(lsp_ping) \
    X(lwapp) \
    X(lwres) \
    X(mdns) \
    X(mfr_control) \
    X(minimal_ip) \
    X(mobility) \
    X(mpcp) \
    X(msdp) \
    X(msnlb) \
    X(nfs) \
    X(nfs_udp) \
    X(ntp) \
    X(olsr) \
    X(openflow) \
    X(ospf) \
    X(pgm) \
    X(pgm_zmtp1) \
    X(pim) \
    X(ppp_bap) \
    X(ppp_chap) \
    X(ppp_compressed) \
    X(ppp_control) \
    X(ppp_multilink) \
    X(ppp_pap) \
    X(pppoe_tags) \
    X(pptp) \
    X(ptp) \
    X(q2931) \
    X(q933) \
    X(radius) \
    X(realtek) \
    X(resp) \
    X(rip) \
    X(ripng) \
    X(rpki_rtr) \
    X(rsvp) \
    X(rtcp) \
    X(rtp) \
    X(rtsp) \
    X(rx) \
    X(sctp) \
    X(sflow) \
    X(sip) \
    X(slow) \
    X(smtp) \
    X(snmp) \
    X(someip) \
    X(ssh) \
    X(stp) \
    X(sunrpc) \
    X(syslog) \
    X(telnet) \
    X(tftp) \
    X(timed) \
    X(tipc) \
    X(udld) \
    X(usb) \
    X(usb_mmapped) \
    X(vat) \
    X(vqp) \
    X(vrrp) \
    X(vsock) \
    X(vtp) \
    X(wb) \
    X(whois) \
    X(wpan) \
    X(wpan_tap) \
    X(zep) \
    X(zephyr) \
    X(zmtp1) \
    /* the end */
/* clang-format on */

enum tl_leaf {
#define TL_LEAF_ID(name) LEAF_##name,
    TL_LEAVES(TL_LEAF_ID)
#undef TL_LEAF_ID
        LEAF_COUNT
};

#endif
