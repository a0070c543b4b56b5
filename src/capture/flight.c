/*
 * flight.c - a ring of packets, and the recordings made from it.
 */
#include "flight.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "err.h"
#include "tcpline/stamp.h"

/* Of the buffer that gathers one file's packets. */
enum { ROOM = 64 * 1024, LONGEST = 1 << 20 };

/* A packet in the ring; its bytes follow. Both may go on at the beginning. */
struct kept {
    struct pcap_pkthdr h;
    int64_t time;
    uint64_t ends;
    bool recorded;
};

struct recording {
    bool open;
    uint64_t ends;
    int64_t until;
    uint64_t packets;
    uint64_t trouble; /* number of the first packet that was */
    struct dump dump;
    char name[FLIGHT_NAME];
};

struct flight {
    struct flight_config config;
    struct dump_head head;
    uint8_t *ring;
    uint64_t oldest, next; /* bytes since the beginning; equal: it is empty */
    unsigned files, open;
    bool told;
    struct recording recordings[FLIGHT_OPEN];
    uint8_t whole[LONGEST]; /* bytes of a packet, put together */
};

struct flight *flight_new(const struct flight_config *config, struct err *e)
{
    struct flight *f = calloc(1, sizeof(*f));

    if (f != NULL)
        f->ring = malloc(config->bytes);
    if (f == NULL || f->ring == NULL) {
        free(f);
        (void)err_set(e, "not enough memory for --record-before");
        return NULL;
    }
    f->config = *config;
    return f;
}

void flight_free(struct flight *f)
{
    if (f == NULL)
        return;
    for (unsigned i = 0; i < FLIGHT_OPEN; i++)
        if (f->recordings[i].open)
            dump_free(&f->recordings[i].dump);
    free(f->ring);
    free(f);
}

void flight_begin(struct flight *f, const struct dump_head *head)
{
    f->head = *head;
}

/* --- the ring --- */

/* How many of `n` bytes lie before the ring's end. */
static size_t before_end(const struct flight *f, uint64_t at, size_t n)
{
    const size_t left = f->config.bytes - (size_t)(at % f->config.bytes);

    return n < left ? n : left;
}

static void put_bytes(struct flight *f, uint64_t at, const void *from, size_t n)
{
    const size_t first = before_end(f, at, n);

    memcpy(f->ring + at % f->config.bytes, from, first);
    memcpy(f->ring, (const uint8_t *)from + first, n - first);
}

static void take_bytes(const struct flight *f, uint64_t at, void *to, size_t n)
{
    const size_t first = before_end(f, at, n);

    memcpy(to, f->ring + at % f->config.bytes, first);
    memcpy((uint8_t *)to + first, f->ring, n - first);
}

static struct kept kept_at(const struct flight *f, uint64_t at)
{
    struct kept k;

    take_bytes(f, at, &k, sizeof(k));
    return k;
}

static void forget_oldest(struct flight *f)
{
    f->oldest += sizeof(struct kept) + kept_at(f, f->oldest).h.caplen;
}

/* What lies too far back from now on. */
static void forget_old(struct flight *f, int64_t now)
{
    const int64_t since =
        f->config.before == 0 ? INT64_MIN : tl_since(now, f->config.before);

    while (f->oldest != f->next && kept_at(f, f->oldest).time < since)
        forget_oldest(f);
}

static void keep(struct flight *f, const struct kept *k, const uint8_t *data)
{
    const size_t size = sizeof(*k) + k->h.caplen;

    if (size > f->config.bytes)
        return;
    while (f->oldest != f->next && f->next + size - f->oldest > f->config.bytes)
        forget_oldest(f);
    put_bytes(f, f->next, k, sizeof(*k));
    put_bytes(f, f->next + sizeof(*k), data, k->h.caplen);
    f->next += size;
}

/* --- recordings --- */

static void tell(const struct flight *f, const struct recording *r)
{
    char text[FLIGHT_NAME + 128];

    (void)snprintf(text, sizeof(text),
                   "recorded %s: %" PRIu64 " packets around number %" PRIu64,
                   r->name, r->packets, r->trouble);
    f->config.tell(text);
}

static bool end_recording(struct flight *f, struct recording *r, struct err *e)
{
    const bool ok = dump_end(&r->dump, e);

    f->config.complete(f->config.ctx, (unsigned)(r - f->recordings));
    tell(f, r);
    dump_free(&r->dump);
    r->open = false;
    f->open--;
    return ok;
}

/* A file that has become as large as one may be is over. */
static bool record(struct flight *f, struct recording *r,
                   const struct pcap_pkthdr *h, const uint8_t *data,
                   struct err *e)
{
    if (!dump_put(&r->dump, h, data, e))
        return false;
    r->packets++;
    return r->dump.size < f->config.file_bytes || end_recording(f, r, e);
}

/* What led up to it, as far as it is in no file yet. */
static bool record_ring(struct flight *f, struct recording *r, struct err *e)
{
    uint64_t at = f->oldest;

    while (at != f->next && r->open) {
        struct kept k = kept_at(f, at);

        if (!k.recorded && (f->config.all || k.ends == r->ends)) {
            k.recorded = true;
            put_bytes(f, at, &k, sizeof(k));
            take_bytes(f, at + sizeof(k), f->whole, k.h.caplen);
            if (!record(f, r, &k.h, f->whole, e))
                return false;
        }
        at += sizeof(k) + k.h.caplen;
    }
    return true;
}

static struct recording *recording_of(struct flight *f, uint64_t ends)
{
    for (unsigned i = 0, seen = 0; seen < f->open; i++) {
        struct recording *r = &f->recordings[i];

        seen += r->open;
        if (r->open && (f->config.all || r->ends == ends))
            return r;
    }
    return NULL;
}

/* Said once: what would be recorded from now on is not. */
static void tell_full(struct flight *f, const char *why)
{
    if (!f->told)
        f->config.tell(why);
    f->told = true;
}

static struct recording *free_slot(struct flight *f)
{
    if (f->files == f->config.files) {
        tell_full(f, "as many files are recorded as -W allows: no more are");
        return NULL;
    }
    for (unsigned i = 0; i < FLIGHT_OPEN; i++)
        if (!f->recordings[i].open)
            return &f->recordings[i];
    tell_full(f, "too many connections are in trouble at the same time: some "
                 "are not recorded");
    return NULL;
}

static bool begin_recording(struct flight *f, const struct tl_ends *ends,
                            uint64_t number, struct err *e)
{
    struct recording *r = free_slot(f);

    if (r == NULL)
        return true;
    const unsigned slot = (unsigned)(r - f->recordings);
    const int fd = f->config.create(f->config.ctx, slot, ends, r->name);
    if (fd < 0)
        return err_set(e, "%s: %s", r->name, strerror(errno));
    if (!dump_init(&r->dump, ROOM))
        return err_set(e, "not enough memory");
    r->dump.packing = f->config.packing;
    r->open = true;
    r->ends = ends->hash;
    r->packets = 0;
    r->trouble = number;
    f->files++;
    f->open++;
    return dump_begin(&r->dump, fd, &f->head, e) && record_ring(f, r, e);
}

bool flight_tick(struct flight *f, int64_t now, struct err *e)
{
    for (unsigned i = 0; f->open > 0 && i < FLIGHT_OPEN; i++) {
        struct recording *r = &f->recordings[i];

        if (r->open && r->until < now && !end_recording(f, r, e))
            return false;
    }
    return true;
}

static int64_t until(const struct flight *f, int64_t now)
{
    int64_t end;

    return __builtin_add_overflow(now, f->config.after, &end) ? INT64_MAX : end;
}

bool flight_packet(struct flight *f, const struct pcap_pkthdr *h,
                   const uint8_t *data, int64_t now, uint64_t number,
                   const struct tl_ends *ends, bool trouble, struct err *e)
{
    struct kept k = {.h = *h, .time = now, .ends = ends->hash};

    if (!flight_tick(f, now, e))
        return false;
    forget_old(f, now);
    struct recording *r = recording_of(f, ends->hash);
    if (r == NULL && trouble && ends->known &&
        !begin_recording(f, ends, number, e))
        return false;
    r = recording_of(f, ends->hash);
    if (r != NULL) {
        if (trouble || r->trouble == number)
            r->until = until(f, now);
        k.recorded = true;
        if (!record(f, r, h, data, e))
            return false;
    }
    if (h->caplen <= LONGEST)
        keep(f, &k, data);
    return true;
}

bool flight_flush(struct flight *f, struct err *e)
{
    bool ok = true;

    for (unsigned i = 0; i < FLIGHT_OPEN; i++)
        if (f->recordings[i].open)
            ok = dump_flush(&f->recordings[i].dump, e) && ok;
    return ok;
}

bool flight_finish(struct flight *f, struct err *e)
{
    bool ok = true;

    for (unsigned i = 0; i < FLIGHT_OPEN; i++)
        if (f->recordings[i].open)
            ok = end_recording(f, &f->recordings[i], e) && ok;
    return ok;
}
