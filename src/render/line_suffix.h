/*
 * line_suffix.h - what stands behind a line's last word. Private to render.
 */
#ifndef TCPLINE_RENDER_LINE_SUFFIX_H
#define TCPLINE_RENDER_LINE_SUFFIX_H

#include "line.h"
#include "tcpline/record.h"
#include "text.h"

/* Nothing, the words of verdicts alone, or more than these. */
enum line_suffix { LINE_SUFFIX_NONE, LINE_SUFFIX_WORDS, LINE_SUFFIX_MORE };

enum line_suffix line_suffix_of(const struct line_style *style);

/*
 * Verdicts and what proves them, and a diagnosis, as the style wants them.
 * Apart, so that a line needs no room for it.
 */
__attribute__((noinline)) void line_findings(const struct line_style *style,
                                             const struct record *rec,
                                             struct text *out);

#endif
