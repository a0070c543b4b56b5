/*
 * leaf_members.h - the shares of the leaves that remember, for these alone.
 * Zeroed memory remembers nothing.
 */
#ifndef TCPLINE_PROTOCOLS_LEAF_MEMBERS_H
#define TCPLINE_PROTOCOLS_LEAF_MEMBERS_H

#include "nfs.h"

struct leaf_memory {
    struct nfs_ring nfs; /* calls that replies will be matched to */
};

#endif
