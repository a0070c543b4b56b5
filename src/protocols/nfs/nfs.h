/*
 * nfs.h - NFS 2 and 3 over SunRPC on TCP (RFC 1094, RFC 1813, RFC 5531).
 *
 * A reply does not say what it answers; the ring remembers the latest calls.
 * nfs.c prints the RPC headers and keeps the ring, nfs_call.c arguments,
 * nfs_reply.c results, nfs_fh.c file handles.
 */
#ifndef TCPLINE_PAYLOAD_NFS_H
#define TCPLINE_PAYLOAD_NFS_H

#include "printer.h"

enum { NFS_RING_SIZE = 64 };

/* The procedures of version 3; version 2's are mapped to them. */
enum nfs_proc {
    NFS_NULL = 0,
    NFS_GETATTR,
    NFS_SETATTR,
    NFS_LOOKUP,
    NFS_ACCESS,
    NFS_READLINK,
    NFS_READ,
    NFS_WRITE,
    NFS_CREATE,
    NFS_MKDIR,
    NFS_SYMLINK,
    NFS_MKNOD,
    NFS_REMOVE,
    NFS_RMDIR,
    NFS_RENAME,
    NFS_LINK,
    NFS_READDIR,
    NFS_READDIRPLUS,
    NFS_FSSTAT,
    NFS_FSINFO,
    NFS_PATHCONF,
    NFS_COMMIT,
    NFS_NOP, /* the two of version 2 that were never used */
    NFS_PROC_COUNT
};

/* A call waiting for its reply. */
struct nfs_call {
    uint32_t xid;
    uint32_t proc; /* an enum nfs_proc, or beyond when unknown */
    uint8_t client[16], server[16];
    uint8_t addr_len; /* 0: no call */
    bool v3;
};

/*
 * The latest calls, oldest overwritten first. Zeroed memory is an empty ring;
 * the caller of the payload printers owns one and passes it in printer.nfs.
 */
struct nfs_ring {
    struct nfs_call calls[NFS_RING_SIZE];
    unsigned next; /* where the next call goes */
    unsigned hint; /* where the last reply's call was found */
};

/*
 * Where the oracle's XDR readers stand. The readers return false when bytes
 * are missing that the oracle checks for itself: the printer then ends with a
 * mark. Bytes it does not check for pin the output.
 */
struct nfs_cursor {
    struct printer *pr;
    uint32_t off;
    bool v3;
    bool failed; /* the results are an error */
};

/* " fh 0,32/77"; a handle is 32 octets in version 2, counted in version 3. */
bool nfs_print_handle(struct nfs_cursor *c);

/* ` "name"`; the blank is in the text even when the name is not. */
bool nfs_print_name(struct nfs_cursor *c);

/* A number of the results; moves past it. */
uint32_t nfs_u32(struct nfs_cursor *c);
uint64_t nfs_u64(struct nfs_cursor *c);

static inline bool nfs_has(const struct nfs_cursor *c, uint32_t n)
{
    return printer_has(c->pr, c->off, n);
}

bool nfs_print_arguments(struct nfs_cursor *c, uint32_t proc);
bool nfs_print_results(struct nfs_cursor *c, uint32_t proc);

/* A file handle of whole words, all captured. */
void nfs_put_handle(struct printer *pr, uint32_t off, uint32_t len);

/* The type's name, or by `format`. */
void nfs_put_type(struct text *out, uint32_t type, const char *format)
    __attribute__((format(printf, 3, 0)));

#endif
