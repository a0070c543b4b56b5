/*
 * link_text.c - the link-layer part of a line: nothing without -e, unless the
 * packet turns out to be of no known protocol.
 */
#include "link_text.h"

#include "codes.h"
#include "digits.h"
#include "ethertype.h"

/* "ethertype IPv4 (0x0800)", or with -q "IPv4". */
void put_ethertype(struct line *line, uint16_t type)
{
    const char *name = ethertype_name(type);

    if (line->style.quiet != 0) {
        if (name != NULL)
            text_str(line->out, name);
        else
            text_printf(line->out, "Unknown Ethertype (0x%04x)", type);
        return;
    }
    TEXT_LIT(line->out, "ethertype ");
    text_str(line->out, name != NULL ? name : "Unknown");
    TEXT_LIT(line->out, " (0x");
    text_hex_pad(line->out, type, 4);
    text_char(line->out, ')');
}

void put_frame_length(struct line *line, uint32_t len)
{
    TEXT_LIT(line->out, ", length ");
    text_u32(line->out, len);
    TEXT_LIT(line->out, ": ");
}

void put_mac_pair(struct line *line, const struct tl_ether *ether)
{
    put_mac(line, ether->src);
    TEXT_LIT(line->out, " > ");
    put_mac(line, ether->dst);
    TEXT_LIT(line->out, ", ");
}

/* Ethernet, and the tagged forms that look like it. */
static bool is_frame(const struct tl_layer *l)
{
    return l->kind == TL_ETHER || l->kind == TL_BRCM || l->kind == TL_DSA ||
           l->kind == TL_EDSA || l->kind == TL_ARISTA;
}

/*
 * The type announced by `l`. The first one behind the addresses is followed
 * by the frame's length, those behind tags by a comma.
 */
static void put_announced(struct line *line, const struct tl_layer *l,
                          uint16_t type)
{
    put_ethertype(line, type);
    if (l->kind == TL_ARISTA)
        put_frame_length(line, link_under(line, l)->len);
    else if (is_frame(l))
        put_frame_length(line, l->len);
    else
        TEXT_LIT(line->out, ", ");
}

/* Behind `l` stands an 802.3 length, or none, but no ethertype. */
static bool has_llc(const struct line *line, const struct tl_layer *l)
{
    return part_following(line, l)->kind == TL_LLC;
}

/* Where an ethertype would stand: "802.3, length 48: ", nothing for jumbos. */
static void put_8023(struct line *line, const struct tl_layer *l, uint16_t type)
{
    enum { JUMBO_LLC = 0x8870 };

    if (type == JUMBO_LLC)
        return;
    TEXT_LIT(line->out, "802.3");
    if (is_frame(l))
        put_frame_length(line, part_following(line, l)->len);
}

/* These show their types themselves, once they are known to be captured. */
static bool announces_itself(enum tl_kind kind)
{
    return kind == TL_VLAN || kind == TL_ARISTA;
}

void put_tagged(struct line *line, const struct tl_layer *l, uint16_t type)
{
    if (has_llc(line, l))
        put_8023(line, l, type);
    else if (!announces_itself(part_following(line, l)->kind))
        put_announced(line, l, type);
}

enum part_end put_frame_bad(struct line *line, const struct tl_layer *l)
{
    text_printf(line->out, "[length %u < caplen %u]", l->len, l->cap);
    return part_invalid(line);
}

enum { TYPE_IP4 = 0x0800, TYPE_IP6 = 0x86dd };

/* What most frames are, in one reservation: "MAC > MAC, ethertype IPv4 ...". */
static void put_ip_frame(struct text *out, const struct tl_layer *l)
{
    char *at = text_reserve(out, 2 * DIGITS_MAC_MAX + 64);

    if (at == NULL)
        return;
    at = digits_mac(at, l->ether.src);
    at = digits_mac(DIGITS_LIT(at, " > "), l->ether.dst);
    at = l->ether.type == TYPE_IP4
             ? DIGITS_LIT(at, ", ethertype IPv4 (0x0800), length ")
             : DIGITS_LIT(at, ", ethertype IPv6 (0x86dd), length ");
    out->at = DIGITS_LIT(digits_u32(at, l->len), ": ");
}

enum part_end part_ether(struct line *line, const struct tl_layer *l)
{
    line->label = "ether";
    if (l->end == TL_BAD)
        return put_frame_bad(line, l);
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (!line->style.link_header)
        return PART_NEXT;
    if (line->style.no_names && line->style.quiet == 0 &&
        (l->ether.type == TYPE_IP4 || l->ether.type == TYPE_IP6)) {
        put_ip_frame(line->out, l);
        return PART_NEXT;
    }
    put_mac_pair(line, &l->ether);
    put_tagged(line, l, l->ether.type);
    return PART_NEXT;
}

/* The type by which the layer before a tag announced it. */
uint16_t announced_type(const struct tl_layer *l)
{
    switch (l->kind) {
    case TL_ETHER:
    case TL_BRCM:
    case TL_DSA:
    case TL_EDSA:
        return l->ether.type;
    case TL_VLAN:
        return l->vlan.type;
    case TL_MACSEC:
        return l->macsec.type;
    case TL_ARISTA:
        return l->arista.type;
    default:
        return l->sll.protocol;
    }
}

/* IEEE 802.1Q: priority, drop eligibility, VLAN id. */
static void put_tci(struct line *line, uint16_t tci)
{
    TEXT_LIT(line->out, "vlan ");
    text_u32(line->out, tci & 0x0fffU);
    TEXT_LIT(line->out, ", p ");
    text_u32(line->out, tci >> 13);
    if (tci & 0x1000)
        TEXT_LIT(line->out, ", DEI");
    TEXT_LIT(line->out, ", ");
}

static const struct tl_layer *below_tags(const struct line *line,
                                         const struct tl_layer *l)
{
    while (l > line->pkt->layers && l->kind == TL_VLAN)
        l--;
    return l;
}

/* Inside a cooked header, which shows its type itself, and does so even
 * without -e. */
static enum part_end put_cooked_tag(struct line *line, const struct tl_layer *l)
{
    const char *name = ethertype_name(l->vlan.type);

    if (line->style.link_header)
        put_tci(line, l->vlan.tci);
    if (line->style.quiet == 0)
        text_printf(line->out, "ethertype %s, ",
                    name != NULL ? name : "Unknown");
    return PART_NEXT;
}

enum part_end part_vlan(struct line *line, const struct tl_layer *l)
{
    const enum tl_kind under = below_tags(line, l)->kind;

    line->label = "vlan";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (under == TL_SLL || under == TL_SLL2)
        return put_cooked_tag(line, l);
    if (!line->style.link_header)
        return PART_NEXT;
    put_announced(line, l - 1, announced_type(l - 1));
    put_tci(line, l->vlan.tci);
    put_tagged(line, l, l->vlan.type);
    return PART_NEXT;
}

enum { MAX_8023_LENGTH = 1500 };

static const struct code_name sll_directions[] = {
    {0, " In"}, {1, "  B"}, {2, "  M"}, {3, "  P"}, {4, "Out"},
};

static const struct code_name sll2_directions[] = {
    {0, "In "}, {1, "B  "}, {2, "M  "}, {3, "P  "}, {4, "Out"},
};

/* What a cooked header calls frames without an ethertype. */
static const struct code_name sll_protocols[] = {{1, "802.3"}, {4, "802.2"}};

/* The header of v1, and of v2 from the interface index on. */
void put_sll_header(struct line *line, const struct tl_layer *l, uint32_t len)
{
    const char *protocol = CODE_NAME(sll_protocols, l->sll.protocol, NULL);

    if (l->kind == TL_SLL2)
        text_printf(line->out, "ifindex %u ", l->sll.ifindex);
    else {
        text_str(line->out,
                 CODE_NAME(sll_directions, l->sll.packet_type, "  ?"));
        text_char(line->out, ' ');
    }
    if (l->sll.addr_len == 6) {
        put_mac(line, l->sll.addr);
        text_char(line->out, ' ');
    }
    if (line->style.quiet != 0)
        return;
    if (protocol != NULL)
        text_str(line->out, protocol);
    else if (l->sll.protocol <= MAX_8023_LENGTH) /* a name would mean a type */
        text_printf(line->out, "ethertype Unknown (0x%04x)", l->sll.protocol);
    else
        put_ethertype(line, l->sll.protocol);
    put_frame_length(line, len);
}

enum part_end part_sll(struct line *line, const struct tl_layer *l)
{
    line->label = "sll";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_sll_header(line, l, l->len);
    return PART_NEXT;
}

void put_via(struct line *line, const struct tl_via *via)
{
    put_name_column(line, via->interface);
    text_str(line->out, CODE_NAME(sll2_directions, via->packet_type, "?  "));
    text_char(line->out, ' ');
}

enum part_end part_sll2(struct line *line, const struct tl_layer *l)
{
    line->label = "sll2";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    put_ifname(line, l->sll.ifindex);
    text_str(line->out, CODE_NAME(sll2_directions, l->sll.packet_type, "?  "));
    text_char(line->out, ' ');
    if (line->style.link_header)
        put_sll_header(line, l, l->len);
    return PART_NEXT;
}

static const struct code_name families[] = {
    {2, "IPv4"}, {6, "NS"},    {7, "ISO"},   {16, "Appletalk"},
    {23, "IPX"}, {24, "IPv6"}, {28, "IPv6"}, {30, "IPv6"},
};

/* "AF IPv4 (2), length 44: ", or with -q "IPv4, length 44: ". */
void put_family(struct line *line, const struct tl_layer *l)
{
    const uint32_t family = l->null.family;

    if (line->style.quiet == 0)
        text_printf(line->out, "AF %s (%u)",
                    CODE_NAME(families, family, "Unknown"), family);
    else
        CODE_PUT(line->out, families, family, "Unknown AF %u");
    put_frame_length(line, l->len);
}

enum part_end part_null(struct line *line, const struct tl_layer *l)
{
    line->label = "null";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    if (line->style.link_header)
        put_family(line, l);
    return PART_NEXT;
}

enum part_end part_raw(struct line *line, const struct tl_layer *l)
{
    line->label = "ipn";
    if (line->style.link_header)
        TEXT_LIT(line->out, "ip: ");
    if (l->len == 0) {
        TEXT_LIT(line->out, "truncated-ip 0");
        return PART_END;
    }
    if (l->end == TL_CUT_NEEDED)
        return part_mark_cut(line, l);
    if (l->end == TL_BAD) {
        text_printf(line->out, "unknown ip %u",
                    tl_layer_bytes(line->pkt, l)[0] >> 4);
        return PART_END;
    }
    return PART_NEXT;
}
