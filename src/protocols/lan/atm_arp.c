/*
 * atm_arp.c - ARP for ATM (RFC 2225), whose addresses have lengths of their
 * own; from the first octet of ARP's header on.
 */
#include "codes.h"
#include "ethertype.h"
#include "protocol.h"
#include "span.h"

enum {
    HEAD = 12,
    LENGTH = 0x3f, /* of an address; a bit beside it tells E.164 from NSAP */
    IP4 = 0x0800,
    TRAILER = 0x1000,
    REQUEST = 1,
    REPLY = 2,
    INVERSE_REQUEST = 8,
    INVERSE_REPLY = 9,
    NACK = 10,
};

static const struct code_name operations[] = {
    {REQUEST, "Request"},
    {REPLY, "Reply"},
    {3, "Reverse Request"},
    {4, "Reverse Reply"},
    {INVERSE_REQUEST, "Inverse Request"},
    {INVERSE_REPLY, "Inverse Reply"},
    {NACK, "NACK Reply"},
};

/* A station: its number, its subaddress, and what it is called in IP. */
struct station {
    struct span number, sub, ip;
};

static struct span take(struct span *rest, uint32_t n)
{
    const struct span s = {rest->off, n};

    rest->off += n;
    return s;
}

static void put_station(struct printer *pr, const struct station *s)
{
    if (s->number.len == 0) {
        TEXT_LIT(pr->out, "<No address>");
        return;
    }
    text_mac(pr->out, pr->base + s->number.off, s->number.len);
    if (s->sub.len == 0)
        return;
    text_char(pr->out, ',');
    text_mac(pr->out, pr->base + s->sub.off, s->sub.len);
}

static bool carries_ip(uint16_t protocol)
{
    return protocol == IP4 || protocol == TRAILER;
}

/* `wrong` for an address of another length. */
static void put_ip(struct printer *pr, const char *before,
                   const struct station *s, const char *wrong)
{
    text_str(pr->out, before);
    if (!carries_ip(printer_u16(pr, 2)))
        TEXT_LIT(pr->out, "<wrong proto type>");
    else if (s->ip.len != 4)
        text_str(pr->out, wrong);
    else
        printer_addr4(pr, s->ip.off);
}

static const char wrong_sender[] = "<wrong splen>";
static const char wrong_target[] = "<wrong tplen>";

/* False where nobody knows what is asked. */
static bool put_operation(struct printer *pr, uint16_t op,
                          const struct station *from, const struct station *to)
{
    CODE_PUT(pr->out, operations, op, "Unknown (%u)");
    text_char(pr->out, ' ');
    switch (op) {
    case REQUEST:
        put_ip(pr, "who-has ", to, wrong_target);
        if (to->number.len > 0) {
            TEXT_LIT(pr->out, " (");
            put_station(pr, to);
            text_char(pr->out, ')');
        }
        put_ip(pr, " tell ", from, wrong_sender);
        return true;
    case REPLY:
        put_ip(pr, "", from, wrong_sender);
        TEXT_LIT(pr->out, " is-at ");
        put_station(pr, from);
        return true;
    case INVERSE_REQUEST:
        TEXT_LIT(pr->out, "who-is ");
        put_station(pr, to);
        TEXT_LIT(pr->out, " tell ");
        put_station(pr, from);
        return true;
    case INVERSE_REPLY:
        put_station(pr, from);
        put_ip(pr, "at ", from, wrong_sender);
        return true;
    case NACK:
        put_ip(pr, "for ", from, wrong_sender);
        return true;
    default:
        return false;
    }
}

/* Both stations, all captured. */
static bool read_stations(struct printer *pr, struct station *from,
                          struct station *to)
{
    struct span rest = {HEAD, 0};

    if (!printer_need(pr, 0, HEAD))
        return false;
    from->number = take(&rest, printer_u8(pr, 4) & LENGTH);
    from->sub = take(&rest, printer_u8(pr, 5) & LENGTH);
    from->ip = take(&rest, printer_u8(pr, 8));
    to->number = take(&rest, printer_u8(pr, 9) & LENGTH);
    to->sub = take(&rest, printer_u8(pr, 10) & LENGTH);
    to->ip = take(&rest, printer_u8(pr, 11));
    return printer_need(pr, 0, rest.off);
}

static void put_kinds(struct printer *pr, uint16_t protocol,
                      const struct station *from, const struct station *to)
{
    const char *name = ethertype_name(protocol);

    TEXT_LIT(pr->out, "ATM, ");
    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "Unknown Protocol (0x%04x)", protocol);
    text_printf(pr->out, " (len %u/%u)", from->ip.len, to->ip.len);
}

static bool print_atm_arp(struct printer *pr)
{
    struct station from, to;

    pr->label = "arp";
    if (!read_stations(pr, &from, &to))
        return true;
    const uint16_t protocol = printer_u16(pr, 2);
    const bool verbose = pr->style->verbose > 0;
    const bool odd =
        !carries_ip(protocol) || from.ip.len != 4 || to.ip.len != 4;
    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "ARP, ");
    if (odd || verbose)
        put_kinds(pr, protocol, &from, &to);
    if (verbose)
        TEXT_LIT(pr->out, ", ");
    if ((!odd || verbose) &&
        !put_operation(pr, printer_u16(pr, 6), &from, &to)) {
        printer_hex_ascii(pr, "\n\t", 0, pr->len);
        return true;
    }
    text_printf(pr->out, ", length %u", pr->len);
    return true;
}

const struct protocol protocol_atm_arp = {"arp", print_atm_arp};
