/*
 * llc_fields.c - logical link control (IEEE 802.2) and SNAP (RFC 1042).
 */
#include "llc.h"
#include "put_fields.h"

static const struct code_name saps[] = {
    {0x00, "null"}, {0x06, "IP"},      {0x42, "STP"},      {0xaa, "SNAP"},
    {0xe0, "IPX"},  {0xf0, "NetBIOS"}, {0xfe, "ISO CLNS"}, {0xff, "global"},
};

static const struct field points[] = {
    FIELD(0, 1, 0, NAMED_HEX, "destination SAP", "llc.dsap", FIELD_NAMES(saps)),
    FIELD(1, 1, 0, NAMED_HEX, "source SAP", "llc.ssap", FIELD_NAMES(saps)),
};

static const struct code_name unnumbered_frames[] = {
    {0x03, "UI"},    {0x0f, "DM"},         {0x43, "DISC"}, {0x63, "UA"},
    {0x6f, "SABME"}, {0x87, "FRMR"},       {0xaf, "XID"},  {0xbf, "XID, poll"},
    {0xe3, "TEST"},  {0xf3, "TEST, poll"},
};

static const struct field unnumbered[] = {
    FIELD(2, 1, 0, NAMED_HEX, "control", "llc.control",
          FIELD_NAMES(unnumbered_frames)),
};

static const struct field numbered[] = {
    FIELD(2, 2, 0, HEX, "control", "llc.control", .little = true),
};

static uint32_t read_llc(struct field_scene *s, uint32_t off)
{
    enum { CONTROL = 2, SHORT = 3, LONG = 4 };
    const uint32_t control = field_number(s, off + CONTROL, 1);

    PUT_FIELDS(s, points, off);
    if ((control & LLC_UNNUMBERED) == LLC_UNNUMBERED) {
        PUT_FIELDS(s, unnumbered, off);
        return SHORT;
    }
    PUT_FIELDS(s, numbered, off);
    return LONG;
}

static const struct field_part llc_parts[] = {PART(points), PART(unnumbered),
                                              PART(numbered)};

const struct header header_llc = {
    .title = "LLC",
    .filter = "llc",
    .mark = "llc",
    .read = read_llc,
    HEADER_PARTS(llc_parts),
};

static const struct code_name ouis[] = {
    {OUI_ETHERNET, "Ethernet"},
    {OUI_CISCO, "Cisco"},
    {OUI_CISCO_BRIDGED, "Cisco bridged"},
    {OUI_BRIDGED, "bridged"},
};

static const struct field organisation[] = {
    FIELD(0, 3, 0, NAMED_HEX, "organisation", "llc.oui", FIELD_NAMES(ouis)),
};

static const struct field snap_type[] = {
    FIELD(3, 2, 0, NAMED_HEX, "type", "llc.type", .name_of = field_ethertype),
};

static const struct field snap_id[] = {
    FIELD(3, 2, 0, HEX, "protocol", "llc.pid"),
};

static uint32_t read_snap(struct field_scene *s, uint32_t off)
{
    enum { HDR = 5 };
    const uint32_t oui = field_number(s, off, 3);

    PUT_FIELDS(s, organisation, off);
    if (oui == OUI_ETHERNET || oui == OUI_CISCO_BRIDGED)
        PUT_FIELDS(s, snap_type, off);
    else
        PUT_FIELDS(s, snap_id, off);
    return HDR;
}

static const struct field_part snap_parts[] = {PART(organisation),
                                               PART(snap_type), PART(snap_id)};

const struct header header_snap = {
    .title = "SNAP",
    .filter = "llc",
    .mark = "snap",
    .read = read_snap,
    HEADER_PARTS(snap_parts),
};
