/*
 * ieee80211_wep_text.c - what stands before data protected by WEP, in data
 * frames and in management frames.
 */
#include "bytes.h"
#include "ieee80211_text.h"

void put_wep(struct line *line, const uint8_t *p)
{
    const uint32_t iv = load_le32(p);

    text_printf(line->out, " IV:%3x Pad %x KeyID %x", iv & 0xffffff,
                iv >> 24 & 0x3f, iv >> 30);
}
