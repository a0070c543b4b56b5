/*
 * tree_boxes.c - the header of a segment as RFC 9293 section 3.1 draws it: 32
 * bits a row, two columns a bit, with this segment's values.
 */
#include <stdio.h>
#include <string.h>

#include "bytes.h"
#include "segment.h"
#include "tree.h"

enum {
    BITS = 32,
    COLUMNS = 2 * BITS - 1, /* between the two edges */
    LEAST = 20,
    LABEL_ROOM = 64,
};

/* Text in the middle of the cell of the bits `from` to `to`. */
static void put_cell(char *row, unsigned from, unsigned to, const char *label)
{
    const unsigned width = 2 * (to - from) - 1;
    const unsigned n = (unsigned)strlen(label);
    const unsigned shown = n < width ? n : width;

    memcpy(row + 2 * from + 1 + (width - shown + 1) / 2, label, shown);
}

static void clear_row(char *row)
{
    memset(row, ' ', COLUMNS + 2);
    row[0] = row[COLUMNS + 1] = '|';
}

static void put_edge(char *row, unsigned bit)
{
    row[2 * bit] = '|';
}

static void put_row(const char *row, struct text *out)
{
    TEXT_LIT(out, "  ");
    text_put(out, row, COLUMNS + 2);
    text_char(out, '\n');
}

static void put_rule(struct text *out)
{
    TEXT_LIT(out, "  +");
    for (int i = 0; i < BITS; i++)
        TEXT_LIT(out, "-+");
    text_char(out, '\n');
}

static void put_ruler(struct text *out)
{
    TEXT_LIT(out, "   0                   1                   2                "
                  "   3\n  ");
    for (int i = 0; i < BITS; i++)
        text_printf(out, " %d", i % 10);
    text_char(out, '\n');
}

/* One field over the whole width. */
static void put_word(const char *label, struct text *out)
{
    char row[COLUMNS + 2];

    clear_row(row);
    put_cell(row, 0, BITS, label);
    put_row(row, out);
    put_rule(out);
}

static void put_halves(const char *left, const char *right, struct text *out)
{
    char row[COLUMNS + 2];

    clear_row(row);
    put_edge(row, BITS / 2);
    put_cell(row, 0, BITS / 2, left);
    put_cell(row, BITS / 2, BITS, right);
    put_row(row, out);
    put_rule(out);
}

static void put_ports(const struct tl_tcp *tcp, struct text *out)
{
    char left[LABEL_ROOM], right[LABEL_ROOM];

    (void)snprintf(left, sizeof(left), "source port %u", tcp->sport);
    (void)snprintf(right, sizeof(right), "destination port %u", tcp->dport);
    put_halves(left, right, out);
}

static void put_numbers(const struct tl_tcp *tcp, const struct tl_verdict *v,
                        struct text *out)
{
    char label[LABEL_ROOM];

    if (v != NULL)
        (void)snprintf(label, sizeof(label), "sequence number %u (relative %u)",
                       tcp->seq, v->seq);
    else
        (void)snprintf(label, sizeof(label), "sequence number %u", tcp->seq);
    put_word(label, out);
    if ((tcp->flags & TL_ACK) == 0)
        (void)snprintf(label, sizeof(label), "acknowledgment %u (no meaning)",
                       tcp->ack);
    else if (v != NULL)
        (void)snprintf(label, sizeof(label), "acknowledgment %u (relative %u)",
                       tcp->ack, v->ack);
    else
        (void)snprintf(label, sizeof(label), "acknowledgment %u", tcp->ack);
    put_word(label, out);
}

/* Data offset, reserved bits, flags and window: two rows of text. */
static void put_flags(const struct tl_tcp *tcp, const struct tl_verdict *v,
                      struct text *out)
{
    enum { RESERVED = 4, FLAGS = 7, WINDOW = 16 };
    static const char letters[] = "ACEUAPRSF";
    const unsigned bits = load_be16(tcp->hdr + 12);
    char names[COLUMNS + 2], values[COLUMNS + 2], label[LABEL_ROOM];

    clear_row(names);
    clear_row(values);
    for (unsigned bit = RESERVED; bit < WINDOW; bit++) {
        const char is_set[] = {(bits >> (15 - bit) & 1) != 0 ? '1' : '0', '\0'};
        if (bit < FLAGS) {
            put_cell(names, bit, bit + 1, is_set);
            continue;
        }
        const char letter[] = {letters[bit - FLAGS], '\0'};
        put_edge(names, bit);
        put_edge(values, bit);
        put_cell(names, bit, bit + 1, letter);
        put_cell(values, bit, bit + 1, is_set);
    }
    put_edge(names, RESERVED);
    put_edge(values, RESERVED);
    put_edge(names, WINDOW);
    put_edge(values, WINDOW);
    (void)snprintf(label, sizeof(label), "%u x 4", tcp->hdr_len / 4U);
    put_cell(names, 0, RESERVED, label);
    (void)snprintf(label, sizeof(label), "window %u", tcp->window);
    put_cell(names, WINDOW, BITS, label);
    if (v != NULL && (tcp->flags & TL_SYN) == 0 && v->window_shift >= 0) {
        (void)snprintf(label, sizeof(label), "= %u bytes", v->window);
        put_cell(values, WINDOW, BITS, label);
    }
    put_row(names, out);
    put_row(values, out);
    put_rule(out);
}

/* What is written into the bytes of one word that begin at `at`. */
struct option_cell {
    uint32_t len; /* bytes */
    char label[LABEL_ROOM];
};

#define SAY(cell, ...)                                                         \
    ((void)snprintf((cell)->label, sizeof((cell)->label), __VA_ARGS__))

/* The cell at `at`, where an option of `left` bytes begins or goes on. */
struct box_options {
    const uint8_t *p;
    uint32_t n;
    bool ended; /* behind the end of the list are but zeros */
};

static void say_kind(struct option_cell *cell, const uint8_t *p, uint32_t len)
{
    enum { MSS = 2, SCALE = 3, PERMITTED = 4, SACK = 5, STAMPS = 8 };

    if (p[0] == MSS && len == 4)
        SAY(cell, "MSS %u", load_be16(p + 2));
    else if (p[0] == SCALE && len == 3)
        SAY(cell, "window scale %u", p[2]);
    else if (p[0] == PERMITTED && len == 2)
        SAY(cell, "SACK permitted");
    else if (p[0] == STAMPS && len == 10)
        SAY(cell, "time stamps: 8, 10");
    else if (p[0] == SACK)
        SAY(cell, "selective ACK: 5, %u", len);
    else
        SAY(cell, "kind %u, %u bytes", p[0], len);
}

/* The `i`-th word of an option's data. */
static void say_data(struct option_cell *cell, const uint8_t *option,
                     uint32_t at)
{
    enum { SACK = 5, STAMPS = 8, WORD = 4 };
    const uint8_t *p = option + at;

    if (option[0] == STAMPS && cell->len == WORD)
        SAY(cell, at == 2 ? "value %u" : "echo %u", load_be32(p));
    else if (option[0] == SACK && cell->len == WORD)
        SAY(cell, at % 8 == 2 ? "from %u" : "to %u", load_be32(p));
    else
        SAY(cell, "...");
}

/* The length of the option at `at`, which fits into the header. */
static uint32_t option_len(const struct box_options *o, uint32_t at)
{
    if (o->ended || o->p[at] <= 1)
        return 1;
    if (at + 1 >= o->n || o->p[at + 1] < 2 || o->p[at + 1] > o->n - at)
        return o->n - at;
    return o->p[at + 1];
}

static void say_single(struct option_cell *cell, bool ended, uint8_t kind)
{
    SAY(cell, "%s", ended || kind == 0 ? "end" : "no-op");
}

/* One word of options: cells end where options do. */
static void put_option_word(struct box_options *o, uint32_t word,
                            uint32_t *start, uint32_t *len, struct text *out)
{
    enum { WORD = 4, BYTE = 8 };
    char row[COLUMNS + 2];
    struct option_cell cell;

    clear_row(row);
    for (uint32_t at = word; at < word + WORD; at += cell.len) {
        if (at >= *start + *len) {
            *start = at;
            *len = option_len(o, at);
        }
        const uint32_t left = *start + *len - at;
        cell.len = left < word + WORD - at ? left : word + WORD - at;
        if (*len == 1)
            say_single(&cell, o->ended, o->p[at]);
        else if (at == *start)
            say_kind(&cell, o->p + at, *len);
        else
            say_data(&cell, o->p + *start, at - *start);
        o->ended = o->ended || (*len == 1 && o->p[at] == 0);
        const unsigned bit = (at - word) * BYTE;
        if (bit > 0)
            put_edge(row, bit);
        put_cell(row, bit, bit + cell.len * BYTE, cell.label);
    }
    put_row(row, out);
    put_rule(out);
}

void tree_boxes(const struct record *rec, bool absolute, struct text *out)
{
    const struct tl_tcp *tcp = &rec->pkt->tcp;
    const struct tl_judgement *j = rec->judged;
    const bool known = j != NULL && j->found_in == rec->pkt &&
                       j->verdict.judged >= TL_JUDGED_HEADER;
    const struct tl_verdict *v = known ? &j->verdict : NULL;
    char left[LABEL_ROOM], right[LABEL_ROOM];

    put_ruler(out);
    put_rule(out);
    put_ports(tcp, out);
    put_numbers(tcp, absolute ? NULL : v, out);
    put_flags(tcp, v, out);
    (void)snprintf(left, sizeof(left), "checksum 0x%04x", tcp->checksum);
    (void)snprintf(right, sizeof(right), "urgent pointer %u", tcp->urgent);
    put_halves(left, right, out);
    struct box_options o = {tcp->hdr + LEAST, tcp->hdr_len - (uint32_t)LEAST,
                            false};
    uint32_t start = 0, len = 0;
    for (uint32_t word = 0; word < o.n; word += 4)
        put_option_word(&o, word, &start, &len, out);
}
