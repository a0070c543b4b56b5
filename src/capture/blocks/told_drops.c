/*
 * told_drops.c - the blocks of interface statistics in a pcapng file.
 */
#include "told_drops.h"

#include <string.h>

#include "bytes.h"

enum {
    HEAD_BYTES = 12, /* type, length and what follows: the shortest block */
    TYPE_SECTION = 0x0a0d0d0a,
    TYPE_STATISTICS = 5,
    BYTE_ORDER = 0x1a2b3c4d,
    OPTIONS_AT = 20, /* behind the interface and the time */
    OPTION_DROPPED_BY_INTERFACE = 5,
    OPTION_DROPPED_BY_SYSTEM = 7,
};

static uint32_t word(const struct told_drops *t, size_t at)
{
    return t->big_endian ? load_be32(t->block + at) : load_le32(t->block + at);
}

static uint16_t half(const struct told_drops *t, size_t at)
{
    return t->big_endian ? load_be16(t->block + at) : load_le16(t->block + at);
}

static uint64_t number(const struct told_drops *t, size_t at)
{
    const uint64_t first = word(t, at), second = word(t, at + 4);

    return t->big_endian ? first << 32 | second : second << 32 | first;
}

/* Each block tells of the time since the capture began: the last one holds. */
static void heed_statistics(struct told_drops *t)
{
    const uint32_t interface = word(t, 8);
    uint64_t dropped = 0;

    if (t->have < OPTIONS_AT || interface >= TOLD_DROPS_INTERFACES)
        return;
    for (size_t at = OPTIONS_AT; at + 4 <= t->have;) {
        const unsigned code = half(t, at), len = half(t, at + 2);
        const bool drops = code == OPTION_DROPPED_BY_INTERFACE ||
                           code == OPTION_DROPPED_BY_SYSTEM;
        if (code == 0)
            break;
        if (drops && len == 8 && at + 12 <= t->have)
            dropped += number(t, at + 4);
        at += 4 + (len + 3U) / 4 * 4;
    }
    t->interface[interface] = dropped;
}

/* Its numbers are in its own byte order, and its interfaces count from 0. */
static bool begin_section(struct told_drops *t)
{
    t->sections = told_drops_sum(t);
    memset(t->interface, 0, sizeof(t->interface));
    t->begun = true;
    t->big_endian = load_be32(t->block + 8) == BYTE_ORDER;
    return t->big_endian || load_le32(t->block + 8) == BYTE_ORDER;
}

/* How much is needed of the block whose head is there. False: none at all. */
static bool heed_head(struct told_drops *t)
{
    const bool section = load_be32(t->block) == TYPE_SECTION;

    if (section ? !begin_section(t) : !t->begun)
        return false;
    const uint32_t len = word(t, 4);
    const bool statistics = !section && word(t, 0) == TYPE_STATISTICS;
    t->need = !statistics              ? HEAD_BYTES
              : len > TOLD_DROPS_BLOCK ? TOLD_DROPS_BLOCK
                                       : len;
    t->rest = len - (uint32_t)t->need;
    return len >= HEAD_BYTES;
}

static void end_block(struct told_drops *t)
{
    if (t->need > HEAD_BYTES)
        heed_statistics(t);
    t->have = t->need = 0;
    t->skip = t->rest;
}

/* As many of the bytes as are needed next; how many those are. */
static size_t gather(struct told_drops *t, const uint8_t *at, size_t n)
{
    const size_t want = (t->need == 0 ? HEAD_BYTES : t->need) - t->have;
    const size_t part = n < want ? n : want;

    memcpy(t->block + t->have, at, part);
    t->have += part;
    if (part < want)
        return part;
    if (t->need == 0)
        t->over = !heed_head(t);
    if (t->have == t->need)
        end_block(t);
    return part;
}

void told_drops_take(struct told_drops *t, const uint8_t *at, size_t n)
{
    while (n > 0 && !t->over) {
        const bool skips = t->skip > 0;
        const size_t part = !skips        ? gather(t, at, n)
                            : t->skip < n ? t->skip
                                          : n;

        t->skip -= skips ? (uint32_t)part : 0;
        at += part;
        n -= part;
    }
}

uint64_t told_drops_sum(const struct told_drops *t)
{
    uint64_t sum = t->sections;

    for (size_t i = 0; i < TOLD_DROPS_INTERFACES; i++)
        sum += t->interface[i];
    return sum;
}
