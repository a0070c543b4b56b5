/*
 * slow_kit.c - what the slow protocols share.
 */
#include "slow.h"

void slow_put_too_short(struct printer *pr)
{
    text_str(pr->out, pr->style->verbose > 0 ? "\n\t\t packet is too short"
                                             : " (packet is too short)");
}
