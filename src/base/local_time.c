/*
 * local_time.c - the C library's idea of where the user is.
 */
#include "local_time.h"

#include <time.h>

static void put(struct text *out, time_t t, const char *format)
{
    struct tm tm;
    char s[64];

    if (localtime_r(&t, &tm) != NULL && strftime(s, sizeof(s), format, &tm) > 0)
        text_str(out, s);
}

void local_time_put(struct text *out, int64_t sec)
{
    put(out, (time_t)sec, "%Y/%m/%d %H:%M:%S");
}

void local_time_put_asctime(struct text *out, uint32_t sec)
{
    put(out, (time_t)sec, "%a %b %e %H:%M:%S %Y");
}
