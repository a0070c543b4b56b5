/*
 * wpan.h - the parts of frames of IEEE 802.15.4. Private to this folder.
 */
#ifndef TCPLINE_PROTOCOLS_WAN_WPAN_H
#define TCPLINE_PROTOCOLS_WAN_WPAN_H

#include "wpan_kit.h"

enum { WPAN_BEACON = 0, WPAN_COMMAND = 3, WPAN_MULTIPURPOSE = 5 };

/*
 * Prints the frame of `len` octets at `off`, of which all need not be
 * captured. False when it had to stop, and has said why, but for a cut.
 */
bool wpan_print(struct printer *pr, uint32_t off, uint32_t len);

/*
 * The parts of a frame behind its addresses. Each is false when it had to
 * stop, and has then said why.
 */
bool wpan_put_security(struct wpan *w);
bool wpan_take_mic(struct wpan *w);
void wpan_put_mic(const struct wpan *w);
bool wpan_put_elements(struct wpan *w);

/* Bodies of frames: what is wrong with them does not count against these. */
void wpan_put_command(struct wpan *w);
void wpan_put_beacon(struct wpan *w);

#endif
