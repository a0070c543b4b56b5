/*
 * hsrp.c - Cisco's Hot Standby Router Protocol, version 0 (RFC 2281).
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"
#include "values.h"

enum {
    OPCODE = 1,
    STATE = 2,
    HELLO_TIME = 3,
    HOLD_TIME = 4,
    PRIORITY = 5,
    GROUP = 6,
    RESERVED = 7,
    AUTH = 8,
    AUTH_LEN = 8,
    ADDRESS = 16,
};

static bool print_hsrp(struct printer *pr)
{
    static const struct code_name opcodes[] = {
        {0, "hello"}, {1, "coup"}, {2, "resign"}};
    static const struct code_name states[] = {
        {0, "initial"}, {1, "learn"},   {2, "listen"},
        {4, "speak"},   {8, "standby"}, {16, "active"},
    };

    pr->label = "hsrp";
    const uint8_t version = printer_u8(pr, 0);
    text_printf(pr->out, "HSRPv%u", version);
    if (version != 0)
        return true;
    text_char(pr->out, '-');
    CODE_PUT(pr->out, opcodes, printer_u8(pr, OPCODE), "unknown (%u)");
    text_printf(pr->out, " %u: ", pr->len);
    const uint8_t state = printer_u8(pr, STATE);
    TEXT_LIT(pr->out, "state=");
    CODE_PUT(pr->out, states, state, "Unknown (%u)");
    text_char(pr->out, ' ');
    text_printf(pr->out, "group=%u ", printer_u8(pr, GROUP));
    const uint8_t reserved = printer_u8(pr, RESERVED);
    if (reserved != 0)
        text_printf(pr->out, "[reserved=%u!] ", reserved);
    if (!printer_need(pr, ADDRESS, 4))
        return true;
    TEXT_LIT(pr->out, "addr=");
    printer_addr4(pr, ADDRESS);
    if (pr->style->verbose == 0)
        return true;
    const uint8_t hello = printer_u8(pr, HELLO_TIME);
    const uint8_t hold = printer_u8(pr, HOLD_TIME);
    TEXT_LIT(pr->out, " hellotime=");
    duration_put(pr->out, hello);
    TEXT_LIT(pr->out, " holdtime=");
    duration_put(pr->out, hold);
    text_printf(pr->out, " priority=%u auth=\"", printer_u8(pr, PRIORITY));
    printer_string(pr, AUTH, AUTH_LEN);
    text_char(pr->out, '"');
    return true;
}

const struct protocol protocol_hsrp = {.name = "hsrp", .print = print_hsrp};
