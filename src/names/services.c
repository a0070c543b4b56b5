/*
 * services.c - the services database as one text, and where in it a port's name
 * stands.
 */
#include "services.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

enum { PORTS = UINT16_MAX + 1, FIRST_ROOM = 8192 };

struct services {
    struct text names;     /* each ends with a zero, the first is empty */
    uint32_t at[2][PORTS]; /* TCP, UDP: in `names`, 0 for no name */
};

static void add(struct services *s, const struct servent *entry)
{
    const bool udp = strcmp(entry->s_proto, "udp") == 0;
    uint32_t *at = &s->at[udp][ntohs((uint16_t)entry->s_port)];

    if (*at != 0 || (!udp && strcmp(entry->s_proto, "tcp") != 0))
        return;
    *at = (uint32_t)text_len(&s->names);
    text_visible_bytes(&s->names, entry->s_name, strlen(entry->s_name));
    text_char(&s->names, '\0');
}

/* The database's end and its lack of memory look alike but for errno. */
static bool add_all(struct services *s)
{
    const struct servent *entry;
    bool ok = true;

    text_char(&s->names, '\0');
    setservent(1);
    do {
        errno = 0;
        entry = getservent();
        if (entry != NULL)
            add(s, entry);
        else
            ok = errno != ENOMEM;
    } while (ok && entry != NULL);
    endservent();
    return ok && !text_failed(&s->names);
}

struct services *services_load(void)
{
    struct services *s = calloc(1, sizeof(*s));

    if (s == NULL)
        return NULL;
    if (text_init(&s->names, FIRST_ROOM) && add_all(s))
        return s;
    services_free(s);
    return NULL;
}

void services_free(struct services *s)
{
    if (s == NULL)
        return;
    text_free(&s->names);
    free(s);
}

const char *services_find(const struct services *s, bool udp, uint16_t port)
{
    const uint32_t at = s->at[udp][port];

    return at != 0 ? s->names.start + at : NULL;
}

bool services_port(const struct services *s, const char *name, size_t n,
                   uint16_t *port)
{
    for (size_t i = 0; i < PORTS; i++) {
        const char *known = services_find(s, false, (uint16_t)i);

        if (known != NULL && strncmp(known, name, n) == 0 && known[n] == '\0') {
            *port = (uint16_t)i;
            return true;
        }
    }
    return false;
}
