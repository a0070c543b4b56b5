/*
 * order.h - records of a pool kept in the order of a sequence number.
 *
 * A treap: a search tree by key that is at the same time a heap by a
 * priority drawn from the record's number and a random seed. Its depth is
 * logarithmic whatever keys arrive, in whatever order. Records of equal keys
 * stand in the order of their numbers.
 *
 * Sequence numbers lie on a circle, so lookups start from a place on it.
 */
#ifndef TCPLINE_TRACK_ORDER_H
#define TCPLINE_TRACK_ORDER_H

#include <stdint.h>

#include "pool.h"

/* The first member of every record kept in an order. */
struct order_node {
    uint32_t key;
    uint32_t left, right;
};

struct order {
    const struct pool *pool;
    uint32_t seed; /* odd */
};

/* `*root` is 0 for an empty order. */
void order_insert(const struct order *o, uint32_t *root, uint32_t id);
void order_remove(const struct order *o, uint32_t *root, uint32_t id);

/* A record of exactly this key, or 0. */
uint32_t order_find(const struct order *o, uint32_t root, uint32_t key);

/*
 * The first record met when walking up the circle from `key` inclusive, and
 * down from `key` exclusive. 0 only when the order is empty.
 */
uint32_t order_from(const struct order *o, uint32_t root, uint32_t key);
uint32_t order_before(const struct order *o, uint32_t root, uint32_t key);

#endif
