/*
 * field.h - what a header consists of: its name, its fields, their bits.
 *
 * One description of a header, many readings: rows of a tree, members of an
 * object, a schema. A header has a table of fields that stand at fixed places,
 * as the picture in its RFC has them, and, where its length is its own affair
 * (options, lists), a function that puts more of them. fields_of_packet()
 * walks the layers of a packet and hands every field over, in the order of
 * the bytes. Nothing beyond the captured bytes is ever read or handed over.
 */
#ifndef TCPLINE_FIELDS_FIELD_H
#define TCPLINE_FIELDS_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "codes.h"
#include "tcpline/record.h"
#include "text.h"

enum field_look {
    LOOK_PLAIN,     /* no value of its own; a note may say more */
    LOOK_NUMBER,    /* "64"; with a name "0, not ECN-capable" */
    LOOK_HEX,       /* "0x3e77" */
    LOOK_NAMED,     /* "TCP (6)" */
    LOOK_NAMED_HEX, /* "IPv4 (0x0800)" */
    LOOK_WORDS,     /* of 4 bytes: "5 words = 20 bytes" */
    LOOK_BIT,       /* "set", "not set" */
    LOOK_BITS,      /* the names of those that are set: "SYN, ACK" */
    LOOK_MAC,
    LOOK_IP4,
    LOOK_IP6,
    LOOK_TEXT,  /* characters */
    LOOK_SAID,  /* what the note says is the value */
    LOOK_BYTES, /* "01:02" */
};

/* With -v a row of bits gives way to a row for each of them. */
enum field_detail { DETAIL_ALWAYS, DETAIL_BRIEF, DETAIL_FULL };

struct field_row;
struct field_scene;

/* Appends what is to be said behind a value, its own separator first. */
typedef void field_note(const struct field_scene *s,
                        const struct field_row *row, struct text *out);

struct field {
    const char *name;
    const char *filter; /* Wireshark's filter name; NULL: it has none */
    uint16_t at, size;  /* bytes, from the first of its header */
    uint32_t bits;      /* which of these bytes' bits; 0: all */
    uint8_t look;       /* enum field_look */
    uint8_t detail;     /* enum field_detail */
    bool little;        /* in the byte order of Intel's machines */
    bool joined;        /* the one above has a value: "flags_df" in JSON */
    bool list;          /* may come again in a header: an array in JSON */
    uint16_t n_names;
    const struct code_name *names;
    const char *(*name_of)(uint32_t value);
    const char *means; /* said behind a value, or NULL */
    field_note *note;
};

/* A row of a table, in the order of the picture in the header's RFC. */
#define FIELD(at_, size_, bits_, look_, name_, filter_, ...)                   \
    {                                                                          \
        .at = (at_), .size = (size_), .bits = (bits_), .look = LOOK_##look_,   \
        .name = (name_), .filter = (filter_), __VA_ARGS__                      \
    }

#define FIELD_NAMES(table) .names = (table), .n_names = COUNT_OF(table)

/* Fields of a header: a table, one of them, or the rows of options. */
struct field_part {
    const struct field *first;
    size_t n, stride;
};

#define PART(table)                                                            \
    {                                                                          \
        (table), COUNT_OF(table), sizeof((table)[0])                           \
    }
#define PART_ONE(field_)                                                       \
    {                                                                          \
        &(field_), 1, sizeof(field_)                                           \
    }
#define PART_KINDS(table)                                                      \
    {                                                                          \
        &(table)[0].field, COUNT_OF(table), sizeof((table)[0])                 \
    }
#define HEADER_PARTS(parts_) .parts = (parts_), .n_parts = COUNT_OF(parts_)

struct header {
    const char *title;  /* "IPv4" */
    const char *filter; /* Wireshark's: "ip" */
    const char *mark;   /* of a cut one: "[|ip]" */
    const struct field *fields;
    size_t n_fields;
    const struct field_part *parts; /* what `read` puts besides */
    size_t n_parts;
    /*
     * Puts the rows of a header that begins at `off`, and answers its length
     * in bytes, as it says itself. NULL: its fields are all there is.
     */
    uint32_t (*read)(struct field_scene *s, uint32_t off);
};

/* A field of the packet at hand. */
struct field_row {
    const struct field *field;
    uint32_t off, len;    /* its bytes in the frame, those that were captured */
    bool cut;             /* they are not all there: there is no value */
    uint64_t value;       /* of at most 8 bytes; its bits moved down */
    const uint8_t *bytes; /* at `off` */
};

/* Who asks for fields, and how. */
struct field_taker {
    void (*begin)(void *ctx, const struct header *h, uint32_t off);
    void (*row)(void *ctx, const struct field_scene *s,
                const struct field_row *row);
    /* Behind the rows of the header: `len` of its bytes are captured. */
    void (*end)(void *ctx, const struct field_scene *s, uint32_t len);
    void *ctx;
};

struct field_scene {
    const struct record *rec;
    const struct tl_packet *pkt;
    const struct tl_layer *layer;
    const struct header *header;
    const struct field_taker *taker;
    bool full;            /* -v: one row for each flag */
    bool all;             /* ... and the one row they share as well */
    bool absolute;        /* -S: no relative numbers */
    bool no_checksums;    /* -K */
    bool cut;             /* the bytes ended inside this header */
    uint32_t start, stop; /* captured bytes of the layer, in the frame */
};

/*
 * Hands all headers of `s->pkt` to `s->taker`, the outermost first: `layer`
 * and what follows it in the scene are this function's. Answers how many bytes
 * of the frame the headers took; what is behind is payload.
 */
uint32_t fields_of_packet(struct field_scene *s);

/* Appends the value of a row in words, its note included. */
void field_put_value(const struct field_scene *s, const struct field_row *row,
                     struct text *out);

/* All headers, from 0; NULL behind the last. */
const struct header *header_at(size_t i);

/* Every field that a header may have, from 0; NULL behind the last. */
const struct field *header_field(const struct header *h, size_t i);

/* The header of a kind of layer (enum tl_kind); NULL where there is none. */
const struct header *header_of_kind(unsigned kind);

#endif
