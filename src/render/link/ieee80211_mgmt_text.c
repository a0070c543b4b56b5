/*
 * ieee80211_mgmt_text.c - management frames of wireless LANs.
 */
#include "count.h"
#include "ieee80211.h"
#include "ieee80211_names.h"
#include "render.h"

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

static const char *auth_algorithm(uint16_t algorithm)
{
    static const char *const names[] = {"Open System", "Shared Key", "EAP"};

    return algorithm < 3 ? names[algorithm] : "Reserved";
}

/* The middle of a shared key's exchange carries a challenge. */
static void put_auth(struct line *line, const struct tl_80211 *f)
{
    const uint16_t algorithm = load_le16(f->body);
    const uint16_t step = load_le16(f->body + 2);
    const char *status =
        step % 2 != 0 ? ieee80211_status(load_le16(f->body + 4)) : "";

    text_printf(line->out, " (%s)-%x", auth_algorithm(algorithm), step);
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

static void put_category(struct line *line, uint8_t category)
{
    const char *name = NULL;

    switch (category) {
    case 0:
        name = "Spectrum Management ";
        break;
    case 1:
        name = "QoS ";
        break;
    case 2:
        name = "DLS ";
        break;
    case 3:
        name = "BA ";
        break;
    case 7:
        name = "HT ";
        break;
    case 13:
        name = "MeshAction ";
        break;
    case 14:
        name = "MultiohopAction ";
        break;
    case 15:
        name = "SelfprotectAction ";
        break;
    case 127:
        name = "Vendor ";
        break;
    default:
        text_printf(line->out, "Reserved(%u) ", category);
        return;
    }
    text_str(line->out, name);
}

static const char *action_name(uint8_t category, uint8_t action)
{
    static const char *const ba[] = {"ADDBA Request", "ADDBA Response",
                                     "DELBA"};
    static const char *const ht[] = {"TxChWidth", "MIMOPwrSave"};
    static const char *const mesh[] = {"MeshLink",
                                       "HWMP",
                                       "Gate Announcement",
                                       "Congestion Control",
                                       "MCCA Setup Request",
                                       "MCCA Setup Reply",
                                       "MCCA Advertisement Request",
                                       "MCCA Advertisement",
                                       "MCCA Teardown",
                                       "TBTT Adjustment Request",
                                       "TBTT Adjustment Response"};
    static const char *const multihop[] = {"Proxy Update",
                                           "Proxy Update Confirmation"};
    static const char *const self[] = {
        NULL,
        "Peering Open",
        "Peering Confirm",
        "Peering Close",
        "Group Key Inform",
        "Group Key Acknowledge",
    };
    static const struct {
        uint8_t category, n;
        const char *const *names;
    } tables[] = {
        {3, COUNT_OF(ba), ba},      {7, COUNT_OF(ht), ht},
        {13, COUNT_OF(mesh), mesh}, {14, COUNT_OF(multihop), multihop},
        {15, COUNT_OF(self), self},
    };

    for (size_t i = 0; i < COUNT_OF(tables); i++)
        if (tables[i].category == category && action < tables[i].n)
            return tables[i].names[action];
    return NULL;
}

static void put_action(struct line *line, const struct tl_80211 *f)
{
    const char *name = action_name(f->body[0], f->body[1]);

    put_sender(line, f);
    put_category(line, f->body[0]);
    if (name != NULL)
        text_str(line->out, name);
    else
        text_printf(line->out, "Act#%u", f->body[1]);
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
        if ((f->hdr[1] & IEEE80211_PROTECTED) != 0)
            put_wep(line, f->body);
        else
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
    static const char *const names[16] = {
        [IEEE80211_ASSOC_REQUEST] = "Assoc Request",
        [IEEE80211_ASSOC_RESPONSE] = "Assoc Response",
        [IEEE80211_REASSOC_REQUEST] = "ReAssoc Request",
        [IEEE80211_REASSOC_RESPONSE] = "ReAssoc Response",
        [IEEE80211_PROBE_REQUEST] = "Probe Request",
        [IEEE80211_PROBE_RESPONSE] = "Probe Response",
        [IEEE80211_BEACON] = "Beacon",
        [IEEE80211_ATIM] = "ATIM",
        [IEEE80211_DISASSOC] = "Disassociation",
        [IEEE80211_AUTH] = "Authentication",
        [IEEE80211_DEAUTH] = "DeAuthentication",
        [IEEE80211_ACTION] = "Action",
    };
    const struct tl_80211 *f = &l->ieee80211;
    const uint8_t subtype = f->hdr[0] >> 4;

    if (names[subtype] == NULL) {
        text_printf(line->out, "Unhandled Management subtype(%x)", subtype);
        return PART_END;
    }
    text_str(line->out, names[subtype]);
    if (f->body != NULL)
        put_body(line, f);
    return l->end == TL_WHOLE ? PART_END : part_mark(line, PART_END);
}
