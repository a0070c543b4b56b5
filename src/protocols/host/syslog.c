/*
 * syslog.c - syslog (RFC 3164): the priority and the message.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum { MOST_DIGITS = 3 };

static const struct code_name facilities[] = {
    {0, "kernel"},  {1, "user"},      {2, "mail"},      {3, "daemon"},
    {4, "auth"},    {5, "syslog"},    {6, "lpr"},       {7, "news"},
    {8, "uucp"},    {9, "cron"},      {10, "authpriv"}, {11, "ftp"},
    {12, "ntp"},    {13, "security"}, {14, "console"},  {15, "cron"},
    {16, "local0"}, {17, "local1"},   {18, "local2"},   {19, "local3"},
    {20, "local4"}, {21, "local5"},   {22, "local6"},   {23, "local7"},
};

static const struct code_name severities[] = {
    {0, "emergency"}, {1, "alert"},  {2, "critical"}, {3, "error"},
    {4, "warning"},   {5, "notice"}, {6, "info"},     {7, "debug"},
};

/* "<34>" at the start; answers where the message begins, 0: no priority. */
static uint32_t read_priority(struct printer *pr, uint16_t *priority)
{
    *priority = 0;
    if (printer_u8(pr, 0) != '<')
        return 0;
    for (uint32_t i = 1; i <= MOST_DIGITS + 1; i++) {
        const uint8_t c = printer_u8(pr, i);
        if (c == '>')
            return i + 1;
        if (c < '0' || c > '9' || i > MOST_DIGITS)
            break;
        *priority = (uint16_t)(*priority * 10 + (c - '0'));
    }
    return 0;
}

static bool print_syslog(struct printer *pr)
{
    uint16_t priority;

    pr->label = "syslog";
    const uint32_t message = read_priority(pr, &priority);
    if (message == 0) {
        TEXT_LIT(pr->out, " (invalid)");
        return true;
    }
    const uint16_t facility = priority >> 3, severity = priority & 7;
    const char *name = CODE_NAME(severities, severity, "");
    if (pr->style->verbose == 0) {
        TEXT_LIT(pr->out, "SYSLOG ");
        CODE_PUT(pr->out, facilities, facility, "unknown (%u)");
        text_printf(pr->out, ".%s, length: %u", name, pr->len);
        return true;
    }
    text_printf(pr->out, "SYSLOG, length: %u\n\tFacility ", pr->len);
    CODE_PUT(pr->out, facilities, facility, "unknown (%u)");
    text_printf(pr->out, " (%u), Severity %s (%u)\n\tMsg: ", facility, name,
                severity);
    for (uint32_t i = message; printer_ok(pr) && i < pr->len; i++)
        printer_visible(pr, i, 1);
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t", 0, pr->len);
    return true;
}

const struct protocol protocol_syslog = {.name = "syslog",
                                         .print = print_syslog};
