/*
 * rpl.c - the routing protocol for low-power and lossy networks (RFC 6550):
 * ICMPv6 messages behind their name.
 */
#include "codes.h"
#include "protocol.h"

enum {
    SECURE = 0x80, /* of the message's code */
    OBJECT = 1,
    ADVERTISEMENT = 2,
    ACKNOWLEDGMENT = 3,
    BASE = 4, /* behind the ICMPv6 header */
    DODAG_LEN = 16,
    OBJECT_FIXED = BASE + 8 + DODAG_LEN,
    ANSWER_FIXED = BASE + 4,
};

static const struct code_name message_names[] = {
    {0, "DODAG Information Solicitation"},
    {OBJECT, "DODAG Information Object"},
    {ADVERTISEMENT, "Destination Advertisement Object"},
    {ACKNOWLEDGMENT, "Destination Advertisement Object Ack"},
};

/* Section 6.3.1: the mode of operation. */
static const struct code_name modes[] = {
    {0, "nonstoring"},
    {1, "storing"},
    {2, "nonstoring-multicast"},
    {3, "storing-multicast"},
};

enum { OPTION_PAD1 = 0 };

/* Section 6.7 */
static const struct code_name option_names[] = {
    {OPTION_PAD1, "pad1"}, {1, "padN"},       {2, "metrics"},
    {3, "routinginfo"},    {4, "config"},     {5, "rpltarget"},
    {6, "transitinfo"},    {8, "destprefix"}, {9, "rpltargetdesc"},
};

/* Bytes of the option at `off`, or 0 when they are not all there. */
static uint32_t put_option(struct printer *pr, uint32_t off)
{
    const uint8_t type = printer_u8(pr, off);
    const char *name = CODE_NAME(option_names, type, NULL);

    if (type != OPTION_PAD1 && pr->len - off < 2) {
        printer_mark(pr);
        return 0;
    }
    const uint32_t len = type == OPTION_PAD1 ? 1 : 2U + printer_u8(pr, off + 1);
    if (!printer_ok(pr))
        return 0;
    if (name != NULL)
        text_printf(pr->out, " opt:%s", name);
    else
        text_printf(pr->out, " opt:subopt:%u", type);
    if (type == OPTION_PAD1)
        return len;
    text_printf(pr->out, " len:%u ", len);
    if (!printer_has(pr, off, len)) {
        printer_mark(pr);
        return 0;
    }
    if (pr->style->verbose > 2)
        printer_hex(pr, " ", off + 2, len - 2);
    return len;
}

/* -vv */
static void put_options(struct printer *pr, uint32_t off)
{
    uint32_t len = 1;

    if (pr->style->verbose < 2)
        return;
    for (; off < pr->len && len > 0; off += len)
        len = put_option(pr, off);
}

static void put_object(struct printer *pr)
{
    enum { GROUNDED = 0x80 };

    if (pr->len < OBJECT_FIXED) {
        text_printf(pr->out, " [length %u < %u] (invalid)", pr->len - BASE,
                    OBJECT_FIXED - BASE);
        return;
    }
    if (!printer_need(pr, 0, OBJECT_FIXED))
        return;
    const uint8_t flags = printer_u8(pr, BASE + 4);
    const unsigned mode = flags >> 3 & 7;
    const char *name = CODE_NAME(modes, mode, NULL);

    printer_text_addr6(pr, " [dagid:", BASE + 8);
    text_printf(pr->out,
                ",seq:%u,instance:%u,rank:%u%s,mop:", printer_u8(pr, BASE + 5),
                printer_u8(pr, BASE), printer_u16(pr, BASE + 2),
                flags & GROUNDED ? ",grounded" : "");
    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "mop%u", mode);
    text_printf(pr->out, ",prf:%u]", flags & 7);
    put_options(pr, OBJECT_FIXED);
}

/* The root an advertisement or acknowledgment is about, if it says so. */
static void put_root(struct printer *pr, bool named)
{
    if (named)
        printer_text_addr6(pr, " [dagid:", ANSWER_FIXED);
    else
        TEXT_LIT(pr->out, " [dagid:<elided>");
}

/* The oracle wants room for the root even where the root is left out. */
static void put_advertisement(struct printer *pr)
{
    enum { NAMED = 0x40 };
    static const struct code_name names[] = {{0x80, "acK,"}, {NAMED, "Dagid,"}};

    if (!printer_has(pr, 0, ANSWER_FIXED + DODAG_LEN)) {
        printer_mark(pr);
        return;
    }
    const uint8_t flags = printer_u8(pr, BASE + 1);
    const bool named = (flags & NAMED) != 0;
    put_root(pr, named);
    text_printf(pr->out, ",seq:%u,instance:%u,", printer_u8(pr, BASE + 3),
                printer_u8(pr, BASE));
    (void)CODE_PUT_BITS(pr->out, names, flags, "");
    text_printf(pr->out, "%02x]", flags);
    put_options(pr, ANSWER_FIXED + (named ? DODAG_LEN : 0));
}

static void put_acknowledgment(struct printer *pr)
{
    enum { NAMED = 0x80 };
    const bool named = printer_has(pr, 0, ANSWER_FIXED) &&
                       (printer_u8(pr, BASE + 1) & NAMED) != 0;
    const uint32_t end = ANSWER_FIXED + (named ? DODAG_LEN : 0);

    if (!printer_has(pr, 0, end)) {
        printer_mark(pr);
        return;
    }
    put_root(pr, named);
    text_printf(pr->out, ",seq:%u,instance:%u,status:%u]",
                printer_u8(pr, BASE + 2), printer_u8(pr, BASE),
                printer_u8(pr, BASE + 3));
    put_options(pr, end);
}

static bool print_icmp6_rpl(struct printer *pr)
{
    const uint8_t code = printer_u8(pr, 1);
    const char *name = CODE_NAME(message_names, code, NULL);

    if (code & SECURE) {
        TEXT_LIT(pr->out, ", (SEC) [worktodo]");
        return true;
    }
    if (name == NULL)
        text_printf(pr->out, ", (CLR)RPL message, unknown code %u", code);
    else
        text_printf(pr->out, ", (CLR)%s", name);
    if (pr->style->verbose == 0)
        return true;
    if (code == OBJECT)
        put_object(pr);
    else if (code == ADVERTISEMENT)
        put_advertisement(pr);
    else if (code == ACKNOWLEDGMENT)
        put_acknowledgment(pr);
    return true;
}

const struct protocol protocol_icmp6_rpl = {"icmpv6", print_icmp6_rpl};
