/*
 * decnet_nsp.c - the network services protocol in DECnet's data packets.
 */
#include "decnet_nsp.h"

#include "codes.h"

/* A message of NSP. */
struct nsp {
    uint32_t off;
    uint32_t len;
    uint8_t flags;
    uint16_t dst, src;
};

enum nsp_class { NSP_DATA = 0x00, NSP_ACK = 0x04, NSP_CONTROL = 0x08 };

static void put_links(struct printer *pr, const struct nsp *m, const char *name)
{
    text_printf(pr->out, "%s %u>%u ", name, m->src, m->dst);
}

/* False, with words, where the message has fewer than `n` octets. */
static bool has(struct printer *pr, const struct nsp *m, uint32_t n)
{
    if (m->len >= n)
        return true;
    decnet_put_invalid(pr);
    return false;
}

/* An acknowledgment of this subchannel; false where there is none. */
static bool put_own_ack(struct printer *pr, uint16_t word)
{
    if ((word & 0x8000) == 0)
        return false;
    text_printf(pr->out, "%s %u ", word & 0x1000 ? "nak" : "ack",
                word & 0xfffU);
    return true;
}

/* The names of acknowledgments of the other subchannel. */
struct ack_names {
    const char *ack, *nak;
};

static const struct ack_names of_other = {"oack", "onak"};
static const struct ack_names of_data = {"ackdat", "nakdat"};

static bool put_other_ack(struct printer *pr, const struct ack_names *names,
                          uint16_t word)
{
    if ((word & 0xa000) == 0)
        return false;
    text_printf(pr->out, "%s %u ",
                (word & 0xb000) == 0xb000 ? names->nak : names->ack,
                word & 0xfffU);
    return true;
}

/*
 * The octets before the end of a segment number, behind two acknowledgments
 * at most; 0 where there is no room for what follows.
 */
static uint32_t put_acks(struct printer *pr, const struct nsp *m,
                         const struct ack_names *names)
{
    uint32_t used = 7;

    if (!has(pr, m, used))
        return 0;
    if (!put_own_ack(pr, decnet_u16(pr, m->off + 5)))
        return used;
    used += 2;
    if (!has(pr, m, used))
        return 0;
    if (!put_other_ack(pr, names, decnet_u16(pr, m->off + 7)))
        return used;
    used += 2;
    return has(pr, m, used) ? used : 0;
}

static void put_segment(struct printer *pr, const struct nsp *m,
                        const struct ack_names *names)
{
    const uint32_t used = put_acks(pr, m, names);

    if (used != 0)
        text_printf(pr->out, "seg %u ",
                    decnet_u16(pr, m->off + used - 2) & 0xfffU);
}

/* Where flow control stands does not depend on acknowledgments. */
static void put_link_service(struct printer *pr, const struct nsp *m)
{
    enum { LEAST = 13 };

    put_links(pr, m, "link-service");
    if (!has(pr, m, LEAST))
        return;
    put_segment(pr, m, &of_data);
    const uint8_t flags = printer_u8(pr, m->off + 11);
    const uint8_t value = printer_u8(pr, m->off + 12);
    switch (flags & 0x0c) {
    case 0x00:
        text_printf(pr->out, "dat seg count %u ", value);
        break;
    case 0x04:
        text_printf(pr->out, "intr req count %u ", value);
        return;
    default:
        text_printf(pr->out, "reserved-fcval-int? %x", flags);
        return;
    }
    switch (flags & 0x03) {
    case 0:
        break;
    case 1:
        TEXT_LIT(pr->out, "donotsend-data ");
        break;
    case 2:
        TEXT_LIT(pr->out, "send-data ");
        break;
    default:
        text_printf(pr->out, "reserved-fcmod? %x", flags);
        break;
    }
}

/* "reserved-type? c 2 > 1" */
static void put_reserved(struct printer *pr, const struct nsp *m,
                         const char *what)
{
    text_printf(pr->out, "reserved-%s? %x %u > %u", what, m->flags, m->src,
                m->dst);
}

static void put_data(struct printer *pr, const struct nsp *m)
{
    switch (m->flags & 0x70) {
    case 0x00:
    case 0x20:
    case 0x40:
    case 0x60:
        put_links(pr, m, "data");
        put_segment(pr, m, &of_other);
        break;
    case 0x10:
        put_link_service(pr, m);
        break;
    case 0x30:
        TEXT_LIT(pr->out, "intr ");
        put_segment(pr, m, &of_data);
        break;
    default:
        put_reserved(pr, m, "subtype");
        break;
    }
}

/* Nothing but acknowledgments. */
static void put_ack(struct printer *pr, const struct nsp *m, const char *name,
                    const struct ack_names *names)
{
    enum { LEAST = 9 };

    put_links(pr, m, name);
    if (!has(pr, m, LEAST) || !printer_need(pr, m->off, LEAST))
        return;
    if (put_own_ack(pr, decnet_u16(pr, m->off + 5)))
        (void)put_other_ack(pr, names, decnet_u16(pr, m->off + 7));
}

static void put_acknowledgment(struct printer *pr, const struct nsp *m)
{
    switch (m->flags & 0x70) {
    case 0x00:
        put_ack(pr, m, "data-ack", &of_other);
        break;
    case 0x10:
        put_ack(pr, m, "ils-ack", &of_data);
        break;
    case 0x20:
        text_printf(pr->out, "conn-ack %u", m->dst);
        break;
    default:
        put_reserved(pr, m, "acktype");
        break;
    }
}

/* The services and the size a connection begins with. */
static void put_connect(struct printer *pr, const struct nsp *m,
                        const char *name, uint32_t least)
{
    static const struct code_name versions[] = {
        {0, "3.2"},
        {1, "3.1"},
        {2, "4.0"},
        {3, "4.1"},
    };
    static const struct code_name services[] = {{0x04, "seg "}, {0x08, "msg "}};

    put_links(pr, m, name);
    if (!has(pr, m, least) || !printer_need(pr, m->off, least))
        return;
    text_printf(pr->out, "%sver %s segsize %u ",
                CODE_NAME(services, printer_u8(pr, m->off + 5) & 0x0c, ""),
                CODE_NAME(versions, printer_u8(pr, m->off + 6) & 3, ""),
                decnet_u16(pr, m->off + 7));
}

static void put_option_length(struct printer *pr, uint8_t n)
{
    if (n > 0)
        text_printf(pr->out, "optlen %u ", n);
}

static void put_connect_confirm(struct printer *pr, const struct nsp *m)
{
    enum { LEAST = 10 };

    put_connect(pr, m, "conn-confirm", LEAST);
    if (m->len >= LEAST)
        put_option_length(pr, printer_u8(pr, m->off + 9));
}

static void put_reason(struct printer *pr, const struct nsp *m)
{
    static const struct code_name reasons[] = {
        {0, "object rejected connect"},
        {1, "insufficient resources"},
        {2, "unrecognized node name"},
        {3, "node is shutting down"},
        {4, "unrecognized object"},
        {5, "invalid object name format"},
        {6, "object too busy"},
        {7, "protocol error discovered"},
        {8, "third party abort"},
        {9, "user abort"},
        {10, "invalid node name format"},
        {11, "local node shutting down"},
        {32, "insufficient local resources"},
        {33, "insufficient remote user resources"},
        {34, "invalid access control information"},
        {36, "bad ACCOUNT information"},
        {38, "no response from object"},
        {39, "node unreachable"},
        {41, "no link terminate"},
        {42, "disconnect complete"},
        {43, "bad image data in connect"},
        {54, "cryptographic service mismatch"},
    };

    CODE_PUT(pr->out, reasons, decnet_u16(pr, m->off + 5), "reason-%u");
    text_char(pr->out, ' ');
}

static void put_link_control(struct printer *pr, const struct nsp *m)
{
    switch (m->flags & 0x70) {
    case 0x10:
        put_connect(pr, m, "conn-initiate", 9);
        break;
    case 0x20:
        put_connect_confirm(pr, m);
        break;
    case 0x30:
        put_links(pr, m, "disconn-initiate");
        if (!has(pr, m, 8) || !printer_need(pr, m->off, 8))
            return;
        put_reason(pr, m);
        put_option_length(pr, printer_u8(pr, m->off + 7));
        break;
    case 0x40:
        put_links(pr, m, "disconn-confirm");
        put_reason(pr, m);
        break;
    case 0x60:
        put_connect(pr, m, "retrans-conn-initiate", 9);
        break;
    default:
        put_reserved(pr, m, "ctltype");
        break;
    }
}

void decnet_put_nsp(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { LEAST = 5, CLASS = 0x0c };

    if (len < LEAST) {
        text_printf(pr->out, " (nsplen %u < %u) (invalid)", len, LEAST);
        return;
    }
    if (!printer_need(pr, off, LEAST))
        return;
    const struct nsp m = {.off = off,
                          .len = len,
                          .flags = printer_u8(pr, off),
                          .dst = decnet_u16(pr, off + 1),
                          .src = decnet_u16(pr, off + 3)};
    switch (m.flags & CLASS) {
    case NSP_DATA:
        put_data(pr, &m);
        break;
    case NSP_ACK:
        put_acknowledgment(pr, &m);
        break;
    case NSP_CONTROL:
        put_link_control(pr, &m);
        break;
    default:
        put_reserved(pr, &m, "type");
        break;
    }
}
