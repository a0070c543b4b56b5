/*
 * ipx.c - Novell's IPX, with its routing (RIP) and service advertising (SAP).
 */
#include "codes.h"
#include "ipx_sap.h"
#include "printer.h"
#include "protocol.h"
#include "values.h"

enum { HEAD = 30, LSAP_IPX = 0xe0, LSAP_RAW = 0xff };

enum { ETHERTYPE_IPX = 0x8137 };

/* Offsets in the header, and in an address. */
enum { LENGTH = 2, DESTINATION = 6, SOURCE = 18, NODE = 4, SOCKET = 10 };

enum socket { NCP = 0x451, SAP = 0x452, RIP = 0x453 };

/* The words in front differ with the framing, and with -e. */
static void put_framing(struct printer *pr)
{
    /* The flag of a group may be set in the address of a service. */
    const bool is_saps =
        (pr->announced & ~1U) == LSAP_IPX || pr->announced == LSAP_RAW;

    if (pr->announced == ETHERTYPE_IPX)
        TEXT_LIT(pr->out, "(NOV-ETHII) ");
    if (!pr->style->link_header)
        TEXT_LIT(pr->out, "IPX ");
    else if (is_saps)
        text_printf(pr->out,
                    "IPX 802.%c: ", pr->announced == LSAP_RAW ? '3' : '2');
}

/* "00000001.02:00:00:00:00:01" */
static void put_station(struct printer *pr, uint32_t off)
{
    text_printf(pr->out, "%08x.", printer_u32(pr, off));
    printer_mac(pr, off + NODE);
}

static void put_end(struct printer *pr, uint32_t off)
{
    put_station(pr, off);
    text_printf(pr->out, ".%04x", printer_u16(pr, off + SOCKET));
}

enum { SERVICE = 64 };

static bool is_short(struct printer *pr, uint32_t len, uint32_t least)
{
    if (len >= least)
        return false;
    TEXT_LIT(pr->out, " (invalid)");
    return true;
}

static void put_service_type(struct printer *pr, uint32_t off)
{
    const uint16_t type = printer_u16(pr, off);
    const char *name = pr->style->no_names ? NULL : ipx_service_name(type);

    if (name != NULL)
        text_printf(pr->out, " %s", name);
    else
        text_printf(pr->out, " %04x", type);
}

/* What a server is called and where it is; false when it is not all there. */
static bool put_service(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { NAME = 2, NAME_LEN = 48, ADDRESS = 50, HOPS = 60 };

    put_service_type(pr, off);
    TEXT_LIT(pr->out, " '");
    if (len < ADDRESS) {
        TEXT_LIT(pr->out, "' (invalid)");
        return false;
    }
    printer_string(pr, off + NAME, NAME_LEN);
    text_char(pr->out, '\'');
    if (!printer_need(pr, off + ADDRESS, HOPS - ADDRESS) ||
        is_short(pr, len, HOPS))
        return false;
    TEXT_LIT(pr->out, " addr ");
    put_station(pr, off + ADDRESS);
    return printer_need(pr, off, SERVICE) && !is_short(pr, len, SERVICE);
}

static bool has_command(struct printer *pr, uint32_t len)
{
    if (printer_ok(pr) && len < 2)
        text_printf(pr->out, " [length %u < 2] (invalid)", len);
    return printer_ok(pr) && len >= 2;
}

static void put_sap(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { REQUEST = 1, RESPONSE, NEAREST_REQUEST, NEAREST_RESPONSE };
    enum { MOST = 8 };
    static const struct code_name commands[] = {
        {REQUEST, "req"},
        {RESPONSE, "resp"},
        {NEAREST_REQUEST, "nearest-req"},
        {NEAREST_RESPONSE, "nearest-resp"},
    };

    const uint16_t command = printer_u16(pr, off);
    if (!has_command(pr, len))
        return;
    TEXT_LIT(pr->out, "ipx-sap-");
    CODE_PUT(pr->out, commands, command, "?%x");
    off += 2;
    len -= 2;
    if (command == REQUEST || command == NEAREST_REQUEST) {
        if (printer_need(pr, off, 2))
            put_service_type(pr, off);
        return;
    }
    if (command != RESPONSE && command != NEAREST_RESPONSE)
        return;
    for (int i = 0; i < MOST && len > 0; i++) {
        if (!printer_need(pr, off, 2) || is_short(pr, len, 2) ||
            !put_service(pr, off, len))
            return;
        off += SERVICE;
        len -= SERVICE;
    }
}

static void put_rip(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { REQUEST = 1, RESPONSE = 2, ROUTE = 8 };
    static const struct code_name commands[] = {
        {REQUEST, "req"},
        {RESPONSE, "resp"},
    };

    const uint16_t command = printer_u16(pr, off);
    if (!has_command(pr, len))
        return;
    TEXT_LIT(pr->out, "ipx-rip-");
    CODE_PUT(pr->out, commands, command, "?%x");
    if (command != REQUEST && command != RESPONSE)
        return;
    off += 2;
    len -= 2;
    while (len > 0) {
        if (len < ROUTE) {
            TEXT_LIT(pr->out, " (invalid)");
            return;
        }
        if (!printer_need(pr, off, ROUTE))
            return;
        text_printf(pr->out, " %08x/%u.%u", printer_u32(pr, off),
                    printer_u16(pr, off + 4), printer_u16(pr, off + 6));
        off += ROUTE;
        len -= command == REQUEST ? len : ROUTE;
    }
}

static bool print_ipx(struct printer *pr)
{
    static const struct code_name sockets[] = {
        {NCP, "ncp"},
        {0x455, "netbios"},
        {0x456, "diags"},
        {0x553, "nwlink-dgm"},
    };

    pr->label = "ipx";
    put_framing(pr);
    if (!printer_need(pr, 0, HEAD))
        return true;
    put_end(pr, SOURCE);
    TEXT_LIT(pr->out, " > ");
    put_end(pr, DESTINATION);
    TEXT_LIT(pr->out, ": ");
    const uint16_t whole = printer_u16(pr, LENGTH);
    if (whole < HEAD) {
        text_printf(pr->out, "[length %u < %u] (invalid)", whole, HEAD);
        return true;
    }
    const uint32_t len = whole - HEAD;
    const uint16_t socket = printer_u16(pr, DESTINATION + SOCKET);
    if (socket == SAP) {
        put_sap(pr, HEAD, len);
    } else if (socket == RIP) {
        put_rip(pr, HEAD, len);
    } else {
        TEXT_LIT(pr->out, "ipx-");
        CODE_PUT(pr->out, sockets, socket, "#%x");
        text_printf(pr->out, " %u", len);
    }
    return true;
}

const struct protocol protocol_ipx = {.name = "ipx", .print = print_ipx};
