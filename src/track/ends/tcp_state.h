/*
 * tcp_state.h - the state machine of RFC 9293, as a bystander can follow it.
 *
 * Its events are those that packets show: what an end sends, and what it
 * gets. A timer or a call of a program shows in nothing, so an end stays in
 * TIME-WAIT, and is not known to be in LISTEN before it was called.
 */
#ifndef TCPLINE_TRACK_TCP_STATE_H
#define TCPLINE_TRACK_TCP_STATE_H

#include "tcpline/explanation.h"

enum tcp_event {
    TCP_SENDS_SYN,
    TCP_SENDS_SYN_ACK,
    TCP_SENDS_FIN,
    TCP_SENDS_RST,
    TCP_GETS_SYN,
    TCP_GETS_ACK_OF_SYN,
    TCP_GETS_FIN,
    TCP_GETS_ACK_OF_FIN,
    TCP_GETS_RST,
    TCP_GETS_RST_LISTENING, /* the same after a passive open */
    TCP_EVENT_COUNT,
};

/* The state an event leads to; the same where it means nothing there. */
enum tl_state tcp_state_after(enum tl_state state, enum tcp_event event);

#endif
