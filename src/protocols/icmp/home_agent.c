/*
 * home_agent.c - how mobile nodes find their home agents and the prefixes of
 * their home (RFC 6275 sections 6.5 to 6.8): ICMPv6 messages behind their
 * name.
 */
#include "nd_options.h"
#include "protocol.h"

enum {
    AGENTS_REQUEST = 144,
    AGENTS_REPLY = 145,
    PREFIX_SOLICITATION = 146,
    PREFIX_ADVERTISEMENT = 147,
};

static void put_id(struct printer *pr)
{
    text_printf(pr->out, ", id 0x%04x", printer_u16(pr, 4));
}

static void put_agents(struct printer *pr)
{
    for (uint32_t off = ND_HEADER; off < pr->len && printer_ok(pr);
         off += ND_ADDR)
        printer_text_addr6(pr, ", ", off);
}

static void put_prefixes(struct printer *pr)
{
    static const struct code_name names[] = {{0x8000, "M"}, {0x4000, "O"}};
    const size_t before = text_len(pr->out);
    const uint16_t flags = printer_u16(pr, 6);

    text_char(pr->out, ' ');
    if (CODE_PUT_BITS(pr->out, names, flags, "") == flags)
        printer_rewind(pr, before);
    nd_put_options(pr, ND_HEADER);
}

/* An answer says nothing without -v, and first its length with it. */
static bool starts_answer(struct printer *pr)
{
    nd_put_length(pr);
    if (!printer_need(pr, 0, 2) || pr->style->verbose == 0)
        return false;
    put_id(pr);
    return true;
}

static bool print_icmp6_home_agent(struct printer *pr)
{
    switch (printer_u8(pr, 0)) {
    case AGENTS_REQUEST:
    case PREFIX_SOLICITATION:
        put_id(pr);
        break;
    case AGENTS_REPLY:
        if (starts_answer(pr))
            put_agents(pr);
        break;
    case PREFIX_ADVERTISEMENT:
        if (starts_answer(pr))
            put_prefixes(pr);
        break;
    default:
        return false;
    }
    return true;
}

const struct protocol protocol_icmp6_home_agent = {"icmpv6",
                                                   print_icmp6_home_agent};
