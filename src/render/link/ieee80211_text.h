/*
 * ieee80211_text.h - the parts of a line for an 802.11 frame. Private to
 * render.
 */
#ifndef TCPLINE_RENDER_IEEE80211_TEXT_H
#define TCPLINE_RENDER_IEEE80211_TEXT_H

#include "render.h"

/* A management frame behind its header. */
enum part_end put_management(struct line *line, const struct tl_layer *l);

/* The four bytes at `p`: initialisation vector, padding, key. */
void put_wep(struct line *line, const uint8_t *p);

#endif
