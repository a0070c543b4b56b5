/*
 * window.h - which bytes of a packet may be read at the moment: for assertions.
 *
 * Decoders grant a layer its bytes, and who shows the layer reads them without
 * asking again. Where assertions are compiled in, whoever hands out a layer
 * opens a window first, and every load in the packet must end within it.
 */
#ifndef TCPLINE_BASE_WINDOW_H
#define TCPLINE_BASE_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct window {
    const uint8_t *from, *to; /* may be read; both NULL: nothing is known */
    const uint8_t *end;       /* of the packet, at or behind `to` */
};

extern struct window window_now; /* private to the functions below */

#ifndef NDEBUG

/* Answers the one before, for window_restore(). */
static inline struct window window_open(const uint8_t *from, const uint8_t *to,
                                        const uint8_t *end)
{
    const struct window before = window_now;

    window_now = (struct window){from, to, to > end ? to : end};
    return before;
}

static inline void window_restore(struct window before)
{
    window_now = before;
}

#else

static inline struct window window_open(const uint8_t *from, const uint8_t *to,
                                        const uint8_t *end)
{
    (void)from;
    (void)to;
    (void)end;
    return (struct window){0};
}

static inline void window_restore(struct window before)
{
    (void)before;
}

#endif

/* Whether `n` bytes from `p` may be read. What is no packet's always may. */
static inline bool window_has(const uint8_t *p, size_t n)
{
    return p < window_now.from || p >= window_now.end ||
           (p <= window_now.to && n <= (size_t)(window_now.to - p));
}

#endif
