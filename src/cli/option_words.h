/*
 * option_words.h - the words an option's argument may be, where the list is
 * closed: for completions, for hints, and for nobody to write twice.
 */
#ifndef TCPLINE_CLI_OPTION_WORDS_H
#define TCPLINE_CLI_OPTION_WORDS_H

#include <stddef.h>

#include "option_table.h"

enum { OPTION_WORD_BYTES = 64 };

/*
 * The i-th word, which may be written to `buf`; NULL behind the last, and for
 * an option that takes anything.
 */
const char *option_word(const struct option_row *row, size_t i,
                        char buf[OPTION_WORD_BYTES]);

/* Several words may be given, with commas between. */
bool option_takes_several(const struct option_row *row);

/*
 * Hints at what was probably meant: the long option `word` began, or the value
 * of an option whose list is closed. Nothing where nothing is near.
 */
void option_hint_name(const char *word, struct err *e);
void option_hint_word(const struct option_row *row, const char *arg,
                      struct err *e);

#endif
