/*
 * wpan_parts.c - the parts of a frame of IEEE 802.15.4 behind its addresses:
 * the security header and its MIC, and information elements.
 */
#include "codes.h"
#include "wpan.h"

static bool put_key(struct wpan *w, unsigned mode)
{
    enum { SOURCE = 4 };
    static const uint8_t lengths[] = {0, 0, SOURCE, 8};
    struct printer *pr = w->pr;
    const bool told = pr->style->verbose > 1;
    const uint32_t n = lengths[mode];

    if (mode == 0) {
        text_str(pr->out, told ? "Implicit" : "");
        return true;
    }
    if (!wpan_left(w, n, "Truncated before Key Source"))
        return false;
    /* The oracle's slip of a format: "4x" behind a source of four octets. */
    if (told && n == SOURCE)
        text_printf(pr->out, "KeySource 0x%04x:%x4x, ", wpan_u16(pr, w->at),
                    wpan_u16(pr, w->at + 2));
    if (told && n == 8) {
        text_str(pr->out, "KeySource ");
        wpan_put_long(pr, w->at);
        text_str(pr->out, ", ");
    }
    /* After a source of eight octets, too, the oracle goes on behind four. */
    w->at += n < SOURCE ? n : SOURCE;
    if (!wpan_left(w, 1, "Truncated before Key Index"))
        return false;
    if (told)
        text_printf(pr->out, "KeyIndex 0x%02x, ", printer_u8(pr, w->at));
    w->at++;
    return true;
}

bool wpan_put_security(struct wpan *w)
{
    enum { ENCRYPTED = 4, NO_COUNTER = 0x20, COUNTER = 4 };
    static const uint8_t mics[] = {0, 4, 8, 16};
    struct printer *pr = w->pr;

    if (!wpan_left(w, 1, "Truncated before Aux Security Header"))
        return false;
    const uint8_t control = printer_u8(pr, w->at++);

    w->mic = mics[control & 3];
    w->encrypted = (control & ENCRYPTED) != 0;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "\n\tSecurity Level %u, Key Id Mode %u, ",
                    control & 7U, control >> 3 & 3U);
    if ((control & NO_COUNTER) == 0) {
        if (!wpan_left(w, COUNTER, "Truncated before Frame Counter"))
            return false;
        if (pr->style->verbose > 1)
            text_printf(pr->out, "Frame Counter 0x%04x%04x ",
                        wpan_u16(pr, w->at + 2), wpan_u16(pr, w->at));
        w->at += COUNTER;
    }
    return put_key(w, control >> 3 & 3);
}

bool wpan_take_mic(struct wpan *w)
{
    if (w->mic == 0)
        return true;
    if (!wpan_left(w, w->mic, "Truncated before MIC"))
        return false;
    w->end -= w->mic;
    w->mic_at = w->end;
    return true;
}

void wpan_put_mic(const struct wpan *w)
{
    if (w->mic == 0 || w->pr->style->verbose <= 2)
        return;
    text_str(w->pr->out, "\n\tMIC ");
    wpan_put_octets(w->pr, w->mic_at, w->mic, "");
    text_char(w->pr->out, ' ');
}

static bool put_data(struct wpan *w, uint32_t n)
{
    if (n == 0)
        return true;
    if (!wpan_left(w, n, "Truncated IE data"))
        return false;
    text_str(w->pr->out, "IE Data = ");
    wpan_put_octets(w->pr, w->at, n, " ");
    w->at += n;
    return true;
}

/* Behind the name: the data in brackets. */
static bool put_element(struct wpan *w, uint32_t n, const char *after)
{
    struct text *out = w->pr->out;

    text_str(out, " [");
    if (n > 0)
        text_printf(out, " length = %u, ", n);
    if (!put_data(w, n))
        return false;
    text_printf(out, "]%s", after);
    return true;
}

/* Numbers above 0x7f are none of the standard's; no bracket is opened. */
static bool put_beyond(struct wpan *w, unsigned id, uint32_t n)
{
    text_printf(w->pr->out, "Reserved Element ID %02x, length = %u ", id, n);
    if (!put_data(w, n))
        return false;
    text_str(w->pr->out, "] ");
    return true;
}

static bool put_header_element(struct wpan *w, unsigned id, uint32_t n)
{
    static const struct code_name names[] = {
        {0x00, "Vendor Specific Header IE"},
        {0x1a, "LE CSL IE"},
        {0x1b, "LE RIT IE"},
        {0x1c, "DSME PAN descriptor IE"},
        {0x1d, "Rendezvous Time IE"},
        {0x1e, "Time Correction IE"},
        {0x21, "Extended DSME PAN descriptor IE"},
        {0x22, "Fragment Sequence Context Description IE"},
        {0x23, "Simplified Superframe Specification IE"},
        {0x24, "Simplified GTS Specification IE"},
        {0x25, "LECIM Capabilities IE"},
        {0x26, "TRLE Descriptor IE"},
        {0x27, "RCC Capabilities IE"},
        {0x28, "RCCN Descriptor IE"},
        {0x29, "Global Time IE"},
        {0x2a, "Omnibus Header IE"},
        {0x2b, "DA IE"},
        {0x7e, "Header Termination 1 IE"},
        {0x7f, "Header Termination 2 IE"},
    };

    if (id > 0x7f)
        return put_beyond(w, id, n);
    text_str(w->pr->out, "\n\t");
    CODE_PUT(w->pr->out, names, id, "Reserved 0x%02x");
    return put_element(w, n, " ");
}

static bool put_header_elements(struct wpan *w, unsigned *last)
{
    do {
        if (!wpan_left(w, 2, "Truncated header IE"))
            return false;
        const uint16_t head = wpan_u16(w->pr, w->at);

        w->at += 2;
        *last = head >> 7 & 0xff;
        if ((head & 0x8000) != 0)
            text_str(w->pr->out, "[ERROR: Header IE with type 1] ");
        if (!put_header_element(w, *last, head & 0x7f))
            return false;
    } while (w->at < w->end && *last != 0x7e && *last != 0x7f);
    return true;
}

static bool put_payload_elements(struct wpan *w)
{
    /* The standard's length has eleven bits, the oracle's ten. */
    enum { LAST = 15, LENGTH = 0x3ff };
    static const struct code_name names[] = {
        {0, "ESDU IE"},
        {1, "MLME IE"},
        {2, "Vendor Specific Nested IE"},
        {3, "Multiplexed IE (802.15.9)"},
        {4, "Omnibus Payload Group IE"},
        {5, "IETF IE"},
        {LAST, "List termination"},
    };
    struct text *out = w->pr->out;
    unsigned id = 0;

    do {
        if (!wpan_left(w, 2, "Truncated header IE"))
            return false;
        const uint16_t head = wpan_u16(w->pr, w->at);

        w->at += 2;
        id = head >> 11 & 15;
        if ((head & 0x8000) == 0)
            text_str(out, "[ERROR: Payload IE with type 0] ");
        text_str(out, "\n\t");
        CODE_PUT(out, names, id, "Reserved 0x%02x");
        if (!put_element(w, head & LENGTH, "\n\t"))
            return false;
    } while (w->at < w->end && id != LAST);
    return true;
}

bool wpan_put_elements(struct wpan *w)
{
    enum { PAYLOAD_FOLLOWS = 0x7e };
    unsigned last = 0;

    if (!put_header_elements(w, &last))
        return false;
    if (last != PAYLOAD_FOLLOWS)
        return true;
    if (!w->encrypted)
        return put_payload_elements(w);
    text_str(w->pr->out, "Payload IEs present, but encrypted, cannot print ");
    return true;
}
