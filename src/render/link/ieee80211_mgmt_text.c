/*
 * ieee80211_mgmt_text.c - management frames of wireless LANs.
 */
#include "codes.h"
#include "ieee80211.h"
#include "ieee80211_names.h"
#include "ieee80211_text.h"

static void put_ssid(struct line *line, const struct tl_80211 *f)
{
    if (f->ssid == NULL)
        return;
    TEXT_LIT(line->out, " (");
    for (unsigned i = 0; i < f->ssid_len && f->ssid[i] != '\0'; i++)
        text_visible(line->out, f->ssid[i]);
    text_char(line->out, ')');
}

/* In units of 500 kb/s; the high bit marks those all stations must know. */
static void put_rates(struct line *line, const struct tl_80211 *f)
{
    if (f->rates == NULL)
        return;
    for (unsigned i = 0; i < f->n_rates; i++) {
        const unsigned rate = f->rates[i] & 0x7f;
        text_printf(line->out, "%s%u.%u%s", i == 0 ? " [" : " ", rate / 2,
                    rate % 2 * 5, (f->rates[i] & 0x80) != 0 ? "*" : "");
    }
    TEXT_LIT(line->out, " Mbit]");
}

static bool has_privacy(const uint8_t *capabilities)
{
    return (capabilities[0] & 0x10) != 0;
}

static void put_channel_privacy(struct line *line, const struct tl_80211 *f)
{
    enum { CAPABILITIES = 10 };

    if (f->has_channel)
        text_printf(line->out, " CH: %u", f->channel);
    if (has_privacy(f->body + CAPABILITIES))
        TEXT_LIT(line->out, ", PRIVACY");
}

static void put_beacon(struct line *line, const struct tl_80211 *f)
{
    enum { CAPABILITIES = 10, INFRASTRUCTURE = 1 };
    const bool infra = (f->body[CAPABILITIES] & INFRASTRUCTURE) != 0;

    put_ssid(line, f);
    put_rates(line, f);
    text_str(line->out, infra ? " ESS" : " IBSS");
    put_channel_privacy(line, f);
}

/* "AID(1) : PRIVACY : Successful" */
static void put_assoc_response(struct line *line, const struct tl_80211 *f)
{
    const uint16_t aid = load_le16(f->body + 4);

    text_printf(line->out, " AID(%x) :%s: %s", aid & 0x3fff,
                has_privacy(f->body) ? " PRIVACY " : "",
                ieee80211_status(load_le16(f->body + 2)));
}

/* The middle of a shared key's exchange carries a challenge. */
static void put_auth(struct line *line, const struct tl_80211 *f)
{
    static const struct code_name algorithms[] = {
        {0, "Open System"}, {1, "Shared Key"}, {2, "EAP"}};
    const uint16_t algorithm = load_le16(f->body);
    const uint16_t step = load_le16(f->body + 2);
    const char *status =
        step % 2 != 0 ? ieee80211_status(load_le16(f->body + 4)) : "";

    text_printf(line->out, " (%s)-%x",
                CODE_NAME(algorithms, algorithm, "Reserved"), step);
    if (algorithm == 1 && (step == 2 || step == 3))
        text_printf(line->out, " [Challenge Text] %s", status);
    else
        text_printf(line->out, ": %s", status);
}

/* Without -e the line names the sender. */
static void put_sender(struct line *line, const struct tl_80211 *f)
{
    enum { ADDR2 = 10 };

    if (!line->style.link_header) {
        TEXT_LIT(line->out, " (");
        put_mac(line, f->hdr + ADDR2);
        text_char(line->out, ')');
    }
    TEXT_LIT(line->out, ": ");
}

static const struct code_name ba_actions[] = {
    {0, "ADDBA Request"},
    {1, "ADDBA Response"},
    {2, "DELBA"},
};

static const struct code_name ht_actions[] = {
    {0, "TxChWidth"},
    {1, "MIMOPwrSave"},
};

static const struct code_name mesh_actions[] = {
    {0, "MeshLink"},
    {1, "HWMP"},
    {2, "Gate Announcement"},
    {3, "Congestion Control"},
    {4, "MCCA Setup Request"},
    {5, "MCCA Setup Reply"},
    {6, "MCCA Advertisement Request"},
    {7, "MCCA Advertisement"},
    {8, "MCCA Teardown"},
    {9, "TBTT Adjustment Request"},
    {10, "TBTT Adjustment Response"},
};

static const struct code_name multihop_actions[] = {
    {0, "Proxy Update"},
    {1, "Proxy Update Confirmation"},
};

static const struct code_name self_actions[] = {
    {1, "Peering Open"},     {2, "Peering Confirm"},       {3, "Peering Close"},
    {4, "Group Key Inform"}, {5, "Group Key Acknowledge"},
};

#define ACTIONS(table) (table), COUNT_OF(table)

/* IEEE 802.11, table 9-47: categories, and what is known of their actions. */
static const struct category {
    uint8_t code;
    const char *name;
    const struct code_name *actions;
    size_t n_actions;
} categories[] = {
    {0, "Spectrum Management ", NULL, 0},
    {1, "QoS ", NULL, 0},
    {2, "DLS ", NULL, 0},
    {3, "BA ", ACTIONS(ba_actions)},
    {7, "HT ", ACTIONS(ht_actions)},
    {13, "MeshAction ", ACTIONS(mesh_actions)},
    {14, "MultiohopAction ", ACTIONS(multihop_actions)},
    {15, "SelfprotectAction ", ACTIONS(self_actions)},
    {127, "Vendor ", NULL, 0},
};

static void put_category_action(struct text *out, uint8_t category,
                                uint8_t action)
{
    static const char unknown[] = "Act#%u";

    for (size_t i = 0; i < COUNT_OF(categories); i++) {
        const struct category *c = &categories[i];
        if (c->code != category)
            continue;
        text_str(out, c->name);
        code_put(out, c->actions, c->n_actions, action, unknown);
        return;
    }
    text_printf(out, "Reserved(%u) ", category);
    text_printf(out, unknown, action);
}

static void put_action(struct line *line, const struct tl_80211 *f)
{
    put_sender(line, f);
    put_category_action(line->out, f->body[0], f->body[1]);
}

static void put_reason(struct line *line, const struct tl_80211 *f)
{
    text_str(line->out, ieee80211_reason(load_le16(f->body)));
}

static void put_body(struct line *line, const struct tl_80211 *f)
{
    switch (f->hdr[0] >> 4) {
    case IEEE80211_BEACON:
        put_beacon(line, f);
        break;
    case IEEE80211_PROBE_RESPONSE:
        put_ssid(line, f);
        put_rates(line, f);
        put_channel_privacy(line, f);
        break;
    case IEEE80211_ASSOC_REQUEST:
    case IEEE80211_PROBE_REQUEST:
        put_ssid(line, f);
        put_rates(line, f);
        break;
    case IEEE80211_REASSOC_REQUEST:
        put_ssid(line, f);
        TEXT_LIT(line->out, " AP : ");
        put_mac(line, f->body + 4);
        break;
    case IEEE80211_ASSOC_RESPONSE:
    case IEEE80211_REASSOC_RESPONSE:
        put_assoc_response(line, f);
        break;
    case IEEE80211_AUTH:
        put_auth(line, f);
        break;
    case IEEE80211_DISASSOC:
        TEXT_LIT(line->out, ": ");
        put_reason(line, f);
        break;
    case IEEE80211_DEAUTH:
        put_sender(line, f);
        put_reason(line, f);
        break;
    case IEEE80211_ACTION:
        put_action(line, f);
        break;
    default:
        break;
    }
}

enum part_end put_management(struct line *line, const struct tl_layer *l)
{
    static const struct code_name names[] = {
        {IEEE80211_ASSOC_REQUEST, "Assoc Request"},
        {IEEE80211_ASSOC_RESPONSE, "Assoc Response"},
        {IEEE80211_REASSOC_REQUEST, "ReAssoc Request"},
        {IEEE80211_REASSOC_RESPONSE, "ReAssoc Response"},
        {IEEE80211_PROBE_REQUEST, "Probe Request"},
        {IEEE80211_PROBE_RESPONSE, "Probe Response"},
        {IEEE80211_BEACON, "Beacon"},
        {IEEE80211_ATIM, "ATIM"},
        {IEEE80211_DISASSOC, "Disassociation"},
        {IEEE80211_AUTH, "Authentication"},
        {IEEE80211_DEAUTH, "DeAuthentication"},
        {IEEE80211_ACTION, "Action"},
    };
    const struct tl_80211 *f = &l->ieee80211;
    const uint8_t subtype = f->hdr[0] >> 4;

    CODE_PUT(line->out, names, subtype, "Unhandled Management subtype(%x)");
    if (f->body != NULL && (f->hdr[1] & IEEE80211_PROTECTED) != 0)
        put_wep(line, f->body);
    else if (f->body != NULL)
        put_body(line, f);
    return l->end == TL_WHOLE ? PART_END : part_mark(line, PART_END);
}
