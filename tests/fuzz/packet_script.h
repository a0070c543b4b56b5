/*
 * packet_script.h - fuzz input as a sequence of packets.
 *
 * One byte says the link type (0: Ethernet, 1: IP, others by their number),
 * then each packet has four bytes before it: its length (two, little-endian),
 * how much later it comes (an exponent of two, in microseconds; with the
 * highest bit in seconds, with the next backwards) and whether it was cut or
 * longer on the wire. Each lies in a block of its own, so that the sanitizer
 * sees its exact end, and who looks at it when the next has come. Without the
 * sanitizer its end is that of the memory, and what was dropped is overwritten.
 */
#ifndef TCPLINE_TESTS_PACKET_SCRIPT_H
#define TCPLINE_TESTS_PACKET_SCRIPT_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "uncovered.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SCRIPT_BLOCKS
#endif
#endif

UNCOVERED_BEGIN

enum {
    SCRIPT_PACKETS = 96,
    SCRIPT_BYTES = 65536,
    SCRIPT_HEAD = 4,
    SCRIPT_MOST = 0x4000, /* bytes of a packet */
    SCRIPT_PAGE = 4096,
};

struct script_packet {
    struct pcap_pkthdr head;
    uint8_t *data;
};

struct packet_script {
    int link_type;
    size_t n, bytes;
    struct script_packet packets[SCRIPT_PACKETS];
};

#ifdef SCRIPT_BLOCKS
static inline uint8_t *script_place(size_t i, size_t cap)
{
    uint8_t *p = malloc(cap == 0 ? 1 : cap);

    (void)i;
    if (p == NULL)
        abort();
    return p;
}

static inline void script_give_back(struct script_packet *p)
{
    free(p->data);
}
#else
static inline uint8_t *script_places(void)
{
    const size_t step = SCRIPT_MOST + SCRIPT_PAGE;
    uint8_t *all = mmap(NULL, SCRIPT_PACKETS * step, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (all == MAP_FAILED)
        abort();
    for (size_t i = 0; i < SCRIPT_PACKETS; i++)
        if (mprotect(all + i * step + SCRIPT_MOST, SCRIPT_PAGE, PROT_NONE) != 0)
            abort();
    return all;
}

static inline uint8_t *script_place(size_t i, size_t cap)
{
    static uint8_t *all;

    if (all == NULL)
        all = script_places();
    return all + i * (SCRIPT_MOST + SCRIPT_PAGE) + SCRIPT_MOST - cap;
}

static inline void script_give_back(struct script_packet *p)
{
    if (p->data != NULL)
        memset(p->data, 0xa5, p->head.caplen);
}
#endif

/* Nobody needs the packet any more. */
static inline void script_drop(struct script_packet *p)
{
    script_give_back(p);
    p->data = NULL;
}

static inline void script_free(struct packet_script *s)
{
    for (size_t i = 0; i < s->n; i++)
        script_drop(&s->packets[i]);
    s->n = 0;
}

static inline int64_t script_step(uint8_t how)
{
    const int64_t step = (INT64_C(1) << (how & 31)) *
                         ((how & 0x80) != 0 ? INT64_C(1000000) : INT64_C(1));

    return (how & 0x40) != 0 ? -step : step;
}

static inline void script_add(struct packet_script *s, const uint8_t *head,
                              const uint8_t *data, size_t n, int64_t *us)
{
    struct script_packet *p = &s->packets[s->n];
    const uint32_t wire = (uint32_t)n + ((head[3] & 2) != 0 ? 100 : 0);
    const size_t cap = (head[3] & 1) != 0 ? n / 2 : n;

    *us += script_step(head[2]);
    p->head = (struct pcap_pkthdr){
        .ts = {.tv_sec = *us / 1000000, .tv_usec = *us % 1000000},
        .caplen = (uint32_t)cap,
        .len = wire,
    };
    p->data = script_place(s->n++, cap);
    memcpy(p->data, data, cap);
    s->bytes += cap;
}

/* False when it is too long to be worth it. */
static inline bool script_read(struct packet_script *s, const uint8_t *data,
                               size_t size)
{
    int64_t us = INT64_C(1700000000) * 1000000;
    size_t at = 1;

    s->n = s->bytes = 0;
    if (size < 1 || size > SCRIPT_BYTES)
        return false;
    s->link_type = data[0] == 0 ? DLT_EN10MB : data[0] == 1 ? DLT_RAW : data[0];
    while (s->n < SCRIPT_PACKETS && at + SCRIPT_HEAD < size) {
        const uint8_t *head = data + at;
        const size_t left = size - at - SCRIPT_HEAD;
        const size_t asked = (size_t)(head[0] | (head[1] & 0x3f) << 8) + 1;
        const size_t n = asked < left ? asked : left;

        script_add(s, head, head + SCRIPT_HEAD, n, &us);
        at += SCRIPT_HEAD + n;
    }
    return s->n > 0;
}

UNCOVERED_END

#endif
