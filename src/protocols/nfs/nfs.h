/*
 * nfs.h - NFS 2 and 3 over SunRPC on TCP (RFC 1094, RFC 1813, RFC 5531).
 *
 * A reply does not say what it answers; the ring remembers the latest calls.
 * nfs.c prints the RPC headers and keeps the ring, nfs_call.c arguments,
 * nfs_reply.c results; nfs_kit.c reads what both are made of.
 */
#ifndef TCPLINE_PROTOCOLS_NFS_H
#define TCPLINE_PROTOCOLS_NFS_H

#include <stdbool.h>
#include <stdint.h>

enum { NFS_RING_SIZE = 64 };

/* A call waiting for its reply. */
struct nfs_call {
    uint32_t xid;
    uint32_t proc; /* an enum nfs_proc (nfs_kit.h), or beyond when unknown */
    uint8_t client[16], server[16];
    uint8_t addr_len; /* 0: no call */
    bool v3;
};

/*
 * The latest calls, oldest overwritten first. Zeroed memory is an empty ring.
 */
struct nfs_ring {
    struct nfs_call calls[NFS_RING_SIZE];
    unsigned next; /* where the next call goes */
    unsigned hint; /* where the last reply's call was found */
};

#endif
