/*
 * conn.h - the numbers a line's relative seq and ack are counted from.
 *
 * As tcpdump keeps them: only segments with ACK take part, a segment with SYN
 * starts the pair anew, and the segment that makes an entry is absolute
 * itself. One display option has a say, because the oracle counts what it
 * shows (FORMAT.md, "Relative numbers"): -v.
 */
#ifndef TCPLINE_TRACK_CONN_H
#define TCPLINE_TRACK_CONN_H

#include <stdbool.h>
#include <stdint.h>

#include "tcpline/conn.h"
#include "tcpline/packet.h"

struct conn_table;
struct flow_table;

/* `max_connections` 0 means unbounded. NULL when there is no memory. */
struct conn_table *conn_table_new(uint32_t max_connections);
void conn_table_free(struct conn_table *t);

/*
 * Tracks the TCP segment of `pkt`, if it has one, and says what to count its
 * numbers from. Only segments that the oracle shows count, and whether it is
 * `verbose` (-v) decides on some: those quoted in ICMP errors, those
 * behind options that only showing finds fault with, and those in a carrier
 * that is gone into with -v alone.
 */
void conn_track(struct conn_table *t, const struct tl_packet *pkt, bool verbose,
                struct conn_step *out);

/* Nobody shows these numbers: only the connection is to be found. */
void conn_table_flows_alone(struct conn_table *t);

/* The connections themselves, for what else is remembered of them. */
struct flow_table *conn_table_flows(const struct conn_table *t);

#endif
