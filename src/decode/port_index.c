/*
 * port_index.c - the first row of each port.
 */
#include "port_index.h"

static struct port_rank *rank_of(struct port_index *index, uint16_t port)
{
    return &index->pages[index->page_of[port / PORTS_PER_PAGE]]
                        [port % PORTS_PER_PAGE];
}

static void note(uint16_t *rank, size_t row)
{
    if (*rank == 0)
        *rank = (uint16_t)(row + 1);
}

static void add_port(struct port_index *index, const struct port_row *row,
                     size_t at, uint16_t port)
{
    uint16_t *const page = &index->page_of[port / PORTS_PER_PAGE];

    if (*page == 0)
        *page = ++index->n_pages;
    struct port_rank *rank = rank_of(index, port);
    if (row->side == PORT_EITHER || row->side == PORT_SOURCE)
        note(&rank->as_source, at);
    if (row->side == PORT_EITHER || row->side == PORT_DESTINATION)
        note(&rank->as_destination, at);
    if (row->side == PORT_BOTH)
        note(&rank->as_both, at);
}

static void fill(struct port_index *index, const struct port_row *rows,
                 size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t port = rows[i].from; port <= rows[i].to; port++)
            add_port(index, &rows[i], i, (uint16_t)port);
    index->filled = true;
}

/* The smaller rank; none, less one, is the largest. */
static uint16_t first_of(uint16_t a, uint16_t b)
{
    return (uint16_t)(a - 1) < (uint16_t)(b - 1) ? a : b;
}

uint32_t port_index_find(struct port_index *index, const struct port_row *rows,
                         size_t count, uint16_t sport, uint16_t dport)
{
    if (!index->filled)
        fill(index, rows, count);
    const struct port_rank *src = rank_of(index, sport);
    const struct port_rank *dst = rank_of(index, dport);
    uint16_t rank = first_of(src->as_source, dst->as_destination);
    /* Rows that want both do not overlap, so that they are equal or none. */
    if (src->as_both == dst->as_both)
        rank = first_of(rank, src->as_both);
    return rank == 0 ? (uint32_t)TL_NONE : rows[rank - 1].next;
}
