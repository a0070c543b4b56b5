/*
 * classic.c - the classic pcap format, as far as it is plain: version 2.4,
 * link types whose packets libpcap hands on as they are, records within the
 * snapshot length, times a clock can show.
 *
 * The format is described in draft-ietf-opsawg-pcap.
 */
#include "classic.h"

#include <stddef.h>
#include <string.h>

#include "count.h"
#include "input.h"
#include "source.h"

enum {
    RECORD_BYTES = 16,
    LONGEST = 262144, /* what libpcap takes of most link types */
    MICROSECONDS = 1000000,
    NANOSECONDS = 1000000000,
};

struct file_head {
    uint32_t magic;
    uint16_t major;
    uint16_t minor;
    uint32_t zone;
    uint32_t accuracy;
    uint32_t snaplen;
    uint32_t link_type;
};

struct record_head {
    uint32_t sec;
    uint32_t part;
    uint32_t cap_len;
    uint32_t wire_len;
};

/*
 * Of others libpcap swaps or mends what stands before the packet. In a cooked
 * header it swaps what CAN has behind it, if another machine wrote the file.
 */
static bool is_handed_on(int link_type, bool swapped)
{
    static const int plain[] = {
        DLT_EN10MB,     DLT_RAW,    DLT_NULL,
        DLT_LOOP,       DLT_PPP,    DLT_PPP_SERIAL,
        DLT_IEEE802_11, DLT_C_HDLC, DLT_IEEE802_11_RADIO,
        DLT_IPV4,       DLT_IPV6,   DLT_FRELAY,
    };

    if (link_type == DLT_LINUX_SLL || link_type == DLT_LINUX_SLL2)
        return !swapped;
    for (size_t i = 0; i < COUNT_OF(plain); i++)
        if (link_type == plain[i])
            return true;
    return false;
}

static bool set_magic(struct classic *c, uint32_t magic)
{
    static const struct {
        uint32_t magic;
        uint32_t parts;
    } known[] = {{0xa1b2c3d4, MICROSECONDS}, {0xa1b23c4d, NANOSECONDS}};

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        c->swapped = magic == __builtin_bswap32(known[i].magic);
        c->parts = known[i].parts;
        if (c->swapped || magic == known[i].magic)
            return true;
    }
    return false;
}

/* Of the file's head, as this machine has it. */
static uint32_t in_order(const struct classic *c, uint32_t v)
{
    return c->swapped ? __builtin_bswap32(v) : v;
}

static bool is_plain_head(const struct classic *c, const struct file_head *h)
{
    const uint16_t major = c->swapped ? __builtin_bswap16(h->major) : h->major;
    const uint16_t minor = c->swapped ? __builtin_bswap16(h->minor) : h->minor;

    /* Above the sixteen bits of the type stands what a frame has behind it. */
    return major == 2 && minor == 4 && in_order(c, h->link_type) <= UINT16_MAX;
}

static bool takes(struct classic *c, const struct source *from)
{
    if (!is_handed_on(from->link_type, c->swapped) || from->snaplen <= 0)
        return false;
    c->to_nanoseconds = from->nanoseconds && c->parts == MICROSECONDS;
    c->to_microseconds = !from->nanoseconds && c->parts == NANOSECONDS;
    c->longest = from->snaplen < LONGEST ? (uint32_t)from->snaplen : LONGEST;
    return true;
}

static bool read_file_head(struct classic *c, const uint8_t *header,
                           struct file_head *h)
{
    memcpy(h, header, sizeof(*h));
    *c = (struct classic){0};
    return set_magic(c, h->magic) && is_plain_head(c, h);
}

bool classic_takes(struct classic *c, const uint8_t *header,
                   const struct source *from)
{
    struct file_head h;

    return read_file_head(c, header, &h) && takes(c, from);
}

/* What is odd of a snapshot length libpcap mends, each version its own way. */
bool classic_takes_alone(struct classic *c, const uint8_t *header,
                         bool nanoseconds, struct source *from)
{
    struct file_head h;

    if (!read_file_head(c, header, &h))
        return false;
    const uint32_t snaplen = in_order(c, h.snaplen);
    const struct source_link *link =
        source_link_in_file(in_order(c, h.link_type));
    if (link == NULL || snaplen == 0 || snaplen > LONGEST)
        return false;
    *from = (struct source){.link_type = link->link_type,
                            .snaplen = (int)snaplen,
                            .nanoseconds = nanoseconds};
    return takes(c, from);
}

static void read_head(const struct classic *c, const uint8_t *at,
                      struct record_head *h)
{
    memcpy(h, at, sizeof(*h));
    if (!c->swapped)
        return;
    h->sec = __builtin_bswap32(h->sec);
    h->part = __builtin_bswap32(h->part);
    h->cap_len = __builtin_bswap32(h->cap_len);
    h->wire_len = __builtin_bswap32(h->wire_len);
}

static bool is_plain_record(const struct classic *c,
                            const struct record_head *h)
{
    return h->cap_len <= c->longest && h->part < c->parts &&
           h->sec <= INT32_MAX;
}

static struct pcap_pkthdr packet_head(const struct classic *c,
                                      const struct record_head *h)
{
    const uint32_t part = c->to_nanoseconds    ? h->part * 1000
                          : c->to_microseconds ? h->part / 1000
                                               : h->part;

    return (struct pcap_pkthdr){
        .ts = {.tv_sec = (time_t)h->sec, .tv_usec = (suseconds_t)part},
        .caplen = h->cap_len,
        .len = h->wire_len,
    };
}

/* Whether the record from `at` to before `end` is there, and plain. */
static inline bool is_there(const struct classic *c, const uint8_t *at,
                            const uint8_t *end, struct record_head *h)
{
    const size_t n = (size_t)(end - at);

    if (n < RECORD_BYTES)
        return false;
    read_head(c, at, h);
    return is_plain_record(c, h) && h->cap_len <= n - RECORD_BYTES;
}

bool classic_is_plain(const struct classic *c, const uint8_t *at, size_t n)
{
    const uint8_t *end = at + n;
    struct record_head h;

    while (at != end && is_there(c, at, end, &h))
        at += RECORD_BYTES + h.cap_len;
    return at == end;
}

/*
 * The record the window begins with, unless libpcap is to read it: some of it
 * is still to be read. Apart, as the next.
 */
__attribute__((noinline)) static const uint8_t *
fetch_record(const struct classic *c, struct input_window *window,
             struct record_head *h)
{
    const uint8_t *at = input_peek(window, RECORD_BYTES);

    if (at == NULL)
        return NULL;
    read_head(c, at, h);
    if (!is_plain_record(c, h))
        return NULL;
    return input_peek(window, RECORD_BYTES + (size_t)h->cap_len);
}

bool upcoming_next(struct upcoming *u, const uint8_t **data, uint32_t *cap_len)
{
    struct record_head h;

    if (!is_there(u->file, u->at, u->end, &h))
        return false;
    *data = u->at + RECORD_BYTES;
    *cap_len = h.cap_len;
    u->at = *data + h.cap_len;
    return true;
}

/* From record `at` on, unless those behind it have been shown already. */
__attribute__((noinline)) static void show_ahead(const struct classic_taker *to,
                                                 struct upcoming *u,
                                                 const uint8_t *at)
{
    int times = 1;

    if (u->at <= at) {
        u->at = at;
        times += CLASSIC_LEAD;
    }
    for (const uint8_t *before = NULL; times > 0 && u->at != before; times--) {
        before = u->at;
        to->ahead(to->user, u);
    }
}

int classic_loop(const struct classic *c, struct input_window *window,
                 const struct classic_taker *to, const bool *stop, bool *done)
{
    struct upcoming soon = {c, window->at, window->end};
    struct record_head h;
    unsigned seen = 0;
    int n = 0;

    *done = true;
    while (!*stop) {
        const uint8_t *at = window->at;

        if (!is_there(c, at, window->end, &h)) {
            at = soon.at = fetch_record(c, window, &h);
            if (at == NULL) {
                *done = false;
                break;
            }
        }
        if (to->ahead != NULL && seen++ % CLASSIC_AHEAD == 0) {
            soon.end = window->end;
            show_ahead(to, &soon, at);
        }
        const struct pcap_pkthdr head = packet_head(c, &h);
        const uint8_t *data = at + RECORD_BYTES;
        window->at = data + h.cap_len;
        if (to->filter != NULL &&
            pcap_offline_filter(to->filter, &head, data) == 0)
            continue;
        to->handler(to->user, &head, data);
        if (++n == to->most)
            break;
    }
    return n;
}
