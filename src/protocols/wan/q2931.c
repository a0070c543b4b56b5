/*
 * q2931.c - signalling of ATM: Q.2931, and SSCOP (Q.2110) of which nothing
 * but the first octet is shown.
 */
#include "codes.h"
#include "protocol.h"

static const struct code_name messages[] = {
    {0x02, "Call_proceeding"},  {0x05, "Setup"},
    {0x07, "Connect"},          {0x0f, "Connect_ack"},
    {0x46, "Restart"},          {0x4d, "Release"},
    {0x4e, "Restart_ack"},      {0x5a, "Release_complete"},
    {0x75, "Status_enquiry"},   {0x7d, "Status"},
    {0x80, "Add_party"},        {0x81, "Add_party_ack"},
    {0x82, "Add_party_reject"}, {0x83, "Drop_party"},
    {0x84, "Drop_party_ack"},
};

static bool print_q2931(struct printer *pr)
{
    enum { PROTO_Q2931 = 9, CALL_REF = 2, MESSAGE = 5 };

    pr->label = "atm";
    const uint8_t proto = printer_u8(pr, 0);
    if (!printer_ok(pr))
        return true;
    if (proto != PROTO_Q2931) {
        text_printf(pr->out, "SSCOP, proto %u ", proto);
        return true;
    }
    TEXT_LIT(pr->out, "Q.2931");
    const uint8_t message = printer_u8(pr, MESSAGE);
    text_char(pr->out, ':');
    CODE_PUT(pr->out, messages, message, "msgtype#%u");
    text_printf(pr->out, " CALL_REF:0x%06x", printer_u24(pr, CALL_REF));
    return true;
}

const struct protocol protocol_q2931 = {.name = "q2931", .print = print_q2931};
