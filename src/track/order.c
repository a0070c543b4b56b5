/*
 * order.c - a treap over the records of a pool.
 */
#include "order.h"

#include <stdbool.h>

static struct order_node *node_at(const struct order *o, uint32_t id)
{
    return pool_at(o->pool, id);
}

/* Fixed per record, so it need not be stored. */
static uint32_t priority(const struct order *o, uint32_t id)
{
    uint32_t h = id * o->seed;

    h = (h ^ h >> 15) * 0x2c1b3c6dU;
    h = (h ^ h >> 12) * 0x297a2d39U;
    return h ^ h >> 15;
}

static bool stands_before(const struct order *o, uint32_t a, uint32_t b)
{
    const uint32_t key_a = node_at(o, a)->key, key_b = node_at(o, b)->key;
    return key_a != key_b ? key_a < key_b : a < b;
}

/* Parts the tree `rest` into what stands before and behind `id`. */
static void split(const struct order *o, uint32_t rest, uint32_t id)
{
    struct order_node *n = node_at(o, id);
    uint32_t *below = &n->left, *above = &n->right;

    while (rest != 0) {
        struct order_node *m = node_at(o, rest);
        if (stands_before(o, rest, id)) {
            *below = rest;
            below = &m->right;
            rest = m->right;
        } else {
            *above = rest;
            above = &m->left;
            rest = m->left;
        }
    }
    *below = *above = 0;
}

void order_insert(const struct order *o, uint32_t *root, uint32_t id)
{
    const uint32_t mine = priority(o, id);
    uint32_t *at = root;

    while (*at != 0 && priority(o, *at) >= mine) {
        struct order_node *m = node_at(o, *at);
        at = stands_before(o, id, *at) ? &m->left : &m->right;
    }
    const uint32_t rest = *at;
    *at = id;
    split(o, rest, id);
}

void order_remove(const struct order *o, uint32_t *root, uint32_t id)
{
    const struct order_node *n = node_at(o, id);
    uint32_t *at = root;

    while (*at != id) {
        struct order_node *m = node_at(o, *at);
        at = stands_before(o, id, *at) ? &m->left : &m->right;
    }
    uint32_t l = n->left, r = n->right;
    while (l != 0 && r != 0) {
        if (priority(o, l) >= priority(o, r)) {
            *at = l;
            at = &node_at(o, l)->right;
            l = *at;
        } else {
            *at = r;
            at = &node_at(o, r)->left;
            r = *at;
        }
    }
    *at = l != 0 ? l : r;
}

uint32_t order_find(const struct order *o, uint32_t root, uint32_t key)
{
    while (root != 0) {
        const struct order_node *n = node_at(o, root);
        if (n->key == key)
            return root;
        root = key < n->key ? n->left : n->right;
    }
    return 0;
}

static uint32_t edge(const struct order *o, uint32_t root, bool highest)
{
    uint32_t last = 0;

    while (root != 0) {
        const struct order_node *n = node_at(o, root);
        last = root;
        root = highest ? n->right : n->left;
    }
    return last;
}

uint32_t order_from(const struct order *o, uint32_t root, uint32_t key)
{
    uint32_t best = 0;

    for (uint32_t id = root; id != 0;) {
        const struct order_node *n = node_at(o, id);
        if (n->key >= key)
            best = id;
        id = n->key >= key ? n->left : n->right;
    }
    return best != 0 ? best : edge(o, root, false);
}

uint32_t order_before(const struct order *o, uint32_t root, uint32_t key)
{
    uint32_t best = 0;

    for (uint32_t id = root; id != 0;) {
        const struct order_node *n = node_at(o, id);
        if (n->key < key)
            best = id;
        id = n->key < key ? n->right : n->left;
    }
    return best != 0 ? best : edge(o, root, true);
}
