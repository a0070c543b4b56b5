/*
 * llc_text.c - LLC and SNAP (IEEE 802): shown with -e, or where nothing
 * behind them could be.
 */
#include "ethertype.h"
#include "llc.h"
#include "oui.h"

#include "codes.h"
#include "render.h"

static const struct code_name sap_names[] = {
    {0x00, "Null"},      {0x02, "802.1B I"}, {0x04, "SNA"},   {0x06, "IP"},
    {0x0e, "ProWay NM"}, {0x42, "STP"},      {0x4e, "RS511"}, {0x7e, "ISO8208"},
    {0x8e, "ProWay"},    {0xaa, "SNAP"},     {0xe0, "IPX"},   {0xf0, "NetBeui"},
    {0xfe, "OSI"},
};

/* U frames, without their poll bit; the number of an S frame. */
static const struct code_name unnumbered[] = {
    {0x03, "ui"},    {0x0f, "dm"},   {0x43, "disc"}, {0x63, "ua"},
    {0x6f, "sabme"}, {0x87, "frmr"}, {0xaf, "xid"},  {0xe3, "test"},
};
static const struct code_name supervisory[] = {
    {0, "Receiver Ready"}, {1, "Receiver not Ready"}, {2, "Reject"}};

/* A response says that it is final where a command polls. */
static void put_frame_end(struct line *line, const struct tl_layer *l, bool bit)
{
    const bool response = (l->llc.ssap & LLC_SAP_FLAG) != 0;
    const char *flag = response ? "Response" : "Command";

    if (bit)
        flag = response ? "Final" : "Poll";
    text_printf(line->out, ", Flags [%s], length %u", flag, l->len);
}

/* "Unnumbered, ui, Flags [Poll], length 48" */
static void put_frame(struct line *line, const struct tl_layer *l)
{
    const uint16_t control = l->llc.control;

    if ((control & LLC_UNNUMBERED) == LLC_UNNUMBERED) {
        TEXT_LIT(line->out, "Unnumbered, ");
        CODE_PUT(line->out, unnumbered, control & 0xef, "%02x");
        put_frame_end(line, l, (control & 0x10) != 0);
        return;
    }
    if ((control & LLC_UNNUMBERED) == LLC_SUPERVISORY)
        text_printf(line->out, "Supervisory, %s, rcv seq %u",
                    CODE_NAME(supervisory, control >> 2 & 3, "?"),
                    control >> 9);
    else
        text_printf(line->out, "Information, send seq %u, rcv seq %u",
                    control >> 1 & 0x7f, control >> 9);
    put_frame_end(line, l, (control & 0x100) != 0);
}

/* -e: "LLC, dsap SNAP (0xaa) Individual, ssap SNAP (0xaa) Command, ctrl .." */
static void put_llc(struct line *line, const struct tl_llc *llc)
{
    const uint8_t dsap = llc->dsap & (uint8_t)~LLC_SAP_FLAG;
    const uint8_t ssap = llc->ssap & (uint8_t)~LLC_SAP_FLAG;
    const bool wide = (llc->control & LLC_UNNUMBERED) != LLC_UNNUMBERED;

    text_printf(line->out, "LLC, dsap %s (0x%02x) %s, ssap %s (0x%02x) %s, ",
                CODE_NAME(sap_names, dsap, "Unknown"), dsap,
                llc->dsap & LLC_SAP_FLAG ? "Group" : "Individual",
                CODE_NAME(sap_names, ssap, "Unknown"), ssap,
                llc->ssap & LLC_SAP_FLAG ? "Response" : "Command");
    text_printf(line->out,
                wide ? "ctrl 0x%04x: " : "ctrl 0x%02x: ", llc->control);
}

static bool is_novell_raw(const struct tl_llc *llc)
{
    return llc->dsap == LLC_NOVELL_RAW && llc->ssap == LLC_NOVELL_RAW;
}

enum part_end part_llc(struct line *line, const struct tl_layer *l)
{
    line->label = "llc";
    if (l->end != TL_WHOLE) {
        (void)part_mark(line, PART_NEXT);
        return PART_NEXT;
    }
    if (line->style.link_header && !is_novell_raw(&l->llc))
        put_llc(line, &l->llc);
    return PART_NEXT;
}

static const struct code_name bridged_names[] = {
    {1, "Ethernet + FCS"},
    {2, "802.4 + FCS"},
    {3, "Token Ring + FCS"},
    {4, "FDDI + FCS"},
    {5, "802.6 + FCS"},
    {7, "Ethernet w/o FCS"},
    {8, "802.4 w/o FCS"},
    {9, "Token Ring w/o FCS"},
    {10, "FDDI w/o FCS"},
    {11, "802.6 w/o FCS"},
    {14, "BPDU"},
};

static const struct code_name cisco_names[] = {
    {PID_CISCO_PVST, "PVST"}, {PID_CISCO_VLAN_BRIDGE, "VLAN Bridge"},
    {PID_CISCO_UDLD, "UDLD"}, {PID_CISCO_CDP, "CDP"},
    {PID_CISCO_VTP, "VTP"},   {PID_CISCO_DTP, "DTP"},
};

static void put_snap(struct line *line, const struct tl_layer *l)
{
    enum { SNAP_HDR = 5 };
    const struct tl_snap *snap = &l->snap;
    const char *name = ethertype_name(snap->type);

    if (snap->oui == OUI_BRIDGED)
        name = CODE_NAME(bridged_names, snap->type, NULL);
    else if (snap->oui == OUI_CISCO)
        name = CODE_NAME(cisco_names, snap->type, NULL);
    else if (snap->oui != OUI_ETHERNET && snap->oui != OUI_CISCO_BRIDGED &&
             snap->oui != OUI_APPLE)
        name = NULL;
    if (line->style.link_header || snap->oui != OUI_ETHERNET)
        text_printf(line->out, "oui %s (0x%06x), ", oui_name(snap->oui),
                    snap->oui);
    text_printf(line->out, "%s %s (0x%04x), length %u: ",
                snap->oui == OUI_ETHERNET ? "ethertype" : "pid",
                name != NULL ? name : "Unknown", snap->type, l->len - SNAP_HDR);
}

enum part_end part_snap(struct line *line, const struct tl_layer *l)
{
    enum { SNAP_HDR = 5 };

    line->label = "snap";
    if (line->style.link_header && l->cap >= SNAP_HDR)
        put_snap(line, l);
    return l->end == TL_WHOLE ? PART_NEXT : part_mark_cut(line, l);
}

/* Without -e: the stations, with their service access points. */
static void put_stations(struct line *line, const struct tl_layer *link,
                         const struct tl_llc *llc)
{
    const uint8_t saps[2] = {llc->ssap & (uint8_t)~LLC_SAP_FLAG,
                             llc->dsap & (uint8_t)~LLC_SAP_FLAG};
    static const char *const unknown[2] = {"Unknown SSAP", "Unknown DSAP"};

    for (unsigned i = 0; i < 2; i++) {
        const char *name = CODE_NAME(sap_names, saps[i], NULL);
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
