/*
 * llc_text.c - LLC and SNAP (IEEE 802): shown with -e, or where nothing
 * behind them could be.
 */
#include "llc.h"
#include "oui.h"

#include "count.h"
#include "render.h"

struct sap_name {
    uint8_t sap;
    const char *name;
};

static const struct sap_name sap_names[] = {
    {0x00, "Null"},      {0x02, "802.1B I"}, {0x04, "SNA"},   {0x06, "IP"},
    {0x0e, "ProWay NM"}, {0x42, "STP"},      {0x4e, "RS511"}, {0x7e, "ISO8208"},
    {0x8e, "ProWay"},    {0xaa, "SNAP"},     {0xe0, "IPX"},   {0xf0, "NetBeui"},
    {0xfe, "OSI"},
};

static const char *sap_name(uint8_t sap)
{
    for (size_t i = 0; i < COUNT_OF(sap_names); i++)
        if (sap_names[i].sap == sap)
            return sap_names[i].name;
    return NULL;
}

/* "Unnumbered, ui, Flags [Poll], length 48" */
static void put_frame(struct line *line, const struct tl_layer *l)
{
    static const char *const flags[] = {"Command", "Response", "Poll", "Final"};
    const uint16_t control = l->llc.control;
    const bool response = (l->llc.ssap & LLC_SAP_FLAG) != 0;

    if ((control & LLC_UNNUMBERED) == LLC_UNNUMBERED) {
        const char *name = NULL;
        switch (control & 0xef) {
        case 0x03:
            name = "ui";
            break;
        case 0x0f:
            name = "dm";
            break;
        case 0x43:
            name = "disc";
            break;
        case 0x63:
            name = "ua";
            break;
        case 0x6f:
            name = "sabme";
            break;
        case 0xe3:
            name = "test";
            break;
        case 0xaf:
            name = "xid";
            break;
        case 0x87:
            name = "frmr";
            break;
        default:
            break;
        }
        if (name != NULL)
            text_printf(line->out, "Unnumbered, %s", name);
        else
            text_printf(line->out, "Unnumbered, %02x", control & 0xef);
        text_printf(line->out, ", Flags [%s], length %u",
                    flags[response + (control & 0x10 ? 2 : 0)], l->len);
        return;
    }
    const char *flag = flags[response + (control & 0x100 ? 2 : 0)];
    if ((control & LLC_UNNUMBERED) == LLC_SUPERVISORY) {
        static const char *const names[] = {
            "Receiver Ready", "Receiver not Ready", "Reject", "?"};
        text_printf(line->out,
                    "Supervisory, %s, rcv seq %u, Flags [%s], length %u",
                    names[control >> 2 & 3], control >> 9, flag, l->len);
        return;
    }
    text_printf(line->out,
                "Information, send seq %u, rcv seq %u, Flags [%s], length %u",
                control >> 1 & 0x7f, control >> 9, flag, l->len);
}

/* -e: "LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl .." */
static void put_llc(struct line *line, const struct tl_llc *llc)
{
    const uint8_t dsap = llc->dsap & (uint8_t)~LLC_SAP_FLAG;
    const uint8_t ssap = llc->ssap & (uint8_t)~LLC_SAP_FLAG;
    const char *dname = sap_name(dsap), *sname = sap_name(ssap);
    const bool wide = (llc->control & LLC_UNNUMBERED) != LLC_UNNUMBERED;

    text_printf(line->out, "LLC, dsap %s (0x%02x) %s, ssap %s (0x%02x) %s, ",
                dname != NULL ? dname : "Unknown", dsap,
                llc->dsap & LLC_SAP_FLAG ? "Group" : "Individual",
                sname != NULL ? sname : "Unknown", ssap,
                llc->ssap & LLC_SAP_FLAG ? "Response" : "Command");
    text_printf(line->out,
                wide ? "ctrl 0x%04x: " : "ctrl 0x%02x: ", llc->control);
}

enum part_end part_llc(struct line *line, const struct tl_layer *l)
{
    line->label = "llc";
    if (l->end != TL_WHOLE) {
        (void)part_mark(line, PART_NEXT);
        return PART_NEXT;
    }
    if (line->style.link_header)
        put_llc(line, &l->llc);
    return PART_NEXT;
}

enum part_end part_snap(struct line *line, const struct tl_layer *l)
{
    enum { SNAP_HDR = 5 };

    line->label = "snap";
    if (line->style.link_header && l->cap >= SNAP_HDR)
        put_snap(line, l);
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

static const char *bridged_name(uint16_t pid)
{
    static const char *const names[] = {
        NULL,
        "Ethernet + FCS",
        "802.4 + FCS",
        "Token Ring + FCS",
        "FDDI + FCS",
        "802.6 + FCS",
        NULL,
        "Ethernet w/o FCS",
        "802.4 w/o FCS",
        "Token Ring w/o FCS",
        "FDDI w/o FCS",
        "802.6 w/o FCS",
        NULL,
        NULL,
        "BPDU",
    };

    return pid < COUNT_OF(names) ? names[pid] : NULL;
}

void put_snap(struct line *line, const struct tl_layer *l)
{
    enum { SNAP_HDR = 5 };
    const struct tl_snap *snap = &l->snap;
    const char *name = name_of_ethertype(snap->type);

    if (snap->oui == OUI_BRIDGED)
        name = bridged_name(snap->type);
    else if (snap->oui != OUI_ETHERNET && snap->oui != OUI_CISCO_BRIDGED)
        name = NULL;
    if (line->style.link_header || snap->oui != OUI_ETHERNET)
        text_printf(line->out, "oui %s (0x%06x), ", oui_name(snap->oui),
                    snap->oui);
    text_printf(line->out, "%s %s (0x%04x), length %u: ",
                snap->oui == OUI_ETHERNET ? "ethertype" : "pid",
                name != NULL ? name : "Unknown", snap->type, l->len - SNAP_HDR);
}

/* Without -e: the stations, with their service access points. */
static void put_stations(struct line *line, const struct tl_layer *link,
                         const struct tl_llc *llc)
{
    const uint8_t saps[2] = {llc->ssap & (uint8_t)~LLC_SAP_FLAG,
                             llc->dsap & (uint8_t)~LLC_SAP_FLAG};
    static const char *const unknown[2] = {"Unknown SSAP", "Unknown DSAP"};

    for (unsigned i = 0; i < 2; i++) {
        const char *name = sap_name(saps[i]);
        if (link == NULL && i == 0 && saps[0] == saps[1])
            continue;
        if (link != NULL) {
            if (i == 0)
                put_link_src(line, link);
            else
                put_mac(line, link->ether.dst);
            text_char(line->out, ' ');
        }
        if (i == 1 || saps[0] != saps[1]) {
            if (name != NULL)
                text_printf(line->out, "%s ", name);
            else
                text_printf(line->out, "%s 0x%02x ", unknown[i], saps[i]);
        }
        if (i == 0)
            TEXT_LIT(line->out, "> ");
    }
}

bool put_llc_belated(struct line *line, const struct tl_layer *link,
                     const struct tl_layer *l)
{
    if (!line->style.link_header)
        put_stations(line, link, &l->llc);
    put_frame(line, l);
    return (l->llc.control & LLC_UNNUMBERED) != LLC_SUPERVISORY;
}

void put_snap_belated(struct line *line, const struct tl_layer *link,
                      const struct tl_layer *l)
{
    if (line->style.link_header)
        return;
    if (link != NULL) {
        put_link_src(line, link);
        TEXT_LIT(line->out, " > ");
        put_mac(line, link->ether.dst);
        text_char(line->out, ' ');
    }
    TEXT_LIT(line->out, "SNAP, ");
    put_snap(line, l);
}
