/*
 * zep.c - the ZigBee encapsulation protocol: frames of IEEE 802.15.4 as a
 * sniffer sends them on, with the channel they were on and when.
 */
#include "local_time.h"
#include "ntp_time.h"
#include "protocol.h"
#include "wpan.h"

/* Offsets of what the versions have at different places. */
struct layout {
    uint32_t size; /* with the frame's length, its last octet */
    uint32_t channel, device, mode, quality;
};

static bool too_short(struct printer *pr, uint32_t least)
{
    if (pr->len >= least)
        return false;
    text_printf(pr->out, " [len %u < %u] (invalid)", pr->len, least);
    return true;
}

static void put_rest(struct printer *pr, uint32_t off)
{
    if (off >= pr->len || !printer_ok(pr) || pr->style->hex_follows)
        return;
    printer_hex_ascii(pr, "\n\t", off, pr->len - off);
    (void)printer_need(pr, 0, pr->len);
}

static void put_radio(struct printer *pr, const struct layout *at)
{
    const uint8_t channel = printer_u8(pr, at->channel);
    const uint16_t device = printer_u16(pr, at->device);

    text_printf(pr->out, "Channel ID %u, Device ID 0x%04x, ", channel, device);
    if (printer_u8(pr, at->mode) != 0)
        TEXT_LIT(pr->out, "CRC, ");
    else
        text_printf(pr->out, "LQI %u, ", printer_u8(pr, at->quality));
}

/*
 * In the user's zone and of Unix' first era, other than NTP's own times; of
 * the fraction 24 bits count.
 */
static void put_time(struct printer *pr, uint32_t off)
{
    const uint32_t to_unix = 2208988800;
    const struct ntp_time t = ntp_time_at(pr, off);
    const double fraction = (float)t.frac / 4294967296.0F;

    text_printf(pr->out, "%u.%09u", t.sec, (uint32_t)(fraction * 1e9));
    if (t.sec == 0)
        return;
    TEXT_LIT(pr->out, " (");
    local_time_put(pr->out, (uint32_t)(t.sec - to_unix));
    text_char(pr->out, ')');
}

/* A frame that is understood is all there is; the rest has to be there. */
static void put_frame(struct printer *pr, uint32_t off, uint32_t len)
{
    if (!printer_ok(pr))
        return;
    if (len > 0) {
        TEXT_LIT(pr->out, "\n\t");
        if (wpan_print(pr, off, len)) {
            (void)printer_need(pr, 0, pr->len);
            return;
        }
    }
    put_rest(pr, off);
}

static void put_version_1(struct printer *pr)
{
    static const struct layout at = {16, 3, 4, 6, 7};

    if (too_short(pr, at.size))
        return;
    put_radio(pr, &at);
    const uint8_t len = printer_u8(pr, at.size - 1);
    text_printf(pr->out, "inner len = %u", len);
    put_frame(pr, at.size, len);
}

static void put_version_2(struct printer *pr)
{
    enum { TYPE = 3, TIME = 9, SEQUENCE = 17 };
    static const struct layout at = {32, 4, 5, 7, 8};

    if (too_short(pr, at.size) || !printer_need(pr, TYPE, at.mode - TYPE))
        return;
    text_printf(pr->out, "Type %u, ", printer_u8(pr, TYPE));
    put_radio(pr, &at);
    put_time(pr, TIME);
    const uint32_t sequence = printer_u32(pr, SEQUENCE);
    const uint8_t len = printer_u8(pr, at.size - 1);
    text_printf(pr->out, ", seq# = %u, inner len = %u", sequence, len);
    put_frame(pr, at.size, len);
}

static void put_acknowledgment(struct printer *pr)
{
    enum { SIZE = 8 };

    if (too_short(pr, SIZE))
        return;
    text_printf(pr->out, "ACK, seq# = %u", printer_u32(pr, 4));
    put_rest(pr, SIZE);
}

static bool print_zep(struct printer *pr)
{
    enum { TYPE = 3, ACKNOWLEDGMENT = 2 };

    pr->label = "zep";
    TEXT_LIT(pr->out, "ZEP");
    if (printer_u8(pr, 0) != 'E' || printer_u8(pr, 1) != 'X') {
        TEXT_LIT(pr->out, " [Preamble Code: ");
        (void)printer_visible(pr, 0, 1);
        (void)printer_visible(pr, 1, 1);
        TEXT_LIT(pr->out, "] (invalid)");
        return true;
    }
    const uint8_t version = printer_u8(pr, 2);
    text_printf(pr->out, "v%u ", version);
    if (version == 1)
        put_version_1(pr);
    else if (printer_u8(pr, TYPE) == ACKNOWLEDGMENT)
        put_acknowledgment(pr);
    else
        put_version_2(pr);
    return true;
}

const struct protocol protocol_zep = {"zep", print_zep};
