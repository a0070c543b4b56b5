/*
 * conn.c - relative sequence numbers, as tcpdump keeps them.
 */
#include "conn.h"

#include <stdlib.h>

#include "flow_table.h"

/*
 * First sequence numbers, by direction: [0] of the forward sender. Whether
 * they are known says the entry's mark; others may have made it.
 */
struct conn {
    uint32_t base[2];
};

struct conn_table {
    struct flow_table *flows;
    bool numbers; /* somebody shows them */
};

struct conn_table *conn_table_new(uint32_t max_connections)
{
    struct conn_table *t = malloc(sizeof(*t));

    if (t == NULL)
        return NULL;
    t->numbers = true;
    t->flows = flow_table_new(sizeof(struct conn), max_connections);
    if (t->flows == NULL) {
        free(t);
        return NULL;
    }
    return t;
}

void conn_table_free(struct conn_table *t)
{
    if (t == NULL)
        return;
    flow_table_free(t->flows);
    free(t);
}

/* Whether the oracle gets as far as its layer. */
static bool is_reached(const struct tl_packet *pkt, bool verbose)
{
    if (pkt->tcp_layer == TL_NO_LAYER || tl_raw_impossible(&pkt->raw))
        return false;
    const struct tl_layer *l = &pkt->layers[pkt->tcp_layer];
    if (verbose ? l->plain_only : l->verbose_only)
        return false;
    /* By itself: asked with the above it is one load of what are two stores. */
    return verbose || l->depth == 0;
}

/*
 * ... and as far as its table. Of a plain packet all is there, and nothing
 * around it is to be shown, or it would not have been found in one step.
 */
static bool takes_part(const struct tl_packet *pkt, bool verbose)
{
    if (pkt->plain_tcp ? pkt->raw.wire_len > TL_MAX_SNAPLEN
                       : !is_reached(pkt, verbose))
        return false;
    return (pkt->tcp.end == TL_TCP_WHOLE || pkt->tcp.end == TL_TCP_HLEN_LONG) &&
           (pkt->tcp.flags & TL_ACK) != 0;
}

void conn_track(struct conn_table *t, const struct tl_packet *pkt, bool verbose,
                struct conn_step *out)
{
    const struct tl_tcp *tcp = &pkt->tcp;

    *out = (struct conn_step){0};
    if (!takes_part(pkt, verbose))
        return;
    out->flow = flow_of_packet(t->flows, pkt);
    if (out->flow.id == 0 || !t->numbers)
        return;
    struct conn *conn = flow_table_value(t->flows, out->flow.id);
    uint32_t *mine = &conn->base[out->flow.reverse];
    uint32_t *theirs = &conn->base[!out->flow.reverse];
    if (!flow_table_is_marked(conn) || (tcp->flags & TL_SYN) != 0) {
        flow_table_mark(conn);
        *mine = tcp->seq;
        *theirs = tcp->ack - 1;
    } else {
        out->seq_base = *mine;
        out->ack_base = *theirs;
    }
    out->sack_base = *theirs;
}

void conn_table_flows_alone(struct conn_table *t)
{
    t->numbers = false;
}

struct flow_table *conn_table_flows(const struct conn_table *t)
{
    return t->flows;
}
