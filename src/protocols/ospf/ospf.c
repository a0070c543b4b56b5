/*
 * ospf.c - OSPF: the version of IP settles its own, whatever it says of
 * itself.
 */
#include "ospf2.h"
#include "ospf3.h"
#include "protocol.h"

static bool print_ospf(struct printer *pr)
{
    return pr->addr_len == 4 ? ospf2_print(pr) : ospf3_print(pr);
}

const struct protocol protocol_ospf = {"ospf", print_ospf};
