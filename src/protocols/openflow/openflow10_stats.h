/*
 * openflow10_stats.h - the statistics and queues of OpenFlow 1.0.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW10_STATS_H
#define TCPLINE_PROTOCOLS_OPENFLOW10_STATS_H

#include "openflow_kit.h"

void of10_print_stats_request(struct printer *pr, struct span s);
void of10_print_stats_reply(struct printer *pr, struct span s);

/* The port of a request for queues; the port and its queues of a reply. */
void of10_print_queues(struct printer *pr, struct span s);

#endif
