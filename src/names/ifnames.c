/*
 * ifnames.c - the names of this host's network interfaces by index.
 */
#include "ifnames.h"

#include <net/if.h>
#include <stddef.h>

/* The system's own array, ended by a zero index, under our name. */
struct ifnames *ifnames_load(void)
{
    return (struct ifnames *)if_nameindex();
}

void ifnames_free(struct ifnames *n)
{
    if (n != NULL)
        if_freenameindex((struct if_nameindex *)n);
}

const char *ifnames_find(const struct ifnames *n, uint32_t ifindex)
{
    const struct if_nameindex *row = (const struct if_nameindex *)n;

    for (; row != NULL && row->if_index != 0; row++)
        if (row->if_index == ifindex)
            return row->if_name;
    return "?";
}
