/*
 * lldp_med.c - LLDP for media endpoints (ANSI/TIA-1057): policies, places,
 * power, inventory.
 */
#include "lldp.h"

#include "values.h"

enum { CAPABILITIES = 1, POLICY = 2, LOCATION = 3, POWER = 4, INVENTORY = 5 };

static const struct code_name subtypes[] = {
    {CAPABILITIES, "LLDP-MED Capabilities"},
    {POLICY, "Network policy"},
    {LOCATION, "Location identification"},
    {POWER, "Extended power-via-MDI"},
    {5, "Inventory - hardware revision"},
    {6, "Inventory - firmware revision"},
    {7, "Inventory - software revision"},
    {8, "Inventory - serial number"},
    {9, "Inventory - manufacturer name"},
    {10, "Inventory - model name"},
    {11, "Inventory - asset ID"},
};

static const struct code_name inventories[] = {
    {5, "Hardware revision"}, {6, "Firmware revision"},
    {7, "Software revision"}, {8, "Serial number"},
    {9, "Manufacturer name"}, {10, "Model name"},
    {11, "Asset ID"},
};

static void put_capabilities(struct printer *pr, uint32_t off)
{
    static const struct code_name names[] = {
        {0x01, "LLDP-MED capabilities"},
        {0x02, "network policy"},
        {0x04, "location identification"},
        {0x08, "extended power via MDI-PSE"},
        {0x10, "extended power via MDI-PD"},
        {0x20, "Inventory"},
    };
    static const struct code_name devices[] = {{1, "endpoint class 1"},
                                               {2, "endpoint class 2"},
                                               {3, "endpoint class 3"},
                                               {4, "network connectivity"}};
    const uint16_t bits = printer_u16(pr, off);
    const uint8_t device = printer_u8(pr, off + 2);

    TEXT_LIT(pr->out, "\n\t    Media capabilities [");
    CODE_PUT_BITS_OR(pr->out, names, bits, ", ", "none");
    text_printf(pr->out, "] (0x%04x)\n\t    Device type [%s] (0x%02x)", bits,
                CODE_NAME(devices, device, "unknown"), device);
}

static void put_policy(struct printer *pr, uint32_t off)
{
    static const struct code_name applications[] = {
        {1, "voice"},           {2, "voice signaling"},
        {3, "guest voice"},     {4, "guest voice signaling"},
        {5, "softphone voice"}, {6, "video conferencing"},
        {7, "streaming video"}, {8, "video signaling"},
    };
    static const struct code_name flags[] = {
        {0x80, "Unknown"}, {0x40, "Tagged"}, {0x20, "reserved"}};
    const uint8_t application = printer_u8(pr, off);
    const uint32_t bits = printer_u24(pr, off + 1);

    text_printf(pr->out, "\n\t    Application type [%s] (0x%02x), Flags [",
                CODE_NAME(applications, application, "none"), application);
    CODE_PUT_BITS_OR(pr->out, flags, bits >> 16, ", ", "none");
    text_printf(pr->out, "]\n\t    Vlan id %u, L2 priority %u, DSCP value %u",
                bits >> 9 & 0xfff, bits >> 6 & 7, bits & 0x3f);
}

/* RFC 6225: resolutions of 6 bits before values of 34 or 30 bits. */
static void put_coordinates(struct printer *pr, uint32_t off)
{
    static const struct code_name altitudes[] = {{1, "meters"}, {2, "floors"}};
    static const struct code_name datums[] = {
        {1, "World Geodesic System 1984"},
        {2, "North American Datum 1983 (NAVD88)"},
        {3, "North American Datum 1983 (MLLW)"},
    };
    static const char *const axes[] = {"Latitude", "Longitude"};
    static const char *const values[] = {"latitude", "longitude"};

    for (unsigned i = 0; i < 2; i++) {
        const uint32_t at = off + 5 * i;
        const uint64_t value =
            (uint64_t)(printer_u8(pr, at) & 3) << 32 | printer_u32(pr, at + 1);
        text_printf(pr->out, "\n\t    %s resolution %u, %s value ", axes[i],
                    printer_u8(pr, at) >> 2, values[i]);
        text_u64(pr->out, value);
    }
    const uint8_t type = printer_u8(pr, off + 10) >> 4;
    const uint8_t datum = printer_u8(pr, off + 15);
    text_printf(pr->out, "\n\t    Altitude type %s (%u)",
                CODE_NAME(altitudes, type, "unknown"), type);
    text_printf(pr->out, "\n\t    Altitude resolution %u, altitude value 0x%x",
                printer_u16(pr, off + 10) >> 6 & 0x3f,
                printer_u32(pr, off + 11) & 0x3fffffff);
    text_printf(pr->out, "\n\t    Datum %s (0x%02x)",
                CODE_NAME(datums, datum, "unknown"), datum);
}

static void put_civic_elements(struct printer *pr, struct span list)
{
    static const struct code_name types[] = {
        {1, "national subdivisions "
            "(state,canton,region,province,prefecture)"},
        {2, "county, parish, gun, district"},
        {3, "city, township, shi"},
        {4, "city division, borough, city district, ward chou"},
        {5, "neighborhood, block"},
        {6, "street"},
    };

    while (list.len >= 2 && printer_ok(pr)) {
        const uint8_t type = printer_u8(pr, list.off);
        const uint8_t len = printer_u8(pr, list.off + 1);
        span_skip(&list, 2);
        text_printf(pr->out, "\n\t      CA type '%s' (%u), length %u: ",
                    CODE_NAME(types, type, "unknown"), type, len);
        if (type == 0 || len == 0 || len > list.len)
            return;
        printer_string(pr, list.off, len);
        span_skip(&list, len);
    }
}

/* RFC 4776, with its length first. */
static void put_civic(struct printer *pr, struct span value)
{
    enum { FIXED = 3 }; /* that the length counts: what, and the country */
    static const char *const whats[] = {
        "location of DHCP server",
        "location of the network element believed to be closest to the client",
        "location of the client",
    };

    if (value.len < 1)
        return;
    const uint8_t len = printer_u8(pr, value.off);
    /* The oracle wants an octet more than the length says. */
    if (len < FIXED || value.len < 2u + len)
        return;
    const uint8_t what = printer_u8(pr, value.off + 1);
    text_printf(pr->out, "\n\t    LCI length %u, LCI what %s (0x%02x)", len,
                what < COUNT_OF(whats) ? whats[what] : "unknown", what);
    TEXT_LIT(pr->out, ", Country-code ");
    printer_string(pr, value.off + 2, 2);
    put_civic_elements(pr, (struct span){value.off + 4, len - FIXED});
}

static void put_location(struct printer *pr, struct span value)
{
    enum { COORDINATES = 1, CIVIC = 2, ELIN = 3, COORDINATES_LEN = 16 };
    static const struct code_name formats[] = {
        {COORDINATES, "coordinate-based LCI"},
        {CIVIC, "civic address LCI"},
        {ELIN, "ECS ELIN"},
    };

    if (value.len < 1)
        return;
    const uint8_t format = printer_u8(pr, value.off);
    span_skip(&value, 1);
    text_printf(pr->out, "\n\t    Location data format %s (0x%02x)",
                CODE_NAME(formats, format, "unknown"), format);
    if (format == CIVIC)
        put_civic(pr, value);
    else if (format == ELIN) {
        TEXT_LIT(pr->out, "\n\t    ECS ELIN id ");
        printer_string(pr, value.off, value.len);
    } else if (format != COORDINATES) {
        TEXT_LIT(pr->out, "\n\t    Location ID ");
        printer_hex(pr, "\n\t      ", value.off, value.len);
    } else if (value.len >= COORDINATES_LEN)
        put_coordinates(pr, value.off);
}

static void put_power(struct printer *pr, uint32_t off)
{
    static const char *const sources[] = {"none", "PSE - primary power source",
                                          "local - backup power source",
                                          "PSE+local - reserved"};
    static const struct code_name priorities[] = {
        {1, "critical"}, {2, "high"}, {3, "low"}};
    enum { WATTS_MAX = 1024 };
    const uint8_t b = printer_u8(pr, off);
    const uint8_t priority = b & 0xf;
    const uint16_t power = printer_u16(pr, off + 1);

    /* The oracle looks at the wrong bits for the type of device. */
    text_printf(pr->out,
                "\n\t    Power type [%s device], Power source [%s]"
                "\n\t    Power priority [%s] (0x%02x), Power ",
                b & 3 ? "PD" : "PSE", sources[b >> 4 & 3],
                CODE_NAME(priorities, priority, "none"), priority);
    if (power < WATTS_MAX)
        text_printf(pr->out, "%u.%u Watts", power / 10, power % 10);
    else
        text_printf(pr->out, "%u (Reserved)", power);
}

bool lldp_put_med(struct printer *pr, struct span value)
{
    const uint8_t subtype = printer_u8(pr, value.off + 3);

    if (lldp_put_subtype(pr, subtypes, COUNT_OF(subtypes), subtype))
        return true;
    span_skip(&value, LLDP_ORG_HDR);
    if (subtype == CAPABILITIES && value.len >= 3)
        put_capabilities(pr, value.off);
    else if (subtype == POLICY && value.len >= 4)
        put_policy(pr, value.off);
    else if (subtype == LOCATION)
        put_location(pr, value);
    else if (subtype == POWER && value.len >= 3)
        put_power(pr, value.off);
    else if (subtype >= INVENTORY) {
        text_printf(pr->out, "\n\t  %s ", CODE_NAME(inventories, subtype, ""));
        printer_string(pr, value.off, value.len);
    }
    return false;
}
