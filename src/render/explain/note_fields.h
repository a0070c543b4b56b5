/*
 * note_fields.h - sentences with their blanks filled in. Private to render.
 */
#ifndef TCPLINE_RENDER_NOTE_FIELDS_H
#define TCPLINE_RENDER_NOTE_FIELDS_H

#include "notes.h"
#include "segment.h"
#include "tcpline/record.h"
#include "text.h"

struct line;

/* All that a sentence may name. */
struct note_facts {
    const struct wording *wording;
    const struct record *rec;
    const struct tl_explanation *e;
    const struct segment *seg;
    struct line *line; /* names the ends as the line does */
    bool absolute;     /* -S */
    bool of_sender;    /* whose state is being said */
};

/* Appends `sentence`; "{seq}" and the like become what they stand for. */
void note_fill(const struct note_facts *f, const char *sentence,
               struct text *out);

/* Whether just one byte is spoken of, or what is said is but likely. */
enum note_form note_form_of(const struct note_facts *f, enum tl_note note);

/* "[client SYN-SENT, server SYN-RECEIVED]"; nothing where none is known. */
void note_states(const struct note_facts *f, struct text *out);

#endif
