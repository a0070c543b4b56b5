/*
 * services.c - the services database as two arrays indexed by port.
 */
#include "services.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

enum { PORTS = UINT16_MAX + 1 };

struct services {
    char *name[2][PORTS]; /* TCP, UDP */
};

static void add(struct services *s, const struct servent *entry)
{
    const bool udp = strcmp(entry->s_proto, "udp") == 0;
    const uint16_t port = ntohs((uint16_t)entry->s_port);

    if (!udp && strcmp(entry->s_proto, "tcp") != 0)
        return;
    if (s->name[udp][port] == NULL)
        s->name[udp][port] = strdup(entry->s_name);
}

struct services *services_load(void)
{
    struct services *s = calloc(1, sizeof(*s));

    if (s == NULL)
        return NULL;
    setservent(1);
    for (struct servent *e = getservent(); e != NULL; e = getservent())
        add(s, e);
    endservent();
    return s;
}

void services_free(struct services *s)
{
    if (s == NULL)
        return;
    for (size_t port = 0; port < PORTS; port++) {
        free(s->name[0][port]);
        free(s->name[1][port]);
    }
    free(s);
}

const char *services_find(const struct services *s, bool udp, uint16_t port)
{
    return s->name[udp][port];
}
