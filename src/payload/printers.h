/*
 * printers.h - every payload printer, one file each.
 *
 * Each appends its text, the separator from the line so far included, and
 * sets pr->label before it reads.
 */
#ifndef TCPLINE_PAYLOAD_PRINTERS_H
#define TCPLINE_PAYLOAD_PRINTERS_H

#include "printer.h"

void print_dns_tcp(struct printer *pr);
void print_dns_udp(struct printer *pr);
void print_ftp(struct printer *pr);
void print_http(struct printer *pr);
void print_mdns_udp(struct printer *pr);
void print_resp(struct printer *pr);
void print_rtsp(struct printer *pr);
void print_smtp(struct printer *pr);
void print_ssh(struct printer *pr);
void print_telnet(struct printer *pr);
void print_whois(struct printer *pr);

#endif
