/*
 * field_value.c - the value of a field in words.
 */
#include "field.h"

static const char *name_of(const struct field *f, uint32_t value)
{
    const char *name =
        f->names != NULL ? code_find(f->names, f->n_names, value, NULL) : NULL;

    return name == NULL && f->name_of != NULL ? f->name_of(value) : name;
}

static unsigned hex_digits(const struct field *f, uint32_t len)
{
    unsigned bits = 0;

    if (f->bits == 0)
        return len * 2;
    for (uint32_t b = f->bits / (f->bits & (0 - f->bits)); b != 0; b >>= 1)
        bits++;
    return (bits + 3) / 4;
}

static void put_hex(const struct field_row *row, struct text *out)
{
    TEXT_LIT(out, "0x");
    text_hex_pad(out, row->value, hex_digits(row->field, row->len));
}

static void put_named(const struct field_row *row, bool hex, struct text *out)
{
    const char *name = name_of(row->field, (uint32_t)row->value);

    if (name != NULL)
        text_printf(out, "%s (", name);
    if (hex)
        put_hex(row, out);
    else
        text_u64(out, row->value);
    if (name != NULL)
        text_char(out, ')');
}

static void put_number(const struct field_row *row, struct text *out)
{
    const char *name = name_of(row->field, (uint32_t)row->value);

    text_u64(out, row->value);
    if (name != NULL)
        text_printf(out, ", %s", name);
}

static void put_text(const struct field_row *row, struct text *out)
{
    for (uint32_t i = 0; i < row->len; i++)
        text_visible(out, row->bytes[i]);
}

static void put_bytes(const struct field_row *row, struct text *out)
{
    for (uint32_t i = 0; i < row->len; i++) {
        if (i > 0)
            text_char(out, ':');
        text_hex_pad(out, row->bytes[i], 2);
    }
}

static void put_plain(const struct field_row *row, struct text *out)
{
    const struct field *f = row->field;

    switch ((enum field_look)f->look) {
    case LOOK_NUMBER:
        put_number(row, out);
        break;
    case LOOK_HEX:
        put_hex(row, out);
        break;
    case LOOK_NAMED:
    case LOOK_NAMED_HEX:
        put_named(row, f->look == LOOK_NAMED_HEX, out);
        break;
    case LOOK_WORDS:
        text_printf(out, "%u words = %u bytes", (unsigned)row->value,
                    (unsigned)row->value * 4);
        break;
    case LOOK_BIT:
        text_str(out, row->value == 0             ? "not set"
                      : row->field->means != NULL ? "set    "
                                                  : "set");
        break;
    case LOOK_BITS:
        code_put_bits_or(out, f->names, f->n_names, (uint32_t)row->value, ", ",
                         "none");
        break;
    case LOOK_MAC:
        text_mac(out, row->bytes, row->len);
        break;
    case LOOK_IP4:
        text_ip4(out, row->bytes);
        break;
    case LOOK_IP6:
        text_ip6(out, row->bytes);
        break;
    case LOOK_TEXT:
        put_text(row, out);
        break;
    case LOOK_BYTES:
        put_bytes(row, out);
        break;
    case LOOK_SAID:
    case LOOK_PLAIN:
        break;
    }
}

void field_put_value(const struct field_scene *s, const struct field_row *row,
                     struct text *out)
{
    put_plain(row, out);
    if (row->field->means != NULL)
        text_printf(out, row->field->look == LOOK_BIT ? "  %s" : " %s",
                    row->field->means);
    if (row->field->note != NULL)
        row->field->note(s, row, out);
}
