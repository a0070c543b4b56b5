/*
 * nfs_fh.h - NFS file handles.
 */
#ifndef TCPLINE_PROTOCOLS_NFS_FH_H
#define TCPLINE_PROTOCOLS_NFS_FH_H

#include "printer.h"

/* A file handle of whole words, all captured. */
void nfs_put_handle(struct printer *pr, uint32_t off, uint32_t len);

#endif
