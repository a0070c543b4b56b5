/*
 * names.h - names for addresses, ports and vendors.
 *
 * Every function appends to `out`: the name if there is one, the number
 * otherwise. Answers of the resolver are remembered in a cache of fixed
 * size, so a long run neither asks twice in a row nor grows.
 */
#ifndef TCPLINE_NAMES_NAMES_H
#define TCPLINE_NAMES_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

struct err;

struct names_style {
    bool short_names; /* -N: host names end before their first dot */
    bool local_only;  /* -f: only IPv4 addresses of the network below */
    /* Packets are coming in meanwhile: no name is worth losing one. */
    bool live;
    /* Called in the process that asks name servers, to give up privileges. */
    void (*settle)(void *ctx);
    void *settle_ctx;
    bool told; /* names are what names_tell() says; nothing is looked up */
};

struct names;

/* Names that stand in a text; each answers NULL for a number. */
struct names_told {
    const char *(*host)(const void *ctx, bool v6, const uint8_t *addr);
    const char *(*port)(const void *ctx, uint16_t port);
    const void *ctx;
};

/*
 * Reads the services file and forks the resolver's process, so nothing should
 * be open yet that it must not hold. NULL with `e` filled when there is no
 * memory or no process to be had.
 */
struct names *names_new(const struct names_style *style, struct err *e);
void names_free(struct names *n);

/* Where `told` was set. What it points to must outlive the names. */
void names_tell(struct names *n, const struct names_told *told);

/*
 * Takes in answers that came late. Not done for each address: it asks the
 * kernel.
 */
void names_listen(struct names *n);

/* The network of `local_only`, in host byte order. */
void names_local(struct names *n, uint32_t net, uint32_t mask);

void names_addr4(struct names *n, struct text *out, const uint8_t *addr);
void names_addr6(struct names *n, struct text *out, const uint8_t *addr);
void names_port(struct names *n, struct text *out, bool udp, uint16_t port);

/* "02:00:00:00:00:01 (oui Unknown)" */
void names_ether(struct names *n, struct text *out, const uint8_t *addr);

#endif
