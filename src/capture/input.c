/*
 * input.c - a savefile's bytes in large blocks, and through fopencookie(3).
 */
#include "input.h"

#include <errno.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bytes.h"
#include "count.h"
#include "signals.h"
#include "told_drops.h"
#include "unpack.h"

enum { MAGIC_BYTES = 4 };

struct input {
    struct input_window window; /* first: a window is where its input is */
    int fd;
    uint64_t bytes;
    uint64_t bytes_all;
    uint64_t most; /* bytes to read, at most */
    int failed;    /* errno of the read that ended the file */
    bool ended;
    struct unpacker *unpacker;
    bool packed;  /* what is in the window was decompressed */
    uint8_t *raw; /* of a packed file, what was read to look at it */
    size_t raw_at;
    size_t raw_end;
    FILE *stream;
    size_t header_left;       /* of a classic file's, for the stream */
    uint8_t *ahead;           /* the stream's buffer, if it has one */
    struct told_drops *drops; /* of a file in blocks, or NULL */
    size_t size; /* of a block: what is asked from the kernel at a time */
    uint8_t block[];
};

static ssize_t read_file(void *source, void *to, size_t size)
{
    struct input *in = source;
    const uint64_t left = in->most - in->bytes;
    ssize_t n = -1;

    if (left == 0)
        return 0;
    if (size > left)
        size = (size_t)left;
    while (signals_wait_for(in->fd) && (n = read(in->fd, to, size)) < 0)
        if (errno != EINTR)
            break;
    in->bytes += n > 0 ? (uint64_t)n : 0;
    return n;
}

/* What was read to look at it comes first. */
static ssize_t read_packed_file(void *source, void *to, size_t size)
{
    struct input *in = source;
    const size_t left = in->raw_end - in->raw_at;
    const size_t n = left < size ? left : size;

    if (n == 0)
        return read_file(in, to, size);
    memcpy(to, in->raw + in->raw_at, n);
    in->raw_at += n;
    return (ssize_t)n;
}

static ssize_t read_more(struct input *in, void *to, size_t size)
{
    const ssize_t n =
        in->packed ? unpacker_read(in->unpacker, read_packed_file, in, to, size)
                   : read_file(in, to, size);

    if (n < 0)
        in->failed = in->packed ? EIO : errno;
    in->ended = n <= 0;
    return n;
}

/* Moves what is left to the front and fills up behind it. */
const uint8_t *input_refill(struct input_window *w, size_t n)
{
    struct input *in = (struct input *)(void *)w;
    const size_t left = (size_t)(w->end - w->at);
    uint8_t *end = in->block + left;

    if (n > in->size)
        return NULL;
    memmove(in->block, w->at, left);
    while ((size_t)(end - in->block) < n && !in->ended) {
        const ssize_t got =
            read_more(in, end, (size_t)(in->block + in->size - end));
        if (got > 0)
            end += got;
    }
    w->at = in->block;
    w->end = end;
    return (size_t)(end - in->block) >= n ? in->block : NULL;
}

static bool begins_with(const uint8_t *head, const uint32_t *magics, size_t n)
{
    const uint32_t big = load_be32(head), little = load_le32(head);

    for (size_t i = 0; i < n; i++)
        if (big == magics[i] || little == magics[i])
            return true;
    return false;
}

/* The magic numbers libpcap reads, in either byte order. */
static bool is_capture(const uint8_t *head)
{
    static const uint32_t magics[] = {
        0xa1b2c3d4, /* pcap */
        0xa1b23c4d, /* pcap with nanoseconds */
        0xa1b2cd34, /* pcap as patched by A. Kuznetsov */
        0xa1b234cd, /* pcap as patched by F. Mesquita */
        0xa12b3c4d, /* pcap of Navtel's analysers */
        0x0a0d0d0a, /* pcapng; reads the same both ways */
    };

    return begins_with(head, magics, COUNT_OF(magics));
}

static bool is_classic(const uint8_t *head)
{
    static const uint32_t magics[] = {0xa1b2c3d4, 0xa1b23c4d};

    return begins_with(head, magics, COUNT_OF(magics));
}

static void empty_window(struct input *in)
{
    in->window.at = in->window.end = in->block;
}

/*
 * A file the decompressor does not know either is libpcap's to refuse: it
 * sees the first bytes again, and no more.
 */
static bool unpack(struct input *in)
{
    const size_t n = (size_t)(in->window.end - in->window.at);

    in->raw = malloc(n);
    if (in->raw == NULL)
        return false;
    memcpy(in->raw, in->window.at, n);
    in->raw_end = n;
    in->packed = true;
    empty_window(in);
    if (unpacker_begin(in->unpacker, read_packed_file, in) != UNPACK_UNKNOWN)
        return true;
    in->packed = false;
    in->ended = true;
    memcpy(in->block, in->raw, MAGIC_BYTES);
    in->window.end = in->block + MAGIC_BYTES;
    return true;
}

static ssize_t take_bytes(struct input *in, char *buf, size_t size)
{
    const size_t left = (size_t)(in->window.end - in->window.at);

    if (left == 0 && !in->ended && size >= in->size)
        return read_more(in, buf, size);
    if (left == 0)
        (void)input_refill(&in->window, 1);
    const size_t there = (size_t)(in->window.end - in->window.at);
    const size_t n = there < size ? there : size;
    if (n == 0 && in->failed != 0) {
        errno = in->failed;
        return -1;
    }
    memcpy(buf, in->window.at, n);
    in->window.at += n;
    return (ssize_t)n;
}

/*
 * The stream reads ahead, but not beyond a classic file's header: whoever goes
 * on behind that finds the records in the window.
 */
static ssize_t cookie_read(void *cookie, char *buf, size_t size)
{
    struct input *in = cookie;
    const size_t left = in->header_left;
    const ssize_t n =
        take_bytes(in, buf, left > 0 && left < size ? left : size);

    if (left > 0 && n > 0)
        in->header_left -= (size_t)n;
    if (n > 0 && in->drops != NULL)
        told_drops_take(in->drops, (const uint8_t *)buf, (size_t)n);
    return n;
}

static bool open_stream(struct input *in)
{
    const cookie_io_functions_t io = {.read = cookie_read};
    const uint8_t *head = input_peek(&in->window, MAGIC_BYTES);

    in->stream = fopencookie(in, "r", io);
    if (in->stream == NULL)
        return false;
    /* One thread reads: spare it a lock for every record. */
    (void)__fsetlocking(in->stream, FSETLOCKING_BYCALLER);
    if (head == NULL || is_classic(head)) {
        in->header_left = CLASSIC_HEADER_BYTES;
        return true;
    }
    /* The C library heeds the size only of a buffer it is given. */
    in->ahead = malloc(in->size);
    in->drops = calloc(1, sizeof(*in->drops));
    return in->ahead != NULL && in->drops != NULL &&
           setvbuf(in->stream, (char *)in->ahead, _IOFBF, in->size) == 0;
}

static bool look_at(struct input *in)
{
    const uint8_t *head = input_peek(&in->window, MAGIC_BYTES);

    return head == NULL || is_capture(head) || in->unpacker == NULL ||
           unpack(in);
}

/* Behind the walls nothing but the offset tells. 0: it is not known. */
static uint64_t size_of(int fd)
{
    const off_t at = lseek(fd, 0, SEEK_CUR);
    const off_t end = at < 0 ? -1 : lseek(fd, 0, SEEK_END);

    if (end >= 0)
        (void)lseek(fd, at, SEEK_SET);
    return end > at ? (uint64_t)(end - at) : 0;
}

/* Without memory `fd` is closed, unless it is standard input. */
static struct input *new_input(int fd, size_t block, struct err *e)
{
    struct input *in = malloc(sizeof(*in) + block);

    if (in == NULL) {
        (void)err_set(e, "%s", strerror(errno));
        if (fd != STDIN_FILENO)
            (void)close(fd);
        return NULL;
    }
    /* The block stays as it is: memory nobody touches costs nothing. */
    memset(in, 0, offsetof(struct input, block));
    in->fd = fd;
    in->size = block;
    in->most = UINT64_MAX;
    empty_window(in);
    return in;
}

struct input *input_open_part(int fd, size_t bytes, struct err *e)
{
    struct input *in = new_input(fd, bytes, e);

    if (in != NULL)
        in->most = in->bytes_all = bytes;
    return in;
}

struct input *input_open(int fd, struct unpacker *packed, size_t block,
                         struct err *e)
{
    struct input *in = new_input(fd, block, e);

    if (in == NULL)
        return NULL;
    in->bytes_all = size_of(fd);
    in->unpacker = packed;
    if (look_at(in) && open_stream(in))
        return in;
    (void)err_set(e, "%s", strerror(errno));
    if (in->stream != NULL)
        (void)fclose(in->stream);
    input_free(in);
    return NULL;
}

void input_free(struct input *in)
{
    if (in == NULL)
        return;
    if (in->fd != STDIN_FILENO)
        (void)close(in->fd);
    free(in->raw);
    free(in->ahead);
    free(in->drops);
    free(in);
}

uint64_t input_bytes(const struct input *in)
{
    return in->bytes;
}

uint64_t input_bytes_all(const struct input *in)
{
    return in->bytes_all;
}

uint64_t input_drops(const struct input *in)
{
    return in->drops == NULL ? 0 : told_drops_sum(in->drops);
}

struct input_window *input_window(struct input *in)
{
    return &in->window;
}

FILE *input_stream(const struct input *in)
{
    return in->stream;
}

bool input_is_told(const struct input *in)
{
    static const char arrow[] = " > ";
    const char *at = (const char *)(in->raw != NULL ? in->raw : in->block);
    const size_t n =
        in->raw != NULL ? in->raw_end : (size_t)(in->window.end - in->block);
    const char *ends = memmem(at, n, arrow, sizeof(arrow) - 1);

    return memchr(at, '\0', n) == NULL && ends != NULL &&
           memmem(ends, n - (size_t)(ends - at), "win ", 4) != NULL;
}

int input_failed(const struct input *in)
{
    return in->failed;
}

const char *input_complaint(const struct input *in)
{
    return in->packed ? unpacker_complaint(in->unpacker) : NULL;
}
