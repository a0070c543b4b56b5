/*
 * tree_rows.c - the rows of a tree.
 */
#include "tree.h"

enum {
    BYTES_SHOWN = 8, /* of a longer field one less, and two dots */
    BYTES_COLUMNS = 3 * BYTES_SHOWN - 1,
    NAME_COLUMNS = 19,
    FILTER_COLUMNS = 31,
    DUMP_BYTES = 16,
};

void tree_title(struct tree *t, const char *title, uint32_t len)
{
    text_printf(t->out, "  %s, %u byte%s\n", title, len, len == 1 ? "" : "s");
}

static void put_place(uint32_t off, struct text *out)
{
    TEXT_LIT(out, "    ");
    text_hex_pad(out, off, 4);
    TEXT_LIT(out, "  ");
}

static void put_hex(const uint8_t *p, uint32_t n, struct text *out)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            text_char(out, ' ');
        text_hex_pad(out, p[i], 2);
    }
}

static void pad_to(size_t start, size_t width, struct text *out)
{
    const size_t used = text_len(out) - start;

    if (used < width)
        text_fill(out, ' ', width - used);
}

static void put_place_and_bytes(const struct field_row *row, struct text *out)
{
    put_place(row->off, out);
    const size_t start = text_len(out);
    if (row->len > BYTES_SHOWN) {
        put_hex(row->bytes, BYTES_SHOWN - 1, out);
        TEXT_LIT(out, " ..");
    } else {
        put_hex(row->bytes, row->len, out);
    }
    pad_to(start, BYTES_COLUMNS + 2, out);
}

static void put_name(const struct tree *t, const char *name, const char *filter,
                     struct text *out)
{
    const bool names = t->style.tree == LINE_TREE_NAMES;
    const size_t start = text_len(out);

    text_str(out, names && filter != NULL ? filter : name);
    TEXT_LIT(out, "  ");
    pad_to(start, names ? FILTER_COLUMNS : NAME_COLUMNS, out);
}

/* "...0 0000 0010": the field's bits among those of its bytes. */
static void put_bits(const struct field_row *row, struct text *out)
{
    const uint32_t mask = row->field->bits;

    for (uint32_t i = 0; i < row->len * 8; i++) {
        const uint32_t bit = 1U << (row->len * 8 - 1 - i);
        const bool is_set = row->bytes[i / 8] >> (7 - i % 8) & 1;
        if (i > 0 && i % 4 == 0)
            text_char(out, ' ');
        text_char(out, (mask & bit) == 0 ? '.' : is_set ? '1' : '0');
    }
    TEXT_LIT(out, "  ");
}

/* A value may be nothing: then nothing stands behind the name. */
static void end_row(size_t start, struct text *out)
{
    while (text_len(out) > start && out->at[-1] == ' ')
        out->at--;
    text_char(out, '\n');
}

static void put_rest_of_bytes(const struct field_row *row, struct text *out)
{
    const uint32_t shown = BYTES_SHOWN - 1;

    put_place(row->off + shown, out);
    put_hex(row->bytes + shown, row->len - shown, out);
    text_char(out, '\n');
}

void tree_row(struct tree *t, const struct field_scene *s,
              const struct field_row *row, struct text *out)
{
    const size_t start = text_len(out);

    if (row->off == t->row_off && row->len == t->row_len)
        text_fill(out, ' ', 4 + 4 + 2 + BYTES_COLUMNS + 2);
    else
        put_place_and_bytes(row, out);
    t->row_off = row->off;
    t->row_len = row->len;
    put_name(t, row->field->name, row->field->filter, out);
    if (row->cut) {
        text_printf(out, "[|%s]", s->header->mark);
    } else {
        if (row->field->bits != 0)
            put_bits(row, out);
        field_put_value(s, row, out);
    }
    end_row(start, out);
    if (t->style.verbose > 0 && row->field->look == LOOK_IP6 && !row->cut)
        put_rest_of_bytes(row, out);
}

void tree_deduced(struct tree *t, const char *name, const char *filter)
{
    text_fill(t->out, ' ', 4 + 4 + 2 + BYTES_COLUMNS + 2);
    put_name(t, name, filter, t->out);
}

void tree_bytes(struct tree *t, const uint8_t *p, uint32_t off, uint32_t len)
{
    while (len > 0) {
        const uint32_t n = len < DUMP_BYTES ? len : DUMP_BYTES;
        put_place(off, t->out);
        const size_t start = text_len(t->out);
        put_hex(p, n, t->out);
        pad_to(start, 3 * DUMP_BYTES + 1, t->out);
        for (uint32_t i = 0; i < n; i++)
            text_char(t->out, p[i] > ' ' && p[i] < 0x7f ? (char)p[i]
                              : p[i] == ' '             ? ' '
                                                        : '.');
        end_row(start, t->out);
        p += n;
        off += n;
        len -= n;
    }
}
