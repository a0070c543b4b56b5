/*
 * ntp_time.c - NTP's timestamps.
 */
#include "ntp_time.h"

#include "utc.h"

/* Seconds from the start of NTP's era 0 to that of Unix. */
static const int64_t ERA = 2208988800;

struct ntp_time ntp_time_at(struct printer *pr, uint32_t off)
{
    const uint64_t both = printer_u64(pr, off);

    return (struct ntp_time){(uint32_t)(both >> 32), (uint32_t)both};
}

void ntp_time_put(struct text *out, struct ntp_time t)
{
    text_printf(out, "%u.%09u", t.sec, ntp_time_nanoseconds(t.frac));
    if (t.sec == 0)
        return;
    TEXT_LIT(out, " (");
    utc_put(out, (int64_t)t.sec - ERA);
    TEXT_LIT(out, "Z)");
}
