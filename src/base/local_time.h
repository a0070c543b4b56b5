/*
 * local_time.h - a time where the user is, as protocols print it.
 */
#ifndef TCPLINE_BASE_LOCAL_TIME_H
#define TCPLINE_BASE_LOCAL_TIME_H

#include "text.h"

/* "1999/11/11 21:46:24" of seconds since 1970 */
void local_time_put(struct text *out, int64_t sec);

/* "Thu Nov 11 21:46:24 1999" */
void local_time_put_asctime(struct text *out, uint32_t sec);

#endif
