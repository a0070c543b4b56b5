/*
 * ieee80211_mgmt.c - the bodies of IEEE 802.11 management frames: fixed
 * fields (section 9.4.1) and those elements (9.4.2) that lines show.
 */
#include "ieee80211.h"

enum {
    ELEMENT_SSID = 0,
    ELEMENT_RATES = 1,
    ELEMENT_DS = 3,
    ELEMENT_TIM = 5,
    ELEMENT_HDR = 2,
    SSID_MAX = 32,
    RATES_MAX = 16,
    TIM_MAX = 254,
};

/* The bytes before the elements, by subtype. */
static uint32_t fixed_len(uint8_t subtype)
{
    switch (subtype) {
    case IEEE80211_BEACON:
    case IEEE80211_PROBE_RESPONSE:
        return 12;
    case IEEE80211_REASSOC_REQUEST:
        return 10;
    case IEEE80211_ASSOC_RESPONSE:
    case IEEE80211_REASSOC_RESPONSE:
    case IEEE80211_AUTH:
        return 6;
    case IEEE80211_ASSOC_REQUEST:
        return 4;
    case IEEE80211_DISASSOC:
    case IEEE80211_DEAUTH:
    case IEEE80211_ACTION:
        return 2;
    default:
        return 0;
    }
}

static bool has_elements(uint8_t subtype)
{
    return subtype <= IEEE80211_PROBE_RESPONSE || subtype == IEEE80211_BEACON ||
           subtype == IEEE80211_AUTH;
}

/* False when the element breaks its limits. Of two alike the first counts. */
static bool read_element(struct tl_80211 *f, uint8_t id, const uint8_t *p,
                         uint8_t len)
{
    switch (id) {
    case ELEMENT_SSID:
        if (len > SSID_MAX)
            return false;
        if (f->ssid == NULL) {
            f->ssid = p;
            f->ssid_len = len;
        }
        return true;
    case ELEMENT_RATES:
        if (len > RATES_MAX)
            return false;
        if (f->rates == NULL && len != 0) {
            f->rates = p;
            f->n_rates = len;
        }
        return true;
    case ELEMENT_TIM:
        return len <= TIM_MAX;
    case ELEMENT_DS:
        if (len == 1 && !f->has_channel) {
            f->has_channel = true;
            f->channel = p[0];
        }
        return true;
    default:
        return true;
    }
}

static bool read_elements(struct tl_80211 *f, struct bytes b)
{
    while (b.cap > 0) {
        if (b.cap < ELEMENT_HDR || b.cap < ELEMENT_HDR + (uint32_t)b.p[1])
            return false;
        const uint8_t len = b.p[1];
        if (!read_element(f, b.p[0], b.p + ELEMENT_HDR, len))
            return false;
        bytes_advance(&b, ELEMENT_HDR + (uint32_t)len);
    }
    return b.len == 0;
}

void ieee80211_read_management(struct tl_layer *l, const struct bytes *body)
{
    struct tl_80211 *f = &l->ieee80211;
    const uint8_t subtype = f->hdr[0] >> 4;
    struct bytes b = *body;
    uint32_t fixed = fixed_len(subtype);
    const bool secret = (f->hdr[1] & IEEE80211_PROTECTED) != 0;

    if (secret)
        fixed = 4; /* what WEP puts before its data */
    if (b.cap < fixed) {
        l->end = TL_CUT_SEEN;
        return;
    }
    f->body = b.p;
    bytes_advance(&b, fixed);
    if (!secret && has_elements(subtype) && !read_elements(f, b))
        l->end = TL_CUT_SEEN;
}
