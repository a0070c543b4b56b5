/*
 * form.c - the list of forms.
 */
#include "form.h"

#include "form_makers.h"

static form_maker *const makers[FORM_COUNT] = {
    [FORM_CANONICAL] = form_canonical, [FORM_LINE] = form_line,
    [FORM_JSON] = form_json,           [FORM_LADDER] = form_ladder,
    [FORM_TREE] = form_tree,
};

bool form_new(enum form_kind kind, const struct line_style *style,
              struct names *names, struct form *out)
{
    *out = (struct form){0};
    if (!makers[kind](style, names, out))
        return false;
    if (kind == FORM_JSON || kind == FORM_CANONICAL)
        return true;
    if ((!style->color || form_color(style, kind, out)) &&
        (style->explain == LINE_EXPLAIN_NOTHING ||
         form_explain(style, kind, names, out)))
        return true;
    form_free(out);
    return false;
}

void form_free(struct form *form)
{
    if (form->free != NULL)
        form->free(form->ctx);
    *form = (struct form){0};
}
