/*
 * nfs_call.h - the arguments of NFS calls.
 */
#ifndef TCPLINE_PROTOCOLS_NFS_CALL_H
#define TCPLINE_PROTOCOLS_NFS_CALL_H

#include "nfs_kit.h"

/* `proc` is one that has arguments; false when the printer ends with a mark. */
bool nfs_print_arguments(struct nfs_cursor *c, uint32_t proc);

#endif
