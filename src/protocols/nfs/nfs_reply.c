/*
 * nfs_reply.c - the results of NFS calls.
 */
#include "nfs_reply.h"

#include "codes.h"

/*
 * RFC 1813, 2.6, and a few errors of hosts that no RFC has, in the words of
 * BSD's strerror().
 */
static const struct code_name errors[] = {
    {1, "Operation not permitted"},
    {2, "No such file or directory"},
    {5, "Input/output error"},
    {6, "Device not configured"},
    {11, "Resource deadlock avoided"},
    {12, "Cannot allocate memory"},
    {13, "Permission denied"},
    {17, "File exists"},
    {18, "Cross-device link"},
    {19, "Operation not supported by device"},
    {20, "Not a directory"},
    {21, "Is a directory"},
    {22, "Invalid argument"},
    {26, "Text file busy"},
    {27, "File too large"},
    {28, "No space left on device"},
    {30, "Read-only file system"},
    {31, "Too many links"},
    {45, "Operation not supported"},
    {62, "Too many levels of symbolic links"},
    {63, "File name too long"},
    {66, "Directory not empty"},
    {69, "Disc quota exceeded"},
    {70, "Stale NFS file handle"},
    {71, "Too many levels of remote in path"},
    {99, "Write cache flushed to disk"},
    {10001, "Illegal NFS file handle"},
    {10002, "Update synchronization mismatch"},
    {10003, "READDIR/READDIRPLUS cookie is stale"},
    {10004, "Operation not supported"},
    {10005, "Buffer or request is too small"},
    {10006, "Unspecified error on server"},
    {10007, "Object of that type not supported"},
    {10008, "Request couldn't be completed in time"},
};

enum {
    ATTR3_LEN = 84,
    ATTR2_LEN = 68,
};

static unsigned verbosity(const struct nfs_cursor *c)
{
    return c->pr->style->verbose;
}

/* The status word; an error is named. */
static uint32_t print_status(struct nfs_cursor *c)
{
    const uint32_t status = nfs_u32(c);

    c->failed = status != 0;
    if (status == 0 || !printer_ok(c->pr))
        return status;
    TEXT_LIT(c->pr->out, " ERROR: ");
    CODE_PUT(c->pr->out, errors, status, "unk %u");
    return status;
}

/* --- attributes -------------------------------------------------------- */

/* " 1.000002", seconds and a fraction as it was sent. */
static void put_time(struct nfs_cursor *c)
{
    const uint32_t sec = nfs_u32(c);

    text_printf(c->pr->out, " %u.%06u", sec, nfs_u32(c));
}

static void put_times(struct nfs_cursor *c)
{
    TEXT_LIT(c->pr->out, " a/m/ctime");
    put_time(c);
    put_time(c);
    put_time(c);
}

/* What else version 3 says of a file (RFC 1813, 2.6). */
static void put_details3(struct nfs_cursor *c, uint32_t nlink)
{
    struct text *out = c->pr->out;

    c->off += 8; /* octets used */
    const uint32_t major = nfs_u32(c);
    const uint32_t minor = nfs_u32(c);
    text_printf(out, " nlink %u rdev %u/%u", nlink, major, minor);
    const uint64_t fsid = nfs_u64(c);
    text_printf(out, " fsid %llx fileid %llx", (unsigned long long)fsid,
                (unsigned long long)nfs_u64(c));
    put_times(c);
}

/* The same in version 2 (RFC 1094, 2.3.5). */
static void put_details2(struct nfs_cursor *c, uint32_t nlink)
{
    struct text *out = c->pr->out;

    c->off += 4; /* block size */
    const uint32_t rdev = nfs_u32(c);
    c->off += 4; /* blocks */
    text_printf(out, " nlink %u rdev 0x%x", nlink, rdev);
    const uint32_t fsid = nfs_u32(c);
    text_printf(out, " fsid 0x%x nodeid 0x%x", fsid, nfs_u32(c));
    put_times(c);
}

/*
 * " REG 644 ids 10/20 sz 1234", with all of it at -vv where `full`. Twenty
 * octets are checked for, then all; the size between is not.
 */
static bool print_attributes(struct nfs_cursor *c, bool full)
{
    const uint32_t len = c->v3 ? ATTR3_LEN : ATTR2_LEN;
    const uint32_t end = c->off + len;
    struct text *out = c->pr->out;

    if (!nfs_has(c, 20))
        return false;
    const uint32_t type = nfs_u32(c);
    const uint32_t mode = nfs_u32(c);
    const uint32_t nlink = nfs_u32(c);
    const uint32_t uid = nfs_u32(c);
    text_char(out, ' ');
    nfs_put_type(out, type, "unk-ft %u ");
    text_printf(out, " %o ids %d/%d", mode, (int32_t)uid, (int32_t)nfs_u32(c));
    const uint64_t size = c->v3 ? nfs_u64(c) : nfs_u32(c);
    text_printf(out, " sz %llu", (unsigned long long)size);
    if (full && verbosity(c) > 1) {
        if (!printer_has(c->pr, end - len, len))
            return false;
        if (c->v3)
            put_details3(c, nlink);
        else
            put_details2(c, nlink);
    }
    c->off = end;
    return true;
}

/* Attributes that may be missing (RFC 1813, 2.6: post_op_attr); with -v. */
static bool print_post(struct nfs_cursor *c)
{
    if (nfs_u32(c) == 0)
        return true;
    if (verbosity(c) > 0)
        return print_attributes(c, true);
    c->off += c->v3 ? ATTR3_LEN : ATTR2_LEN;
    return true;
}

/* A step of the results with its own word, shown with -v. */
static bool print_post_as(struct nfs_cursor *c, const char *word)
{
    text_str(c->pr->out, word);
    return print_post(c);
}

/* The attributes that open most results of version 3, shown with -v. */
static bool print_leading_post(struct nfs_cursor *c)
{
    if (verbosity(c) > 0)
        TEXT_LIT(c->pr->out, " POST:");
    return print_post(c);
}

/* Version 2 always has them; they are checked for even when not shown. */
static bool print_attributes2(struct nfs_cursor *c)
{
    return verbosity(c) > 0 ? print_attributes(c, true) : nfs_has(c, 20);
}

/* What a file was before (RFC 1813, 2.6: pre_op_attr), shown at -vv. */
static bool print_pre(struct nfs_cursor *c)
{
    const bool shown = verbosity(c) > 1;
    struct text *out = c->pr->out;

    if (shown)
        TEXT_LIT(out, " PRE:");
    if (nfs_u32(c) == 0)
        return true;
    if (!nfs_has(c, 24))
        return false;
    if (!shown) {
        c->off += 24;
        return true;
    }
    text_printf(out, " sz %llu", (unsigned long long)nfs_u64(c));
    TEXT_LIT(out, " mtime");
    put_time(c);
    TEXT_LIT(out, " ctime");
    put_time(c);
    return true;
}

/* Before and after (RFC 1813, 2.6: wcc_data). */
static bool print_wcc(struct nfs_cursor *c)
{
    return print_pre(c) && print_post_as(c, verbosity(c) > 0 ? " POST:" : "");
}

static bool print_verifier(struct nfs_cursor *c)
{
    text_printf(c->pr->out, " verf %llx", (unsigned long long)nfs_u64(c));
    return true;
}

/* --- procedures -------------------------------------------------------- */

static bool print_getattr(struct nfs_cursor *c)
{
    return print_status(c) != 0 || print_attributes(c, false);
}

static bool print_setattr(struct nfs_cursor *c)
{
    if (!c->v3)
        return print_getattr(c);
    print_status(c);
    return print_wcc(c);
}

static bool print_lookup3(struct nfs_cursor *c)
{
    const bool failed = print_status(c) != 0;

    if (failed)
        return verbosity(c) < 2 || print_post_as(c, " post dattr:");
    if (!nfs_print_handle(c) || !print_post(c))
        return false;
    return verbosity(c) < 2 || print_post_as(c, " post dattr:");
}

/* Version 2's lookup, create, mkdir: a handle and attributes. */
static bool print_handle_result2(struct nfs_cursor *c)
{
    if (print_status(c) != 0)
        return true;
    if (!nfs_print_handle(c))
        return false;
    return print_attributes2(c);
}

static bool print_access(struct nfs_cursor *c)
{
    const bool failed = print_status(c) != 0;

    if (verbosity(c) > 0)
        TEXT_LIT(c->pr->out, " attr:");
    if (!print_post(c))
        return false;
    if (!failed)
        text_printf(c->pr->out, " c %04x", nfs_u32(c));
    return true;
}

static bool print_readlink(struct nfs_cursor *c)
{
    if (print_status(c) != 0)
        return true;
    if (c->v3 && !print_post(c))
        return false;
    text_char(c->pr->out, ' ');
    return nfs_print_name(c);
}

static bool print_read(struct nfs_cursor *c)
{
    const bool failed = print_status(c) != 0;

    if (!c->v3)
        return failed || print_attributes2(c);
    if (!print_post(c))
        return false;
    if (failed || verbosity(c) == 0)
        return true;
    text_printf(c->pr->out, " %u bytes", nfs_u32(c));
    if (nfs_u32(c) != 0)
        TEXT_LIT(c->pr->out, " EOF");
    return true;
}

static bool print_write3(struct nfs_cursor *c)
{
    struct text *out = c->pr->out;
    const bool failed = print_status(c) != 0;

    if (!print_wcc(c))
        return false;
    if (failed || verbosity(c) == 0)
        return true;
    text_printf(out, " %u bytes", nfs_u32(c));
    if (verbosity(c) < 2)
        return true;
    nfs_put_stable(out, nfs_u32(c));
    return print_verifier(c);
}

/* Version 2 says the same of a write as of a read, without a count. */
static bool print_write(struct nfs_cursor *c)
{
    return c->v3 ? print_write3(c) : print_read(c);
}

/* Version 3's create, mkdir, symlink, mknod. */
static bool print_create3(struct nfs_cursor *c)
{
    if (print_status(c) != 0)
        return print_wcc(c);
    if (nfs_u32(c) == 0)
        return true;
    if (!nfs_print_handle(c))
        return false;
    if (verbosity(c) == 0)
        return true;
    if (!print_post(c))
        return false;
    if (verbosity(c) < 2)
        return true;
    TEXT_LIT(c->pr->out, " dir attr:");
    return print_wcc(c);
}

static bool print_remove(struct nfs_cursor *c)
{
    print_status(c);
    return !c->v3 || print_wcc(c);
}

static bool print_rename(struct nfs_cursor *c)
{
    print_status(c);
    if (!c->v3 || verbosity(c) == 0)
        return true;
    TEXT_LIT(c->pr->out, " from:");
    if (!print_wcc(c))
        return false;
    TEXT_LIT(c->pr->out, " to:");
    return print_wcc(c);
}

static bool print_link(struct nfs_cursor *c)
{
    print_status(c);
    if (!c->v3 || verbosity(c) == 0)
        return true;
    if (!print_post_as(c, " file POST:"))
        return false;
    TEXT_LIT(c->pr->out, " dir:");
    return print_wcc(c);
}

static bool print_readdir(struct nfs_cursor *c)
{
    struct text *out = c->pr->out;
    const bool failed = print_status(c) != 0;

    if (c->v3) {
        if (!print_leading_post(c))
            return false;
        if (failed || verbosity(c) == 0)
            return true;
        text_printf(out, " verf %016llx", (unsigned long long)nfs_u64(c));
        return true;
    }
    if (failed)
        return true;
    const uint32_t offset = nfs_u32(c);
    text_printf(out, " offset 0x%x size %u ", offset, nfs_u32(c));
    if (nfs_u32(c) != 0)
        TEXT_LIT(out, " eof");
    return true;
}

static bool print_fsstat(struct nfs_cursor *c)
{
    struct text *out = c->pr->out;
    const bool failed = print_status(c) != 0;

    if (!c->v3) {
        static const char *const words[] = {"tsize", "bsize", "blocks", "bfree",
                                            "bavail"};
        if (failed)
            return true;
        if (!nfs_has(c, 20))
            return false;
        for (unsigned i = 0; i < 5; i++)
            text_printf(out, " %s %u", words[i], nfs_u32(c));
        return true;
    }
    static const char *const words[] = {"tbytes", "fbytes", "abytes",
                                        "tfiles", "ffiles", "afiles"};
    if (!print_leading_post(c) || !nfs_has(c, 52))
        return false;
    const unsigned shown = verbosity(c) > 0 ? 6 : 3;
    for (unsigned i = 0; i < shown; i++)
        text_printf(out, " %s %llu", words[i], (unsigned long long)nfs_u64(c));
    if (verbosity(c) > 0)
        text_printf(out, " invar %u", nfs_u32(c));
    return true;
}

static bool print_fsinfo(struct nfs_cursor *c)
{
    struct text *out = c->pr->out;
    const bool failed = print_status(c) != 0;

    if (!print_leading_post(c))
        return false;
    if (failed)
        return true;
    if (!nfs_has(c, 48))
        return false;
    const uint32_t off = c->off;
    struct printer *pr = c->pr;
    text_printf(out, " rtmax %u rtpref %u wtmax %u wtpref %u dtpref %u",
                printer_u32(pr, off), printer_u32(pr, off + 4),
                printer_u32(pr, off + 12), printer_u32(pr, off + 16),
                printer_u32(pr, off + 24));
    if (verbosity(c) > 0)
        text_printf(out, " rtmult %u wtmult %u maxfsz %llu delta %u.%06u ",
                    printer_u32(pr, off + 8), printer_u32(pr, off + 20),
                    (unsigned long long)printer_u64(pr, off + 28),
                    printer_u32(pr, off + 36), printer_u32(pr, off + 40));
    return true;
}

static bool print_pathconf(struct nfs_cursor *c)
{
    const bool failed = print_status(c) != 0;

    if (!print_leading_post(c))
        return false;
    if (failed)
        return true;
    if (!nfs_has(c, 24))
        return false;
    const uint32_t links = nfs_u32(c);
    const uint32_t name = nfs_u32(c);
    const bool no_trunc = nfs_u32(c) != 0;
    const bool chown = nfs_u32(c) != 0;
    const bool any_case = nfs_u32(c) != 0;
    const bool keeps_case = nfs_u32(c) != 0;
    text_printf(c->pr->out, " linkmax %u namemax %u %s %s %s %s", links, name,
                no_trunc ? "notrunc" : "", chown ? "chownres" : "",
                any_case ? "igncase" : "", keeps_case ? "keepcase" : "");
    return true;
}

static bool print_commit(struct nfs_cursor *c)
{
    print_status(c);
    if (!print_wcc(c))
        return false;
    return verbosity(c) < 2 || print_verifier(c);
}

static bool print_results(struct nfs_cursor *c, uint32_t proc)
{
    switch ((enum nfs_proc)proc) {
    case NFS_GETATTR:
        return print_getattr(c);
    case NFS_SETATTR:
        return print_setattr(c);
    case NFS_LOOKUP:
        return c->v3 ? print_lookup3(c) : print_handle_result2(c);
    case NFS_ACCESS:
        return print_access(c);
    case NFS_READLINK:
        return print_readlink(c);
    case NFS_READ:
        return print_read(c);
    case NFS_WRITE:
        return print_write(c);
    case NFS_CREATE:
    case NFS_MKDIR:
        return c->v3 ? print_create3(c) : print_handle_result2(c);
    case NFS_SYMLINK:
        return c->v3 ? print_create3(c) : print_remove(c);
    case NFS_MKNOD:
        return print_create3(c);
    case NFS_REMOVE:
    case NFS_RMDIR:
        return print_remove(c);
    case NFS_RENAME:
        return print_rename(c);
    case NFS_LINK:
        return print_link(c);
    case NFS_READDIR:
    case NFS_READDIRPLUS:
        return print_readdir(c);
    case NFS_FSSTAT:
        return print_fsstat(c);
    case NFS_FSINFO:
        return print_fsinfo(c);
    case NFS_PATHCONF:
        return print_pathconf(c);
    case NFS_COMMIT:
        return print_commit(c);
    case NFS_NULL:
    case NFS_NOP:
    case NFS_PROC_COUNT:
        break;
    }
    return true;
}

/* What is missing behind an error is not marked. */
bool nfs_print_results(struct nfs_cursor *c, uint32_t proc)
{
    return print_results(c, proc) || c->failed;
}
