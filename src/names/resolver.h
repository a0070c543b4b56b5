/*
 * resolver.h - host names, asked for in another process.
 *
 * A name server may take seconds to say nothing. The asking is done by a
 * helper process, and waiting for it is bounded twice: each time, and over
 * all in proportion to the time that has passed. An answer that comes too
 * late for one line is there for the next.
 */
#ifndef TCPLINE_NAMES_RESOLVER_H
#define TCPLINE_NAMES_RESOLVER_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct resolver;

struct resolver_address {
    uint8_t bytes;    /* 4 or 16 */
    uint8_t addr[16]; /* network order, the rest zero */
};

struct resolver_style {
    /* Packets are coming in meanwhile: wait milliseconds, not seconds. */
    bool live;
    /* Called in the helper before anything else: gives up privileges. */
    void (*settle)(void *ctx);
    void *settle_ctx;
    /* Called with each answer, on time or late; `name` NULL: it has none. */
    void (*heard)(void *ctx, const struct resolver_address *a,
                  const char *name);
    void *heard_ctx;
};

/* Forks the helper. NULL with `e` filled when that cannot be. */
struct resolver *resolver_start(const struct resolver_style *style,
                                struct err *e);
void resolver_stop(struct resolver *r);

/*
 * Asks for the name of `a`, which must not be asked for twice, and waits a
 * little. `heard` has been called for every answer that was there.
 */
void resolver_ask(struct resolver *r, const struct resolver_address *a);

/* Calls `heard` for every answer that has come meanwhile. */
void resolver_listen(struct resolver *r);

#endif
