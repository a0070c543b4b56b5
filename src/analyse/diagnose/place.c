/*
 * place.c - where the capture stands: on which side of it the round trip
 * lies.
 */
#include "diagnose.h"

/* A side that answers within a fifth of the round trip is this host. */
enum { NEAR = 5 };

enum tl_place place_of(uint32_t to_sender, uint32_t to_receiver)
{
    const uint64_t whole = (uint64_t)to_sender + to_receiver;

    if (to_sender == 0 || to_receiver == 0)
        return TL_PLACE_UNKNOWN;
    if ((uint64_t)to_sender * NEAR < whole)
        return TL_PLACE_SENDER;
    if ((uint64_t)to_receiver * NEAR < whole)
        return TL_PLACE_RECEIVER;
    return TL_PLACE_MIDDLE;
}
