/*
 * ieee80211_names.h - words for the codes of IEEE 802.11.
 */
#ifndef TCPLINE_RENDER_IEEE80211_NAMES_H
#define TCPLINE_RENDER_IEEE80211_NAMES_H

#include <stdint.h>

const char *ieee80211_reason(uint16_t code);
const char *ieee80211_status(uint16_t code);

#endif
