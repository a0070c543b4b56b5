/*
 * nsh_metadata.h - the metadata of a network service header (RFC 8300).
 */
#ifndef TCPLINE_PROTOCOLS_NSH_METADATA_H
#define TCPLINE_PROTOCOLS_NSH_METADATA_H

#include "printer.h"

/*
 * Appends the metadata of type `md` in the header of `len` bytes at pr->base,
 * one piece a line; nothing of types without a form. False when it breaks a
 * rule, which the text then says.
 */
bool print_nsh_metadata(struct printer *pr, unsigned md, uint32_t len);

#endif
