/*
 * nfs_call.c - the arguments of NFS calls.
 */
#include "nfs_call.h"

#include "codes.h"

static bool verbose(const struct nfs_cursor *c)
{
    return c->pr->style->verbose > 0;
}

static bool print_handle_and_name(struct nfs_cursor *c)
{
    if (!nfs_print_handle(c))
        return false;
    text_char(c->pr->out, ' ');
    return nfs_print_name(c);
}

static bool print_access(struct nfs_cursor *c)
{
    static const struct code_name rights[] = {
        {0x01, "NFS_ACCESS_READ"},   {0x02, "NFS_ACCESS_LOOKUP"},
        {0x04, "NFS_ACCESS_MODIFY"}, {0x08, "NFS_ACCESS_EXTEND"},
        {0x10, "NFS_ACCESS_DELETE"}, {0x20, "NFS_ACCESS_EXECUTE"},
    };
    struct text *out = c->pr->out;

    if (!nfs_print_handle(c))
        return false;
    const uint32_t access = nfs_u32(c);
    if (access != 0)
        text_char(out, ' ');
    if (access & ~0x3fu)
        text_printf(out, "%04x", access);
    else if (access == 0x3f)
        TEXT_LIT(out, "NFS_ACCESS_FULL");
    else
        (void)CODE_PUT_BITS(out, rights, access, "|");
    return true;
}

static bool print_read(struct nfs_cursor *c)
{
    if (!nfs_print_handle(c))
        return false;
    if (!nfs_has(c, c->v3 ? 12 : 8)) {
        printer_cut(c->pr);
        return false;
    }
    const uint64_t offset = c->v3 ? nfs_u64(c) : nfs_u32(c);
    text_printf(c->pr->out, " %u bytes @ %llu", nfs_u32(c),
                (unsigned long long)offset);
    return true;
}

static bool print_write3(struct nfs_cursor *c)
{
    struct text *out = c->pr->out;

    const uint64_t offset = nfs_u64(c);
    const uint32_t count = nfs_u32(c);
    const uint32_t stable = nfs_u32(c);
    const uint32_t len = nfs_u32(c);
    text_printf(out, " %u (%u) bytes @ %llu", len, count,
                (unsigned long long)offset);
    if (verbose(c))
        nfs_put_stable(out, stable);
    return true;
}

static bool print_write(struct nfs_cursor *c)
{
    if (!nfs_print_handle(c))
        return false;
    if (c->v3)
        return print_write3(c);
    const uint32_t begin = nfs_u32(c);
    const uint32_t offset = nfs_u32(c);
    const uint32_t total = nfs_u32(c);
    const uint32_t len = nfs_u32(c);
    text_printf(c->pr->out, " %u (%u) bytes @ %u (%u)", len, total, offset,
                begin);
    return true;
}

/* What of the attributes to set is shown (RFC 1813, 2.6). */
struct attributes {
    bool set[4]; /* mode, uid, gid, size */
    uint32_t value[4];
    bool timed[2]; /* access and modification time, by the client's clock */
    uint32_t sec[2], fraction[2];
};

/* The oracle takes one word for the size, which has two. */
static bool read_attributes(struct nfs_cursor *c, struct attributes *a)
{
    for (unsigned i = 0; i < 4; i++) {
        a->set[i] = nfs_u32(c) != 0;
        a->value[i] = a->set[i] ? nfs_u32(c) : 0;
    }
    for (unsigned i = 0; i < 2; i++) {
        a->timed[i] = nfs_u32(c) == 2;
        a->sec[i] = a->timed[i] ? nfs_u32(c) : 0;
        a->fraction[i] = a->timed[i] ? nfs_u32(c) : 0;
    }
    return printer_ok(c->pr);
}

static void put_attributes(struct printer *pr, const struct attributes *a)
{
    static const char *const times[] = {"atime", "mtime"};
    struct text *out = pr->out;

    if (a->set[0])
        text_printf(out, " mode %o", a->value[0]);
    if (a->set[1])
        text_printf(out, " uid %u", a->value[1]);
    if (a->set[2])
        text_printf(out, " gid %u", a->value[2]);
    for (unsigned i = 0; i < 2 && pr->style->verbose > 1; i++) {
        if (a->timed[i])
            text_printf(out, " %s %u.%06u", times[i], a->sec[i],
                        a->fraction[i]);
    }
}

static bool print_symlink(struct nfs_cursor *c)
{
    struct attributes a = {0};

    if (!print_handle_and_name(c))
        return false;
    TEXT_LIT(c->pr->out, " ->");
    if (c->v3 && !read_attributes(c, &a))
        return false;
    if (!nfs_print_name(c))
        return false;
    if (c->v3 && verbose(c))
        put_attributes(c->pr, &a);
    return true;
}

static bool print_mknod(struct nfs_cursor *c)
{
    struct attributes a = {0};
    struct text *out = c->pr->out;

    if (!print_handle_and_name(c))
        return false;
    const uint32_t type = nfs_u32(c);
    if (!read_attributes(c, &a))
        return false;
    text_char(out, ' ');
    nfs_put_type(out, type, "unk-ft %u");
    if (!verbose(c))
        return true;
    if (type == 3 || type == 4) { /* a device */
        const uint32_t major = nfs_u32(c);
        text_printf(out, " %u/%u", major, nfs_u32(c));
    }
    put_attributes(c->pr, &a);
    return true;
}

static bool print_rename(struct nfs_cursor *c)
{
    if (!print_handle_and_name(c))
        return false;
    TEXT_LIT(c->pr->out, " ->");
    return print_handle_and_name(c);
}

static bool print_link(struct nfs_cursor *c)
{
    if (!nfs_print_handle(c))
        return false;
    TEXT_LIT(c->pr->out, " ->");
    return print_handle_and_name(c);
}

static bool print_readdir(struct nfs_cursor *c, bool plus)
{
    struct text *out = c->pr->out;

    if (!nfs_print_handle(c))
        return false;
    if (!c->v3) {
        const uint32_t cookie = nfs_u32(c);
        text_printf(out, " %u bytes @ %u", nfs_u32(c), cookie);
        return true;
    }
    const uint64_t cookie = nfs_u64(c);
    const uint32_t verifier = c->off;
    c->off += 8;
    text_printf(out, " %u bytes @ %lld", nfs_u32(c), (long long)cookie);
    if (!verbose(c))
        return true;
    if (plus)
        text_printf(out, " max %u", nfs_u32(c));
    text_printf(out, " verf %016llx",
                (unsigned long long)printer_u64(c->pr, verifier));
    return true;
}

static bool print_commit(struct nfs_cursor *c)
{
    if (!nfs_print_handle(c))
        return false;
    const uint64_t offset = nfs_u64(c);
    text_printf(c->pr->out, " %u bytes @ %llu", nfs_u32(c),
                (unsigned long long)offset);
    return true;
}

bool nfs_print_arguments(struct nfs_cursor *c, uint32_t proc)
{
    switch ((enum nfs_proc)proc) {
    case NFS_GETATTR:
    case NFS_SETATTR:
    case NFS_READLINK:
    case NFS_FSSTAT:
    case NFS_FSINFO:
    case NFS_PATHCONF:
        return nfs_print_handle(c);
    case NFS_LOOKUP:
    case NFS_CREATE:
    case NFS_MKDIR:
    case NFS_REMOVE:
    case NFS_RMDIR:
        return print_handle_and_name(c);
    case NFS_ACCESS:
        return print_access(c);
    case NFS_READ:
        return print_read(c);
    case NFS_WRITE:
        return print_write(c);
    case NFS_SYMLINK:
        return print_symlink(c);
    case NFS_MKNOD:
        return print_mknod(c);
    case NFS_RENAME:
        return print_rename(c);
    case NFS_LINK:
        return print_link(c);
    case NFS_READDIR:
        return print_readdir(c, false);
    case NFS_READDIRPLUS:
        return print_readdir(c, true);
    case NFS_COMMIT:
        return print_commit(c);
    case NFS_NULL:
    case NFS_NOP:
    case NFS_PROC_COUNT:
        break;
    }
    return true;
}
