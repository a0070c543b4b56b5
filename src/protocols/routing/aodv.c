/*
 * aodv.c - Ad hoc On-Demand Distance Vector routing (RFC 3561), its form for
 * IPv6, and that of the first draft for IPv6, which had types of its own.
 *
 * Messages are measured before they are read. The oracle does not show the
 * flags of requests and replies.
 */
#include "codes.h"
#include "protocol.h"

enum { RREQ = 1, RREP = 2, RERR = 3, RREP_ACK = 4 };
enum { V6_RREQ = 16, V6_RREP = 17, V6_RERR = 18, V6_RREP_ACK = 19 };

/* Where a request and a reply keep what they have, by their form. */
struct form {
    uint8_t addr_len;
    uint8_t rreq_dst, rreq_dst_seq, rreq_src, rreq_src_seq, rreq_len;
    uint8_t rrep_dst, rrep_dst_seq, rrep_src, rrep_len;
};

static const struct form form4 = {
    .addr_len = 4,
    .rreq_dst = 8,
    .rreq_dst_seq = 12,
    .rreq_src = 16,
    .rreq_src_seq = 20,
    .rreq_len = 24,
    .rrep_dst = 4,
    .rrep_dst_seq = 8,
    .rrep_src = 12,
    .rrep_len = 20,
};

static const struct form form6 = {
    .addr_len = 16,
    .rreq_dst = 8,
    .rreq_dst_seq = 24,
    .rreq_src = 28,
    .rreq_src_seq = 44,
    .rreq_len = 48,
    .rrep_dst = 4,
    .rrep_dst_seq = 20,
    .rrep_src = 24,
    .rrep_len = 44,
};

static const struct form form_draft = {
    .addr_len = 16,
    .rreq_dst = 16,
    .rreq_dst_seq = 8,
    .rreq_src = 32,
    .rreq_src_seq = 12,
    .rreq_len = 48,
    .rrep_dst = 8,
    .rrep_dst_seq = 4,
    .rrep_src = 24,
    .rrep_len = 44,
};

/* Octets that are there, of the datagram and of its capture. */
static bool has(struct printer *pr, uint32_t off, uint32_t n)
{
    if (off <= pr->len && n <= pr->len - off && printer_has(pr, off, n))
        return true;
    printer_mark(pr);
    return false;
}

static void put_addr(struct printer *pr, const struct form *form, uint32_t off)
{
    if (form->addr_len == 4)
        printer_addr4(pr, off);
    else
        printer_addr6(pr, off);
}

/* Only the first extension is shown. */
static void put_extension(struct printer *pr, uint32_t off)
{
    enum { HELLO = 1, HELLO_LEN = 4 };

    if (pr->len < off + 2)
        return;
    if (!has(pr, off, 2))
        return;
    const uint8_t type = printer_u8(pr, off);
    const uint8_t len = printer_u8(pr, off + 1);
    if (type != HELLO) {
        text_printf(pr->out, "\n\text %u %u", type, len);
        return;
    }
    if (!has(pr, off, 2 + HELLO_LEN))
        return;
    TEXT_LIT(pr->out, "\n\text HELLO ");
    if (len < HELLO_LEN)
        text_printf(pr->out, "- bad length %u", len);
    else
        text_printf(pr->out, "%u ms", printer_u32(pr, off + 2));
}

static void put_request(struct printer *pr, const struct form *form)
{
    if (!has(pr, 0, form->rreq_len))
        return;
    text_char(pr->out, ' ');
    if (form == &form6)
        TEXT_LIT(pr->out, "v6 ");
    text_printf(pr->out, "rreq %u %s hops %u id 0x%08x\n\tdst ", pr->len,
                form == &form_draft ? "[D]" : "", printer_u8(pr, 3),
                printer_u32(pr, 4));
    put_addr(pr, form, form->rreq_dst);
    text_printf(pr->out, " seq %u src ", printer_u32(pr, form->rreq_dst_seq));
    put_addr(pr, form, form->rreq_src);
    text_printf(pr->out, " seq %u", printer_u32(pr, form->rreq_src_seq));
    put_extension(pr, form->rreq_len);
}

static void put_reply(struct printer *pr, const struct form *form)
{
    enum { PREFIX = 0x1f };

    if (!has(pr, 0, form->rrep_len))
        return;
    text_printf(pr->out, " rrep %u  prefix %u hops %u\n\tdst ", pr->len,
                printer_u8(pr, 2) & PREFIX, printer_u8(pr, 3));
    put_addr(pr, form, form->rrep_dst);
    text_printf(pr->out, " dseq %u src ", printer_u32(pr, form->rrep_dst_seq));
    put_addr(pr, form, form->rrep_src);
    text_printf(pr->out, " %u ms", printer_u32(pr, form->rrep_len - 4U));
    put_extension(pr, form->rrep_len);
}

static void put_error(struct printer *pr, const struct form *form)
{
    enum { HDR = 4, NO_DELETE = 0x80 };
    const uint32_t item = form->addr_len + 4U;
    uint32_t off = HDR;

    if (!has(pr, 0, HDR))
        return;
    const uint8_t n = printer_u8(pr, 3);
    text_printf(pr->out, " rerr %s [items %u] [%u]:",
                (printer_u8(pr, 1) & NO_DELETE) != 0 ? "[D]" : "", n, pr->len);
    for (uint32_t i = 0; i < n; i++, off += item) {
        if (!has(pr, off, item))
            return;
        TEXT_LIT(pr->out, " {");
        put_addr(pr, form, off);
        text_printf(pr->out, "}(%u)", printer_u32(pr, off + form->addr_len));
    }
}

static bool print_aodv(struct printer *pr)
{
    const struct form *form = pr->addr_len == 16 ? &form6 : &form4;

    pr->label = "aodv";
    const uint8_t type = printer_u8(pr, 0);
    TEXT_LIT(pr->out, " aodv");
    switch (type) {
    case RREQ:
    case V6_RREQ:
        put_request(pr, type == RREQ ? form : &form_draft);
        break;
    case RREP:
    case V6_RREP:
        put_reply(pr, type == RREP ? form : &form_draft);
        break;
    case RERR:
    case V6_RERR:
        put_error(pr, type == RERR ? form : &form_draft);
        break;
    case RREP_ACK:
    case V6_RREP_ACK:
        text_printf(pr->out, " rrep-ack %u", pr->len);
        break;
    default:
        text_printf(pr->out, " type %u %u", type, pr->len);
        break;
    }
    return true;
}

const struct protocol protocol_aodv = {"aodv", print_aodv};
