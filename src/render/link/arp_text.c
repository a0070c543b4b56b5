/*
 * arp_text.c - ARP and its reverse and inverse forms (RFC 826, RFC 903, RFC
 * 2390).
 */
#include "codes.h"
#include "ethertype.h"
#include "hexdump.h"
#include "q922.h"
#include "render.h"

enum { PROTO_IP = 0x0800, PROTO_TRAILER = 0x1000, IP4_LEN = 4 };

static const struct code_name hardware_names[] = {
    {1, "Ethernet"}, {6, "TokenRing"},  {7, "ArcNet"},      {15, "FrameRelay"},
    {23, "Strip"},   {24, "IEEE 1394"}, {32, "InfiniBand"},
};

static bool carries_ip(const struct tl_arp *arp)
{
    return arp->pro == PROTO_IP || arp->pro == PROTO_TRAILER;
}

/* "Ethernet (len 6), IPv4 (len 4)" */
static void put_kinds(struct line *line, const struct tl_arp *arp)
{
    const char *protocol = ethertype_name(arp->pro);

    CODE_PUT(line->out, hardware_names, arp->hrd, "Unknown Hardware (%u)");
    text_printf(line->out, " (len %u), ", arp->hln);
    if (protocol != NULL)
        text_str(line->out, protocol);
    else
        text_printf(line->out, "Unknown Protocol (0x%04x)", arp->pro);
    text_printf(line->out, " (len %u)", arp->pln);
}

static void put_protocol_addr(struct line *line, const struct tl_arp *arp,
                              const uint8_t *addr)
{
    if (!carries_ip(arp))
        TEXT_LIT(line->out, "<wrong proto type>");
    else if (arp->pln != IP4_LEN)
        TEXT_LIT(line->out, "<wrong len>");
    else
        put_addr4(line, addr);
}

static void put_frame_relay(struct line *line, const struct bytes *addr)
{
    const uint8_t n = q922_length(addr);

    if (n == 0)
        TEXT_LIT(line->out, "<Invalid DLCI>");
    else if (n > addr->cap)
        TEXT_LIT(line->out, "<Truncated>");
    else
        text_printf(line->out, "DLCI %u", q922_dlci(addr->p, n));
}

static void put_hardware_addr(struct line *line, const struct tl_arp *arp,
                              const uint8_t *addr)
{
    enum { MAC_LEN = 6, FRAME_RELAY = 15 };

    if (arp->hrd == FRAME_RELAY && arp->hln > 0)
        put_frame_relay(line, &(struct bytes){addr, arp->hln, arp->hln});
    else if (arp->hln == MAC_LEN)
        put_mac(line, addr);
    else if (arp->hln == 0)
        TEXT_LIT(line->out, "<empty>");
    else
        text_mac(line->out, addr, arp->hln);
}

/* A target known already, as when a host checks that a neighbour is alive. */
static void put_known_target(struct line *line, const struct tl_arp *arp)
{
    unsigned bits = 0;

    for (unsigned i = 0; i < arp->hln; i++)
        bits |= arp->tha[i];
    if (bits == 0)
        return;
    TEXT_LIT(line->out, " (");
    put_hardware_addr(line, arp, arp->tha);
    text_char(line->out, ')');
}

static void put_request(struct line *line, const struct tl_arp *arp)
{
    TEXT_LIT(line->out, "who-has ");
    put_protocol_addr(line, arp, arp->tpa);
    put_known_target(line, arp);
    TEXT_LIT(line->out, " tell ");
    put_protocol_addr(line, arp, arp->spa);
}

static void put_reverse_request(struct line *line, const struct tl_arp *arp)
{
    TEXT_LIT(line->out, "who-is ");
    put_hardware_addr(line, arp, arp->tha);
    TEXT_LIT(line->out, " tell ");
    put_hardware_addr(line, arp, arp->sha);
}

/* "MAC at ADDR" */
static void put_place(struct line *line, const struct tl_arp *arp,
                      const uint8_t *hardware, const uint8_t *protocol)
{
    put_hardware_addr(line, arp, hardware);
    TEXT_LIT(line->out, " at ");
    put_protocol_addr(line, arp, protocol);
}

/* RFC 826, 903, 2390. False when the operation is not one of theirs. */
static bool put_operation(struct line *line, const struct tl_arp *arp)
{
    switch (arp->op) {
    case 1:
        TEXT_LIT(line->out, "Request ");
        put_request(line, arp);
        return true;
    case 2:
        TEXT_LIT(line->out, "Reply ");
        put_protocol_addr(line, arp, arp->spa);
        TEXT_LIT(line->out, " is-at ");
        put_hardware_addr(line, arp, arp->sha);
        return true;
    case 3:
        TEXT_LIT(line->out, "Reverse Request ");
        put_reverse_request(line, arp);
        return true;
    case 4:
        TEXT_LIT(line->out, "Reverse Reply ");
        put_place(line, arp, arp->tha, arp->tpa);
        return true;
    case 8:
        TEXT_LIT(line->out, "Inverse Request ");
        put_reverse_request(line, arp);
        return true;
    case 9:
        TEXT_LIT(line->out, "Inverse Reply ");
        put_place(line, arp, arp->sha, arp->spa);
        return true;
    case 10:
        TEXT_LIT(line->out, "NACK Reply ");
        return false;
    default:
        text_printf(line->out, "Unknown (%u) ", arp->op);
        return false;
    }
}

enum part_end part_arp(struct line *line, const struct tl_layer *l)
{
    const struct tl_arp *arp = &l->arp;
    const bool odd = !carries_ip(arp) || arp->pln != IP4_LEN || arp->hln == 0;

    line->label = "arp";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (part_following(line, l)->kind == TL_LEAF)
        return PART_NEXT;
    if (!line->style.link_header)
        TEXT_LIT(line->out, "ARP, ");
    if (odd || line->style.verbose > 0)
        put_kinds(line, arp);
    if (line->style.verbose > 0)
        TEXT_LIT(line->out, ", ");
    if ((!odd || line->style.verbose > 0) && !put_operation(line, arp)) {
        hexdump_hex_ascii(line->out, "\n\t", tl_layer_bytes(line->pkt, l),
                          l->cap);
        return PART_END;
    }
    text_printf(line->out, ", length %u", l->len);
    return PART_END;
}
