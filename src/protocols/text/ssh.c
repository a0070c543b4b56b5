/*
 * ssh.c - the identification line of SSH (RFC 4253 section 4.2).
 *
 * Everything after that line is binary, so a payload that is not such a line
 * prints nothing.
 */
#include "count.h"
#include "protocol.h"

/*
 * Whether the payload opens with "SSH-". A payload that ends within these
 * bytes counts as cut.
 */
static bool opens_as_ssh(struct printer *pr)
{
    static const uint8_t magic[] = {'S', 'S', 'H', '-'};

    for (uint32_t i = 0; i < COUNT_OF(magic); i++) {
        if (printer_u8(pr, i) != magic[i] || !printer_ok(pr))
            return false;
    }
    return true;
}

static bool is_printable(uint8_t c)
{
    return c >= 0x20 && c < 0x7f;
}

/* Whether a whole LF or CRLF stands at `off`. */
static bool has_line_end(struct printer *pr, uint32_t off)
{
    if (off >= pr->len)
        return false;
    const uint8_t c = printer_u8(pr, off);
    if (c != '\r')
        return c == '\n';
    return off + 1 < pr->len && printer_u8(pr, off + 1) == '\n';
}

static bool print_ssh(struct printer *pr)
{
    uint32_t end = 0;

    pr->label = "ssh";
    if (!opens_as_ssh(pr))
        return true;
    while (end < pr->cap && is_printable(pr->base[end]))
        end++;
    if (!has_line_end(pr, end))
        return true;
    TEXT_LIT(pr->out, ": SSH: ");
    text_put(pr->out, pr->base, end);
    return true;
}

const struct protocol protocol_ssh = {"ssh", print_ssh};
