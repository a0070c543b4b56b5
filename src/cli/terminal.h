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

#endif
