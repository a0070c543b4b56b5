/*
 * services.c - the services database as two arrays indexed by port.
 */
#include "services.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "visible.h"

enum { PORTS = UINT16_MAX + 1 };

struct services {
    char *name[2][PORTS]; /* TCP, UDP */
};

/* False without memory. */
static bool add(struct services *s, const struct servent *entry)
{
    const bool udp = strcmp(entry->s_proto, "udp") == 0;
    const uint16_t port = ntohs((uint16_t)entry->s_port);

    if (s->name[udp][port] != NULL ||
        (!udp && strcmp(entry->s_proto, "tcp") != 0))
        return true;
    s->name[udp][port] = visible_copy(entry->s_name, SIZE_MAX);
    return s->name[udp][port] != NULL;
}

/* The database's end and its lack of memory look alike but for errno. */
static bool add_all(struct services *s)
{
    const struct servent *entry;
    bool ok = true;

    setservent(1);
    do {
        errno = 0;
        entry = getservent();
        ok = entry != NULL ? add(s, entry) : errno != ENOMEM;
    } while (ok && entry != NULL);
    endservent();
    return ok;
}

struct services *services_load(void)
{
    struct services *s = calloc(1, sizeof(*s));

    if (s == NULL)
        return NULL;
    if (add_all(s))
        return s;
    services_free(s);
    return NULL;
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

bool services_port(const struct services *s, const char *name, size_t n,
                   uint16_t *port)
{
    for (size_t i = 0; i < PORTS; i++) {
        const char *known = s->name[0][i];

        if (known != NULL && strncmp(known, name, n) == 0 && known[n] == '\0') {
            *port = (uint16_t)i;
            return true;
        }
    }
    return false;
}
