/*
 * isis_spb.c - shortest path bridging in IS-IS.
 */
#include "isis_spb.h"
#include "isis_reach.h"

#include "codes.h"
#include "values.h"

enum { MCID = 4, DIGEST = 5, BVID = 6, INSTANCE = 1, SERVICE = 3 };

static const struct code_name port_subs[] = {
    {MCID, "SPB MCID"},
    {DIGEST, "SPB Digest"},
    {BVID, "SPB BVID"},
};

static const struct code_name subs[] = {
    {INSTANCE, "SPB Instance"},
    {SERVICE, "SPBM Service Identifier and Unicast Address"},
};

/* What became of a value. */
enum fit { FITS, SHORT, CUT };

/* IEEE 802.1Q section 13.8, 51 octets */
static void put_mcid(struct printer *pr, const char *what, uint32_t off)
{
    if (!isis_need(pr, off, 51))
        return;
    text_printf(pr->out, "\n\t         %s: ID: %u, Name: ", what,
                printer_u8(pr, off));
    printer_string(pr, off + 1, 32);
    text_printf(pr->out, "\n\t              Lvl: %u, Digest: ",
                printer_u16(pr, off + 33));
    for (uint32_t i = 0; i < 16; i++)
        text_printf(pr->out, "%02x ", printer_u8(pr, off + 35 + i));
}

static void put_digest(struct printer *pr, uint32_t off)
{
    const uint8_t bits = printer_u8(pr, off);

    text_printf(pr->out, "\n\t        RES: %u V: %u A: %u D: %u", bits >> 5,
                bits >> 4 & 1, bits >> 2 & 3, bits & 3);
    TEXT_LIT(pr->out, "\n\t         Digest: ");
    for (uint32_t i = 0; i < 8; i++) {
        if (i == 4)
            TEXT_LIT(pr->out, "\n\t                 ");
        text_printf(pr->out, "%08x ", printer_u32(pr, off + 1 + 4 * i));
    }
}

static enum fit put_bvids(struct printer *pr, struct span v)
{
    enum { TREE = 4, VLAN = 2 };

    while (v.len > 0 && printer_ok(pr)) {
        if (v.len < TREE)
            return SHORT;
        text_printf(pr->out, "\n\t           ECT: %08x",
                    printer_u32(pr, v.off));
        span_skip(&v, TREE);
        if (v.len < VLAN)
            return SHORT;
        const uint16_t word = printer_u16(pr, v.off);
        text_printf(pr->out, " BVID: %u, U:%u M:%u ", word >> 4, word >> 3 & 1,
                    word >> 2 & 1);
        span_skip(&v, VLAN);
    }
    return FITS;
}

static enum fit put_port_sub(struct printer *pr, uint8_t type, struct span v)
{
    switch (type) {
    case MCID:
        if (v.len < 102)
            return SHORT;
        put_mcid(pr, "MCID", v.off);
        put_mcid(pr, "AUX-MCID", v.off + 51);
        return FITS;
    case DIGEST:
        if (v.len < 33)
            return SHORT;
        put_digest(pr, v.off);
        return FITS;
    case BVID:
        return put_bvids(pr, v);
    default:
        return FITS;
    }
}

static enum fit put_instance(struct printer *pr, struct span v)
{
    enum { HEAD = 19, TREE = 8 };

    if (v.len < HEAD)
        return SHORT;
    text_printf(pr->out, "\n\t        CIST Root-ID: %08x",
                printer_u32(pr, v.off));
    text_printf(pr->out, " %08x", printer_u32(pr, v.off + 4));
    text_printf(pr->out, ", Path Cost: %08x", printer_u32(pr, v.off + 8));
    text_printf(pr->out, ", Prio: %u", printer_u16(pr, v.off + 12));
    const uint32_t word = printer_u32(pr, v.off + 14);
    text_printf(pr->out, "\n\t        RES: %u, V: %u, SPSource-ID: %u",
                word >> 21, word >> 20 & 1, word & 0xfffff);
    const uint8_t trees = printer_u8(pr, v.off + 18);
    text_printf(pr->out, ", No of Trees: %x", trees);
    span_skip(&v, HEAD);
    for (uint32_t i = 0; i < trees && printer_ok(pr); i++) {
        if (v.len < TREE)
            return CUT;
        const uint8_t bits = printer_u8(pr, v.off);
        const uint32_t ids = printer_u24(pr, v.off + 5);
        text_printf(pr->out, "\n\t         U:%u, M:%u, A:%u, RES:%u, ECT: %08x",
                    bits >> 7, bits >> 6 & 1, bits >> 5 & 1, bits & 0x1f,
                    printer_u32(pr, v.off + 1));
        text_printf(pr->out, ", BVID: %u, SPVID: %u", ids >> 12, ids & 0xfff);
        span_skip(&v, TREE);
    }
    return FITS;
}

static enum fit put_service(struct printer *pr, struct span v)
{
    if (v.len < 8)
        return CUT;
    TEXT_LIT(pr->out, "\n\t        BMAC: ");
    for (uint32_t i = 0; i < 6; i++)
        text_printf(pr->out, "%02x", printer_u8(pr, v.off + i));
    const uint16_t id = printer_u16(pr, v.off + 6);
    text_printf(pr->out, ", RES: %u, VID: %u", id >> 12, id & 0xfff);
    span_skip(&v, 8);
    for (; v.len >= 4 && printer_ok(pr); span_skip(&v, 4)) {
        const uint32_t word = printer_u32(pr, v.off);
        text_printf(pr->out, "\n\t        T: %u, R: %u, RES: %u, ISID: %u",
                    word >> 31, word >> 30 & 1, word >> 24 & 0x3f,
                    word & 0xffffff);
    }
    return FITS;
}

static bool put_subs(struct printer *pr, struct span v, bool port)
{
    while (v.len > 2 && printer_need(pr, v.off, 2)) {
        const uint8_t type = printer_u8(pr, v.off);
        const uint8_t len = printer_u8(pr, v.off + 1);
        text_printf(pr->out, "%s%s subTLV #%u, length: %u",
                    port ? "\n\t       " : "\n\t      ",
                    port ? CODE_NAME(port_subs, type, "unknown")
                         : CODE_NAME(subs, type, "unknown"),
                    type, len);
        span_skip(&v, 2);
        if (len > v.len) {
            TEXT_LIT(pr->out, " (> containing TLV length)");
            return true;
        }
        if (!printer_has(pr, v.off, len))
            return false;
        const struct span value = {v.off, len};
        const enum fit fit = port               ? put_port_sub(pr, type, value)
                             : type == INSTANCE ? put_instance(pr, value)
                             : type == SERVICE  ? put_service(pr, value)
                                                : FITS;
        if (fit == CUT)
            return false;
        if (fit == SHORT) {
            TEXT_LIT(pr->out, " (too short)");
            return true;
        }
        span_skip(&v, len);
    }
    return true;
}

bool isis_put_capability(struct printer *pr, struct span value, bool port)
{
    if (value.len < 2)
        return true;
    const uint16_t word = printer_u16(pr, value.off);
    if (port)
        text_printf(pr->out, "\n\t       RES: %u, MTID(s): %u", word >> 12,
                    word & 0xfff);
    else
        text_printf(pr->out, "\n\t      O: %u, RES: %u, MTID(s): %u",
                    word >> 15, word >> 12 & 7, word & 0xfff);
    span_skip(&value, 2);
    return put_subs(pr, value, port);
}
