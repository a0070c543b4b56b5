/*
 * names.c - the names of one run: hosts, ports, Ethernet addresses.
 */
#include "names.h"

#include <stdlib.h>

#include "bytes.h"
#include "ethers.h"
#include "hosts.h"
#include "oui.h"
#include "services.h"

struct names {
    struct names_style style;
    struct hosts *hosts;
    struct services *services;
    struct ethers *ethers;
};

struct names *names_new(const struct names_style *style)
{
    struct names *n = calloc(1, sizeof(*n));

    if (n == NULL)
        return NULL;
    n->style = *style;
    n->hosts = hosts_new(hosts_ask_libc, style->short_names);
    n->services = services_load();
    n->ethers = ethers_load("/etc/ethers");
    if (n->hosts != NULL && n->services != NULL && n->ethers != NULL)
        return n;
    names_free(n);
    return NULL;
}

void names_free(struct names *n)
{
    if (n == NULL)
        return;
    hosts_free(n->hosts);
    services_free(n->services);
    ethers_free(n->ethers);
    free(n);
}

void names_addr4(struct names *n, struct text *out, const uint8_t *addr)
{
    const struct names_style *style = &n->style;

    if (style->local_only &&
        (load_be32(addr) & style->local_mask) != style->local_net)
        text_ip4(out, addr);
    else
        hosts_put(n->hosts, out, HOSTS_IPV4, addr);
}

void names_addr6(struct names *n, struct text *out, const uint8_t *addr)
{
    hosts_put(n->hosts, out, HOSTS_IPV6, addr);
}

void names_port(struct names *n, struct text *out, bool udp, uint16_t port)
{
    const char *name = services_find(n->services, udp, port);

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
