/*
 * q933.c - Q.933 signalling: how the permanent circuits of a frame relay line
 * are (Annex A, T1.617 Annex D). The bytes begin behind the discriminator.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"

enum {
    REPORT_TYPE = 0x01,
    LINK_VERIFY = 0x03,
    PVC_STATUS = 0x07,
    LINK_VERIFY_OLD = 0x19,
    CCITT_REPORT_TYPE = 0x51,
    CCITT_LINK_VERIFY = 0x53,
    CCITT_PVC_STATUS = 0x57,
    EXTENSION = 0x80, /* of an element: it is of this octet alone */
    ANSI_SHIFT = 0x95,
};

static const struct code_name messages[] = {
    {0x00, "ESC to National"}, {0x01, "Alert"},
    {0x02, "Call proceeding"}, {0x03, "Progress"},
    {0x05, "Setup"},           {0x07, "Connect"},
    {0x0f, "Connect ACK"},     {0x45, "Disconnect"},
    {0x46, "Restart"},         {0x4d, "Release"},
    {0x4e, "Restart ACK"},     {0x5a, "Release Complete"},
    {0x75, "Status Enquiry"},  {0x7d, "Status Reply"},
};

/* Of the code sets 0 and 5, which the oracle takes for one. */
static const struct code_name elements[] = {
    {REPORT_TYPE, "ANSI Report Type"},
    {LINK_VERIFY, "ANSI Link Verify"},
    {PVC_STATUS, "ANSI PVC Status"},
    {LINK_VERIFY_OLD, "ANSI Link Verify"},
    {CCITT_REPORT_TYPE, "CCITT Report Type"},
    {CCITT_LINK_VERIFY, "CCITT Link Verify"},
    {CCITT_PVC_STATUS, "CCITT PVC Status"},
};

static bool is_shift(uint8_t octet)
{
    return (octet & 0xf0) == 0x90;
}

static void put_report_type(struct printer *pr, struct span v)
{
    static const struct code_name types[] = {
        {0, "Full Status"},
        {1, "Link verify"},
        {2, "Async PVC Status"},
    };
    const uint8_t type = printer_u8(pr, v.off);

    text_printf(pr->out, "%s (%u)", CODE_NAME(types, type, "unknown"), type);
}

static void put_link_verify(struct printer *pr, struct span v)
{
    if (pr->style->verbose == 0)
        TEXT_LIT(pr->out, ", ");
    if (v.len < 2)
        TEXT_LIT(pr->out, "Invalid LINK VERIFY IE");
    else
        text_printf(pr->out, "TX Seq: %3u, RX Seq: %3u", printer_u8(pr, v.off),
                    printer_u8(pr, v.off + 1));
}

/* Q.933 section A.3.3: a DLCI of two to four octets; false for no such. */
static bool read_dlci(struct printer *pr, struct span v, uint32_t *dlci)
{
    if (v.len < 3)
        return false;
    const uint8_t a = printer_u8(pr, v.off);
    const uint8_t b = printer_u8(pr, v.off + 1);
    const uint8_t c = printer_u8(pr, v.off + 2);
    const uint8_t d = v.len > 4 ? printer_u8(pr, v.off + 3) : 0;

    *dlci = (a & 0x3fU) << 4 | (b & 0x78U) >> 3;
    if ((a & EXTENSION) != 0)
        return false;
    if (v.len == 3)
        return (b & EXTENSION) != 0;
    if (v.len == 4) {
        *dlci = *dlci << 6 | (c & 0x7eU) >> 1;
        return (b & EXTENSION) == 0 && (c & EXTENSION) != 0;
    }
    /* The oracle forgets to move what the third octet has. */
    *dlci = *dlci << 13 | (c & 0x7fU) | (d & 0x7eU) >> 1;
    return v.len == 5 && (b & EXTENSION) == 0 && (c & EXTENSION) == 0 &&
           (d & EXTENSION) != 0;
}

static void put_pvc_status(struct printer *pr, struct span v)
{
    enum { NEW = 0x08, ACTIVE = 0x02 };
    uint32_t dlci = 0;
    const uint8_t status = v.len > 0 ? printer_u8(pr, v.off + v.len - 1) : 0;

    if (pr->style->verbose == 0)
        TEXT_LIT(pr->out, ", ");
    if (!read_dlci(pr, v, &dlci) || (status & EXTENSION) == 0)
        TEXT_LIT(pr->out, "Invalid DLCI in PVC STATUS IE");
    else
        text_printf(pr->out, "DLCI %u: status %s%s", dlci,
                    status & NEW ? "New, " : "",
                    status & ACTIVE ? "Active" : "Inactive");
}

/* One element, all captured. Without -v only the circuits are shown. */
static void put_element(struct printer *pr, uint8_t id, struct span v,
                        bool known)
{
    const bool verbose = pr->style->verbose > 0;

    if (!known) {
        if (verbose)
            printer_hex(pr, "\n\t", v.off, v.len);
        return;
    }
    switch (id) {
    case REPORT_TYPE:
    case CCITT_REPORT_TYPE:
        if (verbose)
            put_report_type(pr, v);
        break;
    case PVC_STATUS:
    case CCITT_PVC_STATUS:
        put_pvc_status(pr, v);
        break;
    default:
        put_link_verify(pr, v);
        break;
    }
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", v.off, v.len);
}

/* How a list of elements ends: one of no type or length is the last. */
enum ending { WHOLE, CUT, ABANDONED };

/* Q.931 section 4.5.2: the code sets of the next element, and of others. */
struct code_sets {
    uint8_t next, locked;
};

static void shift_code_set(struct code_sets *sets, uint8_t shift)
{
    enum { ONCE = 0x08 };

    sets->next = shift & 7;
    if ((shift & ONCE) == 0)
        sets->locked = sets->next;
}

/* An element of one octet at the head of `rest`, which moves behind it. */
static void take_octet(struct span *rest, uint8_t id, struct code_sets *sets)
{
    sets->next = sets->locked;
    if (is_shift(id))
        shift_code_set(sets, id);
    span_skip(rest, 1);
}

static enum ending put_elements(struct printer *pr, struct span rest)
{
    struct code_sets sets = {0, 0};

    while (rest.len > 0) {
        if (!printer_has(pr, rest.off, 1))
            return CUT;
        const uint8_t id = printer_u8(pr, rest.off);
        if ((id & EXTENSION) != 0) {
            take_octet(&rest, id, &sets);
            continue;
        }
        if (rest.len < 2 || !printer_has(pr, rest.off, 2))
            return CUT;
        const uint8_t n = printer_u8(pr, rest.off + 1);
        const char *name = sets.next == 0 || sets.next == 5
                               ? CODE_NAME(elements, id, NULL)
                               : NULL;
        sets.next = sets.locked;
        span_skip(&rest, 2);
        if (pr->style->verbose > 0)
            text_printf(pr->out, "\n\t%s IE (0x%02x), length %u: ",
                        name != NULL ? name : "unknown", id, n);
        if (id == 0 || n == 0)
            return ABANDONED;
        if (n > rest.len || !printer_has(pr, rest.off, n))
            return CUT;
        put_element(pr, id, (struct span){rest.off, n}, name != NULL);
        span_skip(&rest, n);
    }
    return WHOLE;
}

static void put_header(struct printer *pr, uint8_t ref, uint8_t shift)
{
    const bool ansi = shift == ANSI_SHIFT;
    const uint8_t type = printer_u8(pr, ref + 1U);

    text_printf(pr->out, "%s, codeset %u", ansi ? "ANSI" : "CCITT",
                is_shift(shift) ? shift & 7U : 0);
    /* Whether there is one the oracle asks of the octet behind the header. */
    const bool dummy = ref == 1 && printer_u8(pr, is_shift(shift) ? 4 : 3) == 0;
    if (!printer_ok(pr))
        return;
    if (ref > 0 && !dummy) {
        TEXT_LIT(pr->out, ", Call Ref: 0x");
        text_hex_bytes(pr->out, pr->base + 1, ref);
    }
    TEXT_LIT(pr->out, ", ");
    if (pr->style->verbose == 0)
        CODE_PUT(pr->out, messages, type, "unknown message 0x%02x");
    else
        text_printf(pr->out, "%s (0x%02x), length %u",
                    CODE_NAME(messages, type, "unknown message"), type,
                    pr->len);
}

static void put_length(struct printer *pr)
{
    text_printf(pr->out, "%slength %u", pr->style->link_shown ? "" : ", ",
                pr->len);
}

static bool print_q933(struct printer *pr)
{
    pr->label = "q.933";
    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "Q.933");
    const uint8_t ref = printer_has(pr, 0, 1) ? pr->base[0] & 15U : 0;
    struct span rest = {ref + 2U, pr->len - (ref + 2U)};
    if (pr->len < rest.off || !printer_has(pr, 0, rest.off) ||
        (rest.len > 0 && !printer_has(pr, rest.off, 1))) {
        put_length(pr);
        printer_mark(pr);
        return true;
    }
    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, ", ");
    const uint8_t shift = rest.len > 0 ? printer_u8(pr, rest.off) : 0;
    put_header(pr, ref, shift);
    if (!printer_ok(pr))
        return true;
    const enum ending ending = put_elements(pr, rest);
    if (pr->style->verbose == 0 && ending != ABANDONED)
        text_printf(pr->out, ", length %u", pr->len);
    if (ending == CUT)
        printer_mark(pr);
    return true;
}

const struct protocol protocol_q933 = {"q933", print_q933};
