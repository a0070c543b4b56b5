/*
 * dump_scan.h - the rows of -x and -X below a line, back to bytes.
 */
#ifndef TCPLINE_PASTED_DUMP_SCAN_H
#define TCPLINE_PASTED_DUMP_SCAN_H

#include "scan.h"

enum { DUMP_ROW_BYTES = 16 };

/*
 * "0x0010:  c633 6402 ...  .3d.", a row at offset `*at`: how many bytes went to
 * `out`, 0 for what is no row.
 */
size_t dump_scan_row(struct scan s, uint32_t *at, uint8_t *out);

#endif
