/*
 * ifnames.c - the names of this host's network interfaces by index.
 *
 * Answers are remembered, because a file's packets name as many indices as
 * they like.
 */
#include "ifnames.h"

#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzzing.h"
#include "visible.h"

enum {
    PLACES = UNLESS_FUZZING(256, 4), /* a power of two */
    VISIBLE = 4,                     /* bytes that one byte may take: "M-^A" */
};

struct place {
    uint32_t index;                   /* 0: free */
    char name[VISIBLE * IF_NAMESIZE]; /* visible, or "?" */
};

struct ifnames {
    int fd; /* to ask with: nothing is sent */
    struct place places[PLACES];
};

struct ifnames *ifnames_open(void)
{
    struct ifnames *n = calloc(1, sizeof(*n));

    /* What a fuzzer sees is not to depend on the machine. */
    if (n != NULL)
        n->fd =
            UNLESS_FUZZING(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), -1);
    return n;
}

void ifnames_free(struct ifnames *n)
{
    if (n == NULL)
        return;
    if (n->fd >= 0)
        (void)close(n->fd);
    free(n);
}

/* if_indextoname(3) with a socket that is there already. */
static bool ask(const struct ifnames *n, uint32_t index, char *name)
{
#ifdef SIOCGIFNAME
    struct ifreq request = {.ifr_ifindex = (int)index};

    if (n->fd < 0 || ioctl(n->fd, SIOCGIFNAME, &request) != 0)
        return false;
    memcpy(name, request.ifr_name, IF_NAMESIZE);
    name[IF_NAMESIZE - 1] = '\0';
    return true;
#else
    (void)n;
    return if_indextoname(index, name) != NULL;
#endif
}

/* Without memory the name is unknown, and the shortage is noted. */
static void make_visible(struct place *place, const char *name)
{
    char *copy = visible_copy(name, IF_NAMESIZE);

    (void)snprintf(place->name, sizeof(place->name), "%s",
                   copy != NULL ? copy : "?");
    free(copy);
}

const char *ifnames_find(struct ifnames *n, uint32_t ifindex)
{
    if (n == NULL || ifindex == 0)
        return "?";
    struct place *place = &n->places[ifindex % PLACES];
    if (place->index != ifindex) {
        char name[IF_NAMESIZE] = "?";

        place->index = ifindex;
        (void)ask(n, ifindex, name);
        make_visible(place, name);
    }
    return place->name;
}
