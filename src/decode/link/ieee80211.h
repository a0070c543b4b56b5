/*
 * ieee80211.h - numbers of IEEE 802.11 frames.
 */
#ifndef TCPLINE_DECODE_IEEE80211_H
#define TCPLINE_DECODE_IEEE80211_H

#include "bytes.h"
#include "tcpline/packet.h"

enum ieee80211_type { /* second two bits of a frame */
                      IEEE80211_MANAGEMENT,
                      IEEE80211_CONTROL,
                      IEEE80211_DATA,
};

enum ieee80211_management { /* high nibble of its first byte */
                            IEEE80211_ASSOC_REQUEST,
                            IEEE80211_ASSOC_RESPONSE,
                            IEEE80211_REASSOC_REQUEST,
                            IEEE80211_REASSOC_RESPONSE,
                            IEEE80211_PROBE_REQUEST,
                            IEEE80211_PROBE_RESPONSE,
                            IEEE80211_BEACON = 8,
                            IEEE80211_ATIM,
                            IEEE80211_DISASSOC,
                            IEEE80211_AUTH,
                            IEEE80211_DEAUTH,
                            IEEE80211_ACTION,
};

enum ieee80211_control {
    IEEE80211_WRAPPER = 7,
    IEEE80211_BAR,
    IEEE80211_BA,
    IEEE80211_PS_POLL,
    IEEE80211_RTS,
    IEEE80211_CTS,
    IEEE80211_ACK,
    IEEE80211_CF_END,
    IEEE80211_CF_END_ACK,
};

enum {
    IEEE80211_QOS = 0x80,      /* first byte, of data frames */
    IEEE80211_WDS = 0x03,      /* second byte: to and from a DS */
    IEEE80211_PROTECTED = 0x40 /* second byte */
};

/* Fills what a management frame's body holds; `body` is behind the header. */
void ieee80211_read_management(struct tl_layer *l, const struct bytes *body);

#endif
