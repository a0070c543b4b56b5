/*
 * ieee80211_text.c - wireless LAN frames: data frames say nothing without -e,
 * control and management frames have lines of their own.
 */
#include "ieee80211.h"

#include "codes.h"
#include "ieee80211_text.h"

enum { ADDR1 = 4, ADDR2 = 10, ADDR3 = 16, ADDR4 = 24 };

static void put_addr(struct line *line, const char *name, const uint8_t *addr)
{
    text_str(line->out, name);
    text_char(line->out, ':');
    put_mac(line, addr);
    text_char(line->out, ' ');
}

/* -v: the frame control field's flags, and how long the medium is taken. */
static void put_flags(struct line *line, const uint8_t *p)
{
    static const struct code_name names[] = {
        {0x20, "More Data "}, {0x04, "More Fragments "},   {0x10, "Pwr Mgmt "},
        {0x08, "Retry "},     {0x80, "Strictly Ordered "}, {0x40, "Protected "},
    };
    const bool ps_poll =
        (p[0] >> 2 & 3) == IEEE80211_CONTROL && p[0] >> 4 == IEEE80211_PS_POLL;

    (void)CODE_PUT_BITS(line->out, names, p[1], "");
    if (!ps_poll)
        text_printf(line->out, "%uus ", load_le16(p + 2));
}

/* -H: how many further addresses, how many hops, and which frame it is. */
static void put_mesh(struct line *line, const uint8_t *mesh)
{
    enum { CONTROL = 6, ADDR = 6, FIRST = 4 };
    const unsigned n = mesh[0];

    text_printf(line->out, "MeshData (AE %u TTL %u seq %u", n, mesh[1],
                load_le32(mesh + 2));
    for (unsigned i = 0; i < n; i++) {
        text_printf(line->out, " A%u:", FIRST + i);
        put_mac(line, mesh + CONTROL + i * ADDR);
    }
    TEXT_LIT(line->out, ") ");
}

static void put_data_header(struct line *line, const uint8_t *p)
{
    /* By the two DS bits: to one, from one. */
    static const char *const names[4][4] = {
        {"DA", "SA", "BSSID", NULL},
        {"BSSID", "SA", "DA", NULL},
        {"DA", "BSSID", "SA", NULL},
        {"RA", "TA", "DA", "SA"},
    };
    static const struct code_name contention[] = {
        {1, "Ack"},
        {2, "Poll"},
        {3, "Ack/Poll"},
    };
    static const uint8_t at[4] = {ADDR1, ADDR2, ADDR3, ADDR4};
    const char *const *roles = names[p[1] & IEEE80211_WDS];
    const bool qos = (p[0] & IEEE80211_QOS) != 0;

    if (qos || (p[0] & 0x30) != 0)
        text_printf(line->out, "CF %s%s ",
                    CODE_NAME(contention, p[0] >> 4 & 3, ""),
                    qos ? "+QoS" : "");
    for (unsigned i = 0; i < 4 && roles[i] != NULL; i++)
        put_addr(line, roles[i], p + at[i]);
}

/* A block ACK request's (802.11 section 9.3.1.7). */
static void put_request(struct line *line, const uint8_t *p)
{
    put_addr(line, "RA", p + ADDR1);
    put_addr(line, "TA", p + ADDR2);
    text_printf(line->out, "CTL(%x) SEQ(%u) ", load_le16(p + ADDR3),
                load_le16(p + ADDR3 + 2));
}

static void put_control_header(struct line *line, const uint8_t *p)
{
    switch (p[0] >> 4) {
    case IEEE80211_BAR:
        text_char(line->out, ' ');
        put_request(line, p);
        break;
    case IEEE80211_RTS:
        put_addr(line, "RA", p + ADDR1);
        put_addr(line, "TA", p + ADDR2);
        break;
    case IEEE80211_CTS:
    case IEEE80211_ACK:
    case IEEE80211_BA:
        put_addr(line, "RA", p + ADDR1);
        break;
    case IEEE80211_CF_END:
    case IEEE80211_CF_END_ACK:
        put_addr(line, "RA", p + ADDR1);
        put_addr(line, "BSSID", p + ADDR2);
        break;
    case IEEE80211_PS_POLL:
        put_addr(line, "BSSID", p + ADDR1);
        put_addr(line, "TA", p + ADDR2);
        break;
    default:
        break;
    }
}

/* -e */
static void put_header(struct line *line, const struct tl_80211 *f)
{
    const uint8_t *p = f->hdr;

    if (line->style.verbose > 0)
        put_flags(line, p);
    switch (p[0] >> 2 & 3) {
    case IEEE80211_MANAGEMENT:
        put_addr(line, "BSSID", p + ADDR3);
        put_addr(line, "DA", p + ADDR1);
        put_addr(line, "SA", p + ADDR2);
        break;
    case IEEE80211_CONTROL:
        put_control_header(line, p);
        break;
    default:
        if (f->mesh != NULL)
            put_mesh(line, f->mesh);
        put_data_header(line, p);
    }
}

static enum part_end put_control(struct line *line, const uint8_t *p)
{
    static const struct code_name names[] = {
        {IEEE80211_WRAPPER, "Control Wrapper"},
        {IEEE80211_BAR, "BAR"},
        {IEEE80211_BA, "BA"},
        {IEEE80211_PS_POLL, "Power Save-Poll"},
        {IEEE80211_RTS, "Request-To-Send"},
        {IEEE80211_CTS, "Clear-To-Send"},
        {IEEE80211_ACK, "Acknowledgment"},
        {IEEE80211_CF_END, "CF-End"},
        {IEEE80211_CF_END_ACK, "CF-End+CF-Ack"},
    };
    const uint8_t subtype = p[0] >> 4;

    text_str(line->out, CODE_NAME(names, subtype, ""));
    if (subtype == IEEE80211_PS_POLL)
        text_printf(line->out, " AID(%x)", load_le16(p + 2));
    if (line->style.link_header || subtype == IEEE80211_WRAPPER ||
        subtype == IEEE80211_PS_POLL)
        return PART_END;
    text_char(line->out, ' ');
    switch (subtype) {
    case IEEE80211_BAR:
        put_request(line, p);
        break;
    case IEEE80211_RTS:
        put_addr(line, "TA", p + ADDR2);
        break;
    default:
        put_addr(line, "RA", p + ADDR1);
    }
    return PART_END;
}

static enum part_end put_data(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = l->ieee80211.hdr;

    if ((p[0] & 0x40) != 0)
        return PART_END; /* "null" */
    if ((p[1] & IEEE80211_PROTECTED) == 0)
        return PART_NEXT;
    TEXT_LIT(line->out, "Data");
    if (l->end != TL_WHOLE)
        return part_mark(line, PART_END);
    put_wep(line, l->ieee80211.body);
    return PART_END;
}

static enum part_end put_bad(struct line *line, const struct tl_layer *l)
{
    const uint8_t fc = tl_layer_bytes(line->pkt, l)[0];

    if ((fc >> 2 & 3) == IEEE80211_CONTROL)
        text_printf(line->out, "unknown 802.11 ctrl frame subtype (%u)",
                    fc >> 4);
    else
        text_printf(line->out, "unknown 802.11 frame type (%u)", fc >> 2 & 3);
    return PART_END;
}

enum part_end part_ieee80211(struct line *line, const struct tl_layer *l)
{
    const uint8_t *p = l->ieee80211.hdr;

    line->label = "802.11";
    if (l->end == TL_BAD)
        return put_bad(line, l);
    if (p == NULL)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_header(line, &l->ieee80211);
    switch (p[0] >> 2 & 3) {
    case IEEE80211_MANAGEMENT:
        return put_management(line, l);
    case IEEE80211_CONTROL:
        return put_control(line, p);
    default:
        return put_data(line, l);
    }
}

enum part_end part_prism(struct line *line, const struct tl_layer *l)
{
    line->label = "prism";
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

enum part_end part_avs(struct line *line, const struct tl_layer *l)
{
    line->label = "802.11_radio_avs";
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}
