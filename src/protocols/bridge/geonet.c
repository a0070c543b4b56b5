/*
 * geonet.c - vehicles' networks: GeoNetworking (ETSI TS 102 636-4-1) with the
 * transport above it, and CALM FAST (ISO 29281).
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"

enum { HEADER = 36, BTP_LEN = 4, TSB_MH_LEN = 32 };
enum { NEXT_BTP_A = 1, NEXT_BTP_B = 2 };
enum { TYPE_ANY = 0, TYPE_BEACON = 1, TYPE_TSB = 5, TSB_SH = 0, TSB_MH = 1 };

static const struct code_name nexts[] = {
    {0, "Any"}, {NEXT_BTP_A, "BTP-A"}, {NEXT_BTP_B, "BTP-B"}, {3, "IPv6"}};

/* Types; those with sub-types stand with them. */
static const struct code_name types[] = {
    {0x00, "Any"},
    {0x10, "Beacon"},
    {0x20, "GeoUnicast"},
    {0x30, "GeoAnycastCircle"},
    {0x31, "GeoAnycastRect"},
    {0x32, "GeoAnycastElipse"},
    {0x40, "GeoBroadcastCircle"},
    {0x41, "GeoBroadcastRect"},
    {0x42, "GeoBroadcastElipse"},
    {0x50, "TopoScopeBcast-SH"},
    {0x51, "TopoScopeBcast-MH"},
    {0x60, "LocService-Request"},
    {0x61, "LocService-Reply"},
};

static void put_source(struct printer *pr, const char *what)
{
    text_str(pr->out, what);
    if (pr->link_src != NULL) {
        TEXT_LIT(pr->out, " src:");
        pr->host->ether(pr->host->ctx, pr->out, pr->link_src);
    }
    TEXT_LIT(pr->out, "; ");
}

static void put_rest(struct printer *pr, struct span rest)
{
    if (pr->style->verbose == 0)
        return;
    printer_hex_ascii(pr, "\n\t", rest.off, rest.len);
    printer_need(pr, rest.off, rest.len);
}

/* The Basic Transport Protocol; false when it is too short. */
static bool put_btp(struct printer *pr, struct span *rest)
{
    static const struct code_name messages[] = {
        {0, "CAM"},   {1, "DENM"},  {101, "TPEGM"}, {102, "TSPDM"},
        {103, "VPM"}, {104, "SRM"}, {105, "SLAM"},  {106, "ecoCAM"},
        {107, "ITM"}, {150, "SA"}};

    if (rest->len < BTP_LEN) {
        text_printf(pr->out, " (BTP length %u < 4)", rest->len);
        return false;
    }
    const uint16_t to = printer_u16(pr, rest->off);
    text_printf(pr->out, "; BTP Dst:%u", to);
    const uint16_t from = printer_u16(pr, rest->off + 2);
    text_printf(pr->out, " Src:%u", from);
    span_skip(rest, BTP_LEN);
    if (rest->len < 2)
        return true;
    const uint8_t version = printer_u8(pr, rest->off);
    text_printf(pr->out, "; ItsPduHeader v:%u", version);
    const uint8_t message = printer_u8(pr, rest->off + 1);
    text_printf(pr->out, " t:%u-", message);
    CODE_PUT(pr->out, messages, message, "unknown (%u)");
    return true;
}

static const char *type_name(uint8_t type)
{
    enum { WITHOUT_SUBTYPES = 0x2f };

    return CODE_NAME(types, type <= WITHOUT_SUBTYPES ? type & 0xf0 : type,
                     "Unknown");
}

static bool put_header(struct printer *pr, struct span *rest)
{
    if (rest->len < HEADER) {
        text_printf(pr->out, " (common header length %u < 36)", rest->len);
        return false;
    }
    const uint8_t next = printer_u8(pr, 0) & 0xf;
    const uint8_t type = printer_u8(pr, 1);
    const uint16_t payload = printer_u16(pr, 4);
    const uint8_t hops = printer_u8(pr, 7);
    text_printf(pr->out, "v:%u NH:%u-%s HT:%u-%u-%s HopLim:%u Payload:%u ",
                printer_u8(pr, 0) >> 4, next, CODE_NAME(nexts, next, "Unknown"),
                type >> 4, type & 0xf, type_name(type), hops, payload);
    if (printer_need(pr, 8, 8)) {
        TEXT_LIT(pr->out, "GN_ADDR:");
        text_mac(pr->out, pr->base + 8, 8);
        text_char(pr->out, ' ');
    }
    const uint32_t latitude = printer_u32(pr, 20);
    text_printf(pr->out, "lat:%u ", latitude);
    const uint32_t longitude = printer_u32(pr, 24);
    text_printf(pr->out, "lon:%u", longitude);
    printer_need(pr, 0, HEADER);
    span_skip(rest, HEADER);
    if (type == (TYPE_TSB << 4 | TSB_MH)) {
        if (rest->len < TSB_MH_LEN) {
            text_printf(pr->out, " (header size 32 > %u)", rest->len);
            return false;
        }
        printer_need(pr, rest->off, TSB_MH_LEN);
        span_skip(rest, TSB_MH_LEN);
    } else if (type >> 4 != TYPE_ANY && type >> 4 != TYPE_BEACON &&
               type != (TYPE_TSB << 4 | TSB_SH))
        return true;
    if (next != NEXT_BTP_A && next != NEXT_BTP_B)
        return true;
    return put_btp(pr, rest);
}

static bool print_geonet(struct printer *pr)
{
    struct span rest = {0, pr->len};

    pr->label = "geonet";
    put_source(pr, pr->link_src != NULL ? "GeoNet" : "GeoNet ");
    if (put_header(pr, &rest))
        put_rest(pr, rest);
    else
        TEXT_LIT(pr->out, " (invalid)");
    return true;
}

static bool print_calm(struct printer *pr)
{
    pr->label = "calm_fast";
    put_source(pr, "CALM FAST");
    if (pr->len < 2) {
        text_printf(pr->out, " (length %u < 2) (invalid)", pr->len);
        printer_need(pr, 0, pr->len);
        return true;
    }
    const uint8_t source = printer_u8(pr, 0);
    text_printf(pr->out, "SrcNwref:%u; ", source);
    const uint8_t destination = printer_u8(pr, 1);
    text_printf(pr->out, "DstNwref:%u; ", destination);
    put_rest(pr, (struct span){2, pr->len - 2});
    return true;
}

const struct protocol protocol_geonet = {.name = "gn", .print = print_geonet};
const struct protocol protocol_calm = {.name = "calm_fast",
                                       .print = print_calm};
