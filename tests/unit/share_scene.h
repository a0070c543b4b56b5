/*
 * share_scene.h - the client's time in a connection, for tests of what it went
 * to.
 */
#ifndef TCPLINE_TESTS_SHARE_SCENE_H
#define TCPLINE_TESTS_SHARE_SCENE_H

#include "diagnose_scene.h"

enum { WHOLE = 1448, ANNOUNCED = 1460 };
enum { PUSHED = TL_ACK | TL_PSH, LAST = TL_ACK | TL_PSH | TL_FIN };

static inline struct sent part(unsigned at, unsigned len, unsigned flags)
{
    return make(A, CLIENT_ISN + 1 + at, len, flags, SERVER_ISN + 1);
}

/* Milliseconds of the client's time. */
static inline double share(enum tl_share of)
{
    return (double)sum_of_all().side[0].share[of] / 1e6;
}

#define SHARE_IS(of, ms) ck_assert_double_eq_tol(share(TL_SHARE_##of), ms, 0.5)

static inline void told(void)
{
    told_mss = ANNOUNCED;
}

#endif
