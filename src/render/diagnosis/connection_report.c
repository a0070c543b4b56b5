/*
 * connection_report.c - what forms of text say of connections.
 */
#include "connection_report.h"

#include "connection_notes.h"
#include "connection_table.h"

struct connection_report connection_report_of(const struct line_style *style)
{
    return (struct connection_report){
        .table = style->lists,
        .notes = style->diagnosis,
        .width = style->width,
    };
}

void connection_report_begin(struct connection_report *r,
                             const struct tl_report *report, struct text *out)
{
    r->now = *report;
    if (r->table)
        connection_table_begin(report, r->width, out);
}

void connection_report_add(const struct connection_report *r,
                           const struct tl_connection_sum *sum,
                           struct text *out)
{
    if (r->table)
        connection_table_row(sum, &r->now, r->width, out);
    if (r->notes)
        connection_notes(sum, out);
}
