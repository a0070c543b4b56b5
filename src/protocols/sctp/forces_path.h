/*
 * forces_path.h - what ForCES says of logical function blocks.
 */
#ifndef TCPLINE_PROTOCOLS_FORCES_PATH_H
#define TCPLINE_PROTOCOLS_FORCES_PATH_H

#include "printer.h"
#include "span.h"

enum { FORCES_TLV_HEADER = 4 };

/* Whether elements are shown; complaints about them are in any case. */
static inline bool forces_shows(const struct printer *pr)
{
    return pr->style->verbose > 2;
}

/*
 * The operations on one block; `message` decides which ones are allowed. False
 * where they are not as they should be.
 */
bool forces_put_lfb(struct printer *pr, uint8_t message, struct span v);

#endif
