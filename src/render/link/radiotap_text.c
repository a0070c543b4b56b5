/*
 * radiotap_text.c - the radio's report before an 802.11 frame, shown always.
 */
#include "radiotap.h"

#include <inttypes.h>

#include "bytes.h"
#include "codes.h"
#include "render.h"

static void put_frame_flags(struct line *line, uint8_t flags)
{
    static const struct code_name names[] = {
        {0x01, "cfp "},        {0x02, "short preamble "}, {0x04, "wep "},
        {0x08, "fragmented "}, {0x40, "bad-fcs "},
    };

    (void)CODE_PUT_BITS(line->out, names, flags, "");
}

/* In units of 500 kb/s; the high bit marks an MCS index, up to 127. */
static void put_rate(struct line *line, uint8_t rate)
{
    enum { MCS_FLAG = 0x80, MCS_MAX = 15 };

    if (rate >= MCS_FLAG && rate <= (MCS_FLAG | MCS_MAX))
        text_printf(line->out, "MCS %u ", rate & 0x7f);
    else
        text_printf(line->out, "%u.%u Mb/s ", rate / 2, rate % 2 * 5);
}

enum channel_flag {
    CHANNEL_TURBO = 0x10,
    CHANNEL_5GHZ_OFDM = 0x140,
    CHANNEL_2GHZ_CCK = 0xa0,
    CHANNEL_2GHZ_OFDM = 0xc0,
    CHANNEL_2GHZ_DYNAMIC = 0x480,
    CHANNEL_2GHZ_GFSK = 0x880,
    CHANNEL_HALF = 0x4000,
    CHANNEL_QUARTER = 0x8000,
    CHANNEL_HT20 = 0x10000,
    CHANNEL_HT40_UP = 0x20000,
    CHANNEL_HT40_DOWN = 0x40000,
};

static bool has_all(uint32_t flags, uint32_t wanted)
{
    return (flags & wanted) == wanted;
}

static void put_width(struct line *line, const char *name, uint32_t flags)
{
    text_str(line->out, name);
    if ((flags & CHANNEL_HALF) != 0)
        TEXT_LIT(line->out, "/10Mhz");
    else if ((flags & CHANNEL_QUARTER) != 0)
        TEXT_LIT(line->out, "/5Mhz");
}

static void put_legacy_band(struct line *line, uint32_t flags)
{
    if (has_all(flags, CHANNEL_2GHZ_GFSK))
        TEXT_LIT(line->out, " FHSS");
    if (has_all(flags, CHANNEL_5GHZ_OFDM))
        put_width(line, " 11a", flags);
    if (has_all(flags, CHANNEL_2GHZ_OFDM) ||
        has_all(flags, CHANNEL_2GHZ_DYNAMIC))
        put_width(line, " 11g", flags);
    else if (has_all(flags, CHANNEL_2GHZ_CCK))
        TEXT_LIT(line->out, " 11b");
    if ((flags & CHANNEL_TURBO) != 0)
        TEXT_LIT(line->out, " Turbo");
}

/* An MCS field among the others tells that the frame was sent as 802.11n. */
static void put_channel(struct line *line, uint16_t frequency, uint32_t flags,
                        uint32_t present)
{
    text_printf(line->out, "%u MHz", frequency);
    if ((present >> RADIOTAP_MCS & 1) != 0)
        TEXT_LIT(line->out, " 11n");
    else
        put_legacy_band(line, flags);
    if ((flags & CHANNEL_HT20) != 0)
        TEXT_LIT(line->out, " ht/20");
    else if ((flags & CHANNEL_HT40_DOWN) != 0)
        TEXT_LIT(line->out, " ht/40-");
    else if ((flags & CHANNEL_HT40_UP) != 0)
        TEXT_LIT(line->out, " ht/40+");
    text_char(line->out, ' ');
}

/* 100 kb/s at 20 MHz with the long guard interval, by MCS index. */
static const uint16_t mcs_rates[] = {
    65,   130,  195,  260,  390,  520,  585,  650,  130,  260,  390,
    520,  780,  1040, 1170, 1300, 195,  390,  585,  780,  1170, 1560,
    1755, 1950, 260,  520,  780,  1040, 1560, 2080, 2340, 2600, 0,
    390,  520,  650,  585,  780,  975,  520,  650,  650,  780,  910,
    910,  1040, 780,  975,  975,  1170, 1365, 1365, 1560, 650,  780,
    910,  780,  910,  1040, 1170, 1040, 1170, 1300, 1300, 1430, 975,
    1170, 1365, 1170, 1365, 1560, 1755, 1560, 1755, 1950, 1950, 2145,
};

/* The rate in 100 kb/s, 0 where there is none. */
static uint32_t mcs_rate(uint8_t mcs, bool wide, bool short_gi)
{
    enum { DUPLICATE = 32, DUPLICATE_RATE = 60 };
    uint32_t rate;

    if (mcs >= COUNT_OF(mcs_rates))
        return 0;
    rate = mcs_rates[mcs];
    if (wide) /* 108 data carriers instead of 52 */
        rate = mcs == DUPLICATE ? DUPLICATE_RATE : rate * 27 / 13;
    return short_gi ? (rate * 20 + 9) / 18 : rate;
}

static void put_mcs_rate(struct line *line, uint8_t known, uint8_t flags,
                         uint8_t mcs)
{
    enum { KNOWN_WIDTH = 1, KNOWN_MCS = 2, KNOWN_GI = 4 };
    const uint32_t rate = mcs_rate(mcs, (flags & 3) == 1, (flags & 4) != 0);

    if ((known & KNOWN_MCS) == 0)
        return;
    if ((known & (KNOWN_WIDTH | KNOWN_GI)) != 0 && rate != 0)
        text_printf(line->out, "%u.%u Mb/s ", rate / 10, rate % 10);
    text_printf(line->out, "MCS %u ", mcs);
}

/* Three bytes: what is known, flags, index. */
static void put_mcs(struct line *line, const uint8_t *p)
{
    static const struct code_name widths[] = {
        {0, "20 MHz "},
        {1, "40 MHz "},
        {2, "20 MHz (L) "},
        {3, "20 MHz (U) "},
    };
    const uint8_t known = p[0], flags = p[1];

    put_mcs_rate(line, known, flags, p[2]);
    if ((known & 0x01) != 0)
        text_str(line->out, CODE_NAME(widths, flags & 3, ""));
    if ((known & 0x04) != 0)
        text_str(line->out, (flags & 0x04) != 0 ? "short GI " : "long GI ");
    if ((known & 0x08) != 0)
        text_str(line->out, (flags & 0x08) != 0 ? "greenfield " : "mixed ");
    if ((known & 0x10) != 0)
        text_str(line->out, (flags & 0x10) != 0 ? "LDPC FEC " : "BCC FEC ");
    if ((known & 0x20) != 0)
        text_printf(line->out, "RX-STBC%u ", flags >> 5 & 3);
}

static void put_vht_width(struct line *line, uint8_t width)
{
    static const struct code_name names[] = {
        {0, "20 MHz"},         {1, "40 MHz"},         {2, "20 MHz (L)"},
        {3, "20 MHz (U)"},     {4, "80 MHz"},         {5, "80 MHz (L)"},
        {6, "80 MHz (U)"},     {7, "80 MHz (LL)"},    {8, "80 MHz (LU)"},
        {9, "80 MHz (UL)"},    {10, "80 MHz (UU)"},   {11, "160 MHz"},
        {12, "160 MHz (L)"},   {13, "160 MHz (U)"},   {14, "160 MHz (LL)"},
        {15, "160 MHz (LU)"},  {16, "160 MHz (UL)"},  {17, "160 MHz (UU)"},
        {18, "160 MHz (LLL)"}, {19, "160 MHz (LLU)"}, {20, "160 MHz (LUL)"},
        {21, "160 MHz (UUU)"}, {22, "160 MHz (ULL)"}, {23, "160 MHz (ULU)"},
        {24, "160 MHz (UUL)"}, {25, "160 MHz (UUU)"},
    };

    CODE_PUT(line->out, names, width & 0x1fU, "unknown (%u)");
    text_char(line->out, ' ');
}

/* Twelve bytes: known (2), flags, width, four users' MCS and streams, coding */
static void put_vht(struct line *line, const uint8_t *p)
{
    enum { KNOWN_GI = 0x04, KNOWN_WIDTH = 0x40, USERS = 4 };
    const uint16_t known = load_le16(p);

    for (unsigned i = 0; i < USERS; i++) {
        const uint8_t user = p[4 + i];
        if ((user & 15) == 0)
            continue;
        text_printf(line->out, "User %u MCS %u %s FEC ", i, user >> 4,
                    (p[8] >> i & 1) != 0 ? "LDPC" : "BCC");
    }
    if ((known & KNOWN_WIDTH) != 0)
        put_vht_width(line, p[3]);
    if ((known & KNOWN_GI) != 0)
        text_str(line->out, (p[2] & 0x04) != 0 ? "short GI " : "long GI ");
}

static int read_u8(const uint8_t *p)
{
    return p[0];
}

static int read_i8(const uint8_t *p)
{
    return (int8_t)p[0];
}

static int read_u16(const uint8_t *p)
{
    return load_le16(p);
}

/* The oracle shows these two with the opposite sign. */
static int read_minus_i8(const uint8_t *p)
{
    return -read_i8(p);
}

static int read_minus_i16(const uint8_t *p)
{
    return -(int)(int16_t)load_le16(p);
}

/* Fields of one number; those left out say nothing. */
static const struct number {
    unsigned bit;
    int (*read)(const uint8_t *p);
    const char *format;
} numbers[] = {
    {5, read_i8, "%ddBm signal "},
    {6, read_i8, "%ddBm noise "},
    {7, read_u16, "%d sq "},
    {8, read_minus_i16, "%d tx power "},
    {9, read_minus_i8, "%ddB tx attenuation "},
    {10, read_i8, "%ddBm tx power "},
    {11, read_u8, "antenna %d "},
    {12, read_u8, "%ddB signal "},
    {13, read_u8, "%ddB noise "},
};

static void put_number(struct line *line, const struct radiotap_field *f)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (numbers[i].bit == f->bit)
            text_printf(line->out, numbers[i].format, numbers[i].read(f->p));
}

static void put_field(struct line *line, const struct radiotap_field *f)
{
    enum { TSFT = 0, RATE = 2, FHSS = 4, VHT = 21 };
    const uint8_t *p = f->p;

    switch (f->bit) {
    case TSFT:
        text_printf(line->out, "%" PRIu64 "us tsft ",
                    (uint64_t)load_le32(p + 4) << 32 | load_le32(p));
        break;
    case RADIOTAP_FLAGS:
        put_frame_flags(line, p[0]);
        break;
    case RATE:
        put_rate(line, p[0]);
        break;
    case RADIOTAP_CHANNEL:
        /* The extended form, when there, says more. */
        if ((f->present >> RADIOTAP_XCHANNEL & 1) == 0)
            put_channel(line, load_le16(p), load_le16(p + 2), f->present);
        break;
    case FHSS:
        text_printf(line->out, "fhset %u fhpat %u ", p[0], p[1]);
        break;
    case RADIOTAP_XCHANNEL:
        put_channel(line, load_le16(p + 4), load_le32(p), f->present);
        break;
    case RADIOTAP_MCS:
        put_mcs(line, p);
        break;
    case VHT:
        put_vht(line, p);
        break;
    default:
        put_number(line, f);
    }
}

enum part_end part_radiotap(struct line *line, const struct tl_layer *l)
{
    struct radiotap_walk w;
    struct radiotap_field field;
    enum radiotap_end end;

    line->label = "802.11_radio";
    if (l->end != TL_WHOLE)
        return part_mark_cut(line, l);
    (void)radiotap_start(&w, l->radiotap.hdr, l->radiotap.hdr_len);
    while ((end = radiotap_next(&w, &field)) != RADIOTAP_DONE)
        if (end == RADIOTAP_FIELD)
            put_field(line, &field);
        else if (end == RADIOTAP_UNKNOWN)
            text_printf(line->out, "[bit %u] ", field.bit);
        else
            (void)part_mark(line, PART_NEXT);
    return PART_NEXT;
}
