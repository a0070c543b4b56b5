/*
 * address.c - addresses and ports as the user wants them.
 */
#include "digits.h"
#include "ifnames.h"
#include "names.h"
#include "render.h"

void put_addr4(struct line *line, const uint8_t *addr)
{
    if (line->style.no_names || line->names == NULL)
        text_ip4(line->out, addr);
    else
        names_addr4(line->names, line->out, addr);
}

void put_addr6(struct line *line, const uint8_t *addr)
{
    if (line->style.no_names || line->names == NULL)
        put_numeric6(line, addr);
    else
        names_addr6(line->names, line->out, addr);
}

void put_ip_src(struct line *line, const struct tl_layer *ip)
{
    if (ip->kind == TL_IPV4)
        put_addr4(line, ip->ip4.src);
    else
        put_addr6(line, ip->ip6.src);
}

void put_ip_dst(struct line *line, const struct tl_layer *ip)
{
    if (ip->kind == TL_IPV4)
        put_addr4(line, ip->ip4.dst);
    else
        put_addr6(line, ip->ip6.dst);
}

static void put_ip4_pair(struct text *out, const struct tl_ip4 *ip)
{
    char *at = text_reserve(out, ENDS_ROOM);

    if (at == NULL)
        return;
    at = digits_ip4(at, ip->src);
    at = digits_ip4(DIGITS_LIT(at, " > "), ip->dst);
    out->at = DIGITS_LIT(at, ": ");
}

void put_ip_pair(struct line *line, const struct tl_layer *ip)
{
    if (line->style.no_names && ip->kind == TL_IPV4) {
        put_ip4_pair(line->out, &ip->ip4);
        return;
    }
    put_ip_src(line, ip);
    TEXT_LIT(line->out, " > ");
    put_ip_dst(line, ip);
    TEXT_LIT(line->out, ": ");
}

void put_port(struct line *line, bool udp, uint16_t port)
{
    if (line->style.no_names || line->names == NULL)
        text_u32(line->out, port);
    else
        names_port(line->names, line->out, udp, port);
}

static void put_port_numbers(struct text *out, uint16_t sport, uint16_t dport)
{
    char *at = text_reserve(out, 32);

    if (at == NULL)
        return;
    at = digits_u32(at, sport);
    at = digits_u32(DIGITS_LIT(at, " > "), dport);
    out->at = DIGITS_LIT(at, ": ");
}

void put_port_pair(struct line *line, const struct tl_layer *l, bool udp,
                   uint16_t sport, uint16_t dport)
{
    const struct tl_layer *ip = part_ip(line, l);
    const bool bare = line->addresses_shown;

    if (line->style.no_names && bare) {
        put_port_numbers(line->out, sport, dport);
        return;
    }
    if (line->style.no_names) {
        char *at = text_reserve(line->out, ENDS_ROOM);
        if (at != NULL)
            line->out->at = put_ends(at, line, ip, sport, dport);
        return;
    }
    if (!bare) {
        put_ip_src(line, ip);
        text_char(line->out, '.');
    }
    put_port(line, udp, sport);
    TEXT_LIT(line->out, " > ");
    if (!bare) {
        put_ip_dst(line, ip);
        text_char(line->out, '.');
    }
    put_port(line, udp, dport);
    TEXT_LIT(line->out, ": ");
}

void put_number_pair(struct line *line, const struct tl_layer *l,
                     uint16_t sport, uint16_t dport)
{
    put_ip_src(line, part_ip(line, l));
    text_printf(line->out, ".%u > ", sport);
    put_ip_dst(line, part_ip(line, l));
    text_printf(line->out, ".%u: ", dport);
}

void put_mac(struct line *line, const uint8_t *addr)
{
    static const uint8_t broadcast[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

    if (line->style.no_names || line->names == NULL)
        text_mac(line->out, addr, 6);
    else if (memcmp(addr, broadcast, sizeof(broadcast)) == 0)
        TEXT_LIT(line->out, "Broadcast");
    else
        names_ether(line->names, line->out, addr);
}

void put_name_column(struct line *line, const char *name)
{
    const size_t n = strlen(name);

    text_put(line->out, name, n);
    text_fill(line->out, ' ', n < 5 ? 6 - n : 1);
}

/* The reading host's interfaces, whatever host wrote the savefile. */
void put_ifname(struct line *line, uint32_t ifindex)
{
    put_name_column(line, ifnames_find(line->ifnames, ifindex));
}
