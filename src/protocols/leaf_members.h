/*
 * leaf_members.h - the shares of the leaves that remember, for these alone.
 * Zeroed memory remembers nothing.
 */
#ifndef TCPLINE_PROTOCOLS_LEAF_MEMBERS_H
#define TCPLINE_PROTOCOLS_LEAF_MEMBERS_H

#include "ike.h"
#include "nfs.h"
#include "rx.h"
#include "slip_header.h"

struct leaf_memory {
    struct ike_roles ike; /* who began which exchange */
    struct nfs_ring nfs;  /* calls that replies will be matched to */
    struct rx_ring rx;    /* the same of AFS */
    struct slip_memory slip;
};

#endif
