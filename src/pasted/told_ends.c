/*
 * told_ends.c - names and numbers of hosts and ports.
 */
#include "told_ends.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "count.h"
#include "index.h"
#include "services.h"
#include "text.h"

enum { MOST_NAMES = 100000, PORTS = UINT16_MAX + 1, FIRST_OWN_PORT = 60001 };

struct told_ends {
    const struct services *services;
    struct index addresses; /* hash of a name -> how many names were before */
    struct index names;     /* hash of an address -> place in `words`, plus 1 */
    struct index ports;     /* hash of a port's name -> its port */
    char **words;
    uint32_t n_words;
    uint16_t own_ports;
    struct text port_words;  /* each ends with a zero, the first is empty */
    uint32_t port_at[PORTS]; /* in them, 0 for no word */
};

/* Names of ports that may stand in text and not in this machine's database. */
static const struct {
    const char *name;
    uint16_t port;
} well_known[] = {
    {"discard", 9},       {"ftp-data", 20}, {"ftp", 21},
    {"ssh", 22},          {"telnet", 23},   {"smtp", 25},
    {"domain", 53},       {"http", 80},     {"www", 80},
    {"kerberos", 88},     {"pop3", 110},    {"sunrpc", 111},
    {"imap", 143},        {"imap2", 143},   {"bgp", 179},
    {"ldap", 389},        {"https", 443},   {"microsoft-ds", 445},
    {"login", 513},       {"shell", 514},   {"printer", 515},
    {"ldaps", 636},       {"imaps", 993},   {"pop3s", 995},
    {"ms-sql-s", 1433},   {"nfs", 2049},    {"mysql", 3306},
    {"postgresql", 5432}, {"x11", 6000},    {"http-alt", 8080},
    {"webcache", 8080},
};

struct told_ends *told_ends_new(const struct services *services)
{
    struct told_ends *e = calloc(1, sizeof(*e));

    if (e == NULL)
        return NULL;
    e->services = services;
    if (index_init(&e->addresses) && index_init(&e->names) &&
        index_init(&e->ports) && text_init(&e->port_words, 1024)) {
        text_char(&e->port_words, '\0');
        return e;
    }
    told_ends_free(e);
    return NULL;
}

void told_ends_free(struct told_ends *e)
{
    if (e == NULL)
        return;
    for (uint32_t i = 0; i < e->n_words; i++)
        free(e->words[i]);
    text_free(&e->port_words);
    free(e->words);
    index_free(&e->addresses);
    index_free(&e->names);
    index_free(&e->ports);
    free(e);
}

static uint64_t address_hash(const struct told_ends *e, bool v6,
                             const uint8_t *addr)
{
    return index_hash(&e->names, addr, v6 ? 16 : 4);
}

/*
 * The n-th address: three networks of 254 hosts, then the one of two times
 * 65534 that is kept for benchmarks (RFC 2544).
 */
static void made_up_address(uint32_t n, bool v6, uint8_t *addr)
{
    static const uint8_t documentation[] = {0x20, 0x01, 0x0d, 0xb8};
    static const uint32_t nets[] = {0xc0000200, 0xc6336400, 0xcb007100};
    uint32_t v = 0xc6120000 + n + 1;

    if (n < 254 * COUNT_OF(nets))
        v = nets[n / 254] + n % 254 + 1;
    const uint32_t order = htonl(v6 ? n + 1 : v);
    if (v6)
        memcpy(addr, documentation, sizeof(documentation));
    memcpy(addr + (v6 ? 12 : 0), &order, sizeof(order));
}

/* The word for an address; one that is met as a number gets none. */
static bool remember(struct told_ends *e, bool v6, const uint8_t *addr,
                     struct span name)
{
    bool added;
    uint32_t *place = index_at(&e->names, address_hash(e, v6, addr), &added);

    if (place == NULL || !added)
        return false;
    if (name.len == 0)
        return true;
    if (e->n_words % 1024 == 0) {
        char **more =
            reallocarray(e->words, e->n_words + 1024, sizeof(*e->words));
        if (more == NULL)
            return false;
        e->words = more;
    }
    e->words[e->n_words] = strndup(name.at, name.len);
    if (e->words[e->n_words] == NULL)
        return false;
    *place = ++e->n_words;
    return true;
}

/* Passes over addresses that the text has as numbers. */
static bool name_host(struct told_ends *e, struct span name, bool v6,
                      uint8_t *addr)
{
    bool added;
    const uint64_t hash = index_hash(&e->addresses, name.at, name.len);
    uint32_t *place = index_at(&e->addresses, hash, &added);

    if (place == NULL || e->n_words >= MOST_NAMES)
        return false;
    if (added) {
        uint32_t n = (uint32_t)e->addresses.used - 1;

        while (n < MOST_NAMES &&
               (made_up_address(n, v6, addr), !remember(e, v6, addr, name)))
            n++;
        *place = n;
    }
    made_up_address(*place, v6, addr);
    return true;
}

static bool is_number(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len > 0;
}

/* An address with fewer dots than it should have is cut, not a name. */
static bool looks_cut(struct span host)
{
    return strspn(host.at, "0123456789.") >= host.len;
}

static bool resolve_host(struct told_ends *e, struct span host, bool v6,
                         uint8_t *addr)
{
    char text[256];

    (void)snprintf(text, sizeof(text), "%.*s", (int)host.len, host.at);
    memset(addr, 0, 16);
    if (inet_pton(v6 ? AF_INET6 : AF_INET, text, addr) == 1) {
        (void)remember(e, v6, addr, (struct span){0});
        return true;
    }
    return !v6 && !looks_cut((struct span){text, host.len}) &&
           name_host(e, host, v6, addr);
}

static bool known_port(const struct told_ends *e, struct span name,
                       uint16_t *port)
{
    if (services_port(e->services, name.at, name.len, port))
        return true;
    for (size_t i = 0; i < COUNT_OF(well_known); i++) {
        if (span_is(name, well_known[i].name)) {
            *port = well_known[i].port;
            return true;
        }
    }
    return false;
}

/* A name nobody knows gets a number of its own, from the top; or PORTS. */
static uint32_t new_port(struct told_ends *e, struct span name)
{
    uint16_t port;

    if (known_port(e, name, &port))
        return port;
    if (FIRST_OWN_PORT + e->own_ports >= PORTS - 1)
        return PORTS;
    return (uint32_t)FIRST_OWN_PORT + e->own_ports++;
}

/* The first word for a port stays; without memory it is a number. */
static void name_port(struct told_ends *e, uint16_t port, struct span name)
{
    struct text *words = &e->port_words;
    const size_t at = text_len(words);

    if (e->port_at[port] != 0 || !text_room(words, name.len + 1))
        return;
    text_put(words, name.at, name.len);
    text_char(words, '\0');
    e->port_at[port] = (uint32_t)at;
}

static bool resolve_port(struct told_ends *e, struct span name, uint16_t *port)
{
    struct scan s = {name.at, name.at + name.len, false};
    uint32_t v;

    if (is_number(name)) {
        if (!scan_most(&s, UINT16_MAX, &v))
            return false;
        *port = (uint16_t)v;
        return true;
    }
    bool added;
    uint32_t *value =
        index_at(&e->ports, index_hash(&e->ports, name.at, name.len), &added);
    if (value == NULL)
        return false;
    if (added)
        *value = new_port(e, name);
    if (*value == PORTS)
        return false;
    *port = (uint16_t)*value;
    name_port(e, *port, name);
    return true;
}

bool told_ends_resolve(struct told_ends *e, const struct told_end *end, bool v6,
                       struct end_place *out)
{
    return resolve_host(e, end->host, v6, out->addr) &&
           resolve_port(e, end->port, &out->port);
}

const char *told_ends_host_name(const struct told_ends *e, bool v6,
                                const uint8_t *addr)
{
    const uint32_t *place = index_find(&e->names, address_hash(e, v6, addr));

    return place != NULL && *place > 0 ? e->words[*place - 1] : NULL;
}

const char *told_ends_port_name(const struct told_ends *e, uint16_t port)
{
    const uint32_t at = e->port_at[port];

    return at != 0 ? e->port_words.start + at : NULL;
}
