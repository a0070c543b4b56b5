/*
 * nfs_reply.h - the results of NFS calls.
 */
#ifndef TCPLINE_PROTOCOLS_NFS_REPLY_H
#define TCPLINE_PROTOCOLS_NFS_REPLY_H

#include "nfs_kit.h"

/* False when the printer ends with a mark. */
bool nfs_print_results(struct nfs_cursor *c, uint32_t proc);

#endif
