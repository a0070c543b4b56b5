/*
 * ntp_fields.c - NTP (RFC 5905 section 7.3), and SNTP, whose header it is.
 */
#include "put_fields.h"
#include "utc.h"

static const struct code_name leaps[] = {
    {0, "no warning"},
    {1, "61 seconds"},
    {2, "59 seconds"},
    {3, "not synchronised"},
};

static const struct code_name modes[] = {
    {1, "symmetric active"}, {2, "symmetric passive"}, {3, "client"},
    {4, "server"},           {5, "broadcast"},         {6, "control"},
    {7, "private"},
};

/* Fixed point, 16 bits each before and behind it. */
static void note_short(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    (void)s;
    text_printf(out, "  = %u.%06u s", (unsigned)(row->value >> 16),
                (unsigned)((row->value & 0xffff) * 1000000 >> 16));
}

/* Seconds since 1900; what is below 2^31 is of the era that begins in 2036. */
static void note_stamp(const struct field_scene *s, const struct field_row *row,
                       struct text *out)
{
    enum { MICRO = 1000000 };
    const int64_t to_1970 = INT64_C(2208988800);
    int64_t sec = (int64_t)(row->value >> 32);

    (void)s;
    if (row->value == 0) {
        TEXT_LIT(out, "none");
        return;
    }
    if (sec < INT64_C(1) << 31)
        sec += INT64_C(1) << 32;
    utc_put_spaced(out, sec - to_1970);
    text_printf(out, ".%06u UTC",
                (unsigned)((row->value & 0xffffffff) * MICRO >> 32));
}

static void note_log2(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    (void)s;
    text_printf(out, "  = 2^%d s", (int8_t)row->value);
}

static const struct field flags[] = {
    FIELD(0, 1, 0xc0, NAMED, "leap", "ntp.flags.li", FIELD_NAMES(leaps)),
    FIELD(0, 1, 0x38, NUMBER, "version", "ntp.flags.vn"),
    FIELD(0, 1, 0x07, NAMED, "mode", "ntp.flags.mode", FIELD_NAMES(modes)),
};

static const struct field fixed[] = {
    FIELD(1, 1, 0, NUMBER, "stratum", "ntp.stratum"),
    FIELD(2, 1, 0, NUMBER, "poll", "ntp.ppoll", .note = note_log2),
    FIELD(3, 1, 0, PLAIN, "precision", "ntp.precision", .note = note_log2),
    FIELD(4, 4, 0, NUMBER, "root delay", "ntp.rootdelay", .note = note_short),
    FIELD(8, 4, 0, NUMBER, "root dispersion", "ntp.rootdispersion",
          .note = note_short),
    FIELD(12, 4, 0, BYTES, "reference", "ntp.refid"),
    FIELD(16, 8, 0, SAID, "reference time", "ntp.reftime", .note = note_stamp),
    FIELD(24, 8, 0, SAID, "originated", "ntp.org", .note = note_stamp),
    FIELD(32, 8, 0, SAID, "received", "ntp.rec", .note = note_stamp),
    FIELD(40, 8, 0, SAID, "sent", "ntp.xmt", .note = note_stamp),
};

/* Section 7.3: what is behind the header and no extension. */
static const struct field key = FIELD(0, 4, 0, BYTES, "key", "ntp.keyid");
static const struct field digest = FIELD(0, 0, 0, BYTES, "digest", "ntp.mac");

/* Control and private messages have but the first byte in common. */
static uint32_t read_ntp(struct field_scene *s, uint32_t off)
{
    enum { HDR = 48, CONTROL = 6, MD5 = 20, SHA1 = 24 };

    PUT_FIELDS(s, flags, off);
    if ((field_number(s, off, 1) & 7) >= CONTROL)
        return 1;
    PUT_FIELDS(s, fixed, off);
    const uint32_t mac = field_room(s, off + HDR, UINT32_MAX);
    if (mac != MD5 && mac != SHA1)
        return HDR;
    put_field(s, &key, off + HDR, key.size);
    put_field(s, &digest, off + HDR + key.size, mac - key.size);
    return HDR + mac;
}

static const struct field_part ntp_parts[] = {PART(flags), PART_ONE(key),
                                              PART_ONE(digest)};

const struct header header_ntp = {
    .title = "NTP",
    .filter = "ntp",
    .mark = "ntp",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_ntp,
    HEADER_PARTS(ntp_parts),
};
