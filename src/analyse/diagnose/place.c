/*
 * place.c - where the capture stands: on which side of it the round trip
 * lies.
 */
#include "diagnose.h"

/*
 * A side that answers within a fifth of the round trip is this host: the other
 * one takes more than four times as long.
 */
enum { NEAR = 4 };

enum tl_place place_of(uint32_t to_sender, uint32_t to_receiver)
{
    if (to_sender == 0 || to_receiver == 0)
        return TL_PLACE_UNKNOWN;
    if ((uint64_t)to_sender * NEAR < to_receiver)
        return TL_PLACE_SENDER;
    if ((uint64_t)to_receiver * NEAR < to_sender)
        return TL_PLACE_RECEIVER;
    return TL_PLACE_MIDDLE;
}
