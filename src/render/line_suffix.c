/*
 * line_suffix.c - what stands behind a line's last word.
 */
#include "line_suffix.h"

#include "analysis_suffix.h"
#include "diagnosis_words.h"

enum line_suffix line_suffix_of(const struct line_style *style)
{
    if (style->diagnosis || (style->analysis && style->verbose > 0))
        return LINE_SUFFIX_MORE;
    return style->analysis ? LINE_SUFFIX_WORDS : LINE_SUFFIX_NONE;
}

void line_findings(const struct line_style *style, const struct record *rec,
                   struct text *out)
{
    const bool verbose = style->verbose > 0;

    if (style->analysis && rec->judged != NULL) {
        if (verbose)
            analysis_suffix(out, rec, style->absolute);
        else
            analysis_words_suffix(out, &rec->judged->verdict);
    }
    if (style->diagnosis && rec->diagnosis != NULL)
        diagnosis_suffix(out, rec->diagnosis, verbose);
}
