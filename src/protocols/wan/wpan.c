/*
 * wpan.c - frames of IEEE 802.15.4: what the header says, then commands,
 * beacons, or the payload as octets. Numbers are little-endian.
 */
#include "wpan.h"

#include "codes.h"
#include "protocol.h"
#include "wpan_tap.h"

enum { ADDR_NONE = 0, ADDR_RESERVED = 1, ADDR_SHORT = 2, ADDR_LONG = 3 };

/* The remainder by a polynomial, least bit first, of a whole frame. */
static uint32_t remainder_of(uint32_t polynomial, const uint8_t *p, uint32_t n)
{
    uint32_t crc = 0;

    while (n-- > 0) {
        crc ^= *p++;
        for (unsigned bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? crc >> 1 ^ polynomial : crc >> 1;
    }
    return crc;
}

/*
 * The link type does not tell whether there is an FCS: a right one is one, be
 * it long or short. It may reach back over the sequence number, and then ends
 * before what has been printed; where none fits, it stays 0.
 */
static void take_fcs(struct wpan *w)
{
    enum { SHORT = 2, LONG = 4, ITU_T = 0x8408 };
    const uint32_t ieee_802_3 = 0xedb88320;
    struct printer *pr = w->pr;

    if (w->end - w->at < SHORT ||
        !printer_need(pr, w->start, w->end - w->start))
        return;
    const uint8_t *frame = pr->base + w->start;
    const uint32_t len = w->end - w->start;
    if (len >= LONG) {
        const uint32_t at = w->end - LONG;

        w->fcs = (uint32_t)wpan_u16(pr, at + 2) << 16 | wpan_u16(pr, at);
        w->crc = remainder_of(ieee_802_3, frame, len - LONG);
        if (w->fcs == w->crc) {
            w->end = at;
            return;
        }
    }
    w->fcs = wpan_u16(pr, w->end - SHORT);
    w->crc = remainder_of(ITU_T, frame, len - SHORT);
    if (w->fcs == w->crc)
        w->end -= SHORT;
}

static void put_fcs(const struct wpan *w)
{
    if (w->pr->style->verbose <= 2)
        return;
    if (w->fcs == w->crc)
        text_printf(w->pr->out, "FCS %x ", w->fcs);
    else
        text_printf(w->pr->out, "wrong FCS %x vs %x (assume no FCS stored) ",
                    w->fcs, w->crc);
}

/* The oracle speaks of the destination at both ends. */
static bool put_address(struct wpan *w, unsigned mode, bool has_pan)
{
    struct printer *pr = w->pr;

    if (has_pan) {
        if (!wpan_left(w, 2, "Truncated before dst_pan"))
            return false;
        text_printf(pr->out, "%04x:", wpan_u16(pr, w->at));
        w->at += 2;
    } else {
        text_str(pr->out, "-:");
    }
    if (mode == ADDR_NONE) {
        text_str(pr->out, "none");
        return true;
    }
    const uint32_t n = mode == ADDR_SHORT ? 2 : 8;

    if (!wpan_left(w, n, "Truncated before dst_addr"))
        return false;
    if (mode == ADDR_SHORT)
        text_printf(pr->out, "%04x", wpan_u16(pr, w->at));
    else
        wpan_put_long(pr, w->at);
    w->at += n;
    return true;
}

/* Which ends name their PAN: IEEE 802.15.4-2015, 7.2.2.6. */
static void find_pans(struct wpan *w)
{
    const bool both = w->dst != ADDR_NONE && w->src != ADDR_NONE;

    if (w->version < 2) {
        if (w->compressed && !both)
            text_str(w->pr->out,
                     "[ERROR: PAN ID Compression != 0, and only one address "
                     "with frame version < 2]");
        w->dst_pan = w->dst != ADDR_NONE;
        w->src_pan = w->src != ADDR_NONE && !w->compressed;
    } else if (w->dst == ADDR_NONE && w->src == ADDR_NONE) {
        w->dst_pan = w->compressed;
    } else if (!both) {
        w->dst_pan = w->dst != ADDR_NONE && !w->compressed;
        w->src_pan = w->src != ADDR_NONE && !w->compressed;
    } else {
        /* The standard has two PANs before a short and a long one, too. */
        const bool longs = w->dst == ADDR_LONG && w->src == ADDR_LONG;

        w->dst_pan = !longs || !w->compressed;
        w->src_pan = w->src != ADDR_LONG && !w->compressed;
    }
}

static bool put_addresses(struct wpan *w)
{
    struct text *out = w->pr->out;

    if (w->src == ADDR_RESERVED || w->dst == ADDR_RESERVED) {
        text_printf(out, "[ERROR: Invalid %s address mode]",
                    w->src == ADDR_RESERVED ? "src" : "dst");
        return false;
    }
    if (w->type != WPAN_MULTIPURPOSE)
        find_pans(w);
    if (!put_address(w, w->dst, w->dst_pan))
        return false;
    text_str(out, w->type == WPAN_MULTIPURPOSE ? " <  " : " < ");
    if (!put_address(w, w->src, w->src_pan))
        return false;
    text_char(out, ' ');
    return true;
}

static bool put_sequence(struct wpan *w, bool suppressed)
{
    struct printer *pr = w->pr;
    const bool often = w->type != WPAN_MULTIPURPOSE;

    if (suppressed) {
        if (often && w->version < 2)
            text_str(pr->out, "[ERROR: Sequence number suppressed on frames "
                              "where version < 2]");
        if (often && pr->style->verbose > 0)
            text_str(pr->out, "seq suppressed ");
        return true;
    }
    if (!printer_need(pr, w->at, 1))
        return false;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "seq %02x ", printer_u8(pr, w->at));
    w->at++;
    return true;
}

/* False when the frame ended, or its FCS began, before this. */
static bool before_fcs(struct wpan *w)
{
    if (w->at <= w->end)
        return true;
    printer_mark(w->pr);
    return false;
}

static void put_flags(const struct wpan *w, const struct code_name *names,
                      size_t rows, uint16_t control)
{
    struct text *out = w->pr->out;
    const size_t before = text_len(out);

    if (w->pr->style->verbose <= 2)
        return;
    (void)code_put_bits(out, names, rows, control, ", ");
    if (text_len(out) > before)
        text_str(out, ", ");
}

static bool put_usual(struct wpan *w, uint16_t control)
{
    enum { SECURITY = 0x8, COMPRESSED = 0x40, NO_SEQ = 0x100, IES = 0x200 };
    static const struct code_name flags[] = {
        {SECURITY, "Security Enabled"},
        {0x0010, "Frame Pending"},
        {0x0020, "AR"},
        {COMPRESSED, "PAN ID Compression"},
        {NO_SEQ, "Sequence Number Suppression"},
        {IES, "IE present"},
    };

    w->version = control >> 12 & 3;
    w->dst = control >> 10 & 3;
    w->src = control >> 14 & 3;
    w->compressed = (control & COMPRESSED) != 0;
    w->secured = (control & SECURITY) != 0;
    w->elements = (control & IES) != 0;
    text_printf(w->pr->out, "v%u ", w->version);
    put_flags(w, flags, COUNT_OF(flags), control);
    return put_sequence(w, (control & NO_SEQ) != 0) && before_fcs(w);
}

/*
 * Their frame control is one octet where the rest of it would be zero. The
 * oracle then does not notice an FCS that began too soon, and has no end.
 */
static bool put_multipurpose(struct wpan *w, uint16_t control)
{
    enum { LONG = 8, PAN = 0x100, SECURITY = 0x200, NO_SEQ = 0x400 };
    enum { IES = 0x8000 };
    static const struct code_name flags[] = {
        {SECURITY, "Security Enabled"},
        {0x0800, "Frame Pending"},
        {0x4000, "AR"},
        {PAN, "PAN ID Present"},
        {NO_SEQ, "Sequence Number Suppression"},
        {IES, "IE present"},
    };

    if ((control & LONG) == 0)
        control &= 0xff;
    else
        w->at++;
    w->dst = control >> 4 & 3;
    w->src = control >> 6 & 3;
    w->dst_pan = (control & PAN) != 0;
    w->secured = (control & SECURITY) != 0;
    w->elements = (control & IES) != 0;
    if ((control & LONG) != 0) {
        w->version = control >> 12 & 3;
        text_printf(w->pr->out, "v%u ", w->version);
        put_flags(w, flags, COUNT_OF(flags), control);
    }
    if (!put_sequence(w, (control & NO_SEQ) != 0))
        return false;
    if ((control & LONG) != 0)
        return before_fcs(w);
    if (w->at > w->end)
        w->end = UINT32_MAX;
    return true;
}

static bool put_body(struct wpan *w)
{
    wpan_put_mic(w);
    put_fcs(w);
    if (w->type == WPAN_COMMAND)
        wpan_put_command(w);
    else if (w->type == WPAN_BEACON && w->version < 2)
        wpan_put_beacon(w);
    else
        wpan_put_rest(w);
    return true;
}

static bool put_frame(struct wpan *w)
{
    static const char *const types[] = {"Beacon",   "Data",     "ACK",
                                        "Command",  "Reserved", "Multipurpose",
                                        "Fragment", "Extended"};
    struct printer *pr = w->pr;
    const uint16_t control = wpan_u16(pr, w->start);

    if (!printer_ok(pr))
        return false;
    w->type = control & 7;
    w->at = w->start + (w->type == WPAN_MULTIPURPOSE ? 1 : 2);
    text_printf(pr->out, "IEEE 802.15.4 %s packet ", types[w->type]);
    if (w->type > WPAN_COMMAND && w->type != WPAN_MULTIPURPOSE)
        return false;
    take_fcs(w);
    if (!(w->type == WPAN_MULTIPURPOSE ? put_multipurpose(w, control)
                                       : put_usual(w, control)))
        return false;
    return put_addresses(w) &&
           (!w->secured || (wpan_put_security(w) && wpan_take_mic(w))) &&
           (!w->elements || wpan_put_elements(w)) && put_body(w);
}

bool wpan_print(struct printer *pr, uint32_t off, uint32_t len)
{
    struct wpan w = {.pr = pr, .start = off, .end = off + len};

    pr->label = "802.15.4";
    if (len < 2) {
        printer_mark(pr);
        return true;
    }
    return put_frame(&w) || !printer_ok(pr);
}

/* A dump shows the whole of a frame in which something went wrong. */
static bool print_link(struct printer *pr, uint32_t off)
{
    enum { WPAN_HIDDEN = 1 };

    if (!wpan_print(pr, off, pr->cap - off))
        pr->unhidden = WPAN_HIDDEN;
    return true;
}

static bool print_wpan(struct printer *pr)
{
    return print_link(pr, 0);
}

/* Of what the header tells of the air, as TLVs, nothing is shown. */
static bool print_wpan_tap(struct printer *pr)
{
    const uint32_t header = wpan_tap_header(pr->base, pr->cap);

    pr->label = "802.15.4_tap";
    if (header == 0) {
        text_str(pr->out, " (invalid)");
        return true;
    }
    if (!wpan_tap_is_whole(pr->base, pr->cap)) {
        printer_mark(pr);
        return true;
    }
    return print_link(pr, header);
}

const struct protocol protocol_wpan = {"wpan", print_wpan};
const struct protocol protocol_wpan_tap = {"wpan_tap", print_wpan_tap};
