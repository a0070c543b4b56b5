/*
 * form.h - a way to show records: the tcpdump line, a JSON object.
 *
 * A form is chosen once, when a run begins. What it needs (names, caches of
 * text) it makes for itself and keeps behind `ctx`; it changes nothing else.
 * What only stands beside a line, as the words of the analysis do, is no form
 * but a part of the line's style.
 *
 * A new form is a file that makes one, and its row in form.c.
 */
#ifndef TCPLINE_RENDER_FORM_H
#define TCPLINE_RENDER_FORM_H

#include <stdbool.h>

#include "line.h"
#include "tcpline/diagnosis.h"
#include "tcpline/record.h"
#include "text.h"

enum form_kind {
    FORM_LINE,      /* tcpdump's */
    FORM_JSON,      /* --json */
    FORM_LADDER,    /* --ladder */
    FORM_TREE,      /* --tree */
    FORM_CANONICAL, /* --canonical */
    FORM_COUNT,
};

struct form {
    /* Appends one record, to its last newline. */
    void (*record)(void *ctx, const struct record *rec, struct text *out);
    /*
     * Appends what a report begins with, at the end or when somebody asks
     * during a run; the connections follow, one by one.
     */
    void (*report)(void *ctx, const struct tl_report *report, struct text *out);
    void (*connection)(void *ctx, const struct tl_connection_sum *sum,
                       struct text *out);
    void (*free)(void *ctx);
    void *ctx;
};

/*
 * Makes a form. `style` is copied, `names` borrowed (NULL: everything
 * numeric). False when there is no memory, and nothing to free then.
 */
bool form_new(enum form_kind kind, const struct line_style *style,
              struct names *names, struct form *out);

/* Also of one that is all zero. */
void form_free(struct form *form);

#endif
