/*
 * input.c - a savefile's bytes through fopencookie(3).
 */
#include "input.h"

#include <archive.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bytes.h"
#include "count.h"
#include "signals.h"

enum {
    MAGIC_BYTES = 4,
    BLOCK_BYTES = 256 * 1024, /* asked from the kernel at a time */
};

struct input {
    int fd;
    FILE *stream;
    struct archive *archive; /* NULL: the file's own bytes */
    size_t head_bytes;       /* read ahead to look at the magic number */
    size_t head_given;       /* of them already handed on */
    uint8_t head[MAGIC_BYTES];
    int head_errno; /* why the look ahead stopped, 0 at the end of file */
    uint8_t block[BLOCK_BYTES]; /* of the stream, or of libarchive */
};

static ssize_t read_some(int fd, void *buf, size_t size)
{
    ssize_t n;

    do
        n = read(fd, buf, size);
    while (n < 0 && errno == EINTR && !signals_to_stop());
    return n;
}

/* The file's next bytes, beginning with those that were looked at. */
static ssize_t next_bytes(struct input *in, void *buf, size_t size)
{
    const size_t left = in->head_bytes - in->head_given;

    if (left == 0 && in->head_errno != 0) {
        errno = in->head_errno;
        return -1;
    }
    if (left == 0)
        return read_some(in->fd, buf, size);
    const size_t n = left < size ? left : size;
    memcpy(buf, in->head + in->head_given, n);
    in->head_given += n;
    return (ssize_t)n;
}

static void look_ahead(struct input *in)
{
    while (in->head_bytes < MAGIC_BYTES) {
        const ssize_t n = read_some(in->fd, in->head + in->head_bytes,
                                    MAGIC_BYTES - in->head_bytes);
        if (n < 0)
            in->head_errno = errno;
        if (n <= 0)
            return;
        in->head_bytes += (size_t)n;
    }
}

/* The magic numbers libpcap reads, in either byte order. */
static bool is_capture(const struct input *in)
{
    static const uint32_t magics[] = {
        0xa1b2c3d4, /* pcap */
        0xa1b23c4d, /* pcap with nanoseconds */
        0xa1b2cd34, /* pcap as patched by A. Kuznetsov */
        0x0a0d0d0a, /* pcapng; reads the same both ways */
    };
    const uint32_t big = load_be32(in->head), little = load_le32(in->head);

    for (size_t i = 0; i < COUNT_OF(magics); i++) {
        if (big == magics[i] || little == magics[i])
            return true;
    }
    return false;
}

static la_ssize_t archive_next(struct archive *a, void *client,
                               const void **block)
{
    struct input *in = client;
    const ssize_t n = next_bytes(in, in->block, sizeof(in->block));

    if (n < 0)
        archive_set_error(a, errno, "%s", strerror(errno));
    *block = in->block;
    return n;
}

/*
 * Filters by name, not archive_read_support_filter_all(): that one also runs
 * programs for what the library cannot do itself.
 */
static struct archive *open_archive(struct input *in)
{
    struct archive *a = archive_read_new();
    struct archive_entry *entry;

    if (a == NULL)
        return NULL;
    (void)archive_read_support_filter_gzip(a);
    (void)archive_read_support_filter_bzip2(a);
    (void)archive_read_support_filter_compress(a);
    (void)archive_read_support_filter_xz(a);
    (void)archive_read_support_filter_lzma(a);
    (void)archive_read_support_filter_lzip(a);
    (void)archive_read_support_filter_lz4(a);
    (void)archive_read_support_filter_zstd(a);
    (void)archive_read_support_format_raw(a);
    if (archive_read_open(a, in, NULL, archive_next, NULL) == ARCHIVE_OK &&
        archive_read_next_header(a, &entry) == ARCHIVE_OK)
        return a;
    (void)archive_read_free(a);
    in->head_given = 0; /* libpcap shall see what it cannot make sense of */
    return NULL;
}

static ssize_t cookie_read(void *cookie, char *buf, size_t size)
{
    struct input *in = cookie;

    if (in->archive == NULL)
        return next_bytes(in, buf, size);
    const la_ssize_t n = archive_read_data(in->archive, buf, size);
    if (n < 0)
        errno = EIO;
    return n < 0 ? -1 : (ssize_t)n;
}

/*
 * A plain file can be read from its start again, by a stream of its own: the
 * C library reads files faster than cookies. The stream then owns the
 * descriptor.
 */
static FILE *open_plain(struct input *in)
{
    if (in->archive != NULL || in->fd == STDIN_FILENO ||
        lseek(in->fd, 0, SEEK_SET) != 0)
        return NULL;
    FILE *f = fdopen(in->fd, "r");
    if (f != NULL)
        in->fd = -1;
    return f;
}

static FILE *open_stream(struct input *in)
{
    const cookie_io_functions_t io = {.read = cookie_read};
    FILE *f = open_plain(in);

    if (f == NULL)
        f = fopencookie(in, "r", io);
    if (f == NULL)
        return NULL;
    /* The C library heeds the size only of a buffer it is given; libarchive
     * wants the block for itself. */
    if (in->archive == NULL)
        (void)setvbuf(f, (char *)in->block, _IOFBF, sizeof(in->block));
    /* One thread reads: spare it a lock for every record. */
    (void)__fsetlocking(f, FSETLOCKING_BYCALLER);
    return f;
}

struct input *input_open(const char *path, struct err *e)
{
    struct input *in = calloc(1, sizeof(*in));

    if (in == NULL) {
        (void)err_set(e, "%s", strerror(errno));
        return NULL;
    }
    in->fd = strcmp(path, "-") == 0 ? STDIN_FILENO
                                    : open(path, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0) {
        (void)err_set(e, "%s: %s", path, strerror(errno));
        free(in);
        return NULL;
    }
    look_ahead(in);
    if (in->head_bytes == MAGIC_BYTES && !is_capture(in))
        in->archive = open_archive(in);
    in->stream = open_stream(in);
    if (in->stream == NULL) {
        (void)err_set(e, "%s", strerror(errno));
        input_free(in);
        return NULL;
    }
    return in;
}

void input_free(struct input *in)
{
    if (in == NULL)
        return;
    if (in->archive != NULL)
        (void)archive_read_free(in->archive);
    if (in->fd >= 0 && in->fd != STDIN_FILENO)
        (void)close(in->fd);
    free(in);
}

FILE *input_stream(const struct input *in)
{
    return in->stream;
}

const char *input_complaint(const struct input *in)
{
    return in->archive == NULL ? NULL : archive_error_string(in->archive);
}
