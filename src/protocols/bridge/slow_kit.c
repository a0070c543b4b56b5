/*
 * slow_kit.c - what the slow protocols share.
 */
#include "slow.h"

void slow_put_too_short(struct printer *pr)
{
    text_str(pr->out, pr->style->verbose > 0 ? "\n\t\t packet is too short"
                                             : " (packet is too short)");
}

bool slow_has(struct printer *pr, const struct span *list, uint32_t octets)
{
    if (list->len < octets) {
        slow_put_too_short(pr);
        return false;
    }
    return printer_need(pr, list->off, octets);
}

bool slow_has_element(struct printer *pr, const struct span *list, uint32_t len)
{
    if (len < SLOW_ELEMENT_HDR) {
        TEXT_LIT(pr->out, "\n\t    ERROR: illegal length - should be >= 2");
        return false;
    }
    return slow_has(pr, list, len);
}
