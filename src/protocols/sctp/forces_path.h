/*
 * forces_path.h - what ForCES says of logical function blocks.
 */
#ifndef TCPLINE_PROTOCOLS_FORCES_PATH_H
#define TCPLINE_PROTOCOLS_FORCES_PATH_H

#include "printer.h"
#include "span.h"

/*
 * The operations on one block; `message` decides which ones are allowed. False
 * where they are not as they should be.
 */
bool forces_put_lfb(struct printer *pr, uint8_t message, struct span v);

#endif
