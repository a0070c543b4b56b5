/*
 * ieee80211.c - wireless LAN frames (IEEE 802.11), bare or behind a radiotap,
 * AVS or Prism header.
 */
#include "ieee80211.h"

#include "radiotap.h"
#include "walk.h"

enum {
    FRAME_CONTROL = 2,
    ADDR = 6,
    ADDR3_HDR = 24,
    QOS = 2,
    FCS = 4,
    RADIOTAP_MIN = 8,
    PRISM_HDR = 144,
    AVS_MIN = 8,
};

void decode_radiotap(struct walk *w, struct tl_layer *l)
{
    struct radiotap_walk fields;
    struct radiotap_field field;

    if (w->rest.cap < RADIOTAP_MIN) {
        walk_cut(w, l);
        return;
    }
    const uint32_t len = load_le16(w->rest.p + 2);
    l->radiotap = (struct tl_radiotap){w->rest.p, (uint16_t)len, 0};
    if (len < RADIOTAP_MIN || w->rest.cap < len ||
        !radiotap_start(&fields, w->rest.p, len)) {
        walk_cut(w, l);
        return;
    }
    enum radiotap_end end;
    while ((end = radiotap_next(&fields, &field)) != RADIOTAP_DONE)
        if (end == RADIOTAP_FIELD && field.bit == RADIOTAP_FLAGS)
            l->radiotap.flags = field.p[0];
    walk_past(w, len);
    w->next = TL_IEEE80211;
    if ((l->radiotap.flags & RADIOTAP_FLAG_FCS) != 0)
        bytes_limit(&w->rest, w->rest.len >= FCS ? w->rest.len - FCS : 0);
}

/* What a Prism header says is not shown, unless it is an AVS one. */
void decode_prism(struct walk *w, struct tl_layer *l)
{
    enum { AVS_V1 = 0x80211001, AVS_V2 = 0x80211002 };

    if (w->rest.cap < 4) {
        walk_cut(w, l);
        return;
    }
    const uint32_t cookie = load_be32(w->rest.p);
    if (cookie == AVS_V1 || cookie == AVS_V2) {
        w->next = TL_AVS;
        return;
    }
    if (w->rest.cap < PRISM_HDR) {
        walk_cut(w, l);
        return;
    }
    walk_past(w, PRISM_HDR);
    w->next = TL_IEEE80211;
}

void decode_avs(struct walk *w, struct tl_layer *l)
{
    if (w->rest.cap < AVS_MIN) {
        walk_cut(w, l);
        return;
    }
    const uint32_t len = load_be32(w->rest.p + 4);
    if (len < AVS_MIN || w->rest.cap < len) {
        walk_cut(w, l);
        return;
    }
    walk_past(w, len);
    w->next = TL_IEEE80211;
}

/* IEEE 802.11-2016 section 9.2.3; control frames: 0 when unknown. */
static uint32_t control_header_len(uint8_t subtype)
{
    switch (subtype) {
    case IEEE80211_BAR:
        return 20;
    case IEEE80211_BA:
    case IEEE80211_CTS:
    case IEEE80211_ACK:
        return 10;
    case IEEE80211_WRAPPER:
    case IEEE80211_PS_POLL:
    case IEEE80211_RTS:
    case IEEE80211_CF_END:
    case IEEE80211_CF_END_ACK:
        return 16;
    default:
        return 0;
    }
}

static uint32_t data_header_len(const uint8_t *p)
{
    uint32_t len = ADDR3_HDR;

    if ((p[1] & IEEE80211_WDS) == IEEE80211_WDS)
        len += ADDR;
    if ((p[0] & IEEE80211_QOS) != 0)
        len += QOS;
    return len;
}

/* Source and destination, by the two DS bits (table 9-26). */
static void find_stations(struct tl_80211 *f, const uint8_t *p)
{
    static const uint8_t src[] = {10, 10, 16, 24}, dst[] = {4, 16, 4, 16};
    const unsigned ds = p[1] & IEEE80211_WDS;

    f->src = p + src[ds];
    f->dst = p + dst[ds];
}

/* Radiotap may say that headers are padded to multiples of four. */
static uint32_t padding(const struct walk *w, const struct tl_layer *l,
                        uint32_t hdr_len)
{
    if (l == w->pkt->layers || l[-1].kind != TL_RADIOTAP ||
        (l[-1].radiotap.flags & RADIOTAP_FLAG_PAD) == 0)
        return 0;
    return (4 - hdr_len % 4) % 4;
}

/*
 * With -H every data frame with a QoS field has a mesh control field (section
 * 9.2.4.7.3), unless reserved bits of its flags are set: they count up to
 * three more addresses. Flags that were not captured count as one byte.
 */
static uint32_t mesh_len(const struct walk *w, uint32_t hdr_len)
{
    enum { MESH_CONTROL = 6, ADDRESSES = 3 };
    const uint8_t *p = w->rest.p;

    if (!w->pkt->raw.mesh || (p[0] >> 2 & 3) != IEEE80211_DATA ||
        (p[0] & IEEE80211_QOS) == 0)
        return 0;
    if (w->rest.cap <= hdr_len)
        return 1;
    const uint8_t flags = p[hdr_len];
    return flags <= ADDRESSES ? MESH_CONTROL + (uint32_t)flags * ADDR : 0;
}

static void next_of_data(struct walk *w, struct tl_layer *l)
{
    enum { WEP_IV = 4, NO_DATA = 0x40, PROTECTED = 0x40 };
    const uint8_t *p = l->ieee80211.hdr;

    w->next = TL_NONE;
    if ((p[0] & NO_DATA) != 0)
        return;
    if ((p[1] & PROTECTED) == 0)
        w->next = TL_LLC;
    else if (w->rest.cap < WEP_IV)
        l->end = TL_CUT_SEEN;
    else
        l->ieee80211.body = w->rest.p;
}

void decode_ieee80211(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;
    uint32_t hdr_len;

    l->ieee80211 = (struct tl_80211){0};
    if (w->rest.cap < FRAME_CONTROL) {
        walk_count(w, ADDR3_HDR);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    switch (p[0] >> 2 & 3) {
    case IEEE80211_MANAGEMENT:
        hdr_len = ADDR3_HDR;
        break;
    case IEEE80211_CONTROL:
        hdr_len = control_header_len(p[0] >> 4);
        break;
    case IEEE80211_DATA:
        hdr_len = data_header_len(p);
        break;
    default:
        hdr_len = 0;
    }
    if (hdr_len == 0) {
        walk_end(w, l, TL_BAD);
        return;
    }
    hdr_len += padding(w, l, hdr_len);
    const uint32_t mesh_at = hdr_len;
    hdr_len += mesh_len(w, hdr_len);
    if (w->rest.cap < hdr_len) {
        walk_count(w, hdr_len);
        walk_end(w, l, TL_CUT_SEEN);
        return;
    }
    l->ieee80211.hdr = p;
    l->ieee80211.mesh = hdr_len > mesh_at ? p + mesh_at : NULL;
    walk_past(w, hdr_len);
    switch (p[0] >> 2 & 3) {
    case IEEE80211_MANAGEMENT:
        ieee80211_read_management(l, &w->rest);
        w->next = TL_NONE;
        break;
    case IEEE80211_DATA:
        find_stations(&l->ieee80211, p);
        next_of_data(w, l);
        break;
    default:
        w->next = TL_NONE;
    }
}
