/*
 * form_makers.h - the makers of all forms. Private to render.
 */
#ifndef TCPLINE_RENDER_FORM_MAKERS_H
#define TCPLINE_RENDER_FORM_MAKERS_H

#include "form.h"

/* As form_new(); `out` is zero until it has been made. */
typedef bool form_maker(const struct line_style *style, struct names *names,
                        struct form *out);

form_maker form_canonical, form_line, form_json, form_ladder, form_tree;

/*
 * Puts colours on what `form`, of this kind, shows: it becomes the form that
 * does so. False, and nothing changed, when there is no memory.
 */
bool form_color(const struct line_style *style, enum form_kind kind,
                struct form *form);

/*
 * Puts the notes of --explain below its records: it becomes the form that
 * does so. Reads catalogues of languages. False, and nothing changed, when
 * there is no memory.
 */
bool form_explain(const struct line_style *style, enum form_kind kind,
                  struct names *names, struct form *form);

#endif
