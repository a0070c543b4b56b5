/*
 * names.c - the names of one run: hosts, ports, Ethernet addresses.
 */
#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "err.h"
#include "ethers.h"
#include "hosts.h"
#include "oui.h"
#include "resolver.h"
#include "services.h"

struct names {
    bool is_told;
    bool short_names;
    struct names_told told; /* nobody told anything: `host` is NULL */
    bool local_only;
    uint32_t local_net, local_mask;
    struct hosts *hosts;
    struct resolver *resolver; /* NULL: addresses stay numbers */
    struct services *services;
    struct ethers *ethers;
};

static void ask(void *ctx, const struct resolver_address *a)
{
    resolver_ask(ctx, a);
}

static bool start_resolver(struct names *n, const struct names_style *style,
                           struct err *e)
{
    n->resolver = resolver_start(
        &(struct resolver_style){
            .live = style->live,
            .settle = style->settle,
            .settle_ctx = style->settle_ctx,
            .heard = hosts_heard,
            .heard_ctx = n->hosts,
        },
        e);
    if (n->resolver != NULL)
        hosts_ask_with(n->hosts, ask, n->resolver);
    return n->resolver != NULL;
}

struct names *names_new(const struct names_style *style, struct err *e)
{
    struct names *n = calloc(1, sizeof(*n));

    (void)err_set(e, "not enough memory");
    if (n == NULL)
        return NULL;
    n->is_told = style->told;
    n->short_names = style->short_names;
    n->local_only = style->local_only;
    n->hosts = hosts_new(style->short_names);
    n->services = services_load();
    n->ethers = ethers_load("/etc/ethers");
    if (n->hosts != NULL && n->services != NULL && n->ethers != NULL &&
        (n->is_told || start_resolver(n, style, e)))
        return n;
    names_free(n);
    return NULL;
}

void names_free(struct names *n)
{
    if (n == NULL)
        return;
    resolver_stop(n->resolver);
    hosts_free(n->hosts);
    services_free(n->services);
    ethers_free(n->ethers);
    free(n);
}

void names_tell(struct names *n, const struct names_told *told)
{
    n->told = *told;
}

/* False where the text has a number. */
static bool put_told(const struct names *n, struct text *out, bool v6,
                     const uint8_t *addr)
{
    const char *name =
        n->told.host != NULL ? n->told.host(n->told.ctx, v6, addr) : NULL;

    if (name == NULL)
        return false;
    text_put(out, name, n->short_names ? strcspn(name, ".") : strlen(name));
    return true;
}

void names_local(struct names *n, uint32_t net, uint32_t mask)
{
    n->local_net = net;
    n->local_mask = mask;
}

void names_listen(struct names *n)
{
    if (n->resolver != NULL)
        resolver_listen(n->resolver);
}

void names_addr4(struct names *n, struct text *out, const uint8_t *addr)
{
    if (n->is_told) {
        if (!put_told(n, out, false, addr))
            text_ip4(out, addr);
    } else if (n->local_only &&
               (load_be32(addr) & n->local_mask) != n->local_net)
        text_ip4(out, addr);
    else
        hosts_put(n->hosts, out, HOSTS_IPV4, addr);
}

void names_addr6(struct names *n, struct text *out, const uint8_t *addr)
{
    if (!n->is_told)
        hosts_put(n->hosts, out, HOSTS_IPV6, addr);
    else if (!put_told(n, out, true, addr))
        text_ip6(out, addr);
}

static const char *port_name(const struct names *n, bool udp, uint16_t port)
{
    if (!n->is_told)
        return services_find(n->services, udp, port);
    return n->told.port != NULL && !udp ? n->told.port(n->told.ctx, port)
                                        : NULL;
}

void names_port(struct names *n, struct text *out, bool udp, uint16_t port)
{
    const char *name = port_name(n, udp, port);

    if (name == NULL)
        text_u32(out, port);
    else
        text_str(out, name);
}

void names_ether(struct names *n, struct text *out, const uint8_t *addr)
{
    const char *name = ethers_find(n->ethers, addr);

    if (name != NULL) {
        text_str(out, name);
        return;
    }
    text_mac(out, addr, 6);
    TEXT_LIT(out, " (oui ");
    text_str(out, oui_name(load_be24(addr)));
    text_char(out, ')');
}
