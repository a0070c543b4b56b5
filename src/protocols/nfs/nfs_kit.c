/*
 * nfs_kit.c - the words, names and handles of which calls and replies consist.
 */
#include "nfs_kit.h"

#include "codes.h"
#include "nfs_fh.h"

static const struct code_name type_names[] = {
    {0, "NON"}, {1, "REG"}, {2, "DIR"},  {3, "BLK"},
    {4, "CHR"}, {5, "LNK"}, {7, "FIFO"},
};

uint32_t nfs_u32(struct nfs_cursor *c)
{
    const uint32_t v = printer_u32(c->pr, c->off);

    c->off += 4;
    return v;
}

uint64_t nfs_u64(struct nfs_cursor *c)
{
    const uint64_t v = printer_u64(c->pr, c->off);

    c->off += 8;
    return v;
}

bool nfs_print_handle(struct nfs_cursor *c)
{
    struct printer *pr = c->pr;
    /* Whole words: octets of a last, smaller part are not looked at. */
    const uint32_t len = c->v3 ? nfs_u32(c) / 4 * 4 : 32;

    if (!nfs_has(c, len))
        return false;
    nfs_put_handle(pr, c->off, len);
    c->off += len;
    return true;
}

bool nfs_print_name(struct nfs_cursor *c)
{
    struct printer *pr = c->pr;
    const uint32_t len = nfs_u32(c);

    if (len > 0xfffffffc) {
        TEXT_LIT(pr->out, "[cannot pad to 32-bit boundaries] (invalid)");
        return false;
    }
    const uint32_t padded = (len + 3) / 4 * 4;
    if (!nfs_has(c, padded))
        return false;
    text_char(pr->out, '"');
    printer_visible(pr, c->off, len);
    text_char(pr->out, '"');
    c->off += padded;
    return true;
}

void nfs_put_type(struct text *out, uint32_t type, const char *other)
{
    CODE_PUT(out, type_names, type, other);
}

void nfs_put_stable(struct text *out, uint32_t stable)
{
    static const struct code_name names[] = {
        {0, "unstable"},
        {1, "datasync"},
        {2, "filesync"},
    };

    TEXT_LIT(out, " <");
    CODE_PUT(out, names, stable, "#%d");
    text_char(out, '>');
}
