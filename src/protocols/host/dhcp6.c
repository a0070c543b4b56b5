/*
 * dhcp6.c - DHCP for IPv6 (RFC 8415): messages and relays; its options are in
 * dhcp6_options.c.
 */
#include "dhcp6.h"
#include "codes.h"
#include "protocol.h"

enum { HDR = 4, RELAY_FORWARD = 12, RELAY_REPLY = 13 };

/* In a relayed message: behind type and hop count. */
enum { LINK = 2, PEER = 18, RELAY_HDR = 34 };

static const struct code_name types[] = {
    {1, "solicit"},      {2, "advertise"},   {3, "request"},
    {4, "confirm"},      {5, "renew"},       {6, "rebind"},
    {7, "reply"},        {8, "release"},     {9, "decline"},
    {10, "reconfigure"}, {11, "inf-req"},    {12, "relay-fwd"},
    {13, "relay-reply"}, {14, "leasequery"}, {15, "leasequery-reply"},
};

static void print_relay(struct printer *pr, struct span m)
{
    if (m.len >= PEER) {
        TEXT_LIT(pr->out, "linkaddr=");
        printer_addr6(pr, m.off + LINK);
    }
    if (m.len < RELAY_HDR) {
        printer_mark(pr);
        return;
    }
    TEXT_LIT(pr->out, " peeraddr=");
    printer_addr6(pr, m.off + PEER);
    span_skip(&m, RELAY_HDR);
    dhcp6_print_options(pr, m);
    text_char(pr->out, ')');
}

void dhcp6_print_message(struct printer *pr, struct span m)
{
    TEXT_LIT(pr->out, "dhcp6");
    if (m.len < HDR) {
        printer_mark(pr);
        return;
    }
    const uint8_t type = printer_u8(pr, m.off);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, types, type, "msgtype-%u");
    if (pr->style->verbose == 0)
        return;
    TEXT_LIT(pr->out, " (");
    if (type == RELAY_FORWARD || type == RELAY_REPLY) {
        print_relay(pr, m);
        return;
    }
    text_printf(pr->out, "xid=%x", printer_u24(pr, m.off + 1));
    span_skip(&m, HDR);
    dhcp6_print_options(pr, m);
    text_char(pr->out, ')');
}

/* The oracle looks before it reads, so what is not captured is not there. */
static bool print_dhcp6(struct printer *pr)
{
    pr->label = "dhcp6";
    dhcp6_print_message(
        pr, (struct span){0, pr->len < pr->cap ? pr->len : pr->cap});
    return true;
}

const struct protocol protocol_dhcp6 = {.name = "dhcpv6", .print = print_dhcp6};
