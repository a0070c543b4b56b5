/*
 * pipeline.h - one packet's way through the program: decode, track, judge,
 * form, sink; or into a savefile; or just counted.
 */
#ifndef TCPLINE_PIPELINE_H
#define TCPLINE_PIPELINE_H

#include <pcap/pcap.h>

#include "classic.h"
#include "expect.h"
#include "setup.h"
#include "source.h"
#include "tcpline/packet.h"

struct conn_table;
struct survey;

/* How the run stands. What comes after a signal may still take its place. */
enum outcome {
    OUTCOME_GOES_ON,
    OUTCOME_STOPPED,     /* by a signal */
    OUTCOME_OVER,        /* --duration has passed */
    OUTCOME_FULL,        /* as many files as -W allows */
    OUTCOME_SINK_FAILED, /* text could not be written; err says how ... */
    OUTCOME_FILE_FAILED, /* ... and packets could not */
    OUTCOME_NO_MEMORY,   /* for the next record */
};

struct pipeline {
    const struct setup *setup;
    enum outcome outcome;
    struct err err;
    uint64_t packets; /* that passed the filter so far */
    uint64_t taken;   /* of them, what --only, --stream, --skip let through */
    int64_t over_at;  /* when --duration ends, once a packet was seen */
    int part_ns;      /* what it counts below the seconds, in nanoseconds */
    const struct tl_via *via;       /* of the next packet, of several */
    const struct tl_retold *retold; /* of the next packet, if it is told */
    struct rotate *files;           /* NULL without -w */
    struct parts *parts;            /* NULL without --split */
    struct flight *flight;          /* NULL without --on */
    struct parter *parter;
    struct secrets *secrets; /* -E; NULL without */
    struct tl_side side;
    struct names *names;
    struct conn_table *conns;
    uint64_t dropped, if_dropped; /* see pipeline_missed() */
    struct judge judge;
    struct expectations expects;
    struct form form;
    const struct survey *survey; /* NULL: the capture was not looked at before;
                                    borrowed */
    struct sink sink;
    struct tl_packet packet;
};

/*
 * `setup` is borrowed. `settle` is called with `ctx` in the process that asks
 * name servers. False with `e` filled when there is no memory;
 * pipeline_free() also after that.
 */
bool pipeline_init(struct pipeline *pl, const struct setup *setup,
                   void (*settle)(void *ctx), void *ctx, struct err *e);
void pipeline_free(struct pipeline *pl);

/* Packets come from there from now on. */
void pipeline_source(struct pipeline *pl, const struct source *from);

/* What decoding is to know of a packet: its bytes, and how they are meant. */
struct tl_raw pipeline_raw(const struct pipeline *pl,
                           const struct pcap_pkthdr *h, const u_char *data);

/*
 * Looks at what comes soon: among many connections it is found for several
 * packets in the time it takes for one.
 */
void pipeline_expect(struct pipeline *pl, struct upcoming *u);

/*
 * Takes one packet. False when that was the last one: the outcome says why.
 */
bool pipeline_packet(struct pipeline *pl, const struct pcap_pkthdr *h,
                     const u_char *data);

/* What a live capture has missed so far, as the kernel and the device say. */
void pipeline_missed(struct pipeline *pl, uint64_t dropped,
                     uint64_t if_dropped);

/* What there is to say of all packets so far: into the sink's text. */
void pipeline_report(struct pipeline *pl);

/*
 * Nothing more will come: what was expected of connections is settled. With
 * --json, says what held.
 */
void pipeline_settle(struct pipeline *pl);

/* On standard error, what bounded tables have given up. */
void pipeline_say_forgotten(const struct pipeline *pl);

#endif
