/*
 * printers.h - every payload printer, one file each.
 *
 * Each appends its text, the separator from the line so far included, and
 * sets pr->label before it reads.
 */
#ifndef TCPLINE_PAYLOAD_PRINTERS_H
#define TCPLINE_PAYLOAD_PRINTERS_H

#include "printer.h"

void print_beep(struct printer *pr);
void print_bgp(struct printer *pr);
void print_dns_tcp(struct printer *pr);
void print_dns_udp(struct printer *pr);
void print_ftp(struct printer *pr);
void print_http(struct printer *pr);
void print_ldp(struct printer *pr);
void print_mdns_udp(struct printer *pr);
void print_msdp(struct printer *pr);
void print_nfs(struct printer *pr);
void print_openflow(struct printer *pr);
void print_pptp(struct printer *pr);
void print_resp(struct printer *pr);
void print_rpki_rtr(struct printer *pr);
void print_rtsp(struct printer *pr);
void print_smtp(struct printer *pr);
void print_ssh(struct printer *pr);
void print_telnet(struct printer *pr);
void print_whois(struct printer *pr);
void print_zmtp1(struct printer *pr);

#endif
