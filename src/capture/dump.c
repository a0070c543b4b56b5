/*
 * dump.c - pcap records, gathered and written whole.
 *
 * The records are written here rather than by pcap_dump(), which leaves
 * through stdio: there a failed write is noticed late or never, cuts a record
 * in two, and nobody knows which packets it cost.
 */
#include "dump.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "err.h"
#include "packing.h"

enum {
    EXIT_WRITE = 14, /* as tcpdump's "Unable to write output" */
};

/* A record's header, in this machine's byte order as the file's magic says. */
struct record_head {
    uint32_t sec;
    uint32_t frac;
    uint32_t cap_len;
    uint32_t wire_len;
};

bool dump_head_make(struct dump_head *head, pcap_t *p, struct err *e)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    pcap_dumper_t *dumper = memory ? pcap_dump_fopen(p, memory) : NULL;
    if (dumper)
        pcap_dump_close(dumper);
    else if (memory)
        fclose(memory);
    const bool ok = dumper && text && size == sizeof(head->bytes);
    if (ok)
        memcpy(head->bytes, text, sizeof(head->bytes));
    free(text);
    return ok || err_set(e, "%s",
                         memory && !dumper ? pcap_geterr(p) : strerror(ENOMEM));
}

bool dump_init(struct dump *d, size_t room)
{
    *d = (struct dump){.fd = -1, .buffer = malloc(room), .room = room};
    return d->buffer != NULL;
}

void dump_free(struct dump *d)
{
    if (d->fd >= 0)
        close(d->fd);
    free(d->buffer);
    *d = (struct dump){.fd = -1};
}

/* A pipe somebody made non-blocking: waits until it takes bytes again. */
static bool wait_writable(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    return poll(&p, 1, -1) >= 0 || errno == EINTR;
}

/* How many of the bytes were written; fewer than `n` with errno set. */
static size_t write_all(int fd, const uint8_t *bytes, size_t n)
{
    size_t done = 0;
    while (done < n) {
        const ssize_t got = write(fd, bytes + done, n - done);
        if (got >= 0)
            done += (size_t)got;
        else if (errno == EAGAIN && wait_writable(fd))
            continue;
        else if (errno != EINTR)
            break;
    }
    return done;
}

/*
 * After a write of `done` of the gathered bytes: counts the records that are
 * not whole in the file, and cuts the one that is there in part.
 */
static void lose_records(struct dump *d, size_t done)
{
    struct record_head head;
    size_t at = 0;
    uint64_t whole = 0;
    while (at < d->used) {
        memcpy(&head, d->buffer + at, sizeof(head));
        const size_t end = at + sizeof(head) + head.cap_len;
        if (end > done)
            break;
        at = end;
        whole++;
    }
    d->lost += d->pending - whole;
    d->size -= d->used - at;
    /* A pipe cannot be cut; its reader sees where the data ends. */
    if (ftruncate(d->fd, (off_t)d->size) == 0)
        (void)lseek(d->fd, 0, SEEK_END);
}

static bool write_failed(struct err *e, int why)
{
    err_set(e, "Unable to write output: %s", strerror(why));
    e->exit_code = EXIT_WRITE;
    return false;
}

/* All or nothing: what is there in part cannot be read. */
static bool write_packed(struct dump *d, const uint8_t *bytes, size_t n)
{
    const size_t room = d->packing->bound(d->packing, n);
    uint8_t *packed = malloc(room);
    const size_t size =
        packed ? d->packing->pack(d->packing, bytes, n, packed, room) : 0;

    errno = ENOMEM;
    const bool ok = size > 0 && write_all(d->fd, packed, size) == size;
    const int why = errno;
    free(packed);
    if (ok)
        d->written += size;
    else if (ftruncate(d->fd, (off_t)d->written) == 0)
        (void)lseek(d->fd, 0, SEEK_END);
    errno = why;
    return ok;
}

static bool flush_packed(struct dump *d, struct err *e)
{
    const bool ok = d->used == 0 || write_packed(d, d->buffer, d->used);
    const int why = errno;

    if (!ok) {
        d->lost += d->pending;
        d->size -= d->used;
    }
    d->used = 0;
    d->pending = 0;
    return ok || write_failed(e, why);
}

bool dump_flush(struct dump *d, struct err *e)
{
    if (d->packing != NULL)
        return flush_packed(d, e);
    const size_t done = write_all(d->fd, d->buffer, d->used);
    const int why = errno;
    const bool ok = done == d->used;
    if (!ok)
        lose_records(d, done);
    d->used = 0;
    d->pending = 0;
    return ok || write_failed(e, why);
}

bool dump_begin(struct dump *d, int fd, const struct dump_head *head,
                struct err *e)
{
    d->fd = fd;
    d->size = sizeof(head->bytes);
    d->written = 0;
    if (d->packing != NULL)
        return write_packed(d, head->bytes, sizeof(head->bytes)) ||
               write_failed(e, errno);
    const size_t done = write_all(fd, head->bytes, sizeof(head->bytes));
    return done == sizeof(head->bytes) || write_failed(e, errno);
}

/* Some link types carry records that are larger than any block. */
static bool make_room(struct dump *d, size_t need, struct err *e)
{
    if (d->used + need <= d->room)
        return true;
    if (!dump_flush(d, e))
        return false;
    if (need <= d->room)
        return true;
    uint8_t *larger = realloc(d->buffer, need);
    if (!larger)
        return err_set(e, "%s", strerror(ENOMEM));
    d->buffer = larger;
    d->room = need;
    return true;
}

bool dump_put(struct dump *d, const struct pcap_pkthdr *h, const uint8_t *data,
              struct err *e)
{
    const struct record_head head = {
        .sec = (uint32_t)h->ts.tv_sec,
        .frac = (uint32_t)h->ts.tv_usec,
        .cap_len = h->caplen,
        .wire_len = h->len,
    };
    const size_t need = sizeof(head) + h->caplen;
    if (!make_room(d, need, e)) {
        d->lost++;
        return false;
    }
    memcpy(d->buffer + d->used, &head, sizeof(head));
    memcpy(d->buffer + d->used + sizeof(head), data, h->caplen);
    d->used += need;
    d->size += need;
    d->pending++;
    return true;
}

bool dump_end(struct dump *d, struct err *e)
{
    const bool flushed = dump_flush(d, e);
    const bool closed = close(d->fd) == 0;
    const int why = errno;
    d->fd = -1;
    return flushed && (closed || write_failed(e, why));
}
