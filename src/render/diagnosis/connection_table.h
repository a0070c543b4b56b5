/*
 * connection_table.h - the table of --conversations.
 *
 * One list of columns, the most telling first. A terminal shows those that
 * it has room for; what is no terminal gets all, each as wide as ever, and
 * none of them empty.
 */
#ifndef TCPLINE_RENDER_CONNECTION_TABLE_H
#define TCPLINE_RENDER_CONNECTION_TABLE_H

#include "tcpline/diagnosis.h"
#include "text.h"

/*
 * A line on what the capture misses, if it does, and the columns' names.
 * `width` of the terminal, 0 for none.
 */
void connection_table_begin(const struct tl_report *report, unsigned width,
                            struct text *out);
void connection_table_row(const struct tl_connection_sum *sum,
                          const struct tl_report *report, unsigned width,
                          struct text *out);

#endif
