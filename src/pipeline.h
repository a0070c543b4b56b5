/*
 * pipeline.h - one packet's way through the program: decode, track, render,
 * sink; or into a savefile; or just counted.
 */
#ifndef TCPLINE_PIPELINE_H
#define TCPLINE_PIPELINE_H

#include <pcap/pcap.h>

#include "inspect.h"
#include "line.h"
#include "names.h"
#include "options.h"
#include "rotate.h"
#include "sink.h"
#include "tcpline/packet.h"

struct conn_table;

struct pipeline {
    pcap_t *source; /* where packets come from now, and its link type */
    int link_type;
    uint64_t packets;     /* that passed the filter so far */
    struct rotate *files; /* NULL without -w */
    bool breaks;          /* off at a signal; a live capture has its own loop */
    bool full;            /* as many files as -W allows */
    bool prints;
    bool verbose;             /* -v: it has a say in what tracking sees */
    enum tl_packet_type type; /* -T */
    bool mesh;                /* -H */
    bool failed;              /* the sink: err says how */
    struct err err;
    struct names *names;
    struct line *line;
    struct conn_table *conns;
    bool inspects; /* --analyze and its kin */
    struct inspect inspect;
    int part_ns; /* what the source counts below the seconds, in ns */
    struct sink sink;
    struct tl_packet packet;
};

/*
 * `settle` is called with `ctx` in the process that asks name servers. False
 * with `e` filled when there is no memory.
 */
bool pipeline_init(struct pipeline *pl, const struct options *o,
                   void (*settle)(void *ctx), void *ctx, struct err *e);
void pipeline_free(struct pipeline *pl);

/* -w - with --print: packets and their text take turns on one descriptor. */
bool pipeline_shares_stdout(const struct options *o);

/* Packets come from `p` from now on. */
void pipeline_source(struct pipeline *pl, pcap_t *p);

/* What is due once the last packet is through; before session's flush. */
void pipeline_report(struct pipeline *pl);

/* On standard error, what bounded tables have given up. */
void pipeline_say_forgotten(const struct pipeline *pl);

/* The callback for pcap_loop(3PCAP); `user` is the struct pipeline. */
void pipeline_packet(u_char *user, const struct pcap_pkthdr *h,
                     const u_char *data);

#endif
