/*
 * setup.h - what follows from the options: settled once, before anything is
 * opened or forked.
 *
 * A pure function of the command line. Whoever acts on a run asks here, so
 * that a rule like "-U, or text on the packets' descriptor, writes out every
 * packet" is written down once.
 */
#ifndef TCPLINE_SETUP_H
#define TCPLINE_SETUP_H

#include "flight.h"
#include "form.h"
#include "judge.h"
#include "line.h"
#include "names.h"
#include "only.h"
#include "options.h"
#include "rotate.h"
#include "sink.h"

enum tracks {
    TRACKS_NOTHING,
    TRACKS_FLOWS,  /* which is whose: to judge */
    TRACKS_NUMBERS /* and what a line's numbers count from */
};

struct setup {
    /* Where packets come from. */
    bool live;
    /*
     * Stamps in nanoseconds, and the same where the device can: the analysis
     * wants all that a savefile has, whatever the line shows. Not where
     * packets are written, which keep what they would have without it.
     */
    bool nanoseconds;
    bool nanoseconds_if_possible;
    enum tl_packet_type type; /* -T */
    bool mesh;                /* -H */
    const char *esp_secret;   /* -E: the keys of ESP, or NULL */

    /* What is known of them. */
    uint32_t max_connections; /* 0 means unbounded */
    /* As many as this machine has memory for, of an unbounded number; or 0. */
    uint32_t most_connections;
    enum tracks tracks; /* of connections */
    bool tracks_quoted; /* -v has a say in what tracking sees */
    bool judges;
    struct judge_wants judge;
    bool diagnoses; /* shows it: on records, and of connections at the end */
    bool lists;     /* connections, in a table */
    bool has_only;  /* not everything is shown */
    struct only only;
    const struct stream_list *streams; /* NULL: all connections */

    /* How they look: unless nothing is printed. */
    bool prints;
    const struct expectations *expects; /* NULL: nothing is expected */
    bool expects_events; /* where a name is Wireshark's word as well */
    bool expects_json;   /* what held is told as JSON */
    uint64_t skip;       /* packets at the beginning that are not shown, counted
                            and written */
    uint64_t sample;     /* one packet in so many is printed; 0: each */
    int64_t duration; /* of a savefile, by the packets' clock, in nanoseconds;
                         0: no limit */
    bool only_prints; /* packets are written nowhere */
    bool chooses;     /* not every packet is shown, counted and written */
    bool reports;     /* at the end, whatever becomes of the packets */
    bool examines;    /* packets are looked into, for any of these */
    enum form_kind form;
    struct line_style line;
    bool surveys; /* ... if the file can be read twice */
    bool has_names;
    struct names_style names;

    /* Where they go. */
    enum sink_mode sink;
    bool writes;    /* -w, to one file at a time */
    unsigned parts; /* --split: to so many side by side; 0: no */
    struct rotate_config files;
    bool records;          /* --on: some connections, of some time */
    struct only record_on; /* what it waits for */
    struct flight_config flight;
    bool rotates;      /* -w makes more than one file */
    bool runs_command; /* -z, for each of them */
};

/* Words of `o` are borrowed. */
struct setup setup_of(const struct options *o);

#endif
