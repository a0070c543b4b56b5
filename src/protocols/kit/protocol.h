/*
 * protocol.h - what a leaf is: a name, and a function from bytes to text.
 *
 * A leaf is one file in a folder of src/protocols/, which defines
 *
 *     const struct protocol protocol_NAME = {"filter name", print_NAME};
 *
 * and has a line in include/tcpline/leaves.h and a row in src/decode/next.c
 * wherever it may come next. It does not know what carries it: printer.h has
 * all it may ask. It writes what tcpdump writes behind the carrier's words:
 *
 *   - over TCP: behind "length N", its own separator first (": HTTP: ..."). It
 *     is not asked with -q, nor without payload.
 *   - over UDP: behind "A.1025 > B.53: ". It is not asked with -q, except when
 *     -T names it. The checksum's remark is the carrier's.
 *   - over IP: behind "IP A > B: "; not asked for later fragments. It is asked
 *     with -q, too, and heeds pr->style->quiet itself if the oracle does.
 *   - over a link layer: at the beginning of the line, or with -e behind the
 *     link header's text ("... length 60: ").
 */
#ifndef TCPLINE_PROTOCOLS_PROTOCOL_H
#define TCPLINE_PROTOCOLS_PROTOCOL_H

#include <stdbool.h>

#include "printer.h"
#include "tcpline/leaves.h"

struct protocol {
    const char *name; /* Wireshark's filter name */
    /*
     * Appends the text of the bytes at pr->base. False when they are not of
     * this protocol, and then nothing has been appended: the carrier goes on
     * as if nobody had claimed them ("UDP, length 12").
     */
    bool (*print)(struct printer *pr);
};

#define TL_DECLARE_PROTOCOL(name) extern const struct protocol protocol_##name;
TL_LEAVES(TL_DECLARE_PROTOCOL)
#undef TL_DECLARE_PROTOCOL

#endif
