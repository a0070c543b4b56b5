/*
 * eapol.c - authentication at a port (IEEE 802.1X); the packets of EAP in it
 * are the kit's.
 */
#include "codes.h"
#include "eap.h"
#include "protocol.h"

enum { HEADER = 4, EAP_HDR = 4, EAP_PACKET = 0 };

static const struct code_name frames[] = {
    {EAP_PACKET, "EAP packet"},    {1, "EAPOL start"},
    {2, "EAPOL logoff"},           {3, "EAPOL key"},
    {4, "Encapsulated ASF alert"},
};

static bool print_eapol(struct printer *pr)
{
    pr->label = "eap";
    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t type = printer_u8(pr, 1);
    const uint16_t len = printer_u16(pr, 2);
    text_printf(pr->out, "%s (%u) v%u, len %u",
                CODE_NAME(frames, type, "unknown"), type, printer_u8(pr, 0),
                len);
    if (pr->style->verbose == 0 || type != EAP_PACKET)
        return true;
    if (len == 0) {
        printer_mark(pr);
        return true;
    }
    TEXT_LIT(pr->out, ", ");
    if (printer_need(pr, HEADER, EAP_HDR))
        eap_put(pr, (struct span){HEADER, len});
    return true;
}

const struct protocol protocol_eapol = {.name = "eapol", .print = print_eapol};
