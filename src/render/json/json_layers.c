/*
 * json_layers.c - from rows of fields to members of an object.
 *
 * The rows of a packet are gathered first: Wireshark's names nest by their
 * dots, and rows that share a part of their name need not stand together.
 */
#include "json_layers.h"

#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "json_write.h"
#include "protocols.h"

enum {
    MOST_CELLS = 16 * TL_MAX_LAYERS,
    MOST_BLOCKS = TL_MAX_LAYERS + 2,
    VALUES = 16384,
};

/* A row that has a value: its text stands in json_layers.values. */
struct cell {
    const struct field *field;
    size_t from, to;
    bool done;
};

/* The rows of one header. */
struct block {
    const char *filter;
    const struct tl_layer *layer;
    unsigned first, n;
    bool by_hand; /* its member is written elsewhere, if it is the innermost */
    bool outer;   /* another of its kind follows */
};

struct json_layers {
    struct cell cells[MOST_CELLS];
    struct block blocks[MOST_BLOCKS];
    unsigned n_cells, n_blocks;
    const struct tl_layer *layer; /* of the block that begins next */
    struct text values;
    struct text said;
};

struct json_layers *json_layers_new(void)
{
    struct json_layers *l = calloc(1, sizeof(*l));

    if (l == NULL)
        return NULL;
    if (text_init(&l->values, VALUES) && text_init(&l->said, VALUES))
        return l;
    json_layers_free(l);
    return NULL;
}

void json_layers_free(struct json_layers *l)
{
    if (l == NULL)
        return;
    text_free(&l->values);
    text_free(&l->said);
    free(l);
}

static void put_string(struct text *out, const struct text *said)
{
    json_string(out, said->start, text_len(said));
}

static void put_bytes(struct text *out, const struct field_row *row)
{
    text_char(out, '"');
    text_hex_bytes(out, row->bytes, row->len);
    text_char(out, '"');
}

/* The value of a row; false for one that has none. */
static bool put_value(struct json_layers *l, const struct field_scene *s,
                      const struct field_row *row)
{
    struct text *out = &l->values;

    switch ((enum field_look)row->field->look) {
    case LOOK_PLAIN:
        return false;
    case LOOK_BIT:
        text_str(out, row->value != 0 ? "true" : "false");
        return true;
    case LOOK_WORDS:
        text_u64(out, row->value * 4);
        return true;
    case LOOK_BYTES:
        put_bytes(out, row);
        return true;
    case LOOK_TEXT:
        json_string(out, (const char *)row->bytes, row->len);
        return true;
    case LOOK_MAC:
    case LOOK_IP4:
    case LOOK_IP6:
    case LOOK_SAID:
        text_truncate(&l->said, 0);
        field_put_value(s, row, &l->said);
        put_string(out, &l->said);
        return true;
    default:
        text_u64(out, row->value);
        return true;
    }
}

/* LLC and SNAP share a name and are one header to Wireshark. */
static bool goes_on(const struct json_layers *l, const struct header *h)
{
    const struct block *last = &l->blocks[l->n_blocks - 1];

    return l->n_blocks > 0 && strcmp(last->filter, h->filter) == 0 &&
           strcmp(h->filter, "llc") == 0;
}

static bool is_by_hand(const char *filter)
{
    static const char *const names[] = {"eth",  "sll", "vlan", "ip",
                                        "ipv6", "tcp", "tls"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(filter, names[i]) == 0)
            return true;
    return false;
}

static void begin(void *ctx, const struct header *h, uint32_t off)
{
    struct json_layers *l = ctx;

    (void)off;
    if (h->filter == NULL || (l->n_blocks > 0 && goes_on(l, h)) ||
        l->n_blocks == MOST_BLOCKS)
        return;
    for (unsigned i = 0; i < l->n_blocks; i++)
        if (strcmp(l->blocks[i].filter, h->filter) == 0)
            l->blocks[i].outer = true;
    l->blocks[l->n_blocks++] = (struct block){
        .filter = h->filter,
        .first = l->n_cells,
        .by_hand = is_by_hand(h->filter),
    };
}

static void row(void *ctx, const struct field_scene *s,
                const struct field_row *r)
{
    struct json_layers *l = ctx;

    if (r->cut || r->field->filter == NULL || l->n_blocks == 0 ||
        l->n_cells == MOST_CELLS)
        return;
    struct block *b = &l->blocks[l->n_blocks - 1];
    const size_t n = strlen(b->filter);
    b->layer = s->layer;
    if (strncmp(r->field->filter, b->filter, n) != 0 ||
        r->field->filter[n] != '.')
        return;
    const size_t from = text_len(&l->values);
    if (!put_value(l, s, r))
        return;
    l->cells[l->n_cells++] =
        (struct cell){r->field, from, text_len(&l->values), false};
    b->n++;
}

static void end(void *ctx, const struct field_scene *s, uint32_t len)
{
    (void)ctx;
    (void)s;
    (void)len;
}

/* How long the part of a name is that begins at `at`. */
static size_t part_len(const struct field *f, size_t at)
{
    const char *name = f->filter + at;
    const char *dot = strchr(name, '.');

    /* The last dot of a joined name is an underscore here. */
    if (dot != NULL && f->joined && strchr(dot + 1, '.') == NULL)
        dot = NULL;
    return dot != NULL ? (size_t)(dot - name) : strlen(name);
}

static void put_key(const struct field *f, size_t at, size_t n,
                    struct text *out)
{
    TEXT_LIT(out, ",\"");
    for (size_t i = 0; i < n; i++)
        text_char(out, f->filter[at + i] == '.' ? '_' : f->filter[at + i]);
    TEXT_LIT(out, "\":");
}

static void put_cell(const struct json_layers *l, const struct cell *c,
                     struct text *out)
{
    text_put(out, l->values.start + c->from, c->to - c->from);
}

/* All of this name in an array, or the first of them. */
static void put_cells(struct json_layers *l, struct cell *first,
                      const struct cell *stop, struct text *out)
{
    const struct field *f = first->field;
    const char *between = "[";

    if (!f->list)
        put_cell(l, first, out);
    for (struct cell *c = first; c < stop; c++) {
        if (strcmp(c->field->filter, f->filter) != 0)
            continue;
        c->done = true;
        if (!f->list)
            continue;
        text_str(out, between);
        put_cell(l, c, out);
        between = ",";
    }
    if (f->list)
        text_char(out, ']');
}

/* Puts the brace over the first comma. */
static void close_object(struct text *out, size_t open)
{
    if (text_len(out) == open)
        text_char(out, '{');
    else
        out->start[open] = '{';
    text_char(out, '}');
}

/*
 * The members whose names share the first `at` characters with `like`'s. Goes
 * down a level for each dot, of which no name has more than four.
 */
static void put_members(struct json_layers *l, struct cell *first,
                        const struct cell *stop, const struct field *like,
                        size_t at, struct text *out)
{
    for (struct cell *c = first; c < stop; c++) {
        const struct field *f = c->field;
        if (c->done || strncmp(f->filter, like->filter, at) != 0)
            continue;
        const size_t n = part_len(f, at);
        put_key(f, at, n, out);
        if (f->filter[at + n] == '\0') {
            put_cells(l, c, stop, out);
            continue;
        }
        const size_t open = text_len(out);
        put_members(l, c, stop, f, at + n + 1, out);
        close_object(out, open);
    }
}

static void put_block(struct json_layers *l, const struct block *b,
                      struct text *out)
{
    struct cell *first = &l->cells[b->first];

    TEXT_LIT(out, ",\"");
    for (const char *c = b->filter; *c != '\0'; c++)
        text_char(out, *c == '.' ? '_' : *c);
    TEXT_LIT(out, "\":");
    const size_t open = text_len(out);
    put_members(l, first, first + b->n, first->field, strlen(b->filter) + 1,
                out);
    close_object(out, open);
}

static void put_outer(struct json_layers *l, struct text *out)
{
    bool any = false;

    for (unsigned i = 0; i < l->n_blocks; i++) {
        const struct block *b = &l->blocks[i];
        if (!b->outer || b->n == 0)
            continue;
        if (any)
            text_char(out, ',');
        else
            TEXT_LIT(out, ",\"outer\":[");
        any = true;
        const size_t open = text_len(out);
        put_block(l, b, out);
        close_object(out, open);
    }
    if (any)
        text_char(out, ']');
}

/* Written by hand wholly: nothing is left to say. */
static bool is_plain(const struct tl_packet *pkt)
{
    unsigned ip = 0;

    for (unsigned i = 0; i < pkt->n_layers; i++) {
        switch (pkt->layers[i].kind) {
        case TL_ETHER:
        case TL_SLL:
        case TL_SLL2:
        case TL_VLAN:
        case TL_RAW:
        case TL_TCP:
            break;
        case TL_IPV4:
        case TL_IPV6:
            ip++;
            break;
        case TL_LEAF:
            if (pkt->tcp_layer == TL_NO_LAYER)
                return false;
            break;
        default:
            return false;
        }
    }
    return ip <= 1;
}

/* Of those written by hand the line's own header is no outer one. */
static void settle_by_hand(struct json_layers *l, const struct tl_layer *ip)
{
    for (unsigned i = 0; i < l->n_blocks; i++) {
        struct block *b = &l->blocks[i];
        if (!b->by_hand)
            continue;
        const bool is_ip = b->filter[0] == 'i';
        b->outer = is_ip && b->layer != ip;
    }
}

void json_put_layers(struct json_layers *l, const struct record *rec,
                     const struct tl_layer *ip, struct text *out)
{
    const struct field_taker taker = {begin, row, end, l};
    struct field_scene scene = {
        .rec = rec,
        .pkt = rec->pkt,
        .taker = &taker,
        .all = true,
        .absolute = true,
        .no_checksums = true,
    };

    if (is_plain(rec->pkt))
        return;
    l->n_cells = l->n_blocks = 0;
    text_truncate(&l->values, 0);
    (void)fields_of_packet(&scene);
    settle_by_hand(l, ip);
    for (unsigned i = 0; i < l->n_blocks; i++) {
        const struct block *b = &l->blocks[i];
        if (!b->outer && !b->by_hand && b->n > 0)
            put_block(l, b, out);
    }
    put_outer(l, out);
    if (text_failed(&l->values) || text_failed(&l->said))
        out->failed = true;
}

static const char *protocol_name(const struct tl_layer *l)
{
    if (l->kind == TL_LEAF)
        return protocol_of((enum tl_leaf)l->leaf.id)->name;
    const struct header *h = header_of_kind(l->kind);
    return h != NULL ? h->filter : NULL;
}

void json_put_protocols(const struct tl_packet *pkt, struct text *out)
{
    const size_t start = text_len(out);

    for (unsigned i = 0; i < pkt->n_layers; i++) {
        const struct tl_layer *l = &pkt->layers[i];
        const char *name = protocol_name(l);
        if (name == NULL || l->kind == TL_SNAP)
            continue;
        if (text_len(out) > start)
            text_char(out, ':');
        text_str(out, name);
        if (l->kind == TL_ETHER || l->kind == TL_SLL || l->kind == TL_SLL2 ||
            l->kind == TL_VLAN)
            TEXT_LIT(out, ":ethertype");
    }
}
