/*
 * libarchive.c - dlopen(3) and the names to look up.
 */
#include "libarchive.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "count.h"
#include "err.h"

/* clang-format off */
#define SYMBOL(name) {"archive_" #name, offsetof(struct libarchive, name)}
/* clang-format on */

static const struct {
    const char *name;
    size_t at;
} symbols[] = {
    SYMBOL(read_new),
    SYMBOL(read_free),
    SYMBOL(read_open),
    SYMBOL(read_next_header),
    SYMBOL(read_data),
    SYMBOL(read_support_format_raw),
    SYMBOL(read_support_filter_gzip),
    SYMBOL(read_support_filter_bzip2),
    SYMBOL(read_support_filter_compress),
    SYMBOL(read_support_filter_xz),
    SYMBOL(read_support_filter_lzma),
    SYMBOL(read_support_filter_lzip),
    SYMBOL(read_support_filter_lz4),
    SYMBOL(read_support_filter_zstd),
    SYMBOL(filter_count),
    SYMBOL(set_error),
    {"archive_errno", offsetof(struct libarchive, error_number)},
    SYMBOL(error_string),
};

bool libarchive_load(struct libarchive *lib, struct err *e)
{
    /* Everything is bound now: later it may not be possible any more. */
    void *handle = dlopen(TCPLINE_LIBARCHIVE, RTLD_NOW | RTLD_LOCAL);

    if (handle == NULL)
        return err_set(e, "compressed files need libarchive: %s", dlerror());
    for (size_t i = 0; i < COUNT_OF(symbols); i++) {
        void *found = dlsym(handle, symbols[i].name);

        if (found == NULL)
            return err_set(e, "compressed files need libarchive: %s",
                           dlerror());
        memcpy((char *)lib + symbols[i].at, &found, sizeof(found));
    }
    return true;
}

/*
 * Filters by name, not archive_read_support_filter_all(): that one also runs
 * programs for what the library cannot do itself.
 */
struct archive *libarchive_reader(const struct libarchive *lib)
{
    struct archive *a = lib->read_new();

    if (a == NULL)
        return NULL;
    (void)lib->read_support_filter_gzip(a);
    (void)lib->read_support_filter_bzip2(a);
    (void)lib->read_support_filter_compress(a);
    (void)lib->read_support_filter_xz(a);
    (void)lib->read_support_filter_lzma(a);
    (void)lib->read_support_filter_lzip(a);
    (void)lib->read_support_filter_lz4(a);
    (void)lib->read_support_filter_zstd(a);
    (void)lib->read_support_format_raw(a);
    return a;
}
