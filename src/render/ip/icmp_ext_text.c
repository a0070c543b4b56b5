/*
 * icmp_ext_text.c - the extensions of ICMP errors (RFC 4884), behind the
 * quoted packet: MPLS labels (RFC 4950) and other objects.
 */
#include "bytes.h"
#include "hexdump.h"
#include "icmp.h"
#include "inet_sum.h"
#include "render.h"

enum {
    ICMP_HDR = 8,
    QUOTE_LEN = 128, /* as RFC 4884 section 5.5 fixes it for old senders */
    EXT_HDR = 4,
    OBJECT_HDR = 4,
    CLASS_MPLS = 1,
    CLASS_INTERFACE = 2,
};

static const char *class_name(uint8_t class)
{
    switch (class) {
    case CLASS_MPLS:
        return "MPLS Stack Entry";
    case CLASS_INTERFACE:
        return "Interface Identification";
    default:
        return "unknown";
    }
}

static void put_label(struct line *line, uint32_t entry)
{
    text_printf(line->out, "\n\t    label %u, tc %u", entry >> 12,
                entry >> 9 & 7);
    if (entry & 0x100)
        TEXT_LIT(line->out, ", [S]");
    text_printf(line->out, ", ttl %u", entry & 0xff);
}

/* The data of an object; false when the capture ended inside. */
static bool put_object_data(struct line *line, const uint8_t *object,
                            uint32_t cap)
{
    const uint32_t len = load_be16(object) - (uint32_t)OBJECT_HDR;
    const uint8_t class = object[2], type = object[3];
    const uint8_t *data = object + OBJECT_HDR;

    if (class == CLASS_MPLS && type == 1) {
        if (cap < 4)
            return false;
        put_label(line, load_be32(data));
    } else if (class != 0) {
        hexdump_hex(line->out, "\n\t    ", data, len < cap ? len : cap);
    }
    return true;
}

static enum part_end put_objects(struct line *line, const uint8_t *p,
                                 uint32_t cap, uint32_t len)
{
    while (len > OBJECT_HDR) {
        if (cap < OBJECT_HDR)
            return part_mark(line, PART_END);
        const uint32_t object_len = load_be16(p);
        text_printf(line->out,
                    "\n\t  %s Object (%u), Class-Type: %u, "
                    "length %u",
                    class_name(p[2]), p[2], p[3], object_len);
        if (object_len < OBJECT_HDR)
            return PART_END;
        if (object_len > OBJECT_HDR &&
            !put_object_data(line, p, cap - OBJECT_HDR))
            return part_mark(line, PART_CUT);
        if (len < object_len)
            return PART_END;
        p += object_len < cap ? object_len : cap;
        cap -= object_len < cap ? object_len : cap;
        len -= object_len;
    }
    return PART_END;
}

static bool is_good(const uint8_t *p, uint32_t len)
{
    return inet_sum_fold(inet_sum_add(0, p, len)) == 0xffff;
}

static enum part_end put_extension(struct line *line, const uint8_t *p,
                                   uint32_t cap, uint32_t len)
{
    const unsigned version = p[0] >> 4;

    text_printf(line->out, "\n\tICMP Multi-Part extension v%u", version);
    if (version != 2) {
        TEXT_LIT(line->out, " packet not supported");
        return PART_END;
    }
    if (cap >= len)
        text_printf(line->out, ", checksum 0x%04x (%scorrect), length %u",
                    load_be16(p + 2), is_good(p, len) ? "" : "in", len);
    return put_objects(line, p + EXT_HDR, cap - EXT_HDR, len - EXT_HDR);
}

/* The message was shown, and with it what it quotes. */
static bool shows_quote(const struct line *line, const struct tl_layer *l)
{
    enum { QUOTED = ICMP_HDR + 20 };

    return part_following(line, l)->kind != TL_NONE &&
           (l->icmp.type == ICMP_PARAMETER || l->cap >= QUOTED);
}

static bool may_be_extended(const struct tl_layer *l)
{
    return (l->icmp.type == ICMP_UNREACHABLE || l->icmp.type == ICMP_EXCEEDED ||
            l->icmp.type == ICMP_PARAMETER) &&
           l->len > ICMP_HDR + QUOTE_LEN;
}

enum part_end close_icmp(struct line *line, const struct tl_layer *l)
{
    enum { START = ICMP_HDR + QUOTE_LEN };
    const uint8_t *p = line->pkt->raw.data + l->off + START;

    if (line->style.verbose == 0 || !may_be_extended(l) ||
        !shows_quote(line, l))
        return PART_END;
    line->label = "icmp";
    /* A header alone does not do. */
    if (l->cap <= START + EXT_HDR)
        return part_mark(line, PART_END);
    const uint32_t len = l->len - START, cap = l->cap - START;
    /* Old senders do not say that they extend: a wrong checksum denies it. */
    const bool said = (l->icmp.word >> 16 & 0xff) != 0;
    if (!said && cap >= len && !is_good(p, len))
        return PART_END;
    return put_extension(line, p, cap, len);
}
