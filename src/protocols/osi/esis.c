/*
 * esis.c - ES-IS (ISO 9542): who is at hand, and who is nearer.
 */
#include "codes.h"
#include "osi_kit.h"
#include "protocol.h"
#include "span.h"

enum { MAC_LEN = 6 };

enum {
    FIXED = 9, /* octets of header that all have */
    TYPE = 0x1f,
    HELLO_ES = 2,
    HELLO_IS = 4,
    REDIRECT = 6,
};

static const struct code_name types[] = {
    {HELLO_ES, "ESH"},
    {HELLO_IS, "ISH"},
    {REDIRECT, "redirect"},
};

enum { PROTOCOLS = 129, CONFIGURATION_TIME = 198 };

static const struct code_name options[] = {
    {PROTOCOLS, "Protocols supported"},
    {195, "QoS Maintenance"},
    {197, "Security"},
    {CONFIGURATION_TIME, "ES Configuration Time"},
    {205, "Priority"},
    {225, "Addressk Mask"}, /* the oracle's spelling */
    {226, "SNPA Mask"},
};

/*
 * The labels of reads that pin the packet, and of those where the oracle finds
 * out by itself and goes on: told apart by where they are.
 */
static const char pinned[] = "esis";
static const char unpinned[] = "esis";

/* How it went; a cut shows by itself. */
enum outcome { DONE, WRONG, UNKNOWN };

/*
 * The address at the head of `rest`, whose octets come before the question
 * whether they fit. `counted`: its length octet, too, has to.
 */
static enum outcome take_address(struct printer *pr, struct span *rest,
                                 struct span *addr, bool counted)
{
    const uint8_t n = printer_u8(pr, rest->off);
    const uint32_t used = counted ? n + 1U : n;

    if (!printer_ok(pr))
        return DONE;
    if (rest->len == 0)
        return WRONG;
    if (!printer_need(pr, rest->off + 1, n))
        return DONE;
    if (rest->len < used)
        return WRONG;
    *addr = (struct span){rest->off + 1, n};
    rest->off += n + 1U;
    rest->len -= used;
    return DONE;
}

static enum outcome put_net(struct printer *pr, struct span *rest)
{
    struct span addr = {0, 0};

    if (take_address(pr, rest, &addr, true) == WRONG)
        return WRONG;
    text_printf(pr->out, "\n\t  NET (length: %u): ", addr.len);
    osi_put_nsap(pr, addr.off, addr.len);
    return DONE;
}

static enum outcome put_es_hello(struct printer *pr, struct span *rest)
{
    const uint8_t n = printer_u8(pr, rest->off);

    span_skip(rest, 1);
    text_printf(pr->out, "\n\t  Number of Source Addresses: %u", n);
    for (uint32_t i = 0; i < n && printer_ok(pr); i++)
        if (put_net(pr, rest) == WRONG)
            return WRONG;
    return DONE;
}

/* The oracle forgets to count the octet of the last length. */
static enum outcome put_redirect(struct printer *pr, struct span *rest)
{
    struct span to = {0, 0}, snpa = {0, 0}, net = {0, 0};

    if (take_address(pr, rest, &to, true) == WRONG)
        return WRONG;
    TEXT_LIT(pr->out, "\n\t  ");
    osi_put_nsap(pr, to.off, to.len);
    if (take_address(pr, rest, &snpa, true) == WRONG ||
        take_address(pr, rest, &net, false) == WRONG)
        return WRONG;
    if (!printer_ok(pr))
        return DONE;
    text_printf(pr->out, "\n\t  SNPA (length: %u): ", snpa.len);
    if (snpa.len == 0)
        TEXT_LIT(pr->out, "<empty>");
    else if (snpa.len == MAC_LEN)
        printer_ether(pr, snpa.off);
    else
        text_mac(pr->out, pr->base + snpa.off, snpa.len);
    if (net.len == 0)
        return DONE;
    text_printf(pr->out, "\n\t  NET (length: %u) ", net.len);
    osi_put_nsap(pr, net.off, net.len);
    return DONE;
}

/* What all packets of a type have; moves behind it. */
static enum outcome put_body(struct printer *pr, uint8_t type,
                             struct span *rest)
{
    enum outcome outcome = UNKNOWN;
    const char *name = "";

    switch (type) {
    case HELLO_ES:
        name = "esh";
        outcome = put_es_hello(pr, rest);
        break;
    case HELLO_IS:
        name = "ish";
        outcome = put_net(pr, rest);
        break;
    case REDIRECT:
        name = "redirect";
        outcome = put_redirect(pr, rest);
        break;
    default:
        break;
    }
    if (outcome == WRONG)
        text_printf(pr->out, ", bad %s/li", name);
    return outcome;
}

static void put_protocols(struct printer *pr, struct span v)
{
    for (uint32_t i = 0; i < v.len && printer_ok(pr); i++) {
        const uint8_t id = printer_u8(pr, v.off + i);
        const char *name = osi_nlpid_name(id);
        text_printf(pr->out, "%s (0x%02x)%s", name != NULL ? name : "unknown",
                    id, i + 1 < v.len ? ", " : "");
    }
}

static void put_options(struct printer *pr, struct span list)
{
    struct osi_option o;

    while (list.len > 0 && printer_ok(pr)) {
        pr->label = pinned;
        if (!osi_next_option(pr, &list, &o))
            return;
        text_printf(pr->out, "\n\t  %s Option #%u, length %u, value: ",
                    CODE_NAME(options, o.type, "Unknown"), o.type, o.value.len);
        if (o.type == PROTOCOLS) {
            put_protocols(pr, o.value);
            /* The oracle looks for the next option where the value begins. */
            list.off = o.value.off;
            continue;
        }
        if (o.type == CONFIGURATION_TIME && o.value.len == 2) {
            pr->label = unpinned;
            text_printf(pr->out, "%us", printer_u16(pr, o.value.off));
        } else if (o.type == CONFIGURATION_TIME) {
            TEXT_LIT(pr->out, "(bad length)");
        } else {
            printer_hex(pr, "\n\t  ", o.value.off, o.value.len);
        }
        if (pr->style->verbose > 1)
            printer_hex(pr, "\n\t  ", o.value.off, o.value.len);
    }
}

static void put_long(struct printer *pr, uint8_t type, uint8_t hlen)
{
    struct span rest = {FIXED, hlen - FIXED};

    text_printf(pr->out, "%slength %u\n\t", pr->style->link_shown ? "" : ", ",
                pr->len);
    CODE_PUT(pr->out, types, type, "unknown type: %u");
    text_printf(pr->out, " (%u), v: %u, checksum: 0x%04x", type,
                printer_u8(pr, 2), printer_u16(pr, 7));
    osi_put_checksum(pr, 0, hlen, 7);
    text_printf(pr->out, ", holding time: %us, length indicator: %u",
                printer_u16(pr, 5), hlen);
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t", 0, FIXED);
    switch (put_body(pr, type, &rest)) {
    case DONE:
        put_options(pr, rest);
        break;
    case UNKNOWN:
        if (pr->style->verbose <= 1)
            printer_hex(pr, "\n\t  ", FIXED, pr->len - FIXED);
        break;
    default:
        break;
    }
}

static void put_packet(struct printer *pr)
{
    enum { LEAST = 11 };

    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "ES-IS");
    if (pr->len <= 2) {
        TEXT_LIT(pr->out, "no header at all!");
        return;
    }
    if (!printer_need(pr, 0, FIXED))
        return;
    const uint8_t hlen = printer_u8(pr, 1);
    const uint8_t version = printer_u8(pr, 2);
    const uint8_t type = printer_u8(pr, 4) & TYPE;
    if (version != 1) {
        text_printf(pr->out, " version %u packet not supported", version);
        return;
    }
    if (!osi_length_fits(pr, (struct span){0, pr->len}, hlen, LEAST))
        return;
    if (pr->style->verbose == 0) {
        text_str(pr->out, pr->style->link_shown ? "" : ", ");
        CODE_PUT(pr->out, types, type, "unknown type (%u)");
        text_printf(pr->out, ", length %u", pr->len);
    } else {
        put_long(pr, type, hlen);
    }
}

static bool print_esis(struct printer *pr)
{
    pr->label = unpinned;
    put_packet(pr);
    if (pr->cut && pr->cut_label != pinned)
        printer_settle(pr);
    return true;
}

const struct protocol protocol_esis = {"esis", print_esis};
