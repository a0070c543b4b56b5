/*
 * stamp.h - when a packet was captured.
 *
 * From the door on everybody counts nanoseconds since 1970, whatever the file
 * counts in; they last from 1677 to 2262. The line alone shows more than that
 * number says: a savefile may have more than a second, or less than nothing,
 * below its seconds, and a pcapng file has seconds of 64 bits.
 */
#ifndef TCPLINE_STAMP_H
#define TCPLINE_STAMP_H

#include <stdint.h>

struct tl_stamp {
    int64_t ns;  /* since 1970; beyond their range, the last that is in it */
    int64_t sec; /* the seconds as recorded */
};

enum { TL_MICRO = 1000000, TL_BILLION = 1000000000 };

/* Together less than 2^63 nanoseconds. */
#define TL_STAMP_MOST_SEC INT64_C(9223369000)
#define TL_STAMP_MOST_PART (INT64_C(1000) << 31) /* 2^31 microseconds */

static inline int64_t tl_within(int64_t v, int64_t most)
{
    return v > most ? most : v < -most ? -most : v;
}

/*
 * The stamp of seconds since 1970 and nanoseconds beside them, which is what
 * libpcap hands out. What is below a second survives where seconds do not.
 */
static inline struct tl_stamp tl_stamp(int64_t sec, int64_t nanosec)
{
    /* What a savefile has, as a rule, is neither more nor less. */
    if ((uint64_t)sec <= UINT32_MAX && (uint64_t)nanosec < TL_BILLION)
        return (struct tl_stamp){sec * TL_BILLION + nanosec, sec};
    return (struct tl_stamp){
        .ns = tl_within(sec, TL_STAMP_MOST_SEC) * TL_BILLION +
              tl_within(nanosec, TL_STAMP_MOST_PART),
        .sec = sec,
    };
}

/* From `then` to `now`, both in nanoseconds; at most what a number holds. */
static inline int64_t tl_since(int64_t now, int64_t then)
{
    int64_t d;

    if (!__builtin_sub_overflow(now, then, &d))
        return d;
    return now > then ? INT64_MAX : INT64_MIN;
}

/* The nanoseconds beside the seconds, as recorded: any number of seconds. */
static inline int64_t tl_stamp_part(struct tl_stamp t)
{
    return t.ns - tl_within(t.sec, TL_STAMP_MOST_SEC) * TL_BILLION;
}

#endif
