/*
 * tcp_state.c - the transitions of RFC 9293 section 3.3.2, figure 5.
 */
#include "tcp_state.h"

#include <stddef.h>

#include "count.h"

/*
 * TL_STATE_UNKNOWN stands for CLOSED and LISTEN, of which nobody can tell
 * before a segment is sent. A SYN,ACK that is received is two events: the SYN
 * and the ACK of one's own; so is a FIN that acknowledges.
 */
static const struct transition {
    uint8_t from, event, to;
} transitions[] = {
    {TL_STATE_UNKNOWN, TCP_SENDS_SYN, TL_STATE_SYN_SENT},
    {TL_STATE_CLOSED, TCP_SENDS_SYN, TL_STATE_SYN_SENT},
    {TL_STATE_LISTEN, TCP_SENDS_SYN, TL_STATE_SYN_SENT},
    {TL_STATE_UNKNOWN, TCP_SENDS_SYN_ACK, TL_STATE_SYN_RECEIVED},
    {TL_STATE_CLOSED, TCP_SENDS_SYN_ACK, TL_STATE_SYN_RECEIVED},
    {TL_STATE_LISTEN, TCP_SENDS_SYN_ACK, TL_STATE_SYN_RECEIVED},
    {TL_STATE_SYN_SENT, TCP_SENDS_SYN_ACK, TL_STATE_SYN_RECEIVED},
    {TL_STATE_SYN_SENT, TCP_GETS_SYN, TL_STATE_SYN_RECEIVED},
    {TL_STATE_SYN_RECEIVED, TCP_GETS_ACK_OF_SYN, TL_STATE_ESTABLISHED},
    {TL_STATE_SYN_RECEIVED, TCP_GETS_RST_LISTENING, TL_STATE_LISTEN},
    {TL_STATE_SYN_RECEIVED, TCP_SENDS_FIN, TL_STATE_FIN_WAIT_1},
    {TL_STATE_ESTABLISHED, TCP_SENDS_FIN, TL_STATE_FIN_WAIT_1},
    {TL_STATE_ESTABLISHED, TCP_GETS_FIN, TL_STATE_CLOSE_WAIT},
    {TL_STATE_FIN_WAIT_1, TCP_GETS_ACK_OF_FIN, TL_STATE_FIN_WAIT_2},
    {TL_STATE_FIN_WAIT_1, TCP_GETS_FIN, TL_STATE_CLOSING},
    {TL_STATE_FIN_WAIT_2, TCP_GETS_FIN, TL_STATE_TIME_WAIT},
    {TL_STATE_CLOSING, TCP_GETS_ACK_OF_FIN, TL_STATE_TIME_WAIT},
    {TL_STATE_CLOSE_WAIT, TCP_SENDS_FIN, TL_STATE_LAST_ACK},
    {TL_STATE_LAST_ACK, TCP_GETS_ACK_OF_FIN, TL_STATE_CLOSED},
};

enum tl_state tcp_state_after(enum tl_state state, enum tcp_event event)
{
    for (size_t i = 0; i < COUNT_OF(transitions); i++)
        if (transitions[i].from == state && transitions[i].event == event)
            return transitions[i].to;
    /* RFC 9293 section 3.5.3: a reset ends any connection. */
    if (state != TL_STATE_UNKNOWN && state != TL_STATE_LISTEN &&
        (event == TCP_SENDS_RST || event == TCP_GETS_RST ||
         event == TCP_GETS_RST_LISTENING))
        return TL_STATE_CLOSED;
    return state;
}
