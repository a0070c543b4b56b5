/*
 * notes.h - the sentences of --explain, by the numbers of enum tl_note, in
 * English and in the user's language.
 *
 * What stands in braces is filled in by note_fields.c. English is the key:
 * the catalogues of po/ have the other languages.
 */
#ifndef TCPLINE_RENDER_NOTES_H
#define TCPLINE_RENDER_NOTES_H

#include <stdbool.h>

#include "tcpline/explanation.h"

/* When a sentence is said. */
enum note_time {
    NOTE_ALWAYS, /* what this segment does */
    NOTE_ONCE, /* what something means: the first time of a run; not with -q */
    NOTE_DETAIL, /* the same, of what -v alone shows */
};

/* Which form of a sentence fits. */
enum note_form {
    NOTE_PLAIN,
    NOTE_OF_ONE, /* byte */
    NOTE_LIKELY, /* not proved, but the best explanation */
};

/* The name in --json's "explain"; NULL for a number that is none. */
const char *note_name(enum tl_note note);
enum note_time note_time_of(enum tl_note note);

/* Words that fill sentences. */
enum note_word {
    WORD_CLIENT,
    WORD_SERVER,
    WORD_THE_CLIENT,
    WORD_THE_SERVER,
    WORD_THE_CLIENT_BEGINS, /* a sentence */
    WORD_THE_SERVER_BEGINS,
    WORD_STATE,
    WORD_STATE_ON_ARRIVAL,
    WORD_BETWEEN, /* two items of a list */
    WORD_OFFER_MSS,
    WORD_OFFER_SCALE,
    WORD_OFFER_SACK,
    WORD_OFFER_TIME_STAMPS,
    WORD_TLS_CHANGE_CIPHER_SPEC,
    WORD_TLS_ALERT,
    WORD_TLS_HANDSHAKE,
    WORD_TLS_APPLICATION_DATA,
    NOTE_WORDS,
};

/* All sentences in one language; the strings last as long as the program. */
struct wording {
    const char *plain[TL_NOTES];
    const char *other[TL_NOTES]; /* the other form there is, or NULL */
    const char *word[NOTE_WORDS];
};

/*
 * Fills it with the language of the user's locale, English where that has no
 * catalogue or no UTF-8. Reads files: to be called before the walls stand.
 * The program's own locale stays what it is.
 */
void wording_load(struct wording *out);

/* The sentence in the form that fits; `other` tells whether there is one. */
const char *wording_note(const struct wording *w, enum tl_note note,
                         enum note_form form);

#endif
