/*
 * source.h - what all packets of a savefile or a device have in common.
 */
#ifndef TCPLINE_PCAP_SOURCE_H
#define TCPLINE_PCAP_SOURCE_H

#include <pcap/pcap.h>
#include <stdbool.h>

struct source {
    pcap_t *pcap; /* NULL: a small savefile, which is read without libpcap */
    int link_type;
    int snaplen;
    bool nanoseconds; /* of its time stamps */
};

struct source source_of(pcap_t *p);

/* A link type's place in a savefile, see pcap-linktype(7), and its names. */
struct source_link {
    unsigned in_file;
    int link_type;
    const char *name;        /* "EN10MB" */
    const char *description; /* "Ethernet" */
};

/* One of the few that small savefiles have without libpcap, or NULL. */
const struct source_link *source_link_in_file(unsigned in_file);

/* As pcap_datalink_val_to_name(3PCAP) and its neighbour: NULL if unknown. */
const char *source_link_name(const struct source *s);
const char *source_link_description(const struct source *s);

#endif
