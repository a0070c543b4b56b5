/*
 * someip.c - SOME/IP, the header of AUTOSAR's services over IP.
 */
#include "codes.h"
#include "protocol.h"

static const struct code_name types[] = {
    {0x00, "REQUEST"},
    {0x01, "REQUEST_NO_RETURN"},
    {0x02, "NOTIFICATION"},
    {0x20, "TP_REQUEST"},
    {0x21, "TP_REQUEST_NO_RETURN"},
    {0x22, "TP_NOTIFICATION"},
    {0x80, "RESPONSE"},
    {0x81, "ERROR"},
    {0xa0, "TP_RESPONSE"},
    {0xa1, "TP_ERROR"},
};

static const struct code_name results[] = {
    {0x00, "E_OK"},
    {0x01, "E_NOT_OK"},
    {0x02, "E_UNKNOWN_SERVICE"},
    {0x03, "E_UNKNOWN_METHOD"},
    {0x04, "E_NOT_READY"},
    {0x05, "E_NOT_REACHABLE"},
    {0x06, "E_TIMEOUT"},
    {0x07, "E_WRONG_PROTOCOL_VERSION"},
    {0x08, "E_WRONG_INTERFACE_VERSION"},
    {0x09, "E_MALFORMED_MESSAGE"},
    {0x0a, "E_WRONG_MESSAGE_TYPE"},
    {0x0b, "E_E2E_REPEATED"},
    {0x0c, "E_E2E_WRONG_SEQUENCE"},
    {0x0d, "E_E2E"},
    {0x0e, "E_E2E_NOT_AVAILABLE"},
    {0x0f, "E_E2E_NO_NEW_DATA"},
};

static bool print_someip(struct printer *pr)
{
    enum { HDR = 16, EVENT = 0x8000 };

    pr->label = "someip";
    TEXT_LIT(pr->out, "SOMEIP");
    if (pr->len < HDR) {
        TEXT_LIT(pr->out, " (invalid)");
        return true;
    }
    const uint32_t id = printer_u32(pr, 0);
    text_printf(pr->out, ", service %u, %s %u", id >> 16,
                (id & EVENT) != 0 ? "event" : "method", id & 0x7fff);
    text_printf(pr->out, ", len %u", printer_u32(pr, 4));
    const uint32_t request = printer_u32(pr, 8);
    text_printf(pr->out, ", client %u, session %u", request >> 16,
                request & 0xffff);
    text_printf(pr->out, ", pver %u", printer_u8(pr, 12));
    text_printf(pr->out, ", iver %u", printer_u8(pr, 13));
    text_printf(pr->out, ", msgtype %s",
                CODE_NAME(types, printer_u8(pr, 14), "Unknown"));
    text_printf(pr->out, ", retcode %s\n",
                CODE_NAME(results, printer_u8(pr, 15), "Unknown"));
    return true;
}

const struct protocol protocol_someip = {"someip", print_someip};
