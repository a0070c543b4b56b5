/*
 * pgm.c - Pragmatic General Multicast (RFC 3208): headers; its options are in
 * pgm_options.c.
 *
 * The oracle looks for the second address of a NAK four octets too far, and
 * takes what stands there for its family and for itself.
 */
#include "pgm.h"

#include "codes.h"
#include "protocol.h"
#include "zmtp1.h"

enum { HDR = 16, PORTS = 4, TYPE = 4, OPTIONS = 5, GSI = 8, TSDU = 14 };
enum { OPTIONS_PRESENT = 1 };

enum {
    SPM = 0x00,
    POLL = 0x01,
    POLR = 0x02,
    ODATA = 0x04,
    RDATA = 0x05,
    NAK = 0x08,
    NNAK = 0x09,
    NCF = 0x0a,
    ACK = 0x0b,
    SPMR = 0x0c,
};

static const struct code_name names[] = {
    {SPM, "SPM"},     {POLL, "POLL"}, {POLR, "POLR"}, {ODATA, "ODATA"},
    {RDATA, "RDATA"}, {NAK, "NAK"},   {NNAK, "NNAK"}, {NCF, "NCF"},
    {ACK, "ACK"},     {SPMR, "SPMR"},
};

/* Octets the oracle measures before it reads them. */
static bool has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (printer_ok(pr) && printer_has(pr, off, n))
        return true;
    if (printer_ok(pr))
        printer_mark(pr);
    return false;
}

/*
 * How long the address of the family at `family_off` is that stands at
 * `off`; 0 when it cannot be shown, which has been marked.
 */
static uint32_t measure_addr(struct printer *pr, uint32_t family_off,
                             uint32_t off)
{
    const uint32_t n = pgm_addr_len(printer_u16(pr, family_off));

    if (printer_ok(pr) && n == 0)
        printer_mark(pr);
    return n > 0 && has(pr, off, n) ? n : 0;
}

/*
 * Each answers where options begin, NOTHING when no more is shown. Behind
 * messages without a body the oracle looks for them at the very start.
 */
enum { NOTHING = UINT16_MAX + 1 };

static uint32_t put_spm(struct printer *pr)
{
    enum { FAMILY = 28, ADDR = 32 };

    if (!has(pr, HDR, 16))
        return NOTHING;
    const uint32_t n = measure_addr(pr, FAMILY, ADDR);
    if (n == 0)
        return NOTHING;
    text_printf(pr->out, "SPM seq %u trail %u lead %u nla ",
                printer_u32(pr, 16), printer_u32(pr, 20), printer_u32(pr, 24));
    pgm_put_addr(pr, ADDR, n);
    return ADDR + n;
}

static uint32_t put_poll(struct printer *pr)
{
    enum { FAMILY = 24, ADDR = 28 };

    if (!has(pr, HDR, 12))
        return NOTHING;
    const uint32_t n = measure_addr(pr, FAMILY, ADDR);
    const uint32_t off = ADDR + n;
    if (n == 0 || !printer_need(pr, off, 12))
        return NOTHING;
    text_printf(pr->out, "POLL seq %u round %u nla ", printer_u32(pr, 16),
                printer_u16(pr, 20));
    pgm_put_addr(pr, ADDR, n);
    text_printf(pr->out, " ivl %u rnd 0x%08x mask 0x%08x", printer_u32(pr, off),
                printer_u32(pr, off + 4), printer_u32(pr, off + 8));
    return off + 12;
}

static uint32_t put_nak(struct printer *pr, const char *name)
{
    enum { FAMILY = 20, ADDR = 24 };

    if (!has(pr, HDR, 8))
        return NOTHING;
    const uint32_t n = measure_addr(pr, FAMILY, ADDR);
    if (n == 0)
        return NOTHING;
    const uint32_t second = ADDR + n + 4;
    const uint32_t m = measure_addr(pr, second, second);
    if (m == 0)
        return NOTHING;
    text_printf(pr->out, "%s (", name);
    pgm_put_addr(pr, ADDR, n);
    TEXT_LIT(pr->out, " -> ");
    pgm_put_addr(pr, second, m);
    text_printf(pr->out, "), seq %u", printer_u32(pr, 16));
    return second + m;
}

static uint32_t put_body(struct printer *pr, uint8_t type)
{
    const char *name = CODE_NAME(names, type, NULL);

    switch (type) {
    case SPM:
        return put_spm(pr);
    case POLL:
        return put_poll(pr);
    case POLR:
        if (!has(pr, HDR, 8))
            return NOTHING;
        text_printf(pr->out, "POLR seq %u round %u", printer_u32(pr, 16),
                    printer_u16(pr, 20));
        return HDR + 8;
    case ODATA:
    case RDATA:
        if (!has(pr, HDR, 8))
            return NOTHING;
        text_printf(pr->out, "%s trail %u seq %u", name, printer_u32(pr, 20),
                    printer_u32(pr, 16));
        return HDR + 8;
    case NAK:
    case NNAK:
    case NCF:
        return put_nak(pr, name);
    case ACK:
        if (!has(pr, HDR, 8))
            return NOTHING;
        text_printf(pr->out, "ACK seq %u", printer_u32(pr, 16));
        return HDR + 8;
    case SPMR:
        TEXT_LIT(pr->out, "SPMR");
        return 0;
    default:
        text_printf(pr->out, "UNKNOWN type 0x%02x", type);
        return 0;
    }
}

static void put_end(struct printer *pr, const uint8_t *addr)
{
    if (pr->addr_len == 4)
        pr->host->addr4(pr->host->ctx, pr->out, addr);
    else
        pr->host->addr6(pr->host->ctx, pr->out, addr);
}

/* Over UDP (-T pgm) the addresses stand there already. */
static void put_ends(struct printer *pr)
{
    enum { PGM = 113 };

    const bool addressed = pr->ip_proto == PGM;

    if (addressed) {
        put_end(pr, pr->src_addr);
        text_char(pr->out, '.');
    }
    pr->host->service(pr->host->ctx, pr->out, printer_u16(pr, 0));
    TEXT_LIT(pr->out, " > ");
    if (addressed) {
        put_end(pr, pr->dst_addr);
        text_char(pr->out, '.');
    }
    pr->host->service(pr->host->ctx, pr->out, printer_u16(pr, 2));
    TEXT_LIT(pr->out, ": ");
}

static void put_addresses(struct printer *pr)
{
    put_end(pr, pr->src_addr);
    TEXT_LIT(pr->out, " > ");
    put_end(pr, pr->dst_addr);
    text_char(pr->out, ':');
}

static bool print_with(struct printer *pr, bool zmtp1)
{
    pr->label = "pgm";
    if (printer_has(pr, 0, PORTS))
        put_ends(pr);
    else
        put_addresses(pr);
    if (!printer_has(pr, 0, HDR)) {
        printer_mark(pr);
        return true;
    }
    text_printf(pr->out, "PGM, length %u", printer_u16(pr, TSDU));
    if (pr->style->verbose == 0)
        return true;
    TEXT_LIT(pr->out, " 0x");
    text_hex_bytes(pr->out, pr->base + GSI, 6);
    text_char(pr->out, ' ');
    const uint8_t type = printer_u8(pr, TYPE);
    uint32_t off = put_body(pr, type);
    if (off == NOTHING)
        return true;
    if ((printer_u8(pr, OPTIONS) & OPTIONS_PRESENT) != 0 &&
        !pgm_put_options(pr, &off))
        return true;
    text_printf(pr->out, " [%u]", pr->len);
    if (zmtp1 && (type == ODATA || type == RDATA))
        zmtp1_put_datagram(pr, off, printer_u16(pr, TSDU));
    return true;
}

static bool print_pgm(struct printer *pr)
{
    return print_with(pr, false);
}

static bool print_pgm_zmtp1(struct printer *pr)
{
    return print_with(pr, true);
}

const struct protocol protocol_pgm = {"pgm", print_pgm};
const struct protocol protocol_pgm_zmtp1 = {"pgm", print_pgm_zmtp1};
