/*
 * cisco_kit.c - elements and endings of the protocols of Cisco's switches.
 */
#include "cisco_kit.h"

const struct tlv_form cisco_elements = {
    .type_bits = 16, .length_bits = 16, .whole = true};

void cisco_put_head(struct printer *pr, const struct code_name *names,
                    size_t rows, const struct tlv *t)
{
    text_printf(pr->out, "\n\t%s (0x%04x) TLV, length %u",
                code_find(names, rows, t->type, "Unknown"), t->type, t->length);
}

void cisco_put_end(struct printer *pr, bool valid)
{
    if (valid || !printer_ok(pr))
        return;
    TEXT_LIT(pr->out, " (invalid)");
    (void)printer_need(pr, 0, pr->len);
}
