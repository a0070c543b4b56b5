/*
 * icmp.c - ICMP (RFC 792) and ICMPv6 (RFC 4443). Their errors quote the
 * packet they are about, which follows as layers of its own.
 */
#include "icmp.h"

#include "walk.h"

enum { ICMP_TYPE = 2, ICMP_HDR = 8, IP4_LEN_END = 4 };

/* What of the first eight bytes was captured. */
static void read_fields(struct tl_icmp *icmp, const uint8_t *p, uint32_t cap)
{
    uint8_t head[ICMP_HDR] = {0};

    memcpy(head, p, cap < ICMP_HDR ? cap : ICMP_HDR);
    *icmp = (struct tl_icmp){
        .type = head[0],
        .code = head[1],
        .checksum = load_be16(head + 2),
        .id = load_be16(head + 4),
        .seq = load_be16(head + 6),
        .word = load_be32(head + 4),
    };
}

bool icmp_quotes(uint8_t type)
{
    return type == ICMP_UNREACHABLE || type == ICMP_QUENCH ||
           type == ICMP_REDIRECT || type == ICMP_EXCEEDED ||
           type == ICMP_PARAMETER;
}

/*
 * The quoted packet has the length of its own header: an error quotes but
 * its beginning, and that is no truncation.
 */
static void enter_quote(struct walk *w, enum tl_kind kind, uint32_t len)
{
    bytes_advance(&w->rest, ICMP_HDR);
    bytes_limit(&w->rest, len);
    w->depth++;
    w->next = kind;
}

void decode_icmp(struct walk *w, struct tl_layer *l)
{
    const uint8_t *p = w->rest.p;

    if (w->rest.cap < ICMP_TYPE) {
        walk_end(w, l, TL_CUT_NEEDED);
        return;
    }
    read_fields(&l->icmp, p, w->rest.cap);
    w->next = TL_NONE;
    if (icmp_quotes(l->icmp.type) && w->rest.cap >= ICMP_HDR + IP4_LEN_END)
        enter_quote(w, TL_IPV4, load_be16(p + ICMP_HDR + 2));
}

void decode_icmp6(struct walk *w, struct tl_layer *l)
{
    read_fields(&l->icmp, w->rest.p, w->rest.cap);
    w->next = w->rest.cap == 0 ? TL_NONE : next_of_icmp6(l->icmp.type);
}
