/*
 * libpcap.h - libpcap, loaded when it is first needed.
 *
 * It brings ten libraries along for devices that few have, and to find all of
 * them takes longer than to print a small savefile. So the program does not
 * link to it: functions of the same names as those of pcap(3PCAP) that are
 * used stand here, and each hands on to the library's, which the first of them
 * loads. Behind the walls nothing can be loaded: whoever will need one there
 * calls libpcap_load() before.
 */
#ifndef TCPLINE_PCAP_LIBPCAP_H
#define TCPLINE_PCAP_LIBPCAP_H

#include <pcap/pcap.h>
#include <stdbool.h>

struct err;

/* Once or often. False with `e` filled when it is not installed. */
bool libpcap_load(struct err *e);

#endif
