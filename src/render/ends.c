/*
 * ends.c - addresses and ports in numbers, written without bounds checks.
 *
 * It is the longest text of most lines, and the same for each packet between
 * two ends: over IPv4 the text of both is remembered, over IPv6 of each
 * address.
 */
#include <stdlib.h>

#include "digits.h"
#include "fuzzing.h"
#include "hash.h"
#include "render.h"

enum {
    PAIRS_SHIFT = UNLESS_FUZZING(12, 3), /* 4,096 pairs are remembered */
    PAIR_ROOM = 51,
    ADDRS_SHIFT = UNLESS_FUZZING(11, 3), /* and 2,048 addresses */
    LINE = 64,                           /* that a processor loads at once */
};

/* The text of both ends of a datagram or segment over IPv4. */
struct pair_text {
    uint64_t addrs;
    uint32_t ports;
    uint8_t len; /* 0: none yet */
    char text[PAIR_ROOM];
};

struct addr6_text {
    uint64_t addr[2];
    uint8_t len; /* 0: none yet */
    char text[LINE - 17];
};

_Static_assert(sizeof(struct pair_text) == LINE, "one load, and no second");
_Static_assert(sizeof(struct addr6_text) == LINE, "one load, and no second");

/* Whether looking for a text is worth it. */
struct use {
    uint32_t pause;  /* so many more are made without looking */
    uint32_t missed; /* so often since `since` */
    uint64_t since;
};

struct ends_memory {
    struct pair_text pairs[1 << PAIRS_SHIFT];
    struct addr6_text addrs6[1 << ADDRS_SHIFT];
    struct use of_pairs, of_addrs6; /* by records; by addresses */
    uint64_t n_addrs6;              /* asked for so far */
    void *room;                     /* that all this is in */
};

/* So much memory comes as it is from the kernel, cleared and not yet there. */
struct ends_memory *ends_memory_new(void)
{
    char *room = calloc(1, sizeof(struct ends_memory) + LINE);

    if (room == NULL)
        return NULL;
    struct ends_memory *m = (void *)(room + (-(uintptr_t)room & (LINE - 1)));
    m->room = room;
    return m;
}

void ends_memory_free(struct ends_memory *m)
{
    if (m != NULL)
        free(m->room);
}

/*
 * Among many connections hardly a text is found before another has taken its
 * place: then looking for it and remembering it cost more than making it. So
 * that is given up for a while, and tried again.
 */
static void note_missed(struct use *use, uint32_t tried, uint64_t now)
{
    if (++use->missed < tried)
        return;
    use->pause = now - use->since < tried + tried / 3 ? 63 * tried : 0;
    use->missed = 0;
    use->since = now + use->pause;
}

static inline bool is_paused(struct use *use)
{
    if (use->pause == 0)
        return false;
    use->pause--;
    return true;
}

static char *end4(char *at, const uint8_t *addr4, uint16_t port)
{
    at = digits_ip4(at, addr4);
    *at++ = '.';
    return digits_u32(at, port);
}

/* A copy of fixed length is a few stores. */
static inline char *copy_pair(char *at, const struct pair_text *pair)
{
    memcpy(at, pair->text, sizeof(pair->text));
    return at + pair->len;
}

/* Apart, as the next: a text that is there needs no frame for making one. */
__attribute__((noinline)) static char *
put_new_pair(char *at, const struct tl_ip4 *ip, uint16_t sport, uint16_t dport)
{
    at = end4(at, ip->src, sport);
    at = end4(DIGITS_LIT(at, " > "), ip->dst, dport);
    return DIGITS_LIT(at, ": ");
}

__attribute__((noinline)) static char *put_remembered(char *at,
                                                      const struct line *line,
                                                      struct pair_text *pair,
                                                      const struct tl_ip4 *ip)
{
    char *end = put_new_pair(at, ip, (uint16_t)(pair->ports >> 16),
                             (uint16_t)pair->ports);

    pair->len = (uint8_t)(end - at);
    memcpy(pair->text, at, sizeof(pair->text));
    note_missed(&line->ends->of_pairs, 1U << PAIRS_SHIFT,
                line->pkt->raw.number);
    return end;
}

/*
 * "10.0.0.1.80 > 10.0.0.2.4711: " once made is copied, as long as no other
 * pair takes its place.
 */
static char *put_pair(char *at, const struct line *line,
                      const struct tl_ip4 *ip, uint16_t sport, uint16_t dport)
{
    const uint32_t ports = (uint32_t)sport << 16 | dport;
    struct ends_memory *m = line->ends;
    uint32_t src, dst;

    if (is_paused(&m->of_pairs))
        return put_new_pair(at, ip, sport, dport);
    memcpy(&src, ip->src, sizeof(src));
    memcpy(&dst, ip->dst, sizeof(dst));
    const uint64_t addrs = (uint64_t)src << 32 | dst;
    const uint64_t sum = hash_quickly(ports, addrs);
    struct pair_text *pair = &m->pairs[sum >> (64 - PAIRS_SHIFT)];
    if (pair->addrs == addrs && pair->ports == ports && pair->len > 0)
        return copy_pair(at, pair);
    pair->addrs = addrs;
    pair->ports = ports;
    return put_remembered(at, line, pair, ip);
}

/* The same, for one address. */
static char *put_addr(char *at, struct ends_memory *m, const uint8_t *addr6)
{
    uint64_t addr[2];

    m->n_addrs6++;
    if (is_paused(&m->of_addrs6))
        return digits_ip6(at, addr6);
    memcpy(addr, addr6, sizeof(addr));
    const uint64_t sum = hash_quickly(addr[1], addr[0]);
    struct addr6_text *known = &m->addrs6[sum >> (64 - ADDRS_SHIFT)];
    if (known->addr[0] != addr[0] || known->addr[1] != addr[1] ||
        known->len == 0) {
        const char *end = digits_ip6(known->text, addr6);
        known->len = (uint8_t)(end - known->text);
        memcpy(known->addr, addr, sizeof(addr));
        note_missed(&m->of_addrs6, 1U << ADDRS_SHIFT, m->n_addrs6);
    }
    memcpy(at, known->text, sizeof(known->text));
    return at + known->len;
}

void put_numeric6(struct line *line, const uint8_t *addr6)
{
    char *at = text_reserve(line->out, ENDS_ROOM);

    if (at != NULL)
        line->out->at = put_addr(at, line->ends, addr6);
}

static char *end6(char *at, struct ends_memory *m, const uint8_t *addr6,
                  uint16_t port)
{
    at = put_addr(at, m, addr6);
    *at++ = '.';
    return digits_u16(at, port);
}

__attribute__((noinline)) static char *put_ends6(char *at,
                                                 struct ends_memory *m,
                                                 const struct tl_ip6 *ip,
                                                 uint16_t sport, uint16_t dport)
{
    at = end6(at, m, ip->src, sport);
    at = end6(DIGITS_LIT(at, " > "), m, ip->dst, dport);
    return DIGITS_LIT(at, ": ");
}

char *put_ends(char *at, const struct line *line, const struct tl_layer *ip,
               uint16_t sport, uint16_t dport)
{
    return ip->kind == TL_IPV4
               ? put_pair(at, line, &ip->ip4, sport, dport)
               : put_ends6(at, line->ends, &ip->ip6, sport, dport);
}
