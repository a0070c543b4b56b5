/*
 * packing.c - zlib and libzstd, loaded when they are needed.
 */
#include "packing.h"

#include <dlfcn.h>
#include <string.h>
#define ZLIB_CONST /* what is compressed is not changed */
#include <zlib.h>
#include <zstd.h>

#include "count.h"
#include "err.h"

enum { GZIP_HEADER = 16, MEMORY = 8, ZSTD_LEVEL = 3, BETWEEN = 64 };

/* Functions come from dlsym(3) as data; ISO C has no cast for that. */
#define FUNCTION(p, n, name)                                                   \
    (*(__typeof__(&(name)) const *)(const void *)&(p)->functions[n])

enum { Z_INIT, Z_DEFLATE, Z_END };
enum { ZSTD_BOUND, ZSTD_PACK, ZSTD_FAILED };

static size_t gzip_bound(const struct packing *p, size_t n)
{
    (void)p;
    /* Stored blocks, at worst: five bytes for each 16 KiB, and the ends. */
    return n + n / 1000 + BETWEEN;
}

static size_t gzip_pack(const struct packing *p, const uint8_t *from, size_t n,
                        uint8_t *to, // NOLINT(readability-non-const-parameter)
                        size_t room)
{
    z_stream z = {.next_in = from,
                  .avail_in = (uInt)n,
                  .next_out = to,
                  .avail_out = (uInt)room};

    if (FUNCTION(p, Z_INIT, deflateInit2_)(
            &z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP_HEADER,
            MEMORY, Z_DEFAULT_STRATEGY, ZLIB_VERSION, (int)sizeof(z)) != Z_OK)
        return 0;
    const int end = FUNCTION(p, Z_DEFLATE, deflate)(&z, Z_FINISH);
    (void)FUNCTION(p, Z_END, deflateEnd)(&z);
    return end == Z_STREAM_END ? room - z.avail_out : 0;
}

static size_t zstd_bound(const struct packing *p, size_t n)
{
    return FUNCTION(p, ZSTD_BOUND, ZSTD_compressBound)(n);
}

static size_t zstd_pack(const struct packing *p, const uint8_t *from, size_t n,
                        uint8_t *to, size_t room)
{
    const size_t got =
        FUNCTION(p, ZSTD_PACK, ZSTD_compress)(to, room, from, n, ZSTD_LEVEL);

    return FUNCTION(p, ZSTD_FAILED, ZSTD_isError)(got) ? 0 : got;
}

static const struct row {
    const char *suffix, *library;
    const char *names[3];
    struct packing packing;
} rows[] = {
    {".gz",
     "libz.so.1",
     {[Z_INIT] = "deflateInit2_",
      [Z_DEFLATE] = "deflate",
      [Z_END] = "deflateEnd"},
     {.pack = gzip_pack, .bound = gzip_bound}},
    {".zst",
     "libzstd.so.1",
     {[ZSTD_BOUND] = "ZSTD_compressBound",
      [ZSTD_PACK] = "ZSTD_compress",
      [ZSTD_FAILED] = "ZSTD_isError"},
     {.pack = zstd_pack, .bound = zstd_bound}},
};

static bool load(struct packing *p, const struct row *row, struct err *e)
{
    void *library = dlopen(row->library, RTLD_NOW | RTLD_LOCAL);

    *p = row->packing;
    for (size_t i = 0; library != NULL && i < COUNT_OF(row->names); i++) {
        p->functions[i] = dlsym(library, row->names[i]);
        if (p->functions[i] == NULL)
            library = NULL;
    }
    return library != NULL || err_set(e, "-w with a name in %s needs %s: %s",
                                      row->suffix, row->library, dlerror());
}

bool packing_load(struct packing *p, const char *name, struct err *e)
{
    const size_t n = strlen(name);

    *p = (struct packing){0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const size_t end = strlen(rows[i].suffix);
        if (n > end && strcmp(name + n - end, rows[i].suffix) == 0)
            return load(p, &rows[i], e);
    }
    return true;
}
