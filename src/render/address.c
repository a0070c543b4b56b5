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
        text_ip6(line->out, addr);
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

/* Everything numeric: the common case, written without bounds checks. */
static char *end_numeric(char *at, const uint8_t *addr4, uint16_t port)
{
    at = digits_ip4(at, addr4);
    *at++ = '.';
    return digits_u32(at, port);
}

/* A copy of fixed length is a few stores. */
static inline char *copy_ends(char *at, const struct ends_text *ends)
{
    memcpy(at, ends->text, sizeof(ends->text));
    return at + ends->len;
}

/* Apart, as the next: a text that is there needs no frame for making one. */
__attribute__((noinline)) static char *
put_new_ends(char *at, const struct tl_ip4 *ip, uint16_t sport, uint16_t dport)
{
    at = end_numeric(at, ip->src, sport);
    at = end_numeric(DIGITS_LIT(at, " > "), ip->dst, dport);
    return DIGITS_LIT(at, ": ");
}

/*
 * Among many connections hardly a text is found before another has taken its
 * place: then looking for it and remembering it cost more than making it. So
 * that is given up for a while, and tried again.
 */
static void note_missed(struct ends_memory *m, uint64_t record)
{
    enum { TRIED = 1 << ENDS_SHIFT, PAUSE = 63 * TRIED };

    if (++m->missed < TRIED)
        return;
    m->pause = record - m->since < TRIED + TRIED / 3 ? PAUSE : 0;
    m->missed = 0;
    m->since = record + m->pause;
}

__attribute__((noinline)) static char *put_remembered(char *at,
                                                      const struct line *line,
                                                      struct ends_text *ends,
                                                      const struct tl_ip4 *ip)
{
    char *end = put_new_ends(at, ip, (uint16_t)(ends->ports >> 16),
                             (uint16_t)ends->ports);

    ends->len = (uint8_t)(end - at);
    memcpy(ends->text, at, sizeof(ends->text));
    note_missed(line->ends, line->pkt->raw.number);
    return end;
}

/*
 * "10.0.0.1.80 > 10.0.0.2.4711: " once made is copied, as long as no other
 * pair takes its place.
 */
char *put_ends(char *at, const struct line *line, const struct tl_ip4 *ip,
               uint16_t sport, uint16_t dport)
{
    const uint64_t odd = 0x9e3779b97f4a7c15U;
    const uint32_t ports = (uint32_t)sport << 16 | dport;
    uint32_t src, dst;

    if (line->ends->pause > 0) {
        line->ends->pause--;
        return put_new_ends(at, ip, sport, dport);
    }
    memcpy(&src, ip->src, sizeof(src));
    memcpy(&dst, ip->dst, sizeof(dst));
    const uint64_t addrs = (uint64_t)src << 32 | dst;
    const uint64_t sum = (addrs * odd ^ ports) * odd;
    struct ends_text *ends = &line->ends->texts[sum >> (64 - ENDS_SHIFT)];
    if (ends->addrs == addrs && ends->ports == ports && ends->len > 0)
        return copy_ends(at, ends);
    ends->addrs = addrs;
    ends->ports = ports;
    return put_remembered(at, line, ends, ip);
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
    if (line->style.no_names && ip->kind == TL_IPV4) {
        char *at = text_reserve(line->out, ENDS_ROOM);
        if (at != NULL)
            line->out->at = put_ends(at, line, &ip->ip4, sport, dport);
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
