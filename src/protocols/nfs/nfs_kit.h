/*
 * nfs_kit.h - what the arguments and results of NFS are made of.
 */
#ifndef TCPLINE_PROTOCOLS_NFS_KIT_H
#define TCPLINE_PROTOCOLS_NFS_KIT_H

#include "printer.h"

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

/* The type's name, or `other`, a printf format for the number. */
void nfs_put_type(struct text *out, uint32_t type, const char *other)
    __attribute__((format(printf, 3, 0)));

/* How sure a write is to last (RFC 1813, 3.3.7): " <datasync>", " <#7>". */
void nfs_put_stable(struct text *out, uint32_t stable);

#endif
