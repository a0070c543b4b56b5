/*
 * nd.c - neighbour discovery (RFC 4861): ICMPv6 messages behind their name.
 */
#include "nd_options.h"
#include "protocol.h"

enum {
    SOLICIT_ROUTER = 133,
    ADVERTISE_ROUTER = 134,
    SOLICIT = 135,
    REDIRECT = 137,
};

static void put_router(struct printer *pr)
{
    enum { FIXED = 16 };
    static const struct code_name flags[] = {{0x80, "managed"},
                                             {0x40, "other stateful"},
                                             {0x20, "home agent"},
                                             {0x02, "ipv6 only"}};

    if (pr->style->verbose == 0 || !printer_need(pr, 0, FIXED))
        return;
    text_printf(pr->out, "\n\thop limit %u, ", printer_u8(pr, 4));
    ND_PUT_FLAGS(pr->out, flags, printer_u8(pr, 5));
    text_printf(pr->out,
                ", pref %s, router lifetime %us, reachable time %ums, "
                "retrans timer %ums",
                nd_preference_name(printer_u8(pr, 5)), printer_u16(pr, 6),
                printer_u32(pr, 8), printer_u32(pr, 12));
    nd_put_options(pr, FIXED);
}

static void put_neighbour(struct printer *pr, bool solicits)
{
    static const struct code_name flags[] = {
        {0x80, "router"}, {0x40, "solicited"}, {0x20, "override"}};

    printer_text_addr6(pr, solicits ? ", who has " : ", tgt is ", ND_HEADER);
    if (!solicits && pr->style->verbose > 0) {
        TEXT_LIT(pr->out, ", ");
        ND_PUT_FLAGS(pr->out, flags, printer_u8(pr, 4));
    }
    nd_put_options(pr, ND_HEADER + ND_ADDR);
}

static void put_redirect(struct printer *pr)
{
    enum { FIXED = ND_HEADER + 2 * ND_ADDR };

    if (!printer_need(pr, 0, FIXED))
        return;
    printer_text_addr6(pr, ", ", ND_HEADER + ND_ADDR);
    printer_text_addr6(pr, " to ", ND_HEADER);
    nd_put_options(pr, FIXED);
}

static bool print_icmp6_nd(struct printer *pr)
{
    nd_put_length(pr);
    if (!printer_need(pr, 0, 2))
        return true;
    const uint8_t type = printer_u8(pr, 0);
    switch (type) {
    case SOLICIT_ROUTER:
        nd_put_options(pr, ND_HEADER);
        break;
    case ADVERTISE_ROUTER:
        put_router(pr);
        break;
    case REDIRECT:
        put_redirect(pr);
        break;
    default:
        put_neighbour(pr, type == SOLICIT);
        break;
    }
    return true;
}

const struct protocol protocol_icmp6_nd = {"icmpv6", print_icmp6_nd};
