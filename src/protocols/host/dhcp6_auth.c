/*
 * dhcp6_auth.c - the authentication option of DHCPv6 (RFC 3315 section 22.11).
 */
#include "dhcp6_auth.h"
#include "codes.h"

/* RFC 3315 section 21.4: " 01020304 05060708 ..." */
static void put_digest(struct printer *pr, uint32_t off)
{
    for (uint32_t i = 0; i < 16; i += 4)
        text_printf(pr->out, " %08x", printer_u32(pr, off + i));
}

static void put_delayed(struct printer *pr, struct span v)
{
    enum { LEAST = 20 };

    if (v.len == 0)
        return;
    if (v.len < LEAST) {
        TEXT_LIT(pr->out, " ??");
        return;
    }
    if (v.len > LEAST) {
        TEXT_LIT(pr->out, ", realm: ");
        text_hex_bytes(pr->out, pr->base + v.off, v.len - LEAST);
        span_skip(&v, v.len - LEAST);
    }
    text_printf(pr->out, ", key ID: %08x, HMAC-MD5:", printer_u32(pr, v.off));
    put_digest(pr, v.off + 4);
}

static void put_reconfigure_key(struct printer *pr, struct span v)
{
    static const struct code_name types[] = {
        {1, " reconfig-key"},
        {2, " type: HMAC-MD5"},
    };

    if (v.len != 17) {
        TEXT_LIT(pr->out, " ??");
        return;
    }
    text_str(pr->out, CODE_NAME(types, printer_u8(pr, v.off), " type: ??"));
    TEXT_LIT(pr->out, " value:");
    put_digest(pr, v.off + 1);
}

void dhcp6_print_authentication(struct printer *pr, struct span v)
{
    enum { HDR = 11, DELAYED = 2, RECONFIGURE = 3 };
    static const struct code_name protocols[] = {{DELAYED, "delayed"},
                                                 {RECONFIGURE, "reconfigure"}};
    static const struct code_name algorithms[] = {{1, "HMAC-MD5"}};
    static const struct code_name methods[] = {{0, "mono"}};

    if (v.len < HDR) {
        TEXT_LIT(pr->out, " ?");
        return;
    }
    const uint8_t protocol = printer_u8(pr, v.off);
    TEXT_LIT(pr->out, " proto: ");
    CODE_PUT(pr->out, protocols, protocol, "%u");
    TEXT_LIT(pr->out, ", alg: ");
    CODE_PUT(pr->out, algorithms, printer_u8(pr, v.off + 1), "%u");
    TEXT_LIT(pr->out, ", RDM: ");
    CODE_PUT(pr->out, methods, printer_u8(pr, v.off + 2), "%u");
    TEXT_LIT(pr->out, ", RD:");
    for (uint32_t i = 3; i < HDR; i += 2)
        text_printf(pr->out, " %04x", printer_u16(pr, v.off + i));
    span_skip(&v, HDR);
    if (protocol == DELAYED)
        put_delayed(pr, v);
    else if (protocol == RECONFIGURE)
        put_reconfigure_key(pr, v);
    else
        TEXT_LIT(pr->out, " ??");
}
