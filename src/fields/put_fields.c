/*
 * put_fields.c - from a field's description to a row.
 */
#include "put_fields.h"

#include "checksum.h"
#include "ethertype.h"
#include "inet_sum.h"
#include "protocol_names.h"

uint32_t field_room(const struct field_scene *s, uint32_t off, uint32_t most)
{
    const uint32_t room = off < s->stop ? s->stop - off : 0;

    return room < most ? room : most;
}

const uint8_t *field_bytes(const struct field_scene *s, uint32_t off)
{
    return s->pkt->raw.data + off;
}

static uint64_t load(const uint8_t *p, uint32_t n, bool little)
{
    uint64_t v = 0;

    for (uint32_t i = 0; i < n; i++)
        v = v << 8 | p[little ? n - 1 - i : i];
    return v;
}

uint32_t field_number(const struct field_scene *s, uint32_t off, unsigned n)
{
    return field_room(s, off, n) == n
               ? (uint32_t)load(field_bytes(s, off), n, false)
               : 0;
}

static uint64_t value_of(const struct field *f, const uint8_t *p, uint32_t n)
{
    if (n > sizeof(uint64_t))
        return 0;
    const uint64_t v = load(p, n, f->little);
    /* A mask's lowest bit is where the value begins. */
    return f->bits == 0 ? v : (v & f->bits) / (f->bits & (0 - f->bits));
}

static bool is_wanted(const struct field_scene *s, const struct field *f)
{
    return s->all || f->detail == DETAIL_ALWAYS ||
           (f->detail == DETAIL_FULL) == s->full;
}

bool put_field(struct field_scene *s, const struct field *f, uint32_t off,
               uint32_t len)
{
    if (s->cut)
        return false;
    if (!is_wanted(s, f))
        return true;
    const uint32_t room = field_room(s, off, len);
    struct field_row row = {.field = f, .off = off, .len = room};
    s->cut = row.cut = room < len;
    if (row.cut && room == 0)
        return false;
    row.bytes = field_bytes(s, off);
    if (!row.cut)
        row.value = value_of(f, row.bytes, len);
    s->taker->row(s->taker->ctx, s, &row);
    return !row.cut;
}

bool put_fields(struct field_scene *s, const struct field *fields, size_t n,
                uint32_t off)
{
    for (size_t i = 0; i < n; i++)
        if (!put_field(s, &fields[i], off + fields[i].at, fields[i].size))
            return false;
    return true;
}

const struct field *option_field(const struct option_field *table, size_t n,
                                 uint32_t kind, const struct field *other)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].kind == kind)
            return &table[i].field;
    return other;
}

const char *field_ethertype(uint32_t type)
{
    return ethertype_name((uint16_t)type);
}

const char *field_ip_proto(uint32_t proto)
{
    return name_of_ip_proto((uint8_t)proto);
}

void note_fragment(const struct field_scene *s, const struct field_row *row,
                   struct text *out)
{
    enum { UNIT = 8 };

    (void)s;
    if (row->value != 0)
        text_printf(out, " units of %d = byte %u", UNIT,
                    (unsigned)row->value * UNIT);
}

void note_type_and_code(const struct field_scene *s,
                        const struct code_name *names, size_t n,
                        struct text *out)
{
    const char *name = code_find(names, n, field_number(s, s->start, 2), NULL);

    if (name != NULL)
        text_printf(out, ", %s", name);
}

/*
 * A sender that leaves the sum to its device stores what is known before: the
 * pseudo-header's sum alone, which a capture on that sender sees.
 */
void note_checksum(const struct field_scene *s,
                   const struct checksum_verdict *v, uint64_t pseudo,
                   struct text *out)
{
    if (s->no_checksums || v->state == CHECKSUM_UNKNOWN)
        return;
    if (v->state == CHECKSUM_GOOD)
        TEXT_LIT(out, ", correct");
    else if (v->stored == inet_sum_fold(pseudo))
        TEXT_LIT(out, ", not filled in yet: the pseudo-header only (offload)");
    else
        text_printf(out, ", incorrect, should be 0x%04x", v->expected);
}
