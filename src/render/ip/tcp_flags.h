/*
 * tcp_flags.h - the letters of TCP's flags, for the line and for JSON.
 */
#ifndef TCPLINE_RENDER_TCP_FLAGS_H
#define TCPLINE_RENDER_TCP_FLAGS_H

#include "digits.h"

/*
 * "S.", or "none": at most eight characters. No table of base/codes.h: this
 * stands on every line.
 */
static inline char *tcp_flags_put(char *at, uint8_t flags)
{
    static const char letters[8] = {'F', 'S', 'R', 'P', '.', 'U', 'E', 'W'};

    if (flags == 0)
        return DIGITS_LIT(at, "none");
    for (unsigned rest = flags; rest != 0; rest &= rest - 1)
        *at++ = letters[__builtin_ctz(rest)];
    return at;
}

#endif
