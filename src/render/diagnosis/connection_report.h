/*
 * connection_report.h - what forms of text say of connections: the table of
 * --conversations, the notes of --diagnose.
 */
#ifndef TCPLINE_RENDER_CONNECTION_REPORT_H
#define TCPLINE_RENDER_CONNECTION_REPORT_H

#include "line.h"
#include "tcpline/diagnosis.h"
#include "text.h"

struct connection_report {
    bool table, notes;
    unsigned width;       /* of the terminal; 0 for none */
    struct tl_report now; /* the one at hand */
};

struct connection_report connection_report_of(const struct line_style *style);

void connection_report_begin(struct connection_report *r,
                             const struct tl_report *report, struct text *out);
void connection_report_add(const struct connection_report *r,
                           const struct tl_connection_sum *sum,
                           struct text *out);

#endif
