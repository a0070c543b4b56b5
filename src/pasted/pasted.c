/*
 * pasted.c - the text's lines, by the batch, to packets.
 */
#include "pasted.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "gather.h"
#include "origins.h"
#include "services.h"
#include "tcpline/packet.h"

enum { READ_BYTES = 131072, LINK_BYTES = 14 };

struct pasted {
    struct services *services;
    struct told_ends *ends;
    struct origins *origins;
    struct gather gather;
    pasted_source *more;
    void *source;
    bool over;
    bool link;
    size_t at;       /* in the batch */
    size_t from, to; /* of what was read */
    uint8_t packet[DRAFT_HEAD_BYTES + 65536 + READ_BYTES];
    char text[READ_BYTES];
};

struct pasted *pasted_new(bool utc)
{
    struct pasted *p = calloc(1, sizeof(*p));

    if (p == NULL)
        return NULL;
    p->services = services_load();
    p->origins = origins_new();
    if (p->services != NULL)
        p->ends = told_ends_new(p->services);
    if (p->ends != NULL && p->origins != NULL &&
        gather_init(&p->gather, p->ends)) {
        p->gather.calendar.utc = utc;
        return p;
    }
    pasted_free(p);
    return NULL;
}

void pasted_free(struct pasted *p)
{
    if (p == NULL)
        return;
    gather_free(&p->gather);
    told_ends_free(p->ends);
    origins_free(p->origins);
    services_free(p->services);
    free(p);
}

/* Moves what is left to the front and reads behind it. */
static void read_more(struct pasted *p)
{
    memmove(p->text, p->text + p->from, p->to - p->from);
    p->to -= p->from;
    p->from = 0;
    const ssize_t n =
        p->more(p->source, p->text + p->to, sizeof(p->text) - p->to);
    if (n <= 0)
        p->over = true;
    else
        p->to += (size_t)n;
    if (n < 0)
        p->gather.counts.read_error = errno;
}

/* A line ends at a newline; what is longer than the buffer is cut in two. */
static bool next_line(struct pasted *p, char **line, size_t *n)
{
    char *end;

    while ((end = memchr(p->text + p->from, '\n', p->to - p->from)) == NULL &&
           !p->over && p->to - p->from < sizeof(p->text))
        read_more(p);
    *line = p->text + p->from;
    *n = end != NULL ? (size_t)(end - *line) : p->to - p->from;
    if (end == NULL && *n == 0)
        return false;
    p->from += *n + (end != NULL);
    if (*n > 0 && (*line)[*n - 1] == '\r')
        --*n;
    return true;
}

static bool fill_batch(struct pasted *p)
{
    struct gather *g = &p->gather;
    char *line;
    size_t n;

    gather_forget(g);
    p->at = 0;
    /* A line that ends another one and is one by itself makes two. */
    while (g->n + 2 < GATHER_DRAFTS) {
        if (!next_line(p, &line, &n)) {
            gather_end(g);
            break;
        }
        gather_line(g, line, n);
    }
    return !text_failed(&g->words) &&
           origins_settle(p->origins, g->drafts, g->n);
}

/* Where the IP packet of a draft begins in its dump; -1: nowhere. */
static int find_ip(const struct pasted *p, const struct draft *d)
{
    const uint8_t *dump = (const uint8_t *)p->gather.words.start + d->dump;
    const size_t n = d->dump_len;

    static const int places[] = {0, 14, 18, 22, 26, 16, 20, 4};
    const int version = d->ip.v6 ? 6 : 4;

    for (unsigned i = 0; i < COUNT_OF(places); i++) {
        const int at = places[i];

        if (n >= (size_t)at + 40 && dump[at] >> 4 == version &&
            dump[at + (d->ip.v6 ? 6 : 9)] == 6)
            return at;
    }
    return -1;
}

/* An Ethernet header stands in the dump before it. */
static bool has_frame(const struct pasted *p, const struct draft *d, int ip)
{
    const uint8_t *dump = (const uint8_t *)p->gather.words.start + d->dump;

    return (ip == 14 || ip == 18 || ip == 22 || ip == 26) &&
           dump[ip - 2] == (d->ip.v6 ? 0x86 : 0x08) &&
           dump[ip - 1] == (d->ip.v6 ? 0xdd : 0x00);
}

bool pasted_begin(struct pasted *p, pasted_source *more, void *source)
{
    p->more = more;
    p->source = source;
    if (!fill_batch(p))
        return false;
    const struct draft *first = &p->gather.drafts[0];
    p->link = p->gather.n > 0 &&
              (first->link.there || has_frame(p, first, find_ip(p, first)));
    return true;
}

bool pasted_has_link(const struct pasted *p)
{
    return p->link;
}

/* What the bytes show and what the line says: the difference is the origin. */
static void find_step(struct draft *d, const uint8_t *packet, uint32_t n)
{
    const uint32_t ip = n >= 1 && packet[0] >> 4 == 6 ? 40U
                        : n >= 1                      ? (packet[0] & 15U) * 4U
                                                      : 0;
    if (ip + 12 > n)
        return;
    const uint8_t *tcp = packet + ip;
    const uint32_t seq = (uint32_t)tcp[4] << 24 | (uint32_t)tcp[5] << 16 |
                         (uint32_t)tcp[6] << 8 | tcp[7];
    const uint32_t ack = (uint32_t)tcp[8] << 24 | (uint32_t)tcp[9] << 16 |
                         (uint32_t)tcp[10] << 8 | tcp[11];
    d->retold.step = (struct conn_step){
        .seq_base = seq - d->seq,
        .ack_base = ack - d->ack,
        .sack_base = ack - d->ack,
    };
}

/* The packet itself, from the rows below its line. */
static bool take_dump(struct pasted *p, struct draft *d,
                      struct pasted_packet *out)
{
    const uint8_t *dump = (const uint8_t *)p->gather.words.start + d->dump;
    const int at = find_ip(p, d);
    uint32_t head = 0, wire;

    if (at < 0)
        return false;
    const uint32_t n = (uint32_t)d->dump_len - (uint32_t)at;
    if (p->link && has_frame(p, d, at)) {
        head = (uint32_t)at;
        memcpy(p->packet, dump, head);
    } else if (p->link) { /* as it was told, the tags included */
        (void)draft_build(d, true, p->packet, &wire);
        head = LINK_BYTES + 4U * d->link.n_tags;
    }
    memcpy(p->packet + head, dump + at, n);
    const uint8_t *ip = p->packet + head;
    wire = d->ip.v6 ? 40U + (uint32_t)(ip[4] << 8 | ip[5])
                    : (uint32_t)(ip[2] << 8 | ip[3]);
    out->cap_len = head + n;
    out->wire_len = head + (wire > n ? wire : n);
    if (d->link.len > out->wire_len && d->link.len <= TL_MAX_SNAPLEN && p->link)
        out->wire_len = d->link.len;
    d->retold.own_bytes = true;
    if (d->retold.has_step)
        find_step(d, ip, n);
    return true;
}

static void take_draft(struct pasted *p, struct draft *d,
                       struct pasted_packet *out)
{
    p->gather.counts.uncounted |= d->retold.has_step;
    d->retold.options = p->gather.words.start + d->said;
    d->retold.options_len = (uint32_t)d->said_len;
    d->retold.ends_there = d->seg.cut;
    d->retold.tail = p->gather.words.start + d->tail;
    d->retold.tail_len = (uint32_t)d->tail_len;
    out->data = p->packet;
    out->retold = &d->retold;
    if (d->dump_len == 0 || !take_dump(p, d, out)) {
        p->gather.counts.bare |= !d->ip.verbose;
        p->gather.counts.quiet |= d->seg.quiet;
        out->cap_len = draft_build(d, p->link, p->packet, &out->wire_len);
        return;
    }
    if (!d->retold.has_step)
        out->retold = NULL;
}

bool pasted_next(struct pasted *p, struct pasted_packet *out)
{
    struct gather *g = &p->gather;

    while (p->at == g->n) {
        if (p->over && p->from == p->to && !g->open)
            return false;
        if (!fill_batch(p))
            return false;
    }
    struct draft *d = &g->drafts[p->at++];
    calendar_take(&g->calendar, &d->stamp, d->skipped);
    out->sec = g->calendar.sec;
    out->ns = g->calendar.ns;
    take_draft(p, d, out);
    return true;
}

struct pasted_counts pasted_counts(const struct pasted *p)
{
    return p->gather.counts;
}

const char *pasted_host_name(const void *p, bool v6, const uint8_t *addr)
{
    return told_ends_host_name(((const struct pasted *)p)->ends, v6, addr);
}

const char *pasted_port_name(const void *p, uint16_t port)
{
    return told_ends_port_name(((const struct pasted *)p)->ends, port);
}
