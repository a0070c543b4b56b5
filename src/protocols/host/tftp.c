/*
 * tftp.c - TFTP (RFC 1350) with its options (RFC 2347).
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum opcode { RRQ = 1, WRQ, DATA, ACK, ERROR, OACK };

static const struct code_name opcodes[] = {
    {RRQ, "RRQ"}, {WRQ, "WRQ"},     {DATA, "DATA"},
    {ACK, "ACK"}, {ERROR, "ERROR"}, {OACK, "OACK"},
};

static const struct code_name errors[] = {
    {0, "EUNDEF"}, {1, "ENOTFOUND"}, {2, "EACCESS"}, {3, "ENOSPACE"},
    {4, "EBADOP"}, {5, "EBADID"},    {6, "EEXISTS"}, {7, "ENOUSER"},
};

/*
 * Where the datagram ends by its length, the oracle sees a cut, too, but goes
 * on with the packet.
 */
static bool at_end(struct printer *pr, uint32_t off)
{
    if (!printer_ok(pr))
        return true;
    if (off < pr->len)
        return false;
    printer_mark(pr);
    return true;
}

/* The octets of a string up to its zero; answers where that one stands. */
static uint32_t print_string(struct printer *pr, uint32_t off)
{
    while (off < pr->len && printer_has(pr, off, 1) && pr->base[off] != 0)
        text_visible(pr->out, pr->base[off++]);
    return off;
}

/* Moves from a string's end behind it; false when there is none. */
static bool pass_zero(struct printer *pr, uint32_t *off)
{
    if (*off < pr->len && printer_has(pr, *off, 1)) {
        ++*off;
        return true;
    }
    printer_mark(pr);
    return false;
}

/* Strings up to the end, a blank before each; empty ones are passed over. */
static void print_words(struct printer *pr, uint32_t off)
{
    while (printer_ok(pr) && off < pr->len) {
        if (printer_u8(pr, off) == 0) {
            off++;
            continue;
        }
        text_char(pr->out, ' ');
        off = print_string(pr, off);
        if (!pass_zero(pr, &off))
            return;
    }
}

/* In quotes, which are closed also where the string is cut. */
static bool print_quoted(struct printer *pr, uint32_t *off)
{
    text_char(pr->out, '"');
    *off = print_string(pr, *off);
    text_char(pr->out, '"');
    return pass_zero(pr, off);
}

static void print_request(struct printer *pr)
{
    uint32_t off = 2;

    if (at_end(pr, off))
        return;
    text_char(pr->out, ' ');
    if (!print_quoted(pr, &off) || at_end(pr, off))
        return;
    text_char(pr->out, ' ');
    off = print_string(pr, off);
    if (pass_zero(pr, &off))
        print_words(pr, off);
}

static void print_error(struct printer *pr)
{
    uint32_t off = 4;

    if (at_end(pr, 3))
        return;
    const uint16_t code = printer_u16(pr, 2);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, errors, code, "tftp-err-#%u \"");
    if (at_end(pr, off))
        return;
    text_char(pr->out, ' ');
    (void)print_quoted(pr, &off);
}

static bool print_tftp(struct printer *pr)
{
    pr->label = "tftp";
    text_printf(pr->out, "TFTP, length %u", pr->len);
    if (at_end(pr, 1))
        return true;
    const uint16_t opcode = printer_u16(pr, 0);
    const char *name = CODE_NAME(opcodes, opcode, NULL);
    if (name == NULL) {
        text_printf(pr->out, ", tftp-#%u", opcode);
        return true;
    }
    text_printf(pr->out, ", %s", name);
    if (opcode == RRQ || opcode == WRQ)
        print_request(pr);
    else if (opcode == OACK)
        print_words(pr, 2);
    else if (opcode == ERROR)
        print_error(pr);
    else if (!at_end(pr, 3))
        text_printf(pr->out, " block %u", printer_u16(pr, 2));
    return true;
}

const struct protocol protocol_tftp = {.name = "tftp", .print = print_tftp};
