/*
 * ifnames.c - the names of this host's network interfaces by index.
 *
 * Read once, because a file's packets name as many indices as they like; and
 * asked for one by one where an interface has come since, which a capture on
 * "any" sees.
 */
#include "ifnames.h"

#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LATER = 64 }; /* a power of two */

struct later {
    uint32_t index; /* 0: a free place */
    char name[IF_NAMESIZE];
};

struct ifnames {
    struct if_nameindex *known; /* ended by a zero index; may be NULL */
    int fd;                     /* to ask with: nothing is sent */
    struct later later[LATER];
};

struct ifnames *ifnames_load(void)
{
    struct ifnames *n = calloc(1, sizeof(*n));

    if (n != NULL) {
        n->known = if_nameindex();
        n->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    }
    return n;
}

void ifnames_free(struct ifnames *n)
{
    if (n == NULL)
        return;
    if (n->known != NULL)
        if_freenameindex(n->known);
    if (n->fd >= 0)
        (void)close(n->fd);
    free(n);
}

/* if_indextoname(3) with a socket that is there already. */
static void ask(const struct ifnames *n, uint32_t index, char *name)
{
    struct ifreq request = {.ifr_ifindex = (int)index};

    memcpy(name, "?", 2);
#ifdef SIOCGIFNAME
    if (n->fd >= 0 && ioctl(n->fd, SIOCGIFNAME, &request) == 0)
        memcpy(name, request.ifr_name, IF_NAMESIZE);
#endif
    name[IF_NAMESIZE - 1] = '\0';
}

const char *ifnames_find(struct ifnames *n, uint32_t ifindex)
{
    if (n == NULL || ifindex == 0)
        return "?";
    for (const struct if_nameindex *row = n->known;
         row != NULL && row->if_index != 0; row++)
        if (row->if_index == ifindex)
            return row->if_name;
    struct later *place = &n->later[ifindex % LATER];
    if (place->index != ifindex) {
        place->index = ifindex;
        ask(n, ifindex, place->name);
    }
    return place->name;
}
