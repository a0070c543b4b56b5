/*
 * terminal.h - what the terminal behind standard output can show.
 */
#ifndef TCPLINE_CLI_TERMINAL_H
#define TCPLINE_CLI_TERMINAL_H

#include <stdbool.h>

/*
 * Whether box drawing takes one column there: a terminal, UTF-8 by its
 * locale, and none of Chinese, Japanese or Korean, where its width is
 * ambiguous (Unicode Standard Annex 11).
 */
bool terminal_boxes(void);

/*
 * Whether colours are welcome: on a terminal that is not dumb, unless
 * NO_COLOR is set; anywhere when CLICOLOR_FORCE is, to something but 0.
 */
bool terminal_colors(void);

/* The columns that COLUMNS asks for; 0 where it does not. */
unsigned terminal_columns(void);

#endif
