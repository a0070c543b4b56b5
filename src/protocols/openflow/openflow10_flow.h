/*
 * openflow10_flow.h - the matches and actions of OpenFlow 1.0.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW10_FLOW_H
#define TCPLINE_PROTOCOLS_OPENFLOW10_FLOW_H

#include "openflow_kit.h"

enum { OF10_MATCH_LEN = 40 };

/* `indent` is "\n\t" and blanks. */
void of10_print_match(struct printer *pr, const char *indent, uint32_t off);
void of10_print_actions(struct printer *pr, const char *indent, struct span s);

#endif
