/*
 * ip_text.c - what the parts of both IP versions share, and IP protocols
 * without a decoder.
 */
#include "codes.h"
#include "render.h"

void put_network_name(struct line *line, const char *name)
{
    if (!line->style.link_header)
        text_str(line->out, name);
}

bool ip_shows_ends(const struct line *line, const struct tl_layer *l)
{
    if (!line->ends_alone || l->end != TL_WHOLE)
        return false;
    return l->kind == TL_IPV4
               ? l->ip4.missing == 0 && l->cap >= l->ip4.hdr_len
               : l->ip6.missing == 0 && l->ip6.fault == TL_IP6_FINE;
}

bool ip_proto_has_ports(uint8_t proto)
{
    enum { TCP = 6, UDP = 17, DCCP = 33, SCTP = 132 };

    return proto == TCP || proto == UDP || proto == DCCP || proto == SCTP;
}

const char *name_or_unknown(uint8_t proto)
{
    const char *name = name_of_ip_proto(proto);
    return name != NULL ? name : "unknown";
}

void put_missing(struct line *line, const char *what, uint32_t missing)
{
    text_str(line->out, what);
    text_u32(line->out, missing);
    TEXT_LIT(line->out, " bytes missing!");
}

static void put_proto(struct line *line, uint8_t proto)
{
    const char *name = name_of_ip_proto_short(proto);

    if (line->style.no_names || name == NULL)
        text_printf(line->out, "ip-proto-%u", proto);
    else
        text_str(line->out, name);
}

/* The protocol of a fragment that is not the first. */
enum part_end part_later_fragment(struct line *line, const struct tl_layer *l)
{
    put_proto(line, l->other.proto);
    return PART_END;
}

/* A protocol of the other version of IP: false when it is none. */
static bool put_wrong_version(struct line *line, const struct tl_layer *l,
                              uint8_t proto)
{
    static const struct code_name need_ip4[] = {{1, "ICMP"}, {2, "IGMP"}};
    static const struct code_name need_ip6[] = {{58, "ICMPv6"},
                                                {143, "Ethernet"}};
    const bool in_ip4 = part_ip(line, l)->kind == TL_IPV4;
    const char *name = in_ip4 ? CODE_NAME(need_ip6, proto, NULL)
                              : CODE_NAME(need_ip4, proto, NULL);

    if (name != NULL)
        text_printf(line->out, "[%s requires %s]", name,
                    in_ip4 ? "IPv6" : "IPv4");
    return name != NULL;
}

enum part_end put_ip_other(struct line *line, const struct tl_layer *l,
                           uint8_t proto)
{
    enum { NO_NEXT_HEADER = 59, SUN_ND = 77 };

    if (put_wrong_version(line, l, proto))
        return part_invalid(line);
    if (proto == NO_NEXT_HEADER) {
        TEXT_LIT(line->out, "no next header");
        return PART_END;
    }
    text_char(line->out, ' ');
    if (proto == SUN_ND)
        TEXT_LIT(line->out, "nd");
    else
        put_proto(line, proto);
    text_char(line->out, ' ');
    text_u32(line->out, l->len);
    return PART_END;
}

enum part_end part_ip_other(struct line *line, const struct tl_layer *l)
{
    return put_ip_other(line, l, l->other.proto);
}
